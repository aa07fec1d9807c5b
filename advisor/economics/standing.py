"""Whether the cheapest alternative stays cheapest within the ranges, and which figure would turn that.

Another alternative is looked for in cases: every input moved to each of its ends alone, and all of them at
the ends that favour the other. What is found is a case that can be checked; that none is found is no
proof, because costs move in steps where servers are whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from advisor.economics.situation import Input
from advisor.economics.uncertainty import Moves
from advisor.model.economics import Standing, SwitchOver

_HALVINGS = 14
_SHOWN = 3
"""Digits of a value that turns a comparison."""


@dataclass(frozen=True, slots=True)
class _Gain:
    """What moving one input to one of its ends brings the dearer of two alternatives nearer."""

    input: Input
    end: Decimal
    own: str | None
    """The alternative whose own input it is; None for one that both share."""
    amount: Decimal


class _Pair:
    """The cheapest alternative and another one."""

    def __init__(self, names: tuple[str, str], cheap: Moves, other: Moves) -> None:
        self.names, self.cheap, self.other = names, cheap, other
        self.gap = other.typical - cheap.typical
        self.gains = sorted(self._found(), key=lambda each: (-each.amount, each.input.id, each.own or ""))

    def _found(self) -> list[_Gain]:
        found = []
        for name in {**self.cheap.inputs, **self.other.inputs}:
            one, two = self.cheap.inputs.get(name), self.other.inputs.get(name)
            if one is not None and two is not None and one != two:
                found += [
                    self._gain(one, self.names[0], cheap=True),
                    self._gain(two, self.names[1], other=True),
                ]
            elif (moved := two or one) is not None:
                found.append(self._gain(moved, moved.alternative, cheap=True, other=True))
        return [each for each in found if each.amount > 0]

    def _gain(self, moved: Input, own: str | None, *, cheap: bool = False, other: bool = False) -> _Gain:
        name = moved.id
        low_above = high_above = self.other.typical
        low_below = high_below = self.cheap.typical
        if other:
            low_above = self.other.low.get(name, low_above)
            high_above = self.other.high.get(name, high_above)
        if cheap:
            low_below = self.cheap.low.get(name, low_below)
            high_below = self.cheap.high.get(name, high_below)
        at_low, at_high = low_above - low_below, high_above - high_below
        least, end = (at_low, moved.low) if at_low <= at_high else (at_high, moved.high)
        return _Gain(moved, end, own, self.gap - least)

    def cheaper_with(self, gains: Sequence[_Gain]) -> bool:
        """Whether the other one costs less with all of these inputs at the ends that favour it."""
        return self._turned([(each, each.end) for each in gains])

    def _turned(self, moved: Sequence[tuple[_Gain, Decimal]]) -> bool:
        one = {each.input.id: value for each, value in moved if each.own in (None, self.names[0])}
        two = {each.input.id: value for each, value in moved if each.own in (None, self.names[1])}
        return self.other.case.total_with(two) < self.cheap.case.total_with(one)

    def few(self) -> list[_Gain] | None:
        """Few inputs with which the other alternative costs less; None when no case was found.

        Not every choice is tried, so others might do with fewer.
        """
        if not self.gains or not self.cheaper_with(self.gains):
            return None
        few, enough = 0, len(self.gains)
        while enough - few > 1:
            middle = (few + enough) // 2
            few, enough = (few, middle) if self.cheaper_with(self.gains[:middle]) else (middle, enough)
        chosen = self.gains[:enough]
        for each in self.gains[:enough]:
            # Together with others an input can do the opposite of what it does alone: low wages favour
            # whoever employs many, and those may be somebody else by then.
            without = [gain for gain in chosen if gain is not each]
            if self.cheaper_with(without):
                chosen = without
        return chosen

    def switch_over(self, gain: _Gain) -> SwitchOver:
        """From which value on an input that turns the comparison at its end does so."""
        not_yet, turned = gain.input.typical, gain.end
        for _ in range(_HALVINGS):
            middle = (not_yet + turned) / 2
            if self._turned([(gain, middle)]):
                turned = middle
            else:
                not_yet = middle
        above = gain.end > gain.input.typical
        shown = gain.input.unit.from_base(turned)
        digits = Context(prec=_SHOWN, rounding=ROUND_CEILING if above else ROUND_FLOOR)
        rounded = digits.plus(shown)
        value = gain.input.unit.to_base(rounded)
        inside = gain.input.low <= value <= gain.input.high
        if inside and self._turned([(gain, value)]):
            shown = rounded
        return SwitchOver(
            quantity=gain.input.id, alternative=gain.own, at=shown, above=above, cheaper=self.names[1]
        )


def standing(found: Mapping[str, Moves]) -> Standing:
    """Whether the alternative that is cheapest with typical figures is so in the cases that are tried."""
    order = sorted(found, key=lambda name: found[name].typical)
    cheapest, others = order[0], order[1:]
    pairs = [_Pair((cheapest, other), found[cheapest], found[other]) for other in others]
    runner_up = others[0] if others else None
    soonest = min(
        (
            (pair.gap / gain.amount, index, gain)
            for index, pair in enumerate(pairs)
            for gain in pair.gains[:1]
        ),
        key=lambda each: each[:2],
        default=None,
    )
    if soonest is not None and pairs[soonest[1]].cheaper_with([soonest[2]]):
        pair, gain = pairs[soonest[1]], soonest[2]
        return _refuted(cheapest, runner_up, pair, [gain], pair.switch_over(gain))
    for pair in pairs:
        few = pair.few()
        if few is not None:
            return _refuted(cheapest, runner_up, pair, few, None)
    return Standing(cheapest=cheapest, runner_up=runner_up, state="held")


def _refuted(
    cheapest: str, runner_up: str | None, pair: _Pair, gains: Sequence[_Gain], at: SwitchOver | None
) -> Standing:
    when: dict[str, Decimal] = {}
    own: dict[str, dict[str, Decimal]] = {}
    for each in gains:
        holder = when if each.own is None else own.setdefault(each.own, {})
        holder[each.input.id] = each.input.unit.from_base(each.end)
    return Standing(
        cheapest=cheapest,
        runner_up=runner_up,
        state="refuted",
        when=when,
        when_own=own,
        cheaper_then=pair.names[1],
        switch_over=at,
    )
