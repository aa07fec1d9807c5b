"""Break-even, timing and what moves the cost, in words and as curves."""

from __future__ import annotations

import datetime
from itertools import pairwise

from advisor.cli.plain import clean, pad, wrap
from advisor.cli.tco_chart import compact, curves, swing_bar
from advisor.cli.tco_tables import CostText, precise, whole
from advisor.economics.growing import growing
from advisor.economics.rounding import significant
from advisor.economics.timing import later
from advisor.model.economics import Crossing, CrossingKind, HoursOfUse, Swing, WorkloadEstimate

_SWINGS = 6
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _named(day: datetime.date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


_SILENT = {
    CrossingKind.UTILISATION: "No utilisation changes which of two costs less.",
    CrossingKind.MONTH: "Counted month by month from the start, none ever catches up with a cheaper one "
    "within the {months} months.",
}
"""What is said of a kind of break-even that nowhere happens."""


class CrossingText(CostText):
    """What changes with volume, use, time and the inputs."""

    def _break_even(self, w: WorkloadEstimate) -> list[str]:
        names = {each.id: clean(each.title) for each in w.alternatives}
        primary = {each.id for each in w.alternatives if each.decision == self.primary}
        found = self._title("Break-even")
        if w.curve:
            found += wrap(growing(x for x in w.alternatives if x.id in primary), indent="  ")
        own = [each for each in w.crossings if each.alternative in primary]
        for each in own:
            if each.kind is CrossingKind.VOLUME or each.state == "crosses":
                found += wrap(self._crossing(each, names, w), indent="    ", first="  - ")
        for kind, text in _SILENT.items():
            if not any(each.kind is kind and each.state == "crosses" for each in own):
                months = self.estimate.horizon_months
                found += wrap(text.format(months=months), indent="    ", first="  - ")
        for before, year in pairwise(w.years):
            if year.cheapest != before.cheapest:
                day = self._month(12 * (year.year - 1))
                text = (
                    f"From year {year.year} on, from {day}, {names[year.cheapest]} costs least in the year."
                )
                found += wrap(text, indent="    ", first="  - ")
        for hours in w.hours:
            found += wrap(self._hours(hours), indent="    ", first="  - ")
        if not w.curve:
            return found
        short = {each.id: clean(each.short) for each in w.alternatives}
        letters = {name: short[name][:1].upper() for name in w.curve[0].costs}
        series = {letters[name]: [point.costs[name] for point in w.curve] for name in letters}
        drawn = curves([point.volume for point in w.curve], series, w.volume, self.style)
        if drawn:
            key = ", ".join(f"{letter} {short[name]}" for name, letter in letters.items())
            found += [
                "",
                *wrap(f"Cost a month ({self.estimate.currency}) by {w.volume_unit}: {key}", indent="  "),
            ]
            found += drawn
        return found

    def _crossing(self, c: Crossing, names: dict[str, str], w: WorkloadEstimate) -> str:
        one, other = names[c.alternative], names[c.against]
        if c.kind is CrossingKind.MONTH:
            return f"Counted from the start, {one} has cost less than {other} from month {c.at} on."
        volume = c.kind is CrossingKind.VOLUME
        if c.at is not None:
            at = (
                f"{precise(significant(c.at))} {w.volume_unit}"
                if volume
                else f"{precise(c.at * 100)} % utilisation"
            )
            return f"{one} costs less than {other} from {at} on.{self._reached(c, w)}"
        looked = f"between {compact(c.low)} and {compact(c.high)} {w.volume_unit}"
        if c.state == "always":
            return f"{one} costs less than {other} at every volume {looked}."
        return f"{one} and {other} cost the same {looked}."

    def _reached(self, c: Crossing, w: WorkloadEstimate) -> str:
        """The date at which the advice of the money changes, where the load moves there."""
        if c.reached_on is None or c.at is None:
            return ""
        day = _named(c.reached_on)
        if c.at > w.volume:
            return f" At the growth that is counted with, the load gets there in {day}."
        return f" At the decline that is counted with, the load falls below that in {day}."

    def _month(self, months: int) -> str:
        """So many months after the day of the prices, as people say it."""
        return _named(later(self.estimate.as_of, months))

    def _hours(self, h: HoursOfUse) -> str:
        count = f"{h.accelerators} accelerator{'s' if h.accelerators > 1 else ''}"
        rent = f"{count} at {h.rented_hour:,.2f} an hour"
        if h.hours is None or h.months is None or h.months_in_use is None:
            return (
                f"Machines alone: a server never pays for itself against {rent}; to run it costs "
                f"{h.operating_hour:,.2f} an hour."
            )
        text = (
            f"Machines alone: a server of {whole(h.purchase)} that costs {h.operating_hour:,.2f} an hour to "
            f"run has paid for itself after {precise(significant(h.hours, 5))} hours of use, against {rent}. "
            f"That is {precise(h.months)} months around the clock"
        )
        if h.utilisation < 1:
            use = f"{precise(h.utilisation * 100)} % utilisation"
            text += f", and {precise(h.months_in_use)} months at {use}"
        return f"{text}."

    def _timing(self, w: WorkloadEstimate) -> list[str]:
        if not w.timing:
            return []
        names = {each.id: clean(each.title) for each in w.alternatives}
        found = self._title("When to buy")
        for each in w.timing:
            if each.late:
                text = f"{names[each.owned]}: ordered today, it arrives after the horizon has ended."
            elif each.best is None:
                now = each.starts[0]
                best = min(each.starts, key=lambda start: start.total)
                text = (
                    f"{names[each.owned]}: never, within the horizon. Ordering now costs "
                    f"{whole(now.total - each.never)} more than staying with {names[each.until]}"
                )
                if best.order:
                    text += (
                        f"; even the best month to order, month {best.order} ({self._month(best.order)}), "
                        f"costs {whole(best.total - each.never)} more, with {each.lead_time} months until "
                        "the machines stand there"
                    )
                text += "."
            else:
                now = each.starts[0]
                when = "now" if each.best == 0 else f"in month {each.best}, {self._month(each.best)}"
                until = f" It takes {each.lead_time} months; until then use {names[each.until]}."
                text = f"{names[each.owned]}: order {when}.{until if each.lead_time else ''}"
                if now.more:
                    text += f" Ordering now costs {whole(now.more)} more."
                text += f" Never ordering costs {whole(each.never - now.total + now.more)} more."
            found += wrap(text, indent="    ", first="  - ")
            if len(each.starts) > 1:
                least = min(start.total for start in each.starts)
                months = [f"{start.order} +{compact(start.total - least)}" for start in each.starts]
                text = f"Month of the order, compared with the best: {', '.join(months)}."
                found += wrap(text, indent="    ", first="    ")
        return found

    def _tornado(self, w: WorkloadEstimate) -> list[str]:
        costs = {each.id: each for each in w.alternatives}
        chosen = next(
            (x.id for x in w.alternatives if x.outcome is not None and x.outcome == w.advised.now),
            w.robustness.cheapest,
        )
        swings: list[Swing] = sorted(
            (each for each in w.tornado if each.alternative == chosen), key=lambda each: -each.width
        )[:_SWINGS]
        if not swings:
            return []
        bounds = (
            min(min(each.low, each.high) for each in swings),
            max(max(each.low, each.high) for each in swings),
        )
        found = self._title(f"What moves the cost of “{clean(costs[chosen].title)}” most")
        for each in swings:
            bar = swing_bar(each.low, costs[chosen].total, each.high, bounds, self.style)
            found.append(
                f"  {pad(clean(each.title), 26)}{bar} {compact(each.low):>6} to {compact(each.high)}"
            )
        return found
