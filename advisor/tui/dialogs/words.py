"""What the hard words of a question mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.tui.dialogs.base import TextDialog
from advisor.tui.widgets.drawing import Drawing, Lines, said, wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.question import Question


class _Meanings(Drawing):
    """Word, and its meaning below it."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def draw(self, width: int) -> Lines:
        """A paragraph for each word."""
        question = self._question
        lines: Lines = []
        for word, meaning in question.help.items():
            lines += [said(word, "bold $text-primary"), *wrapped(meaning, width, indent=2), said("")]
        if not question.help:
            lines += [*wrapped("This question has no words that need explaining.", width), said("")]
        lines += [
            said("Why it is asked", "bold $text-primary"),
            *wrapped(question.why, width, indent=2),
            said(""),
        ]
        lines += [
            said("What to look for", "bold $text-primary"),
            *wrapped(question.evidence, width, indent=2),
        ]
        return lines


class WordsDialog(TextDialog):
    """Help on the words of one question."""

    TITLE_TEXT = "What the words mean"

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def compose_body(self) -> ComposeResult:
        """The meanings."""
        yield _Meanings(self._question)
