"""The question in the middle of the interview: what is asked, why, what to look for, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from advisor.model.assessment import AnswerState
from advisor.model.question import QuestionType
from advisor.tui.widgets.drawing import Drawing, Lines, one_line, said, wrapped
from advisor.tui.widgets.option_list import Choice

if TYPE_CHECKING:
    from advisor.model.assessment import Answer
    from advisor.model.question import Question

UNKNOWN = "@unknown"
NOT_APPLICABLE = "@not_applicable"
LABEL = 10
"""Cells of the column that names a paragraph."""


_SAVED = "now"
"""What marks the answer that is so while another is supposed: the table beside calls it that."""


def choices_of(question: Question, answer: Answer | None, saved: Answer | None = None) -> tuple[Choice, ...]:
    """The question's options by number key, then the two that every question takes.

    ``saved`` is the answer that is so, to be marked while another is supposed.
    """
    marked = dict.fromkeys(chosen_of(saved), _SAVED)
    options = tuple(
        Choice(
            option.id,
            str(number) if number < 10 else "",
            option.label,
            option.detail,
            note=marked.get(option.id, ""),
        )
        for number, option in enumerate(question.options, start=1)
    )
    reason = answer.reason if answer is not None else None
    return (
        *options,
        Choice(
            UNKNOWN,
            "u",
            "Unknown: nobody here can say",
            apart=bool(options),
            exclusive=True,
            note=marked.get(UNKNOWN, ""),
        ),
        Choice(
            NOT_APPLICABLE,
            "n",
            "Does not apply here",
            reason and f"because {reason}",
            exclusive=True,
            note=marked.get(NOT_APPLICABLE, ""),
        ),
    )


def chosen_of(answer: Answer | None) -> frozenset[str]:
    """Ids of the choices that an answer marks."""
    if answer is None:
        return frozenset()
    if answer.state is AnswerState.UNKNOWN:
        return frozenset((UNKNOWN,))
    if answer.state is AnswerState.NOT_APPLICABLE:
        return frozenset((NOT_APPLICABLE,))
    return frozenset(answer.choices or ((answer.choice,) if answer.choice else ()))


class QuestionHead(Drawing):
    """Section, workload and the question itself."""

    DEFAULT_CSS = """
    QuestionHead { margin: 0 0 1 0; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question: Question | None = None
        self._about = ""
        self._intro: str | None = None
        self._counts = True
        self._brief = False
        self._against = ""

    def warn(self, against: str) -> None:
        """Say what speaks against the present answer; empty when nothing does."""
        if against != self._against:
            self._against = against
            self.redraw()

    def put(self, question: Question, about: str, intro: str | None, *, counts: bool, brief: bool) -> None:
        """Show another question.

        ``intro`` is given when its section begins here, ``counts`` while it is relevant, ``brief`` where
        the background comes below the options, so that its first line has to do here.
        """
        self._question, self._about, self._counts = question, about, counts
        self._intro, self._brief = intro, brief
        self.redraw()

    def draw(self, width: int) -> Lines:
        """The question, bold, with whom it is about above it."""
        if self._question is None:
            return []
        lines: Lines = []
        if self._intro:
            lines += [*wrapped(self._intro, width, "italic $text-muted"), Content("")]
        if self._about:
            lines += wrapped(self._about, width, "$text-primary")
        lines += wrapped(self._question.ask, width, "bold $foreground")
        if self._brief:
            why = one_line(self._question.why, width - LABEL, "$text-muted")
            lines.append(said("Why".ljust(LABEL), "$text-primary") + why)
        if self._question.type is QuestionType.MULTIPLE:
            lines.append(said("Choose all that hold.", "$text-muted"))
        if self._against:
            lines += wrapped(self._against, width, "$text-warning", indent=2, first="!")
        if not self._counts:
            text = "This question is no longer relevant: its answer is kept, but does not count."
            lines += wrapped(text, width, "$text-warning", indent=2, first="!")
        return lines


class QuestionContext(Drawing):
    """Why it is asked, what to look for, and what hard words mean."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._question: Question | None = None
        self._intro: str | None = None
        self._brief = False

    def put(self, question: Question, intro: str | None, *, brief: bool = False) -> None:
        """Show another question's background, after its section's introduction where that is due.

        ``brief`` says that one line of why stands above already.
        """
        self._question, self._intro, self._brief = question, intro, brief
        self.redraw()

    def draw(self, width: int) -> Lines:
        """Labelled paragraphs, hanging."""
        question = self._question
        if question is None:
            return []
        lines: Lines = []
        if not self._brief or cell_len(" ".join(question.why.split())) > width - LABEL:
            lines += labelled("Why", question.why, width)
        lines += labelled("Look for", question.evidence, width)
        if self._intro:
            lines += labelled("Section", self._intro, width)
        if question.help:
            lines += labelled("Words", ", ".join(question.help) + "  (w explains)", width)
        return lines


class AnswerNotes(Drawing):
    """Note and evidence of the answer that is given."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._answer: Answer | None = None

    def put(self, answer: Answer | None) -> None:
        """Show what goes with another answer."""
        was = self._shown()
        self._answer = answer
        if self._shown() != was:
            self.redraw()

    def _shown(self) -> tuple[str | None, str | None, bool]:
        answer = self._answer
        return (answer.note, answer.evidence, True) if answer else (None, None, False)

    def draw(self, width: int) -> Lines:
        """Nothing while there is nothing to say."""
        note, evidence, _ = self._shown()
        lines: Lines = []
        if evidence:
            lines += labelled("Evidence", evidence, width, "$foreground")
        if note:
            lines += labelled("Note", note, width, "$foreground")
        return [Content(""), *lines] if lines else []


def labelled(name: str, text: str, width: int, style: str = "$text-muted") -> Lines:
    """A paragraph with its name in a column of its own."""
    body = wrapped(text, width - LABEL, style)
    label = said(name.ljust(LABEL), "$text-primary")
    return [(label if number == 0 else Content(" " * LABEL)) + line for number, line in enumerate(body)]
