"""How far weights may move, in sentences that say whether today's model or the target is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from advisor.decision.ways import Places, become_said
from advisor.model.score_figures import at_least, at_most

_PLACES = 2
"""Decimals of a limit."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How names and numbers are said where the sentences go."""

    name: Callable[[str | None], str]
    """What an outcome is called within a sentence; None for no model at all."""
    figure: Callable[[Decimal], str]
    """A number without needless zeros."""

    def share(self, limit: float) -> str:
        """A share up to which something holds, in per cent, rounded down."""
        rounded = at_most(limit, 3) or at_most(limit, 6)
        return f"{self.figure(100 * rounded)} %"

    def threshold(self, low: float | None, high: float | None) -> str:
        """How far a threshold may move; a score that lies on it has reached it."""
        if high is not None:
            return f"up to {self.figure(at_most(high, _PLACES))}"
        return f"down to just above {self.figure(at_least(low or 0, _PLACES))}"

    def span(self, low: float | None, high: float | None) -> str:
        """Between which values a weight may lie; the ends themselves are not claimed."""
        least = None if low is None else f"above {self.figure(at_least(low, _PLACES))}"
        most = None if high is None else f"below {self.figure(at_most(high, _PLACES))}"
        return " and ".join(part for part in (least, most) if part) or "anywhere"

    def pair(self, now: str | None, target: str | None) -> str:
        """``WALK, now and as the target``, or ``WALK now, RUN as the target``."""
        if now is None:
            return self.name(None)
        if target is None or target == now:
            return f"{self.name(now)}, now and as the target"
        return f"{self.name(now)} now, {self.name(target)} as the target"


class Rooms(Protocol):
    """What is known of the weights, whoever holds it."""

    @property
    def basis(self) -> str:
        """``expected`` where open answers stand at their expected value."""
        ...

    @property
    def outcome(self) -> str | None:
        """What the rules come to today."""
        ...

    @property
    def target(self) -> str | None:
        """What they come to as the target."""
        ...

    @property
    def all_weights(self) -> float | None:
        """Within which neither flips."""
        ...

    @property
    def flips_to(self) -> str | None:
        """The model for today beyond."""
        ...

    @property
    def target_flips_to(self) -> str | None:
        """The target beyond."""
        ...

    @property
    def now_weights(self) -> float | None:
        """Within which today's model does not flip."""
        ...

    @property
    def now_flips_to(self) -> str | None:
        """The model for today beyond that."""
        ...


def room_said(firm: Rooms, now: str | None, target: str | None, voice: Voice) -> str:
    """How far all weights may change at once; measured from where the rules come to, which it names."""
    said = _room(firm, voice)
    if firm.basis == "answers":
        return said
    come = f"With open answers at their expected value the rules come to {_start(firm, now, target, voice)}"
    return f"{come}. From there: {said[:1].lower()}{said[1:]}"


def start_differs(firm: Rooms, now: str | None, target: str | None) -> bool:
    """Whether changes are measured from elsewhere than the advice."""
    return (firm.outcome, firm.target) != (now, target)


def _start(firm: Rooms, now: str | None, target: str | None, voice: Voice) -> str:
    start = voice.pair(firm.outcome, firm.target)
    if not start_differs(firm, now, target):
        return start
    return f"{start}, not to the advice, {voice.pair(now, target)}"


def _room(firm: Rooms, voice: Voice) -> str:
    if firm.all_weights is None:
        return "No change of the weights alone flips today's model or the target."
    places: Places = ()
    if firm.flips_to != firm.outcome:
        places = (("now", firm.flips_to),)
    if firm.target_flips_to != firm.target:
        places = (*places, ("target", firm.target_flips_to))
    beyond = become_said(places, voice.name, "can become")
    if firm.all_weights == 0:
        said = f"No room: a score lies exactly on its threshold, and on the other side {beyond}."
    else:
        room = voice.share(firm.all_weights)
        said = f"All weights may change at once by less than {room}; beyond that {beyond}."
    if firm.flips_to != firm.outcome:
        return said
    if firm.now_weights is None:
        return f"{said} Today's model stays, whatever the weights."
    then = voice.name(firm.now_flips_to)
    own = voice.share(firm.now_weights)
    return f"{said} Today's model holds for changes of less than {own}, then it can become {then}."
