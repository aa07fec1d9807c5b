"""The trace: what each answer, gate and row did, so that an explanation recomputes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from advisor.decision.conditions import dimensions_of, questions_of
from advisor.decision.decided import Counted, Decided
from advisor.decision.engine import OTHERWISE, Engine, row_of
from advisor.decision.reported import Reported, holds, relevant
from advisor.decision.sheets import OPEN
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import (
    Contribution,
    DecisionTrace,
    Excluded,
    FrameworkPlace,
    GateTrace,
    RowTrace,
)
from advisor.model.rules import FrameworkRow, Gate, Otherwise, Row

ContributionState = Literal["answered", "unknown", "not_answered", "not_applicable", "not_relevant"]


def rounded(value: Fraction, places: int = 2) -> float:
    """An exact figure, rounded half up (away from zero at a tie) for people and JSON."""
    return rounded_ratio(value.numerator, value.denominator, places)


def rounded_ratio(top: int, bottom: int, places: int = 2) -> float:
    """The same for a ratio of whole numbers, the lower one above 0."""
    scale: int = 10**places
    whole: int = (2 * abs(top) * scale + bottom) // (2 * bottom)
    return (whole if top >= 0 else -whole) / scale


def rounded_share(count: int, total: int) -> float:
    """A share of completions, as people and JSON get it."""
    return rounded_ratio(count, total, 6)


def answers_for(pack: Pack, assessment: Assessment, workload: Workload) -> dict[str, Answer]:
    """The answers that count for a workload: the organisation's and its own, by question."""
    shared, own = assessment.answers, workload.answers
    found = {}
    for question in pack.questions:
        answer = (own if question.scope is Scope.WORKLOAD else shared).get(question.id)
        if answer is not None:
            found[question.id] = answer
    return found


def not_relevant(state: Reported) -> tuple[str, ...]:
    """Questions that have an answer which does not count any more."""
    return tuple(question for question in state.answers if relevant(question, state) is False)


def contribution_states(state: Reported) -> dict[str, dict[str, ContributionState]]:
    """For each dimension, how each of its questions stands."""
    return {
        name: {question: _contribution_state(question, state) for question in dimension.weights}
        for name, dimension in state.pack.rules.dimensions.items()
    }


def contributions(
    state: Reported, states: Mapping[str, Mapping[str, ContributionState]]
) -> tuple[Contribution, ...]:
    """What each question does to each dimension, in file order."""
    found: list[Contribution] = []
    for name, dimension in state.pack.rules.dimensions.items():
        possible = sum(
            weight * state.domains[question].max_level
            for question, weight in dimension.weights.items()
            if states[name][question] in ("answered", "unknown", "not_answered")
        )
        found += [
            _contribution(name, question, weight, states[name][question], possible, state)
            for question, weight in dimension.weights.items()
        ]
    return tuple(found)


def _contribution_state(question: str, state: Reported) -> ContributionState:
    answer = state.answers.get(question)
    if relevant(question, state) is False:
        return "not_relevant"
    if answer is None:
        return "not_answered"
    if answer.state is AnswerState.NOT_APPLICABLE:
        return "not_applicable"
    return "unknown" if state.sheet[state.slots[question]] == OPEN else "answered"


def _contribution(
    dimension: str, question: str, weight: int, how: ContributionState, possible: int, state: Reported
) -> Contribution:
    domain = state.domains[question]
    counts = how in ("answered", "unknown", "not_answered")
    value = domain.values[state.sheet[state.slots[question]]] if how == "answered" else None
    level = None if value is None else value.level or 0
    answer = state.answers.get(question)
    each = 100 * weight if counts and possible else 0
    below = possible or 1
    return Contribution.model_construct(
        dimension=dimension,
        question=question,
        answer=None if value is None else value.label,
        state=how,
        weight=weight,
        level=level,
        max_level=domain.max_level,
        points=None if level is None else rounded_ratio(each * level, below),
        possible=rounded_ratio(each * domain.max_level, below),
        reason=answer.reason if how == "not_applicable" and answer else None,
    )


def decision_trace(engine: Engine, one: Decided, state: Reported, *, open_too: bool = True) -> DecisionTrace:
    """How a decision came out, with the gates and rows that some completion meets.

    Without ``open_too``, the open questions that can still change it are left out: they cost as much as
    all the rest.
    """
    decision = one.compiled.decision
    rows = _rows(engine, one)
    lead = _lead(one)
    row = None if lead is None else row_of(decision, lead)
    return DecisionTrace.model_construct(
        id=one.compiled.id,
        title=decision.title,
        now=one.outcome.now,
        target=one.outcome.target,
        decided=one.decided,
        settled=one.settled,
        shares={outcome: rounded_share(count, one.total) for outcome, count in one.now.items()},
        target_shares={outcome: rounded_share(count, one.total) for outcome, count in one.target.items()},
        exact={outcome: str(one.share(count)) for outcome, count in one.now.items()},
        without_outcome=rounded_share(one.without, one.total),
        exact_without=str(one.share(one.without)),
        row=None if row is None else row.id,
        reason=None if row is None else telling(row, one, lead),
        moved_by_gate=row is not None and row.now != one.outcome.now,
        excluded=excluded(one, one.fired),
        gates=_gates(engine, one),
        rows=rows,
        open_questions=open_questions(one, state) if open_too else (),
    )


def telling(row: Row | Otherwise, one: Decided, lead: int | None) -> str:
    """Why the advice is what it is, claiming no more than is known.

    A gate that moves the row's outcome is the reason. A row or a gate that holds in only some completions
    is said to be one possibility, with its share.
    """
    advised = one.outcome.now
    if row.now != advised:
        gates = _gates_told(row.now, one)
        if gates:
            return gates
    moved = any(
        row_of(one.compiled.decision, end.row).now != end.now for end in one.ends if end.now == advised
    )
    if moved:
        left_alone = _left_alone(one)
        if left_alone:
            return left_alone
    share = sum(weight for end, weight in one.ends.items() if end.row == lead and end.now == advised)
    if share == one.total:
        return row.reason
    of_100 = _of_100(one, share)
    others = "other rules that lead to the same"
    if moved:
        others += ", by themselves or because a hard rule leaves out what they name"
    if one.decided:
        return (
            "However the open answers turn out, it is the same today. "
            f"In {of_100} of 100 ways this decides, in the rest {others}: {row.reason}"
        )
    elsewhere = sum(weight for end, weight in one.ends.items() if end.now == advised) - share
    # Together what the shares show for the advised outcome, so that nobody has to add up rounded parts.
    told = f" (with {others}, {_of_100(one, share + elsewhere)})" if elsewhere else ""
    return (
        f"Not settled yet. In {of_100} of 100 ways the open answers can turn out{told}, "
        f"this decides: {row.reason}"
    )


def _left_alone(one: Decided) -> str:
    """The gates that certainly fire, where they leave nothing but the advice; else nothing."""
    certain = _certain(one)
    left = set(one.compiled.decision.outcomes).difference(*(gate.exclude for gate in certain))
    return " ".join(gate.reason for gate in certain) if left == {one.outcome.now} else ""


def _certain(one: Decided) -> list[Gate]:
    """The gates that fire in every completion."""
    masks = [mask for mask, weight in one.fired.items() if weight]
    return [
        gate
        for index, gate in enumerate(one.compiled.decision.gates)
        if all(mask >> index & 1 for mask in masks)
    ]


def _gates_told(moved: str, one: Decided) -> str:
    """The gates that exclude what a row named: as facts, else the most frequent with its share."""
    total = sum(one.fired.values())
    counts = [
        (sum(weight for mask, weight in one.fired.items() if mask >> index & 1), gate.reason)
        for index, gate in enumerate(one.compiled.decision.gates)
        if moved in gate.exclude
    ]
    certain = [reason for count, reason in counts if count == total]
    if certain:
        return " ".join(certain)
    count, reason = max(counts, key=lambda each: each[0], default=(0, ""))
    if not count:
        return ""
    of_100 = max(1, min(99, round(100 * Fraction(count, total))))
    if one.decided:
        lead = f"However the open answers turn out, it is the same today. In {of_100} of 100 ways"
    else:
        lead = f"Not settled yet. In {of_100} of 100 ways the open answers can turn out,"
    return f"{lead} a hard rule leaves out what else would be advised: {reason}"


def _of_100(one: Decided, count: int) -> int:
    """A share in ways of 100; never none and never all, which only certainty is."""
    return max(1, min(99, round(rounded(100 * one.share(count), 0))))


def _lead(one: Decided) -> int | None:
    """The row behind most of the completions that come out as advised."""
    counts: dict[int, int] = {}
    for end, weight in one.ends.items():
        if end.now == one.outcome.now:
            counts[end.row] = counts.get(end.row, 0) + weight
    return max(counts, key=counts.__getitem__) if counts and one.outcome.now is not None else None


def _rows(engine: Engine, one: Decided) -> tuple[RowTrace, ...]:
    decision = one.compiled.decision
    named = engine.pack.rules.conditions
    counts: dict[int, int] = {}
    outcomes: dict[int, dict[str | None, int]] = {}
    for end, weight in one.ends.items():
        counts[end.row] = counts.get(end.row, 0) + weight
        made = outcomes.setdefault(end.row, {})
        made[end.now] = made.get(end.now, 0) + weight
    found = []
    for index in sorted(counts, key=lambda i: (i == OTHERWISE, i)):
        row = row_of(decision, index)
        when = [] if index == OTHERWISE else [decision.table[index].when]
        found.append(
            RowTrace.model_construct(
                id=row.id,
                share=rounded_share(counts[index], one.total),
                now=row.now,
                target=row.target or row.now,
                outcomes={
                    outcome: rounded_share(outcomes[index][outcome], one.total)
                    for outcome in decision.outcomes
                    if outcomes[index].get(outcome)
                },
                reason=row.reason,
                questions=questions_of(when, named),
                dimensions=dimensions_of(when, named),
            )
        )
    return tuple(found)


def _gates(engine: Engine, one: Decided) -> tuple[GateTrace, ...]:
    found = []
    total = sum(one.fired.values())
    for index, gate in enumerate(one.compiled.decision.gates):
        count = sum(weight for mask, weight in one.fired.items() if mask >> index & 1)
        found.append(
            GateTrace.model_construct(
                id=gate.id,
                share=rounded_share(count, total),
                fires=count == total,
                excludes=gate.exclude,
                reason=gate.reason,
                questions=questions_of([gate.when], engine.pack.rules.conditions),
            )
        )
    return tuple(found)


def excluded(one: Counted, fired: Mapping[int, int]) -> tuple[Excluded, ...]:
    """What certain gates exclude; where nothing is left, also what gates exclude in most completions.

    ``fired`` are the combinations of firing gates, with their likelihood.
    """
    decision = one.compiled.decision
    least = 1.0 if one.outcome.now is not None else 0.5
    total = sum(fired.values())
    firing = []
    for index, gate in enumerate(decision.gates):
        count = sum(weight for mask, weight in fired.items() if mask >> index & 1)
        if count == total or rounded_share(count, total) > least:
            firing.append(gate)
    return tuple(
        Excluded.model_construct(model=outcome, gate=gate.id, reason=gate.reason)
        for outcome in decision.outcomes
        for gate in firing
        if outcome in gate.exclude
    )


def open_questions(one: Counted, state: Reported) -> tuple[str, ...]:
    """Open questions whose answer can still change the outcome now or the target, most telling first."""
    if one.settled:
        return ()
    # Only here, so that scoring what is settled loads no more than it needs.
    from advisor.decision.doubt import doubt

    found = doubt(one.compiled, state.kind, state.sheet)
    return tuple(state.pack.questions[slot].id for slot in found.held)


def framework_places(state: Reported, expected: Reported) -> tuple[FrameworkPlace, ...]:
    """The lit cell of each framework row: the first whose condition holds, else the one without condition.

    ``expected`` knows the band of every expected score, ``state`` only the bands that are certain; a
    place is certain when what is certain already leads there.
    """
    return tuple(
        FrameworkPlace.model_construct(
            row=row.id, cell=_lit(row, expected), certain=_surely_lit(row, state) is not None
        )
        for row in state.pack.rules.framework
    )


def _lit(row: FrameworkRow, state: Reported) -> str:
    last_resort = next(outcome for outcome, cell in row.cells.items() if cell.when is None)
    return next((o for o, cell in row.cells.items() if cell.when and holds(cell.when, state)), last_resort)


def _surely_lit(row: FrameworkRow, state: Reported) -> str | None:
    """The cell that no open answer can move; None while one can."""
    for outcome, cell in row.cells.items():
        truth = True if cell.when is None else holds(cell.when, state)
        if cell.when is None and any(
            other.when is not None and holds(other.when, state) is not False for other in row.cells.values()
        ):
            continue
        if truth is None:
            return None
        if truth:
            return outcome
    return None
