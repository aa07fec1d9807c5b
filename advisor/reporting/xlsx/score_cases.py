"""Scores where open answers decide which questions count: case by case, then taken together."""

from __future__ import annotations

from fractions import Fraction

from advisor.reporting import words
from advisor.reporting.xlsx.cases import Case
from advisor.reporting.xlsx.formula import Expression, Ref, total
from advisor.reporting.xlsx.functions import both, call, either, if_
from advisor.reporting.xlsx.levels import band_of, share_of
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.scores_layout import (
    CASE_EXPECTED,
    CASE_HIGH,
    CASE_LOW,
    EXPECTED,
    GREATEST,
    HIGH,
    LEAST,
    LIKELY,
    LOW,
    MOST,
    POSSIBLE,
    WEIGHT,
    Block,
    write_names,
)
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.truths import Truths
from advisor.reporting.xlsx.working import Working


class CaseRows:
    """The cases of every dimension that has more than one."""

    def __init__(self, working: Working, sheet: Sheet, rules: RulesSheet) -> None:
        """Use these sheets."""
        self._working = working
        self._sheet = sheet
        self._rules = rules

    def _at(self, row: int, column: int) -> Ref:
        return Ref(self._sheet.name, row, column)

    def write(self, block: Block, truths: Truths) -> None:
        """Write a row for each case."""
        for row, case in enumerate(block.cases, block.first_case):
            self._words(block, row, case)
            self._figures(block, row, case, truths)

    def _words(self, block: Block, row: int, case: Case) -> None:
        questions = self._working.pack.question_by_id
        write_names(self._sheet, row, block)
        shorts = words.listing(questions[group.question].short for group in case.groups)
        number = row - block.first_case + 1
        self._sheet.text(row, 2, f"Case {number}, by {shorts}", "cell", "quiet")
        counted = words.listing(questions[each].short for each in case.counted)
        self._sheet.text(row, 3, counted, "cell", "quiet")

    def _figures(self, block: Block, row: int, case: Case, truths: Truths) -> None:
        sheet, subject = self._sheet, block.subject
        codes = {name: self._rules.code(name, subject) for name in block.dimension.weights}
        likely, *more = (
            share_of(group, self._rules.code(group.question, subject), truths) for group in case.groups
        )
        for share in more:
            likely = likely * share
        sheet.formula(row, LIKELY, likely, "cell", "number")
        held = {group.question: group.levels for group in case.groups}
        possible: list[Expression] = []
        points: tuple[list[Expression], ...] = ([], [], [])
        for at, question in enumerate(block.dimension.weights, block.first):
            if question not in case.counted:
                continue
            code, weight = codes[question], self._at(at, WEIGHT)
            possible.append(if_(code.below(0), 0, weight * self._at(at, MOST)))
            within = held.get(question)
            for place, column in enumerate((LEAST, EXPECTED, GREATEST)):
                level: Expression = self._at(at, column)
                if within is not None:
                    level = if_(code.equals(0), Fraction(within[place]), level)
                points[place].append(weight * level)
        sheet.formula(row, POSSIBLE, total(possible), "cell", "number")
        counts = both([self._at(row, LIKELY).above(0), self._at(row, POSSIBLE).above(0)])
        for place, column in enumerate((CASE_LOW, CASE_EXPECTED, CASE_HIGH)):
            score = total(points[place]) * 100 / self._at(row, POSSIBLE)
            sheet.formula(row, column, if_(counts, score, ""), "cell", "score")

    def scores(self, block: Block) -> tuple[Expression, Expression, Expression]:
        """Expected, lowest and highest score over all cases; an empty text where nothing applies."""
        name, rows = self._sheet.name, range(block.first_case, block.last_case + 1)
        low, high = (call(f, block.case_area(name, c)) for f, c in (("MIN", CASE_LOW), ("MAX", CASE_HIGH)))
        counted = total(
            [if_(call("ISNUMBER", self._at(row, CASE_EXPECTED)), self._at(row, LIKELY), 0) for row in rows]
        )
        likely, expected = (block.case_area(name, column) for column in (LIKELY, CASE_EXPECTED))
        mean = call("SUMPRODUCT", likely, expected) / counted
        none = counted.equals(0)
        return if_(none, "", mean), if_(none, "", low), if_(none, "", high)

    def bands(self, block: Block) -> tuple[Expression, Expression]:
        """The lowest and the highest band that open answers leave; low where nothing applies."""
        low, high = (band_of(self._at(block.line, each), block.dimension.bands) for each in (LOW, HIGH))
        if len(block.cases) < 2:
            return low, high
        rows = range(block.first_case, block.last_case + 1)
        empty = either(
            [both([self._at(row, LIKELY).above(0), self._at(row, POSSIBLE).equals(0)]) for row in rows]
        )
        return if_(empty, 0, low), high
