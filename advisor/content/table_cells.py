"""The cells of one column into answers: every different cell is read once, by the rules of assessments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from advisor.content.answers import UNKNOWN, read_answer
from advisor.content.names import choose_from, shown
from advisor.content.yaml_reader import Source
from advisor.model.assessment import Answer, AnswerState
from advisor.model.question import NumberFormat, Question, QuestionType

NOT_APPLICABLE = ("n/a", "not_applicable")
_WORDS = (UNKNOWN, *NOT_APPLICABLE)
WRONG = -1
"""In place of an answer that cannot be used."""

Positions = NDArray[np.int32]
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_BLANKS = re.compile(r"[^\S\n\r\t]")
_WHOLE = r"^\s*[+-]?[0-9]{1,15}\s*$"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a cell."""

    message: str
    hint: str | None
    code: str


def clean_cell(cell: str) -> str:
    """A cell without what nobody sees: blanks around it, odd blanks, and signs of no width at all."""
    if cell.isascii():
        return cell.strip()
    spaced = _BLANKS.sub(" ", cell)
    return "".join(sign for sign in spaced if unicodedata.category(sign) != "Cf").strip()


def in_any_case(text: str, ids: Sequence[str]) -> str:
    """The one id that a text means when letter case counts for nothing, else the text itself."""
    if text in ids:
        return text
    found = [each for each in ids if each.casefold() == text.casefold()]
    return found[0] if len(found) == 1 else text


class Cells:
    """Reads the cells of one column; what they mean is kept for the next batch."""

    def __init__(self) -> None:
        """Begin without any cell."""
        self._positions: dict[str, int] = {}
        self._mistakes: dict[str, Mistake] = {}

    def read(self, column: pa.Array) -> Positions:
        """For each cell the position of its meaning, 0 for an empty one, or ``WRONG``."""
        if pa.types.is_integer(column.type):
            column = column.cast(pa.int64())
            there = column.is_valid().to_numpy(zero_copy_only=False)
            found = np.zeros(len(column), dtype=np.int32)
            found[there] = self._whole(column.drop_null().to_numpy(zero_copy_only=False))
            return found
        empty = len(column.dictionary)
        indices: Positions = column.indices.fill_null(empty).to_numpy(zero_copy_only=False)
        return np.append(self._different(column.dictionary), np.int32(0)).take(indices)

    def mistake(self, cell: object) -> Mistake:
        """What is wrong with a cell that was read as ``WRONG``."""
        text = clean_cell(str(cell))
        if text not in self._mistakes:
            found = self.meaning(text)
            if isinstance(found, Mistake):
                self._mistakes[text] = found
        return self._mistakes[text]

    def _different(self, cells: pa.Array) -> Positions:
        return np.array([self._position(cell) for cell in cells.to_pylist()], dtype=np.int32)

    def _whole(self, values: NDArray[np.int64]) -> Positions:
        different, which = np.unique(values, return_inverse=True)
        return np.array([self._position(str(value)) for value in different], dtype=np.int32).take(which)

    def _position(self, cell: str | None) -> int:
        text = "" if cell is None else clean_cell(cell)
        if not text:
            return 0
        if text not in self._positions:
            # Looking for the nearest name takes longest, and of many mistakes few are told.
            meaning = WRONG if self.is_surely_wrong(text) else self.meaning(text)
            if isinstance(meaning, Mistake):
                self._mistakes[text] = meaning
                meaning = WRONG
            self._positions[text] = meaning
        return self._positions[text]

    def meaning(self, text: str) -> int | Mistake:
        """The position of what a cell means."""
        raise NotImplementedError

    def is_surely_wrong(self, text: str) -> bool:
        """Whether a quick look shows a mistake; what is wrong is said only when asked for."""
        raise NotImplementedError


class KindCells(Cells):
    """The column of workload kinds; position 0 is no kind, the others follow the pack."""

    def __init__(self, kinds: list[str]) -> None:
        """Take the ids of the pack's kinds."""
        super().__init__()
        self._kinds = kinds

    def is_surely_wrong(self, text: str) -> bool:
        """Whether it is no kind."""
        return in_any_case(text, self._kinds) not in self._kinds

    def meaning(self, text: str) -> int | Mistake:
        """The kind's place in the pack, from 1 on."""
        kind = in_any_case(text, self._kinds)
        if kind in self._kinds:
            return self._kinds.index(kind) + 1
        message = f"there is no kind of workload “{shown(text)}”"
        return Mistake(message, choose_from(text, self._kinds), "unknown-kind")


class AnswerCells(Cells):
    """The column of a question."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        super().__init__()
        self.question = question
        self._options = [option.id for option in question.options]
        self.answers: list[Answer | None] = [None]
        """What the positions mean; grows as new cells come."""
        self._bins = _Bins(question.number, self.answers) if question.number is not None else None

    def meaning(self, text: str) -> int | Mistake:
        """The position of the answer, which is new."""
        if text.lower() in NOT_APPLICABLE:
            answer: Answer | None = Answer.model_construct(
                state=AnswerState.NOT_APPLICABLE, reason="Said so in the table."
            )
        else:
            source = Source(name="", value={self.question.id: self._value(text)})
            answer = read_answer(source, (self.question.id,), self.question)
            if answer is None:
                problem = source.problems[0]
                return Mistake(problem.message, problem.hint, problem.code)
        self.answers.append(answer)
        return len(self.answers) - 1

    def is_surely_wrong(self, text: str) -> bool:
        """Whether it is no option of a question that takes one; all else needs a closer look."""
        if self.question.type is not QuestionType.SINGLE or text.lower() in _WORDS:
            return False
        return in_any_case(text, self._options) not in self._options

    def _value(self, text: str) -> object:
        """A cell as an assessment would have it."""
        if text.lower() == UNKNOWN:
            return UNKNOWN
        if self.question.type is QuestionType.MULTIPLE:
            return [in_any_case(part.strip(), self._options) for part in text.split("|")]
        if self.question.type is QuestionType.NUMBER:
            return Decimal(text) if _NUMBER.fullmatch(text) else text
        return in_any_case(text, self._options)

    def _different(self, cells: pa.Array) -> Positions:
        if self._bins is None:
            return super()._different(cells)
        whole = pc.match_substring_regex(cells, _WHOLE).to_numpy(zero_copy_only=False)
        # Arrow takes no plus sign before a number, which people write.
        digits = pc.utf8_ltrim(pc.utf8_trim_whitespace(cells.filter(pa.array(whole))), "+")
        found = np.full(len(cells), WRONG, dtype=np.int32)
        found[whole] = self._bins.positions(digits.cast(pa.int64()).to_numpy(zero_copy_only=False))
        other = found == WRONG  # Messages about numbers out of bounds are kept by cell, as all others.
        found[other] = super()._different(cells.filter(pa.array(other)))
        return found

    def _whole(self, values: NDArray[np.int64]) -> Positions:
        """Whole numbers, which need no look at each of them while they are within bounds."""
        if self._bins is None:
            return super()._whole(values)
        found = self._bins.positions(values)
        outside = found == WRONG
        if outside.any():
            found[outside] = super()._whole(values[outside])
        return found


class _Bins:
    """Whole numbers to the ranges that decisions tell apart, each with one answer that stands for all."""

    def __init__(self, form: NumberFormat, answers: list[Answer | None]) -> None:
        self._least = int(form.minimum.to_integral_value(ROUND_CEILING))
        self._most = int(form.maximum.to_integral_value(ROUND_FLOOR))
        bounds = [each.below for each in form.bins[:-1] if each.below is not None]
        self._bounds = np.array([int(b.to_integral_value(ROUND_CEILING)) for b in bounds], dtype=np.int64)
        first = len(answers)
        for lowest in (form.minimum, *bounds):
            answers.append(Answer.model_construct(number=max(lowest, form.minimum)))
        self._positions = np.arange(first, first + len(bounds) + 1, dtype=np.int32)

    def positions(self, values: NDArray[np.int64]) -> Positions:
        """The positions of the answers, ``WRONG`` outside the bounds."""
        found = self._positions.take(np.searchsorted(self._bounds, values, side="right"))
        return np.where((values < self._least) | (values > self._most), np.int32(WRONG), found)
