"""Which questions count in a score, case by case, where answers decide whether others are asked.

While such an answer is open, the score's denominator is open, too. A dimension then has one case for
each way in which the steering answers can come out; within a case everything that counts is known,
and the cases together give the exact range and expectation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from advisor.decision.conditions import leaves, questions_of
from advisor.decision.sheets import Domain, domain_of
from advisor.model.condition import AnswerIs, Condition, NumberIs
from advisor.model.pack import Pack

MOST = 24
"""Cases of one dimension; with more, a workbook is no place to follow them."""
Atom = AnswerIs | NumberIs
Truth = bool | None


@dataclass(frozen=True, slots=True)
class Group:
    """Answers to a steering question that relevance does not tell apart."""

    question: str
    truths: Mapping[Atom, bool]
    """What each condition on the answer comes to."""
    share: Fraction
    """How likely it is while the answer is open."""
    levels: tuple[int, Fraction, int] | None
    """Lowest, expected and highest level of its answers; None when it holds none of the offered ones."""
    none: bool
    """Whether no condition holds: also where the question does not apply."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which the steering answers can come out."""

    groups: tuple[Group, ...]
    counted: tuple[str, ...]
    """Questions that count, whatever else is answered."""


def cases(pack: Pack, kind: str, dimension: str) -> tuple[Case, ...]:
    """The cases of a dimension for a kind of workload: one where no answer steers, none where too many do."""
    scored = tuple(pack.rules.dimensions[dimension].weights)
    steering = _steering(pack, kind, scored)
    groups = [_groups(pack, question, (*scored, *steering)) for question in steering]
    count = 1
    for each in groups:
        count *= len(each)
    if count > MOST:
        return ()
    found = []
    for chosen in product(*groups):
        given = {(group.question, atom): truth for group in chosen for atom, truth in group.truths.items()}
        counted = tuple(q for q in scored if _Relevance(pack, kind, given).of(q) is not False)
        found.append(Case(chosen, counted))
    return tuple(found)


class _Relevance:
    """Whether questions are asked, as far as a kind and some answers tell."""

    def __init__(self, pack: Pack, kind: str, given: Mapping[tuple[str, Atom], bool]) -> None:
        self._pack = pack
        self._kind = kind
        self._given = given

    def of(self, question: str) -> Truth:
        condition = self._pack.question_by_id[question].relevant_when
        return True if condition is None else self._holds(condition)

    def _holds(self, condition: Condition) -> Truth:
        if condition.all is not None or condition.any is not None:
            parts = [self._holds(each) for each in condition.all or condition.any or ()]
            decides = condition.all is None
            if decides in parts:
                return decides
            return None if None in parts else not decides
        if condition.not_ is not None:
            part = self._holds(condition.not_)
            return None if part is None else not part
        if condition.condition is not None:
            return self._holds(self._pack.rules.conditions[condition.condition])
        if condition.kind is not None:
            return self._kind in condition.kind
        atom = condition.answer or condition.number
        if atom is None:
            raise ValueError("relevance looks at answers and kinds only")
        given = self._given.get((atom.question, atom))
        asked = self.of(atom.question)
        if given is False or asked is False:
            return False
        return None if given is None or asked is None else True


def _steering(pack: Pack, kind: str, scored: tuple[str, ...]) -> tuple[str, ...]:
    """The questions whose answers decide whether scored ones are asked; those they depend on come first."""
    unknown = _Relevance(pack, kind, {})
    found: dict[str, None] = {}

    def follow(question: str) -> None:
        condition = pack.question_by_id[question].relevant_when
        if condition is None or unknown.of(question) is not None:
            return
        for other in questions_of([condition], pack.rules.conditions):
            if other not in found:
                follow(other)
                found[other] = None

    for question in scored:
        follow(question)
    return tuple(found)


def _groups(pack: Pack, question: str, looking: tuple[str, ...]) -> tuple[Group, ...]:
    """The answers to a steering question, in groups."""
    conditions = [pack.question_by_id[each].relevant_when for each in dict.fromkeys(looking)]
    atoms = dict.fromkeys(
        atom
        for condition in conditions
        if condition is not None
        for leaf in leaves(condition, pack.rules.conditions)
        if (atom := leaf.answer or leaf.number) is not None and atom.question == question
    )
    domain = domain_of(pack.question_by_id[question])
    held: dict[tuple[bool, ...], list[int]] = {(False,) * len(atoms): []}
    for index in range(len(domain.values)):
        held.setdefault(tuple(_fits(atom, domain, index) for atom in atoms), []).append(index)
    return tuple(
        Group(
            question=question,
            truths=dict(zip(atoms, truths, strict=True)),
            share=Fraction(sum(domain.values[each].likelihood for each in members), domain.total or 1),
            levels=_levels(domain, members),
            none=not any(truths),
        )
        for truths, members in held.items()
    )


def _fits(atom: Atom, domain: Domain, index: int) -> bool:
    ids = domain.values[index].ids
    if isinstance(atom, AnswerIs):
        return not ids.isdisjoint(atom.is_)
    form = domain.question.number
    if form is None:
        return False
    place = next(place for place, each in enumerate(form.bins) if each.id in ids)
    lower = form.bins[place - 1].below if place else form.minimum
    # Ranges of a pack end where its conditions do, so that the lower end speaks for all of a range.
    low = form.minimum if lower is None else lower
    return (atom.at_least is None or low >= atom.at_least) and (atom.below is None or low < atom.below)


def levels(domain: Domain) -> tuple[int, Fraction, int]:
    """Lowest, expected and highest level of an answer that is open."""
    found = _levels(domain, range(len(domain.values)))
    return found or (0, Fraction(0), 0)


def _levels(domain: Domain, members: list[int] | range) -> tuple[int, Fraction, int] | None:
    values = [domain.values[index] for index in members]
    weight = sum(value.likelihood for value in values)
    if not values:
        return None
    known = [value.level or 0 for value in values]
    expected = sum(value.likelihood * (value.level or 0) for value in values)
    return min(known), Fraction(expected, weight) if weight else Fraction(0), max(known)
