"""A workshop as it stands: who is in the room, what they answered, what was revealed and agreed.

``Room`` is a frozen picture of a folder. ``open_room`` takes one; ``workshop_watch`` takes the next when
files change; ``workshop_steps`` does what a facilitator does; ``workshop_board`` is what may be shown of
it; ``workshop_merge`` makes the team's assessment. Votes stay hidden until they are revealed: only the
merge and the tally of a revealed round read ``Room.votes``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from advisor.content.assessments import LoadedAssessment, load_assessment
from advisor.content.workshop_file import (
    TEAM,
    Entry,
    LoadedWorkshop,
    load_workshop,
    participant_entries,
)
from advisor.decision.relevance import Step, ordered, walk
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, Scope
from advisor.model.rules import Agreement
from advisor.model.workshop import Discussion, Key, Workshop

_DEFAULTS = Agreement()


@dataclass(frozen=True)
class Participant:
    """One person's answers, as their file last said them."""

    id: str
    """The name of their file, without its ending."""
    name: str
    """As they call themselves: the title of their file, or the id."""
    path: Path
    assessment: Assessment
    """With exactly the workshop's workloads; answers about others are left out."""
    steps: tuple[Step, ...]
    """Every question that their answers leave to be asked, in the interview's order."""
    notices: tuple[Problem, ...] = ()
    """What the facilitator should know although the file counts."""
    broken: Problem | None = None
    """Why the file cannot be read just now, for instance half-way through a synchronisation; what counts
    then is what it said last."""

    @cached_property
    def given(self) -> dict[Key, Answer]:
        """Every answer, also to questions that are no longer asked."""
        found: dict[Key, Answer] = {(name, None): each for name, each in self.assessment.answers.items()}
        for workload in self.assessment.workloads:
            found.update({(name, workload.id): each for name, each in workload.answers.items()})
        return found

    @cached_property
    def asked_keys(self) -> frozenset[Key]:
        """What they are asked."""
        return frozenset(step.key for step in self.steps)

    def done(self, key: Key) -> bool:
        """Whether nothing is waited for: they answered, or their other answers leave the question out.

        "Unknown" is an answer. Which of the two it is would tell an answer, so that it is told nowhere.
        """
        return key in self.given or key not in self.asked_keys


@dataclass(frozen=True)
class Room:
    """A workshop's folder at one moment."""

    loaded: LoadedWorkshop
    participants: tuple[Participant, ...]
    """In the order of their ids."""
    problems: tuple[Problem, ...] = ()
    """Files that do not count: broken ones, copies, answers to another pack."""

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.loaded.folder

    @property
    def workshop(self) -> Workshop:
        """The facilitator's file."""
        return self.loaded.workshop

    @property
    def pack(self) -> Pack:
        """The questions and rules."""
        return self.loaded.pack

    @property
    def agreement(self) -> Agreement:
        """The thresholds of agreement: the pack's, or the defaults."""
        return self.pack.rules.agreement or _DEFAULTS

    @property
    def team_file(self) -> Path:
        """Where the team's assessment is written."""
        return self.folder / TEAM

    @cached_property
    def names(self) -> dict[str, str]:
        """Participant's id to name; who voted earlier and has no file any more is called by the id."""
        known = {each.id: each.name for each in self.participants}
        voted = [who for one in self.workshop.discussions for each in one.rounds for who in each.votes]
        return {who: who for who in voted} | known

    @cached_property
    def workloads(self) -> tuple[Workload, ...]:
        """What is decided about, without answers."""
        return tuple(
            Workload(id=each.id, kind=each.kind, title=each.title) for each in self.workshop.workloads
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every question that somebody is asked, in the interview's order; all of them in an empty room."""
        asked = {key for each in self.participants for key in each.asked_keys}
        asked |= {each.key for each in self.workshop.discussions}
        every = [Step(question, None) for question in ordered(self.pack, Scope.ORGANISATION)]
        own = ordered(self.pack, Scope.WORKLOAD)
        every += [Step(question, each.id) for each in self.workloads for question in own]
        return tuple(step for step in every if step.key in asked or not self.participants)

    def progress(self, person: Participant) -> tuple[int, int]:
        """How many of the room's questions a participant is done with, and how many there are."""
        return sum(person.done(step.key) for step in self.steps), len(self.steps)

    def question(self, key: Key) -> Question:
        """The question behind a key."""
        return self.pack.question_by_id[key[0]]

    def workload_title(self, key: Key) -> str | None:
        """What the workload of a question is called; None for a question to the organisation."""
        found = next((each for each in self.workloads if each.id == key[1]), None)
        return (found.title or found.id) if found else key[1]

    def discussion(self, key: Key) -> Discussion:
        """What happened to a question so far."""
        return self.workshop.discussion(key)

    def votes(self, key: Key) -> dict[str, Answer]:
        """What the files say now, by participant. Hidden: not for showing before it is revealed."""
        return {each.id: each.given[key] for each in self.participants if key in each.given}

    def counted(self, key: Key) -> dict[str, Answer]:
        """The votes that count: as last revealed, or as the files say while people vote. Hidden likewise."""
        revealed = self.discussion(key).revealed
        return dict(revealed.votes) if revealed is not None else self.votes(key)

    def settled(self, key: Key) -> Answer | None:
        """The answer that was agreed in the room; None while nothing is."""
        agreed = self.discussion(key).agreed
        return agreed.answer if agreed else None


def open_room(folder: Path, *, pack: Pack | None = None) -> Room:
    """A workshop's folder as it is now.

    Raises:
        UnusableInput: there is no workshop, or its own file cannot be used. A participant's file that
            cannot is among ``problems``.
    """
    loaded = load_workshop(folder, pack=pack)
    entries, problems = participant_entries(folder)
    people: list[Participant] = []
    found = list(problems)
    for entry in entries:
        person, problem = read_participant(loaded, entry)
        if person is not None:
            people.append(person)
        found += problem
    return seated(loaded, people, found)


def read_participant(loaded: LoadedWorkshop, entry: Entry) -> tuple[Participant | None, tuple[Problem, ...]]:
    """The participant behind a file; None, with every reason, when it does not count."""
    try:
        found = load_assessment(entry.path, pack=loaded.pack)
    except UnusableInput as unusable:
        return None, unusable.problems
    own = _projected(loaded.workshop, found.assessment)
    steps = walk(loaded.pack, own, quick=False, dropped=False)
    notices = (*found.notices, *_other_workloads(loaded.workshop, found))
    name = found.assessment.title or entry.id
    return Participant(entry.id, name, entry.path, own, steps, notices), ()


def seated(loaded: LoadedWorkshop, people: list[Participant], problems: list[Problem]) -> Room:
    """The room with these people; who answers under somebody else's name does not count.

    A file is taken for a copy when it calls itself like another participant's file.
    """
    ids = {each.id for each in people}
    kept = []
    for each in people:
        claimed = each.assessment.id
        if claimed != each.id and claimed in ids:
            message = (
                f"not counted: the file says that these are the answers of “{claimed}”, who has an own file"
            )
            hint = f"delete it, or change its first key to “assessment: {each.id}”"
            problems = [*problems, Problem(str(each.path), None, None, message, hint, "same-participant")]
        else:
            kept.append(each)
    return Room(loaded, tuple(sorted(kept, key=lambda each: each.id)), tuple(problems))


def _projected(workshop: Workshop, assessment: Assessment) -> Assessment:
    """The assessment with the workshop's workloads, and what it answers about them."""
    own = {(each.id, each.kind): each.answers for each in assessment.workloads}
    workloads = tuple(
        Workload(id=each.id, kind=each.kind, title=each.title, answers=own.get((each.id, each.kind), {}))
        for each in workshop.workloads
    )
    return assessment.model_copy(update={"workloads": workloads})


def _other_workloads(workshop: Workshop, found: LoadedAssessment) -> tuple[Problem, ...]:
    known = {each.id: each.kind for each in workshop.workloads}
    problems = []
    for each in found.assessment.workloads:
        if known.get(each.id) == each.kind or not each.answers:
            continue
        message = f"the workload “{each.id}” is not the workshop's: its answers are not counted"
        if each.id in known:
            message = f"the workload “{each.id}” is of another kind than the workshop's: not counted"
        problems.append(
            Problem(str(found.path), None, None, message, None, "other-workload", Severity.WARNING)
        )
    return tuple(problems)
