"""Go to any question: a list with a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from advisor.tui.dialogs.base import Dialog
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.naming_answers import state_mark

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.decision.walk import Step
    from advisor.workflows.session import Session


class JumpDialog(Dialog["Step"]):
    """Every relevant question with its state; answers the one to go to."""

    TITLE_TEXT = "Go to a question"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor(1)", "Down", show=False),
        Binding("up", "cursor(-1)", "Up", show=False),
    ]
    DEFAULT_CSS = """
    JumpDialog > .dialog { width: 84; height: 90%; overflow-y: hidden; }
    JumpDialog OptionList { height: 1fr; border: none; background: $surface; padding: 0; }
    JumpDialog .dialog-title, JumpDialog .dialog-buttons { margin: 0; }
    """

    def __init__(self, session: Session, current: Step | None) -> None:
        super().__init__()
        self._session = session
        self._current = current
        self._steps = session.steps()

    def compose_body(self) -> ComposeResult:
        """Search field and list."""
        yield Input(placeholder="Type to search", id="search")
        yield OptionList(id="steps", markup=False)

    def on_mount(self) -> None:
        """Fill the list and start in the search field."""
        self._fill("")

    def _fill(self, wanted: str) -> None:
        session = self._session
        options = self.query_one("#steps", OptionList)
        options.clear_options()
        titles = {section.id: section.title for section in session.pack.sections}
        heading, here = "", None
        words = wanted.casefold().split()
        for index, step in enumerate(self._steps):
            where = titles.get(step.question.section, step.question.section)
            workload = session.workload_title(step.workload)
            where = f"{where} · {workload}" if workload else where
            text = f"{step.question.short} {step.question.ask} {where}".casefold()
            if not all(word in text for word in words):
                continue
            if where != heading:
                heading = where
                options.add_option(Option(said(where, "bold $text-primary"), disabled=True))
            mark, _ = state_mark(session.answer_to(step))
            options.add_option(Option(said(f" {mark} {step.question.short}"), id=str(index)))
            if here is None or step == self._current:
                here = options.option_count - 1
        if here is None:
            options.add_option(
                Option(said("No question has all of these words in it.", "italic"), disabled=True)
            )
        options.highlighted = here

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to what is highlighted."""
        event.stop()
        options = self.query_one("#steps", OptionList)
        if options.highlighted is not None:
            self._go(options.get_option_at_index(options.highlighted))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen by mouse or Enter."""
        event.stop()
        self._go(event.option)

    def _go(self, option: Option) -> None:
        if option.id is not None:
            self.dismiss(self._steps[int(option.id)])

    def action_cursor(self, by: int) -> None:
        """Arrows work while the search field has the focus."""
        options = self.query_one("#steps", OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()
