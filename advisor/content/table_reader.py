"""Tables of answers, batch by batch: cells become answers, and what is wrong is told row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute
from numpy.typing import NDArray

from advisor.content.names import did_you_mean, shown
from advisor.content.table_cells import WRONG, AnswerCells, Cells, KindCells, Positions
from advisor.content.table_formats import ID, CsvFile, ParquetFile, Raw
from advisor.content.table_ids import Again, Ids
from advisor.content.table_json import JsonLines
from advisor.content.tables import KIND, TableFile
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
    problems: tuple[Problem, ...]
    wrong: NDArray[np.int64]
    """The numbers of the rows that were left out, also of those that no problem describes any more."""
    done: float
    """How much of the file has been read, up to 1."""
    repeated: int = 0
    """How many rows have the id of an earlier one; told at the end, when all ids are known."""


def read_batches(table: TableFile, pack: Pack) -> Iterator[TableBatch]:
    """The sheets of a table; see ``advisor.content.tables``."""
    path, name = table.path, table.name
    if not path.is_file():
        message = "this is a folder, not a file" if path.is_dir() else "there is no such file"
        raise UnusableInput([Problem(name, None, None, message, code="no-file")])
    file: CsvFile | ParquetFile | JsonLines
    if table.form == "csv":
        file = CsvFile(path, name)
    elif table.form == "parquet":
        file = ParquetFile(path, name)
    else:
        singles = [q.id for q in pack.questions if q.type in (QuestionType.SINGLE, QuestionType.TEXT)]
        file = JsonLines(path, name, [ID, KIND, *singles])
    reader = _Reader(name, pack)
    if not isinstance(file, JsonLines):
        reader.check(list(file.columns))
    for raw in file.read():
        yield reader.batch(raw)
    yield from reader.again()


class _Reader:
    """Turns raw columns into answers; knows the cells that it has seen."""

    def __init__(self, name: str, pack: Pack) -> None:
        self._name = name
        self._pack = pack
        self._kinds = KindCells([kind.id for kind in pack.manifest.workload_kinds])
        self._cells = {
            question.id: AnswerCells(question)
            for question in pack.questions
            if question.type is not QuestionType.TEXT
        }
        self._known = {ID, KIND, *pack.question_by_id}
        self._met = Ids()
        self._id_column: int | None = None

    def check(self, columns: list[str]) -> None:
        """Whether the columns fit the pack.

        Raises:
            UnusableInput: with everything that is wrong with them.
        """
        row = 1 if columns else None
        problems = [
            Problem(self._name, row, place, *self._about(column))
            for place, column in enumerate(columns, start=1)
            if column not in self._known
        ]
        for place, column in enumerate(columns, start=1):
            if columns.index(column) < place - 1:
                message = f"a second column “{shown(column)}”"
                problems.append(Problem(self._name, row, place, message, "keep one", "duplicate-column"))
        if KIND not in columns:
            message = f"there is no column “{KIND}”, which says what kind of work a sheet is about"
            hint = "one of: " + ", ".join(kind.id for kind in self._pack.manifest.workload_kinds)
            problems.append(Problem(self._name, row, None, message, hint, "missing-column"))
        if problems:
            raise UnusableInput(sorted(problems, key=lambda each: each.column or 0))

    def _about(self, column: str) -> tuple[str, str | None, str]:
        message = f"there is no question “{shown(column)}”"
        hint = did_you_mean(column, sorted(self._known)) or f"columns are question ids, “{ID}” and “{KIND}”"
        return message, hint, "unknown-column"

    def batch(self, raw: Raw) -> TableBatch:
        """The sheets of some rows."""
        count = len(raw.numbers)
        problems = list(raw.problems)
        wrong = np.zeros(count, dtype=np.bool_)
        unknown = [column for column in raw.columns if column not in self._known]
        for column in unknown:
            wrong |= self._report(raw, column, raw.columns[column].is_valid(), self._about(column), problems)
        kinds = self._read(self._kinds, KIND, raw, wrong, problems)
        missing = kinds == 0
        blank = _blank(raw, missing)
        wrong |= blank
        missing &= ~blank
        if missing.any():
            about = (f"“{KIND}” is empty", "what kind of work is it?", "missing-kind")
            wrong |= self._report(raw, KIND, pa.array(missing), about, problems)
        ids = self._ids(raw)
        unsafe = pa.compute.match_substring_regex(ids, _CONTROLS)
        if unsafe.true_count:
            about = (f"“{ID}” holds a control character", "delete it", "control-character")
            wrong |= self._report(raw, ID, unsafe, about, problems)
        positions = {
            question: self._read(cells, question, raw, wrong, problems)
            for question, cells in self._cells.items()
            if question in raw.columns
        }
        good = np.flatnonzero(~wrong)
        whole = len(good) == count
        kept = ids if whole else ids.take(pa.array(good))
        if ID in raw.columns:
            self._id_column = list(raw.columns).index(ID) + 1
            self._met.add(kept, raw.numbers if whole else raw.numbers[good])
        return TableBatch(
            ids=kept,
            kinds=(kinds if whole else kinds[good]).astype(np.int64) - 1,
            columns={
                question: AnswerColumn(self._cells[question].answers, each if whole else each[good])
                for question, each in positions.items()
            },
            problems=tuple(sorted(problems, key=lambda p: (p.line or 0, p.column or 0))[:MOST_PROBLEMS]),
            wrong=_left_out(raw, wrong & ~blank),
            done=raw.done,
        )

    def again(self) -> Iterator[TableBatch]:
        """At the end, an empty batch that tells of ids that several rows have."""
        found = self._met.again()
        if found:
            problems = [self._repeated(each) for each in found[:MOST_PROBLEMS]]
            nothing = np.empty(0, dtype=np.int64)
            yield TableBatch(
                pa.array([], pa.string()), nothing, {}, tuple(problems), nothing, 1.0, len(found)
            )

    def _repeated(self, each: Again) -> Problem:
        message = f"the id “{shown(each.id)}” is that of row {each.first}, too"
        hint = "both are scored; name them apart"
        return Problem(self._name, each.row, self._id_column, message, hint, "repeated-id", Severity.WARNING)

    def _ids(self, raw: Raw) -> pa.Array:
        numbers = pa.array(raw.numbers).cast(pa.string())
        if ID not in raw.columns:
            return numbers
        named = raw.columns[ID]
        if pa.types.is_dictionary(named.type):
            named = named.dictionary_decode()
        return pa.compute.coalesce(named.cast(pa.string()), numbers)

    def _read(
        self,
        cells: Cells,
        column: str,
        raw: Raw,
        wrong: NDArray[np.bool_],
        problems: list[Problem],
    ) -> Positions:
        """The positions of a column's cells; rows with a wrong one are marked and told."""
        if column not in raw.columns:
            return np.zeros(len(raw.numbers), dtype=np.int32)
        values = raw.columns[column]
        positions = cells.read(values)
        rows = np.flatnonzero(positions == WRONG)
        wrong[rows] = True
        place = list(raw.columns).index(column) + 1
        for row in rows[:MOST_PROBLEMS].tolist():
            mistake = cells.mistake(values[row].as_py())
            said = mistake.message
            message = said if said.startswith(f"“{column}”") else f"“{column}”: {said}"
            problems.append(
                Problem(self._name, int(raw.numbers[row]), place, message, mistake.hint, mistake.code)
            )
        return positions

    def _report(
        self,
        raw: Raw,
        column: str,
        rows: pa.Array,
        about: tuple[str, str | None, str],
        problems: list[Problem],
    ) -> NDArray[np.bool_]:
        """Tell the same about several rows."""
        found: NDArray[np.bool_] = rows.to_numpy(zero_copy_only=False)
        place = list(raw.columns).index(column) + 1 if column in raw.columns else None
        for number in raw.numbers[found][:MOST_PROBLEMS].tolist():
            problems.append(Problem(self._name, number, place, *about))
        return found


def _left_out(raw: Raw, wrong: NDArray[np.bool_]) -> NDArray[np.int64]:
    lines = [problem.line for problem in raw.problems if problem.line is not None]
    return np.concatenate([raw.numbers[wrong], np.array(lines, dtype=np.int64)])


def _blank(raw: Raw, candidates: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows without a single cell, which spreadsheets leave behind."""
    found = candidates.copy()
    for values in raw.columns.values() if found.any() else ():
        found &= ~values.is_valid().to_numpy(zero_copy_only=False)
    return found
