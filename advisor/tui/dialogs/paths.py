"""Pick a file by its path or from the folders: what the dialogs that open files have in common.

Which files can be meant differs from dialog to dialog; that nothing hidden is offered and no link leads out
of the folder that is served holds for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from textual.suggester import Suggester
from textual.widgets import DirectoryTree

from advisor.workflows.inside import Outside, holds, place

Fits = Callable[[Path], bool]
"""Whether a file can be meant, by its name alone; folders always can."""


class FileTree(DirectoryTree):
    """Folders, and in them only the files that can be meant."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    def __init__(self, folder: Path, fits: Fits, *, id: str | None = None) -> None:
        super().__init__(folder, id=id)
        self._fits = fits

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """No hidden entries, no other files, no links that lead out."""
        return [
            path
            for path in paths
            if not path.name.startswith(".") and holds(path) and (self._fits(path) or path.is_dir())
        ]


class PathSuggester(Suggester):
    """Completes a path to the first folder or file that begins so."""

    def __init__(self, fits: Fits) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._fits = fits

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, or None."""
        folder, slash, begin = value.rpartition("/")
        try:
            names = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in place(folder + slash if slash else ".").iterdir()
                if entry.name.startswith(begin) and (begin or not entry.name.startswith("."))
                if holds(entry) and (self._fits(entry) or entry.is_dir())
            )
        except (OSError, Outside):
            return None
        return f"{folder}{slash}{names[0]}" if names and value else None
