"""What a facilitator does: reveal, vote again, agree; each step is on the disk when it returns.

Every function takes the room as it was seen and gives the room after the step. The participants' files
are not written. ``FileChanged`` is raised, and nothing written, when another program wrote the
facilitator's file meanwhile; ``CannotWrite`` when the system does not let us.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from advisor.content.answers import NOT_APPLICABLE, read_answer, says_not_applicable
from advisor.content.names import choose_from
from advisor.content.workshop_file import save_workshop
from advisor.content.yaml_reader import Source
from advisor.decision.labels import answer_label
from advisor.errors import Problem, UnusableInput
from advisor.model.answer import Answer
from advisor.model.provenance import Dissent
from advisor.model.question import QuestionType, Scope
from advisor.model.workshop import AgendaOrder, Agreed, Discussion, Key, Round, Workshop
from advisor.workflows.workshop import Room


def key_of(room: Room, text: str) -> Key:
    """The question that ``QUESTION`` or ``WORKLOAD/QUESTION`` names.

    The workload may be left out when the workshop has a single one.

    Raises:
        UnusableInput: there is no such question, or no such workload.
    """
    before, slash, after = text.partition("/")
    name, workload = (after, before) if slash else (text, None)
    question = room.pack.question_by_id.get(name)
    ids = [each.id for each in room.workloads]
    if question is None:
        raise _unusable(text, f"there is no question “{name}”", choose_from(name, room.pack.question_by_id))
    if question.scope is Scope.ORGANISATION:
        if workload is not None:
            message = f"“{name}” is asked of the organisation, not of a workload"
            raise _unusable(text, message, f"write {name}")
        return (name, None)
    if workload is None and len(ids) > 1:
        message = f"“{name}” is asked of each workload"
        raise _unusable(text, message, f"one of: {', '.join(f'{each}/{name}' for each in ids)}")
    if workload is not None and workload not in ids:
        raise _unusable(text, f"there is no workload “{workload}”", choose_from(workload, ids))
    return (name, workload or ids[0])


def reveal(room: Room, key: Key) -> Room:
    """Show everybody's votes on a question, as the files say them now; a new round.

    Raises:
        UnusableInput: nobody has answered it yet.
    """
    votes = room.votes(key)
    if not votes:
        raise _unusable(spoken(key), "nobody has answered this yet", "ask the participants for their votes")
    before = room.discussion(key)
    round_ = Round(votes={who: each.bare for who, each in votes.items()})
    return _written(room, _changed(before, rounds=(*before.rounds, round_), voting=False))


def vote_again(room: Room, key: Key) -> Room:
    """Let people vote once more, hidden; what was revealed before stays visible, an agreement is undone.

    Raises:
        UnusableInput: nothing was revealed yet, so that the first vote still runs.
    """
    before = room.discussion(key)
    if not before.rounds:
        raise _unusable(spoken(key), "the first vote on this is still hidden", "reveal it first")
    return _written(room, _changed(before, voting=True, agreed=None))


def agree(
    room: Room, key: Key, answer: Answer, *, rationale: str | None = None, dissent: Sequence[Dissent] = ()
) -> Room:
    """Write down the team's answer with its reason and who does not share it; replaces an earlier one.

    The votes are revealed first if they are not, so that what is agreed can be held against them.
    """
    before = room.discussion(key)
    rounds, votes = before.rounds, room.votes(key)
    if votes and before.revealed is None:
        rounds = (*rounds, Round(votes={who: each.bare for who, each in votes.items()}))
    agreed = Agreed(answer=answer.bare, rationale=rationale or None, dissent=tuple(dissent))
    return _written(room, _changed(before, rounds=rounds, voting=False, agreed=agreed))


def refuse_agreed(room: Room, key: Key) -> None:
    """Refuse to go over an agreement without being told to.

    Raises:
        UnusableInput: it is agreed already; the message says what, why, and who does not share it.
    """
    agreed = room.discussion(key).agreed
    if agreed is None:
        return
    message = f"“{answer_label(room.question(key), agreed.answer)}” is agreed already"
    if agreed.rationale:
        message += f", because “{agreed.rationale}”"
    told = [
        room.names.get(each.who, each.who) + (f": {each.why}" if each.why else "") for each in agreed.dissent
    ]
    if told:
        message += f"; dissent: {'; '.join(told)}"
    raise _unusable(spoken(key), message, "--replace writes the new agreement in its place")


def reopen(room: Room, key: Key) -> Room:
    """Take an agreement back; the votes that were revealed stay visible."""
    return _written(room, _changed(room.discussion(key), agreed=None))


def restore(room: Room, discussion: Discussion) -> Room:
    """Put a question back to an earlier state, for undo; ``room.discussion(key)`` is what to keep for it."""
    return _written(room, discussion)


def set_timer(room: Room, seconds: int) -> Room:
    """Change the time for one question, from 10 seconds to two hours."""
    return _saved(room, room.workshop.model_copy(update={"timer": max(10, min(seconds, 7200))}))


def set_names(room: Room, *, shown: bool) -> Room:
    """Show who gave which revealed answer, or counts only."""
    return _saved(room, room.workshop.model_copy(update={"names": shown}))


def set_agenda(room: Room, order: AgendaOrder) -> Room:
    """Change the order of the agenda."""
    return _saved(room, room.workshop.model_copy(update={"agenda": order}))


def answer_for(room: Room, key: Key, text: str) -> Answer:
    """The answer that a facilitator typed: an option's id, ids with commas, a number, unknown, n/a: reason.

    Raises:
        UnusableInput: the question takes no such answer; the hint names those that it takes.
    """
    question = room.question(key)
    word, colon, reason = (part.strip() for part in text.partition(":"))
    raw: object = text.strip()
    if colon and says_not_applicable(word, question):
        raw = {NOT_APPLICABLE: reason}
    elif question.type is QuestionType.MULTIPLE and raw != "unknown":
        raw = [part.strip() for part in text.split(",")]
    elif question.type is QuestionType.NUMBER:
        try:
            raw = Decimal(text)
        except InvalidOperation:
            raw = text.strip()
    if isinstance(raw, str) and says_not_applicable(raw, question):
        raise _unusable(
            spoken(key), "“not applicable” needs its reason", "write “n/a: why it does not apply”"
        )
    source = Source(spoken(key), value={key[0]: raw})
    answer = read_answer(source, (key[0],), question)
    if answer is None:
        raise UnusableInput(source.problems)
    return answer


def spoken(key: Key) -> str:
    """``QUESTION`` or ``WORKLOAD/QUESTION``, as ``key_of`` reads it."""
    return key[0] if key[1] is None else f"{key[1]}/{key[0]}"


def _changed(before: Discussion, **fields: object) -> Discussion:
    return before.model_copy(update=fields)


def _written(room: Room, discussion: Discussion) -> Room:
    return _saved(room, room.workshop.with_discussion(discussion))


def _saved(room: Room, workshop: Workshop) -> Room:
    if workshop == room.workshop:
        return room
    return replace(room, loaded=save_workshop(room.loaded, workshop))


def _unusable(place: str, message: str, hint: str | None) -> UnusableInput:
    return UnusableInput([Problem(place, None, None, message, hint, "workshop-step")])
