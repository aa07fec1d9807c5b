"""What is reported as redundant can be left out, all at once; what is not reported cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings

from advisor.decision.proof import prove
from advisor.decision.proof.findings import Path
from advisor.decision.proof.findings_effect import RedundantChoice, RedundantPart, RedundantWhenComplete
from advisor.decision.proof.parts import parts, without
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from tests.decision.proof.oracle import Judge, all_sheets
from tests.decision.proof.told_packs import told_packs
from tests.thoroughness import examples


@dataclass(frozen=True)
class Slot:
    """Where a condition stands in a random pack."""

    path: Path
    condition: Condition

    def put(self, pack: Pack, changed: Condition) -> Pack:
        rules = pack.rules
        size = rules.decisions["size"]
        if self.path[0] == "conditions":
            return pack.model_copy(
                update={"rules": rules.model_copy(update={"conditions": {"shared": changed}})}
            )
        if self.path[0] == "framework":
            row = rules.framework[0]
            cell = row.cells[str(self.path[3])].model_copy(update={"when": changed})
            row = row.model_copy(update={"cells": {**row.cells, str(self.path[3]): cell}})
            return pack.model_copy(update={"rules": rules.model_copy(update={"framework": (row,)})})
        key, index = str(self.path[2]), int(self.path[3])
        items = list(getattr(size, key))
        items[index] = items[index].model_copy(update={"when": changed})
        size = size.model_copy(update={key: tuple(items)})
        return pack.model_copy(update={"rules": rules.model_copy(update={"decisions": {"size": size}})})


def slots(pack: Pack) -> Iterator[Slot]:
    size = pack.rules.decisions["size"]
    for name, condition in pack.rules.conditions.items():
        yield Slot(("conditions", name), condition)
    for key in ("gates", "table", "warnings"):
        for index, item in enumerate(getattr(size, key)):
            yield Slot(("decisions", "size", key, index, "when"), item.when)
    for outcome, cell in pack.rules.framework[0].cells.items():
        if cell.when is not None:
            yield Slot(("framework", 0, "cells", outcome, "when"), cell.when)


def treatment(pack: Pack) -> list[object]:
    """What every sheet meets: the row that takes it, the gates that fire, what is said about it."""
    return [
        (s.decisions["size"].row, s.decisions["size"].gates, s.warnings, tuple(s.cells.items()))
        for s in all_sheets(pack)
    ]


def is_live(pack: Pack, slot: Slot) -> bool:
    """Whether a condition is ever true where it is looked at."""
    sheets = list(all_sheets(pack))
    rules = pack.rules.decisions["size"]
    if slot.path[0] == "conditions":
        row = rules.table[-1].id
        return any(s.decisions["size"].row == row for s in sheets)
    if slot.path[0] == "framework":
        return any(s.cells["aspect"] == slot.path[3] for s in sheets)
    if slot.path[2] == "table":
        row = rules.table[int(slot.path[3])].id
        return any(s.decisions["size"].row == row for s in sheets)
    return any(Judge(pack, s.kind, s.sheet).true(slot.condition) for s in sheets)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(told_packs(most=100))
def test_what_can_be_left_out(pack: Pack) -> None:
    kinds = (RedundantPart, RedundantChoice, RedundantWhenComplete)
    reported = {f.place.path for f in prove(pack).findings if isinstance(f, kinds)}
    before = treatment(pack)
    for slot in slots(pack):
        out = frozenset(part.path for part in parts(slot.condition) if (*slot.path, *part.path) in reported)
        if not is_live(pack, slot):
            assert not out
            continue
        if out:
            assert treatment(slot.put(pack, without(slot.condition, out))) == before
        sizes: dict[Path, int] = {}
        for part in parts(slot.condition):
            sizes[part.path[:-1]] = sizes.get(part.path[:-1], 0) + (part.path not in out)
        for part in parts(slot.condition):
            inside = any(part.path[: len(path)] == path for path in out)
            if not inside and sizes[part.path[:-1]] > 1:
                changed = without(slot.condition, out | {part.path})
                assert treatment(slot.put(pack, changed)) != before
