"""The present and scenarios side by side: advice, scores, firmness, costs and KPIs, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.model.assessment import Workload
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.scenario import (
    NEXT_MOVE,
    MovedWarning,
    ScenarioCell,
    ScenarioColumn,
    ScenarioRow,
    ScenarioTable,
    ScenarioWorkload,
)
from advisor.model.scenario_weights import weights_between
from advisor.workflows.milestone_state import overall_words
from advisor.workflows.scenario_cells import (
    cell,
    firm_cell,
    next_move_cell,
    outcome_cell,
    score_cell,
    settled_cell,
    share_cell,
    warnings_cell,
)
from advisor.workflows.scenario_changes import changes_between
from advisor.workflows.scenario_counting import Counting
from advisor.workflows.scenario_money_rows import add_money
from advisor.workflows.scenario_rows import Teller, WorkloadRows


def scenario_table(present: Counting, scenarios: Sequence[Counting]) -> ScenarioTable:
    """All of them side by side, the present first."""
    every = (present, *scenarios)
    side = present.side
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
        rows=(_overall(every), *(row for each in side.assessment.workloads for row in _rows(every, each))),
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
        warnings=tuple(_moved(present, one)),
        recommendation=one.recommendation,
    )


def _moved(present: Counting, one: Counting) -> Iterator[MovedWarning]:
    """The warnings that come, then those that go, workload by workload."""
    for was in present.recommendation.workloads:
        will = one.advice(was.id)
        if will is None:
            continue
        for comes, here, there in ((True, will, was), (False, was, will)):
            known = {each.id for each in there.warnings}
            yield from (
                MovedWarning(workload=was.id, comes=comes, severity=each.severity.value, message=each.message)
                for each in here.warnings
                if each.id not in known
            )


def _overall(every: Sequence[Counting]) -> ScenarioRow:
    """What is advised over all workloads, column by column."""
    cells = tuple(
        cell(overall_words(each.side.pack, each.recommendation), each.recommendation.overall.model)
        for each in every
    )
    return ScenarioRow(
        id="overall",
        group="advice",
        title="Overall",
        cells=cells,
        differs=any(each.text != cells[0].text for each in cells[1:]),
    )


def _rows(every: Sequence[Counting], workload: Workload) -> list[ScenarioRow]:
    rows = WorkloadRows(every, workload)
    pack = every[0].side.pack
    rows.add("advice", "model", "Advice", lambda _, one: outcome_cell(pack, one.model))
    rows.add("advice", "target", "Target", lambda _, one: outcome_cell(pack, one.target))
    for outcome in pack.primary.outcomes:
        rows.add("advice", f"share.{outcome}", f"Share of {pack.primary.labels[outcome]}", _share_of(outcome))
    if any(one is not None and one.share_none for one in rows.advice):
        rows.add("advice", "share_none", "Share without any model", lambda _, one: share_cell(one.share_none))
    rows.add("advice", "settled", "Settled", lambda each, one: settled_cell(one, each.settled[workload.id]))
    rows.add("advice", "warnings", "Warnings", lambda _, one: warnings_cell(one))
    for name, dimension in pack.rules.dimensions.items():
        rows.add("scores", name, dimension.title, _score_of(name))
    rows.add(
        "firmness",
        "all_weights",
        "All weights may be off by",
        lambda each, _: firm_cell(each.firm[workload.id]),
    )
    rows.add(
        "firmness",
        NEXT_MOVE,
        "A score that would move it",
        lambda each, _: next_move_cell(pack, each.firm[workload.id]),
    )
    for name, decision in pack.rules.decisions.items():
        if name != pack.manifest.primary_decision:
            rows.add("decisions", name, decision.title, _decision_of(pack, name))
    add_money(rows)
    return rows.rows


def _share_of(outcome: str) -> Teller:
    return lambda _, one: share_cell(one.shares.get(outcome, 0.0))


def _score_of(name: str) -> Teller:
    return lambda _, one: score_cell(one, name)


def _decision_of(pack: Pack, name: str) -> Teller:
    def tell(_: Counting, one: WorkloadRecommendation) -> ScenarioCell:
        outcome = one.decisions.get(name)
        if outcome is None:
            return cell("none")
        return cell(pack.rules.decisions[name].labels.get(outcome, outcome), outcome)

    return tell
