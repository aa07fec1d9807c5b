"""Which rows, gates, outcomes and bands are reached, and how often."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import cast

from advisor.decision.engine import OTHERWISE, End, row_of
from advisor.decision.plan import BANDS
from advisor.decision.proof.certificate import BandProof, DecisionProof, Reached
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.finding_words import Share, What
from advisor.decision.proof.findings import (
    RULES,
    Finding,
    GateAlwaysFires,
    Named,
    NoOutcome,
    OutcomeRuledOut,
    OverlapDisagrees,
    Path,
    Place,
    RowRuledOut,
    ShadowedRow,
    TargetOnly,
    UnreachableBand,
    UnreachableOutcome,
    UnusedOtherwise,
)
from advisor.decision.proof.reach_told import Told
from advisor.decision.proof.statements import Statements


class Reachability:
    """Proves what is reached; keeps the findings."""

    def __init__(self, statements: Statements) -> None:
        """Prove within the space of these statements."""
        self.statements = statements
        self.findings: list[Finding] = []
        self.told = Told(statements, self.findings)

    def decision(self, decided: Decided) -> DecisionProof:
        """Rows, gates, outcomes and warnings of a decision."""
        counts = cast(dict[End, int], self.statements.count(decided.ends))
        rows = self._rows(decided, counts)
        gates = tuple(self._gate(decided, index, gate) for index, gate in enumerate(decided.gates))
        now, target, without = self._outcomes(decided, counts)
        return DecisionProof(decided.name, rows, gates, now, target, without, self.told.warnings(decided))

    def _reached(self, name: str, place: Place, root: int, sheets: int | None = None) -> Reached:
        if sheets is None:
            sheets = self.statements.count(root).get(True, 0)
        return Reached(name, place, sheets, self.statements.find(root))

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
            if not is_last and sheets:
                self._overlaps(decided, index, place)
            if sheets:
                self._ruled_out(decided, index, place, [end for end, n in counts.items() if n])
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
            self.told.never(place, What.ROW, row.id, row.when, given=True)
            return
        by = [
            earlier
            for earlier in range(index)
            if self.statements.possible(self.statements.both(decided.taken[earlier], condition))
        ]
        ids = tuple(decided.decision.table[earlier].id for earlier in by)
        named = _named(decided, by)
        self.findings.append(ShadowedRow(place=place, examples=(example,), named=named, row=row.id, by=ids))

    def _ruled_out(self, decided: Decided, index: int, place: Place, ends: list[End]) -> None:
        """What the row names and gates exclude wherever it decides; outcomes of nobody are told elsewhere."""
        number = OTHERWISE if index == len(decided.conditions) else index
        row = row_of(decided.decision, number)
        met = {None, *(end.now for end in ends), *(end.target for end in ends)}
        own = [end for end in ends if end.row == number]
        named = {row.now: any(end.now == row.now for end in own)}
        if row.target is not None:
            named[row.target] = named.get(row.target) or any(end.target == row.target for end in own)
        for outcome, comes_out in named.items():
            if not comes_out and outcome in met:
                by = self._excluding(decided, outcome, [decided.taken[index]])
                self.findings.append(
                    RowRuledOut(
                        place=place,
                        examples=tuple(filter(None, [self.statements.find(decided.taken[index])])),
                        named=_gates_named(decided, by),
                        row=row.id,
                        outcome=outcome,
                        gates=tuple(decided.decision.gates[each].id for each in by),
                    )
                )

    def _excluding(self, decided: Decided, outcome: str, roots: list[int]) -> list[int]:
        """The gates that exclude an outcome on some sheet of these statements."""
        statements = self.statements
        return [
            index
            for index, gate in enumerate(decided.decision.gates)
            if outcome in gate.exclude
            and any(statements.possible(statements.both(root, decided.gates[index])) for root in roots)
        ]

    def _overlaps(self, decided: Decided, index: int, place: Place) -> None:
        """Earlier rows that take sheets of this one and decide otherwise."""
        row = decided.decision.table[index]
        earlier: list[int] = []
        example = None
        for before, other in enumerate(decided.decision.table[:index]):
            if (other.now, other.target or other.now) == (row.now, row.target or row.now):
                continue
            both = self.statements.both(decided.taken[before], decided.conditions[index])
            shown = self.statements.find(both)
            if shown is not None:
                earlier.append(before)
                example = example or shown
        if example is not None:
            ids = tuple(decided.decision.table[each].id for each in earlier)
            named = _named(decided, earlier)
            self.findings.append(
                OverlapDisagrees(place=place, examples=(example,), named=named, row=row.id, earlier=ids)
            )

    def _gate(self, decided: Decided, index: int, root: int) -> Reached:
        gate = decided.decision.gates[index]
        place = Place(RULES, ("decisions", decided.name, "gates", index))
        reached = self._reached(gate.id, place, root)
        if reached.example is None:
            self.told.never(place, What.GATE, gate.id, gate.when, given=True)
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
            if shown is None and now[-1].example is None:
                self.findings.append(self._unreachable(decided, outcome, place))
            elif shown is not None and now[-1].example is None:
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

    def _unreachable(self, decided: Decided, outcome: str, place: Place) -> Finding:
        """An outcome that nobody is advised: no row leads there, or gates exclude it wherever one does."""
        decision, statements = decided.decision, self.statements
        leading = [
            root
            for index, root in enumerate(decided.taken)
            for row in [row_of(decision, OTHERWISE if index == len(decided.conditions) else index)]
            if outcome in (row.now, row.target or row.now) and statements.possible(root)
        ]
        by = self._excluding(decided, outcome, leading)
        if not by:
            return UnreachableOutcome(place=place, decision=decided.name, outcome=outcome)
        return OutcomeRuledOut(
            place=place,
            examples=tuple(filter(None, [statements.find(leading[0])])),
            named=_gates_named(decided, by),
            decision=decided.name,
            outcome=outcome,
            gates=tuple(decision.gates[each].id for each in by),
        )

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


def _named(decided: Decided, rows: list[int]) -> tuple[Named, ...]:
    """Rows of a decision's table with their places."""
    table, path = decided.decision.table, ("decisions", decided.name, "table")
    return tuple(Named("row", table[row].id, Place(RULES, (*path, row))) for row in rows)


def _gates_named(decided: Decided, gates: list[int]) -> tuple[Named, ...]:
    """Gates of a decision with their places."""
    path = ("decisions", decided.name, "gates")
    return tuple(
        Named("gate", decided.decision.gates[each].id, Place(RULES, (*path, each))) for each in gates
    )


def _is_now(outcome: str | None, end: Hashable) -> bool:
    return cast(End, end).now == outcome


def _is_target(outcome: str, end: Hashable) -> bool:
    return cast(End, end).target == outcome
