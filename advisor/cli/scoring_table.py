"""Scoring a table of answers: what ``advisor score`` does with a file of sheets."""

from __future__ import annotations

import sys
from pathlib import Path

from advisor.cli import diagnostics
from advisor.cli.progress import Progress
from advisor.workflows.batch import deciding_pack, score_table

MOST_PROBLEMS = 100
"""Problems that are told; more are counted."""


def score_sheets(path: Path, *, as_json: bool, pack: str | None, strict: bool) -> int:
    """Print the advice for each row; rows that cannot be used are told, and stop nothing unless strict.

    Raises:
        UnusableInput: the table cannot be read, or its columns do not fit the pack.
    """
    chosen = deciding_pack(pack)
    batches = score_table(path, chosen)
    batch = next(
        batches, None
    )  # What is wrong with the whole table comes to light before anything is printed.
    from advisor.workflows.batch_lines import Lines
    from advisor.workflows.batch_styles import CsvStyle, JsonStyle

    style = JsonStyle(chosen) if as_json else CsvStyle(chosen)
    lines = Lines(chosen, style)
    progress = Progress("sheets")
    sys.stdout.flush()
    out = sys.stdout.buffer
    out.write(style.header().encode())
    count = wrong = told = 0
    while batch is not None:
        wrong += batch.wrong_rows
        if batch.problems:
            progress.clear()
            diagnostics.tell(batch.problems[: MOST_PROBLEMS - told])
            told += len(batch.problems[: MOST_PROBLEMS - told])
        count += len(batch.kinds)
        if strict and wrong:
            break
        out.write(lines.lines(batch))
        progress.show(batch.done, count + wrong)
        batch = next(batches, None)
    progress.clear()
    if wrong:
        after = "; stopped there" if strict else ""
        diagnostics.say(f"{path}: {wrong:,} of {wrong + count:,} rows cannot be used{after}.")
    return diagnostics.UNUSABLE if wrong else diagnostics.FINE
