"""One decision on the sheet of rules: its gates, its rows, and what they come to."""

from __future__ import annotations

from advisor.model.rules import Decision, Gate, Otherwise, Row
from advisor.reporting import words
from advisor.reporting.xlsx.condition_words import in_words
from advisor.reporting.xlsx.formula import Area, Constant, Expression, Part, Position, Ref
from advisor.reporting.xlsx.functions import both, call, greatest, if_, least
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.truths import NO_, YES_, Truths
from advisor.reporting.xlsx.working import Working

_RULE, _WHEN = range(2)


class DecisionBlock:
    """Rows of one decision; columns are workloads."""

    def __init__(self, working: Working, sheet: Sheet, name: str, top: int) -> None:
        """Give everything its row; ``top`` is the line that names the decision."""
        self._working = working
        self._sheet = sheet
        self.name = name
        self.decision: Decision = working.pack.rules.decisions[name]
        self._rows: tuple[Row | Otherwise, ...] = (*self.decision.table, self.decision.otherwise)
        self._top = top
        self.now, self.target, self.reason = top + 1, top + 2, top + 3
        self._gates = top + 4
        self._excluded = self._gates + len(self.decision.gates)
        self._truth = self._excluded + len(self.decision.outcomes)
        self._reach = self._truth + len(self._rows)
        self._possible = {"today": self._reach + len(self._rows)}
        self._possible["as the target"] = self._possible["today"] + len(self.decision.outcomes) + 1
        self.height = self._possible["as the target"] + len(self.decision.outcomes) + 2 - top

    def begin(self) -> None:
        """Write what stands in words."""
        decision, pack = self.decision, self._working.pack
        columns = len(self._working.subjects)
        self._sheet.text(self._top, _RULE, decision.title, "group")
        for column in range(_WHEN, 2 + columns):
            self._sheet.blank(self._top, column, "group")
        self._line(self.now, "Outcome today", "What rows and gates leave possible")
        self._line(self.target, "Target", "The same for the target")
        self._line(self.reason, "Because", "The reason of the first row that holds")
        for place, gate in enumerate(decision.gates):
            out = words.listing(decision.labels[each] for each in gate.exclude)
            self._line(
                self._gates + place, f"Gate: {gate.reason}", f"{in_words(gate.when, pack)}. Rules out {out}"
            )
        for place, outcome in enumerate(decision.outcomes):
            self._line(self._excluded + place, decision.labels[outcome], "Ruled out by a gate?")
        for place, row in enumerate(self._rows):
            when = in_words(row.when, pack) if isinstance(row, Row) else "no other row holds"
            to = decision.labels[row.now]
            if row.target not in (None, row.now):
                to += f", towards {decision.labels[row.target or row.now]}"
            self._line(self._truth + place, f"Row {place + 1}: {to}", when)
            self._line(self._reach + place, row.reason, f"Can row {place + 1} be the first that holds?")
        names = [*(decision.labels[each] for each in decision.outcomes), words.outcome(pack, self.name, None)]
        for when, first in self._possible.items():
            for place, name in enumerate(names):
                self._line(first + place, name, f"Possible {when}?")

    @property
    def today(self) -> tuple[int, int]:
        """The first and the last row of which outcomes are possible today; the last is for none at all."""
        first = self._possible["today"]
        return first, first + len(self.decision.outcomes)

    def _line(self, row: int, rule: str, when: str) -> None:
        self._sheet.text(row, _RULE, rule, "cell")
        self._sheet.text(row, _WHEN, when, "cell", "quiet")

    def write(self, column: int, truths: Truths) -> None:
        """Write the formulas for one workload."""
        decision, sheet = self.decision, self._sheet
        for place, gate in enumerate(decision.gates):
            sheet.formula(self._gates + place, column, truths.of(gate.when), "cell", "truth")
        for place, outcome in enumerate(decision.outcomes):
            formula = self._ruled_out(outcome, column)
            sheet.formula(self._excluded + place, column, formula, "cell", "truth")
        for place, row in enumerate(self._rows):
            truth = truths.of(row.when) if isinstance(row, Row) else YES_
            sheet.formula(self._truth + place, column, truth, "cell", "truth")
            sheet.formula(self._reach + place, column, self._reached(place, column), "cell", "truth")
        named = {"today": [row.now for row in self._rows]}
        named["as the target"] = [row.target or row.now for row in self._rows]
        for (when, first), at in zip(self._possible.items(), (self.now, self.target), strict=True):
            for place, possible in enumerate(self._outcomes(named[when], column)):
                sheet.formula(first + place, column, possible, "cell", "truth")
            sheet.formula(at, column, self._told(first, column), "cell", "strong")
        sheet.formula(self.reason, column, self._because(column), "cell")

    def _cell(self, row: int, column: int) -> Ref:
        return Ref(self._sheet.name, row, column)

    def _ruled_out(self, outcome: str, column: int) -> Expression:
        gates: list[tuple[int, Gate]] = list(enumerate(self.decision.gates))
        cells: list[Part] = [
            self._cell(self._gates + place, column) for place, gate in gates if outcome in gate.exclude
        ]
        return greatest(cells) if cells else NO_

    def _reached(self, place: int, column: int) -> Expression:
        """Whether a row may hold while none before it surely does."""
        own = self._cell(self._truth + place, column)
        if place == 0:
            return if_(own.above(0), 1, 0)
        before = Area(self._sheet.name, self._truth, column, self._truth + place - 1, column)
        return if_(both([own.above(0), call("MAX", before).below(1)]), 1, 0)

    def _outcomes(self, wanted: list[str], column: int) -> list[Expression]:
        """For each outcome, and last for none: whether rows and gates leave it possible."""
        count = len(self.decision.outcomes)
        excluded = [self._cell(self._excluded + place, column) for place in range(count)]
        found: list[Expression] = []
        for end in range(count):
            ways = [self._way(start, end, wanted, excluded, column) for start in range(count)]
            found.append(greatest([way for way in ways if way != NO_] or [NO_]))
        return [*found, if_(least(excluded).above(0), 1, 0)]

    def _way(self, start: int, end: int, wanted: list[str], excluded: list[Ref], column: int) -> Expression:
        """Whether a row can name one outcome and gates lead from it to another: up first, then down."""
        outcomes = self.decision.outcomes
        rows = [
            self._cell(self._reach + place, column)
            for place, each in enumerate(wanted)
            if each == outcomes[start]
        ]
        if not rows:
            return NO_
        order = [*range(start, len(outcomes)), *reversed(range(start))]
        passed = order[: order.index(end)]
        tests = [
            greatest(rows).above(0),
            excluded[end].below(1),
            *(excluded[each].above(0) for each in passed),
        ]
        return if_(both(tests), 1, 0)

    def _because(self, column: int) -> Expression:
        """The reason of the row that decides, while only one can."""
        last = self._reach + len(self._rows) - 1
        reached = Area(self._sheet.name, self._reach, column, last, column)
        texts = Area(self._sheet.name, self._reach, _RULE, last, _RULE)
        reason = call("INDEX", texts, Position(reached, Constant(1)))
        return if_(call("SUM", reached).equals(1), reason, "Open: more than one row can decide")

    def _told(self, first: int, column: int) -> Expression:
        """The one outcome that is possible, or all of them with “or” between."""
        rows = range(first, first + len(self.decision.outcomes) + 1)
        text: Expression = Constant("")
        for row in rows:
            before = Area(self._sheet.name, first, column, row - 1, column)
            label: Expression = self._cell(row, _RULE)
            if row > first:
                label = if_(call("SUM", before).above(0), " or ", "").joined(label)
            text = text.joined(if_(self._cell(row, column).equals(1), label, ""))
        several = call("SUM", Area(self._sheet.name, first, column, rows[-1], column)).above(1)
        return if_(several, "Open: ", "").joined(text)
