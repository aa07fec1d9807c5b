"""Freezing the state of an assessment, and finding what was frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessments import parse_assessment
from advisor.content.milestone_file import (
    in_milestones,
    milestone_called,
    milestone_file_name,
    milestone_paths,
    milestones_folder,
    read_milestone,
    write_milestone,
)
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, decode, read_bytes
from advisor.decision.recommend import recommend
from advisor.errors import Problem, UnusableInput
from advisor.model.milestone import Milestone
from advisor.model.pack import Pack
from advisor.workflows.milestone_state import snapshot_of


@dataclass(frozen=True, slots=True)
class Frozen:
    """A milestone and its file."""

    path: Path
    milestone: Milestone


@dataclass(frozen=True, slots=True)
class Shelf:
    """All milestones of an assessment."""

    frozen: tuple[Frozen, ...]
    """Oldest first."""
    problems: tuple[Problem, ...]
    """Of files that cannot be read; the others are listed all the same."""


def freeze(
    path: Path, name: str, *, date: datetime.date, note: str | None = None, pack: Pack | None = None
) -> Frozen:
    """Freeze the state of an assessment under a name.

    Raises:
        UnusableInput: the assessment cannot be used, or the name is none.
        CannotWrite: there is such a milestone already, or the system refused.
    """
    if in_milestones(path):
        message, hint = (
            "this is a milestone, which is frozen already",
            "name the assessment beside its folder",
        )
        raise UnusableInput([Problem(str(path), None, None, message, hint, "is-milestone")])
    target = milestones_folder(path) / milestone_file_name(name, date)
    data = read_bytes(path, ASSESSMENT_LIMIT)
    loaded = parse_assessment(data, str(path), path.parent, pack=pack, instead=True)
    recommendation = recommend(loaded.pack, loaded.assessment)
    text = decode(data, str(path)).replace("\r\n", "\n").replace("\r", "\n")
    milestone = Milestone(
        milestone=name,
        date=date,
        note=note,
        state=snapshot_of(loaded.pack, loaded.assessment, recommendation),
        file=text.rstrip("\n") + "\n",
    )
    write_milestone(target, milestone)
    return Frozen(target, milestone)


def milestones_of(path: Path) -> Shelf:
    """The milestones of an assessment; the assessment itself is not read."""
    found: list[Frozen] = []
    problems: list[Problem] = []
    for each in milestone_paths(path):
        try:
            found.append(Frozen(each, read_milestone(each)))
        except UnusableInput as error:
            problems += error.problems
    found.sort(key=lambda one: (one.milestone.date, one.path.name))
    return Shelf(tuple(found), tuple(problems))


def latest_milestone(path: Path) -> Frozen:
    """The newest milestone of an assessment.

    Raises:
        UnusableInput: there is none, or none that can be read.
    """
    shelf = milestones_of(path)
    if not shelf.frozen:
        message = "there is no milestone to compare with"
        hint = f"freeze one: advisor milestone {path} NAME; or name a second file"
        nothing = Problem(str(milestones_folder(path)), None, None, message, hint, "no-milestone")
        raise UnusableInput([*shelf.problems, nothing])
    return shelf.frozen[-1]


def milestone_named(path: Path, name: str) -> Frozen:
    """The milestone of an assessment that goes by a name, a date or a file's name.

    Raises:
        UnusableInput: none does, several do, or it cannot be read.
    """
    found = milestone_called(path, name)
    return Frozen(found, read_milestone(found))
