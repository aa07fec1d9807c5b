"""Ways to another model for today and to another target, put together as one would tell them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.decision.slips import only_slips
from advisor.model.pack import Pack
from advisor.model.robustness import Alternative, AnswerChange, Slip
from advisor.model.rules import Role

Part = Literal["now", "target"]
Places = tuple[tuple[Part, str | None], ...]
"""What of the advice becomes which outcome: today's model, the target, or both."""
_ALIKE: dict[tuple[Part, ...], str] = {
    ("now",): "today",
    ("target",): "as the target",
    ("now", "target"): "today and as the target",
}


@dataclass(frozen=True, slots=True)
class Way:
    """A least change, and everything that it is the least change for."""

    places: Places
    alternative: Alternative


@dataclass(frozen=True, slots=True)
class Fall:
    """Falls of answers, any one of which alone lowers the same of the advice."""

    places: Places
    role: Role
    changes: tuple[AnswerChange, ...]


def ways(now: Sequence[Alternative], target: Sequence[Alternative]) -> tuple[Way, ...]:
    """Alternatives for today first, then those for the target; each change once.

    What only open answers can bring about is one way for each outcome.
    """
    left = list(target)
    found = []
    for one in now:
        twin = next((other for other in left if _same(one, other)), None)
        places: Places = (("now", one.outcome),)
        if twin is not None:
            left.remove(twin)
            places = (*places, ("target", twin.outcome))
        found.append(Way(places, one))
    return (*found, *(Way((("target", one.outcome),), one) for one in left))


def _same(one: Alternative, other: Alternative) -> bool:
    if not one.changes and not other.changes:
        return one.outcome == other.outcome
    return (one.changes, one.presumes) == (other.changes, other.presumes)


def planned(pack: Pack, found: Sequence[Way]) -> tuple[Way, ...]:
    """The ways that one would plan: not by a mere loss of skill, nor to no model at all."""
    return tuple(way for way in found if not only_slips(pack, way.alternative))


def falls(slips: Sequence[Slip]) -> tuple[Fall, ...]:
    """Falls that do the same, together: those that lower today's model first."""
    groups: dict[tuple[Part, str | None, Role], list[AnswerChange]] = {}
    for slip in slips:
        groups.setdefault((slip.lowers, slip.outcome, slip.role), []).append(slip.change)
    found: dict[tuple[Role, tuple[AnswerChange, ...]], Places] = {}
    for (part, outcome, role), changes in groups.items():
        key = (role, tuple(changes))
        found[key] = (*found.get(key, ()), (part, outcome))
    return tuple(Fall(places, role, changes) for (role, changes), places in found.items())


def joint_falls(pack: Pack, found: Sequence[Way], slips: Sequence[Slip]) -> tuple[Way, ...]:
    """The ways by a mere loss that no single loss stands for: several answers at once, or no model left."""
    alone = {(slip.lowers, slip.outcome, slip.change.question) for slip in slips}
    return tuple(
        way
        for way in found
        if only_slips(pack, way.alternative)
        and not (
            len(way.alternative.changes) == 1
            and all((*place, way.alternative.changes[0].question) in alone for place in way.places)
        )
    )


def equals(slips: Sequence[Slip], way: Way) -> int:
    """How many answers do by falling alone what a way does by one answer; 0 where it takes more."""
    changes = way.alternative.changes
    if len(changes) != 1:
        return 0
    by_question: dict[str, set[tuple[Part, str | None]]] = {}
    for slip in slips:
        by_question.setdefault(slip.change.question, set()).add((slip.lowers, slip.outcome))
    alike = {question for question, places in by_question.items() if places.issuperset(way.places)}
    return len(alike) if changes[0].question in alike else 0


def fall_said(fall: Fall) -> str:
    """When it falls: ``if any one of these 5 answers gets worse``."""
    many = len(fall.changes)
    which = "this answer" if many == 1 else f"any one of these {many} answers"
    return f"if {which} {'gets worse' if fall.role is Role.CAPABILITY else 'asks for less'}"


def together_said(way: Way) -> str:
    """When a loss of several answers does it, or one that leaves no model."""
    many = len(way.alternative.changes)
    worse = all(outcome is not None for _, outcome in way.places)
    if many == 1:
        return f"if this answer {'gets worse' if worse else 'changes'}"
    return f"if {many} answers {'get worse together' if worse else 'change'}, such as these"


def places_said(places: Places, name: Callable[[str | None], str]) -> str:
    """``RUN today and as the target``, ``WALK today, RUN as the target``, ``RUN as the target``."""
    if len({outcome for _, outcome in places}) == 1:
        return f"{name(places[0][1])} {_ALIKE[tuple(part for part, _ in places)]}"
    return ", ".join(f"{name(outcome)} {_ALIKE[part,]}" for part, outcome in places)


def begun(text: str) -> str:
    """The same at the beginning of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def become_said(places: Places, name: Callable[[str | None], str], verb: str = "becomes") -> str:
    """``today's model becomes WALK, and the target RUN``; no model at all is said as such.

    ``verb`` is one of ``becomes``, ``can become`` and ``would be``.
    """
    if any(outcome is None for _, outcome in places):
        return _NONE[verb]
    first, *rest = [(_WHOSE[part], name(outcome)) for part, outcome in places]
    if rest and rest[0][1] == first[1]:
        plural = "both become" if verb == "becomes" else verb
        return f"{first[0]} and {rest[0][0]} {plural} {first[1]}"
    return f"{first[0]} {verb} {first[1]}" + "".join(f", and {whose} {to}" for whose, to in rest)


_NONE = {
    "becomes": "no model is left",
    "can become": "it can be that no model is left",
    "would be": "no model would be left",
}
_WHOSE: dict[Part, str] = {"now": "today's model", "target": "the target"}
