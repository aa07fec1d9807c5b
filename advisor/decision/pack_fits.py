"""Whether a pack that was put together hangs together: every reference leads somewhere, nothing in circles.

Packs from disk are checked with messages when they are read; this is the same in yes or no, for what decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from advisor.decision.conditions import questions_of
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType
from advisor.model.rules import Decision, Otherwise, Row


def fits(pack: Pack) -> bool:
    """Whether every reference of questions, scores and decisions leads somewhere."""
    named = pack.rules.conditions
    given = [each.relevant_when for each in pack.questions if each.relevant_when is not None]
    decisions = pack.rules.decisions.values()
    ruled = [row.when for each in decisions for row in each.table]
    ruled += [gate.when for each in decisions for gate in each.gates]
    return (
        not _circle({name: set(_names(each)) for name, each in named.items()})
        and all(_holds_together(each, pack) for each in (*named.values(), *given, *ruled))
        and not _circle(
            {
                each.id: set(questions_of([each.relevant_when], named))
                for each in pack.questions
                if each.relevant_when is not None
            }
        )
        and all(map(_sound, pack.rules.decisions.values()))
        and _scores(pack)
    )


def _parts(condition: Condition) -> Iterator[Condition]:
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _parts(part)
    if condition.not_ is not None:
        yield from _parts(condition.not_)
    yield condition


def _names(condition: Condition) -> Iterator[str]:
    yield from (part.condition for part in _parts(condition) if part.condition is not None)


def _circle(leads: Mapping[str, Iterable[str]]) -> bool:
    """Whether anything leads back to itself; what leads nowhere ends there."""
    done: set[str] = set()

    def back(name: str, above: frozenset[str]) -> bool:
        if name in above:
            return True
        if name in done:
            return False
        found = any(back(each, above | {name}) for each in leads.get(name, ()))
        done.add(name)
        return found

    return any(back(name, frozenset()) for name in leads)


def _holds_together(condition: Condition, pack: Pack) -> bool:
    return all(_leaf(part, pack) for part in _parts(condition))


def _leaf(part: Condition, pack: Pack) -> bool:
    dimensions, questions = pack.rules.dimensions, pack.question_by_id
    if part.condition is not None:
        return part.condition in pack.rules.conditions
    if part.band is not None:
        return part.band.dimension in dimensions
    if part.at_least is not None:
        return all(each in dimensions for each in part.at_least.dimensions)
    if part.answer is not None:
        return part.answer.question in questions and set(part.answer.is_) <= _values(
            questions[part.answer.question]
        )
    if part.number is not None:
        question = questions.get(part.number.question)
        return question is not None and _bounds(question) >= {
            each for each in (part.number.at_least, part.number.below) if each is not None
        }
    return True


def _values(question: Question) -> set[str]:
    return {each.id for each in (question.number.bins if question.number else question.options)}


def _bounds(question: Question) -> set[object]:
    if question.type is not QuestionType.NUMBER or question.number is None:
        return set()
    number = question.number
    return {number.minimum, number.maximum, *(each.below for each in number.bins)}


def _sound(decision: Decision) -> bool:
    outcomes = set(decision.outcomes)
    rows: list[Row | Otherwise] = [*decision.table, decision.otherwise]
    ends = {end for row in rows for end in (row.now, row.target or row.now)}
    return ends <= outcomes and all(outcomes >= set(gate.exclude) for gate in decision.gates)


def _scores(pack: Pack) -> bool:
    return all(
        each.bands.medium < each.bands.high
        and each.weights
        and each.weights.keys() <= pack.question_by_id.keys()
        for each in pack.rules.dimensions.values()
    )
