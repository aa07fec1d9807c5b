"""What reaches a user when something is wrong: one line a problem on stderr, and an exit code.

stdout is data. Nobody else in this room writes to stderr or decides on an exit code, and no
traceback is shown unless ``ADVISOR_DEBUG`` asks for one.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import ParamSpec

from advisor.cli.plain import clean
from advisor.errors import AdvisorError, Problem, Severity, UnusableInput

FINE = 0
FINDINGS = 1
UNUSABLE = 2
INTERRUPTED = 130
"""Ctrl-C, as shells count it."""
READER_GONE = 141
"""The other end of a pipe closed, as shells count it."""

P = ParamSpec("P")


def say(text: str) -> None:
    """One line for the user, kept apart from the data."""
    print(clean(text), file=sys.stderr)


def problem_line(problem: Problem) -> str:
    """A problem as ``file:line:column: severity: message``, with the way out behind it."""
    hint = f" ({problem.hint})" if problem.hint else ""
    return clean(f"{problem.place}: {problem.severity}: {problem.message}{hint}")


def tell(problems: Iterable[Problem]) -> None:
    """All problems, each on its line."""
    for problem in problems:
        say(problem_line(problem))


def tell_error(error: AdvisorError) -> None:
    """What made an input unusable or a file unwritable."""
    if isinstance(error, UnusableInput):
        tell(error.problems)
        errors = sum(problem.severity is Severity.ERROR for problem in error.problems)
        if errors > 1:
            say(f"{errors} problems.")
        return
    for line in str(error).splitlines() or [type(error).__name__]:
        say(f"advisor: {line}")


def os_error_text(error: OSError) -> str:
    """An operating system error in words, with the file that it is about."""
    reason = error.strerror or type(error).__name__
    return f"{error.filename}: {reason}" if error.filename else reason


def guarded(command: Callable[P, int | None]) -> Callable[P, None]:
    """A command whose expected failures become messages, and whose result becomes the exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs) or FINE
            sys.stdout.flush()
        except AdvisorError as error:
            tell_error(error)
            code = UNUSABLE
        except BrokenPipeError:
            # Python would complain once more when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = READER_GONE
        except OSError as error:
            say(f"advisor: {os_error_text(error)}")
            code = UNUSABLE
        except KeyboardInterrupt:
            say("Stopped.")
            code = INTERRUPTED
        raise SystemExit(code)

    return run


def unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last resort (``sys.excepthook``): a defect of the advisor, told in one line."""
    if os.environ.get("ADVISOR_DEBUG"):
        import traceback

        traceback.print_exception(kind, error, trace)
        return
    say(
        f"advisor: unexpected {kind.__name__}: {error}. This is a defect; "
        "run the same command with ADVISOR_DEBUG=1 for the details."
    )
