"""A workshop's folder: the facilitator's file, and one assessment a participant.

Nobody writes another's file, so that a shared drive or git can hold the folder: the facilitator's
program writes ``workshop.yaml`` and ``team.yaml``, a participant's its own file in ``participants``.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from advisor.content.atomic import write_atomically
from advisor.content.schema_line import reference_to
from advisor.content.workshop_reader import workshop_of
from advisor.content.workshop_yaml import workshop_text
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read, read_bytes
from advisor.errors import CannotWrite, FileChanged, Problem, UnusableInput
from advisor.model.pack import Pack
from advisor.model.workshop import Workshop

WORKSHOP = "workshop.yaml"
"""The file that makes a folder a workshop."""
PARTICIPANTS = "participants"
TEAM = "team.yaml"
MOST_PARTICIPANTS = 500
"""Files that are looked at; more are no workshop."""
_SCHEMA = "workshop.schema.json"
_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,79}")
_ENDINGS = (".yaml", ".yml")


def is_participants(file: Path) -> bool:
    """Whether a file holds the answers of somebody who takes part in a workshop."""
    folder = file.absolute().parent
    return folder.name == PARTICIPANTS and (folder.parent / WORKSHOP).is_file()


@dataclass(frozen=True, slots=True)
class LoadedWorkshop:
    """The facilitator's file as it was read."""

    folder: Path
    workshop: Workshop
    pack: Pack
    digest: str
    """SHA-256 of its bytes."""


def load_workshop(folder: Path, *, pack: Pack | None = None) -> LoadedWorkshop:
    """Read the facilitator's file of a workshop's folder.

    Raises:
        UnusableInput: there is none, or it cannot be used; the problems are all there are.
    """
    path = folder / WORKSHOP
    if not path.is_file():
        message = (
            "there is no such folder" if not folder.is_dir() else f"there is no {WORKSHOP} in this folder"
        )
        if folder.is_file():
            message = "this is a file; a workshop is a folder"
        hint = f"“advisor workshop new {folder}” makes a workshop"
        raise UnusableInput([Problem(str(folder), None, None, message, hint, "no-workshop")])
    data = read_bytes(path, ASSESSMENT_LIMIT)
    workshop, found = workshop_of(read(data, str(path), ASSESSMENT_LIMIT), folder, pack)
    return LoadedWorkshop(folder, workshop, found, hashlib.sha256(data).hexdigest())


def save_workshop(loaded: LoadedWorkshop, workshop: Workshop) -> LoadedWorkshop:
    """Write the facilitator's file; the bytes are on the disk when this returns.

    Raises:
        FileChanged: it is not as it was last read or written; nothing was written.
        CannotWrite: the system refused; nothing was written.
        UnusableInput: it could not be read back; nothing was written.
    """
    path = loaded.folder / WORKSHOP

    def unchanged() -> None:
        try:
            on_disk = path.read_bytes()
        except FileNotFoundError:
            raise FileChanged(f"{path}: the file is no longer there") from None
        except OSError as error:
            raise CannotWrite(f"{path}: cannot be looked at: {error.strerror}") from error
        if hashlib.sha256(on_disk).hexdigest() != loaded.digest:
            raise FileChanged(f"{path}: somebody changed the file since it was read")

    unchanged()
    data = workshop_text(workshop, reference_to(path, (_SCHEMA,))).encode()
    kept, _ = workshop_of(read(data, str(path), ASSESSMENT_LIMIT), loaded.folder, loaded.pack)
    write_atomically(path, data, unchanged)
    return LoadedWorkshop(loaded.folder, kept, loaded.pack, hashlib.sha256(data).hexdigest())


def create_workshop(folder: Path, workshop: Workshop, pack: Pack) -> LoadedWorkshop:
    """Make a workshop's folder, without participants.

    Raises:
        CannotWrite: there is something in the folder already, or the system does not let us.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "is a file" if not folder.is_dir() else "is not empty"
            raise CannotWrite(f"{folder}: {what}; a workshop begins in a new or empty folder")
        (folder / PARTICIPANTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{folder}: cannot be made: {error.strerror or error}") from error
    data = workshop_text(workshop, reference_to(folder / WORKSHOP, (_SCHEMA,))).encode()
    kept, _ = workshop_of(read(data, WORKSHOP, ASSESSMENT_LIMIT), folder, pack)
    write_atomically(folder / WORKSHOP, data)
    return LoadedWorkshop(folder, kept, pack, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a participant."""

    id: str
    """The name of the file without its ending."""
    path: Path
    stamp: tuple[int, int, int]
    """Changes when the file does: time of change in nanoseconds, size, inode."""


def participant_entries(folder: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The participants' files in order of names, without reading any; and what else lies there.

    Copies that a synchronising drive makes of a file that two programs wrote are named, not taken for
    people: their names are no ids.
    """
    place = folder / PARTICIPANTS
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    try:
        with os.scandir(place) as listing:
            found = sorted(listing, key=lambda each: each.name)
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        message = f"cannot be looked into: {error.strerror or error}"
        return (), (Problem(str(place), None, None, message, None, "unreadable"),)
    if len(found) > MOST_PARTICIPANTS:
        message = f"{len(found)} files, of which the first {MOST_PARTICIPANTS} are looked at"
        problems.append(Problem(str(place), None, None, message, None, "too-many"))
    for each in found[:MOST_PARTICIPANTS]:
        name = Path(each.name)
        stem, ending = name.stem, name.suffix
        if each.name.startswith((".", "~")) or ending.lower() not in _ENDINGS:
            continue  # Temporary files, records of programs, anything that is no answer sheet.
        path = place / each.name
        if not _SLUG.fullmatch(stem):
            message = "not counted: the name is not that of a participant; it looks like a copy"
            hint = "delete it, or rename it: lower-case letters, digits, _ and -, with a letter first"
            problems.append(Problem(str(path), None, None, message, hint, "conflict-copy"))
        elif stem in entries:
            message = f"not counted: {entries[stem].path.name} holds the answers of “{stem}” already"
            hint = "keep one of the two"
            problems.append(Problem(str(path), None, None, message, hint, "same-participant"))
        else:
            try:
                status = each.stat()
            except OSError:
                continue  # Gone since it was listed; the next look tells.
            entries[stem] = Entry(stem, path, (status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(entries.values()), tuple(problems)
