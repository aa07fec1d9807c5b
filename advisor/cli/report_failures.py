"""What to say of reports that could not be made: each reason once, with the files that it cost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

from advisor.cli import diagnostics
from advisor.errors import AdvisorError, UnusableInput

if TYPE_CHECKING:
    from advisor.cli.report_run import Outcome
    from advisor.reporting.files import Failure, Made


def tell_failures(outcome: Outcome) -> None:
    """Every reason why something is missing, on stderr."""
    diagnostics.tell(outcome.problems)
    by_reason: dict[Failure, list[str]] = {}
    for name, failure in outcome.failures:
        by_reason.setdefault(failure, []).append(name)
    for failure, names in by_reason.items():
        if failure.problems:
            diagnostics.tell(failure.problems)
        else:
            diagnostics.tell_error(AdvisorError(failure.message))
        count = f"{len(names)} files" if len(names) > 1 else names[0]
        diagnostics.say(f"advisor: not made for this reason: {count} ({failure.format})")


def tell_missing_charts(formats: Iterable[str]) -> None:
    """Say once that charts are left out, when a format that draws them is asked for."""
    from advisor.reporting.charts import drawing
    from advisor.reporting.registry import FORMATS

    if not drawing.available() and any(FORMATS[name].draws for name in formats):
        diagnostics.say(
            "advisor: charts are left out, their words stand in:"
            " pip install 'crawl-walk-run-advisor[reports]' draws them"
        )


def raise_failure(report: Made) -> NoReturn:
    """The reason why the one report that was asked for could not be made.

    Raises:
        UnusableInput: a file is at fault.
        AdvisorError: anything else is.
    """
    failure = report.failure
    if failure is not None and failure.problems:
        raise UnusableInput(failure.problems)
    raise AdvisorError(failure.message if failure else f"{report.name} could not be made")
