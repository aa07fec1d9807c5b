"""The line with which a YAML file tells editors its JSON Schema."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from advisor.content.locations import data_root
from advisor.model.pack import Pack

_FARTHEST = 3
"""Folders above a file's own in which schemas are looked for."""
_FOLDER = "schemas"


def schema_reference(path: Path, pack: Pack) -> str | None:
    """Where the JSON Schema for an assessment at a path lies, relative to it; None when there is none."""
    # The schema of this pack knows its questions, and is worth a longer way than the general one.
    return reference_to(path, (f"assessment.{pack.id}.schema.json", "assessment.schema.json"))


def reference_to(path: Path, names: tuple[str, ...]) -> str | None:
    """Where the first of some JSON Schemas lies, relative to a file; None when there is none.

    Looked for beside the file and above it, in the folder itself and in one called ``schemas``. A line
    that leads nowhere would make editors complain about every new file, so then there is no line.
    """
    folder = path.absolute().parent
    places = [place for above in (folder, *folder.parents[:_FARTHEST]) for place in (above, above / _FOLDER)]
    if folder.is_relative_to(data_root()):
        places.append(data_root() / "questionnaires" / _FOLDER)
    for name in names:
        for place in places:
            with contextlib.suppress(OSError):  # A folder that nobody may look into has none for us.
                if (place / name).is_file():
                    return Path(os.path.relpath(place / name, folder)).as_posix()
    return None


def schema_line(reference: str) -> str:
    """The comment that editors read."""
    return f"# yaml-language-server: $schema={reference}"
