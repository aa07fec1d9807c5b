"""Tables of answers, batch by batch: cells become answers, and what is wrong is told row by row."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
from numpy.typing import NDArray

from advisor.content.names import shown
from advisor.content.table_cells import WRONG, AnswerCells, Cells, KindCells, Positions
from advisor.content.table_csv import CsvFile
from advisor.content.table_formats import ID, ParquetFile, Raw, all_printable
from advisor.content.table_headings import Headings, Layout
from advisor.content.table_ids import Again, Ids
from advisor.content.table_json import JsonLines
from advisor.content.table_problems import RowProblem, in_file_order
from advisor.content.table_rows import About, Rows, texts_at
from advisor.content.tables import KIND, TableFile, TableOptions
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.assessment import Answer
from advisor.model.pack import Pack
from advisor.model.question import QuestionType

_CONTROLS = r"[\x00-\x1f\x7f-\x{9f}]"
MOST_PROBLEMS = 100
"""Problems that one batch describes; the rest it only counts."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """The answers to one question."""

    answers: list[Answer | None]
    """Every different answer that the table has had so far; the first one is none."""
    positions: Positions
    """For each sheet, which of them."""


@dataclass(frozen=True, slots=True)
class TableBatch:
    """Sheets that can be used, and what is wrong with those that cannot."""

    ids: pa.Array
    """Texts; the row's number where the table names none."""
    kinds: NDArray[np.int64]
    """Indexes of the pack's workload kinds."""
    columns: dict[str, AnswerColumn]
    """By question; questions without a column have no answer."""
    problems: tuple[RowProblem, ...]
    wrong: NDArray[np.int64]
    """The numbers of the rows that were left out, also of those that no problem describes any more."""
    done: float
    """How much of the file has been read, up to 1."""
    repeated: int = 0
    """How many rows have the id of an earlier one; told at the end, when all ids are known."""


def read_batches(table: TableFile, pack: Pack, options: TableOptions) -> Iterator[TableBatch]:
    """The sheets of a table; see ``advisor.content.tables``."""
    path, name = table.path, table.name
    if not path.is_file():
        message = "this is a folder, not a file" if path.is_dir() else "there is no such file"
        raise UnusableInput([Problem(name, None, None, message, code="no-file")])
    reader = _Reader(name, pack, options)
    for raw in reader.rows(path, table.form):
        yield reader.batch(raw)
        if raw.stop is not None:
            raise UnusableInput([raw.stop])
    yield from reader.again()


class _Reader:
    """Turns raw columns into answers; knows the cells that it has seen."""

    def __init__(self, name: str, pack: Pack, options: TableOptions) -> None:
        self._name = name
        self._pack = pack
        self._most = sys.maxsize if options.every else MOST_PROBLEMS
        self._headings = Headings(name, pack, options)
        self._kinds = KindCells([kind.id for kind in pack.manifest.workload_kinds])
        self._cells = {
            question.id: AnswerCells(question)
            for question in pack.questions
            if question.type is not QuestionType.TEXT
        }
        self._met = Ids()
        self._layouts: dict[tuple[str, ...], Layout] = {}
        self._first_row: int | None = None
        self._placed = False
        """Whether columns have places; the keys of JSON have none."""
        self._id_column: int | None = None

    def rows(self, path: Path, form: str) -> Iterator[Raw]:
        """The rows of a file.

        Raises:
            UnusableInput: the file cannot be read, or its columns do not fit the pack.
        """
        if form == "jsonl":
            singles = [
                q.id for q in self._pack.questions if q.type in (QuestionType.SINGLE, QuestionType.TEXT)
            ]
            yield from JsonLines(path, self._name, [ID, KIND, *singles], self._headings.wanted).read()
            return
        file = CsvFile(path, self._name) if form == "csv" else ParquetFile(path, self._name)
        self._first_row, self._placed = file.first_row, True
        layout = self._layout(tuple(file.columns))
        self._headings.check(layout, file.first_row)
        if isinstance(file, CsvFile):
            one_line = [layout.columns[each] for each in (ID, KIND, *self._cells) if each in layout.columns]
            yield from file.read(layout.left_out, layout.columns.get(ID), one_line)
        else:
            yield from file.read(layout.left_out)

    def batch(self, raw: Raw) -> TableBatch:
        """The sheets of some rows."""
        layout = self._layout(raw.headings)
        rows = Rows(self._name, raw, layout, self._most, placed=self._placed)
        rows.problems += self._headings.notice(raw.headings, layout, self._first_row)
        for place, about in layout.wrong.items():
            rows.report(place, raw.columns[place].is_valid(), about)
        kinds = self._read(self._kinds, KIND, rows)
        missing = kinds == 0
        blank = _blank(raw, missing)
        rows.wrong |= blank
        missing &= ~blank
        if missing.any():
            about = (f"“{KIND}” is empty", "what kind of work is it?", "missing-kind")
            rows.report(layout.columns.get(KIND), pa.array(missing), about)
        ids = rows.ids()
        if not all_printable(ids):
            unsafe = pa.compute.match_substring_regex(ids, _CONTROLS)
            about = (f"“{ID}” holds a control character", "delete it", "control-character")
            rows.report(layout.columns.get(ID), unsafe, about)
        positions = {
            question: self._read(cells, question, rows)
            for question, cells in self._cells.items()
            if question in layout.columns
        }
        good = np.flatnonzero(~rows.wrong)
        whole = len(good) == len(raw.numbers)
        kept = ids if whole else ids.take(pa.array(good))
        if ID in layout.columns:
            self._id_column = layout.columns[ID] + 1 if self._placed else None
            self._met.add(kept, raw.numbers if whole else raw.numbers[good])
        return TableBatch(
            ids=kept,
            kinds=(kinds if whole else kinds[good]).astype(np.int64) - 1,
            columns={
                question: AnswerColumn(self._cells[question].answers, each if whole else each[good])
                for question, each in positions.items()
            },
            problems=tuple(sorted(rows.problems, key=in_file_order)[: self._most]),
            wrong=_left_out(raw, rows.wrong & ~blank),
            done=raw.done,
        )

    def again(self) -> Iterator[TableBatch]:
        """At the end, an empty batch that tells of ids that several rows have."""
        found = self._met.again()
        if found:
            problems = [RowProblem(self._repeated(each)) for each in found[:MOST_PROBLEMS]]
            nothing = np.empty(0, dtype=np.int64)
            yield TableBatch(
                pa.array([], pa.string()), nothing, {}, tuple(problems), nothing, 1.0, len(found)
            )

    def _layout(self, headings: tuple[str, ...]) -> Layout:
        if headings not in self._layouts:
            self._layouts[headings] = self._headings.layout(headings)
        return self._layouts[headings]

    def _repeated(self, each: Again) -> Problem:
        message = f"the id “{shown(each.id)}” is that of row {each.first}, too"
        hint = "both are scored; name them apart"
        return Problem(self._name, each.row, self._id_column, message, hint, "repeated-id", Severity.WARNING)

    def _read(self, cells: Cells, column: str, rows: Rows) -> Positions:
        """The positions of a column's cells; rows with a wrong one are marked and told."""
        place = rows.layout.columns.get(column)
        if place is None:
            return np.zeros(len(rows.raw.numbers), dtype=np.int32)
        values = rows.raw.columns[place]
        positions = cells.read(values)
        wrong = np.flatnonzero(positions == WRONG)
        if len(wrong):
            rows.wrong[wrong] = True
            self._tell(cells, column, rows, place, wrong[: self._most])
        return positions

    def _tell(self, cells: Cells, column: str, rows: Rows, place: int, wrong: NDArray[np.int64]) -> None:
        about: dict[str | None, About] = {}
        told = texts_at(rows.raw.columns[place], wrong)
        for cell in told:
            if cell not in about:
                mistake = cells.mistake(cell)
                said = mistake.message
                message = said if said.startswith(f"“{column}”") else f"“{column}”: {said}"
                about[cell] = (message, mistake.hint, mistake.code)
        rows.tell(wrong, place, [about[cell] for cell in told])


def _left_out(raw: Raw, wrong: NDArray[np.bool_]) -> NDArray[np.int64]:
    lines = [each.problem.line for each in raw.problems if each.problem.line is not None]
    return np.concatenate([raw.numbers[wrong], np.array(lines, dtype=np.int64)])


def _blank(raw: Raw, candidates: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows without a single cell, which spreadsheets leave behind."""
    found = candidates.copy()
    for values in raw.columns if found.any() else ():
        found &= ~values.is_valid().to_numpy(zero_copy_only=False)
    return found
