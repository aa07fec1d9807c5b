"""Which scenarios to show, and the table of them as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from advisor.errors import AdvisorError, CannotWrite
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.option_list import AnswerOptions, Choice

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from advisor.model.scenario import Scenario, ScenarioTable
    from advisor.tui.hub import Hub

_FORMATS = {"md": "Markdown", "csv": "CSV, for a spreadsheet", "json": "JSON, with every row"}


class ScenarioPick(Dialog[tuple[str, ...]]):
    """Answers the names of those that are to be shown, in the order of the file."""

    TITLE_TEXT: ClassVar[str] = "Which scenarios to show"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "Show", show=False, priority=True)]

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        shown: Sequence[str],
        most: int,
        adopted: frozenset[str] = frozenset(),
    ) -> None:
        """``adopted`` are the names of those that are so already."""
        super().__init__()
        self._scenarios, self._most, self._adopted = scenarios, most, adopted
        self._marked = frozenset(shown[:most])

    def compose_body(self) -> ComposeResult:
        """The list."""
        text = f"Up to {self._most} beside the present. Space marks one, Enter shows them."
        yield Static(said(text), classes="dialog-text")
        yield AnswerOptions(id="scenarios")
        yield Static("", id="wrong", classes="dialog-wrong")

    def compose_buttons(self) -> ComposeResult:
        """Cancel and Show."""
        yield button("Cancel", "cancel")
        yield button("Show", "show", primary=True)

    def on_mount(self) -> None:
        """Choose at once."""
        listed = self.query_one(AnswerOptions)
        choices = [
            Choice(each.name, str(number) if number < 10 else "", each.name, note=self._note(each))
            for number, each in enumerate(self._scenarios, start=1)
        ]
        listed.put(choices, self._marked, several=True)
        listed.focus()

    def _note(self, scenario: Scenario) -> str:
        return "so already" if scenario.name in self._adopted else ""

    def on_key(self, event: events.Key) -> None:
        """Number keys mark and unmark."""
        name = self.query_one(AnswerOptions).key_of(event.key)
        if name is not None:
            event.stop()
            self._turn(name)

    def on_answer_options_picked(self, message: AnswerOptions.Picked) -> None:
        """Space and mouse do too."""
        self._turn(message.choice)

    def _turn(self, name: str) -> None:
        self._marked = self._marked ^ {name}
        listed = self.query_one(AnswerOptions)
        listed.point_at(name)
        listed.mark(self._marked)
        self.query_one("#wrong", Static).update("")

    def pressed(self, _button_id: str) -> None:
        """By mouse."""
        self.action_take()

    def action_take(self) -> None:
        """Show those that are marked."""
        marked = self._marked
        if len(marked) > self._most:
            self.query_one("#wrong", Static).update(said(f"✗ {len(marked)} are marked; {self._most} fit."))
            return
        self.dismiss(tuple(each.name for each in self._scenarios if each.name in marked))


def export_table(hub: Hub, table: ScenarioTable, *, everything: bool) -> None:
    """Ask for format and name, and write the file; one that is there is never overwritten."""
    from advisor.tui.dialogs.choose import ChooseDialog, Way
    from advisor.tui.dialogs.prompt import PromptDialog

    def chosen(ending: str | None) -> None:
        if ending is None:
            return

        def named(name: str | None) -> None:
            if name is None:
                return
            try:
                path = write_table(name, ending, table, everything=everything)
            except AdvisorError as error:
                hub.notify(str(error), title="Not exported", severity="error", markup=False)
            else:
                hub.notify(f"{path.name} is written.", title="Exported", markup=False)

        dialog = PromptDialog(
            "Export the comparison",
            "A file that exists is never overwritten.",
            value=str(_free(hub, table, ending)),
            missing="Type the name of a file.",
        )
        hub.push_screen(dialog, named)

    ways = [Way(ending, label) for ending, label in _FORMATS.items()]
    hub.push_screen(ChooseDialog("Export the comparison", "", ways), chosen)


def write_table(name: str, ending: str, table: ScenarioTable, *, everything: bool) -> Path:
    """Write the table in the format that an ending names.

    Raises:
        CannotWrite: there is such a file, or the system refused.
        AdvisorError: the place is none where files may be written.
    """
    from advisor.content.atomic import write_atomically
    from advisor.reporting.scenarios import as_csv, as_json, as_markdown
    from advisor.workflows.inside import place

    path = place(name)
    render = {"md": as_markdown, "csv": as_csv, "json": as_json}[ending]
    content = render(table, everything=everything or ending == "json")

    def free() -> None:
        if path.exists():
            raise CannotWrite(f"{path}: there is such a file already; choose another name")

    free()
    write_atomically(path, content, free)
    return path


def _free(hub: Hub, table: ScenarioTable, ending: str) -> Path:
    path = hub.session.path if hub.session is not None else None
    base = path.with_name(f"{path.stem}-scenarios.{ending}") if path else Path(f"{table.assessment}.{ending}")
    number, found = 2, base
    while found.exists():
        found = base.with_name(f"{base.stem}-{number}{base.suffix}")
        number += 1
    return found
