"""The present and scenarios side by side: advice, scores, firmness, costs and KPIs, as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.content.prices import prices_of
from advisor.decision.decided import Counted
from advisor.decision.engine import engine_for
from advisor.decision.labels import answer_label
from advisor.decision.recommend import recommend
from advisor.decision.relevance import answered_state
from advisor.decision.stability import Stability, stability
from advisor.model.assessment import Assessment, Workload
from advisor.model.economics import CrossingKind, Estimate, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.model.recommendation import DimensionScore, Recommendation, WorkloadRecommendation
from advisor.model.scenario import (
    Group,
    ScenarioCell,
    ScenarioColumn,
    ScenarioRow,
    ScenarioTable,
    ScenarioWorkload,
    SupposedChange,
)
from advisor.model.scenario_weights import weights_between
from advisor.model.stated import Given
from advisor.workflows.scenario_amounts import Leaf, leaf_data, leaves
from advisor.workflows.tco import costs_or_reason

NONE = "–"
"""Where nothing can be told."""


@dataclass(frozen=True, slots=True)
class Side:
    """One column before it is counted: its name, and what holds there."""

    name: str
    pack: Pack
    assessment: Assessment
    note: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counting:
    """One column, counted."""

    side: Side
    recommendation: Recommendation
    settled: dict[str, bool]
    firm: dict[str, Stability]
    estimate: Estimate | None
    no_costs: str | None
    """Why there is none, in words; None where the pack has no prices."""

    def advice(self, workload: str) -> WorkloadRecommendation | None:
        """What is advised for a workload; None where it is not there."""
        return next((each for each in self.recommendation.workloads if each.id == workload), None)

    def money(self, workload: str) -> WorkloadEstimate | None:
        """What a workload costs; None where that cannot be told."""
        found = self.estimate.workloads if self.estimate else ()
        return next((each for each in found if each.workload == workload), None)


def counted(side: Side) -> Counting:
    """Everything that is told of a column; some tenths of a second."""
    pack, assessment = side.pack, side.assessment
    recommendation = recommend(pack, assessment, open_too=False)
    engine, primary = engine_for(pack), pack.manifest.primary_decision
    settled, firm = {}, {}
    for workload in assessment.workloads:
        sheet = engine.sheet(assessment, workload)
        settled[workload.id] = Counted.of(engine.decisions[primary], workload.kind, sheet).settled
        firm[workload.id] = stability(engine, primary, answered_state(pack, assessment, workload))
    estimate, why = costs_or_reason(pack, assessment, recommendation)
    return Counting(side, recommendation, settled, firm, estimate, why)


def scenario_table(present: Counting, scenarios: Sequence[Counting]) -> ScenarioTable:
    """All of them side by side, the present first."""
    every = (present, *scenarios)
    side = present.side
    rows: list[ScenarioRow] = []
    for workload in side.assessment.workloads:
        rows += _rows(every, workload)
    return ScenarioTable(
        pack=side.pack.id,
        pack_version=side.pack.version,
        assessment=side.assessment.id,
        organisation=side.assessment.organisation,
        currency=present.estimate.currency if present.estimate else None,
        months=present.estimate.horizon_months if present.estimate else None,
        columns=tuple(_column(present, each) for each in every),
        workloads=tuple(
            ScenarioWorkload(id=each.id, title=each.title or each.id) for each in side.assessment.workloads
        ),
        rows=tuple(rows),
    )


def _column(present: Counting, one: Counting) -> ScenarioColumn:
    side = one.side
    notices = list(side.notices)
    if one.no_costs is not None:
        notices.append(f"No costs: {one.no_costs}")
    return ScenarioColumn(
        name=side.name,
        note=side.note,
        present=one is present,
        weights_changed=bool(weights_between(present.side.pack, side.pack)),
        changes=changes_between((present.side.pack, present.side.assessment), (side.pack, side.assessment)),
        notices=tuple(notices),
    )


# What is supposed ------------------------------------------------------------------------------------


def changes_between(
    present: tuple[Pack, Assessment], supposed: tuple[Pack, Assessment]
) -> tuple[SupposedChange, ...]:
    """What differs, in words: answers, then weights, then amounts."""
    (pack, before), (other, after) = present, supposed
    found = list(_answers(pack, before, after, None))
    for workload in before.workloads:
        found += _answers(pack, before, after, workload)
    for name, weights in weights_between(pack, other).items():
        own = pack.rules.dimensions[name].weights
        found += [
            SupposedChange(
                kind="weight",
                id=question,
                where=name,
                title=pack.question_by_id[question].short,
                before=str(own[question]),
                after=str(weight),
            )
            for question, weight in weights.items()
        ]
    return (*found, *_amounts(pack, before, after))


def _answers(
    pack: Pack, before: Assessment, after: Assessment, workload: Workload | None
) -> Iterator[SupposedChange]:
    where = workload.id if workload else None
    for question in pack.questions:
        was, will = before.answer(question.id, where), after.answer(question.id, where)
        labels = answer_label(question, was), answer_label(question, will)
        if was != will and labels[0] != labels[1]:
            yield SupposedChange(
                kind="answer",
                id=question.id,
                where=where,
                title=question.short,
                before=labels[0],
                after=labels[1],
            )


def _amounts(pack: Pack, before: Assessment, after: Assessment) -> Iterator[SupposedChange]:
    was, will = leaves(before.economics), leaves(after.economics)
    if was == will:
        return
    book = prices_of(pack)
    for path in (*was, *(each for each in will if each not in was)):
        if was.get(path) == will.get(path):
            continue
        quantity = book.quantities.get(path[-1]) if book is not None else None
        yield SupposedChange(
            kind="amount",
            id="/".join(path),
            where=path[1] if path[0] in ("workloads", "alternatives") and len(path) > 1 else None,
            title=quantity.title if quantity is not None else path[-1].replace("_", " "),
            before=_stated(was.get(path)),
            after=_stated(will.get(path)),
        )


def _stated(leaf: Leaf | None) -> str:
    if leaf is None:
        return "not stated"
    if isinstance(leaf, Given):
        middle = f"{leaf.typical:f} {leaf.unit}".rstrip()
        if leaf.low is None and leaf.high is None:
            return middle
        return f"{middle} ({leaf.low or leaf.typical:f} to {leaf.high or leaf.typical:f})"
    data = leaf_data(leaf)
    return " ".join(str(each) for each in data.values()) if isinstance(data, dict) else str(data)


Teller = Callable[[Counting, WorkloadRecommendation], ScenarioCell]
"""Tells one cell of one column, where the workload is there."""

# Rows ------------------------------------------------------------------------------------------------


def _rows(every: Sequence[Counting], workload: Workload) -> list[ScenarioRow]:
    rows: list[ScenarioRow] = []
    pack = every[0].side.pack
    advice = [each.advice(workload.id) for each in every]

    def add(
        group: Group,
        name: str,
        title: str,
        cell: Teller,
        unit: str = "",
    ) -> None:
        cells = tuple(
            _cell(NONE) if one is None else cell(each, one) for each, one in zip(every, advice, strict=True)
        )
        differs = any(each.text != cells[0].text for each in cells[1:])
        rows.append(
            ScenarioRow(
                id=name,
                workload=workload.id,
                group=group,
                title=title,
                unit=unit,
                cells=cells,
                differs=differs,
            )
        )

    add("advice", "model", "Advice", lambda _, one: _outcome(pack, one.model))
    add("advice", "target", "Target", lambda _, one: _outcome(pack, one.target))
    for outcome in pack.primary.outcomes:
        title = f"Share of {pack.primary.labels[outcome]}"
        add("advice", f"share.{outcome}", title, _share_of(outcome))
    if any(one is not None and one.share_none for one in advice):
        add("advice", "share_none", "Share without any model", lambda _, one: _share(one.share_none))
    add("advice", "settled", "Settled", lambda each, one: _settled(one, each.settled[workload.id]))
    add("advice", "warnings", "Warnings", lambda _, one: _warnings(one))
    for name, dimension in pack.rules.dimensions.items():
        add("scores", name, dimension.title, _score_of(name))
    add("firmness", "all_weights", "All weights may be off by", lambda each, _: _firm(each.firm[workload.id]))
    for name, decision in pack.rules.decisions.items():
        if name != pack.manifest.primary_decision:
            add("decisions", name, decision.title, _decision_of(pack, name))
    _add_money(add, every, workload)
    return rows


def _add_money(add: Callable[..., None], every: Sequence[Counting], workload: Workload) -> None:
    if all(each.money(workload.id) is None for each in every):
        return
    currency = {each.estimate.currency for each in every if each.estimate}
    unit = currency.pop() if len(currency) == 1 else ""
    primary = every[0].side.pack.manifest.primary_decision

    def cost(each: Counting, outcome: str | None) -> ScenarioCell:
        money = each.money(workload.id)
        for one in money.alternatives if money else ():
            if outcome is not None and one.decision == primary and one.outcome == outcome:
                return _amount(one.total)
        return _cell(NONE)

    def cheapest(each: Counting, _: WorkloadRecommendation) -> ScenarioCell:
        money = each.money(workload.id)
        name = money.cheapest.get(primary) if money else None
        found = next((one for one in money.alternatives if one.id == name), None) if money else None
        return _cell(NONE) if found is None else _cell(found.short, found.id)

    def least(each: Counting, _: WorkloadRecommendation) -> ScenarioCell:
        money = each.money(workload.id)
        name = money.cheapest.get(primary) if money else None
        found = next((one for one in money.alternatives if one.id == name), None) if money else None
        return _cell(NONE) if found is None else _amount(found.total)

    add("costs", "cost.advised", "Cost of the advice", lambda each, one: cost(each, one.model), unit)
    add("costs", "cost.target", "Cost of the target", lambda each, one: cost(each, one.target), unit)
    add("costs", "cheapest", "Cheapest", cheapest)
    add("costs", "cost.cheapest", "Cost of the cheapest", least, unit)
    _add_crossings(add, every, workload)
    _add_kpis(add, every, workload)


def _add_crossings(add: Callable[..., None], every: Sequence[Counting], workload: Workload) -> None:
    """From which volume, or month, on one alternative costs less than another."""
    titles: dict[tuple[str, str, str], str] = {}
    for each in every:
        money = each.money(workload.id)
        short = {one.id: one.short for one in money.alternatives} if money else {}
        for one in money.crossings if money else ():
            if one.kind is not CrossingKind.UTILISATION:
                along = "from" if one.kind is CrossingKind.VOLUME else "from month"
                title = f"{short[one.alternative]} costs less than {short[one.against]} {along}"
                titles.setdefault((one.kind.value, one.alternative, one.against), title)
    for key, title in titles.items():

        def cell(each: Counting, _: WorkloadRecommendation, key: tuple[str, str, str] = key) -> ScenarioCell:
            money = each.money(workload.id)
            for one in money.crossings if money else ():
                if (one.kind.value, one.alternative, one.against) == key:
                    if one.at is None:
                        return _cell("always" if one.state == "always" else "never", one.state)
                    return _cell(figure(one.at), one.at)
            return _cell(NONE)

        first = next((m for each in every if (m := each.money(workload.id))), None)
        unit = first.volume_unit if first and key[0] == CrossingKind.VOLUME.value else ""
        add("costs", "breakeven." + ".".join(key), title, cell, unit)


def _add_kpis(add: Callable[..., None], every: Sequence[Counting], workload: Workload) -> None:
    known: dict[str, tuple[str, str]] = {}
    for each in every:
        money = each.money(workload.id)
        for one in money.kpis if money else ():
            known.setdefault(one.kpi, (one.title, one.unit))
    for name, (title, unit) in known.items():

        def cell(each: Counting, _: WorkloadRecommendation, name: str = name) -> ScenarioCell:
            money = each.money(workload.id)
            found = next((one for one in money.kpis if one.kpi == name), None) if money else None
            if found is None or found.value is None:
                return _cell(NONE)
            mark = f" {found.verdict}" if found.verdict else ""
            return _cell(f"{figure(found.value)}{mark}", _short(found.value))

        add("kpis", name, title, cell, unit)


# Cells -----------------------------------------------------------------------------------------------


def _cell(text: str, value: Decimal | str | bool | None = None) -> ScenarioCell:
    return ScenarioCell(text=text, value=value)


def _outcome(pack: Pack, outcome: str | None) -> ScenarioCell:
    if outcome is None:
        return _cell("no admissible model")
    return _cell(pack.primary.labels.get(outcome, outcome), outcome)


def _decision_of(pack: Pack, name: str) -> Teller:
    def cell(_: Counting, one: WorkloadRecommendation) -> ScenarioCell:
        outcome = one.decisions.get(name)
        if outcome is None:
            return _cell("none")
        return _cell(pack.rules.decisions[name].labels.get(outcome, outcome), outcome)

    return cell


def _share_of(outcome: str) -> Teller:
    return lambda _, one: _share(one.shares.get(outcome, 0.0))


def _score_of(name: str) -> Teller:
    return lambda _, one: _score(one, name)


def _share(share: float) -> ScenarioCell:
    value = Decimal(str(share))
    if 0 < value < Decimal("0.005"):
        text = "<1 %"
    elif Decimal("0.995") <= value < 1:
        text = ">99 %"
    else:
        text = f"{(100 * value + Decimal('0.5')).to_integral_value('ROUND_FLOOR'):f} %"
    return _cell(text, value)


def _settled(one: WorkloadRecommendation, settled: bool) -> ScenarioCell:
    return _cell("yes" if settled else "today only" if one.decided else "no", settled)


def _warnings(one: WorkloadRecommendation) -> ScenarioCell:
    urgent = sum(each.severity.value == "high" for each in one.warnings)
    text = str(len(one.warnings)) + (f" ({urgent} high)" if urgent else "")
    return _cell(text, Decimal(len(one.warnings)))


def _score(one: WorkloadRecommendation, name: str) -> ScenarioCell:
    found: DimensionScore | None = next((each for each in one.dimensions if each.id == name), None)
    if found is None or found.score is None:
        return _cell(NONE)
    value = Decimal(str(found.score))
    open_ = len(found.bands) > 1
    return _cell(f"{value.quantize(Decimal('0.1'))} {'open' if open_ else found.band or ''}".rstrip(), value)


def _firm(found: Stability) -> ScenarioCell:
    if found.all_weights is None:
        return _cell("any amount")
    value = (Decimal(found.all_weights.numerator) / Decimal(found.all_weights.denominator)).quantize(
        Decimal("0.000001")
    )
    return _cell(f"±{(100 * value).quantize(Decimal('0.1'))} %", value)


def _amount(amount: Decimal) -> ScenarioCell:
    return _cell(f"{amount:,.0f}", amount)


def figure(value: Decimal) -> str:
    """A figure for people: as many digits as anyone could mean."""
    if not value:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    text = f"{_short(value, 4):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(value: Decimal, digits: int = 9) -> Decimal:
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(min(0, value.adjusted() - digits + 1)))
