"""Answer sheets: an assessment's answers as small integers, one slot a question.

A *value* is one way to answer a question: an option, a set of options, or a range of numbers. A
*sheet* is a tuple with one entry a question, in pack order: the index of a value, or ``OPEN``
(unknown, or not answered yet), or ``ABSENT`` (does not apply; texts, which decide nothing).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope

OPEN = -1
ABSENT = -2

Sheet = tuple[int, ...]

_ANSWERED = AnswerState.ANSWERED


@dataclass(frozen=True, slots=True)
class Value:
    """One way to answer a question."""

    ids: frozenset[str]
    """The option chosen, the options chosen together, or the range that the number lies in."""
    label: str
    level: int | None
    likelihood: int


@dataclass(frozen=True, slots=True)
class Domain:
    """All ways to answer one question."""

    question: Question
    values: tuple[Value, ...]
    index: dict[frozenset[str], int]
    single: dict[str, int]
    """The index of each value that is one option or range."""

    max_level: int
    """The highest level that an answer can have; 0 for questions that only steer."""
    min_level: int
    """The lowest level that an answer can have."""
    total: int
    """Sum of the likelihoods of all values."""


def domain_of(question: Question) -> Domain:
    """The values of a question; a set of choices counts as much as its highest option."""
    values: tuple[Value, ...]
    if question.type is QuestionType.SINGLE:
        values = tuple(
            Value(frozenset([o.id]), o.label, o.level, question.likelihood.get(o.id, 1))
            for o in question.options
        )
    elif question.type is QuestionType.MULTIPLE:
        values = tuple(_sets_of_options(question))
    elif question.type is QuestionType.NUMBER and question.number is not None:
        values = tuple(
            Value(frozenset([b.id]), b.label, b.level, question.likelihood.get(b.id, 1))
            for b in question.number.bins
        )
    else:
        values = ()
    levels = [value.level or 0 for value in values]
    return Domain(
        question=question,
        values=values,
        index={value.ids: i for i, value in enumerate(values)},
        single={next(iter(value.ids)): i for i, value in enumerate(values) if len(value.ids) == 1},
        max_level=max(levels, default=0),
        min_level=min(levels, default=0),
        total=sum(value.likelihood for value in values),
    )


def _sets_of_options(question: Question) -> list[Value]:
    together = [option for option in question.options if not option.alone]
    groups = [group for size in range(1, len(together) + 1) for group in combinations(together, size)]
    groups += [(option,) for option in question.options if option.alone]
    found = []
    for group in groups:
        levels = [option.level for option in group if option.level is not None]
        label = "; ".join(option.label for option in group)
        found.append(Value(frozenset(o.id for o in group), label, max(levels, default=None), 1))
    return found


def bin_of(question: Question, number: Decimal) -> str:
    """The id of the range that a number lies in.

    Raises:
        ValueError: the question does not ask for a number.
    """
    if question.number is None:
        raise ValueError(f"{question.id} does not ask for a number")
    for candidate in question.number.bins:
        if candidate.below is None or number < candidate.below:
            return candidate.id
    return question.number.bins[-1].id


def value_index(domain: Domain, answer: Answer | None) -> int:
    """The index of the value that an answer names, or ``OPEN`` or ``ABSENT``.

    An answer that the question does not offer counts as ``OPEN``: reading an assessment reports it.
    """
    if answer is None:
        return OPEN if domain.values else ABSENT
    if answer.choice is not None and answer.state is _ANSWERED and domain.values:
        # The usual case, first because this runs for every answer of every sheet.
        return domain.single.get(answer.choice, OPEN)
    if answer.state is AnswerState.UNKNOWN:
        return OPEN if domain.values else ABSENT
    if answer.state is AnswerState.NOT_APPLICABLE or not domain.values:
        return ABSENT
    if answer.choices is not None:
        return domain.index.get(frozenset(answer.choices), OPEN)
    if answer.number is not None and domain.question.number is not None:
        return domain.single.get(bin_of(domain.question, answer.number), OPEN)
    return OPEN


def answer_of(pack: Pack, assessment: Assessment, workload: str, question: str) -> Answer | None:
    """The answer that counts for a workload: its own, or the organisation's, by the question's scope."""
    scope = pack.question_by_id[question].scope
    return assessment.answer(question, workload if scope is Scope.WORKLOAD else None)
