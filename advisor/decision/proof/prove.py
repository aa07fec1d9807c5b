"""Everything that can be proved about a pack, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from advisor.decision.diagram import Diagram, DiagramTooLarge
from advisor.decision.proof.certificate import DecisionProof, Proof
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.finding_words import Count, Part
from advisor.decision.proof.findings import RULES, Finding, NotProved, Path, Place
from advisor.decision.proof.monotone import Monotonicity
from advisor.decision.proof.order import out_of_order
from advisor.decision.proof.reach import Reachability
from advisor.decision.proof.redundancy import Redundancy
from advisor.decision.proof.statements import Statements
from advisor.decision.proof.vacuity import Vacuity
from advisor.model.pack import Pack

STATES = 1_500_000
"""Nodes of diagrams up to which a proof is followed: about half a minute and a gigabyte and a half."""
_OF_ALL = 6
"""Parts of a proof beside three for each decision."""
_OF_A_PART = 3
"""No part of a proof may take more than one such share of the states, so that others are still proved."""
_T = TypeVar("_T")
Tell = Callable[[float, str], None]
"""Is told how much of the parts is done, up to 1, and what is proved next."""


def prove(pack: Pack, *, states: int = STATES, tell: Tell | None = None) -> Proof:
    """Proofs over all complete sheets of a pack that was read without errors.

    Args:
        pack: what is proved.
        states: nodes of diagrams up to which a part is followed. A part that needs more is given up with
            a finding, and the others are proved.
        tell: is told how far it is.
    """
    return _Proving(pack, states, tell or _silent).all()


def _silent(done: float, part: str) -> None:
    del done, part


class _Proving:
    """One proof, part by part."""

    def __init__(self, pack: Pack, states: int, tell: Tell) -> None:
        self._pack = pack
        self._states = states
        self._tell = tell
        self._given_up: list[NotProved] = []
        self._begun = 0
        self._parts = 3 * len(pack.rules.decisions) + _OF_ALL
        self._statements = Statements(pack)
        self._reach = Reachability(self._statements)

    def all(self) -> Proof:
        rules, reach = self._pack.rules, self._reach
        decided = [
            self._part(Part.DECISION, ("decisions", name), partial(Decided, self._statements, name, decision))
            for name, decision in rules.decisions.items()
        ]
        known = [each for each in decided if each is not None]
        # What is told may look at any decision's result.
        whole = len(known) == len(decided)
        decisions: list[DecisionProof] = []
        framework, practices = None, None
        if whole:
            for each in known:
                path = ("decisions", each.name)
                shown = self._part(Part.REACHED, path, partial(reach.decision, each))
                decisions += [shown] if shown is not None else []
            framework = self._part(
                Part.TOLD,
                ("framework",),
                lambda: tuple(reach.told.framework(index, row) for index, row in enumerate(rules.framework)),
            )
        dimensions = self._part(
            Part.BANDS, ("dimensions",), lambda: tuple(reach.dimension(name) for name in rules.dimensions)
        )
        if whole:
            practices = self._part(Part.TOLD, (), reach.told.practices)
            self._part(Part.TOLD, (), reach.told.questions)
        reached = [part for d in decisions for part in (*d.rows, *d.gates, *d.now, *d.target, *d.warnings)]
        reached += [*(cell for row in framework or () for cell in row.cells), *(practices or ())]
        examples = [each.example for each in reached if each.example is not None]
        effects: list[Finding] = []
        for each in known:
            effects += self._findings(
                Part.MONOTONE,
                ("decisions", each.name, "monotone"),
                Monotonicity(self._statements, each).findings,
            )
        if whole:
            effects += self._findings(
                Part.REDUNDANT, (), lambda: Redundancy(self._statements, known, examples).findings()
            )
            effects += self._findings(
                Part.EFFECT, (), lambda: Vacuity(self._statements, known, _told(self._statements)).findings()
            )
        return Proof(
            sheets=self._statements.space.sheets,
            decisions=tuple(decisions),
            dimensions=dimensions or (),
            framework=framework or (),
            practices=practices or (),
            findings=(*self._given_up, *reach.findings, *out_of_order(self._pack), *effects),
        )

    def _part(self, part: Part, path: Path, work: Callable[[], _T]) -> _T | None:
        """One part's proof; None, and a finding, where it grows too large."""
        self._tell(min(1.0, self._begun / self._parts), part.value)
        self._begun += 1
        diagram = self._statements.diagram
        diagram.most = min(self._states, len(diagram.variable) + self._states // _OF_A_PART)
        try:
            return work()
        except DiagramTooLarge:
            place = Place(RULES, path or ("decisions",))
            self._given_up.append(NotProved(place=place, what=part, most=Count(self._states)))
            return None

    def _findings(self, part: Part, path: Path, work: Callable[[], Iterable[Finding]]) -> list[Finding]:
        """What one part finds; what it had found already where it grows too large."""
        found: list[Finding] = []
        self._part(part, path, lambda: found.extend(work()))
        return found


def _told(statements: Statements) -> Iterator[int]:
    """What is said about a result: warnings, framework cells, practices."""
    pack = statements.pack
    for decision in pack.rules.decisions.values():
        yield from (statements.told(warning.when) for warning in decision.warnings)
    for row in pack.rules.framework:
        left = Diagram.TRUE
        for cell in row.cells.values():
            if cell.when is not None:
                told = statements.told(cell.when)
                yield statements.both(left, told)
                left = statements.diagram.ite(told, Diagram.FALSE, left)
    yield from (statements.told(practice.when) for practice in pack.practices if practice.when is not None)
