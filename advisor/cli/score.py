"""``advisor score``: the recommendation, as text or JSON."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from advisor.cli.options import PackOption


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


class ScoreFormat(StrEnum):
    """How recommendations are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help=(
                "Assessments, folders of them, patterns, or tables of answers; - reads an assessment from "
                "standard input."
            ),
            show_default=False,
        ),
    ],
    format_: Annotated[
        ScoreFormat,
        typer.Option(
            "--format",
            "-f",
            help=(
                "Text for people; JSON, one line a file when there are several; or CSV, one line a workload. "
                "Tables come as CSV, or as JSON lines, one a sheet."
            ),
        ),
    ] = ScoreFormat.TEXT,
    pack: PackOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file or rows that cannot be used.")
    ] = False,
    robust: Annotated[
        bool | None,
        typer.Option(
            "--robustness/--no-robustness",
            help="Whether JSON also says how firm the advice is; by default for a single file only.",
            show_default=False,
        ),
    ] = None,
) -> int:
    """Recommend a model for each workload of an assessment, or for each row of a table.

    A table of answers ends in .csv, .parquet, .jsonl or .ndjson. It has one row a sheet, and one workload
    in each: a column “kind”, if you like a column “id”, and a column for each question that was asked,
    named by its id. A cell holds an option's id, several as a|b, a number, unknown, or n/a; an empty one
    is not answered yet. Rows that cannot be used are told and left out. Tables need the extra “tables”.
    """
    from advisor.cli.scoring import score

    return score(
        files,
        as_json=format_ is ScoreFormat.JSON,
        as_csv=format_ is ScoreFormat.CSV,
        pack=pack,
        strict=strict,
        robust=robust,
    )
