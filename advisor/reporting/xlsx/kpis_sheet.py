"""The sheet of KPIs: the reader's own, with room for measured values and own targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from advisor.model.catalogue import KpiDirection, Target
from advisor.reporting import words
from advisor.reporting.kpi_rows import DIRECTIONS, KpiRow, kpi_rows
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Ref
from advisor.reporting.xlsx.functions import both, call, either, if_
from advisor.reporting.xlsx.live_costs import LiveCosts
from advisor.reporting.xlsx.outcomes import Outcomes
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.working import Working

_HEAD = 3
_TITLES = (
    "KPI",
    "What it is",
    "Workload",
    "Unit",
    "Estimated",
    "Measured",
    "Target from",
    "Target to",
    "Verdict",
    "Sample target",
    "Owner",
    "Measured in",
)
_WIDTHS = (24, 40, 20, 19, 12, 12, 10, 10, 13, 32, 18, 28)
_ESTIMATED, _MEASURED, _FROM, _TO, _VERDICT, _SAMPLE = range(4, 10)
_TARGETS = 12
"""The first of the hidden columns with the sample target under each outcome."""
MET, MISSED, NO_VALUE, NO_TARGET = "met", "missed", "no value yet", "no target set"


def write_kpis(working: Working, sheet: Sheet, outcomes: Outcomes, costs: LiveCosts | None) -> None:
    """Write the sheet."""
    document = working.document
    sheet.widths(_WIDTHS)
    for place in range(len(working.pack.primary.outcomes)):
        sheet.hide(_TARGETS + place)
    sheet.title(f"KPIs for {document.persona_title}")
    note = (
        "Most important first. Estimated values and sample targets follow figures, answers and advice. Type "
        "measured values and your own targets into the yellow cells: the verdict follows."
    )
    if document.estimate is None:
        note += " There are no estimated values, because there is no estimate of costs."
    sheet.text(1, 0, note, "quiet")
    sheet.head(_HEAD, _TITLES, numbers=range(_ESTIMATED, _VERDICT))
    sheet.raw.freeze_panes(_HEAD + 1, 1)
    row = _HEAD + 1
    told = ""
    for each in kpi_rows(document):
        live = None if costs is None else costs.kpi(each.workload.id, each.kpi)
        _write(working, sheet, row, each, (outcomes, live), again=each.kpi.id == told)
        told = each.kpi.id
        row += 1
    if row == _HEAD + 1:
        sheet.text(row, 0, "None of this reader's KPIs measures a workload here.", "quiet")
    last = max(row - 1, _HEAD + 1)
    here = f"${chr(65 + _VERDICT)}{_HEAD + 2}"
    area = (_HEAD + 1, _VERDICT, last, _VERDICT)
    sheet.overlay(area, f'{here}="{MET}"', "good")
    sheet.overlay(area, f'{here}="{MISSED}"', "warn")
    sheet.raw.autofilter(_HEAD, 0, last, len(_TITLES) - 1)
    working.book.name("KPI_values", Area(sheet.name, _HEAD + 1, _MEASURED, last, _MEASURED))
    sheet.page(repeat=_HEAD)
    sheet.protect()


def _write(
    working: Working,
    sheet: Sheet,
    row: int,
    each: KpiRow,
    follows: tuple[Outcomes, Expression | None],
    *,
    again: bool,
) -> None:
    """One row; what it is is told once, however many workloads follow."""
    kpi = each.kpi
    outcomes, live = follows
    sheet.text(row, 0, kpi.title, "cell", "strong")
    sheet.text(row, 1, "" if again else kpi.definition, "cell")
    sheet.text(row, 2, each.workload.title, "cell")
    sheet.text(
        row, 3, f"{'' if each.unit == '1' else each.unit}\n{DIRECTIONS[kpi.direction]}".lstrip(), "cell"
    )
    if live is not None:
        sheet.formula(row, _ESTIMATED, live, "cell", "unit", "end")
    elif each.value is not None:
        sheet.number(row, _ESTIMATED, each.value, "cell", "unit")
    else:
        sheet.text(row, _ESTIMATED, words.NOTHING, "cell", "end")
    if each.value is None and each.missing:
        sheet.note(row, _ESTIMATED, f"Needs: {words.listing(each.missing)}")
    if each.bill is not None and each.bill.value is not None and each.bill.unit == each.unit:
        sheet.number(row, _MEASURED, each.bill.value, "cell", "input", "figure")
        sheet.note(row, _MEASURED, f"Measured from the bill, by {words.listing(each.bill.queries)}.")
    else:
        sheet.blank(row, _MEASURED, "cell", "input", "figure")
    _targets(working, sheet, row, each, outcomes)
    sheet.formula(row, _VERDICT, _verdict(sheet, row, kpi.direction), "cell", "strong", "centre")
    sheet.text(row, 10, f"{words.persona(working.pack, kpi.owner)}\n{kpi.cadence}", "cell")
    sheet.text(row, 11, "" if again else kpi.measure.where, "cell", "quiet")


def _targets(working: Working, sheet: Sheet, row: int, each: KpiRow, outcomes: Outcomes) -> None:
    """The sample target of what is advised today; its bounds may be typed over."""
    names = working.pack.primary.outcomes
    found = [each.kpi.targets.get(name) for name in names]
    cells = [
        sheet.text(row, _TARGETS + place, f"{one.text}\n{one.source}" if one else words.NOTHING)
        for place, one in enumerate(found)
    ]
    mine = each.workload.id

    def chosen(parts: Sequence[Expression], reported: Expression) -> Expression:
        return outcomes.choose(mine, dict(zip(names, parts, strict=True)), reported)

    told = dict(zip(names, found, strict=True)).get(each.workload.model or "")
    for column, end in ((_FROM, "value"), (_TO, "upper")):
        amounts = [_bound(one, end) for one in found]
        sheet.formula(row, column, chosen(amounts, _bound(told, end)), "cell", "input", "figure")
    text: Expression = Constant(words.NOTHING)
    if told is not None:
        text = cells[found.index(told)]
    sheet.formula(row, _SAMPLE, chosen(cells, text), "cell")


def _bound(target: Target | None, end: str) -> Expression:
    amount: Decimal | None = None if target is None else getattr(target, end)
    return Constant("") if amount is None else Constant(Fraction(amount))


def _verdict(sheet: Sheet, row: int, direction: KpiDirection) -> Expression:
    """Met or missed, by the measured value, else by the estimated one."""
    estimated, measured, low, high = (Ref(sheet.name, row, c) for c in (_ESTIMATED, _MEASURED, _FROM, _TO))
    value = if_(call("ISNUMBER", measured), measured, estimated)
    known = either([call("ISNUMBER", measured), call("ISNUMBER", estimated)])
    no_low, no_high = (call("NOT", call("ISNUMBER", each)) for each in (low, high))
    if direction is KpiDirection.WITHIN:
        test = both([if_(no_low, _yes(), value.at_least(low)), if_(no_high, _yes(), high.at_least(value))])
    elif direction is KpiDirection.HIGHER:
        test = if_(no_low, _yes(), value.at_least(low))
    else:
        test = if_(no_low, _yes(), low.at_least(value))
    without = both([no_low, no_high])
    return if_(call("NOT", known), NO_VALUE, if_(without, NO_TARGET, if_(test, MET, MISSED)))


def _yes() -> Expression:
    return call("ISNUMBER", Fraction(1))
