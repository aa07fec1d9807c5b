"""A workshop begins, and people come in: each gets an ordinary assessment of their own."""

from __future__ import annotations

import datetime
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from advisor.content.assessment_file import AssessmentFile
from advisor.content.assessments import load_assessment
from advisor.content.locations import bundled_packs
from advisor.content.names import shown
from advisor.content.workshop_file import (
    PARTICIPANTS,
    TEAM,
    LoadedWorkshop,
    create_workshop,
    load_workshop,
    participant_entries,
)
from advisor.errors import CannotWrite, Problem, UnusableInput
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.workshop import Workshop, WorkshopWorkload
from advisor.workflows.questionnaire import filled_in, taken_into
from advisor.workflows.session_edits import slug
from advisor.workflows.workshop_pins import is_claimed, reset_pin


def new_workshop(
    folder: Path,
    base: Assessment,
    pack: Pack,
    *,
    title: str,
    date: datetime.date | None,
    facilitator: str | None = None,
    participants: Sequence[str] = (),
) -> LoadedWorkshop:
    """Make a workshop's folder with a file for each participant and the team's, which has no answers yet.

    Args:
        folder: a new or empty one.
        base: brings organisation, workloads, persona and what is stated about money; its answers are not
            taken over. Its ``pack`` is the pack as a file in the folder names it.
        pack: the pack behind that name.
        title: of the workshop.
        date: of the workshop.
        facilitator: who runs it.
        participants: their names.

    Raises:
        CannotWrite: there is something in the folder, or the system does not let us.
        UnusableInput: two participants have the same name.
    """
    ids: dict[str, str] = {}
    for name in participants:
        identity = participant_id(name)
        if identity in ids:
            message = f"“{shown(ids[identity])}” and “{shown(name)}” would be the same file, {identity}.yaml"
            raise _unusable("--participant", message, "tell them apart, for instance by their surnames")
        ids[identity] = name
    workloads = tuple(WorkshopWorkload(id=w.id, kind=w.kind, title=w.title) for w in base.workloads)
    loaded = create_workshop(
        folder,
        Workshop(
            workshop=title,
            pack=base.pack,
            pack_version=pack.version,
            date=date.isoformat() if date else None,
            facilitator=facilitator,
            organisation=base.organisation,
            persona=base.persona,
            workloads=workloads,
        ),
        pack,
    )
    AssessmentFile.create(folder / TEAM, team_base(loaded, economics_of=base), pack)
    for name in participants:
        join(folder, name, loaded=loaded)
    return loaded


def team_base(loaded: LoadedWorkshop, economics_of: Assessment | None = None) -> Assessment:
    """The team's assessment without answers."""
    workshop = loaded.workshop
    return Assessment(
        id=slug(workshop.organisation, default="team"),
        title=workshop.workshop,
        pack=workshop.pack,
        pack_version=loaded.pack.version,
        persona=workshop.persona,
        organisation=workshop.organisation,
        workloads=tuple(Workload(id=w.id, kind=w.kind, title=w.title) for w in workshop.workloads),
        economics=economics_of.economics if economics_of else None,
    )


def participant_id(name: str) -> str:
    """The id, and file name, of a participant.

    Raises:
        UnusableInput: the name is empty.
    """
    if not name.strip():
        raise _unusable("--name", "the name is empty", "say who takes part")
    # Letters with accents become plain ones; names in other scripts a short fingerprint.
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    fingerprint = hashlib.sha256(name.strip().casefold().encode()).hexdigest()[:8]
    return slug(plain, default=f"person-{fingerprint}")


@dataclass(frozen=True, slots=True)
class Seat:
    """A name at a workshop, as somebody finds it who wants to take part under it through the browser."""

    identity: str
    claimed: bool
    """Whether it has a PIN."""
    answered: bool
    """Whether its file has answers."""


def seat(loaded: LoadedWorkshop, name: str) -> Seat:
    """What is known of a name; nothing is written.

    Raises:
        UnusableInput: the name is empty, or would be somebody else's file; or the PINs cannot be read.
    """
    identity = participant_id(name)
    entries, _ = participant_entries(loaded.folder)
    known = next((each.path for each in entries if each.id == identity), None)
    answered = False
    if known is not None:
        _refuse_other(known, identity, name, loaded)
        found = load_assessment(known, pack=loaded.pack).assessment
        answered = bool(found.answers) or any(each.answers for each in found.workloads)
    return Seat(identity, is_claimed(loaded.folder, identity), answered)


def new_pin(folder: Path, name: str) -> str:
    """Give a participant a new PIN for the browser; the PIN.

    Raises:
        UnusableInput: there is no workshop, or nobody of this name takes part.
        CannotWrite: the system does not let us.
    """
    loaded = load_workshop(folder)
    identity = participant_id(name)
    entries, _ = participant_entries(folder)
    known = {each.id: each.path for each in entries}
    if identity not in known:
        near = get_close_matches(identity, known, 1)
        hint = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(known) or 'none yet'}"
        raise _unusable("--name", f"nobody called “{shown(name)}” takes part", hint)
    _refuse_other(known[identity], identity, name, loaded)
    return reset_pin(folder, identity)


def join(folder: Path, name: str, *, loaded: LoadedWorkshop | None = None) -> Path:
    """The file of a participant, made when it is not there yet.

    Raises:
        UnusableInput: there is no workshop, the name is empty, or the file is somebody else's.
        CannotWrite: the system does not let us.
    """
    loaded = loaded or load_workshop(folder)
    identity = participant_id(name)
    entries, _ = participant_entries(folder)
    known = next((each.path for each in entries if each.id == identity), None)
    if known is not None:
        _refuse_other(known, identity, name, loaded)
        return known
    path = folder / PARTICIPANTS / f"{identity}.yaml"
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{path.parent}: cannot be made: {error.strerror or error}") from error
    AssessmentFile.create(path, _fresh(loaded, identity, name.strip()), loaded.pack)
    return path


def take_in(folder: Path, workbook: Path, name: str) -> tuple[Path, int, int]:
    """Put the answers of a filled questionnaire into a participant's file; what it leaves empty stays.

    Returns:
        The file, how many answers it had none of, and how many were changed.

    Raises:
        UnusableInput: there is no workshop, or the workbook cannot be used.
        CannotWrite, FileChanged: as for any assessment.
        MissingExtra: the library that reads workbooks is not installed.
    """
    loaded = load_workshop(folder)
    filled = filled_in(workbook, pack=loaded.pack)
    path = join(folder, name, loaded=loaded)
    opened = AssessmentFile.open(path, pack=loaded.pack)
    before = opened.loaded.assessment
    taken = taken_into(opened.loaded, filled)
    known = {each.id for each in before.workloads}
    # Whose it is, and what about, is the workshop's business.
    kept = taken.assessment.model_copy(
        update={
            "title": before.title,
            "persona": before.persona,
            "organisation": before.organisation,
            "workloads": tuple(w for w in taken.assessment.workloads if w.id in known),
            "economics": before.economics,
        }
    )
    opened.save(kept)
    return path, taken.added, taken.changed


def _refuse_other(path: Path, identity: str, name: str, loaded: LoadedWorkshop) -> None:
    """Refuse to go on in a file that belongs to somebody whose name makes the same file name."""
    owner = load_assessment(path, pack=loaded.pack).assessment.title or identity
    if name.strip().casefold() not in (owner.casefold(), identity):
        message = f"{path.name} belongs to “{shown(owner)}”"
        raise _unusable("--name", message, f"write “{owner}” if that is you, else add a surname")


def _fresh(loaded: LoadedWorkshop, identity: str, name: str) -> Assessment:
    base = team_base(loaded)
    reference = base.pack
    if reference not in bundled_packs() and not Path(reference).is_absolute():
        reference = f"../{reference}"  # One folder further down.
    return base.model_copy(
        update={"id": identity, "title": None if name == identity else name, "pack": reference}
    )


def _unusable(place: str, message: str, hint: str | None) -> UnusableInput:
    return UnusableInput([Problem(place, None, None, message, hint, "workshop-name")])
