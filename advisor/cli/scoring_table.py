"""Scoring a table of answers: what ``advisor score`` does with a file of sheets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from advisor.cli import diagnostics
from advisor.cli.progress import Progress
from advisor.cli.scoring_rejects import Rejects
from advisor.content.table_problems import RowProblem
from advisor.content.tables import TableFile, TableOptions
from advisor.errors import UnusableInput
from advisor.model.pack import Pack
from advisor.workflows.batch import ScoredSheets, score_table

if TYPE_CHECKING:
    from advisor.decision.batch import BatchDecider
    from advisor.workflows.batch_lines import Lines

MOST_PROBLEMS = 100
"""Problems that are told one by one; the rows of further ones are listed."""
MOST_RANGES = 200
"""Ranges of rows that are listed; more are counted."""


class Tables:
    """Scores one table after the other; what is compiled from the pack is kept for the next one."""

    def __init__(
        self, pack: Pack, options: TableOptions, *, as_json: bool, rejects: Rejects | None = None
    ) -> None:
        """``rejects`` is told of the rows that are left out."""
        self._pack = pack
        self._options = options
        self._as_json = as_json
        self._rejects = rejects
        self._decider: BatchDecider | None = None
        self._lines: Lines | None = None

    def score(self, table: TableFile) -> int:
        """Print the advice for each row; rows that cannot be used are told, and stop nothing unless strict.

        Raises:
            UnusableInput: the table cannot be read, or no further, or its columns do not fit the pack.
        """
        if self._rejects is not None:
            self._rejects.begin(table)
        try:
            return self._score(table)
        except UnusableInput as error:
            if self._rejects is not None:
                self._rejects.add(RowProblem(each) for each in error.problems)
            raise

    def _score(self, table: TableFile) -> int:
        batches = score_table(table, self._pack, self._options, self._decider)
        # What is wrong with the whole table comes to light before anything is printed.
        batch = next(batches, None)
        from advisor.workflows.batch_lines import Lines
        from advisor.workflows.batch_styles import CsvStyle, JsonStyle

        header = b""  # One for all tables, so that what is printed is one table again.
        if self._lines is None:
            style = JsonStyle(self._pack) if self._as_json else CsvStyle(self._pack)
            self._lines, header = Lines(self._pack, style), style.header().encode()
        lines = self._lines
        progress = Progress("sheets")
        told = _Told(table.name)
        sys.stdout.flush()
        out = sys.stdout.buffer
        out.write(header)
        try:
            while batch is not None:
                self._decider = batch.decider
                told.tell(batch, progress)
                if self._rejects is not None:
                    self._rejects.add(batch.problems)
                if self._options.strict and told.wrong:
                    break
                out.write(lines.lines(batch))
                told.used += len(batch.kinds)
                progress.show(batch.done, told.used + told.wrong)
                batch = next(batches, None)
        except UnusableInput:
            progress.clear()
            told.close("; the rest could not be read")
            raise
        progress.clear()
        told.close("; stopped there" if self._options.strict and told.wrong else "")
        return diagnostics.UNUSABLE if told.wrong else diagnostics.FINE


class _Told:
    """What was told about the rows of a table, and what is still to be told."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = 0
        self._untold: list[int] = []
        self._repeated = 0
        self.used = 0
        """Rows that were scored."""
        self.wrong = 0
        """Rows that cannot be used."""

    def tell(self, batch: ScoredSheets, progress: Progress) -> None:
        """The problems of a batch, while there have been few."""
        self.wrong += len(batch.wrong)
        self._repeated += batch.repeated
        problems = batch.problems[: MOST_PROBLEMS - self._told]
        if problems:
            progress.clear()
            diagnostics.tell(each.spoken() for each in problems)
            self._told += len(problems)
        named = {each.problem.line for each in problems}
        self._untold += [row for row in batch.wrong.tolist() if row not in named]

    def close(self, after: str) -> None:
        """What is left to say when the table has been read; nothing to a log when all of it was scored."""
        if self._untold:
            diagnostics.say(f"{self._name}: not told one by one: {_listed(self._untold)}.")
        if self._repeated > MOST_PROBLEMS:
            diagnostics.say(f"{self._name}: {self._repeated:,} rows have the id of an earlier row.")
        if self.wrong or after or self._told or sys.stderr.isatty():
            every = self.used + self.wrong
            rows = f"{every:,} {'row' if every == 1 else 'rows'}"
            found = f"{self.used:,} scored, {self.wrong:,} left out" if self.wrong or after else "all scored"
            diagnostics.say(f"{self._name}: {rows}: {found}{after}.")


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
