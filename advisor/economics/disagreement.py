"""Where the money disagrees with the rules: two voices, and neither silences the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.model.economics import Advised, AlternativeCost, Crossing, RaisedWarning, Standing, Timing
from advisor.model.price import MoneyCondition, PriceBook


@dataclass(frozen=True, slots=True)
class Money:
    """What a warning may look at."""

    advised: Advised
    costs: Mapping[str, AlternativeCost]
    """Alternative id to cost, of the decision that is looked at."""
    months: Sequence[Crossing]
    robustness: Standing
    timing: Sequence[Timing]

    def alternative(self, outcome: str | None) -> str | None:
        """The alternative that stands for an outcome."""
        return next((name for name, cost in self.costs.items() if outcome and cost.outcome == outcome), None)

    def overtaken_in(self, dear: str, cheap: str) -> Decimal | None:
        """The month from which on ``cheap`` has cost less than ``dear``; None when never."""
        for each in self.months:
            if (each.alternative, each.against) == (cheap, dear):
                return Decimal(0) if each.state == "always" else each.at
        return None


def disagreements(book: PriceBook, money: Money) -> tuple[RaisedWarning, ...]:
    """The pack's warnings that the money calls for, in the order of the pack."""
    advised = money.alternative(money.advised.now)
    if advised is None:
        return ()
    return tuple(
        RaisedWarning(id=each.id, severity=each.severity, message=each.message, do=each.do)
        for each in book.warnings
        if _holds(each.when, money, advised)
    )


def _holds(when: MoneyCondition, money: Money, advised: str) -> bool:
    if when.advised and money.advised.now not in when.advised:
        return False
    if when.target and money.advised.target not in when.target:
        return False
    if when.cheapest and money.robustness.cheapest not in when.cheapest:
        return False
    if when.robust is not None and when.robust is not (money.robustness.switch_over is None):
        return False
    return _time_holds(when, money, advised) and _sum_holds(when, money, advised)


def _time_holds(when: MoneyCondition, money: Money, advised: str) -> bool:
    if when.overtakes is not None:
        month = money.overtaken_in(advised, when.overtakes)
        if month is None or (when.within is not None and month > when.within):
            return False
    if when.never is not None and (
        when.never not in money.costs or money.overtaken_in(when.never, advised) is not None
    ):
        return False
    if when.target_overtakes is not None:
        target = money.alternative(money.advised.target)
        overtakes = target is not None and money.overtaken_in(advised, target) is not None
        if overtakes is not when.target_overtakes:
            return False
    if when.late is None:
        return True
    owned = next((each for each in money.timing if each.owned == advised), None)
    return owned is not None and owned.late is when.late


def _sum_holds(when: MoneyCondition, money: Money, advised: str) -> bool:
    if when.dearer_than_cheapest is None:
        return True
    least = money.costs[money.robustness.cheapest].total
    return money.costs[advised].total >= least * when.dearer_than_cheapest
