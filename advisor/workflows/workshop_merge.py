"""The team's assessment: every answer with where it comes from.

What was agreed in the room stands. What nobody discussed is what everybody said, or, where votes are
near enough by the pack's thresholds, the middle one on a scale and else the most frequent. Where they
lie too far apart the team's answer is unknown, which the advice then tells as doubt.

Votes that were never revealed stay out of the file: it tells what they led to, and not who or how many said
what, unless the facilitator wants the counts.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from advisor.content.assessment_file import AssessmentFile
from advisor.content.locations import bundled_packs, pack_folder
from advisor.decision.disputes import disputes
from advisor.decision.labels import answer_label
from advisor.decision.tally import tally
from advisor.decision.team_answer import grouped, middle_answer, team_answer
from advisor.errors import CannotWrite
from advisor.model.answer import Answer
from advisor.model.assessment import Assessment
from advisor.model.provenance import Dissent, Said, SettledBy, TeamAnswer, TeamProvenance
from advisor.model.question import Question
from advisor.model.workshop import Key
from advisor.workflows.workshop import Room
from advisor.workflows.workshop_board import first_votes, panel_alpha
from advisor.workflows.workshop_new import team_base
from advisor.workflows.workshop_steps import spoken

SOMEBODY = "somebody"
"""Stands for a name that is no participant's, where names are left out."""
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge wrote."""

    path: Path
    assessment: Assessment
    counts: Mapping[SettledBy, int]
    """How many answers rest on what."""
    apart: tuple[Key, ...]
    """Questions whose answer is unknown because the votes lie too far apart; those that change the advice
    first."""
    idle: int
    """How many of these cannot change the advice, whatever is answered."""
    hidden: int
    """Answers about which no vote was revealed."""
    counted: bool
    """Whether the file tells how many said what on those; it never tells who."""


def merged(
    room: Room,
    base: Assessment | None = None,
    *,
    anonymous: bool = False,
    with_unrevealed: bool = False,
    settle: bool = False,
) -> Assessment:
    """The team's assessment of a room; nothing is written.

    Args:
        room: what was voted and agreed.
        base: brings the title, the persona and what is stated about money; None for a fresh one.
        anonymous: whether letters stand for the participants' names.
        settle: whether the middle vote, or the most frequent answer, stands where votes lie too far apart
            and no answer changes the advice.
        with_unrevealed: whether to tell how many said what where votes were never revealed.
    """
    names = _letters(room) if anonymous else room.names
    base = base or team_base(room.loaded)
    matters = _matters(room)
    settled: list[TeamAnswer] = []
    answers: dict[str | None, dict[str, Answer]] = {}
    for step in room.steps:
        found = _settled(room, step.question, step.key, names, matters=step.key in matters, settle=settle)
        if found is not None and not found.rounds and not with_unrevealed:
            found = found.model_copy(update={"said": (), "consensus": None})
        if found is not None:
            settled.append(found)
            shown = _with_remarks(room, step.question, found, names)
            answers.setdefault(step.workload, {})[step.question.id] = shown
    alpha = panel_alpha(room, revealed_only=False)
    provenance = TeamProvenance(
        workshop=room.workshop.workshop,
        date=room.workshop.date,
        facilitator=room.workshop.facilitator,
        participants=tuple(sorted(names[each.id] for each in room.participants if each.given)),
        alpha=None if alpha is None else _rounded(alpha),
        answers=tuple(settled),
    )
    return base.model_copy(
        update={
            "pack_version": room.pack.version,
            "organisation": room.workshop.organisation,
            "answers": answers.get(None, {}),
            "workloads": tuple(
                each.model_copy(update={"answers": answers.get(each.id, {})}) for each in room.workloads
            ),
            "provenance": provenance,
        }
    )


def write_team(
    room: Room,
    path: Path | None = None,
    *,
    force: bool = False,
    anonymous: bool = False,
    with_unrevealed: bool = False,
    settle: bool = False,
) -> Merged:
    """Write the team's assessment, into the workshop's folder or where ``path`` says.

    Raises:
        CannotWrite: the file has answers that no merge wrote and ``force`` is not set; or the system does
            not let us. Nothing was written.
        UnusableInput: the file that is there cannot be read.
    """
    target = path or room.team_file
    opened = AssessmentFile.open(target, pack=room.pack) if os.path.lexists(target) else None
    before = opened.loaded.assessment if opened is not None else None
    if before is not None and not force:
        _refuse_to_lose(target, before)
    team = merged(room, before, anonymous=anonymous, with_unrevealed=with_unrevealed, settle=settle)
    team = team.model_copy(update={"pack": _reference(room, target)})
    if opened is None:
        AssessmentFile.create(target, team, room.pack)
    else:
        opened.save(team)
    provenance = team.provenance or TeamProvenance(workshop=room.workshop.workshop)
    counts: dict[SettledBy, int] = {}
    for each in provenance.answers:
        counts[each.basis] = counts.get(each.basis, 0) + 1
    apart = [each for each in provenance.answers if each.basis is SettledBy.APART]
    apart.sort(key=lambda each: not each.matters)
    hidden = sum(not each.rounds for each in provenance.answers)
    open_ = tuple((each.question, each.workload) for each in apart)
    idle = sum(not each.matters for each in apart)
    return Merged(target, team, counts, open_, idle, hidden, with_unrevealed)


def _matters(room: Room) -> frozenset[Key]:
    """The questions whose disagreement, as voted first, could change the advice."""
    votes = {step.key: list(first_votes(room, step.key).values()) for step in room.steps}
    found = disputes(room.pack, room.workloads, votes)
    return frozenset(each.key for each in found.disputes if each.matters)


def _settled(
    room: Room, question: Question, key: Key, names: Mapping[str, str], *, matters: bool, settle: bool
) -> TeamAnswer | None:
    discussion = room.discussion(key)
    # A second vote that was never revealed does not count: the room has not seen it.
    votes = dict(discussion.rounds[-1].votes) if discussion.rounds else room.votes(key)
    agreed = discussion.agreed
    if agreed is not None:
        basis, answer = SettledBy.AGREED, agreed.answer.bare
    else:
        found = team_answer(question, room.agreement, votes)
        if found is None:
            return None
        basis, answer = found
        middle = middle_answer(question, room.agreement, votes)
        if settle and not matters and basis is SettledBy.APART and middle is not None:
            basis, answer = SettledBy.MIDDLE, middle
    spread = tally(question, room.agreement, first_votes(room, key)).spread
    return TeamAnswer(
        question=key[0],
        workload=key[1],
        basis=basis,
        answer=answer,
        said=tuple(
            Said(
                answer=each.bare,
                count=len(by),
                by=tuple(sorted(names[who] for who in by)) if discussion.rounds else (),
            )
            for each, by in grouped(votes)
        ),
        rounds=len(discussion.rounds),
        matters=matters,
        consensus=None if spread is None else _rounded(spread.consensus),
        rationale=agreed.rationale if agreed else None,
        dissent=_named(agreed.dissent, room, names) if agreed else (),
    )


def _named(dissent: tuple[Dissent, ...], room: Room, names: Mapping[str, str]) -> tuple[Dissent, ...]:
    hidden = names is not room.names
    by_name = {name: who for who, name in room.names.items()}
    return tuple(
        Dissent(
            who=names.get(each.who) or names.get(by_name.get(each.who, ""), SOMEBODY if hidden else each.who),
            why=each.why,
        )
        for each in dissent
    )


def _with_remarks(room: Room, question: Question, found: TeamAnswer, names: Mapping[str, str]) -> Answer:
    """The answer as it stands in the file: who said what in short, and what it rests on."""
    key = (found.question, found.workload)
    evidence: dict[str, list[str]] = {}
    for who, each in room.votes(key).items():
        if each.evidence and each.bare == found.answer:
            evidence.setdefault(each.evidence.strip(), []).append(names[who])
    told = found.rounds > 0 and names is room.names
    texts = [f"{text} ({', '.join(by)})" if told else text for text, by in evidence.items()]
    return found.answer.model_copy(
        update={"note": _note(question, found), "evidence": "; ".join(texts) or None}
    )


_WORDS = {
    SettledBy.AGREED: "agreed in the room",
    SettledBy.UNANIMOUS: "everybody who knew said the same",
    SettledBy.CLOSE: "not discussed; the votes were near enough, and this is the middle or most frequent one",
    SettledBy.MIDDLE: "far apart, but the advice stays anyway; this is the middle or most frequent one",
    SettledBy.ONE_VOICE: "one person knew",
    SettledBy.APART: "not settled; the votes lie too far apart",
    SettledBy.NOBODY_KNOWS: "nobody knew",
}


def _note(question: Question, found: TeamAnswer) -> str:
    said = []
    for each in found.said:
        who = ", ".join(each.by[:_MOST_NAMED])
        more = f" and {len(each.by) - _MOST_NAMED} more" if len(each.by) > _MOST_NAMED else ""
        said.append(
            f"{answer_label(question, each.answer)}: {each.count}" + (f" ({who}{more})" if who else "")
        )
    hidden = "" if found.rounds or found.basis is SettledBy.AGREED else "; from votes that were not revealed"
    text = f"Workshop: {_WORDS[found.basis]}{hidden}. " + "; ".join(said)
    text = text.rstrip(". ") + "."
    if found.rationale:
        text += f" Because: {_ended(found.rationale)}"
    for one in found.dissent:
        text += " Dissent: " + _ended(f"{one.who}: {one.why}" if one.why else one.who)
    return text


def _ended(text: str) -> str:
    """A text as a sentence of its own."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _letters(room: Room) -> dict[str, str]:
    """A letter for each participant, in an order that has nothing to do with their names."""

    def mixed(who: str) -> bytes:
        return hashlib.sha256(f"{room.workshop.workshop}\0{who}".encode()).digest()

    return {who: _letter(index) for index, who in enumerate(sorted(room.names, key=mixed))}


def _letter(index: int) -> str:
    """A to Z, then AA, AB."""
    first, second = divmod(index, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)


def _rounded(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))


def _reference(room: Room, target: Path) -> str:
    """What a file at a path calls the workshop's pack."""
    reference = room.workshop.pack
    if reference in bundled_packs() or target == room.team_file:
        return reference
    start = target.absolute().parent
    relative = Path(os.path.relpath(pack_folder(reference, room.folder), start)).as_posix()
    return relative if relative.startswith("..") else f"./{relative}"


def _refuse_to_lose(target: Path, before: Assessment) -> None:
    """Refuse when the file has an answer that a merge did not put there."""
    kept = before.provenance
    own: list[str] = []
    for workload, answers in [(None, before.answers), *((w.id, w.answers) for w in before.workloads)]:
        for question, answer in answers.items():
            origin = kept.origin(question, workload) if kept else None
            if origin is None or origin.answer.bare != answer.bare:
                own.append(spoken((question, workload)))
    if own:
        more = f" and {len(own) - _MOST_NAMED} more" if len(own) > _MOST_NAMED else ""
        what = ", ".join(own[:_MOST_NAMED]) + more
        raise CannotWrite(
            f"{target}: has answers that were given after the workshop: {what}; --force replaces them,"
            " -o writes another file"
        )
