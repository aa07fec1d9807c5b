"""The interview: from question to question, in the file's order or the most telling ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from advisor.tui.screens.question import QuestionScreen
from advisor.tui.telling import TellingWalk
from advisor.tui.widgets.banner import SettledNote
from advisor.tui.widgets.question_card import NOT_APPLICABLE, UNKNOWN
from advisor.tui.widgets.score_panel import WITHHELD
from advisor.workflows.session_resting import resting

if TYPE_CHECKING:
    from advisor.decision.walk import Step
    from advisor.tui.dialogs.note import Annotation
    from advisor.workflows.session import Session

_TODAY = "Today's advice is settled; the target can still move."
_REST = "The rest cannot change the advice, today's or the target's."
_REST_SHORT = "The rest cannot change the advice."
_WAYS = {
    True: ("Go to the result (Enter) or go on (→).", "Enter: result."),
    False: ("F4 shows the result; → goes on.", "F4: result."),
}
"""What to do then, in full and in short: where Enter leads to the result, and where it answers."""


def _left_open(left: int, mattering: int, what: str) -> str:
    """What is left of the quick interview, and whether any of it could matter."""
    if mattering:
        one = mattering == 1
        return f"{mattering} of its questions {'was' if one else 'were'} passed over and could change {what}."
    if left == 1:
        return f"1 of its questions is open still, and cannot change {what}."
    return f"{left} of its questions are open still, and cannot change {what}."


RANK_AFTER = 0.05
"""Seconds after a change until the open questions are ranked, so that the picture comes first."""


class InterviewScreen(QuestionScreen):
    """Asks, takes the answer, shows what it changes."""

    PLACE: ClassVar[str] = "interview"
    HELP_TEXT: ClassVar[str] = (
        "One question at a time. Choose with the number keys, the arrows or the mouse; Enter takes the "
        "choice and goes on. Every answer is saved at once, and scores and advice follow it.\n\n"
        "Unknown means that nobody in the room can say: the advice then counts every possibility, and "
        "shows how much depends on it. Does not apply takes the question out of the score, and needs a "
        "reason. A question that you pass over stays open.\n\n"
        "s asks what settles most first, and says when the rest cannot change the advice, today's or the "
        "target's. F9 lets you suppose other answers: nothing is saved until you keep them.\n\n"
        "^z takes the last change back, ^y does it again; each says what it was, and goes to its question. "
        "In the field of a number letters are no commands, but for u, n and e while nothing is typed; Esc "
        "leaves the field."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "back", "Back"),
        Binding("right", "next", "Next"),
        Binding("f7", "back", "Back", key_display="F7"),
        Binding("f8", "next", "Next", key_display="F8"),
        Binding("u", "unknown", "Unknown"),
        Binding("n", "not_applicable", "N/A"),
        Binding("e", "annotate", "Evidence"),
        Binding("s", "toggle_order", "Order"),
        Binding("ctrl+g", "jump", "Go to"),
        Binding("ctrl+z", "take_back", "Undo", key_display="^z", priority=True),
        Binding("w", "words", "Explain hard words", show=False),
        Binding("x", "clear", "Clear the answer", show=False),
        Binding("a", "toggle_auto_advance", "Go on by itself after a choice", show=False),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "scroll(1)", "Scroll down", show=False),
        Binding("escape", "leave_field", "Leave the field", show=False),
    ]

    def __init__(self, session: Session, step: Step | None) -> None:
        super().__init__(session, step)
        self._walk = TellingWalk(session)
        self._was_settled = True
        self._changed_here = False
        self._offers_result = False
        """Whether Enter leads to the result, because the answer just given settled the advice."""

    # Whether it matters ----------------------------------------------------------------------

    def _settled(self) -> bool:
        """Whether no open answer can change the advice or the target; looks at the shown workload first."""
        workload = self.step.workload if self.step is not None else None
        first = self.session.glimpse_first_at(workload).workloads
        shown = next((one for one in first if one.id == workload), first[0])
        return shown.settled and self.session.glimpse.overall.settled

    def _left(self) -> int:
        progress = self.session.progress()
        return progress.total - progress.answered

    def advice_shown(self) -> None:
        """Say when nothing matters any more; rank what does for the next step."""
        if self.session.advice_withheld:
            return
        settled = self.session.glimpse.overall.settled
        if not settled:
            self._offers_result = False
        elif not self._was_settled:
            self._offers_result = self._changed_here
        self._was_settled, self._changed_here = settled, False
        self._say_settled()
        if self.session.settles_first and not settled:
            self.set_timer(RANK_AFTER, self._rank)

    def _say_settled(self) -> None:
        texts: tuple[str, ...] = ()
        if self._left() and self._was_settled:
            ways = _WAYS[self._offers_result]
            texts = (*(f"{_REST} {way}" for way in ways), f"{_REST_SHORT} {ways[-1]}")
        elif self._left() and self.session.glimpse.overall.decided:
            texts = (_TODAY,)
        below = self._rests_on() if texts else ""
        for note in self.query(SettledNote):
            note.say(*texts, below=below)

    def _rests_on(self) -> str:
        """What that rests on, and which other decisions are open still."""
        return " ".join(resting(self.session.pack, self.session.recommendation, brief=True))

    def _rank(self) -> None:
        self.run_worker(self._walk.rank, thread=True, group="ranking", exclusive=True)

    def edited_here(self) -> None:
        """An answer was given on this screen."""
        self._changed_here = True

    def stay(self) -> bool:
        """The answer that settles the advice is the moment to say so."""
        return not self._was_settled and bool(self._left()) and self._settled()

    def enter(self) -> None:
        """To the result when that is offered, else on."""
        if self._offers_result:
            self._finish(tell=False)
            self.notify(f"{_REST} F2 goes on all the same.", markup=False)
        else:
            self.action_next()

    def passed(self, step: Step) -> bool:
        """Only where what settles most comes first; in the file's order nothing is left out."""
        return self.session.settles_first and self._walk.passed(step)

    # Going -----------------------------------------------------------------------------------

    def go_to(self, step: Step) -> None:
        """A question that was asked for."""
        self._offers_result = False
        super().go_to(step)

    def action_next(self) -> None:
        """The next question in the chosen order; after the last one, the result."""
        if self.step is None:
            return
        self._take_typed()
        self._offers_result = False
        telling = self.session.settles_first and not self._settled()
        following = (self._walk if telling else self.session).following(self.step)
        if following is not None:
            self.step = following
            self._show_step()
            return
        self._show_answer()
        if not self._offer_more():
            self._finish(tell=True)

    def _finish(self, *, tell: bool) -> None:
        left = self._left()
        if tell and left:
            open_ = "1 question is" if left == 1 else f"{left} questions are"
            self.notify(f"{open_} still open; F2 comes back to the first of them.", markup=False)
        self.advisor.action_go("result")
        self.advisor.position = None

    def _offer_more(self) -> bool:
        """After the quick interview: what of the full one could still change the advice or the target."""
        session = self.session
        if not session.quick or session.advice_withheld or self._settled():
            return False
        more = [step for step in session.telling(quick=False) if session.answer_to(step) is None]
        if not more:
            return False
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def take(way: str | None) -> None:
            if way == "ask":
                session.set_quick(False)
                session.settles_first = True
                self.advisor.remember()
                self._walk.start()
                self.go_to(more[0])
            elif way == "result":
                self._finish(tell=False)

        count = "1 more answer" if len(more) == 1 else f"{len(more)} more answers"
        what = "the target" if session.glimpse.overall.decided else "the advice"
        text = f"{count} could change {what}. The most telling come first, and you can stop at any time."
        title = "The quick interview is done"
        if left := self._left():
            title = "The quick interview settles no more"
            mattering = sum(session.answer_to(step) is None for step in session.telling())
            text = f"{_left_open(left, mattering, what)} {text}"
        ways = (Way("ask", f"Ask {'it' if len(more) == 1 else 'them'}"), Way("result", "See the result"))
        self.app.push_screen(ChooseDialog(title, text, ways), take)
        return True

    def action_toggle_order(self) -> None:
        """Between the file's order and what settles most first."""
        session = self.session
        if session.advice_withheld:
            self.notify(f"{WITHHELD} What settles it comes first only then.", markup=False)
            return
        session.settles_first = not session.settles_first
        self.advisor.remember()
        self._walk.start()
        if not session.settles_first:
            self.notify("Questions come in the questionnaire's order again.", markup=False)
            self._show_answer()
            return
        open_ = self._walk.open_steps()
        if not open_:
            self.notify(self._nothing_to_ask(), markup=False)
            self._show_answer()
        else:
            self.notify(f"What settles most comes first: {self._mattering(len(open_))}", markup=False)
            self.go_to(open_[0])

    def _mattering(self, asked: int) -> str:
        """How many answers could matter, and how many of them this interview asks for."""
        every = self.session.telling(quick=False)
        unknown = sum(self.session.answer_to(step) is not None for step in every)
        count = f"{len(every)} open answer{'' if len(every) == 1 else 's'} could matter"
        if len(self.session.assessment.workloads) > 1:
            count += ", over all workloads"
        known = f"; {unknown} of them nobody knows" if unknown else ""
        quick = f"; the quick interview asks for {asked}" if asked < len(every) - unknown else ""
        return f"{count}{known}{quick}."

    def _nothing_to_ask(self) -> str:
        """Why the most telling questions come to nothing."""
        overall = self.session.glimpse.overall
        if overall.settled:
            return "No open answer can change the advice, today's or the target's."
        what = "the target" if overall.decided else "the advice"
        return f"What could still change {what} is dealt with: nobody here knows it."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys only where they do something."""
        if action == "take_back":
            return self.session.can_undo
        return super().check_action(action, parameters)

    async def action_take_back(self) -> None:
        """Undo, by mouse; the key is the app's, wherever one is."""
        await self.run_action("app.undo")

    def action_back(self) -> None:
        """The question before."""
        if self.step is None:
            return
        preceding = self._walk.preceding() or self.session.preceding(self.step)
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

    def ask_reason(self, step: Step) -> None:
        """Ask why the question does not apply, and take the answer."""
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
            example=step.question.not_applicable_example or "a few words that a reader can judge",
            missing="A reason is needed, so that a reader can judge it.",
        )
        self.app.push_screen(dialog, take)

    def action_annotate(self) -> None:
        """Evidence and note."""
        step = self.step
        answer = self.session.answer_to(step) if step else None
        if answer is None and self.just_answered is not None:
            step = self.just_answered
            answer = self.session.answer_to(step)
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
        """From the field to the two choices that every question takes; from there out of what-if."""
        if self.session.supposing and self.view.options.has_focus:
            self.action_ask_supposed()
        else:
            self.view.options.focus()
