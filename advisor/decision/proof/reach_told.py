"""Which warnings, cells, practices and questions are reached: what is told about a result, and asked."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.decision.diagram import Diagram
from advisor.decision.proof.certificate import FrameworkProof, Reached
from advisor.decision.proof.conflict import Conflict
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.finding_words import What
from advisor.decision.proof.findings import (
    PRACTICES,
    QUESTIONS,
    RULES,
    Finding,
    Named,
    NeverHolds,
    Place,
    ShadowedCell,
    WarningAlwaysFires,
)
from advisor.decision.proof.statements import Statements
from advisor.model.condition import Condition
from advisor.model.rules import FrameworkRow


class Told:
    """Proves what is told; adds to the findings."""

    def __init__(self, statements: Statements, findings: list[Finding]) -> None:
        """Prove within the space of these statements."""
        self.statements = statements
        self.findings = findings
        self.conflict = Conflict(statements)

    def _told(self, name: str, place: Place, root: int, conditions: Iterable[Condition]) -> Reached:
        """How often something is told; not counted where it asks what is known, which no sheet says."""
        lowered = self.statements.lowered(root)
        example = self.statements.find(lowered) or self.statements.find(root)
        if any(self.statements.asks_who_knows(condition) for condition in conditions):
            return Reached(name, place, None, example)
        return Reached(name, place, self.statements.count(lowered).get(True, 0), example)

    def never(self, place: Place, what: What, name: str, condition: Condition, *, given: bool) -> None:
        """Tell that a condition never holds, and which of its parts are why."""
        where = place if place.path[-1] == "relevant_when" else Place(place.file, (*place.path, "when"))
        because, named = self.conflict.of(condition, where, given=given)
        self.findings.append(NeverHolds(place=place, named=named, what=what, name=name, because=because))

    def warnings(self, decided: Decided) -> tuple[Reached, ...]:
        """The warnings of a decision."""
        found = []
        for index, warning in enumerate(decided.decision.warnings):
            place = Place(RULES, ("decisions", decided.name, "warnings", index))
            root = self.statements.told(warning.when)
            found.append(self._told(warning.id, place, root, [warning.when]))
            shown = found[-1].example
            if shown is None:
                self.never(place, What.WARNING, warning.id, warning.when, given=False)
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
            self.never(place, What.CELL, f"{row.id}: {outcome}", when, given=False)
        if example is None:
            return
        by = tuple(
            other
            for other, root in taken.items()
            if other != outcome and self.statements.possible(self.statements.both(root, held))
        )
        named = tuple(Named("cell", other, Place(RULES, (*place.path[:-1], other))) for other in by)
        self.findings.append(
            ShadowedCell(place=place, examples=(example,), named=named, row=row.id, cell=outcome, by=by)
        )

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
                self.never(place, What.PRACTICE, practice.id, practice.when, given=False)
        return tuple(found)

    def questions(self) -> None:
        """Questions that are never relevant."""
        for index, question in enumerate(self.statements.pack.questions):
            if question.relevant_when is None:
                continue
            if not self.statements.possible(self.statements.holds(question.relevant_when)):
                place = Place(QUESTIONS, ("questions", index, "relevant_when"))
                self.never(place, What.QUESTION, question.id, question.relevant_when, given=True)
