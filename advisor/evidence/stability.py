"""How even a load is, told by what it costs by the day and by the hour. Pure arithmetic, in decimals."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext

from advisor.model.bill_workloads import Stability

ZERO, ONE = Decimal(0), Decimal(1)
_PRECISION = 40
_SHOWN = Decimal("0.000001")
_MONTH = 30
MOST_DAYS = 4000
"""Longer periods get no series: a date is wrong, or nobody looks at a day of it."""

Hours = Mapping[tuple[datetime.date, int], Decimal]


def stability(
    days: Mapping[datetime.date, Decimal],
    hours: Hours | None,
    *,
    begin: datetime.date,
    least_days: int,
    trend_days: int,
    least_filled: Decimal = ZERO,
) -> Stability | None:
    """Stability of what cost so much on these days; None when there are too few of them.

    ``hours`` holds the same by day and hour (UTC), where rows are by the hour. Days and hours between the
    first and the last one count as zero where they are not there. ``begin`` is the bill's first day.
    Hours of which fewer than ``least_filled`` have rows, without a pattern by the hour, are left aside.
    """
    if not days:
        return None
    first, last = min(days), max(days)
    count = (last - first).days + 1
    if count > MOST_DAYS or count < least_days:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        daily = [days.get(first + datetime.timedelta(each), ZERO) for each in range(count)]
        weekdays = [(first.weekday() + each) % 7 for each in range(count)]
        hourly = _hourly(hours) if hours else []
        if hours and _is_sparse(hours, hourly, least_filled):
            hourly = []
        finest = [each for _, each in hourly] or daily
        mean = _mean(finest)
        cv, cv_population = variation(daily)
        return Stability(
            days=count,
            days_with_cost=sum(1 for each in daily if each),
            daily_cv=_shown(cv),
            daily_cv_population=_shown(cv_population),
            hourly_cv=_shown(variation([each for _, each in hourly])[0]) if hourly else None,
            trend=_shown(trend(daily)) if count >= trend_days else None,
            weekday=_profile(daily, weekdays, 7) if count >= 14 else (),
            weekday_strength=_shown(explained(daily, weekdays)) if count >= 14 else None,
            hour_of_day=_profile([each for _, each in hourly], [each for each, _ in hourly], 24)
            if len(hourly) >= 48
            else (),
            hour_strength=_shown(explained([each for _, each in hourly], [each for each, _ in hourly]))
            if len(hourly) >= 48
            else None,
            burst=_shown(burst(finest)),
            peak=_shown(max(finest) / mean) if mean > 0 else None,
            first_seen=first,
            weeks_seen=_shown(Decimal(count) / 7),
            at_start=first <= begin,
        )


def _hourly(hours: Hours) -> list[tuple[int, Decimal]]:
    """Hour of the day and cost, for every hour from the first to the last one."""
    first, last = min(hours), max(hours)
    start = datetime.datetime.combine(first[0], datetime.time(first[1]))
    end = datetime.datetime.combine(last[0], datetime.time(last[1]))
    count = int((end - start).total_seconds() // 3600) + 1
    found = []
    for each in range(count):
        at = start + datetime.timedelta(hours=each)
        found.append((at.hour, hours.get((at.date(), at.hour), ZERO)))
    return found


def _is_sparse(hours: Hours, hourly: Sequence[tuple[int, Decimal]], least: Decimal) -> bool:
    if len(hours) >= least * len(hourly):
        return False
    told = explained([each for _, each in hourly], [each for each, _ in hourly])
    return told is None or told < least


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, ZERO) / len(values) if values else ZERO


def _squares(values: Sequence[Decimal], mean: Decimal) -> Decimal:
    return sum(((each - mean) ** 2 for each in values), ZERO)


def variation(values: Sequence[Decimal]) -> tuple[Decimal | None, Decimal | None]:
    """Coefficient of variation with the sample's and with the population's standard deviation.

    None where the mean is not positive: deviation from nothing, or from a refund, says nothing.
    """
    mean = _mean(values)
    if mean <= 0:
        return None, None
    squares = _squares(values, mean)
    population = (squares / len(values)).sqrt() / mean
    if len(values) < 2:
        return None, population
    return (squares / (len(values) - 1)).sqrt() / mean, population


def trend(values: Sequence[Decimal]) -> Decimal | None:
    """Slope of the least-squares line, as a share of the mean per 30 steps; None without a positive mean."""
    mean = _mean(values)
    count = len(values)
    if mean <= 0 or count < 2:
        return None
    middle = Decimal(count - 1) / 2
    above = sum(((index - middle) * (each - mean) for index, each in enumerate(values)), ZERO)
    below = sum(((index - middle) ** 2 for index in range(count)), ZERO)
    return above / below * _MONTH / mean


def explained(values: Sequence[Decimal], groups: Sequence[int]) -> Decimal | None:
    """Share of the variance that lies between groups (eta squared); None when nothing varies."""
    mean = _mean(values)
    whole = _squares(values, mean)
    if not whole:
        return None
    sums: dict[int, list[Decimal]] = {}
    for value, group in zip(values, groups, strict=True):
        sums.setdefault(group, []).append(value)
    between = sum((len(each) * (_mean(each) - mean) ** 2 for each in sums.values()), ZERO)
    return between / whole


def _profile(values: Sequence[Decimal], groups: Sequence[int], count: int) -> tuple[Decimal, ...]:
    mean = _mean(values)
    if mean <= 0:
        return ()
    found = []
    for group in range(count):
        here = [value for value, each in zip(values, groups, strict=True) if each == group]
        found.append((_mean(here) / mean).quantize(_SHOWN))
    return tuple(found)


def quantile(values: Sequence[Decimal], share: Decimal) -> Decimal:
    """The quantile, with a straight line between neighbours (Hyndman and Fan's type 7)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def burst(values: Sequence[Decimal]) -> Decimal | None:
    """95th percentile over median; None when the median is not positive."""
    middle = quantile(values, Decimal("0.5"))
    return quantile(values, Decimal("0.95")) / middle if middle > 0 else None


def excess(values: Sequence[Decimal], factor: Decimal) -> tuple[Decimal, int]:
    """What lies above the ordinary, and on how many days.

    It is the part beyond the median of all days that lie ``factor`` scaled median absolute deviations
    above it; the scale of 1.4826 makes that a standard deviation for a bell curve.
    """
    if len(values) < 3:
        return ZERO, 0
    middle = quantile(values, Decimal("0.5"))
    spread = quantile([abs(each - middle) for each in values], Decimal("0.5")) * Decimal("1.4826")
    bound = middle + factor * spread
    if spread == 0:
        bound = middle * 2 if middle > 0 else ZERO
    above = [each - middle for each in values if each > bound and each > 0]
    return sum(above, ZERO), len(above)


def _shown(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite():
        return None
    return value.quantize(_SHOWN)
