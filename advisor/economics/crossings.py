"""Break-even: where two cost curves cross, along volume, utilisation and time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.costs import cents, in_cents
from advisor.economics.steps import settled
from advisor.model.construct import constructed
from advisor.model.economics import Crossing, CrossingKind, Cumulative, CurvePoint
from advisor.model.units import Unit

_ZERO, _ONE = Decimal(0), Decimal(1)
_STEP = Decimal(10) ** (_ONE / 2)
_DOWN, _UP = 6, 8
"""Steps of half a decade below and above today's volume: from a thousandth to ten thousand times."""
SCALES = tuple(_STEP**exponent for exponent in range(-_DOWN, _UP + 1))
_USES = tuple(Decimal(each) / 100 for each in (1, 2, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100))
_CLOSE, _NUDGE = Decimal("0.00001"), Decimal("0.4")
_HALVE = 4
_SAME = Decimal("1e-15")

Cost = Callable[[Decimal], Decimal]


def break_even_hours(purchase: Decimal, rented: Decimal, operating: Decimal) -> Decimal | None:
    """Hours of use after which buying has paid for itself; None when each rented hour costs no more.

    Args:
        purchase: paid at the start.
        rented: for one hour.
        operating: of the own machine, for one hour.
    """
    return purchase / (rented - operating) if rented > operating else None


def cost_per_million(rate: Decimal, throughput: Decimal, utilisation: Decimal = _ONE) -> Decimal:
    """Cost of a million tokens on an accelerator.

    Args:
        rate: for one hour, busy or idle.
        throughput: tokens a second at full load.
        utilisation: share of the hours in which it does useful work.
    """
    return rate / (throughput * 3600 * utilisation) * 1_000_000


def break_even_requests(rate: Decimal, charge: Decimal) -> Decimal:
    """Requests a day from which an accelerator held around the clock costs less than charges by request."""
    return rate * 24 / charge


def crossing(
    kind: CrossingKind, names: tuple[str, str], costs: tuple[Cost, Cost], points: Sequence[Decimal]
) -> Crossing:
    """Where the second of two curves falls below the first for good, within the points.

    When the first one is the cheaper at the far end instead, the roles are exchanged.
    """
    first, second = costs
    gaps = [_gap(first(point), second(point)) for point in points]
    if gaps[-1] > 0:
        names = (names[1], names[0])
        first, second = second, first
        gaps = [-gap for gap in gaps]
    low, high = points[0], points[-1]
    if gaps[-1] == 0:
        return constructed(
            Crossing,
            kind=kind,
            alternative=names[1],
            against=names[0],
            at=None,
            state="never",
            low=low,
            high=high,
        )
    last = max((index for index, gap in enumerate(gaps) if gap >= 0), default=None)
    if last is None:
        return constructed(
            Crossing,
            kind=kind,
            alternative=names[1],
            against=names[0],
            at=None,
            state="always",
            low=low,
            high=high,
        )
    at = _narrowed(
        lambda point: _gap(first(point), second(point)),
        points[last],
        points[last + 1],
        gaps[last],
        gaps[last + 1],
    )
    return constructed(
        Crossing,
        kind=kind,
        alternative=names[1],
        against=names[0],
        at=at,
        state="crosses",
        low=low,
        high=high,
    )


def _gap(first: Decimal, second: Decimal) -> Decimal:
    """How much more the second costs; what only the last digits make different is the same."""
    gap = second - first
    return gap if abs(gap) > _SAME * (abs(first) + abs(second)) else _ZERO


def _narrowed(gap: Cost, low: Decimal, high: Decimal, at_low: Decimal, at_high: Decimal) -> Decimal:
    """The point between two of different sign where the sign changes.

    False position, which forgets an end that never moves, and halving in between, because costs rise in
    steps where servers are whole. Within the last bracket costs are taken as straight, which is exact
    wherever no step lies in it.
    """
    if at_low == 0:
        return low
    pull_low, pull_high = at_low, at_high
    side = 0
    for turn in range(60):
        close = _CLOSE * high
        if high - low <= close:
            break
        middle = (low + high) / 2
        if turn % _HALVE != _HALVE - 1:
            middle = low + (high - low) * pull_low / (pull_low - pull_high)
        # Never quite at an end: a step beyond a root that is all but found closes the bracket.
        middle = min(max(middle, low + close * _NUDGE), high - close * _NUDGE)
        value = gap(middle)
        if value == 0:
            return middle
        if value > 0:
            low, at_low, pull_low = middle, value, value
            pull_high, side = (pull_high / 2, -1) if side == -1 else (pull_high, -1)
        else:
            high, at_high, pull_high = middle, value, value
            pull_low, side = (pull_low / 2, 1) if side == 1 else (pull_low, 1)
    return low + (high - low) * at_low / (at_low - at_high)


def volume_crossings(
    cases: Mapping[str, Case], volume: Decimal, shown: Unit
) -> tuple[tuple[Crossing, ...], tuple[CurvePoint, ...]]:
    """Break-even along the volume, and the curves; nothing where today's volume is zero."""
    if not volume:
        return (), ()
    months = 12 * sum(next(iter(cases.values())).plan.periods, _ZERO)
    totals = {name: {scale: case.total(scale) for scale in SCALES} for name, case in cases.items()}
    costs = {name: _remembered(case.total, totals[name]) for name, case in cases.items()}
    found = []
    for first, second in _pairs(cases):
        made = crossing(CrossingKind.VOLUME, (first, second), (costs[first], costs[second]), SCALES)
        made = _for_good(made, cases, costs)
        today = shown.from_base(volume)
        found.append(
            made.model_copy(
                update={
                    "at": None if made.at is None else made.at * today,
                    "low": made.low * today,
                    "high": made.high * today,
                }
            )
        )
    curve = tuple(
        constructed(
            CurvePoint,
            volume=shown.from_base(volume * scale),
            costs={name: cents(totals[name][scale] / months) for name in cases},
        )
        for scale in SCALES
    )
    return tuple(found), curve


def _for_good(made: Crossing, cases: Mapping[str, Case], costs: Mapping[str, Cost]) -> Crossing:
    """A break-even, moved to behind the steps of whole servers that would undo it."""
    if made.state == "never":
        return made
    cheap, dear = made.alternative, made.against
    start = made.low if made.at is None else made.at
    at = settled(
        cases[cheap],
        cases[dear],
        start,
        lambda point: _gap(costs[dear](point), costs[cheap](point)),
        SCALES,
        _narrowed,
    )
    return made if at == start else made.model_copy(update={"at": at, "state": "crosses"})


def _remembered(cost: Cost, known: dict[Decimal, Decimal]) -> Cost:
    """A curve that computes each of its points once."""

    def remembered(point: Decimal) -> Decimal:
        found = known.get(point)
        if found is None:
            found = known[point] = cost(point)
        return found

    return remembered


def use_crossings(cases: Mapping[str, Case], quantity: str | None) -> tuple[Crossing, ...]:
    """Break-even along the utilisation, for pairs of which at least one follows it."""
    if quantity is None:
        return ()
    costs = {name: _along(case, quantity) for name, case in cases.items()}
    return tuple(
        crossing(CrossingKind.UTILISATION, (first, second), (costs[first], costs[second]), _USES)
        for first, second in _pairs(cases)
        if quantity in cases[first].rests_on or quantity in cases[second].rests_on
    )


def _along(case: Case, quantity: str) -> Cost:
    """What a case costs with other values of a quantity, which it need not follow."""
    if quantity in case.rests_on:
        return _remembered(lambda value: case.total_with({quantity: value}), {})
    total = case.total()
    return lambda _value: total


def _pairs(cases: Mapping[str, Case]) -> list[tuple[str, str]]:
    names = list(cases)
    return [(first, second) for index, first in enumerate(names) for second in names[index + 1 :]]


def cumulative(name: str, case: Case) -> Cumulative:
    """Money spent up to the end of each month; machines are paid when bought, and not sold."""
    running = _monthly(case)
    spent = [_once(case) + running[0][1]]
    for index, (amount, bought) in enumerate(running):
        spent.append(spent[-1] + amount + (bought if index else _ZERO))
    return constructed(Cumulative, alternative=name, months=in_cents(spent))


def _once(case: Case) -> Decimal:
    return sum((years[0] for line, years in case.line_years() if line.once and line.cash), _ZERO)


def _monthly(case: Case) -> list[tuple[Decimal, Decimal]]:
    """Running cost of every month of the horizon, and machines bought at its start."""
    computing = case.computing()
    recurring = [(year.running, year.purchases) for year in computing]
    lines = [years for line, years in case.line_years() if line.cash and not line.once]
    found: list[tuple[Decimal, Decimal]] = []
    for index, length in enumerate(case.plan.periods):
        months = int((length * 12).to_integral_value())
        running, bought = recurring[index]
        month = (running + sum((years[index] for years in lines), _ZERO)) / months
        found += [(month, bought if each == 0 else _ZERO) for each in range(months)]
    return found


def month_crossings(curves: Sequence[Cumulative]) -> tuple[Crossing, ...]:
    """The month from which on one alternative has cost less than another, to the end of the horizon."""
    found = []
    for index, one in enumerate(curves):
        for two in curves[index + 1 :]:
            end = Decimal(len(one.months) - 1)
            gaps = [b - a for a, b in zip(one.months, two.months, strict=True)]
            names = (one.alternative, two.alternative)
            if gaps[-1] > 0:
                names, gaps = (names[1], names[0]), [-gap for gap in gaps]
            last = max((month for month, gap in enumerate(gaps) if gap >= 0), default=None)
            state = "never" if gaps[-1] == 0 else "always" if last is None else "crosses"
            at = Decimal(last + 1) if last is not None and state == "crosses" else None
            found.append(
                constructed(
                    Crossing,
                    kind=CrossingKind.MONTH,
                    alternative=names[1],
                    against=names[0],
                    at=at,
                    state=state,
                    low=_ZERO,
                    high=end,
                )
            )
    return tuple(found)
