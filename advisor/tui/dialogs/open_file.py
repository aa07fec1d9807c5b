"""Choose an assessment file: type its path, with completion, or pick it from the folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import DirectoryTree, Input, Static

from advisor.content.locations import SCENARIOS
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.dialogs.paths import FileTree, PathSuggester
from advisor.tui.widgets.drawing import said
from advisor.workflows.inside import Outside, place

if TYPE_CHECKING:
    from textual.app import ComposeResult

SUFFIXES = {".yaml", ".yml"}


def can_be_an_assessment(path: Path) -> bool:
    """Whether a name is that of a YAML file, and not of the scenarios beside an assessment."""
    return path.suffix in SUFFIXES and not path.name.endswith(SCENARIOS)


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
        yield Input(placeholder=hint, suggester=PathSuggester(can_be_an_assessment), id="path")
        yield Static("", id="wrong", classes="dialog-wrong")
        yield FileTree(self._folder.resolve(), can_be_an_assessment, id="tree")

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
                self.query_one("#tree", FileTree).path = path.resolve()
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
