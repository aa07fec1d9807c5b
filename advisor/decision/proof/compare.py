"""What changes between two packs: on how many answer sheets their advice differs, exactly, and on which."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import eq
from typing import cast

from advisor.decision.diagram import DiagramTooLarge
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.example import Example
from advisor.decision.proof.joint_pack import join
from advisor.decision.proof.prove import STATES
from advisor.decision.proof.statements import Statements
from advisor.decision.sheets import domain_of
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType

Outcome = tuple[str | None, str | None]
"""Now and target; None where the gates leave nothing."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One way in which advice changes."""

    before: Outcome
    after: Outcome
    sheets: int
    example: Example
    """A sheet of ``Comparison.pack``."""


@dataclass(frozen=True, slots=True)
class DecisionCompared:
    """A decision that both packs hold."""

    id: str
    sheets: int
    """On how many sheets now or target differ."""
    changes: tuple[Changed, ...]
    """The most frequent first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two packs over the same sheets."""

    sheets: int
    """Every combination of answers to what at least one of them asks."""
    sheets_changed: int
    """On how many sheets one decision or more comes out otherwise."""
    decisions: tuple[DecisionCompared, ...]
    pack: Pack
    """What the examples speak about: the questions of both packs, and the bands of either."""
    added: tuple[str, ...]
    """Questions and decisions that only the new pack has; the old one ignores such questions."""
    removed: tuple[str, ...]
    states: int
    """Nodes of the diagrams that it took, as a measure of the work."""


@dataclass(frozen=True, slots=True)
class Incomparable:
    """The packs do not speak about the same sheets, or mix too many answers to be compared."""

    reasons: tuple[str, ...]


def compare(new: Pack, old: Pack, *, states: int = STATES) -> Comparison | Incomparable:
    """Compare the advice of two packs that were read without errors, within so many nodes of diagrams."""
    reasons = tuple(_reasons(new, old))
    if reasons:
        return Incomparable(reasons)
    try:
        return _side_by_side(new, old, states)
    except DiagramTooLarge:
        return Incomparable((f"together they mix more answers than {states:,} states can tell apart",))


def _side_by_side(new: Pack, old: Pack, states: int) -> Comparison:
    joint = join(new, old)
    statements = Statements(joint.pack, joint.layout)
    diagram = statements.diagram
    diagram.most = states
    decided = {
        name: Decided(statements, name, each).outcomes for name, each in joint.pack.rules.decisions.items()
    }
    one, other = joint.sides
    common = [name for name in new.rules.decisions if name in old.rules.decisions]
    pairs = {
        name: diagram.combine(decided[other.decision(name)], decided[one.decision(name)], _pair)
        for name in common
    }
    compared = tuple(_compared(statements, name, root) for name, root in pairs.items())
    any_ = diagram.disjunction([diagram.relabel(root, _differs) for root in pairs.values()])
    return Comparison(
        sheets=statements.space.sheets,
        sheets_changed=statements.count(any_).get(True, 0),
        decisions=compared,
        pack=joint.pack,
        added=tuple(_only(new, old)),
        removed=tuple(_only(old, new)),
        states=len(diagram.variable),
    )


def _compared(statements: Statements, name: str, root: int) -> DecisionCompared:
    counts = cast(dict[tuple[Outcome, Outcome], int], statements.count(root))
    found = []
    for pair, sheets in counts.items():
        if _differs(pair) and sheets:
            where = statements.diagram.relabel(root, partial(eq, pair))
            example = statements.find(where)
            if example is not None:
                found.append(Changed(*pair, sheets, example))
    found.sort(key=lambda each: (-each.sheets, str(each.before), str(each.after)))
    return DecisionCompared(name, sum(each.sheets for each in found), tuple(found))


def _pair(before: Hashable, after: Hashable) -> Hashable:
    return (before, after)


def _differs(pair: Hashable) -> bool:
    before, after = cast(tuple[Outcome, Outcome], pair)
    return before != after


def _only(pack: Pack, other: Pack) -> Iterator[str]:
    yield from (question for question in pack.question_by_id if question not in other.question_by_id)
    yield from (name for name in pack.rules.decisions if name not in other.rules.decisions)


def _reasons(new: Pack, old: Pack) -> Iterator[str]:
    """Why one sheet would not mean the same in both packs."""
    kinds = [{kind.id for kind in pack.manifest.workload_kinds} for pack in (new, old)]
    if kinds[0] != kinds[1]:
        yield f"the kinds of workload differ: {_difference(*kinds)}"
    if not any(name in old.rules.decisions for name in new.rules.decisions):
        yield "no decision is in both"
    for question in new.questions:
        before = old.question_by_id.get(question.id)
        if before is None or QuestionType.TEXT is question.type is before.type:
            continue
        if question.type is not before.type:
            yield f"“{question.id}” is of another type: {question.type}, before {before.type}"
        elif question.number is not None and before.number is not None:
            if _bins(question) != _bins(before):
                yield f"“{question.id}” has other ranges"
        else:
            sets = [{value.ids for value in domain_of(each).values} for each in (question, before)]
            ids = [{option.id for option in each.options} for each in (question, before)]
            if ids[0] != ids[1]:
                yield f"“{question.id}” has other options: {_difference(*ids)}"
            elif sets[0] != sets[1]:
                yield f"options of “{question.id}” can be combined otherwise"


def _bins(question: Question) -> tuple[object, ...]:
    form = question.number
    return () if form is None else tuple((each.id, each.below) for each in form.bins)


def _difference(new: set[str], old: set[str]) -> str:
    parts = [
        f"{word} {', '.join(sorted(names))}"
        for word, names in (("new", new - old), ("gone", old - new))
        if names
    ]
    return "; ".join(parts)
