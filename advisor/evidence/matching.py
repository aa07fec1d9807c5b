"""Which workload of an assessment a workload of a bill is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.evidence.proposing_words import quoted
from advisor.model.assessment import Assessment, Workload
from advisor.model.bill import Picture
from advisor.model.bill_workloads import FoundWorkload


@dataclass(frozen=True, slots=True)
class Matched:
    """Workloads of the assessment with what the bill knows of them, and what it knows besides."""

    pairs: tuple[tuple[Workload, FoundWorkload], ...]
    unmatched: tuple[str, ...]


def plain_name(text: str) -> str:
    """A name without what people vary."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def matched(assessment: Assessment, picture: Picture, stated: Mapping[str, str]) -> Matched:
    """Workloads that have the same name; ``stated`` maps names or ids in the bill to ids in the assessment.

    Where there is one on either side, they are the same whatever their names.
    """
    by_id = {each.id: each for each in assessment.workloads}
    names = {
        plain_name(name): each for each in assessment.workloads for name in (each.id, each.title or each.id)
    }
    found: list[tuple[Workload, FoundWorkload]] = []
    rest: list[FoundWorkload] = []
    for each in picture.workloads:
        wanted = stated.get(each.id) or stated.get(each.name)
        own = by_id.get(wanted) if wanted else names.get(plain_name(each.name))
        if own is not None and all(own.id != pair[0].id for pair in found):
            found.append((own, each))
        else:
            rest.append(each)
    if not found and len(rest) == 1 and len(assessment.workloads) == 1:
        found, rest = [(assessment.workloads[0], rest[0])], []
    return Matched(tuple(found), tuple(each.name for each in rest))


def remembered(assessment: Assessment, picture: Picture) -> dict[str, str]:
    """The mapping that accepted answers tell of: ids in the bill to ids in the assessment."""
    found: dict[str, str] = {}
    for workload in assessment.workloads:
        told = "\n".join(each.evidence or "" for each in workload.answers.values())
        for each in picture.workloads:
            if f" of “{quoted(each)}”, mapped to {workload.id}" in told:
                found.setdefault(each.id, workload.id)
    return found
