"""Who takes part in a workshop: names that look alike, who leaves, who is called otherwise from now on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from advisor.content.assessment_file import AssessmentFile
from advisor.content.names import choose_from, shown
from advisor.content.workshop_file import PARTICIPANTS, participant_entries, save_workshop
from advisor.errors import CannotWrite, Problem, UnusableInput
from advisor.model.answer import Answer
from advisor.model.workshop import Agreed, Discussion
from advisor.workflows.workshop import Participant, Room
from advisor.workflows.workshop_new import participant_id

REMOVED = "removed"
"""The folder beside the participants' files in which those lie that were taken out."""
_ALIKE = 0.65
_SHORTEST = 2
"""Letters that two names share at their beginning before one is taken for the short form of the other."""


def somebody(room: Room, text: str) -> str:
    """The id of the participant whose name or id somebody typed.

    Raises:
        UnusableInput: nobody is called so; the hint names the nearest.
    """
    wanted = text.strip().casefold()
    found = next((who for who, name in room.names.items() if wanted in (who, name.casefold())), None)
    if found is None:
        raise _nobody(text, room.names.values())
    return found


def check_new(room: Room, name: str) -> None:
    """Refuse a name that nobody has yet and that looks like a slip in one that somebody has.

    Raises:
        UnusableInput: there is such a name; the hint says how to take part under either.
    """
    wanted = name.strip().casefold()
    entries, _ = participant_entries(room.folder)
    if not wanted or participant_id(name) in {each.id for each in entries}:
        return
    like = _alike(wanted, (each.name for each in room.participants))
    if like is not None:
        message = f"nobody called “{shown(name)}” takes part so far"
        hint = f"did you mean “{shown(like)}”? --new makes a new participant"
        raise _unusable(message, hint)


def remove(room: Room, name: str) -> Path:
    """Take a participant out; the file is moved to ``participants/removed`` and never deleted.

    What was revealed and agreed while they took part stays.

    Returns:
        Where the file lies now.

    Raises:
        UnusableInput: nobody is called so.
        CannotWrite: the system does not let us.
    """
    person = _person(room, name)
    place = room.folder / PARTICIPANTS / REMOVED
    target = place / person.path.name
    number = 2
    while target.exists():
        target = place / f"{person.path.stem}-{number}{person.path.suffix}"
        number += 1
    try:
        place.mkdir(exist_ok=True)
        person.path.rename(target)
    except OSError as error:
        raise CannotWrite(f"{person.path}: cannot be moved: {error.strerror or error}") from error
    return target


def rename(room: Room, name: str, new: str) -> Path:
    """Call a participant otherwise: in their file, its name, and what was revealed and agreed.

    Returns:
        The file.

    Raises:
        UnusableInput: nobody is called so, or somebody else has the new name.
        CannotWrite, FileChanged: as for any file.
    """
    person = _person(room, name)
    identity = participant_id(new)
    target = person.path.with_name(f"{identity}{person.path.suffix}")
    if identity != person.id and (identity in room.names or target.exists()):
        raise _unusable(
            f"somebody is called “{shown(new)}” already", "tell them apart, for instance by a surname"
        )
    file = AssessmentFile.open(person.path, pack=room.pack)
    discussions = tuple(_renamed(each, person.id, identity) for each in room.workshop.discussions)
    if discussions != room.workshop.discussions:
        save_workshop(room.loaded, room.workshop.model_copy(update={"discussions": discussions}))
    title = None if new.strip() == identity else new.strip()
    file.save(file.loaded.assessment.model_copy(update={"id": identity, "title": title}))
    try:
        person.path.rename(target)
    except OSError as error:
        raise CannotWrite(f"{person.path}: cannot be renamed: {error.strerror or error}") from error
    return target


def _renamed(discussion: Discussion, old: str, new: str) -> Discussion:
    def votes(found: dict[str, Answer]) -> dict[str, Answer]:
        return {new if who == old else who: answer for who, answer in found.items()}

    agreed: Agreed | None = discussion.agreed
    if agreed is not None:
        dissent = tuple(
            each.model_copy(update={"who": new}) if each.who == old else each for each in agreed.dissent
        )
        agreed = agreed.model_copy(update={"dissent": dissent})
    rounds = tuple(each.model_copy(update={"votes": votes(each.votes)}) for each in discussion.rounds)
    return discussion.model_copy(update={"rounds": rounds, "agreed": agreed})


def _person(room: Room, name: str) -> Participant:
    wanted = name.strip().casefold()
    found = next((each for each in room.participants if wanted in (each.id, each.name.casefold())), None)
    if found is None:
        raise _nobody(name, (each.name for each in room.participants))
    return found


def _alike(wanted: str, names: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # Only for a new name, so not worth loading otherwise.

    plain = {each.casefold(): each for each in names}
    close = get_close_matches(wanted, plain, n=1, cutoff=_ALIKE)
    if close:
        return plain[close[0]]
    for each, name in plain.items():
        short, long = sorted((each, wanted), key=len)
        if len(short) >= _SHORTEST and long.startswith(short):
            return name
    return None


def _nobody(text: str, names: Iterable[str]) -> UnusableInput:
    return _unusable(f"nobody called “{shown(text)}” takes part", choose_from(text, names))


def _unusable(message: str, hint: str | None) -> UnusableInput:
    return UnusableInput([Problem("participants", None, None, message, hint, "workshop-name")])
