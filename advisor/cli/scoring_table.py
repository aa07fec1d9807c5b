"""Scoring a table of answers: what ``advisor score`` does with a file of sheets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from advisor.cli import diagnostics
from advisor.cli.progress import Progress
from advisor.content.tables import TableFile
from advisor.workflows.batch import ScoredSheets, deciding_pack, score_table

MOST_PROBLEMS = 100
"""Problems that are told one by one; the rows of further ones are listed."""
MOST_RANGES = 200
"""Ranges of rows that are listed; more are counted."""


def score_sheets(table: TableFile, *, as_json: bool, pack: str | None, strict: bool) -> int:
    """Print the advice for each row; rows that cannot be used are told, and stop nothing unless strict.

    Raises:
        UnusableInput: the table cannot be read, or its columns do not fit the pack.
    """
    chosen = deciding_pack(pack)
    batches = score_table(table, chosen)
    batch = next(
        batches, None
    )  # What is wrong with the whole table comes to light before anything is printed.
    from advisor.workflows.batch_lines import Lines
    from advisor.workflows.batch_styles import CsvStyle, JsonStyle

    style = JsonStyle(chosen) if as_json else CsvStyle(chosen)
    lines = Lines(chosen, style)
    progress = Progress("sheets")
    told = _Told(table.name)
    sys.stdout.flush()
    out = sys.stdout.buffer
    out.write(style.header().encode())
    count = 0
    while batch is not None:
        told.tell(batch, progress)
        count += len(batch.kinds)
        if strict and told.wrong:
            break
        out.write(lines.lines(batch))
        progress.show(batch.done, count + told.wrong)
        batch = next(batches, None)
    progress.clear()
    told.close(count, "; stopped there" if strict else "")
    return diagnostics.UNUSABLE if told.wrong else diagnostics.FINE


class _Told:
    """What was told about the rows of a table, and what is still to be told."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = 0
        self._untold: list[int] = []
        self._repeated = 0
        self.wrong = 0
        """Rows that cannot be used."""

    def tell(self, batch: ScoredSheets, progress: Progress) -> None:
        """The problems of a batch, while there have been few."""
        self.wrong += len(batch.wrong)
        self._repeated += batch.repeated
        problems = batch.problems[: MOST_PROBLEMS - self._told]
        if problems:
            progress.clear()
            diagnostics.tell(problems)
            self._told += len(problems)
        named = {problem.line for problem in problems}
        self._untold += [row for row in batch.wrong.tolist() if row not in named]

    def close(self, used: int, after: str) -> None:
        """What is left to say when the table has been read."""
        if self._untold:
            diagnostics.say(f"{self._name}: not told one by one: {_listed(self._untold)}.")
        if self._repeated > MOST_PROBLEMS:
            diagnostics.say(f"{self._name}: {self._repeated:,} rows have the id of an earlier row.")
        if self.wrong:
            every = f"{self.wrong:,} of {self.wrong + used:,} rows"
            diagnostics.say(f"{self._name}: {every} cannot be used{after}.")


def _listed(rows: Iterable[int]) -> str:
    """Rows as ranges, as in ``rows 3, 7–12``."""
    ranges = list(_ranges(sorted(set(rows))))
    words = [f"{first}" if first == last else f"{first}–{last}" for first, last in ranges[:MOST_RANGES]]
    more = len(ranges) - MOST_RANGES
    text = f"{'row' if len(words) == 1 and '–' not in words[0] else 'rows'} {', '.join(words)}"
    return f"{text} and {more:,} more ranges" if more > 0 else text


def _ranges(rows: list[int]) -> Iterator[tuple[int, int]]:
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last
