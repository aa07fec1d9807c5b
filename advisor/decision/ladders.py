"""What work can improve: for each question, today's answer and the better ones above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from advisor.decision.cheapest import Move
from advisor.decision.counterfactual import steps_between
from advisor.decision.engine import CompiledDecision, Engine
from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet
from advisor.model.question import QuestionType
from advisor.model.rules import Role

_STEP = 1 << 16
_CHANGE = 1 << 32
_STEERING = 1 << 48
"""A change of mind weighs more than all changes by work, those more than all steps, those than any rank."""


@dataclass(frozen=True, slots=True)
class Ladders:
    """Which answers may move on a path, up which values, and at what cost.

    Answers to capability questions that work can change may rise to any higher level; of several
    choices, today's are kept. Open answers may come out either way, best of all at the top: what they
    need not reach is taken back afterwards. At a tie the answer with more room is the cheaper one.
    """

    engine: Engine
    sheet: Sheet
    climbing: dict[int, tuple[int, ...]]
    """Slots of capability questions with better answers known, to those answers, ascending."""
    steering: dict[int, tuple[int, ...]]
    """Slots of known answers that only steer, to the other answers."""
    rank: dict[int, int]
    """Slots of climbing, the one with the most room first."""

    def moves(self, slot: int) -> Iterator[Move]:
        """The values that the answer in a slot may take, for the search."""
        domain, value = self.engine.domains[slot], self.sheet[slot]
        if value == OPEN:
            for index, one in enumerate(domain.values):
                yield Move(index, domain.max_level - (one.level or 0))
            return
        yield Move(value, 0)
        for index in self.climbing.get(slot, ()):
            extra = self.rank[slot] + len(domain.values[index].ids)
            yield Move(index, _CHANGE + _STEP * steps_between(domain, value, index) + extra)
        for index in self.steering.get(slot, ()):
            yield Move(index, _STEERING + _STEP)

    def best(self) -> Sheet:
        """The sheet with every answer that work can improve at its best."""
        found = list(self.sheet)
        for slot, values in self.climbing.items():
            found[slot] = values[-1]
        for slot, domain in _changeable(self.engine, self.sheet):
            if self.sheet[slot] == OPEN and capability_of(self.engine, domain.question.id) is not None:
                levels = [value.level or 0 for value in domain.values]
                found[slot] = levels.index(max(levels))
        return tuple(found)

    def rungs(self, slot: int, value: int) -> tuple[int, ...]:
        """The values on the way from today's to a higher one, level by level, itself last.

        For an open answer: one value for each level below, ascending.
        """
        domain = self.engine.domains[slot]
        top = domain.values[value]
        several = domain.question.type is QuestionType.MULTIPLE
        known = self.climbing.get(slot, ())
        if self.sheet[slot] == OPEN:
            known = tuple(sorted(range(len(domain.values)), key=lambda i: domain.values[i].level or 0))
        between = {
            domain.values[index].level: index
            for index in known
            if (domain.values[index].level or 0) < (top.level or 0)
            and (not several or domain.values[index].ids < top.ids)
        }
        return (*between.values(), value)


def ladders(engine: Engine, sheet: Sheet, compiled: CompiledDecision, *, steering: bool) -> Ladders:
    """What may move on a path; ``steering`` also lets answers that only steer change."""
    climbing = {
        slot: found
        for slot, domain in _changeable(engine, sheet)
        if sheet[slot] != OPEN
        and capability_of(engine, domain.question.id) is not None
        and (found := _better(domain, sheet[slot]))
    }
    by_room = sorted(climbing, key=lambda slot: -room(engine, sheet, slot))
    return Ladders(
        engine=engine,
        sheet=sheet,
        climbing=climbing,
        steering=dict(_steering(engine, sheet, compiled)) if steering else {},
        rank={slot: place for place, slot in enumerate(by_room)},
    )


def capability_of(engine: Engine, question: str) -> str | None:
    """The capability in which the question weighs most."""
    weighed = [
        (Fraction(dimension.weights[question], sum(dimension.weights.values())), name)
        for name, dimension in engine.pack.rules.dimensions.items()
        if dimension.role is Role.CAPABILITY and question in dimension.weights
    ]
    return max(weighed, key=lambda entry: entry[0])[1] if weighed else None


def room(engine: Engine, sheet: Sheet, slot: int) -> Fraction:
    """Share of its capability between today's answer and the best one; half-way up while it is open."""
    domain = engine.domains[slot]
    dimension = capability_of(engine, domain.question.id)
    if dimension is None or not domain.max_level:
        return Fraction(0)
    weights = engine.pack.rules.dimensions[dimension].weights
    known = sheet[slot] >= 0
    level = Fraction(domain.values[sheet[slot]].level or 0) if known else Fraction(domain.max_level, 2)
    return Fraction(weights[domain.question.id], sum(weights.values())) * (1 - level / domain.max_level)


def _steering(
    engine: Engine, sheet: Sheet, compiled: CompiledDecision
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Known answers that a decision looks at and that count in no dimension, with the other answers."""
    weighed = {question for d in engine.pack.rules.dimensions.values() for question in d.weights}
    for slot, domain in _changeable(engine, sheet):
        question, base = domain.question.id, sheet[slot]
        if base != OPEN and question not in weighed and question in compiled.questions:
            single = (i for i, value in enumerate(domain.values) if i != base and len(value.ids) == 1)
            yield slot, tuple(single)


def _changeable(engine: Engine, sheet: Sheet) -> Iterator[tuple[int, Domain]]:
    for slot, domain in enumerate(engine.domains):
        if domain.question.changeable and sheet[slot] != ABSENT:
            yield slot, domain


def _better(domain: Domain, base: int) -> tuple[int, ...]:
    """Every value of a higher level, ascending; of several choices, those that keep today's."""
    alone = {option.id for option in domain.question.options if option.alone}
    several = domain.question.type is QuestionType.MULTIPLE
    level, kept = domain.values[base].level or 0, domain.values[base].ids - alone if several else frozenset()
    higher = [i for i, v in enumerate(domain.values) if (v.level or 0) > level and kept <= v.ids]
    return tuple(sorted(higher, key=lambda i: (domain.values[i].level or 0, -len(domain.values[i].ids))))
