"""Name a bill: files, folders or globs, typed with completion or picked from the folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import DirectoryTree, Input, Static

from advisor.errors import AdvisorError, UnusableInput
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.dialogs.paths import FileTree, PathSuggester
from advisor.tui.widgets.drawing import said
from advisor.workflows.inside import as_shown, place

if TYPE_CHECKING:
    from textual.app import ComposeResult

ENDINGS = (".csv", ".csv.gz", ".csv.gzip", ".parquet", ".parq")


@dataclass(frozen=True, slots=True)
class BillWish:
    """What to read."""

    named: tuple[str, ...]
    forecast: str | None = None
    """As it was typed; it can be read as an amount."""


def can_be_a_bill(path: Path) -> bool:
    """Whether a name ends like a billing export's."""
    return path.name.lower().endswith(ENDINGS)


class BillDialog(Dialog[BillWish]):
    """Answers what to read: at least one name, each of which may be touched."""

    TITLE_TEXT = "Open a bill"
    DEFAULT_CSS = """
    BillDialog > .dialog { height: 92%; max-height: 32; overflow-y: hidden; }
    BillDialog DirectoryTree { height: 1fr; background: $surface; padding: 0; }
    BillDialog .dialog-title, BillDialog .dialog-buttons { margin: 0; }
    BillDialog #chosen { height: auto; max-height: 3; color: $text-primary; }
    BillDialog.-short #about { display: none; }
    BillDialog #forecast { margin: 0; }
    """

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self._folder = folder or Path()
        self._named: list[str] = []

    def compose_body(self) -> ComposeResult:
        """Field, what is chosen, tree, forecast."""
        about = "FOCUS exports: CSV, CSV in gzip, Parquet. Enter in the tree takes a file, or leaves it out."
        yield Static(said(about), classes="dialog-hint", id="about")
        yield Input(
            placeholder="file, folder or pattern such as bills/*.csv; → completes",
            suggester=PathSuggester(can_be_a_bill),
            id="path",
        )
        yield Static("", id="chosen", markup=False)
        yield Static("", id="wrong", classes="dialog-wrong", markup=False)
        yield FileTree(self._folder.resolve(), can_be_a_bill, id="tree")
        yield Static(said("What was expected to be spent, if you know"), classes="dialog-hint")
        yield Input(placeholder="36000 USD, or 12000 USD/month", id="forecast")

    def compose_buttons(self) -> ComposeResult:
        """Cancel and Read."""
        yield button("Cancel", "cancel")
        yield button("Read", "read", primary=True)

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        """A file in the tree is taken, or left out again."""
        event.stop()
        name = str(event.path)
        if name in self._named:
            self._named.remove(name)
        else:
            self._named.append(name)
        self._say("")
        self._show_chosen()

    def _show_chosen(self) -> None:
        names = ", ".join(as_shown(Path(each)).rpartition("/")[2] for each in self._named)
        count = f" ({len(self._named)})" if len(self._named) > 1 else ""
        self.query_one("#chosen", Static).update(said(f"✓ {names}{count}" if names else ""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter reads what is typed and what is chosen."""
        event.stop()
        self._take()

    def pressed(self, _button_id: str) -> None:
        """Read by mouse."""
        self._take()

    def _say(self, text: str) -> None:
        self.query_one("#wrong", Static).update(said(f"✗ {text}" if text else ""))

    def _take(self) -> None:
        typed = self.query_one("#path", Input).value.strip()
        named = [*self._named, *([typed] if typed else [])]
        if not named:
            self._say("Type a path, or take a file below.")
            return
        forecast = self.query_one("#forecast", Input).value.strip() or None
        try:
            checked = tuple(self._checked(each) for each in named)
            self._check_forecast(forecast)
        except UnusableInput as error:
            self._say("; ".join(f"{each.message}: {each.hint}" for each in error.problems))
            self.query_one("#forecast", Input).focus()
        except AdvisorError as error:
            self._say(f"{error}.")
            self.query_one("#path", Input).focus()
        else:
            self.dismiss(BillWish(checked, forecast))

    @staticmethod
    def _checked(name: str) -> str:
        path = place(name)
        if any(sign in name for sign in "*?["):
            return str(path)
        try:
            there = path.exists()
        except (OSError, ValueError):
            there = False
        if not there:
            raise AdvisorError(f"There is no file or folder “{name}”")
        return str(path)

    @staticmethod
    def _check_forecast(text: str | None) -> None:
        from advisor.workflows.evidence import forecast_of

        forecast_of(text)
