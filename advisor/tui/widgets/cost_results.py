"""What a workload costs: totals as bars, break-even, what moves it, and where figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from textual.content import Content

from advisor.model.economics import AlternativeCost, Crossing, CrossingKind, Swing, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.tui.widgets.cost_charts import COLOURS, curves, stacked, tornado
from advisor.tui.widgets.cost_words import CATEGORIES, compact, money, precise, source_of, spanned, with_unit
from advisor.tui.widgets.cost_work import Outcome
from advisor.tui.widgets.drawing import (
    MUTED,
    Drawing,
    Lines,
    heading,
    joined,
    one_line,
    said,
    spread,
    wrapped,
)

_SWINGS = 8
_COLUMN, _TIGHT = 12, 10
"""Cells of a column with whole amounts, and with short ones where those have no room."""
_LABEL = 25


class CostResults(Drawing):
    """Everything about one workload's money, under each other."""

    DEFAULT_CSS = """
    CostResults { padding: 0 2 1 1; }
    """

    def __init__(self, pack: Pack, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pack = pack
        self._primary = pack.manifest.primary_decision
        self._outcome: Outcome | None = None
        self._words: str = ""
        self._footnotes = False

    def show(self, outcome: Outcome) -> None:
        """Shows what was worked out."""
        self._outcome, self._words = outcome, ""
        self.redraw()

    def say(self, words: str) -> None:
        """Shows words where there is nothing to show, such as why."""
        self._outcome, self._words = None, words
        self.redraw()

    def toggle_footnotes(self) -> bool:
        """Lists where every figure comes from, or no more; whether it does now."""
        self._footnotes = not self._footnotes
        self.redraw()
        return self._footnotes

    def draw(self, width: int) -> Lines:
        """Verdict, disagreement, bars, break-even, what moves it, timing, unit costs, footnotes."""
        if self._outcome is None:
            return wrapped(self._words, width) if self._words else []
        cost = self._outcome.cost
        columns = [each for each in cost.alternatives if each.decision == self._primary]
        if not columns:
            return wrapped("These prices compare nothing that the advice is about.", width)
        blocks = [
            self._verdict(cost, columns, width),
            self._warnings(cost, width),
            self._bars(columns, width),
            self._table(columns, width),
            self._break_even(cost, columns, width),
            self._tornado(cost, columns, width),
            self._timing(cost, width),
            self._units(columns, width),
            self._footnote_lines(cost, width),
        ]
        return joined(blocks)

    def _verdict(self, cost: WorkloadEstimate, columns: Sequence[AlternativeCost], width: int) -> Lines:
        names = {each.id: each.title for each in columns}
        labels = self._pack.primary.labels
        now = cost.advised.now
        advised = labels.get(now, now) if now else "no model"
        standing = cost.robustness
        text = f"{names.get(standing.cheapest, standing.cheapest)} costs least. The rules advise {advised}."
        lines = wrapped(text, width, "bold")
        if standing.state == "proved":
            lines += wrapped("It costs least over all ranges of all inputs.", width)
        elif standing.state == "refuted" and standing.cheaper_then is not None:
            figures = {each.id: each for each in cost.inputs}
            cases = "; ".join(
                f"{figures[name].title} {with_unit(precise(value), figures[name].unit)}"
                for name, value in standing.when.items()
                if name in figures
            )
            other = names.get(standing.cheaper_then, standing.cheaper_then)
            lines += wrapped(f"Not for certain: {other} costs less with {cases}.", width)
        else:
            lines += wrapped("No case was found in which another costs less, and none was ruled out.", width)
        for notice in cost.notices:
            lines += wrapped(notice, width, MUTED)
        return lines

    def _warnings(self, cost: WorkloadEstimate, width: int) -> Lines:
        if not cost.warnings:
            return []
        lines: Lines = [heading("Where money and rules disagree")]
        for each in cost.warnings:
            lines += wrapped(f"{each.severity.upper()}: {each.message}", width, "bold $text-warning", 2, "!")
            lines += wrapped(each.do, width, indent=2)
        return lines

    def _bars(self, columns: Sequence[AlternativeCost], width: int) -> Lines:
        outcome = self._outcome
        if outcome is None:
            return []
        e = outcome.estimate
        lines: Lines = [heading(f"Total over {e.horizon_months} months, {e.currency}")]
        bars = stacked(columns, width)
        for each, bar in zip(columns, bars, strict=True):
            low, high = compact(each.interval.low), compact(each.interval.high)
            figures = said(f"{money(each.total)}", "bold") + said(f"  {low} to {high}", MUTED)
            advised = " ◀ advised" if each.outcome and each.outcome == outcome.cost.advised.now else ""
            lines.append(spread(one_line(each.title, width) + said(advised, "bold"), figures, width))
            lines.append(bar)
        return lines

    def _table(self, columns: Sequence[AlternativeCost], width: int) -> Lines:
        """The legend of the bars, with what each part comes to."""
        tight = width < _LABEL + _COLUMN * len(columns)
        column, told = (_TIGHT, compact) if tight else (_COLUMN, money)
        label = _label(width, column * len(columns))
        lines: Lines = [_head(columns, label, column)]
        for index, (category, (pattern, title)) in enumerate(CATEGORIES.items()):
            amounts = [each.categories[category] for each in columns]
            if any(amounts):
                cells = "".join(f"{told(each):>{column}}" for each in amounts)
                name = one_line(title, label - 2).truncate(label - 2, pad=True)
                lines.append(said(f"{pattern} ", COLOURS[index]) + name + said(cells))
        return [line.truncate(width) for line in lines]

    def _break_even(self, cost: WorkloadEstimate, columns: Sequence[AlternativeCost], width: int) -> Lines:
        outcome = self._outcome
        if outcome is None:
            return []
        lines: Lines = [heading("Break-even")]
        names = {each.id: each.title for each in columns}
        own = [each for each in cost.crossings if each.alternative in names and each.against in names]
        crossing = [each for each in own if each.state == "crosses" and each.at is not None]
        for each in crossing:
            lines += wrapped(_crossing(each, names, cost.volume_unit), width, indent=2, first="-")
        if not any(each.kind is CrossingKind.VOLUME for each in crossing):
            lines += wrapped(
                "No volume that was looked at changes which costs least.", width, indent=2, first="-"
            )
        if not any(each.kind is CrossingKind.MONTH for each in crossing):
            months = outcome.estimate.horizon_months
            text = f"Counted from the start, none catches up with a cheaper one within the {months} months."
            lines += wrapped(text, width, indent=2, first="-")
        if cost.curve:
            shorts = {each.id: each.short for each in cost.alternatives}
            letters = _letters({name: shorts.get(name, name) for name in cost.curve[0].costs})
            series = {letter: [point.costs[name] for point in cost.curve] for name, letter in letters.items()}
            key = ", ".join(f"{letter} {shorts.get(name, name)}" for name, letter in letters.items())
            text = f"Cost a month ({outcome.estimate.currency}) by {cost.volume_unit}: {key}, * together"
            lines += [Content(""), *wrapped(text, width, MUTED)]
            volumes = [point.volume for point in cost.curve]
            lines += curves(volumes, series, cost.volume, width, 12)
        return lines

    def _tornado(self, cost: WorkloadEstimate, columns: Sequence[AlternativeCost], width: int) -> Lines:
        advised = next((each for each in columns if each.outcome == cost.advised.now), None)
        chosen = advised or next(
            (each for each in columns if each.id == cost.robustness.cheapest), columns[0]
        )
        swings: list[Swing] = sorted(
            (each for each in cost.tornado if each.alternative == chosen.id), key=lambda each: -each.width
        )[:_SWINGS]
        if not swings:
            return []
        return [
            heading(f"What moves the cost of “{chosen.title}” most"),
            *tornado(swings, chosen.total, width),
        ]

    def _timing(self, cost: WorkloadEstimate, width: int) -> Lines:
        names = {each.id: each.title for each in cost.alternatives}
        lines: Lines = []
        for each in cost.timing:
            if each.late:
                text = "ordered today, it arrives after the horizon has ended."
            elif each.best is None:
                text = f"never, within the horizon; {names[each.until]} stays cheaper."
            else:
                when = "now" if each.best == 0 else f"in month {each.best}"
                text = f"order {when}, {each.lead_time} months of lead time; until then {names[each.until]}."
            lines += wrapped(f"{names[each.owned]}: {text}", width, indent=2, first="-")
        return [heading("When to buy"), *lines] if lines else []

    def _units(self, columns: Sequence[AlternativeCost], width: int) -> Lines:
        ids = dict.fromkeys(each.id for column in columns for each in column.unit_costs if each.years)
        if not ids:
            return []
        label = _label(width, _TIGHT * len(columns))
        lines: Lines = [heading("For one unit, in the first year"), _head(columns, label, _TIGHT)]

        def row(title: str, cells: Sequence[str]) -> None:
            name = one_line(title, label - 1).truncate(label, pad=True)
            lines.append((name + said("".join(f"{cell:>{_TIGHT}}" for cell in cells))).truncate(width))

        for name in ids:
            values = [next((each for each in x.unit_costs if each.id == name), None) for x in columns]
            known = next(each for each in values if each is not None and each.years)
            row(
                f"{known.title}, {known.unit}",
                [precise(x.years[0]) if x and x.years else "–" for x in values],
            )
        if any(each.utilisation for each in columns):
            used = [f"{precise(x.utilisation[0] * 100)} %" if x.utilisation else "–" for x in columns]
            row("at a utilisation of", used)
        return lines

    def _footnote_lines(self, cost: WorkloadEstimate, width: int) -> Lines:
        if not self._footnotes:
            return [said("n: where every figure comes from", MUTED)]
        shorts = {each.id: each.short for each in cost.alternatives}
        sources: dict[str, int] = {}
        lines: Lines = [heading("Where every figure comes from")]
        for each in cost.inputs:
            number = sources.setdefault(source_of(each), len(sources) + 1)
            whose = f" ({shorts[each.alternative]})" if each.alternative in shorts else ""
            text = f"{each.title}{whose}: {with_unit(spanned(each), each.unit)} [{number}]"
            lines += wrapped(text, width, indent=2)
        lines.append(Content(""))
        for source, number in sources.items():
            lines += wrapped(source, width, MUTED, 5, f"[{number}]")
        return lines


def _label(width: int, taken: int) -> int:
    return max(14, min(width - taken, 2 * _LABEL))


def _head(columns: Sequence[AlternativeCost], label: int, column: int) -> Content:
    names = "".join(f"{one_line(each.short, column - 1).plain:>{column}}" for each in columns)
    return said(" " * label + names, MUTED)


def _crossing(crossing: Crossing, names: dict[str, str], unit: str) -> str:
    one, other = names[crossing.alternative], names[crossing.against]
    at = crossing.at or Decimal(0)
    if crossing.kind is CrossingKind.MONTH:
        return f"Counted from the start, {one} has cost less than {other} from month {at} on."
    where = (
        f"{precise(at)} {unit}"
        if crossing.kind is CrossingKind.VOLUME
        else f"{precise(at * 100)} % utilisation"
    )
    return f"{one} costs less than {other} from {where} on."


def _letters(shorts: dict[str, str]) -> dict[str, str]:
    """A letter for each name, its own first one where that is free."""
    found: dict[str, str] = {}
    for name, short in shorts.items():
        wanted = [each.upper() for each in short if each.isalnum()] + [chr(ord("A") + n) for n in range(26)]
        found[name] = next((each for each in wanted if each not in found.values()), "?")
    return found
