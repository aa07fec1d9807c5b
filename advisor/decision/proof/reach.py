"""Which rows, gates, outcomes, warnings, cells, practices and bands are reached, and how often."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import partial
from typing import cast

from advisor.decision.diagram import Diagram
from advisor.decision.engine import OTHERWISE, End, row_of
from advisor.decision.plan import BANDS
from advisor.decision.proof.certificate import BandProof, DecisionProof, FrameworkProof, Reached
from advisor.decision.proof.conflict import Conflict
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.finding_words import Share, What
from advisor.decision.proof.findings import (
    PRACTICES,
    QUESTIONS,
    RULES,
    Finding,
    GateAlwaysFires,
    NeverHolds,
    NoOutcome,
    OverlapDisagrees,
    Path,
    Place,
    ShadowedCell,
    ShadowedRow,
    TargetOnly,
    UnreachableBand,
    UnreachableOutcome,
    UnusedOtherwise,
    WarningAlwaysFires,
)
from advisor.decision.proof.statements import Statements
from advisor.model.condition import Condition
from advisor.model.rules import FrameworkRow


class Reachability:
    """Proves what is reached; keeps the findings."""

    def __init__(self, statements: Statements) -> None:
        """Prove within the space of these statements."""
        self.statements = statements
        self.conflict = Conflict(statements)
        self.findings: list[Finding] = []

    def decision(self, decided: Decided) -> DecisionProof:
        """Rows, gates, outcomes and warnings of a decision."""
        counts = cast(dict[End, int], self.statements.count(decided.ends))
        rows = self._rows(decided, counts)
        gates = tuple(self._gate(decided, index, gate) for index, gate in enumerate(decided.gates))
        now, target, without = self._outcomes(decided, counts)
        return DecisionProof(decided.name, rows, gates, now, target, without, self._warnings(decided))

    def _reached(self, name: str, place: Place, root: int, sheets: int | None = None) -> Reached:
        if sheets is None:
            sheets = self.statements.count(root).get(True, 0)
        return Reached(name, place, sheets, self.statements.find(root))

    def _told(self, name: str, place: Place, root: int, conditions: Iterable[Condition]) -> Reached:
        """How often something is told; not counted where it asks what is known, which no sheet says."""
        lowered = self.statements.lowered(root)
        example = self.statements.find(lowered) or self.statements.find(root)
        if any(self.statements.asks_who_knows(condition) for condition in conditions):
            return Reached(name, place, None, example)
        return Reached(name, place, self.statements.count(lowered).get(True, 0), example)

    def _never(self, place: Place, what: What, name: str, condition: Condition, *, given: bool) -> None:
        """Tell that a condition never holds, and which of its parts are why."""
        where = place if place.path[-1] == "relevant_when" else Place(place.file, (*place.path, "when"))
        because, named = self.conflict.of(condition, where, given=given)
        self.findings.append(NeverHolds(place=place, named=named, what=what, name=name, because=because))

    def _rows(self, decided: Decided, counts: dict[End, int]) -> tuple[Reached, ...]:
        path: Path = ("decisions", decided.name)
        # Rows are best shown where no gate interferes.
        free = self.statements.diagram.relabel(decided.excluded, lambda excluded: not excluded)
        found = []
        for index, taken in enumerate(decided.taken):
            is_last = index == len(decided.conditions)
            row = row_of(decided.decision, OTHERWISE if is_last else index)
            place = Place(RULES, (*path, "otherwise") if is_last else (*path, "table", index))
            number = OTHERWISE if is_last else index
            sheets = sum(count for end, count in counts.items() if end.row == number)
            example = self.statements.find(self.statements.both(taken, free)) or self.statements.find(taken)
            found.append(Reached(row.id, place, sheets, example))
            if not is_last:
                self._overlaps(decided, index, place)
            if sheets == 0 and is_last:
                self.findings.append(UnusedOtherwise(place=place, decision=decided.name))
            elif sheets == 0:
                self._explain_row(decided, index, place)
        return tuple(found)

    def _explain_row(self, decided: Decided, index: int, place: Place) -> None:
        row = decided.decision.table[index]
        condition = decided.conditions[index]
        example = self.statements.find(condition)
        if example is None:
            self._never(place, What.ROW, row.id, row.when, given=True)
            return
        by = tuple(
            decided.decision.table[earlier].id
            for earlier in range(index)
            if self.statements.possible(self.statements.both(decided.taken[earlier], condition))
        )
        self.findings.append(ShadowedRow(place=place, examples=(example,), row=row.id, by=by))

    def _overlaps(self, decided: Decided, index: int, place: Place) -> None:
        """Earlier rows that take sheets of this one and decide otherwise."""
        row = decided.decision.table[index]
        earlier = []
        example = None
        for before, other in enumerate(decided.decision.table[:index]):
            if (other.now, other.target or other.now) == (row.now, row.target or row.now):
                continue
            both = self.statements.both(decided.taken[before], decided.conditions[index])
            shown = self.statements.find(both)
            if shown is not None:
                earlier.append(other.id)
                example = example or shown
        if example is not None:
            self.findings.append(
                OverlapDisagrees(place=place, examples=(example,), row=row.id, earlier=tuple(earlier))
            )

    def _gate(self, decided: Decided, index: int, root: int) -> Reached:
        gate = decided.decision.gates[index]
        place = Place(RULES, ("decisions", decided.name, "gates", index))
        reached = self._reached(gate.id, place, root)
        if reached.example is None:
            self._never(place, What.GATE, gate.id, gate.when, given=True)
        elif reached.sheets == self.statements.space.sheets:
            self.findings.append(GateAlwaysFires(place=place, examples=(reached.example,), gate=gate.id))
        return reached

    def _outcomes(
        self, decided: Decided, counts: dict[End, int]
    ) -> tuple[tuple[Reached, ...], tuple[Reached, ...], Reached]:
        diagram = self.statements.diagram
        path: Path = ("decisions", decided.name)
        now, target = [], []
        for index, outcome in enumerate(decided.decision.outcomes):
            place = Place(RULES, (*path, "outcomes", index))
            as_now = diagram.relabel(decided.ends, partial(_is_now, outcome))
            as_target = diagram.relabel(decided.ends, partial(_is_target, outcome))
            of_now = sum(count for end, count in counts.items() if end.now == outcome)
            of_target = sum(count for end, count in counts.items() if end.target == outcome)
            now.append(self._reached(outcome, place, as_now, of_now))
            target.append(self._reached(outcome, place, as_target, of_target))
            shown = target[-1].example
            if shown is None:
                self.findings.append(UnreachableOutcome(place=place, decision=decided.name, outcome=outcome))
            elif now[-1].example is None:
                self.findings.append(
                    TargetOnly(place=place, examples=(shown,), decision=decided.name, outcome=outcome)
                )
        place = Place(RULES, (*path, "gates"))
        none = diagram.relabel(decided.ends, partial(_is_now, None))
        sheets = sum(count for end, count in counts.items() if end.now is None)
        without = self._reached("none", place, none, sheets)
        if without.example is not None:
            self.findings.append(
                NoOutcome(
                    place=place,
                    examples=(without.example,),
                    decision=decided.name,
                    share=Share(sheets, self.statements.space.sheets),
                )
            )
        return tuple(now), tuple(target), without

    def _warnings(self, decided: Decided) -> tuple[Reached, ...]:
        found = []
        for index, warning in enumerate(decided.decision.warnings):
            place = Place(RULES, ("decisions", decided.name, "warnings", index))
            root = self.statements.told(warning.when)
            found.append(self._told(warning.id, place, root, [warning.when]))
            shown = found[-1].example
            if shown is None:
                self._never(place, What.WARNING, warning.id, warning.when, given=False)
            elif not self.statements.possible(self.statements.diagram.negation(root)):
                self.findings.append(WarningAlwaysFires(place=place, examples=(shown,), warning=warning.id))
        return tuple(found)

    def framework(self, index: int, row: FrameworkRow) -> FrameworkProof:
        """The cells of a framework row; the one without a condition is the last resort."""
        left = Diagram.TRUE
        conditions = [cell.when for cell in row.cells.values() if cell.when is not None]
        taken: dict[str, int] = {}
        for outcome, cell in row.cells.items():
            if cell.when is not None:
                condition = self.statements.told(cell.when)
                taken[outcome] = self.statements.both(left, condition)
                left = self.statements.diagram.ite(condition, Diagram.FALSE, left)
        found = []
        for outcome, cell in row.cells.items():
            place = Place(RULES, ("framework", index, "cells", outcome))
            found.append(self._told(outcome, place, taken.get(outcome, left), conditions))
            if found[-1].example is None:
                held = Diagram.TRUE if cell.when is None else self.statements.told(cell.when)
                self._explain_cell(row, outcome, place, held, taken)
        return FrameworkProof(row.id, tuple(found))

    def _explain_cell(
        self, row: FrameworkRow, outcome: str, place: Place, held: int, taken: dict[str, int]
    ) -> None:
        example = self.statements.find(held)
        when = row.cells[outcome].when
        if example is None and when is not None:
            self._never(place, What.CELL, f"{row.id}: {outcome}", when, given=False)
        if example is None:
            return
        by = tuple(
            other
            for other, root in taken.items()
            if other != outcome and self.statements.possible(self.statements.both(root, held))
        )
        self.findings.append(ShadowedCell(place=place, examples=(example,), row=row.id, cell=outcome, by=by))

    def practices(self) -> tuple[Reached, ...]:
        """Practices that take part only under a condition."""
        found = []
        for index, practice in enumerate(self.statements.pack.practices):
            if practice.when is None:
                continue
            place = Place(PRACTICES, ("practices", index))
            told = self.statements.told(practice.when)
            found.append(self._told(practice.id, place, told, [practice.when]))
            if found[-1].example is None:
                self._never(place, What.PRACTICE, practice.id, practice.when, given=False)
        return tuple(found)

    def questions(self) -> None:
        """Questions that are never relevant."""
        for index, question in enumerate(self.statements.pack.questions):
            if question.relevant_when is None:
                continue
            if not self.statements.possible(self.statements.holds(question.relevant_when)):
                place = Place(QUESTIONS, ("questions", index, "relevant_when"))
                self._never(place, What.QUESTION, question.id, question.relevant_when, given=True)

    def dimension(self, name: str) -> BandProof:
        """The bands of a dimension."""
        variable = self.statements.space.layout.band_variable[name]
        found = []
        for band, title in enumerate(BANDS):
            place = Place(RULES, ("dimensions", name, "bands"))
            root = self.statements.diagram.literal(variable, {band})
            found.append(self._reached(title.value, place, root))
            if found[-1].example is None:
                self.findings.append(UnreachableBand(place=place, dimension=name, band=title.value))
        return BandProof(name, tuple(found))


def _is_now(outcome: str | None, end: Hashable) -> bool:
    return cast(End, end).now == outcome


def _is_target(outcome: str, end: Hashable) -> bool:
    return cast(End, end).target == outcome
