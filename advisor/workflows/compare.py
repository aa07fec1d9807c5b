"""Comparing an assessment with an earlier state, with another one, or with itself under a newer pack."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessments import parse_assessment
from advisor.content.carried import carried
from advisor.content.locations import bundled_packs, pack_folder
from advisor.content.milestone_file import is_milestone, milestone_called, read_milestone
from advisor.content.packs import load_pack
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read_bytes
from advisor.decision.recommend import recommend
from advisor.errors import UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.comparison import Comparison, Lost, PackEffect, Progress, Side
from advisor.model.milestone import Milestone, Snapshot
from advisor.model.pack import Pack
from advisor.model.recommendation import PackReference
from advisor.workflows.compare_packs import pack_effect
from advisor.workflows.compare_progress import arrived_or_open, frozen_progress, measured, overall
from advisor.workflows.compare_states import compared_answers, compared_evidence, compared_workloads
from advisor.workflows.milestone import latest_milestone
from advisor.workflows.milestone_state import snapshot_of


@dataclass(frozen=True, slots=True)
class State:
    """An assessment as it is, or as a milestone has it."""

    name: str
    path: Path
    date: datetime.date | None
    snapshot: Snapshot
    text: bytes
    """The assessment's file."""
    pack: Pack | None
    """The very pack that led to the snapshot; None when it is not at hand any more."""
    assessment: Assessment | None

    def side(self) -> Side:
        """How a comparison names it."""
        return Side(
            name=self.name,
            file=str(self.path),
            date=self.date,
            assessment=self.snapshot.assessment,
            pack=self.snapshot.pack,
            now=self.snapshot.now,
        )


def state_at(path: Path, *, pack: Pack | None = None) -> State:
    """The state in a file, an assessment or a milestone.

    Raises:
        UnusableInput: it is neither, or cannot be used.
    """
    data = read_bytes(path, 2 * ASSESSMENT_LIMIT)
    if is_milestone(data):
        return frozen_state(path, read_milestone(path))
    loaded = parse_assessment(data, str(path), path.parent, pack=pack)
    return present(path, data, loaded.assessment, loaded.pack)


def present(path: Path, data: bytes, assessment: Assessment, pack: Pack) -> State:
    """The state of an assessment as it is."""
    snapshot = snapshot_of(pack, assessment, recommend(pack, assessment))
    return State(path.name, path, None, snapshot, data, pack, assessment)


def frozen_state(path: Path, milestone: Milestone) -> State:
    """The state in a milestone; its pack is looked for, and not needed."""
    text = milestone.file.encode()
    pack = _pack_of(milestone.state.pack, path, milestone.file)
    assessment = None
    if pack is not None:
        try:
            assessment = parse_assessment(text, str(path), path.parent.parent, pack=pack).assessment
        except UnusableInput:
            pack = None  # Rules of reading may have become stricter; what is frozen can be read all the same.
    return State(milestone.milestone, path, milestone.date, milestone.state, text, pack, assessment)


def _pack_of(wanted: PackReference, path: Path, text: str) -> Pack | None:
    """The pack with this very hash: the bundled one, or the one that the frozen text names."""
    folders = [folder for name, folder in bundled_packs().items() if name == wanted.id]
    for line in text.splitlines():
        if line.startswith("pack:"):
            reference = line.removeprefix("pack:").split("#")[0].strip().strip("\"'")
            try:
                folders.append(pack_folder(reference, path.parent.parent))
            except UnusableInput:
                break
            break
    for folder in folders:
        try:
            found = load_pack(folder)
        except UnusableInput:
            continue
        if found.sha256 == wanted.sha256:
            return found
    return None


def compare_files(before: Path, after: Path) -> Comparison:
    """What changed from one assessment or milestone to another.

    Raises:
        UnusableInput: one of them cannot be used.
    """
    return compare_states(state_at(before), state_at(after))


def compare_since(path: Path, milestone: str | None = None) -> Comparison:
    """What changed in an assessment since a milestone; since its latest one when none is named.

    Raises:
        UnusableInput: the assessment cannot be used, or there is no such milestone.
    """
    after = state_at(path)
    if milestone is None:
        found = latest_milestone(path)
        return compare_states(frozen_state(found.path, found.milestone), after)
    named = milestone_called(path, milestone)
    return compare_states(frozen_state(named, read_milestone(named)), after)


def compare_pack(path: Path, pack: str) -> Comparison:
    """What another version of the pack would change about an assessment or a milestone; nothing is written.

    Raises:
        UnusableInput: the file or the pack cannot be used.
    """
    before = state_at(path)
    new = load_pack(pack_folder(pack, Path()))
    taken = carried(before.text, str(path), path.parent, new, before.pack)
    snapshot = snapshot_of(new, taken.assessment, recommend(new, taken.assessment))
    after = State(f"{new.id} {new.version}", path, None, snapshot, before.text, new, taken.assessment)
    return compare_states(before, after, lost=taken.lost, carried_over=taken.assessment)


def compare_states(
    before: State,
    after: State,
    *,
    lost: tuple[Lost, ...] | None = None,
    carried_over: Assessment | None = None,
) -> Comparison:
    """What changed between two states."""
    effect: PackEffect | None = None
    then, found = carried_over or before.assessment, lost
    if before.snapshot.pack.sha256 != after.snapshot.pack.sha256 and after.pack is not None:
        if found is None:
            then, found = _carried(before, after.pack)
        if then is not None:
            effect = pack_effect(
                before.snapshot, before.pack, after.pack, then, found or (), before.assessment
            )
    progress = arrived_or_open(_progress(before, after, then), after.snapshot)
    workloads = tuple(
        each.model_copy(update={"progress": progress.get(each.id, each.progress)})
        for each in compared_workloads(before.snapshot, after.snapshot)
    )
    return Comparison(
        before=before.side(),
        after=after.side(),
        answers=compared_answers(before.snapshot, after.snapshot),
        evidence=compared_evidence(then, after.assessment, after.snapshot),
        workloads=workloads,
        progress=overall(progress.values()),
        pack=effect,
    )


def _carried(before: State, pack: Pack) -> tuple[Assessment | None, tuple[Lost, ...]]:
    try:
        taken = carried(before.text, str(before.path), before.path.parent, pack, before.pack)
    except UnusableInput:
        return None, ()
    return taken.assessment, taken.lost


def _progress(before: State, after: State, then: Assessment | None) -> dict[str, Progress]:
    if after.pack is not None and after.assessment is not None and then is not None:
        return measured(after.pack, then, after.assessment)
    return frozen_progress(before.snapshot, after.snapshot)
