"""All problems of a pack or of an assessment, at once."""

from __future__ import annotations

from pathlib import Path

from advisor.content.assessments import load_assessment
from advisor.content.locations import pack_folder
from advisor.content.pack_lint import lint_pack
from advisor.errors import Problem, UnusableInput


def check(target: str) -> tuple[Problem, ...]:
    """Problems of the pack (a bundled id or a folder) or of the assessment (a file) that is named.

    Raises:
        UnusableInput: there is neither a file nor a pack of this name.
        OSError: the file cannot be read.
    """
    path = Path(target)
    if path.is_file() and path.name != "pack.yaml":
        try:
            return load_assessment(path).notices
        except UnusableInput as error:
            return error.problems
    return lint_pack(pack_folder(target, Path()))
