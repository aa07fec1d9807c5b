"""Whether figures of a bill bear out the answer that is there, or speak against it."""

from __future__ import annotations

from advisor.model.assessment import Answer, AnswerState
from advisor.model.bill_answers import Verdict
from advisor.model.evidence_proposing import Contradiction, ProposalRule
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.question import Question


def verdict_on(
    question: Question, present: Answer | None, answer: Answer, rules: EvidenceRules, rule: ProposalRule
) -> tuple[Verdict, Contradiction | None]:
    """What the answer that is there is worth beside the one of the bill, and which rule says otherwise."""
    if present is None or present.state is AnswerState.UNKNOWN:
        return Verdict.NEW, None
    if present.state is AnswerState.NOT_APPLICABLE:
        return Verdict.DIFFERS, None
    if _place(question, present) == _place(question, answer):
        return Verdict.AGREES, None
    for each in rules.contradictions:
        if each.proposal == rule.id and _clashes(each, _level(question, present), _level(question, answer)):
            return Verdict.CONTRADICTS, each
    return Verdict.DIFFERS, None


def _place(question: Question, answer: Answer) -> str | None:
    """The option, or the range that a number lies in."""
    if answer.number is None or question.number is None:
        return answer.choice
    bins = question.number.bins
    return next((each.id for each in bins if each.below is None or answer.number < each.below), bins[-1].id)


def _level(question: Question, answer: Answer) -> int | None:
    place = _place(question, answer)
    places = question.number.bins if question.number is not None else question.options
    return next((each.level for each in places if each.id == place), None)


def _clashes(each: Contradiction, present: int | None, shown: int | None) -> bool:
    if present is None or shown is None:
        return not each.only_higher
    distance = present - shown
    return distance >= each.levels if each.only_higher else abs(distance) >= each.levels
