"""How costs follow the volume, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.model.economics import AlternativeCost


def growing(costs: Iterable[AlternativeCost], written: Callable[[str], str] = str) -> str:
    """What grows along the curve of break-even, with the exponents of the lines.

    ``written`` puts a number that was written the English way into another style.
    """
    exponents = {line.exponent for cost in costs for line in cost.lines if line.exponent}
    if not exponents:
        return "As volume grows from today's, machines and charges grow with it; all else stays as it is."
    separator = "; " if written("0.1") != "0.1" else ", "
    shown = separator.join(written(f"{each:f}") for each in sorted(exponents))
    return (
        "As volume grows from today's, machines and charges grow with it; people, data and operation grow "
        f"with it by the exponents shown ({shown})."
    )
