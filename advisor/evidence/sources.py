"""The files of a bill: found, told apart, and known by their hashes, before any engine opens them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from advisor.errors import Problem, UnusableInput
from advisor.evidence.source_files import SourceFile, format_of, looked_at, problem

MOST_FILES = 100_000


def found_files(arguments: Iterable[str]) -> list[SourceFile]:
    """Every file that the arguments name: files, folders (with what lies below) and globs; each once.

    Raises:
        UnusableInput: with everything that cannot be used.
    """
    problems: list[Problem] = []
    paths: dict[Path, Path] = {}
    for argument in arguments:
        given = Path(argument)
        if given.is_dir():
            inside = sorted(
                each for each in given.rglob("*") if each.is_file() and format_of(each) is not None
            )
            if not inside:
                hint = "files end in .csv, .csv.gz or .parquet"
                problems.append(problem(given, "there is no billing file in this folder", hint, "no-file"))
            paths.update((each.resolve(), each) for each in inside)
        elif given.exists():
            paths[given.resolve()] = given
        else:
            matching = _globbed(argument)
            if not matching:
                problems.append(problem(given, "there is no such file", None, "no-file"))
            paths.update((each.resolve(), each) for each in matching if each.is_file())
    if len(paths) > MOST_FILES:
        problems.append(
            problem(Path(), f"more than {MOST_FILES:,} files", "give fewer at a time", "too-many")
        )
    files: list[SourceFile] = []
    for path in sorted(paths.values(), key=lambda each: (each.name, str(each))) if not problems else ():
        try:
            files.append(looked_at(path))
        except UnusableInput as unusable:
            problems.extend(unusable.problems)
    if problems:
        raise UnusableInput(problems)
    return files


def _globbed(pattern: str) -> list[Path]:
    """Files that a pattern names, for shells that do not look themselves."""
    whole = Path(pattern)
    root = Path(whole.anchor)
    below = whole.relative_to(root) if whole.anchor else whole
    if not any(sign in pattern for sign in "*?["):
        return []
    try:
        return sorted(root.glob(str(below)))
    except (ValueError, NotImplementedError, OSError):
        return []
