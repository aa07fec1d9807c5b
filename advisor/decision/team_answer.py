"""What the votes on a question come to where nobody settled it in the room.

Thresholds of the pack say when votes lie near enough that the middle one stands for all; else the team's
answer is unknown, which keeps the advice open instead of averaging away that people differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.decision.tally import Votes, tally, ticked_by_most, what_is_said
from advisor.decision.vote_scale import scale
from advisor.model.answer import Answer, AnswerState
from advisor.model.provenance import SettledBy
from advisor.model.question import Question, QuestionType
from advisor.model.rules import Agreement


def grouped(votes: Votes) -> list[tuple[Answer, tuple[str, ...]]]:
    """Every different answer with who gave it, most frequent first, then as first met."""
    groups: dict[tuple[object, ...], tuple[Answer, list[str]]] = {}
    for who, each in votes.items():
        groups.setdefault(what_is_said(each), (each.bare, []))[1].append(who)
    return sorted(((a, tuple(by)) for a, by in groups.values()), key=lambda group: -len(group[1]))


def team_answer(question: Question, agreement: Agreement, votes: Votes) -> tuple[SettledBy, Answer] | None:
    """What a team's answer is where nobody settled it in the room; None when nobody has answered.

    On a scale the middle vote, at a tie the lower one; else the most frequent answer; else, when the
    votes lie too far apart by the thresholds, unknown.
    """
    if not votes:
        return None
    found = tally(question, agreement, votes)
    known = {who: each for who, each in votes.items() if each.state is not AnswerState.UNKNOWN}
    unknown = Answer(state=AnswerState.UNKNOWN)
    if not known:
        return SettledBy.NOBODY_KNOWS, unknown
    first = next(iter(known.values()))
    if found.unanimous:
        return (SettledBy.UNANIMOUS if len(known) > 1 else SettledBy.ONE_VOICE), _with_reasons(first, known)
    if not found.close:
        return SettledBy.APART, unknown
    valued = [each for each in known.values() if each.state is AnswerState.ANSWERED]
    if 2 * len(valued) < len(known):
        absent = next(each for each in known.values() if each.state is AnswerState.NOT_APPLICABLE)
        return SettledBy.CLOSE, _with_reasons(absent, known)
    return SettledBy.CLOSE, _middle(question, agreement, valued, known)


def middle_answer(question: Question, agreement: Agreement, votes: Votes) -> Answer | None:
    """The middle vote on a scale, at a tie the lower one, else the most frequent answer, thresholds or not.

    None where there is none: nobody gave a value, as many say "does not apply", or most people tick
    nothing in common.
    """
    known = {who: each for who, each in votes.items() if each.state is not AnswerState.UNKNOWN}
    valued = [each for each in known.values() if each.state is AnswerState.ANSWERED]
    if not valued or 2 * len(valued) <= len(known):
        return None
    found = _middle(question, agreement, valued, known)
    return None if found.choices == () else found


def _middle(question: Question, agreement: Agreement, valued: Sequence[Answer], votes: Votes) -> Answer:
    if question.type is QuestionType.MULTIPLE:
        own = {who: each for who, each in votes.items() if each.state is AnswerState.ANSWERED}
        return Answer(choices=ticked_by_most(question, agreement, own))
    if question.type is QuestionType.TEXT:
        return Answer(text="\n".join(dict.fromkeys(each.text or "" for each in valued)))
    if question.type is QuestionType.NUMBER:
        numbers = sorted(each.number for each in valued if each.number is not None)
        return Answer(number=numbers[(len(numbers) - 1) // 2])
    order = [option.id for option in question.options]
    own_scale = scale(question)
    chosen = sorted(
        (each.choice for each in valued if each.choice is not None),
        key=lambda name: (own_scale.get(name, 0), order.index(name)),
    )
    if not own_scale:
        return Answer(choice=max(dict.fromkeys(chosen), key=chosen.count))
    middle = own_scale[chosen[(len(chosen) - 1) // 2]]
    there = [name for name in chosen if own_scale[name] == middle]
    return Answer(choice=max(dict.fromkeys(there), key=there.count))


def _with_reasons(answer: Answer, votes: Votes) -> Answer:
    """The answer without remarks; for "does not apply", with every reason that was given."""
    if answer.state is not AnswerState.NOT_APPLICABLE:
        return answer.bare
    reasons = dict.fromkeys(each.reason for each in votes.values() if each.reason)
    return answer.bare.model_copy(update={"reason": "; ".join(reasons)})
