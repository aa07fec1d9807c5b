"""Rows of the sheet of inputs, what counts as unchanged there, and what was known without answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from advisor.economics.inputs import gather
from advisor.economics.situation import Situation
from advisor.model.economics import Basis, BasisOf, Estimate, Figure
from advisor.reporting.xlsx.formula import Expression
from advisor.reporting.xlsx.functions import both, call
from advisor.reporting.xlsx.working import Working


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet: a figure, or a quantity that nobody has a figure for."""

    workloads: tuple[str, ...]
    name: str
    figure: Figure | None
    unit: str
    alternative: str | None = None


def near(cell: Expression, number: Decimal) -> Expression:
    """Whether a cell holds a number, but for the last digits that a file keeps."""
    wanted = Fraction(number)
    room = abs(wanted) / 10**12
    return both([cell.at_least(wanted - room), call("NOT", cell.above(wanted + room))])


def plain_figures(working: Working, estimate: Estimate, basis: Basis, one: BasisOf) -> dict[str, Figure]:
    """The figures of a workload had nobody answered anything."""
    situation = Situation(
        book=basis.book,
        economics=basis.economics,
        workload=one.workload,
        profile=one.profile,
        accelerator=basis.economics.accelerator or one.profile.accelerator,
        as_of=estimate.as_of,
        questions=working.pack.question_by_id,
        answers={},
    )
    return {name: each.figure() for name, each in gather(situation).shared.items()}
