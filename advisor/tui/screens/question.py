"""A question on the screen: shown, answered, with the advice beside it following every answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.containers import Horizontal

from advisor.model.question import QuestionType
from advisor.tui.bills import contradiction
from advisor.tui.interview_place import place_of, progress_of
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.answer_field import AnswerField
from advisor.tui.widgets.banner import SettledNote
from advisor.tui.widgets.line_painting import LivePanel
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.tui.widgets.panel_parts import Asks
from advisor.tui.widgets.progress_line import ProgressLine
from advisor.tui.widgets.question_card import NOT_APPLICABLE, UNKNOWN
from advisor.tui.widgets.question_view import QuestionView
from advisor.workflows.session_edits import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from advisor.decision.walk import Step
    from advisor.model.glimpse import Glimpse
    from advisor.workflows.session import Change, Session


REST_AFTER = 0.04
"""Seconds until what a key changed beyond the workload in sight follows: quick keys share one turn."""


class QuestionScreen(WorkspaceScreen):
    """Shows one question and takes its answer; where to go from there is the subclass's business."""

    step: Step | None
    """The question that is shown; None when there is none to ask."""
    just_answered: Step | None = None
    """The question before, when its answer led here."""

    DEFAULT_CSS = """
    QuestionScreen #room { height: 1fr; }
    QuestionScreen.-tall #progress { margin: 1 0 0 0; }
    QuestionScreen #beside { display: none; }
    QuestionScreen #strip { display: block; }
    QuestionScreen.-wide #beside { display: block; margin: 0; padding: 1 2; }
    QuestionScreen.-wide #strip { display: none; }
    """
    AUTO_FOCUS = ""

    def __init__(self, session: Session, step: Step | None) -> None:
        super().__init__(session)
        pack = session.pack
        self._panels = (LivePanel(pack, id="beside"), LivePanel(pack, id="strip", classes="-compact"))
        self.step = step
        self._rest: asyncio.TimerHandle | None = None
        self._could_undo = False
        self._ranked: tuple[Step, ...] = ()
        """What could still matter, most telling first, as it was after the answer before."""

    def compose_body(self) -> ComposeResult:
        """Progress on top, the question, the panel beside it or, in a small terminal, below it."""
        yield ProgressLine(id="progress")
        yield SettledNote(id="settled")
        with Horizontal(id="room"):
            yield QuestionView(id="question")
            yield self._panels[0]
        yield self._panels[1]

    def on_mount(self) -> None:
        """Show the first question."""
        if self.step is None:
            self.step = self.session.resume() or next(iter(self.session.steps()), None)
        self._show_step()

    def on_resize(self) -> None:
        """A roomier terminal shows the section's introduction above the question."""
        self.call_after_refresh(self._show_again)

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
        else:
            self._show_again()

    def show_place(self, step: Step) -> None:
        """The question that an undo or redo was about."""
        if step.key in {one.key for one in self.session.steps()}:
            self.step = step
            self._show_step()

    def take_back_typed(self) -> bool:
        """What stands in the field is the answer again."""
        field = self.view.field
        if self.step is None or not field.display or not field.changed:
            return False
        field.mark(self.session.answer_to(self.step))
        return True

    def _show_again(self) -> None:
        """The same question anew; what is typed and not taken yet stays in its field."""
        field = self.view.field
        typed = field.value if field.display and field.changed else None
        self._show_step()
        if typed is not None and field.display:
            field.type_again(typed)

    def _show_step(self) -> None:
        step = self.step
        if step is None:
            return
        place = place_of(self.session, step)
        answer = self.session.answer_to(step)
        saved = self.session.own_answer_to(step) if self.session.supposing else None
        with self.app.batch_update():
            self.view.put(
                step.question,
                answer,
                about=place.about,
                intro=place.intro,
                counts=place.counts,
                saved=saved,
            )
            self.view.warn(contradiction(self.session, step))
            self._show_progress(step)
        self._show_advice()
        self._show_undo()

    def _show_undo(self) -> None:
        """Undo is named among the keys once there is something to undo."""
        if self.session.can_undo is not self._could_undo:
            self._could_undo = self.session.can_undo
            self.refresh_bindings()

    def _show_answer(self) -> None:
        step = self.step
        if step is None:
            return
        self.view.mark(self.session.answer_to(step))
        self.view.warn(contradiction(self.session, step))
        self._show_advice()
        self._show_undo()

    def _show_progress(self, step: Step) -> None:
        for line in self.query(ProgressLine):
            line.put(*progress_of(self.session, step))

    def _show_advice(self) -> None:
        """The workload that is asked about at once; the others as soon as that is painted."""
        if self.step is None:
            return
        self._put_advice(self.session.glimpse_first_at(self.step.workload))
        if self._rest is not None:
            self._rest.cancel()
        # The loop's own timer: one of Textual's is a task of its own, made and thrown away with each key.
        self._rest = asyncio.get_running_loop().call_later(REST_AFTER, self.call_next, self._show_rest)

    def on_unmount(self) -> None:
        """What was to follow has nowhere to go."""
        if self._rest is not None:
            self._rest.cancel()

    def _show_rest(self) -> None:
        if self.step is not None and self.is_attached:
            self._show_progress(self.step)
            advice = self.session.glimpse
            # The doubt of each workload is known by now, so that this is a matter of adding up.
            withheld = self.session.advice_withheld or advice.overall.settled
            self._ranked = () if withheld else self.session.telling()
            self._put_advice(advice)
            self.advice_shown()

    def _put_advice(self, advice: Glimpse) -> None:
        workload = self.step.workload if self.step is not None else None
        present, known = self.session.present, self.session.has_answers(workload)
        # What is supposed is compared with the present to the last warning, so it takes the whole advice.
        shown = advice if present is None else self.session.recommendation
        for panel in self._panels:
            panel.withheld = self.session.advice_withheld
            panel.asked = self.session.answered
            if panel.display:
                panel.show(shown, workload, present=present, known=known, asks=self._asks())

    def _asks(self) -> Asks:
        """The question that the interview would ask first of all that is not dealt with."""
        session = self.session
        shown = self.step.workload if self.step is not None else None
        here = shown or session.assessment.workloads[0].id  # The panel shows the first one then.
        first = next((s for s in self._ranked if session.answer_to(s) is None and not self.passed(s)), None)
        name = first.question.short if first is not None else ""
        if first is not None and first.workload not in (None, here):
            name = f"{name}, {session.workload_title(first.workload)}"
        return Asks(name, session.quick)

    def passed(self, _step: Step) -> bool:
        """Whether the interview passed a question over and would not ask it again by itself."""
        return False

    def advice_shown(self) -> None:
        """The whole advice is on the screen: time for what may take a little longer."""

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
            self.enter()
        else:
            self._pick(message.choice, go_on=True)

    def enter(self) -> None:
        """Enter on an answer that is taken already."""
        self.action_next()

    def _pick(self, choice: str, *, go_on: bool | None = None) -> None:
        step = self.step
        if step is None:
            return
        several = step.question.type is QuestionType.MULTIPLE
        if go_on is None:
            go_on = self.advisor.auto_advance and not several
        if choice == NOT_APPLICABLE:
            self.view.mark(self.session.answer_to(step))
            self.ask_reason(step)
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
        self.edited_here()
        if self.step is not None:
            # What stands in the field is the answer now, and never taken for another one on the way out.
            self.view.mark(self.session.answer_to(self.step))
        if go_on and not self.stay():
            self.just_answered = self.step
            self.action_next()
        else:
            self._show_answer()
        return True

    def ask_reason(self, step: Step) -> None:
        """Ask why a question does not apply."""

    def edited_here(self) -> None:
        """An answer was given on this screen."""

    def stay(self) -> bool:
        """Whether something has to be said before the next question."""
        return False

    def action_next(self) -> None:
        """On to the next question."""

    def on_answer_field_edited(self) -> None:
        """While typing nothing is wrong yet."""
        self.view.field.complain(None)

    def on_answer_field_entered(self, message: AnswerField.Entered) -> None:
        """Enter takes what is typed and goes on."""
        step = self.step
        if step is None:
            return
        if not self.view.field.changed:
            # Also where nothing is typed because nobody knows, or it does not apply: that is an answer.
            if self.session.answer_to(step) is not None:
                self.enter()
            else:
                self.view.field.complain("Type an answer, or press F8 to leave it open.")
            return
        if not message.text.strip():
            if self._do(lambda: self.session.clear(step), go_on=True):
                name = step.question.short
                self.notify(f"“{name}” is open again: its field was emptied. ^z takes it back.", markup=False)
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
