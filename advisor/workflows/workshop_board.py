"""What may be shown of a workshop: the agenda, who has voted, and the tallies of what was revealed.

Nothing here tells a vote before it is revealed. That people differ on a question, and whether that can
change the advice, is told: an agenda is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from advisor.decision.disputes import Dispute, Disputes, Outlook, disputes
from advisor.decision.tally import Tally, alpha, tally
from advisor.model.answer import Answer
from advisor.model.question import Question
from advisor.model.workshop import AgendaOrder, Agreed, Key
from advisor.workflows.workshop import Room


class Stage(StrEnum):
    """How far the room is with one question."""

    VOTING = "voting"
    """People answer; nothing is revealed yet."""
    REVEALED = "revealed"
    """Everybody sees the votes."""
    VOTING_AGAIN = "voting_again"
    """A second vote, or a later one: hidden until it is revealed. Earlier rounds stay visible."""
    AGREED = "agreed"
    """The team's answer stands."""


class Worth(StrEnum):
    """What there is to discuss about one question."""

    DISCUSS = "discuss"
    """People differ, and it can change the advice."""
    NOTHING = "nothing"
    """People differ, and the advice stays the same whatever is answered."""
    ALIKE = "alike"
    """Two or more answered, and the rules do not tell their answers apart."""
    TOO_FEW = "too_few"
    """Fewer than two gave an answer, so that nobody can differ."""
    DONE = "done"
    """Agreed."""
    OPEN = "open"
    """Not worked out yet, because people still answer; only on a board that says so, see ``worked_out``."""


_ORDER = (Worth.DISCUSS, Worth.TOO_FEW, Worth.NOTHING, Worth.ALIKE, Worth.DONE)


@dataclass(frozen=True, slots=True)
class Item:
    """One question on the agenda, with nothing in it that is hidden."""

    question: Question
    workload: str | None
    """The workload's id; None for the organisation."""
    workload_title: str | None
    stage: Stage
    worth: Worth
    dispute: Dispute | None
    """What the disagreement can change; None where the rules see none, and when it is agreed."""
    stays: tuple[str, ...]
    """For ``NOTHING``: the label of every outcome now that is still possible. With one, "the advice stays"
    that; with several, it hangs on other questions only."""
    voted: tuple[str, ...]
    """Ids of who has nothing more to do here: they answered, or their other answers leave the question out.
    Which of the two would tell an answer."""
    not_asked: tuple[str, ...]
    """Ids of those among them whom other answers spare the question; told only of what was revealed."""
    waiting: tuple[str, ...]
    """Ids of who has not answered yet."""
    changed: tuple[str, ...]
    """Ids of who has changed or added an answer since it was revealed."""
    moved: tuple[str, ...]
    """While people vote once more: ids of whose answer is another than in the last round. Tells not which."""
    rounds: tuple[Tally, ...]
    """What was revealed, oldest first; measured."""
    tally: Tally | None
    """The round that everybody sees now; None while votes are hidden."""
    agreed: Agreed | None

    @property
    def key(self) -> Key:
        """What identifies it."""
        return (self.question.id, self.workload)


@dataclass(frozen=True, slots=True)
class Board:
    """The whole agenda."""

    items: tuple[Item, ...]
    """In the order that the workshop's file asks for."""
    outlooks: tuple[Outlook, ...]
    """What the advice for each workload can still be, over all combinations."""
    nothing_to_discuss: bool
    """Whether no disagreement that is left can change the advice; meaningful when at least two people
    have answered, see ``voters``."""
    settled: bool
    """Whether the advice for every workload is one, whatever is still disputed or open."""
    voters: int
    """How many people have answered anything."""
    alpha: float | None
    """Krippendorff's alpha over the questions that were revealed, as voted first; None while nothing is."""
    worked_out: bool = True
    """Whether order and outlooks are those of the answers; else the order is the questionnaire's."""

    def item(self, key: Key) -> Item | None:
        """One question."""
        return next((each for each in self.items if each.key == key), None)

    @property
    def to_discuss(self) -> tuple[Item, ...]:
        """What is worth the room's time, in the agenda's order."""
        return tuple(each for each in self.items if each.worth is Worth.DISCUSS)


def disputes_in(room: Room) -> Disputes:
    """What the votes that count differ on; what was agreed is settled."""
    votes: dict[Key, list[Answer]] = {}
    for step in room.steps:
        agreed = room.settled(step.key)
        votes[step.key] = [agreed] if agreed else list(_standing(room, step.key).values())
    return disputes(room.pack, room.workloads, votes)


def board(room: Room) -> Board:
    """The agenda of a room as it is."""
    found = disputes_in(room)
    by_key = {each.key: each for each in found.disputes}
    items = [_item(room, step.question, step.workload, by_key, found) for step in room.steps]
    if room.workshop.agenda is AgendaOrder.ADVICE:
        place = {each.key: index for index, each in enumerate(found.disputes)}
        items.sort(key=lambda each: (_ORDER.index(each.worth), place.get(each.key, 0)))
    return Board(
        items=tuple(items),
        outlooks=found.outlooks,
        nothing_to_discuss=found.nothing_to_discuss,
        settled=all(len(each.pairs) == 1 for each in found.outlooks),
        voters=sum(bool(each.given) for each in room.participants),
        alpha=panel_alpha(room, revealed_only=True),
    )


def unordered(room: Room) -> Board:
    """The questions in the questionnaire's order, and nothing that the answers would tell."""
    items = [_item(room, step.question, step.workload, {}, None) for step in room.steps]
    return Board(
        items=tuple(items),
        outlooks=(),
        nothing_to_discuss=False,
        settled=False,
        voters=0,
        alpha=None,
        worked_out=False,
    )


def followed(before: Board, room: Room) -> Board:
    """A board as it was worked out, with what is live: who has voted, what is revealed and agreed.

    Order, groups and outlooks stay: on a projector their change at a participant's save would tell who
    answered what.
    """
    items = []
    for each in before.items:
        live = _item(room, each.question, each.workload, {}, None)
        if live.worth is not Worth.DONE:
            live = replace(live, worth=each.worth, dispute=each.dispute, stays=each.stays)
        items.append(live)
    return replace(before, items=tuple(items))


def finished(room: Room) -> tuple[int, int]:
    """How many of those who joined have answered all that they are asked, and how many joined."""
    done = sum(all(each.done(key) for key in each.asked_keys) for each in room.participants)
    return done, len(room.participants)


def panel_alpha(room: Room, *, revealed_only: bool) -> float | None:
    """Krippendorff's ordinal alpha of the panel, from the first vote on each question."""
    return alpha(
        (step.question, first_votes(room, step.key))
        for step in room.steps
        if room.discussion(step.key).rounds or not revealed_only
    )


def first_votes(room: Room, key: Key) -> dict[str, Answer]:
    """The votes as they were before any were revealed. Hidden while nothing is."""
    rounds = room.discussion(key).rounds
    return dict(rounds[0].votes) if rounds else room.votes(key)


def outcome_label(room: Room, outcome: str | None) -> str:
    """What an outcome of the primary decision is called."""
    return "no admissible model" if outcome is None else room.pack.primary.labels.get(outcome, outcome)


def _item(
    room: Room,
    question: Question,
    workload: str | None,
    by_key: dict[Key, Dispute],
    found: Disputes | None,
) -> Item:
    """One item; without ``found`` it says nothing about what there is to discuss."""
    key = (question.id, workload)
    discussion = room.discussion(key)
    dispute = by_key.get(key)
    live = room.votes(key)
    revealed = discussion.revealed
    rounds = tuple(tally(question, room.agreement, each.votes) for each in discussion.rounds)
    if discussion.agreed is not None:
        stage, worth = Stage.AGREED, Worth.DONE
    else:
        stage = Stage.REVEALED if revealed is not None else Stage.VOTING
        stage = Stage.VOTING_AGAIN if discussion.voting else stage
        worth = Worth.ALIKE if len(_standing(room, key)) > 1 else Worth.TOO_FEW
        if found is None:
            worth = Worth.OPEN
        if dispute is not None:
            worth = Worth.DISCUSS if dispute.matters else Worth.NOTHING
    return Item(
        question=question,
        workload=workload,
        workload_title=room.workload_title(key),
        stage=stage,
        worth=worth,
        dispute=dispute,
        stays=_stays(room, workload, found) if found is not None and worth is Worth.NOTHING else (),
        voted=tuple(each.id for each in room.participants if each.done(key)),
        not_asked=_not_asked(room, key) if stage in (Stage.REVEALED, Stage.AGREED) and rounds else (),
        waiting=tuple(each.id for each in room.participants if not each.done(key)),
        changed=_changed(live, revealed.votes if revealed is not None else None),
        moved=_moved(live, discussion.rounds[-1].votes) if discussion.voting and discussion.rounds else (),
        rounds=rounds,
        tally=rounds[-1] if revealed is not None and rounds else None,
        agreed=discussion.agreed,
    )


def _standing(room: Room, key: Key) -> dict[str, Answer]:
    """The votes that an agenda rests on: as last revealed, also while people vote once more, hidden."""
    rounds = room.discussion(key).rounds
    return dict(rounds[-1].votes) if rounds else room.votes(key)


def _moved(live: dict[str, Answer], before: dict[str, Answer]) -> tuple[str, ...]:
    same = {who for who in live.keys() & before.keys() if live[who].bare == before[who].bare}
    return tuple(sorted((live.keys() | before.keys()) - same))


def _not_asked(room: Room, key: Key) -> tuple[str, ...]:
    """Who neither answered nor is asked."""
    counted = room.counted(key)
    return tuple(
        each.id
        for each in room.participants
        if each.id not in counted and key not in each.given and key not in each.asked_keys
    )


def _stays(room: Room, workload: str | None, found: Disputes) -> tuple[str, ...]:
    """The models that are still possible where a question counts, in order."""
    seen = {pair[0] for each in found.outlooks if workload in (None, each.workload) for pair in each.pairs}
    return tuple(outcome_label(room, each) for each in (*room.pack.primary.outcomes, None) if each in seen)


def _changed(live: dict[str, Answer], revealed: dict[str, Answer] | None) -> tuple[str, ...]:
    if revealed is None:
        return ()
    return tuple(
        who for who, answer in live.items() if who not in revealed or revealed[who].bare != answer.bare
    )
