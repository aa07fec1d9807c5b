"""Which files a command line means: files, folders and patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.content.locations import MANIFEST, MILESTONES, SCENARIOS
from advisor.content.tables import is_table

STDIN = "-"
_ASSESSMENTS = (".yaml", ".yml")


def meant(arguments: Sequence[str]) -> list[str]:
    """The files, in order: of a folder all assessments and tables below it, of a pattern what it matches.

    What is neither stays as it is, so that reading it says what is wrong.
    """
    return [file for argument in arguments for file in _files(argument)]


def _files(argument: str) -> Iterator[str]:
    path = Path(argument)
    if argument == STDIN or path.is_file():
        yield argument
    elif path.is_dir():
        found = [str(file) for file in sorted(path.rglob("*")) if _counts(file, path)]
        yield from found or [argument]
    elif any(sign in argument for sign in "*?["):
        root = Path(path.anchor)
        pattern = str(path.relative_to(root))
        yield from sorted(map(str, root.glob(pattern))) or [argument]
    else:
        yield argument


def _counts(file: Path, folder: Path) -> bool:
    """Whether a file below a folder is one to score: not hidden, not part of a pack, of a fitting kind."""
    inside = file.relative_to(folder).parts
    # Frozen states lie beside the assessments that they are of, and would count each of them twice.
    if any(part.startswith(".") or part.endswith(MILESTONES) for part in inside) or not file.is_file():
        return False
    if is_table(file):
        return True
    if file.name.endswith(SCENARIOS):
        return False
    return file.suffix.lower() in _ASSESSMENTS and not (file.parent / MANIFEST).exists()
