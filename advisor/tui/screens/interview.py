"""The interview: one question at a time, with the advice beside it following every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from advisor.model.question import QuestionType
from advisor.tui.interview_place import place_of, progress_of
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.answer_field import AnswerField
from advisor.tui.widgets.line_painting import LivePanel
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.tui.widgets.progress_line import ProgressLine
from advisor.tui.widgets.question_card import NOT_APPLICABLE, UNKNOWN
from advisor.tui.widgets.question_view import QuestionView
from advisor.workflows.session_edits import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from advisor.decision.walk import Step
    from advisor.tui.dialogs.note import Annotation
    from advisor.workflows.session import Change, Session


class InterviewScreen(WorkspaceScreen):
    """Asks, takes the answer, shows what it changes."""

    PLACE: ClassVar[str] = "interview"
    HELP_TEXT: ClassVar[str] = (
        "One question at a time. Choose with the number keys, the arrows or the mouse; Enter takes the "
        "choice and goes on. Every answer is saved at once, and scores and advice follow it.\n\n"
        "Unknown means that nobody in the room can say: the advice then counts every possibility, and "
        "shows how much depends on it. Does not apply takes the question out of the score, and needs a "
        "reason. A question that you pass over stays open."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "back", "Back"),
        Binding("right", "next", "Next"),
        Binding("f7", "back", "Back"),
        Binding("f8", "next", "Next"),
        Binding("u", "unknown", "Unknown"),
        Binding("n", "not_applicable", "N/A"),
        Binding("e", "annotate", "Evidence"),
        Binding("ctrl+g", "jump", "Go to"),
        Binding("w", "words", "Explain hard words", show=False),
        Binding("x", "clear", "Clear the answer", show=False),
        Binding("a", "toggle_auto_advance", "Go on by itself after a choice", show=False),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "scroll(1)", "Scroll down", show=False),
        Binding("escape", "leave_field", "Leave the field", show=False),
    ]
    DEFAULT_CSS = """
    InterviewScreen #room { height: 1fr; }
    InterviewScreen.-tall #progress { margin: 1 0 0 0; }
    InterviewScreen #beside { display: none; }
    InterviewScreen #strip { display: block; }
    InterviewScreen.-wide #beside { display: block; margin: 0; padding: 1 2; }
    InterviewScreen.-wide #strip { display: none; }
    """
    AUTO_FOCUS = ""

    def __init__(self, session: Session, step: Step | None) -> None:
        super().__init__(session)
        self.step = step
        """The question that is shown; None when there is none to ask."""

    def compose_body(self) -> ComposeResult:
        """Progress on top, the question, the panel beside it or, in a small terminal, below it."""
        yield ProgressLine(id="progress")
        with Horizontal(id="room"):
            yield QuestionView(id="question")
            yield LivePanel(self.session.pack, id="beside")
        yield LivePanel(self.session.pack, id="strip", classes="-compact")

    def on_mount(self) -> None:
        """Show the first question."""
        if self.step is None:
            self.step = self.session.first_open() or next(iter(self.session.steps()), None)
        self._show_step()

    def on_resize(self) -> None:
        """A roomier terminal shows the section's introduction above the question."""
        self.call_after_refresh(self._show_step)

    @property
    def view(self) -> QuestionView:
        """The question in the middle."""
        return self.query_one("#question", QuestionView)

    # Showing ---------------------------------------------------------------------------------

    def leaving(self) -> None:
        """Take what is typed, and come back here."""
        self._take_typed()
        self.advisor.position = self.step

    def go_to(self, step: Step) -> None:
        """Show another question; a typed answer that is not yet taken is taken first."""
        self._take_typed()
        self.step = step
        self._show_step()

    def session_changed(self) -> None:
        """Show the same question with what is known now."""
        ids = {None, *(w.id for w in self.session.assessment.workloads)}
        if self.step is not None and self.step.workload not in ids:
            self.step = self.session.first_open() or next(iter(self.session.steps()), None)
        self._show_step()

    def _show_step(self) -> None:
        step = self.step
        if step is None:
            return
        place = place_of(self.session, step)
        answer = self.session.answer_to(step)
        with self.app.batch_update():
            self.view.put(step.question, answer, about=place.about, intro=place.intro, counts=place.counts)
            self._show_progress(step)
        self._show_advice()

    def _show_answer(self) -> None:
        step = self.step
        if step is None:
            return
        self.view.mark(self.session.answer_to(step))
        self._show_progress(step)
        self._show_advice()

    def _show_progress(self, step: Step) -> None:
        self.query_one("#progress", ProgressLine).put(*progress_of(self.session, step))

    def _show_advice(self) -> None:
        if self.step is None:
            return
        for panel in self.query(LivePanel):
            panel.show(self.session.recommendation, self.step.workload)

    # Answering -------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Number keys pick an option."""
        choice = self.view.options.key_of(event.key)
        if choice is not None and event.key.isdigit():
            event.stop()
            self.view.options.point_at(choice)
            self._pick(choice)

    def on_answer_options_picked(self, message: AnswerOptions.Picked) -> None:
        """By space or mouse."""
        self._pick(message.choice)

    def on_answer_options_confirmed(self, message: AnswerOptions.Confirmed) -> None:
        """Enter: take the choice, unless it is taken, and go on."""
        chosen = self.view.options.chosen
        several = self.step is not None and self.step.question.type is QuestionType.MULTIPLE
        if message.choice in chosen or (several and chosen):
            self.action_next()
        else:
            self._pick(message.choice, go_on=True)

    def _pick(self, choice: str, *, go_on: bool | None = None) -> None:
        step = self.step
        if step is None:
            return
        several = step.question.type is QuestionType.MULTIPLE
        if go_on is None:
            go_on = self.advisor.auto_advance and not several
        if choice == NOT_APPLICABLE:
            self.view.mark(self.session.answer_to(step))
            self._ask_reason(step)
        elif choice == UNKNOWN:
            self._do(lambda: self.session.mark_unknown(step), go_on=go_on)
        elif several:
            wanted = self._toggled(step, choice)
            if wanted:
                self._do(lambda: self.session.choose(step, wanted), go_on=go_on)
            else:
                self._do(lambda: self.session.clear(step), go_on=False)
        else:
            self._do(lambda: self.session.choose(step, (choice,)), go_on=go_on)

    def _toggled(self, step: Step, choice: str) -> frozenset[str]:
        """What is chosen once ``choice`` is turned; what stands alone pushes the others out, and they it."""
        alone = {option.id for option in step.question.options if option.alone}
        chosen = self.view.options.chosen - {UNKNOWN, NOT_APPLICABLE}
        if choice in chosen:
            return chosen - {choice}
        return frozenset((choice,)) if choice in alone else (chosen - alone) | {choice}

    def _do(self, edit: Callable[[], Change], *, go_on: bool) -> bool:
        try:
            change = edit()
        except InvalidEntry as error:
            if self.view.field.display:
                self.view.field.complain(str(error))
            else:
                self.notify(str(error), severity="warning", markup=False)
            return False
        self.advisor.edited(change)
        if go_on:
            self.action_next()
        else:
            self._show_answer()
        return True

    def on_answer_field_edited(self) -> None:
        """While typing nothing is wrong yet."""
        self.view.field.complain(None)

    def on_answer_field_entered(self, message: AnswerField.Entered) -> None:
        """Enter takes what is typed and goes on."""
        step = self.step
        if step is None:
            return
        if not message.text.strip():
            if self.session.answer_to(step) is None:
                self.view.field.complain("Type an answer, or press F8 to leave it open.")
                return
            self._do(lambda: self.session.clear(step), go_on=True)
            return
        self._do(lambda: self._enter(step, message.text), go_on=True)

    def _enter(self, step: Step, text: str) -> Change:
        if step.question.type is QuestionType.NUMBER:
            return self.session.enter_number(step, text)
        return self.session.enter_text(step, text)

    def _take_typed(self) -> None:
        """Take what stands in the field; what cannot be taken is named, never dropped without a word."""
        step, field = self.step, self.view.field
        if step is None or not field.display or not field.value.strip() or not field.changed:
            return
        try:
            self.advisor.edited(self._enter(step, field.value))
        except InvalidEntry as error:
            self.notify(f"“{field.value}” was not taken: {error}", severity="warning", markup=False)

    # Actions ---------------------------------------------------------------------------------

    def action_next(self) -> None:
        """The next question; after the last one, the result."""
        if self.step is None:
            return
        self._take_typed()
        following = self.session.following(self.step)
        if following is not None:
            self.step = following
            self._show_step()
            return
        self._show_answer()
        progress = self.session.progress()
        left = progress.total - progress.answered
        if left:
            open_ = "1 question is" if left == 1 else f"{left} questions are"
            self.notify(f"{open_} still open; F2 comes back to the first of them.", markup=False)
        self.advisor.action_go("result")
        self.advisor.position = None

    def action_back(self) -> None:
        """The question before."""
        if self.step is None:
            return
        preceding = self.session.preceding(self.step)
        if preceding is None:
            self.notify("This is the first question.", markup=False)
        else:
            self.go_to(preceding)

    def action_unknown(self) -> None:
        """Nobody knows."""
        self.view.options.point_at(UNKNOWN)
        self._pick(UNKNOWN)

    def action_not_applicable(self) -> None:
        """Does not apply; asks why."""
        self.view.options.point_at(NOT_APPLICABLE)
        self._pick(NOT_APPLICABLE)

    def _ask_reason(self, step: Step) -> None:
        from advisor.tui.dialogs.prompt import PromptDialog

        def take(reason: str | None) -> None:
            if (
                reason is not None
                and self._do(
                    lambda: self.session.mark_not_applicable(step, reason), go_on=self.advisor.auto_advance
                )
                and not self.advisor.auto_advance
            ):
                self._show_step()

        answer = self.session.answer_to(step)
        dialog = PromptDialog(
            "Does not apply here",
            f"Why does “{step.question.short}” not apply? The question is then left out of the score; "
            "the reason is shown in the report.",
            value=(answer.reason or "") if answer else "",
            example="for example: no personal data is processed",
            missing="A reason is needed, so that a reader can judge it.",
        )
        self.app.push_screen(dialog, take)

    def action_annotate(self) -> None:
        """Evidence and note."""
        step = self.step
        answer = self.session.answer_to(step) if step else None
        if step is None or answer is None:
            self.notify("Answer first: evidence and note belong to an answer.", markup=False)
            return
        from advisor.tui.dialogs.note import NoteDialog

        def take(annotation: Annotation | None) -> None:
            if annotation is not None:
                self._do(
                    lambda: self.session.annotate(step, note=annotation.note, evidence=annotation.evidence),
                    go_on=False,
                )

        question = step.question
        dialog = NoteDialog(question.short, question.evidence, answer.note or "", answer.evidence or "")
        self.app.push_screen(dialog, take)

    def action_words(self) -> None:
        """What hard words mean."""
        if self.step is None:
            return
        from advisor.tui.dialogs.words import WordsDialog

        self.app.push_screen(WordsDialog(self.step.question))

    def action_jump(self) -> None:
        """To any question."""
        from advisor.tui.dialogs.jump import JumpDialog

        def take(step: Step | None) -> None:
            if step is not None:
                self.go_to(step)

        self.app.push_screen(JumpDialog(self.session, self.step), take)

    def action_clear(self) -> None:
        """Open again."""
        step = self.step
        if step is not None and self._do(lambda: self.session.clear(step), go_on=False):
            self._show_step()

    def action_toggle_auto_advance(self) -> None:
        """Whether a choice goes on by itself."""
        self.advisor.toggle_auto_advance()

    def action_scroll(self, by: int) -> None:
        """Half a page of the question."""
        question = self.view
        question.scroll_relative(y=by * max(1, question.size.height // 2), animate=False)

    def action_leave_field(self) -> None:
        """From the field to the two choices that every question takes."""
        self.view.options.focus()
