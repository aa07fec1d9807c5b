"""Where a report goes, and in which formats."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Checkbox, Input, Static

from advisor.reporting.registry import FORMATS
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said


@dataclass(frozen=True, slots=True)
class Export:
    """What to write and where."""

    formats: tuple[str, ...]
    folder: Path


class ExportDialog(Dialog[Export]):
    """Answers formats and folder."""

    TITLE_TEXT = "Export the report"
    DEFAULT_CSS = """
    ExportDialog Checkbox { background: $surface; border: none; padding: 0 1; width: 1fr; }
    ExportDialog Checkbox:focus { border: none; background: $block-cursor-blurred-background; }
    """

    def __init__(self, stem: str, folder: Path) -> None:
        super().__init__()
        self._stem = stem
        self._folder = folder

    def compose_body(self) -> ComposeResult:
        """A box a format, and the folder."""
        for number, (name, renderer) in enumerate(FORMATS.items()):
            label = Content.assemble(name.capitalize(), (f"  {self._stem}.{renderer.extension}", "$text-muted"))
            yield Checkbox(label, value=number == 0, id=f"format-{name}", compact=True)
        yield Static(said("Folder; made when it is missing"), classes="dialog-hint")
        yield Input(str(self._folder), id="folder")
        yield Static("", id="wrong", classes="dialog-wrong", markup=False)

    def compose_buttons(self) -> ComposeResult:
        """Cancel or write."""
        yield button("Cancel", "cancel")
        yield button("Export", "export", primary=True)

    def on_mount(self) -> None:
        """Start with the formats."""
        self.query(Checkbox).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the folder's field exports."""
        event.stop()
        self._take()

    def pressed(self, button_id: str) -> None:
        """Export."""
        self._take()

    def _take(self) -> None:
        chosen = tuple(name for name in FORMATS if self.query_one(f"#format-{name}", Checkbox).value)
        folder = self.query_one("#folder", Input).value.strip()
        wrong = self.query_one("#wrong", Static)
        if not chosen:
            wrong.update(said("Choose at least one format."))
        elif not folder:
            wrong.update(said("Name a folder."))
        elif Path(folder).expanduser().is_file():
            wrong.update(said("That is a file. Name a folder."))
        else:
            self.dismiss(Export(chosen, Path(folder).expanduser()))
