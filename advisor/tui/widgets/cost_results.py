"""What a workload costs: totals as bars, break-even, what moves it, and where figures come from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from advisor.economics.firmness import firmness
from advisor.model.economics import AlternativeCost, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.tui.widgets.cost_charts import COLOURS, stacked
from advisor.tui.widgets.cost_columns import COLUMN, LABEL, TIGHT, head, label_width, row, titled
from advisor.tui.widgets.cost_findings import benefits, break_even, timing, together, tornado_of
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
            together(self._outcome.estimate, self._primary, width),
            break_even(self._outcome.estimate, cost, columns, width),
            tornado_of(cost, columns, width),
            timing(cost, width),
            self._units(columns, width),
            benefits(cost, columns, width),
            self._footnote_lines(cost, width),
        ]
        return joined(blocks)

    def _verdict(self, cost: WorkloadEstimate, columns: Sequence[AlternativeCost], width: int) -> Lines:
        names = {each.id: each.title for each in columns}
        labels = self._pack.primary.labels
        now = cost.advised.now
        advised = labels.get(now, now) if now else "no model"
        rules = f"The rules advise {advised}{'' if cost.advised.decided else ', not yet for certain'}."
        if not cost.advised.answered:
            rules = "No question is answered, so the rules advise nothing."
        standing = cost.robustness
        text = f"{names.get(standing.cheapest, standing.cheapest)} costs least in the typical case. {rules}"
        lines = wrapped(text, width, "bold")
        lines += wrapped(" ".join(firmness(cost, names, precise)), width)
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
        tight = width < LABEL + COLUMN * len(columns)
        column, told = (TIGHT, compact) if tight else (COLUMN, money)
        label = label_width(width, column * len(columns))
        lines: Lines = [head([each.short for each in columns], label, column)]
        for index, (category, (pattern, title)) in enumerate(CATEGORIES.items()):
            amounts = [each.categories[category] for each in columns]
            if any(amounts):
                cells = "".join(f"{told(each):>{column}}" for each in amounts)
                name = one_line(title, label - 2).truncate(label - 2, pad=True)
                lines.append(said(f"{pattern} ", COLOURS[index]) + name + said(cells))
        lines.append(row("One more such workload", [told(x.next_initiative) for x in columns], label, column))
        if any(each.next_alone != each.next_initiative for each in columns):
            alone = [told(each.next_alone) for each in columns]
            lines.append(row("  on own machines", alone, label, column, MUTED))
        return [line.truncate(width) for line in lines]

    def _units(self, columns: Sequence[AlternativeCost], width: int) -> Lines:
        ids = dict.fromkeys(each.id for column in columns for each in column.unit_costs if each.years)
        if not ids:
            return []
        label = label_width(width, TIGHT * len(columns))
        lines: Lines = [heading("For one unit, in the first year")]
        lines.append(head([each.short for each in columns], label, TIGHT))
        for name in ids:
            values = [next((each for each in x.unit_costs if each.id == name), None) for x in columns]
            known = next(each for each in values if each is not None and each.years)
            cells = [precise(x.years[0]) if x and x.years else "–" for x in values]
            lines += titled(f"{known.title}, {known.unit}", cells, label, TIGHT)
            trends = [each.trend if each else None for each in values]
            if any(trends):
                told = ["–" if each is None else f"{each * 100:+.0f} %" for each in trends]
                lines.append(row(f"  to year {len(known.years or ())}", told, label, TIGHT, MUTED))
        if any(each.utilisation for each in columns):
            used = [f"{precise(x.utilisation[0] * 100)} %" if x.utilisation else "–" for x in columns]
            lines.append(row("at a utilisation of", used, label, TIGHT))
        return [line.truncate(width) for line in lines]

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
