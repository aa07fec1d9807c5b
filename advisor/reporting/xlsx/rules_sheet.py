"""The sheet of rules: what the answers mean for each condition, gate and row, workload by workload."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from advisor.decision.relevance import ordered
from advisor.model.condition import Condition
from advisor.model.question import Question, QuestionType, Scope
from advisor.reporting import words
from advisor.reporting.xlsx.condition_words import in_words
from advisor.reporting.xlsx.decision_block import DecisionBlock
from advisor.reporting.xlsx.formula import Area, Expression, Ref
from advisor.reporting.xlsx.functions import call
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.truths import YES_, Truths, code
from advisor.reporting.xlsx.working import Subject, Working

_RULE, _WHEN, _FIRST = range(3)
_HEAD = 4


class RulesSheet:
    """Lays the rules out, then writes them."""

    def __init__(self, working: Working, sheet: Sheet) -> None:
        """Give every question, condition and decision its rows."""
        self._working = working
        self._sheet = sheet
        pack = working.pack
        decisive = [*ordered(pack, Scope.ORGANISATION), *ordered(pack, Scope.WORKLOAD)]
        self._questions = [each for each in decisive if each.type is not QuestionType.TEXT]
        self._steered = [each for each in self._questions if each.relevant_when is not None]
        self._named = _used(pack.rules.conditions, _conditions(working))
        row = _HEAD + 2
        self._relevance = {each.id: row + place for place, each in enumerate(self._steered)}
        row += len(self._steered) + 1
        self._codes = {each.id: row + place for place, each in enumerate(self._questions)}
        row += len(self._questions) + 1
        self._bands = {name: row + 2 * place for place, name in enumerate(pack.rules.dimensions)}
        row += 2 * len(self._bands) + 1
        self._conditions = {name: row + place for place, name in enumerate(self._named)}
        row += len(self._named) + 1
        self.blocks: dict[str, DecisionBlock] = {}
        for name in pack.rules.decisions:
            self.blocks[name] = DecisionBlock(working, sheet, name, row)
            row += self.blocks[name].height
        self._apart = row + 1
        self._next: dict[int, int] = {}

    def code(self, question: str, subject: Subject) -> Ref:
        """Where the number of an answer stands."""
        return self._at(self._codes[question], subject)

    def relevant(self, question: str, subject: Subject) -> Expression:
        """The truth of a question's being asked of a workload."""
        if question not in self._relevance:
            return YES_
        return self._at(self._relevance[question], subject)

    def bands(self, dimension: str, subject: Subject) -> tuple[Ref, Ref]:
        """Where the lowest and the highest band that are possible stand."""
        row = self._bands[dimension]
        return self._at(row, subject), self._at(row + 1, subject)

    def outcome(self, decision: str, subject: Subject) -> tuple[Ref, Ref, Ref]:
        """Where today's outcome, the target and the reason of a decision stand, in words."""
        block = self.blocks[decision]
        today, target, reason = (self._at(row, subject) for row in (block.now, block.target, block.reason))
        return today, target, reason

    def possible(self, decision: str, outcome: str, subject: Subject) -> tuple[Ref, Expression]:
        """Where it stands whether an outcome is possible today, and how many are, none among them."""
        block, column = self.blocks[decision], self._column(subject)
        first, last = block.today
        place = block.decision.outcomes.index(outcome)
        cells = Area(self._sheet.name, first, column, last, column)
        return self._at(first + place, subject), call("SUM", cells)

    def without(self, decision: str, subject: Subject) -> Ref:
        """Where it stands whether it is possible that no outcome is left today."""
        return self._at(self.blocks[decision].today[1], subject)

    def _at(self, row: int, subject: Subject) -> Ref:
        return Ref(self._sheet.name, row, self._column(subject))

    def _column(self, subject: Subject) -> int:
        return _FIRST + self._working.subjects.index(subject)

    def write(
        self,
        bands: Mapping[tuple[str, str], tuple[Expression, Expression]],
        truths: Mapping[str, Truths],
    ) -> None:
        """Write everything; ``bands`` are formulas of lowest and highest band, by workload and dimension."""
        self._begin()
        for subject in self._working.subjects:
            column = self._column(subject)
            mine = truths[subject.workload.id]
            for name, row in self._relevance.items():
                condition = self._working.pack.question_by_id[name].relevant_when
                if condition is not None:
                    self._sheet.formula(row, column, mine.of(condition), "cell", "truth")
            for name, row in self._codes.items():
                self._sheet.formula(row, column, code(subject.places[name]), "cell", "code")
            for name, row in self._bands.items():
                for place, formula in enumerate(bands[subject.workload.id, name]):
                    self._sheet.formula(row + place, column, formula, "cell", "band")
            for name, row in self._conditions.items():
                truth = mine.of(self._working.pack.rules.conditions[name])
                self._sheet.formula(row, column, truth, "cell", "truth")
            for block in self.blocks.values():
                block.write(column, mine)
        if self._next:
            self._group(self._apart - 1, "Parts of long rules")
        self._sheet.page(repeat=_HEAD)
        self._sheet.protect()

    def _begin(self) -> None:
        sheet, pack = self._sheet, self._working.pack
        sheet.widths((46, 62, *(24 for _ in self._working.subjects)))
        sheet.title("Rules")
        notes = (
            "Every gate and table of the pack as formulas over the answers. “Open” means that unknown "
            "answers still decide; what is yes or no stays so whatever they turn out to be.",
            "The first row that holds decides. Gates then move it to the nearest outcome that they leave.",
        )
        for row, note in enumerate(notes, 1):
            sheet.text(row, _RULE, note, "quiet")
        sheet.head(_HEAD, ("Rule", "When", *(each.title for each in self._working.subjects)))
        sheet.raw.freeze_panes(_HEAD + 1, _FIRST)
        if self._steered:
            self._group(_HEAD + 1, "Is the question asked?")
        for question in self._steered:
            when = question.relevant_when
            said = "" if when is None else in_words(when, pack)
            self._line(self._relevance[question.id], question.short, said)
        self._group(min(self._codes.values(), default=_HEAD + 2) - 1, "Which answer counts?")
        for question in self._questions:
            self._line(self._codes[question.id], question.short, _said(question))
        self._group(min(self._bands.values()) - 1, "In which bands can the scores lie?")
        for name, row in self._bands.items():
            dimension = pack.rules.dimensions[name]
            bands = f"medium from {dimension.bands.medium}, high from {dimension.bands.high} points of 100"
            self._line(row, f"{dimension.title}, at the lowest", bands)
            self._line(row + 1, f"{dimension.title}, at the highest", bands)
        if self._named:
            self._group(min(self._conditions.values()) - 1, "Conditions that rules share")
        for name, row in self._conditions.items():
            self._line(row, words.name_of_id(name), in_words(pack.rules.conditions[name], pack))
        for block in self.blocks.values():
            block.begin()

    def _group(self, row: int, title: str) -> None:
        group(self._sheet, row, title, len(self._working.subjects))

    def _line(self, row: int, rule: str, when: str) -> None:
        self._sheet.text(row, _RULE, rule, "cell")
        self._sheet.text(row, _WHEN, when, "cell", "quiet")

    def truths(self, subject: Subject) -> Truths:
        """The conditions as formulas over the answers of one workload."""
        return Truths(
            pack=self._working.pack,
            kind=subject.kind,
            places=subject.places,
            codes={name: self.code(name, subject) for name in self._codes},
            relevant={name: self._at(row, subject) for name, row in self._relevance.items()},
            named={name: self._at(row, subject) for name, row in self._conditions.items()},
            bands={name: self.bands(name, subject) for name in self._bands},
            apart=partial(self._put_apart, self._column(subject)),
        )

    def _put_apart(self, column: int, formula: Expression) -> Expression:
        """A cell of its own for a part of a long rule."""
        row = self._next.get(column, self._apart)
        self._next[column] = row + 1
        return self._sheet.formula(row, column, formula, "cell", "truth")


def group(sheet: Sheet, row: int, title: str, columns: int) -> None:
    """A line that names what follows."""
    sheet.text(row, _RULE, title, "group")
    for column in range(_WHEN, _FIRST + columns):
        sheet.blank(row, column, "group")


def _said(question: Question) -> str:
    """What the numbers of answers stand for."""
    if question.type is QuestionType.SINGLE:
        return "; ".join(f"{number} {option.label}" for number, option in enumerate(question.options, 1))
    return "1 answered"


def _conditions(working: Working) -> Iterable[Condition]:
    """Every condition that decides something here."""
    pack = working.pack
    for question in pack.questions:
        if question.relevant_when is not None:
            yield question.relevant_when
    for decision in pack.rules.decisions.values():
        yield from (gate.when for gate in decision.gates)
        yield from (row.when for row in decision.table)


def _used(named: Mapping[str, Condition], conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The named conditions that some conditions look at, directly or not, in file order."""
    found: set[str] = set()

    def follow(condition: Condition) -> None:
        for each in (*(condition.all or ()), *(condition.any or ())):
            follow(each)
        if condition.not_ is not None:
            follow(condition.not_)
        if condition.condition is not None and condition.condition not in found:
            found.add(condition.condition)
            follow(named[condition.condition])

    for condition in conditions:
        follow(condition)
    return tuple(name for name in named if name in found)
