"""An estimate as text for people, in 80 columns: tables, break-even in words and as curves, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from advisor.cli.plain import WIDTH, Style, clean, pad, wrap
from advisor.cli.tco_chart import compact, curves, swing_bar
from advisor.model.economics import (
    AlternativeCost,
    Crossing,
    CrossingKind,
    Estimate,
    Figure,
    Origin,
    Swing,
    TotalCost,
    WorkloadEstimate,
)
from advisor.model.pack import Pack
from advisor.model.price import Category

_LABEL, _COLUMN = 27, 12
_TITLES = {
    Category.COMPUTE: "Computing",
    Category.DATA: "Data",
    Category.PLATFORM: "Platform and tools",
    Category.PEOPLE: "People",
    Category.INTEGRATION: "Integration and operation",
    Category.OPPORTUNITY: "Opportunity",
}
_SWINGS = 6
_SILENT = {
    CrossingKind.UTILISATION: "No utilisation changes which of two costs less.",
    CrossingKind.MONTH: "Counted month by month from the start, none ever catches up with a cheaper one "
    "within the {months} months.",
}
"""What is said of a kind of break-even that nowhere happens."""
_ORIGINS = {
    Origin.GIVEN: "given",
    Origin.DERIVED: "from an answer",
    Origin.ASSUMED: "assumed",
    Origin.COMPUTED: "computed",
}


def whole(amount: Decimal) -> str:
    """Money without cents."""
    return f"{amount:,.0f}"


def precise(amount: Decimal) -> str:
    """A small amount with three digits that mean something."""
    if amount == 0:
        return "0"
    if abs(amount) >= 1000:
        return f"{amount:,.0f}"
    shown = f"{amount:.3g}"
    return f"{Decimal(shown):f}" if "e" in shown else shown


class TcoText:
    """Renders one estimate; every name comes from the pack or from the estimate."""

    def __init__(self, pack: Pack, style: Style, estimate: Estimate) -> None:
        self.pack, self.style, self.estimate = pack, style, estimate
        self.primary = pack.manifest.primary_decision

    def lines(self, file: str, *, inputs: bool = False) -> list[str]:
        """Everything that ``advisor tco`` prints."""
        found = self._header()
        if len(self.estimate.workloads) > 1:
            found += self._totals()
        for each in self.estimate.workloads:
            found += self._workload(each, inputs=inputs)
        if not inputs:
            found += ["", *wrap(f"Every figure with its source: advisor tco {file} --inputs", indent="  ")]
        return found

    def _header(self) -> list[str]:
        e = self.estimate
        dot = self.style.dot
        terms = [f"{e.horizon_months} months", e.currency, f"prices of {e.as_of.isoformat()} or before"]
        if e.discount:
            terms.append(f"discounted at {precise(e.discount * 100)} % a year")
        return [
            self.style.paint(clean(e.organisation), "bold"),
            self.style.paint(f"{e.assessment} {dot} {f' {dot} '.join(terms)}", "dim"),
        ]

    # Tables ----------------------------------------------------------------------------------

    def _row(self, label: str, cells: Iterable[str], *styles: str) -> str:
        text = pad(f"  {clean(label)}", _LABEL) + "".join(f"{cell:>{_COLUMN}}" for cell in cells)
        return self.style.paint(text.rstrip(), *styles)

    def _title(self, text: str) -> list[str]:
        return ["", self.style.paint(f"  {text}", "bold")]

    def _totals(self) -> list[str]:
        columns = [each for each in self.estimate.totals if each.decision == self.primary]
        if not columns:
            return []
        return [*self._title("All workloads"), *self._table(columns, names=True)]

    def _table(self, columns: Sequence[AlternativeCost] | Sequence[TotalCost], *, names: bool) -> list[str]:
        found = [self._row("", (clean(each.short) for each in columns))] if names else []
        for category in Category:
            amounts = [each.categories[category] for each in columns]
            if any(amounts):
                found.append(self._row(_TITLES[category], map(whole, amounts)))
        found.append(self._row("Total", (whole(each.total) for each in columns), "bold"))
        found.append(self._row("  from", (whole(each.interval.low) for each in columns), "dim"))
        found.append(self._row("  to", (whole(each.interval.high) for each in columns), "dim"))
        for index in range(max(len(each.years) for each in columns)):
            found.append(self._row(f"Year {index + 1}", (whole(each.years[index]) for each in columns)))
        if self.estimate.discount:
            found.append(self._row("Present value of the cash", (whole(x.present_value) for x in columns)))
        return found

    # A workload ------------------------------------------------------------------------------

    def _workload(self, w: WorkloadEstimate, *, inputs: bool) -> list[str]:
        columns = [each for each in w.alternatives if each.decision == self.primary]
        found = [self.style.rule, self.style.paint(clean(w.title), "bold")]
        volume = f"{precise(w.volume)} {w.volume_unit}"
        found += wrap(f"{w.profile} {self.style.dot} {w.accelerator} {self.style.dot} {volume}", indent="  ")
        found += ["", *self._verdict(w, columns), ""]
        found += self._table(columns, names=True)
        learning = [
            sum((x.total for x in each.lines if x.phase.value == "learning"), Decimal(0)) for each in columns
        ]
        if any(learning):
            found.append(self._row("of it training and tuning", map(whole, learning), "dim"))
        found.append(
            self._row("One more such workload", (whole(each.next_initiative) for each in columns), "dim")
        )
        for notice in w.notices:
            found += ["", *wrap(notice, indent="  ")]
        found += self._unit_costs(columns)
        found += self._break_even(w)
        found += self._tornado(w)
        found += self._timing(w)
        found += self._other_decisions(w)
        found += self._returns(w)
        found += self._kpis(w)
        found += self._warnings(w)
        found += self._sources(w, every=inputs)
        return found

    def _verdict(self, w: WorkloadEstimate, columns: Sequence[AlternativeCost]) -> list[str]:
        names = {each.id: clean(each.title) for each in columns}
        labels = self.pack.primary.labels
        advised = clean(labels.get(w.advised.now, w.advised.now)) if w.advised.now else "no model"
        cheapest = w.robustness.cheapest
        found = wrap(f"The rules advise {advised}. {names[cheapest]} costs least.", indent="  ")
        if w.robustness.state == "proved":
            found += wrap("It costs least over all ranges of all inputs.", indent="  ")
        elif w.robustness.state == "refuted" and w.robustness.cheaper_then:
            figures = {each.id: each for each in w.inputs}
            cases = [
                f"{clean(figures[name].title)} {precise(value)} {figures[name].unit}"
                for name, value in w.robustness.when.items()
                if name in figures
            ]
            other = names.get(w.robustness.cheaper_then, w.robustness.cheaper_then)
            found += wrap(f"Not for certain: {other} costs less with {'; '.join(cases)}.", indent="  ")
        else:
            found += wrap(
                "No case was found in which another costs less, and none was ruled out.", indent="  "
            )
        return found

    def _unit_costs(self, columns: Sequence[AlternativeCost]) -> list[str]:
        ids = dict.fromkeys(each.id for column in columns for each in column.unit_costs if each.years)
        if not ids:
            return []
        found = self._title("For one unit, in the first year")
        for name in ids:
            values = [next((each for each in x.unit_costs if each.id == name), None) for x in columns]
            known = next(each for each in values if each is not None and each.years)
            found.append(f"  {clean(known.title)}")
            cells = [precise(each.years[0]) if each and each.years else "-" for each in values]
            found.append(self._row(f"  {known.unit}", cells))
            trends = [None if each is None else each.trend for each in values]
            if any(trends):
                told = ("-" if each is None else f"{each * 100:+.0f} %" for each in trends)
                found.append(self._row(f"  change to year {self.estimate.years}", told, "dim"))
        used = [
            "-" if not each.utilisation else f"{precise(each.utilisation[0] * 100)} %" for each in columns
        ]
        if any(each.utilisation for each in columns):
            found.append(self._row("resting on utilisation of", used))
        return found

    # Break-even ------------------------------------------------------------------------------

    def _break_even(self, w: WorkloadEstimate) -> list[str]:
        names = {each.id: clean(each.title) for each in w.alternatives}
        primary = {each.id for each in w.alternatives if each.decision == self.primary}
        found = self._title("Break-even")
        own = [each for each in w.crossings if each.alternative in primary]
        for each in own:
            if each.kind is CrossingKind.VOLUME or each.state == "crosses":
                found += wrap(self._crossing(each, names, w), indent="    ", first="  - ")
        for kind, text in _SILENT.items():
            if not any(each.kind is kind and each.state == "crosses" for each in own):
                months = self.estimate.horizon_months
                found += wrap(text.format(months=months), indent="    ", first="  - ")
        for before, year in pairwise(w.years):
            if year.cheapest != before.cheapest:
                text = f"From year {year.year} on {names[year.cheapest]} costs least in the year."
                found += wrap(text, indent="    ", first="  - ")
        if not w.curve:
            return found
        short = {each.id: clean(each.short) for each in w.alternatives}
        letters = {name: short[name][:1].upper() for name in w.curve[0].costs}
        series = {letters[name]: [point.costs[name] for point in w.curve] for name in letters}
        drawn = curves([point.volume for point in w.curve], series, w.volume, self.style)
        if drawn:
            key = ", ".join(f"{letter} {short[name]}" for name, letter in letters.items())
            found += [
                "",
                *wrap(f"Cost a month ({self.estimate.currency}) by {w.volume_unit}: {key}", indent="  "),
            ]
            found += drawn
        return found

    def _crossing(self, c: Crossing, names: dict[str, str], w: WorkloadEstimate) -> str:
        one, other = names[c.alternative], names[c.against]
        if c.kind is CrossingKind.MONTH:
            return f"Counted from the start, {one} has cost less than {other} from month {c.at} on."
        volume = c.kind is CrossingKind.VOLUME
        if c.at is not None:
            at = f"{precise(c.at)} {w.volume_unit}" if volume else f"{precise(c.at * 100)} % utilisation"
            return f"{one} costs less than {other} from {at} on."
        looked = f"between {compact(c.low)} and {compact(c.high)} {w.volume_unit}"
        if c.state == "always":
            return f"{one} costs less than {other} at every volume {looked}."
        return f"{one} and {other} cost the same {looked}."

    def _timing(self, w: WorkloadEstimate) -> list[str]:
        if not w.timing:
            return []
        names = {each.id: clean(each.title) for each in w.alternatives}
        found = self._title("When to buy")
        for each in w.timing:
            if each.late:
                text = f"{names[each.owned]}: ordered today, it arrives after the horizon has ended."
            elif each.best is None:
                least = min(start.total for start in each.starts)
                text = (
                    f"{names[each.owned]}: never, within the horizon. The best month would still cost "
                    f"{whole(least - each.never)} more than staying with {names[each.until]}."
                )
            else:
                now = each.starts[0]
                when = "now" if each.best == 0 else f"in month {each.best}"
                text = (
                    f"{names[each.owned]}: order {when}, with {each.lead_time} months of lead time, and use "
                    f"{names[each.until]} until then. Ordering now costs {whole(now.more)} more than the "
                    f"best month, never ordering {whole(each.never - now.total + now.more)} more."
                )
            found += wrap(text, indent="    ", first="  - ")
        return found

    # Inputs ----------------------------------------------------------------------------------

    def _tornado(self, w: WorkloadEstimate) -> list[str]:
        costs = {each.id: each for each in w.alternatives}
        chosen = next((x.id for x in w.alternatives if x.outcome == w.advised.now), w.robustness.cheapest)
        swings: list[Swing] = sorted(
            (each for each in w.tornado if each.alternative == chosen), key=lambda each: -each.width
        )[:_SWINGS]
        if not swings:
            return []
        bounds = (
            min(min(each.low, each.high) for each in swings),
            max(max(each.low, each.high) for each in swings),
        )
        found = self._title(f"What moves the cost of “{clean(costs[chosen].title)}” most")
        for each in swings:
            bar = swing_bar(each.low, costs[chosen].total, each.high, bounds, self.style)
            found.append(
                f"  {pad(clean(each.title), 26)}{bar} {compact(each.low):>6} to {compact(each.high)}"
            )
        return found

    def _other_decisions(self, w: WorkloadEstimate) -> list[str]:
        found = []
        for decision, cheapest in w.cheapest.items():
            columns = [each for each in w.alternatives if each.decision == decision]
            if decision == self.primary or not columns:
                continue
            known = self.pack.rules.decisions.get(decision)
            found += self._title(clean(known.title) if known else decision)
            found += self._table(columns, names=True)
            best = next(each for each in columns if each.id == cheapest)
            found += wrap(f"{clean(best.title)} costs least.", indent="  ")
            names = {each.id: clean(each.title) for each in columns}
            for crossing in w.crossings:
                if crossing.kind is CrossingKind.VOLUME and crossing.alternative in names:
                    found += wrap(self._crossing(crossing, names, w), indent="    ", first="  - ")
        return found

    def _returns(self, w: WorkloadEstimate) -> list[str]:
        if not w.returns:
            return []
        columns = [
            (cost, back)
            for cost in w.alternatives
            for back in w.returns
            if back.alternative == cost.id and cost.decision == self.primary
        ]
        found = [
            *self._title("Benefits against cost"),
            self._row("", (clean(cost.short) for cost, _ in columns)),
        ]
        for kind in columns[0][1].benefits:
            found.append(
                self._row(
                    f"{kind.value.capitalize()} benefits", (whole(back.benefits[kind]) for _, back in columns)
                )
            )
        found.append(
            self._row(
                "Return on investment",
                ("-" if back.roi is None else f"{back.roi * 100:.0f} %" for _, back in columns),
            )
        )
        found.append(self._row("Net present value", (whole(back.npv) for _, back in columns)))
        found.append(
            self._row(
                "Paid back in month",
                ("never" if back.payback is None else str(back.payback) for _, back in columns),
            )
        )
        return found

    def _kpis(self, w: WorkloadEstimate) -> list[str]:
        known = [each for each in w.kpis if each.value is not None]
        if not known:
            return []
        found = self._title("KPIs that can be computed, first year")
        for each in known:
            value = precise(each.value) if each.value is not None else ""
            mark = {"met": "met", "missed": "missed", None: ""}[each.verdict]
            target = (
                f" {self.style.dot} target: {clean(each.target)} {self.style.dot} {mark}"
                if each.target and mark
                else ""
            )
            found += wrap(f"{clean(each.title)}: {value} {each.unit}{target}", indent="    ", first="  - ")
        missing = len(w.kpis) - len(known)
        if missing:
            found += wrap(f"{missing} more lack an input; --format json names each.", indent="  ")
        return found

    def _warnings(self, w: WorkloadEstimate) -> list[str]:
        found = []
        if w.warnings:
            found += self._title("Where money and rules disagree")
            for each in w.warnings:
                found += wrap(f"{each.severity.upper()}: {each.message}", indent="    ", first="  ! ")
                found += wrap(each.do, indent="    ")
        if w.rigour:
            found += self._title(f"At stake: {whole(w.rigour.stake)} {self.estimate.currency}")
            found += wrap(f"{w.rigour.title}. {w.rigour.do}", indent="  ")
        return found

    def _sources(self, w: WorkloadEstimate, *, every: bool) -> list[str]:
        """The inputs that matter most, or all, with numbered sources."""
        wanted = list(dict.fromkeys(each.quantity for each in w.tornado))[:_SWINGS]
        stated = (Origin.GIVEN, Origin.DERIVED)
        together: dict[str, list[Figure]] = {}
        for each in w.inputs:
            if every or each.id in wanted or each.provenance.origin in stated:
                together.setdefault(each.id, []).append(each)
        if not together:
            return []
        sources: dict[str, int] = {}
        found = self._title("Figures behind it" if every else "Figures that matter most")
        shorts = {each.id: clean(each.short) for each in w.alternatives}
        for figures in together.values():
            parts = []
            for each in figures:
                amounts = precise(each.typical)
                if each.low != each.high:
                    amounts += f" ({precise(each.low)} to {precise(each.high)})"
                parts.append(
                    f"{shorts[each.alternative]} {amounts}" if each.alternative in shorts else amounts
                )
            numbers = dict.fromkeys(sources.setdefault(_source(x), len(sources) + 1) for x in figures)
            marks = "".join(f"[{number}]" for number in numbers)
            unit = "" if figures[0].unit == "1" else f" {figures[0].unit}"
            text = f"{clean(figures[0].title)}: {', '.join(parts)}{unit} {marks}"
            found += wrap(text, indent="    ", first="  ", width=WIDTH)
        for source, number in sources.items():
            found += wrap(source, indent="       ", first=f"  {f'[{number}]':<5}")
        return found


def _source(figure: Figure) -> str:
    p = figure.provenance
    day = f", {p.as_of.isoformat()}" if p.as_of else ""
    return f"{_ORIGINS[p.origin]}{day}: {p.source}"
