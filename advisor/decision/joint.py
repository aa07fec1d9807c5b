"""Answers and outcomes together: how likely each outcome is with each value of each open question.

One pass forward gives the weight of reaching every state of a plan, one pass backward the outcomes
that follow from it; multiplied where a question is fixed, they give the joint counts of all questions
at the price of about two runs, instead of one run for each value of each question.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from advisor.decision.plan import CloseStep, KindStep, Plan, QuestionStep, State
from advisor.decision.sheets import OPEN, Sheet

Counts = list[int]
"""One count for each group of results."""


@dataclass(slots=True)
class Joint:
    """Joint counts; ``by_value[slot][value]`` are the counts of the results with that value."""

    total: Counts
    by_value: dict[int, list[Counts]] = field(default_factory=dict)
    """Only open questions that the results can depend on."""


@dataclass(slots=True)
class _Layer:
    states: dict[State, int]
    step: QuestionStep | CloseStep | KindStep
    skipped: bool = False
    after: dict[State, list[tuple[int, State]]] = field(default_factory=dict)
    """State to its successors with their likelihood."""
    value: dict[State, Counts] = field(default_factory=dict)


def joint(plan: Plan, kind: str, sheet: Sheet, group: Callable[[Hashable], int], groups: int) -> Joint:
    """Joint counts of every open question's values and the plan's results.

    ``group`` maps a result to one of ``groups`` numbers. Counts of different questions have the same
    total; a question that cannot matter is left out.
    """
    layers, last = _forward(plan, kind, sheet)
    value: dict[State, Counts] = {}
    for state in last:
        value[state] = [0] * groups
        value[state][group(plan.diagram.payload[state[0]])] = 1
    result = Joint([])
    for variable in range(len(layers) - 1, -1, -1):
        layer = layers[variable]
        if layer.skipped:
            continue
        if isinstance(layer.step, QuestionStep) and sheet[layer.step.slot] == OPEN:
            _of_question(plan, layer, variable, layer.step, value, result)
        elif isinstance(layer.step, CloseStep):
            _of_dimension(plan, layer, variable, layer.step, sheet, value, result)
        value = {state: _sum(after, value, groups) for state, after in layer.after.items()}
    result.total = value[plan.start()]
    return _scaled(plan, result)


def _forward(plan: Plan, kind: str, sheet: Sheet) -> tuple[list[_Layer], dict[State, int]]:
    states = {plan.start(): 1}
    layers: list[_Layer] = []
    for variable, step in enumerate(plan.steps):
        layer = _Layer(states, step)
        layers.append(layer)
        if isinstance(step, QuestionStep) and sheet[step.slot] == OPEN:
            layer.skipped = plan.idle(states, variable, step)
            if layer.skipped:
                continue
        after: dict[State, int] = {}
        for state, weight in states.items():
            moved = _successors(plan, state, variable, step, kind, sheet)
            layer.after[state] = moved
            for likelihood, left in moved:
                after[left] = after.get(left, 0) + weight * likelihood
        states = after
    return layers, states


def _successors(
    plan: Plan,
    state: State,
    variable: int,
    step: QuestionStep | CloseStep | KindStep,
    kind: str,
    sheet: Sheet,
) -> list[tuple[int, State]]:
    if isinstance(step, KindStep):
        return [(1, plan.placed(state, variable, plan.kinds.index(kind)))]
    if isinstance(step, QuestionStep):
        return [
            (likelihood, plan.advance(state, variable, step, value, level))
            for (value, level), likelihood in plan.moves(step, sheet).items()
        ]
    points = plan.plain_points(step.dimension, plan.held(state, step.dimension), sheet)
    counts = plan.band_counts(step.dimension, state[2][step.dimension], points)
    return [(count, plan.closed(state, variable, step, band)) for band, count in enumerate(counts) if count]


def _sum(after: list[tuple[int, State]], value: dict[State, Counts], groups: int) -> Counts:
    total = [0] * groups
    for likelihood, left in after:
        for index, count in enumerate(value[left]):
            total[index] += likelihood * count
    return total


def _of_question(
    plan: Plan, layer: _Layer, variable: int, step: QuestionStep, value: dict[State, Counts], result: Joint
) -> None:
    found = []
    for index, candidate in enumerate(plan.domains[step.slot].values):
        counts = [0] * len(next(iter(value.values())))
        for state, weight in layer.states.items():
            left = plan.advance(state, variable, step, *plan.move(step, index))
            for position, count in enumerate(value[left]):
                counts[position] += weight * candidate.likelihood * count
        found.append(counts)
    result.by_value[step.slot] = found


def _of_dimension(
    plan: Plan,
    layer: _Layer,
    variable: int,
    step: CloseStep,
    sheet: Sheet,
    value: dict[State, Counts],
    result: Joint,
) -> None:
    plain = plan.plain[step.dimension]
    opened = [i for i, scored in enumerate(plain) if sheet[scored.slot] == OPEN]
    if not opened:
        return
    groups = len(next(iter(value.values())))
    gathered: dict[tuple[tuple[bool, ...], tuple[int, int]], list[Counts]] = {}
    for state, weight in layer.states.items():
        key = (plan.held(state, step.dimension), state[2][step.dimension])
        bands = gathered.setdefault(key, [[0] * groups for _ in range(3)])
        for band in range(3):
            left = plan.closed(state, variable, step, band)
            for position, count in enumerate(value.get(left, ())):
                bands[band][position] += weight * count
    for index in opened:
        slot = plain[index].slot
        values = plan.domains[slot].values
        found = result.by_value.setdefault(slot, [[0] * groups for _ in values])
        for (holds, base), bands in gathered.items():
            rest = plan.convolve(
                [*plain[:index], *plain[index + 1 :]], [*holds[:index], *holds[index + 1 :]], sheet
            )
            for position, candidate in enumerate(values):
                reached, possible = base
                if holds[index]:
                    reached += plain[index].weight * (candidate.level or 0)
                    possible += plain[index].weight * plan.domains[slot].max_level
                shares = plan.band_counts(step.dimension, (reached, possible), rest)
                for band, share in enumerate(shares):
                    for at, count in enumerate(bands[band]):
                        found[position][at] += candidate.likelihood * share * count


def _scaled(plan: Plan, result: Joint) -> Joint:
    """Leaves out questions whose every value leads to the same mix of results."""
    for slot, found in list(result.by_value.items()):
        likelihoods = [value.likelihood for value in plan.domains[slot].values]
        total = sum(likelihoods)
        if all(
            count * total == likelihood * of_all
            for counts, likelihood in zip(found, likelihoods, strict=True)
            for count, of_all in zip(counts, result.total, strict=True)
        ):
            del result.by_value[slot]
    return result
