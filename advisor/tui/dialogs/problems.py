"""What is wrong with a file, all of it at once, with line numbers and the way out."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from advisor.errors import Problem, Severity
from advisor.tui.dialogs.base import TextDialog
from advisor.tui.widgets.drawing import Drawing, Lines, one_line, said, wrapped

MOST = 200
"""Problems shown; a file with more is not mended by reading on."""


class ProblemList(Drawing):
    """Place, message and hint of each problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = tuple(problems)

    def draw(self, width: int) -> Lines:
        """A paragraph for each problem."""
        lines: Lines = []
        for problem in self._problems[:MOST]:
            if lines:
                lines.append(Content(""))
            mark, style = (
                ("✗", "$text-error") if problem.severity is Severity.ERROR else ("!", "$text-warning")
            )
            place = "whole file" if problem.line is None else f"line {problem.line}"
            if problem.column is not None:
                place += f", column {problem.column}"
            lines.append(one_line(f"{mark} {place}", width, f"bold {style}"))
            lines += wrapped(problem.message, width, indent=2)
            if problem.hint:
                lines += wrapped(problem.hint, width, "$text-muted", indent=4, first="  → ")
        if len(self._problems) > MOST:
            lines.append(said(f"… and {len(self._problems) - MOST} more", "$text-muted"))
        return lines


class ProblemsDialog(TextDialog):
    """Findings of a file that cannot be used, or was used with doubts."""

    DEFAULT_CSS = """
    ProblemsDialog > .dialog { width: 90; }
    """

    def __init__(self, title: str, problems: Sequence[Problem], text: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._problems = problems

    def title_text(self) -> str:
        """Names what failed."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """The list, and before it what it means."""
        if self._text:
            yield Static(said(self._text), classes="dialog-text")
        files = dict.fromkeys(problem.file for problem in self._problems)
        if files:
            yield Static(said(", ".join(files), "$text-muted"), classes="dialog-text")
        yield ProblemList(self._problems)
