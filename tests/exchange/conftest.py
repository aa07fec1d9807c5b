"""Exported tables of both packs, and the cases that other engines have to decide alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod
from random import Random

import pytest

from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import engine_for
from advisor.decision.export_table import ExportTable, TableRow, export_table
from advisor.decision.export_values import table_values
from advisor.model.pack import Pack
from tests.exchange.random_sheets import random_assessment

MOST = 20_000
"""Combinations of inputs that are all tried; where there are more, as many random sheets are."""

TABLES = (
    "bundled/infrastructure",
    "bundled/model_family",
    "bundled/sourcing",
    "small/hosting",
    "small/engine",
)


@dataclass(frozen=True)
class Exported:
    """A table, input values by name, and what has to come out for each."""

    table: ExportTable
    cases: list[dict[str, str]]
    expected: list[dict[str, str]]


def given(row: TableRow) -> dict[str, str]:
    return {"now": row.now, "target": row.target, "row": "|".join(row.pack_rows)}


@pytest.fixture(scope="session")
def packs(bundled_pack, small_pack) -> dict[str, Pack]:
    return {"bundled": bundled_pack, "small": small_pack}


@pytest.fixture(scope="session", params=TABLES)
def exported(request, packs) -> Exported:
    name, decision = request.param.split("/")
    table = export_table(packs[name], decision)
    if prod(len(each.values) for each in table.inputs) <= MOST:
        every = list(every_combination(table))
        return Exported(table, every, [given(row) for row in map(table.decide, every)])
    cases, expected = drawn_sheets(packs[name], table)
    aimed = list(aimed_at_each_row(table))
    return Exported(table, cases + aimed, expected + [given(row) for row in map(table.decide, aimed)])


def every_combination(table: ExportTable):
    names = [each.name for each in table.inputs]
    for values in product(*(each.values for each in table.inputs)):
        yield dict(zip(names, values, strict=True))


def drawn_sheets(pack: Pack, table: ExportTable):
    """Different inputs of complete random sheets, each with what the sheet's own decision says."""
    random = Random(20_000)
    engine = engine_for(pack)
    decider = CompleteDecider(engine)
    decision = pack.rules.decisions[table.decision]
    rows = [row.id for row in (*decision.table, decision.otherwise)]
    found: dict[tuple[str, ...], tuple[dict[str, str], dict[str, str]]] = {}
    for _ in range(MOST):
        drawn = random_assessment(pack, random)
        work = drawn.workloads[0]
        values = {name: value or "" for name, value in table_values(pack, table, drawn, work).items()}
        end = decider.decide(work.kind, engine.sheet(drawn, work))[table.decision]
        # Several rows of the pack may share one of the table; the outcome is that of the sheet itself.
        named = table.decide(values).pack_rows
        assert rows[end.row] in named
        expected = {
            "now": end.now or table.no_outcome,
            "target": end.target or table.no_outcome,
            "row": "|".join(named),
        }
        key = tuple(values.values())
        assert found.setdefault(key, (values, expected))[1] == expected
    return [values for values, _ in found.values()], [expected for _, expected in found.values()]


def aimed_at_each_row(table: ExportTable):
    """For each row two combinations that it decides, whatever the sheets drawn by lot meet."""
    random = Random(97)
    for row in table.rows:
        left = 2
        for _ in range(3_000):
            drawn = {
                each.name: random.choice(each.values) if cell is None else cell
                for each, cell in zip(table.inputs, row.cells, strict=True)
            }
            if table.decide(drawn) is row:
                yield drawn
                left -= 1
            if not left:
                break
