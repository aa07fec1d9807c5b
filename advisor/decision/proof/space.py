"""Every answer sheet of a pack, as variables with finitely many values and exact counts.

A *sheet* here is complete: a kind of workload and one value for every question. Values that no rule
tells apart, and that score alike, share a class. Given the classes of all questions that rules look
at, what the remaining questions add to one dimension has nothing to do with what they add to
another; so sheets can be counted dimension by dimension, whatever their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod

from advisor.decision.builder import PlanBuilder
from advisor.decision.conditions import questions_of
from advisor.decision.plan import CloseStep, KindStep, QuestionStep
from advisor.decision.sheets import Domain, domain_of
from advisor.model.condition import AnswerIs, Condition
from advisor.model.pack import Pack

KIND = 0
"""The variable of the kind of workload."""


class Layout(PlanBuilder):
    """The steps of a plan in which answers share a class only if they also score alike.

    So a class fixes the points, and whatever is left open about one dimension is independent of
    the others. Options that a rule lists together are kept apart, so that a rule without one of them
    can be told from the rule with it.
    """

    def _blocks(self) -> Iterator[list[str]]:
        """As for any plan; but what steers a dimension stands with it, so that it is soon forgotten."""
        scored = {question for weights in self.weights for question in weights}
        late = self._steering_one_dimension()
        steering = [q for q in self.looked_at if q not in scored and q not in late]
        blocks = [(self._own_share(weights), self._with_steering(weights)) for weights in self.weights]
        yield from (block for share, block in blocks if share == 1)
        yield [question for question in steering if self._is_own(question)]
        yield from (block for share, block in blocks if 0 < share < 1)
        yield [question for question in steering if not self._is_own(question)]
        yield from (block for share, block in blocks if share == 0)

    def _own_share(self, weights: Mapping[str, int]) -> float:
        return sum(map(self._is_own, weights)) / len(weights)

    def _with_steering(self, weights: Mapping[str, int]) -> list[str]:
        block: list[str] = []
        for question in weights:
            condition = self._relevant_when(question)
            block += questions_of([condition], self.named) if condition else ()
            block += [question] if question in self.looked_at else []
        return block

    def _steering_one_dimension(self) -> set[str]:
        """Questions that gates and rows do not look at, and that steer the relevance in one dimension."""
        decisions = self.pack.rules.decisions.values()
        rules = [gate.when for decision in decisions for gate in decision.gates]
        rules += [row.when for decision in decisions for row in decision.table]
        decisive = set(questions_of(rules, self.named))
        needs = [self._needs(index) for index in range(len(self.dimensions))]
        return {
            question
            for question in self.looked_at
            if question not in decisive and sum(question in each for each in needs) == 1
        }

    def _question_step(self, question: str) -> QuestionStep:
        step = super()._question_step(question)
        values = self.domains[step.slot].values
        listed = {
            option for atom in self.atoms[question] if isinstance(atom, AnswerIs) for option in atom.is_
        }
        seen: dict[tuple[frozenset[str], tuple[bool, ...], tuple[int, ...]], int] = {}
        classes = tuple(
            seen.setdefault(
                (
                    value.ids & listed,
                    self._signature(question, index),
                    self._score(question, index) if step.scored else (),
                ),
                len(seen),
            )
            for index, value in enumerate(values)
        )
        return QuestionStep(step.slot, classes, step.scored, step.steers)

    def _score(self, question: str, value: int) -> tuple[int, ...]:
        """What tells two values apart that no condition tells apart: how high they score."""
        return (self.domains[self.slot[question]].values[value].level or 0,)

    def gains(self, dimension: int, question: str) -> tuple[int, ...]:
        """The points that each value of a question adds to a dimension while the question is relevant."""
        weight = self.weights[dimension][question]
        return tuple(weight * (value.level or 0) for value in self.domains[self.slot[question]].values)

    def are_twins(self, one: int, other: int) -> bool:
        """Whether two dimensions are versions of one, so that they had better be settled together."""
        del one, other
        return False

    def counted(self, dimension: int, question: str) -> int:
        """The diagram of when a question counts in a dimension."""
        del dimension
        return self.relevance(question)


@dataclass(frozen=True, slots=True)
class Move:
    """One class of values of a question."""

    group: int
    ways: int
    """How many values it stands for."""
    value: int
    """One of them."""


@dataclass(frozen=True, slots=True)
class Term:
    """How a question counts in a dimension."""

    slot: int
    gains: tuple[int, ...]
    """The points that each value adds."""
    most: int
    """The most of them."""
    relevance: int | None
    """Index into the relevance functions that a view follows; None when always relevant."""


class Space:
    """All sheets of a pack, and the diagram in which statements about them are made."""

    def __init__(
        self, pack: Pack, conditions: Iterable[Condition], layout: Callable[..., Layout] = Layout
    ) -> None:
        """Lay out the variables for every condition that statements will be made from."""
        self.pack = pack
        self.domains: tuple[Domain, ...] = tuple(_uniform(domain_of(question)) for question in pack.questions)
        self.kinds = tuple(kind.id for kind in pack.manifest.workload_kinds)
        self.layout = layout(pack, self.domains, conditions, pack.rules.dimensions)
        self.diagram = self.layout.diagram
        self.slots = self.layout.slot
        self.variables = len(self.layout.steps)
        """Variables from here on are free flags: said about a sheet, not part of it."""
        self.sheets = len(self.kinds) * prod(len(d.values) for d in self.domains if d.values)
        """How many sheets there are."""
        self._moves: dict[int, tuple[Move, ...]] = {}

    def flag(self) -> int:
        """A new variable that is free: either value is possible with every sheet."""
        self.diagram.sizes.append(2)
        return len(self.diagram.sizes) - 1

    def question(self, variable: int) -> str | None:
        """The question that a variable stands for."""
        step = self.layout.steps[variable] if variable < self.variables else None
        return self.domains[step.slot].question.id if isinstance(step, QuestionStep) else None

    def band(self, variable: int) -> int | None:
        """The index of the dimension whose band a variable stands for."""
        step = self.layout.steps[variable] if variable < self.variables else None
        return step.dimension if isinstance(step, CloseStep) else None

    def is_kind(self, variable: int) -> bool:
        """Whether a variable stands for the kind of workload."""
        return variable < self.variables and isinstance(self.layout.steps[variable], KindStep)

    def moves(self, variable: int) -> tuple[Move, ...]:
        """The classes of the question that a variable stands for."""
        if variable not in self._moves:
            step = self.layout.steps[variable]
            found: dict[int, Move] = {}
            if isinstance(step, QuestionStep):
                for index, group in enumerate(step.classes):
                    known = found.get(group)
                    found[group] = replace(known, ways=known.ways + 1) if known else Move(group, 1, index)
            self._moves[variable] = tuple(found.values())
        return self._moves[variable]

    def move_of(self, variable: int, value: int) -> Move:
        """The class of one value of the question that a variable stands for."""
        step = self.layout.steps[variable]
        if not isinstance(step, QuestionStep):
            raise TypeError("only questions have values")
        group = step.classes[value]
        return replace(next(m for m in self.moves(variable) if m.group == group), value=value)


def _uniform(domain: Domain) -> Domain:
    """The domain with every value counted once: sheets are counted here, not how likely they are."""
    return replace(domain, values=tuple(replace(value, likelihood=1) for value in domain.values))
