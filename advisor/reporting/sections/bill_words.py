"""Figures of a bill, as the report says them, and where each was measured."""

from __future__ import annotations

from decimal import Decimal

from advisor.model.bill import Picture
from advisor.model.bill_answers import Evidence, KpiFromBill, Proposal, Verdict
from advisor.model.bill_costs import Measure
from advisor.reporting import words
from advisor.reporting.blocks import Cell
from advisor.reporting.context import Context
from advisor.reporting.numerals import localised
from advisor.reporting.sections.cost_words import money as whole_money
from advisor.reporting.sections.cost_words import precise, with_unit

MEASURES, QUERIES = "bill-measures", "bill-queries"
"""Ids of the annexes."""
MEASURED = "Measured from the bill"
STANDS = {
    Verdict.NEW: "Not answered yet",
    Verdict.AGREES: "Agrees",
    Verdict.DIFFERS: "Differs",
    Verdict.CONTRADICTS: "Contradicts the answer",
}


def share(value: Decimal | None) -> str:
    """A fraction as per cent with one decimal: ``48.4 %``; a dash when there is none."""
    if value is None:
        return words.NOTHING
    text = f"{value * 100:,.1f}"
    return localised("0.0" if text == "-0.0" else text).replace("-", "−") + " %"


def money(amount: Decimal) -> str:
    """An amount without cents; with them where nothing else would be left: ``−0.30``."""
    if not amount or abs(amount) >= 1:
        return whole_money(amount)
    text = f"{amount:,.2f}"
    return localised("0.00" if text == "-0.00" else text).replace("-", "−")


def part_of(part: Decimal, whole: Decimal) -> str:
    """The share of a part; a dash where the whole is nothing."""
    return share(part / whole) if whole else words.NOTHING


def measured(measure: Measure, currency: str) -> str:
    """The value of a measure with its unit."""
    if measure.value is None:
        return words.NOTHING
    if measure.unit == "%":
        return share(measure.value)
    if measure.unit == currency:
        return f"{money(measure.value)} {currency}"
    return with_unit(precise(measure.value), measure.unit)


def count(number: int, one: str) -> str:
    """``1 row``, ``5,428 rows``."""
    return f"{words.figure(number)} {one if number == 1 else one + 's'}"


def period(picture: Picture) -> str:
    """From the first to the last day; empty without any."""
    return f"{picture.first} to {picture.last}" if picture.first and picture.last else ""


def files(found: Evidence) -> str:
    """What the bill's files are called."""
    names = [each.name for each in found.bill.files]
    return words.listing(names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"])


def accepted(context: Context, each: Proposal) -> bool:
    """Whether an answer rests on a proposal."""
    answer = context.assessment.answer(each.question, each.workload)
    return answer is not None and each.evidence in (answer.evidence or "")


def stand(context: Context, each: Proposal) -> str:
    """How a proposal stands to the answer that is there."""
    if accepted(context, each):
        return "Accepted" if each.verdict is Verdict.AGREES else "Answered otherwise by hand"
    return STANDS[each.verdict]


def gives_kpis(context: Context) -> bool:
    """Whether the bill gives any KPI a value."""
    return context.evidence is not None and any(each.value is not None for each in context.evidence.kpis)


def kpi_of(found: Evidence | None, kpi: str) -> KpiFromBill | None:
    """What the bill says of a KPI; None when it says nothing."""
    return next((each for each in found.kpis if each.kpi == kpi), None) if found is not None else None


def kpi_value(each: KpiFromBill) -> str:
    """Its value with its unit; why there is none."""
    if each.value is None:
        return f"none; {each.why}" if each.why else "none"
    if each.unit == "%":
        return share(each.value / 100)
    return with_unit(precise(each.value), each.unit)


def kpi_cell(context: Context, kpi: str) -> Cell:
    """What the bill says of a KPI, with the way to the query."""
    each = kpi_of(context.evidence, kpi)
    if each is None:
        return Cell("not in a bill")
    if each.value is None:
        return Cell(kpi_value(each))
    name = "query" if len(each.queries) == 1 else "queries"
    detail = f"{MEASURED}, {name} {words.listing(each.queries)}" if each.queries else MEASURED
    return Cell(kpi_value(each), detail=detail)
