"""Choose an assessment file: type its path, with completion, or pick it from the folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.suggester import Suggester
from textual.widgets import DirectoryTree, Input, Static

from advisor.content.locations import SCENARIOS
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said
from advisor.workflows.inside import Outside, holds, place

if TYPE_CHECKING:
    from textual.app import ComposeResult

SUFFIXES = {".yaml", ".yml"}


class YamlTree(DirectoryTree):
    """Folders, and in them only what can be an assessment."""

    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "
    ICON_FILE = "  "

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """No hidden entries, no other files, no links that lead out."""
        return [
            path
            for path in paths
            if not path.name.startswith(".") and holds(path) and (path.suffix in SUFFIXES or path.is_dir())
            if not path.name.endswith(SCENARIOS)
        ]


class PathSuggester(Suggester):
    """Completes a path to the first folder or YAML file that begins so."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole path, or None."""
        folder, slash, begin = value.rpartition("/")
        try:
            names = sorted(
                entry.name + ("/" if entry.is_dir() else "")
                for entry in place(folder + slash if slash else ".").iterdir()
                if entry.name.startswith(begin) and holds(entry)
                if entry.suffix in SUFFIXES or entry.is_dir()
            )
        except (OSError, Outside):
            return None
        names = [name for name in names if begin or not name.startswith(".")]
        return f"{folder}{slash}{names[0]}" if names and value else None


class OpenDialog(Dialog[Path]):
    """Answers the path of a file that is there."""

    TITLE_TEXT = "Open an assessment"
    DEFAULT_CSS = """
    OpenDialog > .dialog { height: 90%; max-height: 30; overflow-y: hidden; }
    OpenDialog DirectoryTree { height: 1fr; background: $surface; padding: 0; }
    OpenDialog .dialog-title { margin: 0; }
    OpenDialog .dialog-buttons { margin: 0; }
    """

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self._folder = folder or Path()

    def compose_body(self) -> ComposeResult:
        """Field and tree."""
        hint = "path of a .yaml file; → completes it"
        yield Input(placeholder=hint, suggester=PathSuggester(), id="path")
        yield Static("", id="wrong", classes="dialog-wrong")
        yield YamlTree(self._folder.resolve(), id="tree")

    def compose_buttons(self) -> ComposeResult:
        """Cancel and Open."""
        yield button("Cancel", "cancel")
        yield button("Open", "open", primary=True)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """A file in the tree."""
        event.stop()
        self.dismiss(event.path)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter opens what is typed."""
        event.stop()
        self._take()

    def pressed(self, _button_id: str) -> None:
        """Open by mouse."""
        self._take()

    def _take(self) -> None:
        typed = self.query_one("#path", Input).value.strip()
        wrong = self.query_one("#wrong", Static)
        try:
            path = place(typed)
            if typed and path.is_file():
                self.dismiss(path)
                return
            if typed and path.is_dir():
                self.query_one("#tree", YamlTree).path = path.resolve()
                wrong.update("")
                return
        except Outside as error:
            wrong.update(said(f"✗ {error}."))
            return
        except (OSError, ValueError):
            pass
        wrong.update(
            said(f"✗ There is no file “{typed}”." if typed else "✗ Type a path, or pick a file below.")
        )
