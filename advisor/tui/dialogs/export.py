"""Where a report goes, in which formats, and who signs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Select, Static

from advisor.errors import AdvisorError
from advisor.reporting.depth import Depth
from advisor.reporting.look import Paper
from advisor.reporting.registry import FORMATS
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.option_list import AnswerOptions, Choice
from advisor.workflows.export_memory import Wishes
from advisor.workflows.inside import as_shown, place

PREFERRED = "html"
"""The format that most readers can open and pass on."""
_DEPTHS: Mapping[str, str] = {
    Depth.FULL: "Full, with every reason and answer",
    Depth.BRIEF: "Brief, two pages",
}
_PAPERS: Mapping[str, str] = {Paper.A4: "A4", Paper.LETTER: "US Letter"}


@dataclass(frozen=True, slots=True)
class Export:
    """What to write and where."""

    formats: tuple[str, ...]
    folder: Path | None
    """None: to the person at the browser, as a download."""
    brand: Path | None = None
    """A firm's brand file; None for none."""
    prepared_by: str | None = None
    """Who answers for the report; None for nobody."""
    depth: Depth = Depth.FULL
    paper: Paper = Paper.A4

    @property
    def wishes(self) -> Wishes:
        """All but formats and folder, to be remembered."""
        brand = "" if self.brand is None else str(self.brand.absolute())
        return Wishes(brand, self.prepared_by or "", self.depth, self.paper)


class ExportDialog(Dialog[Export]):
    """Answers formats, folder, signature and size; without a folder, what is made is downloaded."""

    TITLE_TEXT = "Export the report"
    DEFAULT_CSS = """
    ExportDialog > .dialog { width: 84; }
    ExportDialog #formats { margin: 0 0 1 0; }
    ExportDialog.-short #formats { margin: 0; }
    ExportDialog .field { height: 1; }
    ExportDialog .name { width: 14; color: $text-primary; }
    ExportDialog Input, ExportDialog Input:focus { width: 1fr; margin: 0; }
    ExportDialog Select { width: 1fr; }
    ExportDialog Select > SelectCurrent { background: $panel; }
    ExportDialog Select:focus > SelectCurrent { background: $block-cursor-blurred-background; }
    """

    def __init__(self, stem: str, folder: Path | None, wishes: Wishes | None = None) -> None:
        super().__init__()
        self._stem = stem
        self._folder = folder
        self._wishes = wishes or Wishes()

    def compose_body(self) -> ComposeResult:
        """The formats, and the folder."""
        wishes = self._wishes
        yield AnswerOptions(id="formats")
        if self._folder is None:
            hint = "Your browser downloads it; several formats come as one ZIP file."
            yield Static(said(hint), classes="dialog-hint")
        else:
            yield _field("Folder", Input(str(self._folder), id="folder"))
        shown = as_shown(Path(wishes.brand)) if wishes.brand else ""
        yield _field("Brand file", Input(shown, id="brand", placeholder="none; a firm’s brand.yaml"))
        yield _field("Prepared by", Input(wishes.prepared_by, id="prepared", placeholder="nobody named"))
        yield _field("Depth", _select(_DEPTHS, wishes.depth, "depth"))
        yield _field("Paper", _select(_PAPERS, wishes.paper, "paper"))
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
            folder, brand = self._chosen_folder(), self._chosen_brand()
        except AdvisorError as error:
            wrong.update(said(str(error)))
            return
        depth = Depth(str(self.query_one("#depth", Select).value))
        paper = Paper(str(self.query_one("#paper", Select).value))
        prepared = self.query_one("#prepared", Input).value.strip() or None
        self.dismiss(Export(chosen, folder, brand, prepared, depth, paper))

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


def _field(name: str, control: Input | Select[str]) -> Horizontal:
    return Horizontal(Static(name, classes="name"), control, classes="field")


def _select(titles: Mapping[str, str], wished: str | None, name: str) -> Select[str]:
    """All of them to choose from; the first where nothing that exists is wished."""
    options = [(Content(title), str(key)) for key, title in titles.items()]
    value = wished if wished is not None and wished in titles else options[0][1]
    return Select(options, value=value, allow_blank=False, id=name, compact=True)
