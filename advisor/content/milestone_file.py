"""Milestones on disk: a folder beside the assessment, one file each, never written twice.

``team.yaml`` has its milestones in ``team.milestones/``, named by day and name, so that they sort as
they came, git shows each as a new file, and nobody overwrites anybody.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from advisor.content.assessment_yaml import STEP, inline
from advisor.content.atomic import write_atomically
from advisor.content.locations import MILESTONES
from advisor.content.names import choose_from, shown
from advisor.content.validation import validated
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read, read_bytes
from advisor.errors import CannotWrite, Problem, UnusableInput
from advisor.model.milestone import MILESTONE_FORMAT, Milestone

MILESTONE_LIMIT = 2 * ASSESSMENT_LIMIT
"""Bytes that a milestone may have."""
_LONGEST = 60
_FOLDED = re.compile("[\r\x85\u2028\u2029\ufeff]|\n\n\\Z|\\A\\s*\\Z")
"""What a block of YAML would not give back to the letter."""
_HEAD = """\
# A milestone: how this assessment stood on that day. It is frozen, so do not edit it.
# “advisor compare” tells what changed since; the whole assessment of then stands at the end.
"""


def milestones_folder(path: Path) -> Path:
    """Where the milestones of an assessment lie."""
    return path.with_name(f"{path.stem}{MILESTONES}")


def in_milestones(path: Path) -> bool:
    """Whether a file lies in a folder of milestones."""
    return path.parent.name.endswith(MILESTONES)


def milestone_file_name(name: str, date: datetime.date) -> str:
    """The file of a milestone: the day, then the name in small letters, safe on every system.

    Raises:
        UnusableInput: nothing of the name can stand in a file's name.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST].strip("-")
    if not slug or len(name) > 200 or not name.isprintable():
        message = f"“{shown(name)}” cannot name a milestone"
        hint = "use a few letters or digits: before-pilot"
        raise UnusableInput([Problem("NAME", None, None, message, hint, "bad-name")])
    return f"{date.isoformat()}-{slug}.yaml"


def write_milestone(path: Path, milestone: Milestone) -> None:
    """Write a new milestone, whole or not at all, into a folder that is made when missing.

    Raises:
        CannotWrite: there is a file of this name, or the system refused.
    """
    data = milestone_text(milestone).encode()
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{path.parent}: cannot be made: {error.strerror or error}") from error
    ready = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
    write_atomically(ready, data)
    try:
        # A link fails where the name is taken, whoever took it and however late.
        os.link(ready, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # File systems without links.
        write_atomically(path, data, lambda: _refuse_taken(path))
    finally:
        with contextlib.suppress(OSError):
            ready.unlink()


def read_milestone(path: Path) -> Milestone:
    """Read a milestone.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
    """
    source = read(read_bytes(path, MILESTONE_LIMIT), str(path), MILESTONE_LIMIT)
    top = source.value
    if not isinstance(top, dict) or "milestone" not in top:
        message, hint = "this is not a milestone", "“advisor milestone FILE NAME” makes one"
        raise UnusableInput([Problem(str(path), 1, 1, message, hint, "not-a-milestone")])
    newest = top.get("format", MILESTONE_FORMAT)
    if isinstance(newest, Decimal | int) and newest > MILESTONE_FORMAT:
        message = f"this milestone is in format {newest}; this version reads up to {MILESTONE_FORMAT}"
        raise UnusableInput([source.problem(("format",), message, "update the advisor", "newer-format")])
    found = validated(Milestone, source)
    if found is None or source.problems:
        raise UnusableInput(sorted(source.problems, key=lambda each: (each.line or 0, each.column or 0)))
    return found


def is_milestone(data: bytes) -> bool:
    """Whether a file begins as milestones do: cheap, for telling it from an assessment."""
    return re.search(rb"^milestone:", data[:2000], re.MULTILINE) is not None


def milestone_paths(path: Path) -> list[Path]:
    """The milestones of an assessment, oldest first; none where there is no folder."""
    folder = milestones_folder(path)
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.glob("*.yaml") if not each.name.startswith("."))


def milestone_called(path: Path, name: str) -> Path:
    """The milestone of an assessment that goes by a name, a date, or a file's name.

    Raises:
        UnusableInput: none does, or several do.
    """
    paths = milestone_paths(path)
    wanted = name.removesuffix(".yaml")
    slug = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")
    hits = [each for each in paths if wanted == each.stem or each.stem[11:] == slug or each.stem[:10] == slug]
    if len(hits) == 1:
        return hits[0]
    names = [each.stem for each in paths]
    if hits:
        message = f"several milestones are called “{shown(name)}”"
        hint: str | None = "say which: " + ", ".join(each.stem for each in hits)
    else:
        message = f"there is no milestone “{shown(name)}”"
        hint = choose_from(name, names) or "“advisor milestone FILE NAME” freezes one"
    raise UnusableInput([Problem(str(milestones_folder(path)), None, None, message, hint, "no-milestone")])


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise _taken(path)


def _taken(path: Path) -> CannotWrite:
    return CannotWrite(f"{path}: there is such a milestone already, and none is ever replaced; choose a name")


# Text --------------------------------------------------------------------------------------------


def milestone_text(milestone: Milestone) -> str:
    """A milestone as YAML that a person can read; the same milestone gives the same text."""
    plain = milestone.model_dump(exclude_none=True, exclude={"file"})
    # What is small and tells most comes first, the long list of answers last.
    lines = [*_mapping(plain, 0)]
    if _FOLDED.search(milestone.file) or not milestone.file.endswith("\n"):
        lines.append(f"file: {inline(milestone.file)}")
    else:
        lines.append("file: |2")
        lines += [f"  {line}" if line else "" for line in milestone.file.rstrip("\n").split("\n")]
    return _HEAD + "\n".join(lines) + "\n"


def _mapping(value: Mapping[str, object], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, each in value.items():
        if isinstance(each, Mapping):
            if each:
                yield f"{pad}{inline(key)}:"
                yield from _mapping(each, indent + STEP)
        elif isinstance(each, tuple | list):
            if each and isinstance(each[0], Mapping):
                yield f"{pad}{inline(key)}:"
                for item in each:
                    yield from _item(item, indent + STEP)
            elif each:
                yield f"{pad}{inline(key)}: {inline(tuple(str(one) for one in each))}"
        elif each is not None:
            yield f"{pad}{inline(key)}: {_scalar(each)}"


def _item(item: Mapping[str, object], indent: int) -> Iterator[str]:
    """An item of a list: on one line when it is flat and short, else a key on each."""
    pad = " " * indent
    flat = all(not isinstance(each, Mapping | tuple | list) for each in item.values())
    if flat:
        one = ", ".join(f"{inline(key)}: {_scalar(each, flow=True)}" for key, each in item.items())
        if len(one) + indent < 100:
            yield f"{pad}- {{{one}}}"
            return
    first, *rest = _mapping(item, indent + STEP)
    yield f"{pad}- {first.lstrip()}"
    yield from rest


def _scalar(value: object, *, flow: bool = False) -> str:
    if isinstance(value, bool):
        return inline(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return inline(value)
    if isinstance(value, datetime.date):
        return f'"{value.isoformat()}"'
    return inline(str(value), flow=flow)
