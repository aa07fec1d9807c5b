"""A workshop's folder, looked at again and again: what changed since the last look, cheaply.

A look lists one folder and reads no file whose time, size and inode are as they were; those that differ
are compared by content, then read. So is one that was written a moment ago, because some drives keep times by
the second only. A file that cannot be read, half-way through a synchronisation for
instance, keeps what it said last and is named, until it can.
"""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.content.workshop_file import (
    WORKSHOP,
    Entry,
    LoadedWorkshop,
    load_workshop,
    participant_entries,
)
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read_bytes
from advisor.errors import Problem, UnusableInput
from advisor.workflows.workshop import Participant, Room, read_participant, seated

Stamp = tuple[int, int, int]
_COARSE = 3_000_000_000
"""Nanoseconds after a change in which a time alone may not tell the next one: FAT keeps even seconds."""


@dataclass(slots=True)
class _Seen:
    """A participant's file as it was looked at last."""

    stamp: Stamp
    digest: str
    person: Participant | None
    """What it said when it could be read last."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a look found."""

    room: Room
    """As it is now."""
    changed: tuple[str, ...]
    """Ids of participants whose answers changed, who came, or who left."""
    workshop: bool
    """Whether the facilitator's file was changed by another program."""
    problems: bool
    """Whether the list of problems is another than before."""


class Watch:
    """Looks at one workshop's folder; one thread looks while another may tell what it wrote."""

    def __init__(self, folder: Path) -> None:
        """Take the first look.

        Raises:
            UnusableInput: there is no workshop, or its own file cannot be used.
        """
        self._lock = threading.Lock()
        """Held where what a look found, or what was written, is taken over."""
        self._loaded = load_workshop(folder)
        self._stamp = _stamp(folder / WORKSHOP)
        self._seen: dict[str, _Seen] = {}
        self._trouble: tuple[Problem, ...] = ()
        self._listing: tuple[tuple[Entry, ...], tuple[Problem, ...]] | None = None
        self.room = self._look()
        """The room at the last look."""

    def poll(self) -> Change | None:
        """Look again; None when nothing changed. Quick when nothing did.

        A facilitator's file that cannot be read keeps what it said, and is among the room's problems.
        """
        workshop = self._facilitators_file()
        listing = participant_entries(self.room.folder)
        still = listing == self._listing and not any(map(_just_written, listing[0]))
        if not workshop and still and not self._trouble_pending():
            return None
        before, found = self.room, self._look(listing)
        with self._lock:
            # What was written during a long look is newer than what the look began with.
            self.room = replace(found, loaded=self._loaded)
        changed = _differing(before, self.room)
        problems = before.problems != self.room.problems
        if not (changed or workshop or problems):
            return None
        return Change(self.room, changed, workshop, problems)

    def wrote(self, room: Room) -> None:
        """Take over a room that this program has just written, so that it is not told as news."""
        with self._lock:
            self._loaded = room.loaded
            self._stamp = _stamp(room.folder / WORKSHOP)
            self._trouble = ()
            self.room = replace(self.room, loaded=room.loaded)

    def _trouble_pending(self) -> bool:
        """Whether a problem went away that only the facilitator's file had."""
        return any(each not in self.room.problems for each in self._trouble)

    def _facilitators_file(self) -> bool:
        """Whether the facilitator's file says something else than it did."""
        path = self.room.folder / WORKSHOP
        known = self._stamp
        stamp = _stamp(path)
        if stamp == known:
            return False
        try:
            loaded = load_workshop(self.room.folder, pack=self._loaded.pack)
        except UnusableInput as unusable:
            before, self._trouble = self._trouble, unusable.problems
            return before != self._trouble
        with self._lock:
            if self._stamp != known:
                return False  # We wrote it ourselves meanwhile.
            return self._taken_over(loaded, stamp)

    def _taken_over(self, loaded: LoadedWorkshop, stamp: Stamp | None) -> bool:
        """Take over the facilitator's file; whether it says something else."""
        self._stamp = stamp
        told = bool(self._trouble) or loaded.digest != self._loaded.digest
        self._trouble = ()
        self._loaded = loaded
        return told

    def _look(self, listing: tuple[tuple[Entry, ...], tuple[Problem, ...]] | None = None) -> Room:
        self._listing = entries, problems = listing or participant_entries(self._loaded.folder)
        found: list[Problem] = [*self._trouble, *problems]
        people: list[Participant] = []
        for entry in entries:
            seen = self._file(entry)
            found += seen.problems
            if seen.person is not None:
                people.append(seen.person)
        here = {entry.id for entry in entries}
        self._seen = {name: seen for name, seen in self._seen.items() if name in here}
        return seated(self._loaded, people, found)

    def _file(self, entry: Entry) -> _Seen:
        """One participant's file, read only when it differs from what was seen."""
        seen = self._seen.get(entry.id)
        if seen is not None and seen.stamp == entry.stamp and not _just_written(entry):
            return seen
        try:
            digest = hashlib.sha256(read_bytes(entry.path, ASSESSMENT_LIMIT)).hexdigest()
        except UnusableInput:
            digest = ""
        if seen is not None and seen.digest == digest and digest:
            seen.stamp = entry.stamp
            return seen
        person, problems = read_participant(self._loaded, entry)
        if person is None and seen is not None and seen.person is not None:
            person = replace(seen.person, broken=problems[0])
        self._seen[entry.id] = _Seen(entry.stamp, digest, person, problems)
        return self._seen[entry.id]


def _just_written(entry: Entry) -> bool:
    return time.time_ns() - entry.stamp[0] < _COARSE


def _differing(before: Room, after: Room) -> tuple[str, ...]:
    old = {each.id: each for each in before.participants}
    new = {each.id: each for each in after.participants}
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) is not new.get(name)))


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)
