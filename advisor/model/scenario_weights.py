"""Weights of questions supposed to be others than the pack's, within bounds."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.model.pack import Pack

Weights = dict[str, dict[str, int]]
"""Dimension id to question id to weight; only those that differ from the pack's."""
MOST_TIMES = 3
"""A weight may be supposed up to this many times the pack's: beyond that it is another questionnaire."""


def bounds(weight: int) -> tuple[int, int]:
    """Least and greatest weight that may be supposed for a question of this weight in the pack."""
    return 0, MOST_TIMES * weight


def weight_problem(pack: Pack, dimension: str, question: str, weight: int) -> str | None:
    """Why a weight cannot be supposed, in words; None when it can. Both names must be known."""
    least, most = bounds(pack.rules.dimensions[dimension].weights[question])
    if not least <= weight <= most:
        own = pack.rules.dimensions[dimension].weights[question]
        return f"a weight from {least} to {most} may be supposed here (the pack's is {own}), found {weight}"
    return None


def worth_supposing(pack: Pack, weights: Mapping[str, Mapping[str, int]]) -> Weights:
    """The weights that differ from the pack's, in the pack's order; a dimension without any counts none."""
    found: Weights = {}
    for name, dimension in pack.rules.dimensions.items():
        own = weights.get(name, {})
        other = {q: own[q] for q, weight in dimension.weights.items() if own.get(q, weight) != weight}
        if other:
            found[name] = other
    return found


def without_effect(pack: Pack, weights: Mapping[str, Mapping[str, int]]) -> str | None:
    """The title of a dimension in which nothing would count any more; None when there is none."""
    for name, own in weights.items():
        dimension = pack.rules.dimensions[name]
        if not any(own.get(question, weight) for question, weight in dimension.weights.items()):
            return dimension.title
    return None


def reweighted(pack: Pack, weights: Mapping[str, Mapping[str, int]]) -> Pack:
    """The pack with other weights; the very pack itself where none differs.

    It keeps the pack's hash, because its prices, texts and questions are those of that pack: who shows
    a result of it has to say that the weights are not the pack's.
    """
    others = worth_supposing(pack, weights)
    if not others:
        return pack
    dimensions = {
        name: dimension.model_copy(update={"weights": {**dimension.weights, **others.get(name, {})}})
        for name, dimension in pack.rules.dimensions.items()
    }
    return pack.model_copy(update={"rules": pack.rules.model_copy(update={"dimensions": dimensions})})


def weights_between(pack: Pack, other: Pack) -> Weights:
    """Which weights another version of the pack has that differ from this one's."""
    return worth_supposing(pack, {name: dict(d.weights) for name, d in other.rules.dimensions.items()})
