"""One sheet of a questionnaire: the questions to the organisation, or to one workload."""

from __future__ import annotations

from dataclasses import replace

from advisor.content.questionnaire_form import (
    HEAD,
    NOT_APPLICABLE,
    TITLES,
    UNKNOWN,
    Line,
    asked_of,
    filled,
    kind_key,
    kind_labels,
    lines_of,
    title_key,
)
from advisor.decision.conditions import leaves
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope
from advisor.reporting.xlsx.formula import LONGEST, Area, Constant, Expression, Ref, part
from advisor.reporting.xlsx.functions import call, either, if_
from advisor.reporting.xlsx.inputs import (
    ANSWERED,
    GIVE_REASON,
    NOT_ASKED,
    drop_down,
    places_of,
    state,
    write_input,
    write_value,
)
from advisor.reporting.xlsx.lists import Lists
from advisor.reporting.xlsx.question_words import expanded, meanings
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.texts import line as one_line
from advisor.reporting.xlsx.truths import YES_, Places, Truths, code

KEY, NUMBER, QUESTION, OPTIONS, ANSWER, REASON, NOTE, EVIDENCE, STATE, CODE, ASKED = range(11)
_WIDTHS = (12, 5, 50, 46, 32, 20, 30, 24, 15, 8, 8)
_PROGRESS, _KIND, _TITLE, _HEAD = 1, 2, 3, 5


class QuestionSheet:
    """Writes the sheet; what the organisation's sheet knows serves those of the workloads."""

    def __init__(
        self,
        pack: Pack,
        assessment: Assessment,
        workload: Workload | None,
        sheet: Sheet,
        lists: Lists,
        shared: QuestionSheet | None,
    ) -> None:
        """Of the organisation without a ``workload``; ``shared`` is the organisation's sheet."""
        self.sheet = sheet
        self.workload = workload
        self.title = "Organisation" if workload is None else workload.title or workload.id
        self._pack = pack
        self._answers = assessment.answers if workload is None else workload.answers
        self._organisation = assessment.organisation
        self._lists = lists
        self._row = _HEAD + 1
        self._first = self._row
        self._kind: Ref | None = None
        self._rows: dict[str, tuple[int, Ref]] = {}
        self.places: dict[str, Places] = dict(shared.places) if shared else {}
        self.codes: dict[str, Ref] = dict(shared.codes) if shared else {}
        self.asked: dict[str, Ref] = dict(shared.asked) if shared else {}

    def write(self) -> None:
        """Write everything."""
        self._begin()
        section = ""
        for number, question in enumerate(self._questions(), 1):
            if question.section != section:
                section = question.section
                self._section(section)
            self._question(number, question)
        for question in self._questions():
            self._formulas(question)
        self._end()

    def _questions(self) -> list[Question]:
        return asked_of(self._pack, Scope.ORGANISATION if self.workload is None else Scope.WORKLOAD)

    # Above the questions -----------------------------------------------------------------------

    def _begin(self) -> None:
        sheet, workload = self.sheet, self.workload
        sheet.widths(_WIDTHS)
        sheet.title(self.title, QUESTION)
        if workload is not None:
            kind = kind_labels(self._pack)[workload.kind]
            sheet.text(_KIND, KEY, kind_key(workload.id))
            sheet.text(_KIND, QUESTION, "What kind of work is it?", "strong", "wrap")
            kinds = (f"{each.title}: {each.help}" for each in self._pack.manifest.workload_kinds)
            sheet.text(_KIND, OPTIONS, "\n".join(kinds), "wrap", "quiet")
            self._kind = sheet.text(_KIND, ANSWER, kind, "cell", "input")
            drop_down(sheet, _KIND, ANSWER, self._lists.kind_area, "Choose from the list.")
            sheet.text(_TITLE, KEY, title_key(workload.id))
            sheet.text(_TITLE, QUESTION, "What is it called?", "strong", "wrap")
            write_value(sheet, _TITLE, ANSWER, workload.title, "cell", "input")
        else:
            sheet.text(_KIND, QUESTION, one_line(self._organisation, 150), "subtitle")
        sheet.text(_HEAD, KEY, HEAD)
        sheet.head(_HEAD, ("No.", "Question", "What the answers mean", *TITLES, "State"), NUMBER)
        sheet.raw.freeze_panes(_HEAD + 1, OPTIONS)

    def _section(self, section: str) -> None:
        found = next(each for each in self._pack.sections if each.id == section)
        for column in range(NUMBER, STATE + 1):
            if column != QUESTION:
                self.sheet.blank(self._row, column, "group")
        self.sheet.rich(self._row, QUESTION, (("strong", one_line(found.title, 150)),), "group")
        self._row += 1
        self.sheet.paragraph(
            self._row,
            QUESTION,
            found.intro,
            STATE - QUESTION + 1,
            sum(_WIDTHS[QUESTION : STATE + 1]),
            "quiet",
        )
        self._row += 1

    # One question ------------------------------------------------------------------------------

    def _question(self, number: int, question: Question) -> None:
        given = filled(question, self._answers.get(question.id))
        sheet, row = self.sheet, self._row
        cells: dict[str | None, Ref] = {}
        for line in lines_of(question, self.workload.id if self.workload else None):
            self._words(number, line)
            held = given if line.option is None else replace(given, answer=None)
            cells[line.option] = write_input(sheet, self._row, ANSWER, line, held, self._lists)
            self._row += 1
        reason = write_value(sheet, row, REASON, given.reason, "cell", "input")
        write_value(sheet, row, NOTE, given.note, "cell", "input")
        write_value(sheet, row, EVIDENCE, given.evidence, "cell", "input")
        sheet.message(row, EVIDENCE, f"Look for: {question.evidence}")
        if question.not_applicable_example:
            sheet.message(row, REASON, f"For example: {question.not_applicable_example}")
        if question.help:
            words = "\n".join(f"{word}: {meaning}" for word, meaning in question.help.items())
            sheet.note(row, QUESTION, words)
        self.places[question.id] = places_of(question, cells, self._lists)
        self._rows[question.id] = (row, reason)

    def _words(self, number: int, line: Line) -> None:
        """What is asked, why, and what the answers mean."""
        sheet, row, question = self.sheet, self._row, line.question
        sheet.text(row, KEY, line.key)
        if line.option is not None:
            option = next(each for each in question.options if each.id == line.option)
            sheet.blank(row, NUMBER, "cell")
            sheet.text(row, QUESTION, f"– {option.label}", "cell")
            sheet.text(row, OPTIONS, option.detail or "", "cell", "quiet")
            for column in (REASON, NOTE, EVIDENCE, STATE):
                sheet.blank(row, column, "cell")
            return
        sheet.number(row, NUMBER, number, "cell", "quiet", "whole", "centre")
        parts = (("strong", f"{question.ask}\n"), ("quiet", f"Why: {question.why}"))
        sheet.rich(row, QUESTION, parts, "cell")
        sheet.text(row, OPTIONS, meanings(question), "cell")

    # What follows from the answers -------------------------------------------------------------

    def _formulas(self, question: Question) -> None:
        row, reason = self._rows[question.id]
        places = self.places[question.id]
        relevant: Expression = YES_
        if question.type is not QuestionType.TEXT:
            self.codes[question.id] = self.sheet.formula(row, CODE, code(places))
        truth = self._relevance(question)
        if truth is not None:
            relevant = self.asked[question.id] = self.sheet.formula(row, ASKED, truth)
        answered = self.codes.get(question.id, Ref(self.sheet.name, row, CODE))
        self.sheet.formula(row, STATE, state(places, answered, reason, relevant), "cell")

    def _relevance(self, question: Question) -> Expression | None:
        """The truth of being asked; None when it always is, or when this sheet alone cannot tell."""
        if question.relevant_when is None:
            return None
        condition = expanded(question.relevant_when, self._pack)
        for leaf in leaves(condition, {}):
            atom = leaf.answer or leaf.number
            if (leaf.kind is not None and self.workload is None) or (
                atom is not None and atom.question not in self.places
            ):
                return None
        later = {name: Ref(self.sheet.name, row, CODE) for name, (row, _) in self._rows.items()}
        truths = Truths(
            pack=self._pack,
            kind=self._of_kind,
            places=self.places,
            codes={**self.codes, **later},
            relevant=self.asked | self._later_asked(),
            named={},
            bands={},
            apart=lambda formula: formula,
        )
        found = truths.of(condition)
        return found if len(found.text()) < LONGEST - 500 else None

    def _later_asked(self) -> dict[str, Ref]:
        """Where the relevance of this sheet's questions stands, or will."""
        conditional = (each for each in self._questions() if each.relevant_when is not None)
        return {each.id: Ref(self.sheet.name, self._rows[each.id][0], ASKED) for each in conditional}

    def _of_kind(self, kinds: tuple[str, ...]) -> Expression:
        if self._kind is None:
            return Constant(1)
        return if_(either([self._kind.equals(self._lists.kinds[kind]) for kind in kinds]), 1, 0)

    # Below -------------------------------------------------------------------------------------

    def count(self, *states: str) -> Expression:
        """How many questions are in one of some states."""
        last = max(self._row - 1, self._first)
        area = Area(self.sheet.name, self._first, STATE, last, STATE)
        found: Expression = call("COUNTIF", area, states[0])
        for each in states[1:]:
            found = found + call("COUNTIF", area, each)
        return found

    def done(self) -> Expression:
        """How many questions have an answer, or are known to have none."""
        return self.count(ANSWERED, UNKNOWN, NOT_APPLICABLE)

    def of(self) -> Expression:
        """How many questions are asked."""
        return part(len(self._rows)) - self.count(NOT_ASKED)

    def _end(self) -> None:
        sheet, last = self.sheet, self._row - 1
        told = self.done().joined(" of ").joined(self.of()).joined(" questions are done")
        sheet.formula(_PROGRESS, QUESTION, told, "subtitle")
        here = f"${chr(65 + STATE)}{self._first + 1}"
        area = (self._first, NUMBER, last, STATE)
        sheet.overlay(area, f'{here}="{NOT_ASKED}"', "grey")
        states = (self._first, STATE, last, STATE)
        sheet.overlay(states, f'OR({here}="{ANSWERED}",{here}="{NOT_APPLICABLE}")', "good")
        sheet.overlay(
            states, f'OR({here}="{GIVE_REASON}",LEFT({here},6)="Choose",LEFT({here},4)="Type")', "warn"
        )
        for column in (KEY, CODE, ASKED):
            sheet.hide(column)
        sheet.page(repeat=_HEAD)
        sheet.protect()
