"""What the alternatives of one decision count, beside those of another, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.model.economics import AlternativeCost
from advisor.model.price import Category

_WORDS = {
    Category.COMPUTE: "computing",
    Category.DATA: "data",
    Category.PLATFORM: "platform and tools",
    Category.PEOPLE: "people",
    Category.INTEGRATION: "integration and operation",
    Category.OPPORTUNITY: "opportunity",
}


def scope(compared: Iterable[AlternativeCost], models: Iterable[AlternativeCost]) -> str:
    """That these totals stand beside one another only, and what they leave out that the models count."""
    own, others = _counted(compared), _counted(models)
    out = [_WORDS[each] for each in Category if each in others and each not in own]
    left = f" They leave out {_listed(out)}, which the models count." if out else ""
    return (
        "These totals are for comparing the ways with one another, by figures of their own."
        f"{left} Do not set them beside the totals of the models."
    )


def _counted(costs: Iterable[AlternativeCost]) -> set[Category]:
    return {category for each in costs for category, amount in each.categories.items() if amount}


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
