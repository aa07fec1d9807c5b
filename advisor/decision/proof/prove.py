"""Everything that can be proved about a pack, at once."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decision.diagram import Diagram
from advisor.decision.proof.certificate import Proof
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.monotone import Monotonicity
from advisor.decision.proof.order import out_of_order
from advisor.decision.proof.reach import Reachability
from advisor.decision.proof.redundancy import Redundancy
from advisor.decision.proof.statements import Statements
from advisor.decision.proof.vacuity import Vacuity
from advisor.model.pack import Pack


def prove(pack: Pack) -> Proof:
    """Proofs over all complete sheets of a pack that was read without errors."""
    statements = Statements(pack)
    decided = [Decided(statements, name, decision) for name, decision in pack.rules.decisions.items()]
    reach = Reachability(statements)
    decisions = tuple(reach.decision(each) for each in decided)
    framework = tuple(reach.told.framework(index, row) for index, row in enumerate(pack.rules.framework))
    dimensions = tuple(reach.dimension(name) for name in pack.rules.dimensions)
    practices = reach.told.practices()
    reach.told.questions()
    reached = [each for d in decisions for each in (*d.rows, *d.gates, *d.now, *d.target, *d.warnings)]
    reached += [*(cell for row in framework for cell in row.cells), *practices]
    examples = [each.example for each in reached if each.example is not None]
    findings = [
        *reach.findings,
        *out_of_order(pack),
        *(finding for each in decided for finding in Monotonicity(statements, each).findings()),
        *Redundancy(statements, decided, examples).findings(),
        *Vacuity(statements, decided, _told(statements)).findings(),
    ]
    return Proof(
        sheets=statements.space.sheets,
        decisions=decisions,
        dimensions=dimensions,
        framework=framework,
        practices=practices,
        findings=tuple(findings),
    )


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
