"""What is known once a decision has been made, and whether a condition holds there.

Warnings, framework cells and practices speak about the reported result: its bands, its outcomes, the
answers that were given. An answer nobody has makes a condition neither true nor false (Kleene's
three-valued logic, written here as ``True``, ``False`` and ``None``); only what is definitely true
is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet
from advisor.model.assessment import Answer, AnswerState
from advisor.model.condition import Band, Condition, NumberIs, OutcomeIs
from advisor.model.pack import Pack

Truth = bool | None
_ORDER = tuple(Band)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one decision came out with."""

    now: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Reported:
    """Everything that a condition can look at, for one workload."""

    pack: Pack
    domains: Mapping[str, Domain]
    slots: Mapping[str, int]
    kind: str
    sheet: Sheet
    answers: Mapping[str, Answer]
    """Answers that count for the workload, by question."""
    bands: Mapping[str, Band | None]
    outcomes: Mapping[str, Outcome]
    relevance: dict[str, Truth] = field(default_factory=dict)
    """Relevance of questions that was worked out already."""
    named: dict[str, Truth] = field(default_factory=dict)
    """Truth of named conditions that was worked out already."""


def conjunction(parts: Iterable[Truth]) -> Truth:
    """False when one part is false, true when all are true, else unknown."""
    seen: Truth = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            seen = None
    return seen


def disjunction(parts: Iterable[Truth]) -> Truth:
    """True when one part is true, false when all are false, else unknown."""
    seen: Truth = False
    for part in parts:
        if part is True:
            return True
        if part is None:
            seen = None
    return seen


def holds(condition: Condition, state: Reported) -> Truth:
    """Whether a condition is true, false or not known."""
    if condition.all is not None:
        return conjunction(holds(part, state) for part in condition.all)
    if condition.any is not None:
        return disjunction(holds(part, state) for part in condition.any)
    if condition.not_ is not None:
        part = holds(condition.not_, state)
        return None if part is None else not part
    if condition.condition is not None:
        name = condition.condition
        if name not in state.named:
            state.named[name] = holds(state.pack.rules.conditions[name], state)
        return state.named[name]
    return _leaf(condition, state)


def _leaf(leaf: Condition, state: Reported) -> Truth:
    if leaf.answer is not None:
        return _answer_is(leaf.answer.question, frozenset(leaf.answer.is_), state)
    if leaf.number is not None:
        return _number_is(leaf.number, state)
    if leaf.kind is not None:
        return state.kind in leaf.kind
    if leaf.band is not None:
        return _band_in(leaf.band.dimension, leaf.band.is_, state)
    if leaf.at_least is not None:
        enough = _ORDER[_ORDER.index(leaf.at_least.band) :]
        return conjunction(_band_in(dimension, enough, state) for dimension in leaf.at_least.dimensions)
    return _about_result(leaf, state)


def _band_in(dimension: str, bands: tuple[Band, ...], state: Reported) -> Truth:
    band = state.bands.get(dimension)
    return None if band is None else band in bands


def _about_result(leaf: Condition, state: Reported) -> Truth:
    if leaf.outcome is not None:
        return _outcome_is(leaf.outcome, state)
    if leaf.gap is not None:
        outcome = state.outcomes[leaf.gap.decision]
        order = state.pack.rules.decisions[leaf.gap.decision].outcomes
        if outcome.now is None or outcome.target is None:
            return False
        return order.index(outcome.target) - order.index(outcome.now) >= leaf.gap.at_least
    if leaf.no_outcome is not None:
        return state.outcomes[leaf.no_outcome].now is None
    if leaf.unknown is not None:
        open_ = state.sheet[state.slots[leaf.unknown]] == OPEN
        return open_ and relevant(leaf.unknown, state) is not False
    if leaf.without_evidence is not None:
        return _unsupported(leaf.without_evidence.dimension, leaf.without_evidence.level, state) >= (
            leaf.without_evidence.count
        )
    return False


def relevant(question: str, state: Reported) -> Truth:
    """Whether a question is relevant; unknown while answers that it depends on are open."""
    if question not in state.relevance:
        condition = state.domains[question].question.relevant_when
        state.relevance[question] = True if condition is None else holds(condition, state)
    return state.relevance[question]


def _answer_is(question: str, options: frozenset[str], state: Reported) -> Truth:
    value = state.sheet[state.slots[question]]
    if value == ABSENT:
        return False
    given: Truth = (
        None if value == OPEN else not state.domains[question].values[value].ids.isdisjoint(options)
    )
    return given if given is False else conjunction([relevant(question, state), given])


def _number_is(atom: NumberIs, state: Reported) -> Truth:
    answer = state.answers.get(atom.question)
    given: Truth = None
    if state.sheet[state.slots[atom.question]] == ABSENT:
        return False
    if answer is not None and answer.number is not None:
        above = atom.at_least is None or answer.number >= atom.at_least
        given = above and (atom.below is None or answer.number < atom.below)
    return given if given is False else conjunction([relevant(atom.question, state), given])


def _outcome_is(atom: OutcomeIs, state: Reported) -> bool:
    outcome = state.outcomes[atom.decision]
    return (not atom.now or outcome.now in atom.now) and (not atom.target or outcome.target in atom.target)


def _unsupported(dimension: str, level: int, state: Reported) -> int:
    count = 0
    for question in state.pack.rules.dimensions[dimension].weights:
        value = state.sheet[state.slots[question]]
        answer = state.answers.get(question)
        if value < 0 or answer is None or answer.state is not AnswerState.ANSWERED:
            continue
        claimed = state.domains[question].values[value].level or 0
        count += claimed >= level and not answer.evidence and relevant(question, state) is True
    return count
