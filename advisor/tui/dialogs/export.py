"""Where a report goes, and in which formats."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, Static

from advisor.errors import AdvisorError
from advisor.reporting.registry import FORMATS
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.option_list import AnswerOptions, Choice
from advisor.workflows.inside import place

PREFERRED = "html"
"""The format that most readers can open and pass on."""


@dataclass(frozen=True, slots=True)
class Export:
    """What to write and where."""

    formats: tuple[str, ...]
    folder: Path | None
    """None: to the person at the browser, as a download."""
    brand: Path | None = None
    """A firm's brand file; None for none."""


class ExportDialog(Dialog[Export]):
    """Answers formats and folder; without a folder to start from, what is made is downloaded."""

    TITLE_TEXT = "Export the report"

    def __init__(self, stem: str, folder: Path | None) -> None:
        super().__init__()
        self._stem = stem
        self._folder = folder

    def compose_body(self) -> ComposeResult:
        """The formats, and the folder."""
        yield AnswerOptions(id="formats")
        if self._folder is None:
            hint = "\nYour browser downloads it; several formats come as one ZIP file."
            yield Static(said(hint), classes="dialog-hint")
        else:
            yield Static(said("\nFolder, made when it is missing"), classes="dialog-hint")
            yield Input(str(self._folder), id="folder")
        yield Static(said("Brand file of your firm, if there is one"), classes="dialog-hint")
        yield Input("", id="brand", placeholder="brand.yaml")
        yield Static("", id="wrong", classes="dialog-wrong", markup=False)

    def compose_buttons(self) -> ComposeResult:
        """Cancel or write."""
        yield button("Cancel", "cancel")
        yield button("Export" if self._folder is not None else "Download", "export", primary=True)

    def on_mount(self) -> None:
        """Start with the formats."""
        formats = self.query_one("#formats", AnswerOptions)
        choices = [
            Choice(name, str(number), f"{renderer.title}  {self._stem}.{renderer.extension}")
            for number, (name, renderer) in enumerate(FORMATS.items(), 1)
        ]
        formats.put(choices, frozenset([PREFERRED if PREFERRED in FORMATS else choices[0].id]), several=True)
        formats.focus()

    def on_key(self, event: events.Key) -> None:
        """Number keys choose a format while the list has the focus."""
        formats = self.query_one("#formats", AnswerOptions)
        choice = formats.key_of(event.key) if formats.has_focus else None
        if choice is not None:
            event.stop()
            formats.mark(formats.chosen ^ {choice})

    def on_answer_options_picked(self, message: AnswerOptions.Picked) -> None:
        """Space and mouse choose, and choose no longer."""
        formats = self.query_one("#formats", AnswerOptions)
        formats.mark(formats.chosen ^ {message.choice})

    def on_answer_options_confirmed(self) -> None:
        """Enter exports."""
        self._take()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the folder's field exports."""
        event.stop()
        self._take()

    def pressed(self, button_id: str) -> None:
        """Export."""
        if button_id == "export":
            self._take()

    def _take(self) -> None:
        marked = self.query_one("#formats", AnswerOptions).chosen
        chosen = tuple(name for name in FORMATS if name in marked)
        wrong = self.query_one("#wrong", Static)
        if not chosen:
            wrong.update(said("Choose at least one format."))
            return
        try:
            self.dismiss(Export(chosen, self._chosen_folder(), self._chosen_brand()))
        except AdvisorError as error:
            wrong.update(said(str(error)))

    def _chosen_folder(self) -> Path | None:
        if self._folder is None:
            return None
        typed = self.query_one("#folder", Input).value.strip()
        if not typed:
            raise AdvisorError("Name a folder.")
        folder = place(typed)
        if folder.is_file():
            raise AdvisorError("That is a file. Name a folder.")
        return folder

    def _chosen_brand(self) -> Path | None:
        typed = self.query_one("#brand", Input).value.strip()
        brand = place(typed) if typed else None
        if brand is not None and not brand.is_file():
            raise AdvisorError("There is no such brand file. Leave it empty for none.")
        return brand
