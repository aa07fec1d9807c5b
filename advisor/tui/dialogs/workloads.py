"""The workloads of an assessment: add, rename, remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.dialogs.choose import ChooseDialog, Way
from advisor.tui.dialogs.prompt import PromptDialog
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.naming import kind_name
from advisor.workflows.session_edits import InvalidEntry

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.workflows.session import Session


class WorkloadsDialog(Dialog[bool]):
    """Edits the session at once; undo takes it back."""

    TITLE_TEXT: ClassVar[str] = "Workloads"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("r,enter", "rename", "Rename"),
        Binding("d,delete", "remove", "Remove"),
    ]
    DEFAULT_CSS = """
    WorkloadsDialog OptionList {
        height: auto; max-height: 12; border: none; background: $surface; padding: 0;
    }
    """

    def __init__(self, session: Session, edited: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._edited = edited

    def compose_body(self) -> ComposeResult:
        """List, and what keys do."""
        yield Static(
            said("Each workload gets advice of its own. Answers about the organisation are shared by all."),
            classes="dialog-text",
        )
        yield OptionList(id="workloads", markup=False)
        yield Static(said("a adds · r renames · d removes · undo brings back"), classes="dialog-hint")
        yield Static("", id="wrong", classes="dialog-wrong")

    def compose_buttons(self) -> ComposeResult:
        """The three edits, and done."""
        yield button("Add", "add")
        yield button("Rename", "rename")
        yield button("Remove", "remove")
        yield button("Done", "cancel", primary=True)

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def _fill(self) -> None:
        listed = self.query_one("#workloads", OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        for workload in self._session.assessment.workloads:
            kind = kind_name(self._session.pack, workload.kind)
            listed.add_option(Option(said(f"{workload.title or workload.id} · {kind}"), id=workload.id))
        listed.highlighted = min(at, listed.option_count - 1)
        self.query_one("#wrong", Static).update("")

    def _current(self) -> str | None:
        listed = self.query_one("#workloads", OptionList)
        return None if listed.highlighted is None else listed.get_option_at_index(listed.highlighted).id

    def pressed(self, button_id: str) -> None:
        """By mouse."""
        if button_id == "add":
            self.action_add()
        elif button_id == "rename":
            self.action_rename()
        else:
            self.action_remove()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a workload renames it."""
        event.stop()
        self.action_rename()

    def action_add(self) -> None:
        """Ask for the name, then the kind."""

        def named(title: str | None) -> None:
            if title is None:
                return

            def kind_chosen(kind: str | None) -> None:
                if kind is not None:
                    self._session.add_workload(title, kind)
                    self._done()

            kinds = self._session.pack.manifest.workload_kinds
            ways = [Way(kind.id, kind.title, kind.help) for kind in kinds]
            self.app.push_screen(ChooseDialog(f"What kind of work is {title}?", "", ways), kind_chosen)

        self.app.push_screen(
            PromptDialog("Add a workload", "What is it called?", missing="Type a name."), named
        )

    def action_rename(self) -> None:
        """Ask for another title."""
        workload = self._current()
        if workload is None:
            return

        def take(title: str | None) -> None:
            if title is not None:
                self._session.rename_workload(workload, title)
                self._done()

        title = self._session.workload_title(workload) or ""
        dialog = PromptDialog("Rename a workload", "What is it called?", value=title, missing="Type a name.")
        self.app.push_screen(dialog, take)

    def action_remove(self) -> None:
        """Take it out; undo brings it back."""
        workload = self._current()
        if workload is None:
            return
        try:
            self._session.remove_workload(workload)
        except InvalidEntry as error:
            self.query_one("#wrong", Static).update(said(f"✗ {error}"))
        else:
            self._done()

    def _done(self) -> None:
        self._edited()
        self._fill()
