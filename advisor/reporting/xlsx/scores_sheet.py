"""The sheet of scores: from each answer's level to scores, ranges and bands, as formulas."""

from __future__ import annotations

from fractions import Fraction

from advisor.decision.sheets import domain_of
from advisor.model.question import Question, QuestionType
from advisor.reporting import words
from advisor.reporting.xlsx.cases import levels
from advisor.reporting.xlsx.formula import Area, Expression, Ref, part
from advisor.reporting.xlsx.functions import both, call, if_
from advisor.reporting.xlsx.levels import band_of, level_of, name_of
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.score_cases import CaseRows
from advisor.reporting.xlsx.scores_layout import (
    ABOVE,
    BAND,
    BELOW,
    CASES,
    COUNTS,
    DETAIL,
    EXPECTED,
    GREATEST,
    HEAD,
    HIGH,
    LEAST,
    LEVEL,
    LOW,
    MOST,
    NAME,
    SCORE,
    SUMMARY,
    TOO_MANY,
    WEIGHT,
    WIDTHS,
    Block,
    laid_out,
    write_names,
)
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.truths import HALF, Truths
from advisor.reporting.xlsx.working import Working


class ScoresSheet:
    """Lays the scores out, then writes them."""

    def __init__(self, working: Working, sheet: Sheet, rules: RulesSheet) -> None:
        """Give every score, question and case its row."""
        self._working = working
        self._sheet = sheet
        self._rules = rules
        self.layout = laid_out(working)
        self.blocks = self.layout.blocks
        self._cases = CaseRows(working, sheet, rules)

    def score(self, block: Block) -> Ref:
        """Where a score stands."""
        return self._at(block.line, SCORE)

    def band(self, block: Block) -> Ref:
        """Where its band stands, in words."""
        return self._at(block.line, BAND)

    def scores(self) -> Area:
        """All scores."""
        return self._summary(SCORE)

    def names(self) -> Area:
        """What each is called in a chart."""
        return self._summary(NAME)

    def errors(self) -> tuple[Area, Area]:
        """How far each score can fall and rise while answers are open."""
        return self._summary(BELOW), self._summary(ABOVE)

    def _summary(self, column: int) -> Area:
        return Area(self._sheet.name, HEAD + 1, column, HEAD + len(self.blocks), column)

    def _at(self, row: int, column: int) -> Ref:
        return Ref(self._sheet.name, row, column)

    def write(self, truths: dict[str, Truths]) -> dict[tuple[str, str], tuple[Expression, Expression]]:
        """Write everything; gives the formulas of lowest and highest band, by workload and dimension."""
        self._begin()
        for block in self.blocks:
            for row, question in enumerate(block.dimension.weights, block.first):
                self._question(block, row, self._working.pack.question_by_id[question])
            if len(block.cases) > 1:
                self._cases.write(block, truths[block.subject.workload.id])
            self._line(block)
        self._sheet.breaks([self.layout.detail])
        self._sheet.page()
        self._sheet.protect()
        return {(block.subject.workload.id, block.name): self._cases.bands(block) for block in self.blocks}

    def _begin(self) -> None:
        sheet = self._sheet
        sheet.widths(WIDTHS)
        sheet.title("Scores")
        sheet.text(
            1,
            0,
            "A score is 100 times the sum of weight times level, divided by the sum of weight times highest "
            "level, over the questions that count.",
            "quiet",
        )
        sheet.text(
            2,
            0,
            "An unknown answer counts with its expected level; “from” and “to” take its lowest and highest.",
            "quiet",
        )
        sheet.head(HEAD, SUMMARY, numbers=(SCORE, LOW, HIGH, 7, 8, 10, BELOW, ABOVE))
        sheet.raw.freeze_panes(HEAD + 1, 2)
        self._section(self.layout.detail, "Every answer and its level", DETAIL, range(WEIGHT, GREATEST + 1))
        if any(len(block.cases) > 1 for block in self.blocks):
            self._section(
                self.layout.cases, "Where an answer decides which questions count", CASES, range(4, 9)
            )

    def _section(self, row: int, title: str, head: tuple[str, ...], numbers: range) -> None:
        self._sheet.section(row, title, len(head))
        self._sheet.head(row + 1, head, numbers=numbers)

    # One question ------------------------------------------------------------------------------

    def _question(self, block: Block, row: int, question: Question) -> None:
        sheet, subject = self._sheet, block.subject
        domain, places = domain_of(question), subject.places[question.id]
        low, expected, high = levels(domain)
        code = self._rules.code(question.id, subject)
        relevant = self._rules.relevant(question.id, subject)
        write_names(self._sheet, row, block)
        sheet.text(row, 2, question.short, "cell")
        answer = places.answer
        shown: Expression = if_(answer.equals(""), "", answer)
        if question.type is QuestionType.MULTIPLE:
            shown = if_(code.equals(1), "several, see Answers", shown)
        sheet.formula(row, 3, shown, "cell")
        sheet.formula(row, COUNTS, if_(code.below(0), 0, relevant), "cell", "truth")
        sheet.number(row, WEIGHT, block.dimension.weights[question.id], "cell", "whole")
        sheet.number(row, MOST, domain.max_level, "cell", "whole")
        sheet.formula(row, LEVEL, if_(code.above(0), level_of(question, subject, code), ""), "cell", "whole")
        level = self._at(row, LEVEL)
        for column, open_ in ((LEAST, part(low)), (EXPECTED, part(expected)), (GREATEST, part(high))):
            formula = if_(code.equals(0), open_, if_(code.below(0), 0, level))
            sheet.formula(row, column, formula, "cell", "number")

    # One score ---------------------------------------------------------------------------------

    def _line(self, block: Block) -> None:
        sheet, row = self._sheet, block.line
        write_names(self._sheet, row, block)
        sheet.text(row, 2, block.dimension.summary, "cell", "quiet")
        for column, formula in zip((SCORE, LOW, HIGH), self._scores(block), strict=True):
            sheet.formula(row, column, formula, "cell", "score", *(("strong",) if column == SCORE else ()))
        bands = block.dimension.bands
        sheet.number(row, 7, bands.medium, "cell", "whole")
        sheet.number(row, 8, bands.high, "cell", "whole")
        score = self._at(row, SCORE)
        named = name_of(band_of(score, bands))
        known = call("ISNUMBER", score)
        sheet.formula(row, BAND, if_(known, named, words.NOTHING), "cell", "strong", "centre")
        low, high = self._rules.bands(block.name, block.subject)
        spread = name_of(low).joined(if_(low.equals(high), "", part(" to ").joined(name_of(high))))
        sheet.formula(row, 3, if_(score.equals(""), "nothing applies", spread), "cell")
        told = next(each for each in block.subject.advice.dimensions if each.id == block.name)
        if told.score is None:
            reported = sheet.text(row, 10, words.NOTHING, "cell", "end")
            same: Expression = score.equals("")
        else:
            reported = sheet.number(row, 10, Fraction(str(told.score)), "cell", "score")
            same = both([known, if_(known, call("ROUND", score, 2), 0).equals(reported)])
        sheet.formula(row, 11, if_(same, "yes", "changed"), "cell", "centre")
        for column, far, near in ((BELOW, score, LOW), (ABOVE, self._at(row, HIGH), SCORE)):
            distance = far - self._at(row, near)
            sheet.formula(row, column, if_(known, distance, 0), "cell", "score", "quiet")
        name = block.dimension.title
        if len(self._working.subjects) > 1:
            name = f"{block.subject.title} · {name}"
        sheet.text(row, NAME, name, "cell", "quiet")

    def _scores(self, block: Block) -> tuple[Expression, Expression, Expression]:
        """Expected, lowest and highest score; an empty text where nothing applies."""
        if len(block.cases) > 1:
            return self._cases.scores(block)
        weight, most, counts = (block.area(self._sheet.name, each) for each in (WEIGHT, MOST, COUNTS))
        possible = call("SUMPRODUCT", weight, most, counts)
        found: list[Expression] = []
        for column in (EXPECTED, LEAST, GREATEST):
            points = call("SUMPRODUCT", weight, counts, block.area(self._sheet.name, column))
            found.append(if_(possible.equals(0), "", points * 100 / possible))
        if not block.cases:
            open_ = call("COUNTIF", counts, HALF).above(0)
            bounds: tuple[str | int, ...] = (TOO_MANY, 0, 100)
            found = [if_(open_, bound, each) for bound, each in zip(bounds, found, strict=True)]
        return found[0], found[1], found[2]
