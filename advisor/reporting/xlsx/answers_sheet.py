"""The sheet of answers: a line for each question, to be changed at will."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from advisor.content.questionnaire_form import HEAD, TITLES, UNKNOWN, Line, asked_of, filled, lines_of
from advisor.model.question import Question, Scope
from advisor.reporting.plain import visible
from advisor.reporting.xlsx.formula import Area, Expression, Ref
from advisor.reporting.xlsx.inputs import NOT_ASKED, places_of, state, write_input, write_value
from advisor.reporting.xlsx.lists import Lists
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.truths import Places
from advisor.reporting.xlsx.working import Subject, Working

KEY, WHOSE, TOPIC, QUESTION, ANSWER, REASON, NOTE, EVIDENCE, STATE = range(9)
_WIDTHS = (12, 18, 14, 42, 32, 17, 34, 26, 14)
_HEAD = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question where it stands on the sheet."""

    question: Question
    subject: Subject | None
    """None for the organisation."""
    places: Places
    row: int
    reason: Ref


class AnswersSheet:
    """Writes all answers, and knows where they stand."""

    def __init__(self, working: Working, sheet: Sheet, lists: Lists) -> None:
        """Write everything but what depends on the rules."""
        self._working = working
        self._sheet = sheet
        self._lists = lists
        self.asked: list[Asked] = []
        self._row = _HEAD + 1
        self._begin()
        for subject in (None, *working.subjects):
            self._block(subject)
        shared = {each.question.id: each.places for each in self.asked if each.subject is None}
        for subject in working.subjects:
            subject.places.update(shared)
            subject.places.update({e.question.id: e.places for e in self.asked if e.subject is subject})

    def _begin(self) -> None:
        sheet = self._sheet
        sheet.widths(_WIDTHS)
        sheet.hide(KEY)
        sheet.title("Answers", WHOSE)
        sheet.text(
            1,
            WHOSE,
            "Change the yellow cells: scores, bands, rules and advice on the other sheets follow. The sheet "
            "is protected without a password, so that formulas are safe from slips.",
            "quiet",
        )
        sheet.text(_HEAD, KEY, HEAD)
        sheet.head(_HEAD, ("Whose", "Topic", "Question", *TITLES, "State"), WHOSE)
        sheet.raw.freeze_panes(_HEAD + 1, ANSWER)

    def _block(self, subject: Subject | None) -> None:
        """The questions to the organisation, or to one workload."""
        working = self._working
        own = subject.workload.answers if subject else working.document.answers.answers
        for question in asked_of(working.pack, Scope.WORKLOAD if subject else Scope.ORGANISATION):
            given = filled(question, own.get(question.id))
            if isinstance(given.answer, str):
                given = replace(given, answer=visible(given.answer))
            row = self._row
            cells = {}
            for line in lines_of(question, subject.workload.id if subject else None):
                self._words(line, subject)
                cells[line.option] = write_input(self._sheet, self._row, ANSWER, line, given, self._lists)
                self._row += 1
            reason, *_ = (
                write_value(
                    self._sheet, row, column, None if text is None else visible(text), "cell", "input"
                )
                for column, text in ((REASON, given.reason), (NOTE, given.note), (EVIDENCE, given.evidence))
            )
            places = places_of(question, cells, self._lists)
            self.asked.append(Asked(question, subject, places, row, reason))

    def _words(self, line: Line, subject: Subject | None) -> None:
        """What is asked, and of whom."""
        sheet, row, question = self._sheet, self._row, line.question
        topic = next(each.title for each in self._working.pack.sections if each.id == question.section)
        sheet.text(row, KEY, line.key)
        sheet.text(row, WHOSE, subject.title if subject else "Organisation", "cell", "quiet")
        sheet.text(row, TOPIC, topic, "cell", "quiet")
        if line.option is None:
            sheet.text(row, QUESTION, question.ask, "cell")
            return
        label = next(each.label for each in question.options if each.id == line.option)
        sheet.text(row, QUESTION, f"– {label}", "cell")
        for column in (REASON, NOTE, EVIDENCE, STATE):
            sheet.blank(row, column, "cell")

    def states(self, codes: Callable[[Asked], tuple[Expression, Expression]]) -> None:
        """Write how far each question is answered, from its code and the truth of its being asked."""
        for each in self.asked:
            code, relevant = codes(each)
            formula = state(each.places, code, each.reason, relevant)
            self._sheet.formula(each.row, STATE, formula, "cell")
        last = self._row - 1
        first = Ref(self._sheet.name, _HEAD + 1, STATE)
        here = f"${chr(65 + STATE)}{first.row + 1}"
        area = (_HEAD + 1, WHOSE, last, STATE)
        self._sheet.overlay(area, f'{here}="{NOT_ASKED}"', "grey")
        self._sheet.overlay((_HEAD + 1, STATE, last, STATE), f'{here}="{UNKNOWN}"', "warn")
        self._sheet.raw.autofilter(_HEAD, WHOSE, last, STATE)
        self._working.book.name("Answers", Area(self._sheet.name, _HEAD + 1, ANSWER, last, ANSWER))
        self._sheet.page(repeat=_HEAD)
        self._sheet.protect()
