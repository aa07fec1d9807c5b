"""What work can improve: for each question, today's answer and the better ones above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from advisor.decision.engine import CompiledDecision, Engine
from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet
from advisor.model.assessment import AnswerState, Assessment, Workload
from advisor.model.question import Scope
from advisor.model.rules import Role


@dataclass(frozen=True, slots=True)
class Rung:
    """A better answer to a question: the index of its value, and what it is called."""

    value: int
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """A question that work can improve: today's value and the better ones, ascending."""

    slot: int
    domain: Domain
    base: int
    """Today's value, or ``OPEN``."""
    today: str
    rungs: tuple[Rung, ...]
    dimension: str | None
    """The capability that it raises; None for an answer that only steers."""
    gain: Fraction
    """Share of its dimension from today to the best answer; it only sets the order."""


def capability_ladders(
    engine: Engine, assessment: Assessment, workload: Workload, sheet: Sheet
) -> tuple[Ladder, ...]:
    """The applicable, changeable questions of capabilities that have a better answer.

    Questions that are not relevant today are among them: a better answer to another may make them so,
    and while none does, the engine leaves them out of the score.
    """
    found = []
    for slot, domain in _changeable(engine, sheet):
        dimension = _capability_of(engine, domain.question.id)
        rungs = tuple(_better(domain, sheet[slot]))
        if dimension is not None and rungs:
            found.append(
                Ladder(
                    slot=slot,
                    domain=domain,
                    base=sheet[slot],
                    today=_today(assessment, workload, domain, sheet[slot]),
                    rungs=rungs,
                    dimension=dimension,
                    gain=_gain(engine, dimension, domain, sheet[slot]),
                )
            )
    return tuple(found)


def steering_ladders(
    engine: Engine, assessment: Assessment, workload: Workload, sheet: Sheet, compiled: CompiledDecision
) -> Iterator[Ladder]:
    """Every single change of a known answer that a decision looks at and that counts in no dimension."""
    weighed = {question for d in engine.pack.rules.dimensions.values() for question in d.weights}
    for slot, domain in _changeable(engine, sheet):
        question, base = domain.question.id, sheet[slot]
        if base == OPEN or question in weighed or question not in compiled.questions:
            continue
        for index, value in enumerate(domain.values):
            if index != base and len(value.ids) == 1:
                today = _today(assessment, workload, domain, base)
                rung = Rung(index, value.label)
                yield Ladder(slot, domain, base, today, (rung,), None, Fraction(1))


def _changeable(engine: Engine, sheet: Sheet) -> Iterator[tuple[int, Domain]]:
    for slot, domain in enumerate(engine.domains):
        if domain.question.changeable and sheet[slot] != ABSENT:
            yield slot, domain


def _capability_of(engine: Engine, question: str) -> str | None:
    """The capability in which the question weighs most."""
    weighed = [
        (Fraction(dimension.weights[question], sum(dimension.weights.values())), name)
        for name, dimension in engine.pack.rules.dimensions.items()
        if dimension.role is Role.CAPABILITY and question in dimension.weights
    ]
    return max(weighed, key=lambda entry: entry[0])[1] if weighed else None


def _gain(engine: Engine, dimension: str, domain: Domain, base: int) -> Fraction:
    weights = engine.pack.rules.dimensions[dimension].weights
    level = Fraction(domain.values[base].level or 0) if base >= 0 else Fraction(domain.max_level, 2)
    return Fraction(weights[domain.question.id], sum(weights.values())) * (1 - level / domain.max_level)


def _today(assessment: Assessment, workload: Workload, domain: Domain, base: int) -> str:
    if base >= 0:
        return domain.values[base].label
    own = domain.question.scope is Scope.WORKLOAD
    given = assessment.answer(domain.question.id, workload.id if own else None)
    return "Unknown" if given and given.state is AnswerState.UNKNOWN else "Not answered yet"


def _better(domain: Domain, base: int) -> Iterator[Rung]:
    """One value for each level above today's, ascending; of several choices, those that keep today's."""
    level = (domain.values[base].level or 0) if base >= 0 else domain.min_level
    kept = domain.values[base].ids if base >= 0 else frozenset[str]()
    for wanted in sorted({value.level or 0 for value in domain.values if (value.level or 0) > level}):
        fitting = [i for i, value in enumerate(domain.values) if value.level == wanted]
        best = min(fitting, key=lambda i: (not kept <= domain.values[i].ids, len(domain.values[i].ids)))
        yield Rung(best, domain.values[best].label)
