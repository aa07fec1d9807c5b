"""An estimate as text for people, in 80 columns: tables, break-even in words and as curves, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.cli.plain import WIDTH, clean, wrap
from advisor.cli.tco_crossings import CrossingText
from advisor.cli.tco_tables import precise, whole, with_unit
from advisor.economics.firmness import firmness
from advisor.economics.scope import scope
from advisor.economics.smaller import server_words
from advisor.model.economics import AlternativeCost, CrossingKind, Figure, Origin, WorkloadEstimate
from advisor.model.price import Phase

_MATTER = 6
"""Inputs that are listed without being asked for, beside those that were given or derived."""
_ORIGINS = {
    Origin.GIVEN: "given",
    Origin.DERIVED: "from an answer",
    Origin.ASSUMED: "assumed",
    Origin.COMPUTED: "computed",
}


class TcoText(CrossingText):
    """Everything that ``advisor tco`` prints of one estimate."""

    def calculation(self) -> list[str]:
        """Costs, unit costs and break-even alone: what a published calculation is about."""
        found = self._header()
        for each in self.estimate.workloads:
            columns = [one for one in each.alternatives if one.decision == self.primary]
            found += [*self._about(each), "", *self._table(columns, names=True)]
            found += self._unit_costs(columns)
            found += self._break_even(each)
            found += self._sources(each, every=False)
        return found

    def lines(self, file: str, *, inputs: bool = False, apart: bool = False) -> list[str]:
        """Everything that ``advisor tco`` prints; ``apart`` adds each line of the costs."""
        found = self._header()
        if len(self.estimate.workloads) > 1:
            found += self._totals()
        for each in self.estimate.workloads:
            found += self._workload(each, inputs=inputs, apart=apart)
        if not inputs:
            found += ["", *wrap(f"Every figure with its source: advisor tco {file} --inputs", indent="  ")]
        if not apart:
            found += wrap(f"Every line of the costs: advisor tco {file} --lines", indent="  ")
        return found

    def _workload(self, w: WorkloadEstimate, *, inputs: bool, apart: bool) -> list[str]:
        columns = [each for each in w.alternatives if each.decision == self.primary]
        found = self._about(w)
        found += ["", *self._verdict(w, columns)]
        found += [*self._warnings(w), ""]
        found += self._table(columns, names=True)
        learning = [
            sum((x.total for x in each.lines if x.phase is Phase.LEARNING), Decimal(0)) for each in columns
        ]
        if any(learning):
            found.append(self._row("of it training and tuning", map(whole, learning), "dim"))
        found.append(self._row("One more such workload", (whole(each.next_initiative) for each in columns)))
        if any(each.next_alone != each.next_initiative for each in columns):
            alone = (whole(each.next_alone) for each in columns)
            found.append(self._row("  on machines of its own", alone, "dim"))
        for notice in w.notices:
            found += ["", *wrap(notice, indent="  ")]
        if apart:
            found += self._lines(columns)
        found += self._unit_costs(columns)
        found += self._break_even(w)
        found += self._tornado(w)
        found += self._timing(w)
        found += self._other_decisions(w)
        found += self._returns(w)
        found += self._kpis(w)
        found += self._stake(w)
        found += self._sources(w, every=inputs)
        return found

    def _about(self, w: WorkloadEstimate) -> list[str]:
        dot = self.style.dot
        volume = f"{precise(w.volume)} {w.volume_unit}"
        tokens = f" {dot} tokens at the price of {clean(w.token_model)}" if w.token_model else ""
        return [
            self.style.rule,
            self.style.paint(clean(w.title), "bold"),
            *wrap(f"{w.profile} {dot} {w.accelerator} {dot} {volume}{tokens}", indent="  "),
        ]

    def _verdict(self, w: WorkloadEstimate, columns: Sequence[AlternativeCost]) -> list[str]:
        names = {each.id: clean(each.title) for each in columns}
        labels = self.pack.primary.labels
        advised = clean(labels.get(w.advised.now, w.advised.now)) if w.advised.now else "no model"
        cheapest = w.robustness.cheapest
        rules = f"The rules advise {advised}{'' if w.advised.decided else ', not yet for certain'}."
        if not w.advised.answered:
            rules = "No question is answered, so the rules advise nothing."
        found = wrap(f"{rules} {names[cheapest]} costs least in the typical case.", indent="  ")
        found += wrap(clean(" ".join(firmness(w, names, precise))), indent="  ")
        totals = {each.id: each.total for each in w.alternatives}
        for each in w.servers:
            text = server_words(each, names[each.alternative], totals[each.alternative], precise)
            found += wrap(clean(text), indent="  ")
        return found + self._move(w, names)

    def _move(self, w: WorkloadEstimate, names: Mapping[str, str]) -> list[str]:
        """What the way to the target costs, beside staying on today's model all the time."""
        if w.move is None:
            return []
        now, target = names[w.move.now], names[w.move.target]
        if w.move.total is None:
            text = f"{target} is the target, and machines ordered today arrive after the horizon has ended."
            return wrap(text, indent="  ")
        until = f"{now} until month {w.move.month}, then {target}" if w.move.month else f"{target} at once"
        text = f"{target} is the target. {until}, the soonest that it can be had: {whole(w.move.total)}."
        return wrap(text, indent="  ")

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
            models = [each for each in w.alternatives if each.decision == self.primary]
            found += wrap(scope(columns, models), indent="  ")
            names = {each.id: clean(each.title) for each in columns}
            for crossing in w.crossings:
                if crossing.kind is CrossingKind.VOLUME and crossing.alternative in names:
                    found += wrap(self._crossing(crossing, names, w), indent="    ", first="  - ")
        return found

    def _kpis(self, w: WorkloadEstimate) -> list[str]:
        if not w.kpis:
            return []
        found = self._title("KPIs, first year")
        missing: dict[str, list[str]] = {}
        for each in w.kpis:
            if each.value is None:
                missing.setdefault("; ".join(map(clean, each.missing)), []).append(clean(each.title))
                continue
            mark = {"met": "met", "missed": "missed", None: ""}[each.verdict]
            target = (
                f" {self.style.dot} target: {clean(each.target)} {self.style.dot} {mark}"
                if each.target and mark
                else ""
            )
            value = with_unit(precise(each.value), each.unit)
            found += wrap(f"{clean(each.title)}: {value}{target}", indent="    ", first="  - ")
        if missing:
            found += wrap("No value, for want of these figures:", indent="  ")
        for inputs, titles in missing.items():
            found += wrap(f"{inputs}: {', '.join(titles)}", indent="      ", first="    - ")
        return found

    def _warnings(self, w: WorkloadEstimate) -> list[str]:
        if not w.warnings:
            return []
        found = self._title("Where money and rules disagree")
        for each in w.warnings:
            found += wrap(f"{each.severity.upper()}: {each.message}", indent="    ", first="  ! ")
            found += wrap(each.do, indent="    ")
        return found

    def _stake(self, w: WorkloadEstimate) -> list[str]:
        if w.rigour is None:
            return []
        found = self._title(f"At stake: {whole(w.rigour.stake)} {self.estimate.currency}")
        return found + wrap(f"{w.rigour.title}. {w.rigour.do}", indent="  ")

    def _sources(self, w: WorkloadEstimate, *, every: bool) -> list[str]:
        """The inputs that matter most, or all, with numbered sources."""
        wanted = list(dict.fromkeys(each.quantity for each in w.tornado))[:_MATTER]
        stated = (Origin.GIVEN, Origin.DERIVED)
        together: dict[str, list[Figure]] = {}
        for each in w.inputs:
            if every or each.id in wanted or each.provenance.origin in stated:
                together.setdefault(each.id, []).append(each)
        if not together:
            return []
        none = [] if every else [name for name, figures in together.items() if _stated_as_zero(figures)]
        zeros = [clean(together.pop(name)[0].title) for name in none]
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
        if zeros:
            found += wrap(f"Stated as zero: {', '.join(zeros)}.", indent="    ", first="  ")
        for source, number in sources.items():
            found += wrap(source, indent="       ", first=f"  {f'[{number}]':<5}")
        return found


def _stated_as_zero(figures: Sequence[Figure]) -> bool:
    return all(each.provenance.origin is Origin.GIVEN and not each.low and not each.high for each in figures)


def _source(figure: Figure) -> str:
    p = figure.provenance
    day = f", {p.as_of.isoformat()}" if p.as_of else ""
    return f"{_ORIGINS[p.origin]}{day}: {p.source}"
