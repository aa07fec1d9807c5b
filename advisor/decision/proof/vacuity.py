"""What has no effect: questions, options, weights and gates that change nothing on any sheet.

Everything that a pack says about a sheet is compared: first what is decided, then what is told.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import cast

from advisor.decision.conditions import leaves
from advisor.decision.proof.decided import Decided, Result
from advisor.decision.proof.findings import QUESTIONS, RULES, Finding, GateWithoutEffect, Place
from advisor.decision.proof.findings_effect import (
    QuestionDecidesNothing,
    QuestionWithoutEffect,
    SameOptions,
    WeightDecidesNothing,
    WeightWithoutEffect,
)
from advisor.decision.proof.pair_points import Change
from advisor.decision.proof.pairs import PairSearch
from advisor.decision.proof.statements import Statements, all_conditions
from advisor.model.question import Question, QuestionType


def differs(first: Hashable, second: Hashable) -> bool:
    """Whether two results are not the same."""
    return first != second


class Vacuity:
    """Looks for what has no effect."""

    def __init__(self, statements: Statements, decided: Iterable[Decided], told: Iterable[int]) -> None:
        """Compare the outcomes of decisions, and ``told``: warnings, framework rows, practices."""
        self.statements = statements
        self.decided = tuple(decided)
        self.decisions = self._small_first(each.outcomes for each in self.decided)
        self.told = self._small_first(told)
        self.all = self._small_first([*self.decisions, *self.told])
        named = statements.named
        self.asked_about = {
            leaf.unknown
            for condition in all_conditions(statements.pack)
            for leaf in leaves(condition, named)
            if leaf.unknown is not None
        }
        """Questions of which rules ask whether anybody knows the answer."""

    def _small_first(self, roots: Iterable[int]) -> list[int]:
        """Each result once; those that depend on little show a difference soonest."""
        return sorted(dict.fromkeys(roots), key=lambda root: len(self.statements.diagram.support(root)))

    def findings(self) -> Iterator[Finding]:
        """Everything that has no effect."""
        for index, question in enumerate(self.statements.pack.questions):
            if question.type is not QuestionType.TEXT:
                yield from self._question(index, question)
        for name, dimension in self.statements.pack.rules.dimensions.items():
            for question_id in dimension.weights:
                yield from self._weight(name, question_id)
        for each in self.decided:
            yield from self._gates(each)

    def _matters(self, change: Change, roots: Iterable[int]) -> bool:
        """Whether a change ever changes one of the results."""
        slot = self.statements.space.slots[change.question]
        for root in roots:
            view = self.statements.view(root)
            if slot in view.slots and PairSearch(view, change, differs).possible(root):
                return True
        return False

    def _question(self, index: int, question: Question) -> Iterator[Finding]:
        place = Place(QUESTIONS, ("questions", index, "id"))
        values = self.statements.space.domains[index].values
        pairs = tuple((0, value) for value in range(1, len(values)))
        change = Change(question.id, pairs)
        if self._matters(change, self.decisions):
            yield from self._options(index, question)
        elif self._matters(change, self.told) or question.id in self.asked_about:
            yield QuestionDecidesNothing(place=place, question=question.id)
            yield from self._options(index, question)
        else:
            yield QuestionWithoutEffect(place=place, question=question.id)

    def _options(self, index: int, question: Question) -> Iterator[Finding]:
        """Options that nothing tells apart, each group once."""
        if question.type is QuestionType.MULTIPLE:
            groups = self._alike_in_sets(index, question)
        else:
            groups = self._alike(index, question)
        at = ("options",) if question.number is None else ("number", "bins")
        names = [option.id for option in question.options]
        if question.number is not None:
            names = [each.id for each in question.number.bins]
        for group in groups:
            if len(group) > 1:
                place = Place(QUESTIONS, ("questions", index, *at, group[1], "id"))
                yield SameOptions(
                    place=place, question=question.id, options=tuple(names[position] for position in group)
                )

    def _alike(self, index: int, question: Question) -> list[list[int]]:
        """Values that come out alike on every sheet, in groups."""
        groups: list[list[int]] = []
        for value in range(len(self.statements.space.domains[index].values)):
            for group in groups:
                change = Change(question.id, ((group[0], value),))
                if not self._matters(change, self.all):
                    group.append(value)
                    break
            else:
                groups.append([value])
        return groups

    def _alike_in_sets(self, index: int, question: Question) -> list[list[int]]:
        """The same for options of which several can be chosen: swapping one for the other changes nothing."""
        domain = self.statements.space.domains[index]
        groups: list[list[int]] = []
        for position, option in enumerate(question.options):
            for group in groups:
                other = question.options[group[0]].id
                swaps = []
                for first, value in enumerate(domain.values):
                    if other in value.ids and option.id not in value.ids:
                        second = domain.index.get(value.ids - {other} | {option.id})
                        if second is not None:
                            swaps.append((first, second))
                change = Change(question.id, tuple(swaps))
                if swaps and not self._matters(change, self.all):
                    group.append(position)
                    break
            else:
                groups.append([position])
        return groups

    def _weight(self, dimension: str, question: str) -> Iterator[Finding]:
        domain = self.statements.space.domains[self.statements.space.slots[question]]
        values = tuple((value, value) for value in range(len(domain.values)))
        change = Change(question, values, unweighted=dimension)
        if self._matters(change, self.decisions):
            return
        place = Place(RULES, ("dimensions", dimension, "weights", question))
        if self._matters(change, self.told):
            yield WeightDecidesNothing(place=place, dimension=dimension, question=question)
        else:
            yield WeightWithoutEffect(place=place, dimension=dimension, question=question)

    def _gates(self, decided: Decided) -> Iterator[Finding]:
        diagram = self.statements.diagram
        for index, gate in enumerate(decided.decision.gates):
            others = [other for other in range(len(decided.gates)) if other != index]
            without = decided.resulting(diagram, decided.excluding(diagram, others))
            changed = diagram.combine(decided.results, without, _otherwise)
            if self.statements.possible(decided.gates[index]) and not self.statements.possible(changed):
                place = Place(RULES, ("decisions", decided.name, "gates", index))
                yield GateWithoutEffect(place=place, gate=gate.id)


def _otherwise(first: Hashable, second: Hashable) -> bool:
    return cast(Result, first).end != cast(Result, second).end
