"""One question with everything that belongs to it, in a room of its own that scrolls when it is long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from advisor.model.assessment import AnswerState
from advisor.model.question import QuestionType
from advisor.tui.widgets.answer_field import AnswerField
from advisor.tui.widgets.naming_answers import answer_words
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.tui.widgets.question_card import (
    AnswerNotes,
    QuestionContext,
    QuestionHead,
    choices_of,
    chosen_of,
)

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.assessment import Answer
    from advisor.model.question import Question


class QuestionView(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Head, background, field, options, notes. The arrow keys stay with the answers and the screen.

    In a tall terminal the background stands above the answer, in a short one below, so that the
    options are in sight at once.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    QuestionView {
        width: 1fr; height: 1fr; padding: 1 2 0 2; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    }
    .-short QuestionView { padding: 0 2; }
    QuestionView #above { display: none; margin: 0 0 1 0; }
    QuestionView #below { margin: 1 0 0 0; }
    .-tall QuestionView #above { display: block; }
    .-tall QuestionView #below { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Everything once; questions only change what it shows."""
        yield QuestionHead(id="head")
        yield QuestionContext(id="above")
        yield AnswerField(id="field")
        yield AnswerOptions(id="options")
        yield AnswerNotes(id="notes")
        yield QuestionContext(id="below")

    @property
    def options(self) -> AnswerOptions:
        """The options, and the two choices that every question takes."""
        return self.query_one("#options", AnswerOptions)

    @property
    def field(self) -> AnswerField:
        """Where answers are typed; displayed for numbers and text only."""
        return self.query_one("#field", AnswerField)

    def put(
        self,
        question: Question,
        answer: Answer | None,
        *,
        about: str,
        intro: str | None,
        counts: bool,
        saved: Answer | None = None,
    ) -> None:
        """Show another question.

        ``intro`` is its section's introduction where the section begins; ``counts`` is false when the
        question is no longer relevant; ``saved`` is what the file says while ``answer`` is only supposed.
        """
        tall = self.screen.has_class("-tall")
        head = self.query_one("#head", QuestionHead)
        head.put(question, about, intro if tall else None, counts=counts, brief=not tall)
        self.query_one("#above", QuestionContext).put(question, None)
        self.query_one("#below", QuestionContext).put(question, intro, brief=True)
        typed = question.type in {QuestionType.NUMBER, QuestionType.TEXT}
        self.field.display = typed
        several = question.type is QuestionType.MULTIPLE
        self.options.put(choices_of(question, answer, saved), chosen_of(answer), several=several)
        self.query_one("#notes", AnswerNotes).put(answer)
        if typed:
            self.field.put(question, answer, answer_words(question, saved) if saved is not None else "")
        if typed and (answer is None or answer.state is AnswerState.ANSWERED):
            self.field.focus_entry()
        else:
            self.options.focus(scroll_visible=False)
        self.scroll_home(animate=False)

    def warn(self, against: str) -> None:
        """Say what speaks against the present answer; empty when nothing does."""
        self.query_one("#head", QuestionHead).warn(against)

    def mark(self, answer: Answer | None) -> None:
        """Show another answer to the same question."""
        self.options.mark(chosen_of(answer))
        if self.field.display:
            self.field.mark(answer)
        self.query_one("#notes", AnswerNotes).put(answer)
