"""Which files a command line means: files, folders and patterns."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.cli import diagnostics
from advisor.cli.progress import Progress
from advisor.content.locations import MANIFEST, MILESTONES, SCENARIOS
from advisor.content.tables import is_table

STDIN = "-"
MANY = 100
"""From so many files on it is said beforehand how many there are."""
_ASSESSMENTS = (".yaml", ".yml")
_OF_PROGRAMS = ("node_modules", "__pycache__", "site-packages")
"""Folders that programs fill, which may hold very many files of theirs and none of ours."""
_ENVIRONMENT = "pyvenv.cfg"
"""Marks a folder as a Python environment, whatever it is called."""


class Meant:
    """The files that some arguments stand for, in order."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Look for them, with a word on the terminal where that takes long.

        Of a folder these are all assessments and tables below it, of a pattern what it matches. What is
        neither stays as it is, so that reading it says what is wrong. Links to folders are not followed.
        """
        self.unreadable: list[OSError] = []
        """Folders that the system lets nobody look into."""
        self._progress = Progress("files", first=True)
        self._seen = 0
        self.files: list[str] = []
        for argument in arguments:
            for file in self._meant(argument):
                self.files.append(file)
                self._show()
        self._progress.clear()

    def tell(self) -> None:
        """Say what could not be looked into, and how much work there is, where it is much."""
        for error in self.unreadable:
            diagnostics.say(f"advisor: {diagnostics.os_error_text(error)}")
        if len(self.files) >= MANY:
            diagnostics.say(f"advisor: {len(self.files):,} files to score.")

    def _meant(self, argument: str) -> Iterator[str]:
        path = Path(argument)
        if argument == STDIN or path.is_file():
            yield argument
        elif path.is_dir():
            before = len(self.files), len(self.unreadable)
            yield from self._below(path)
            if (len(self.files), len(self.unreadable)) == before:
                yield argument
        elif any(sign in argument for sign in "*?["):
            root = Path(path.anchor)
            pattern = str(path.relative_to(root))
            yield from sorted(map(str, root.glob(pattern))) or [argument]
        else:
            yield argument

    def _below(self, top: Path) -> Iterator[str]:
        """The files to score below a folder, each where its path sorts; folders may be of any depth."""
        open_folders = [self._inside(top)]
        while open_folders:
            found = next(open_folders[-1], None)
            if found is None:
                open_folders.pop()
            elif isinstance(found, str):
                yield found
            else:
                open_folders.append(self._inside(found))

    def _inside(self, folder: Path) -> Iterator[str | Path]:
        """What a folder holds: files to score, and as paths the folders to look into."""
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.unreadable.append(error)
            return
        beside = {entry.name for entry in entries}
        for entry in entries:
            self._seen += 1
            self._show()
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            # A link to a folder may lead in a circle, or to files that are met elsewhere.
            if entry.is_dir(follow_symlinks=False):
                if _is_looked_into(path):
                    yield path
            elif _counts(path, beside) and path.is_file():
                yield str(path)

    def _show(self) -> None:
        self._progress.say(0.0, f"looking for files: {self._seen:,} seen, {len(self.files):,} to score")


def _is_looked_into(folder: Path) -> bool:
    """Whether there may be files of ours; frozen states would count assessments twice."""
    if folder.name.endswith(MILESTONES) or folder.name in _OF_PROGRAMS:
        return False
    return not (folder / _ENVIRONMENT).exists()


def _counts(file: Path, beside: set[str]) -> bool:
    """Whether the name of a file says that it is one to score: of a fitting kind, not part of a pack."""
    if is_table(file):
        return True
    if file.name.endswith(SCENARIOS) or file.suffix.lower() not in _ASSESSMENTS:
        return False
    return MANIFEST not in beside
