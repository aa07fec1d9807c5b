"""``advisor sample-bill``: made-up billing data, to try and to measure with."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli.progress import Progress
from advisor.errors import CannotWrite, MissingExtra

if TYPE_CHECKING:
    from advisor.evidence.synthetic import Plan
    from advisor.evidence.synthetic_files import Made

MOST_ROWS = 200_000_000


def _day(text: object) -> datetime.date:
    return datetime.date.fromisoformat(str(text))


class BillFormat(StrEnum):
    """What the files are."""

    CSV = "csv"
    GZIP = "csv.gz"
    PARQUET = "parquet"


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it.", show_default=False)],
    rows: Annotated[int, typer.Option("--rows", min=1, max=MOST_ROWS, help="Rows of the bill.")] = 20_000,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="Another number, another bill; the same, the same bytes.")
    ] = 1,
    format_: Annotated[
        BillFormat, typer.Option("--format", "-f", help="Format of the files.")
    ] = BillFormat.GZIP,
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="Days that it covers.")] = 92,
    start: Annotated[
        datetime.date,
        typer.Option("--start", parser=_day, metavar="YYYY-MM-DD", help="Its first day."),
    ] = datetime.date(2026, 7, 1),
    daily: Annotated[
        bool, typer.Option("--daily", help="Each charge once a day, rather than rows by the hour.")
    ] = False,
    monthly: Annotated[bool, typer.Option("--monthly", help="One file for each month.")] = False,
    one_currency: Annotated[bool, typer.Option("--one-currency", help="All vendors in US dollars.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Write a made-up bill in FOCUS format, and what is true about it.

    An invented company, real-looking charges: AI of every kind, what only looks like it, bursts, tags that
    are missing, commitments, refunds. The file truth.json tells the right figures, to the last digit.
    """
    try:
        from advisor.evidence.synthetic import Plan
    except ImportError:
        raise MissingExtra("Making up a bill", "evidence") from None
    plan = Plan(rows, seed, start, days, currencies=not one_currency, daily=daily)
    made = _written(folder, plan, format_, monthly=monthly, force=force)
    for path in made:
        typer.echo(str(path))


def _written(folder: Path, plan: Plan, format_: BillFormat, *, monthly: bool, force: bool) -> list[Path]:
    """Make the files aside, and put them in place only when all are whole."""
    import tempfile

    from advisor.evidence.synthetic_files import TRUTH_FILE, Format, write_bill, write_truth

    progress = Progress("rows")
    done = 0

    def told(count: int) -> None:
        nonlocal done
        done += count
        progress.show(done / plan.rows, done)

    folder.mkdir(parents=True, exist_ok=True)
    _refuse([] if force else [folder / TRUTH_FILE])
    try:
        with tempfile.TemporaryDirectory(prefix=".advisor-", dir=folder) as aside:
            made: Made = write_bill(Path(aside), plan, Format(format_.value), monthly=monthly, progress=told)
            paths = [*made.files, write_truth(Path(aside), made.truth)]
            _refuse([] if force else [folder / path.name for path in paths])
            return [path.replace(folder / path.name) for path in paths]
    finally:
        progress.clear()


def _refuse(paths: list[Path]) -> None:
    there = [str(path) for path in paths if path.exists()]
    if there:
        raise CannotWrite(f"{', '.join(there[:5])}: already there; --force replaces it")
