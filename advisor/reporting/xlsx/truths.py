"""Conditions of a pack as formulas: 1 where they hold, 0 where not, a half while answers leave it open.

With these numbers the smallest is "and", the largest is "or", and one minus a truth is "not": what
comes out as 0 or 1 is certain whatever the open answers turn out to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from advisor.content.questionnaire_form import NOT_APPLICABLE, UNKNOWN, YES
from advisor.decision.plan import BANDS
from advisor.model.condition import AnswerIs, Condition, NumberIs
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Position, Ref
from advisor.reporting.xlsx.functions import both, call, either, greatest, if_, least

HALF = Fraction(1, 2)
YES_, NO_ = Constant(1), Constant(0)
_LONG = 2_000
"""Letters of a formula that is worth a cell of its own."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the answer to a question stands, and what it is compared with."""

    question: Question
    answer: Ref
    ticks: Mapping[str, Ref] = field(default_factory=dict)
    """Option id to its cell, where several can be chosen."""
    labels: Area | None = None
    """The labels of its options, in order, where one is chosen."""
    levels: Area | None = None
    """Their levels, beside them."""


def code(places: Places) -> Expression:
    """-1 when the question does not apply, 0 while it is open, else the number of the option, or 1."""
    question, answer = places.question, places.answer
    known: Expression
    if question.type is QuestionType.SINGLE:
        if places.labels is None:
            raise ValueError(f"{question.id} has no labels to choose from")
        known = Position(places.labels, answer)
    elif question.type is QuestionType.MULTIPLE:
        ticked = either([cell.equals(YES) for cell in places.ticks.values()])
        known = if_(answer.equals(UNKNOWN), 0, if_(ticked, 1, 0))
    else:
        known = if_(call("ISNUMBER", answer), if_(_within(places), 1, 0), 0)
    return if_(answer.equals(NOT_APPLICABLE), -1, known)


def _within(places: Places) -> Expression:
    form = places.question.number
    if form is None:
        raise ValueError(f"{places.question.id} asks for no number")
    low, high = Fraction(form.minimum), Fraction(form.maximum)
    return both([places.answer.at_least(low), Constant(high).at_least(places.answer)])


def conjunction(parts: Sequence[Expression]) -> Expression:
    """The truth of all parts together."""
    rest = [each for each in parts if each != YES_]
    if NO_ in rest:
        return NO_
    return least(rest) if rest else YES_


def disjunction(parts: Sequence[Expression]) -> Expression:
    """The truth of one part at least."""
    rest = [each for each in parts if each != NO_]
    if YES_ in rest:
        return YES_
    return greatest(rest) if rest else NO_


def negation(truth: Expression) -> Expression:
    """The opposite; open stays open."""
    if truth in (YES_, NO_):
        return NO_ if truth == YES_ else YES_
    return 1 - truth


@dataclass(frozen=True, slots=True)
class Truths:
    """The conditions of a pack for one workload."""

    pack: Pack
    kind: Callable[[tuple[str, ...]], Expression]
    """Whether the workload is of one of these kinds."""
    places: Mapping[str, Places]
    codes: Mapping[str, Ref]
    relevant: Mapping[str, Ref]
    """Questions that are not always asked, to the truth of being asked."""
    named: Mapping[str, Ref]
    """Named conditions to their cells."""
    bands: Mapping[str, tuple[Ref, Ref]]
    """Dimension to the lowest and highest band that open answers leave: 0 low, 1 medium, 2 high."""
    apart: Callable[[Expression], Expression]
    """Puts a long formula into a cell of its own and gives the cell."""

    def of(self, condition: Condition) -> Expression:
        """The truth of a condition."""
        if condition.all is not None:
            return self._short(conjunction([self.of(each) for each in condition.all]))
        if condition.any is not None:
            return self._short(disjunction([self.of(each) for each in condition.any]))
        if condition.not_ is not None:
            return negation(self.of(condition.not_))
        if condition.condition is not None:
            return self.named[condition.condition]
        if condition.kind is not None:
            return self.kind(condition.kind)
        if condition.band is not None:
            return self._band(condition.band.dimension, [BANDS.index(each) for each in condition.band.is_])
        if condition.at_least is not None:
            enough = range(BANDS.index(condition.at_least.band), len(BANDS))
            return conjunction([self._band(name, enough) for name in condition.at_least.dimensions])
        atom = condition.answer or condition.number
        if atom is None:
            raise ValueError("only conditions about answers, kinds and bands stand in rules")
        return self._atom(atom)

    def _short(self, truth: Expression) -> Expression:
        return self.apart(truth) if len(truth.text()) > _LONG else truth

    def _atom(self, atom: AnswerIs | NumberIs) -> Expression:
        given = self.given(atom)
        asked = self.relevant.get(atom.question)
        return given if asked is None else least([asked, given])

    def given(self, atom: AnswerIs | NumberIs) -> Expression:
        """What the answer alone says, whether or not the question is asked."""
        answered = self.codes[atom.question]
        holds = if_(self.fits(atom), 1, 0)
        return if_(answered.below(0), 0, if_(answered.equals(0), HALF, holds))

    def fits(self, atom: AnswerIs | NumberIs) -> Expression:
        """Whether a known answer fits."""
        places = self.places[atom.question]
        if isinstance(atom, NumberIs):
            tests = []
            if atom.at_least is not None:
                tests.append(places.answer.at_least(Fraction(atom.at_least)))
            if atom.below is not None:
                tests.append(places.answer.below(Fraction(atom.below)))
            return both(tests) if tests else Constant(1).equals(1)
        if places.question.type is QuestionType.MULTIPLE:
            return either([places.ticks[option].equals(YES) for option in atom.is_])
        numbers = {option.id: number for number, option in enumerate(places.question.options, 1)}
        return either([self.codes[atom.question].equals(numbers[option]) for option in atom.is_])

    def _band(self, dimension: str, bands: Sequence[int]) -> Expression:
        """Whether the band is one of some: certain when all that are possible are, or none is."""
        wanted = set(bands)
        low, high = self.bands[dimension]
        if wanted == set(range(len(BANDS))):
            return YES_
        pairs = [(a, b) for a in range(len(BANDS)) for b in range(a, len(BANDS))]
        sure = [(a, b) for a, b in pairs if set(range(a, b + 1)) <= wanted]
        never = [(a, b) for a, b in pairs if not set(range(a, b + 1)) & wanted]
        return if_(_one_of(low, high, sure), 1, if_(_one_of(low, high, never), 0, HALF))


def _one_of(low: Expression, high: Expression, pairs: Sequence[tuple[int, int]]) -> Expression:
    """Whether lowest and highest are one of some pairs."""
    return either([both([low.equals(a), high.equals(b)]) for a, b in pairs])
