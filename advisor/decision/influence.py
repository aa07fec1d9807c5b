"""Whether an open answer can still change a result: exactly, also where it tells nothing by itself.

Two answers that matter only together each leave the mix of results as it is, so counting does not find
them. Here the two futures of a sheet that differ in one answer are walked side by side, with every way
in which the other open answers can turn out, until they part for good or have become one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from advisor.decision.joint import Layer, Passage
from advisor.decision.plan import CloseStep, KindStep, Plan, Points, QuestionStep, State, band_index
from advisor.decision.sheets import ABSENT, OPEN, Sheet

_Pair = tuple[State, State]


def can_matter(passage: Passage, slot: int, *, absent: bool = False) -> bool:
    """Whether two answers to an open question lead to different results in some completion of the rest.

    Answers that the pack declares as never given are left out. ``absent`` counts "does not apply" among
    the answers.
    """
    plan = passage.plan
    pairs: set[_Pair] = set()
    begun = False
    for variable, layer in enumerate(passage.layers):
        step = layer.step
        if begun:
            pairs = _followed(passage, layer, variable, pairs)
            if not pairs:
                return False
        elif isinstance(step, QuestionStep) and step.slot == slot:
            pairs, begun = set(_parted(passage, layer, variable, step, absent)), True
        elif isinstance(step, CloseStep):
            slots = [scored.slot for scored in plan.plain[step.dimension]]
            if slot in slots:
                pairs = set(_parted_in_points(passage, layer, variable, step, slots.index(slot), absent))
                begun = True
    # After the last step a state is nothing but its result.
    return any(one[0] != other[0] for one, other in pairs)


def _parted(
    passage: Passage, layer: Layer, variable: int, step: QuestionStep, absent: bool
) -> Iterator[_Pair]:
    """States that differ by the answer to a question that conditions look at."""
    if layer.skipped:
        return
    plan = passage.plan
    moves = [move for move, likelihood in plan.moves(step, passage.sheet).items() if likelihood]
    if absent:
        moves.append((0, None))
    for state in layer.states:
        lefts = dict.fromkeys(plan.advance(state, variable, step, *move) for move in moves)
        yield from combinations(lefts, 2)


def _parted_in_points(
    passage: Passage, layer: Layer, variable: int, step: CloseStep, index: int, absent: bool
) -> Iterator[_Pair]:
    """States that differ by the answer to a question that only scores."""
    plan, dimension = passage.plan, step.dimension
    scored = plan.plain[dimension][index]
    domain = plan.domains[scored.slot]
    most = scored.weight * domain.max_level
    gains = {(scored.weight * (value.level or 0), most) for value in domain.values if value.likelihood}
    if absent:
        gains.add((0, 0))
    reached: dict[tuple[tuple[bool, ...], Points], list[tuple[int, ...]]] = {}
    for state in layer.states:
        holds, base = plan.held(state, dimension), state[2][dimension]
        if not holds[index]:
            continue
        if (holds, base) not in reached:
            rest = plan.plain_points_without(dimension, index, holds, passage.sheet)
            possible = base[1] + rest.possible
            reached[holds, base] = list(
                {
                    tuple(
                        [
                            band_index((base[0] + gain + points, possible + more), plan.bands[dimension])
                            for gain, more in sorted(gains)
                        ]
                    )
                    for points, count in rest.reached.items()
                    if count
                }
            )
        closings = plan.closings(state, variable, step)
        for bands in reached[holds, base]:
            yield from combinations({closings[band] for band in bands}, 2)


def _followed(passage: Passage, layer: Layer, variable: int, pairs: set[_Pair]) -> set[_Pair]:
    """Where pairs of states go with the same answers on both sides; those that become one are done."""
    plan, step = passage.plan, layer.step
    if layer.skipped or isinstance(step, KindStep):
        return pairs
    found: set[_Pair] = set()
    if isinstance(step, QuestionStep):
        moves = [move for move, likelihood in plan.moves(step, passage.sheet).items() if likelihood]
        for one, other in pairs:
            for move in moves:
                left = plan.advance(one, variable, step, *move)
                right = plan.advance(other, variable, step, *move)
                if left != right:
                    found.add((left, right))
        return found
    for one, other in pairs:
        lefts, rights = plan.closings(one, variable, step), plan.closings(other, variable, step)
        for first, second in _bands(plan, step.dimension, one, other, passage.sheet):
            if lefts[first] != rights[second]:
                found.add((lefts[first], rights[second]))
    return found


def _bands(plan: Plan, dimension: int, one: State, other: State, sheet: Sheet) -> set[tuple[int, int]]:
    """The bands that two states get together, over everything that the open answers can score."""
    bands = plan.bands[dimension]
    spreads = _together(plan, dimension, (plan.held(one, dimension), plan.held(other, dimension)), sheet)
    (first, most), (second, other_most) = one[2][dimension], other[2][dimension]
    return {
        (
            band_index((first + left, most + possible), bands),
            band_index((second + right, other_most + other_possible), bands),
        )
        for (possible, other_possible), sums in [spreads]
        for left, right in sums
    }


def _together(
    plan: Plan, dimension: int, holds: tuple[tuple[bool, ...], tuple[bool, ...]], sheet: Sheet
) -> tuple[tuple[int, int], set[tuple[int, int]]]:
    """Points that the same answers score where one set of questions is relevant, and where another is."""
    if holds[0] == holds[1]:
        spread = plan.plain_points(dimension, holds[0], sheet)
        return (spread.possible, spread.possible), {(p, p) for p, count in spread.reached.items() if count}
    possible = [0, 0]
    sums = {(0, 0)}
    for scored, left, right in zip(plan.plain[dimension], *holds, strict=True):
        value, domain = sheet[scored.slot], plan.domains[scored.slot]
        if value == ABSENT:
            continue
        possible[0] += left * scored.weight * domain.max_level
        possible[1] += right * scored.weight * domain.max_level
        values = [v for v in domain.values if v.likelihood] if value == OPEN else [domain.values[value]]
        gains = {scored.weight * (v.level or 0) for v in values}
        sums = {(a + left * gain, b + right * gain) for a, b in sums for gain in gains}
    return (possible[0], possible[1]), sums
