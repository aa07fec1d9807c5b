"""Lines of costs in whole cents: those of the machines, and those of the price book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from advisor.economics.case import Case
from advisor.economics.machines import ComputeYear
from advisor.model.construct import constructed
from advisor.model.economics import LineCost, Origin
from advisor.model.price import Category, Compute, CostLine, Phase

_ZERO = Decimal(0)

CENT = Decimal("0.01")
BY_USE: tuple[tuple[str, str, Category, Phase, bool, Decimal | None], ...] = (
    ("compute_learning", "Training and tuning", Category.COMPUTE, Phase.LEARNING, True, None),
    ("compute_serving", "Inference", Category.COMPUTE, Phase.SERVING, True, None),
    ("compute_development", "Development and tests", Category.COMPUTE, Phase.SHARED, True, None),
    ("compute_idle", "Idle capacity", Category.COMPUTE, Phase.SERVING, True, None),
    ("compute_idle_learning", "Idle capacity, training", Category.COMPUTE, Phase.LEARNING, True, None),
    ("capital_forgone", "Return forgone on tied-up capital", Category.OPPORTUNITY, Phase.SHARED, False, None),
)
"""Lines of the machines: id, title, category, what for, whether cash."""
AMOUNT_OF_LINE: dict[str, Callable[[ComputeYear], Decimal]] = {
    "compute_learning": attrgetter("learning"),
    "compute_serving": attrgetter("serving"),
    "compute_development": attrgetter("development"),
    "compute_idle": attrgetter("idle"),
    "compute_idle_learning": attrgetter("idle_learning"),
    "capital_forgone": attrgetter("forgone"),
}
"""What each of these lines costs in a year."""


def cents(amount: Decimal) -> Decimal:
    """Money in whole cents; half a cent is rounded up, as in a spreadsheet."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def in_cents(amounts: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Amounts of money in whole cents."""
    return tuple([amount.quantize(CENT, ROUND_HALF_UP) for amount in amounts])


def line_costs(case: Case, computing: Sequence[ComputeYear]) -> tuple[LineCost, ...]:
    """Every line, machines first; also those that cost nothing."""
    found = []
    if case.alternative.compute is not Compute.NONE:
        for name, title, category, phase, cash, exponent in BY_USE:
            years = in_cents(map(AMOUNT_OF_LINE[name], computing))
            found.append(_line(name, title, category, phase, years, cash=cash, exponent=exponent))
    for line, amounts in case.line_years():
        years = in_cents(amounts)
        exponent = None if line.once else line.volume
        stated = Origin.GIVEN if line.id in case.book.exponents else Origin.ASSUMED
        found.append(
            _line(
                line.id,
                line.title,
                line.category,
                _phase(case, line),
                years,
                cash=line.cash,
                exponent=exponent,
                exponent_from=None if exponent is None else stated,
                once=line.once,
            )
        )
    return tuple(found)


def _phase(case: Case, line: CostLine) -> Phase:
    """What a line is for; where nothing is trained, nothing is there for the sake of training."""
    if line.phase is Phase.LEARNING and case.alternative.compute is not Compute.NONE and not case.learns:
        return Phase.SHARED
    return line.phase


def _line(
    name: str,
    title: str,
    category: Category,
    phase: Phase,
    years: tuple[Decimal, ...],
    *,
    cash: bool,
    exponent: Decimal | None,
    exponent_from: Origin | None = None,
    once: bool = False,
) -> LineCost:
    return constructed(
        LineCost,
        id=name,
        title=title,
        category=category,
        phase=phase,
        years=years,
        total=sum(years, _ZERO),
        cash=cash,
        exponent=exponent,
        exponent_from=exponent_from,
        once=once,
    )
