"""One line of a filled questionnaire into the answer that it gives, by the rules that hold for files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.content.answers import NOT_APPLICABLE as NOT_APPLICABLE_KEY
from advisor.content.answers import UNKNOWN as UNKNOWN_KEY
from advisor.content.answers import VALUE_KEYS, read_answer
from advisor.content.names import choose_from, shown
from advisor.content.numbers import unambiguous
from advisor.content.questionnaire_cells import Cell, Kind, Row
from advisor.content.questionnaire_form import (
    NOT_APPLICABLE,
    TITLES,
    UNKNOWN,
    YES,
    labels,
    normal,
    unescaped,
)
from advisor.content.yaml_reader import At, Source
from advisor.errors import Problem
from advisor.model.assessment import Answer
from advisor.model.question import Question, QuestionType

ANSWER, REASON, NOTE, EVIDENCE = TITLES
_YES = frozenset((YES, "y", "x", "true", "1", "✓", "✔"))
_NO = frozenset(("no", "n", "false", "0", "-", "–"))
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(slots=True)
class CellSource(Source):
    """Plain data that came from cells: problems are named by sheet and cell."""

    places: tuple[tuple[str, str], ...] = ()
    """Keys of an answer to the cells that hold them, the answer's own first."""

    def problem(
        self, at: At, message: str, hint: str | None = None, code: str = "invalid", *, key: bool = False
    ) -> Problem:
        """A problem at a cell; keys and values of cells are one, so ``key`` makes no difference."""
        del key
        own = self.places[0][1]
        place = next((place for name, place in self.places if at and name == at[-1]), own)
        return Problem(f"{self.name}: {place}", None, None, message, hint, code)


class LineReader:
    """Reads the lines of one workbook and keeps what is wrong with them."""

    def __init__(self, name: str) -> None:
        """``name`` is what problems call the file."""
        self.name = name
        self.problems: list[Problem] = []

    def report(self, place: str, message: str, hint: str | None = None, code: str = "invalid") -> None:
        """Note down what is wrong with a cell."""
        self.problems.append(Problem(f"{self.name}: {place}", None, None, message, hint, code))

    def text(self, cell: Cell | None) -> str | None:
        """The text of a cell; None when it is empty, blank, or no text that somebody typed."""
        if cell is None:
            return None
        if cell.kind is Kind.FORMULA:
            message = f"a formula stands here ({cell.text}); it is not computed"
            self.report(cell.place, message, "type its result, or put an apostrophe before a text", "formula")
            return None
        if cell.kind is Kind.ERROR:
            self.report(cell.place, f"an error stands here ({cell.text})", "type the answer", "cell-error")
            return None
        return cell.text if cell.text.strip() else None

    def answer(self, question: Question, row: Row, ticks: Mapping[str, Row]) -> Answer | None:
        """What a question's line, and the lines of its options, say; None when nothing is said yet."""
        before = len(self.problems)
        stated = self.text(row.cells.get(ANSWER))
        reason, note, evidence = (self.text(row.cells.get(title)) for title in (REASON, NOTE, EVIDENCE))
        chosen = self._ticked(question, ticks)
        place = row.place(ANSWER)
        value = self._value(question, row, stated, chosen)
        if len(self.problems) > before:
            return None
        if reason is not None and NOT_APPLICABLE_KEY not in (value or {}):
            message = "here is a reason why it does not apply, and the answer says something else"
            self.report(
                row.place(REASON), message, f"choose “{NOT_APPLICABLE}”, or empty the cell", "contradiction"
            )
        if value is None:
            if note is not None or evidence is not None:
                message = "there is no answer here, only remarks"
                self.report(
                    place, message, f"choose “{UNKNOWN}” if nobody knows, or empty the remarks", "no-answer"
                )
            return None
        if NOT_APPLICABLE_KEY in value:
            value = {NOT_APPLICABLE_KEY: reason}
            if reason is None:
                message = "“not applicable” needs its reason"
                self.report(row.place(REASON), message, "say why it does not apply", "no-reason")
                return None
        remarks = {"note": note, "evidence": evidence}
        long = value | {name: text for name, text in remarks.items() if text is not None}
        places = (
            (question.id, place),
            (NOT_APPLICABLE_KEY, row.place(REASON)),
            ("note", row.place(NOTE)),
            ("evidence", row.place(EVIDENCE)),
        )
        source = CellSource(name=self.name, value={question.id: long}, places=places)
        answer = read_answer(source, (question.id,), question)
        self.problems += source.problems
        return answer if len(self.problems) == before else None

    def _ticked(self, question: Question, ticks: Mapping[str, Row]) -> list[str]:
        found = []
        for option, row in ticks.items():
            cell = row.cells.get(ANSWER)
            text = self.text(cell)
            if text is None:
                continue
            if normal(text) in _YES:
                found.append(option)
            elif normal(text) not in _NO:
                message = f"expected “{YES}” or an empty cell, found “{shown(text)}”"
                self.report(
                    row.place(ANSWER), message, f"is “{labels(question)[option]}” true?", "unknown-option"
                )
        return found

    def _value(
        self, question: Question, row: Row, stated: str | None, ticked: list[str]
    ) -> dict[str, object] | None:
        """What is said, as the long form of a file would say it; None when nothing is."""
        own = VALUE_KEYS[question.type]
        state = _state(stated)
        if state is not None:
            if ticked:
                message = f"“{stated}”, and an option below is chosen"
                self.report(row.place(ANSWER), message, "keep one of them", "contradiction")
            return state
        if ticked:
            if stated is not None:
                self._strange(question, row, stated)
            return {own: list(ticked)}
        if stated is None:
            return None
        if question.type is QuestionType.TEXT:
            return {own: unescaped(stated)}
        if question.type is QuestionType.NUMBER:
            return self._number(question, row.cells[ANSWER], stated)
        found = self._choice(question, row, stated)
        return None if found is None else {own: found}

    def _number(self, question: Question, cell: Cell, stated: str) -> dict[str, object] | None:
        unit = question.number.unit if question.number else ""
        if cell.kind is Kind.DAY:
            message = f"the application took this for a day ({shown(cell.text)})"
            self.report(cell.place, message, f"type a number of {unit}", "wrong-type")
            return None
        if cell.number is not None:
            number = cell.number
            if cell.kind is Kind.PERCENT:
                if not unit.startswith("%"):
                    message = f"expected a number of {unit}, found a percentage"
                    self.report(cell.place, message, "type the number itself", "wrong-type")
                    return None
                number *= 100
            # A cell that holds a number shows it in its reader's own way; its value has one meaning.
            return {"number": unambiguous(number)}
        text = stated.strip()
        return {"number": Decimal(text) if _NUMBER.fullmatch(text) else text}

    def _choice(self, question: Question, row: Row, stated: str) -> str | list[str] | None:
        """The option whose label, or id, is written."""
        known = {normal(label): option for option, label in labels(question).items()}
        known |= {option.id: option.id for option in question.options if option.id not in known}
        found = known.get(normal(stated))
        if found is None:
            self._strange(question, row, stated)
            return None
        return [found] if question.type is QuestionType.MULTIPLE else found

    def _strange(self, question: Question, row: Row, stated: str) -> None:
        message = f"“{question.short}” has no answer “{shown(stated)}”"
        offered = labels(question).values()
        hint = _begun(stated, offered) or choose_from(stated, offered)
        self.report(row.place(ANSWER), message, hint, "unknown-option")


def _begun(stated: str, offered: Iterable[str]) -> str | None:
    """A hint at the label that somebody began to type: labels are long, and people stop early."""
    from difflib import get_close_matches  # Only for mistakes, so not worth loading otherwise.

    typed = normal(stated)
    begun = {normal(label)[: len(typed)]: label for label in offered}
    close = get_close_matches(typed, begun, n=1, cutoff=0.7)
    return f"did you mean “{begun[close[0]]}”?" if close else None


def _state(stated: str | None) -> dict[str, object] | None:
    """Whether a cell says that the answer is unknown, or that the question does not apply."""
    said = None if stated is None else normal(stated)
    if said == normal(UNKNOWN):
        return {UNKNOWN_KEY: True}
    return {NOT_APPLICABLE_KEY: None} if said == normal(NOT_APPLICABLE) else None


def same(one: Row, other: Row) -> bool:
    """Whether two copies of a line say the same."""
    return {t: (c.kind, c.text) for t, c in one.cells.items()} == {
        t: (c.kind, c.text) for t, c in other.cells.items()
    }
