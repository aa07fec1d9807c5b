"""``advisor score``: the recommendation, as text or JSON."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from advisor.cli.options import PackOption


class InputFormat(StrEnum):
    """What is read."""

    YAML = "yaml"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


class ScoreFormat(StrEnum):
    """How recommendations are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def command(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help=(
                "Assessments, folders of them, patterns, or tables of answers; - reads either from standard "
                "input."
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
    input_format: Annotated[
        InputFormat | None,
        typer.Option(
            "--input-format",
            help=(
                "How to read the input, whatever it is called: yaml for assessments, else a table. By "
                "default the file's name says it, and standard input by how it begins."
            ),
            show_default=False,
        ),
    ] = None,
    pack: PackOption = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Stop at the first file or rows that cannot be used; take no column that answers nothing.",
        ),
    ] = False,
    ignored: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore-column",
            metavar="NAME",
            help="A column of a table that answers no question and is rightly left out; can be repeated.",
            show_default=False,
        ),
    ] = None,
    rejects: Annotated[
        str | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help=(
                "Write the rows of tables that are left out to a CSV file: row, id, column, value, problem "
                "and way out."
            ),
            show_default=False,
        ),
    ] = None,
    robust: Annotated[
        bool | None,
        typer.Option(
            "--robustness/--no-robustness",
            help="Whether JSON also says how firm the advice is; by default for a single file only.",
            show_default=False,
        ),
    ] = None,
    costs: Annotated[
        bool,
        typer.Option("--costs", help="Also count the costs, and tell where money and rules disagree."),
    ] = False,
) -> int:
    """Recommend a model for each workload of an assessment, or for each row of a table.

    A table of answers ends in .csv, .parquet, .jsonl or .ndjson. It has one row a sheet, and one workload
    in each: a column “kind”, if you like a column “id”, and a column for each question that was asked,
    named by its id. A cell holds an option's id, several as a|b, a number, unknown, or n/a; an empty one
    is not answered yet. Letter case and blanks around names and cells do not matter. A number such as 50.000
    is refused, since it is read in two ways: write 50000, or 50. A column that answers no question is left
    out with a warning, unless its name is close to that of one. Tables need the extra “tables”.

    Of a folder every assessment and table below it is scored, but for what is hidden, what belongs to a
    pack, frozen milestones, and what programs fill (node_modules, Python environments). Links to folders are
    not followed.

    A row or a file that cannot be used is named on standard error with the reason, and left out; all
    others are scored and printed, and the rows left out are counted at the end. --rejects writes them down,
    each with what is wrong and the way out, for whoever can mend them. The exit code is then 2, and 0 when
    everything was scored. An id that several rows have is only warned about. With --strict nothing after
    the first mistake is printed.
    """
    from advisor.cli.scoring import score

    source = context.get_parameter_source("format_")
    return score(
        files,
        as_json=format_ is ScoreFormat.JSON,
        as_csv=format_ is ScoreFormat.CSV,
        pack=pack,
        strict=strict,
        robust=robust,
        form=input_format,
        costs=costs,
        ignored=ignored or (),
        rejects=rejects,
        text_asked=format_ is ScoreFormat.TEXT and source is not None and source.name == "COMMANDLINE",
    )
