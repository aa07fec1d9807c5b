"""What can go wrong with a person's files, as values that can be shown all at once.

A finding, an excluded model or an unknown answer is a *result* and never passes through here.
Exceptions are for input that cannot be used at all and for files that cannot be read or written.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error makes the input unusable, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with an input, and the way out.

    ``line`` and ``column`` count from 1; both are None when the problem has no place in a file.
    ``message`` says what was found and what was expected, ``hint`` what to do (often the nearest
    valid name). ``code`` is a stable slug of the kind of problem, for machines and tests.
    """

    file: str
    line: int | None
    column: int | None
    message: str
    hint: str | None = None
    code: str = "invalid"
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """``file:line:column`` as editors understand it, without the parts that are not known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}"
        return f"{text} ({self.hint})" if self.hint else text


class AdvisorError(Exception):
    """Base of everything that the advisor raises on purpose; its text can be shown to a user."""


class UnusableInput(AdvisorError):
    """An input cannot be used; ``problems`` holds every reason that was found, in file order."""

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CannotWrite(AdvisorError):
    """A file could not be written; what was to be written is still in memory."""


class FileChanged(AdvisorError):
    """A file changed on disk since it was read, so writing it would lose somebody's work."""


class MissingExtra(AdvisorError):
    """A library of an extra is not installed; the text names the command that installs it."""

    def __init__(self, purpose: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{purpose} needs more: pip install 'crawl-walk-run-advisor[{extra}]'")
