"""Proofs, brute force and an SMT solver agree on small packs; proofs and solver on the bundled one."""

from __future__ import annotations

import z3
from hypothesis import HealthCheck, given, settings

from advisor.decision.proof import prove
from advisor.decision.proof.findings_effect import (
    GateAgainstMonotone,
    NotMonotone,
    RelevanceAgainstMonotone,
)
from advisor.decision.proof.monotone import one_step_up
from advisor.decision.sheets import domain_of
from advisor.model.pack import Pack
from advisor.model.rules import Direction
from tests.decision.proof.oracle import all_sheets
from tests.decision.proof.solver import Solved, possible
from tests.decision.proof.told_packs import told_packs
from tests.thoroughness import examples

FEW = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


@FEW
@given(told_packs(most=200))
def test_totality_and_reachability(pack: Pack) -> None:
    proof = prove(pack).decisions[0]
    decision = pack.rules.decisions["size"]
    sheet = Solved(pack)
    sheets = [each.decisions["size"] for each in all_sheets(pack)]
    none = possible(sheet.settled(decision, target=False) == -1, rules=sheet.rules)
    assert none == (proof.without.example is not None) == any(end.now is None for end in sheets)
    for index, row in enumerate(proof.rows):
        reached = possible(sheet.taken(decision, index), rules=sheet.rules)
        assert reached == (row.example is not None) == any(end.row == row.id for end in sheets)
    for index, gate in enumerate(decision.gates):
        fires = possible(sheet.true(gate.when), rules=sheet.rules)
        assert fires == (proof.gates[index].example is not None)
        assert fires == any(gate.id in end.gates for end in sheets)
    for rank in range(len(decision.outcomes)):
        for target, reached_as in ((False, proof.now), (True, proof.target)):
            reached = possible(sheet.settled(decision, target=target) == rank, rules=sheet.rules)
            assert reached == (reached_as[rank].example is not None)


@FEW
@given(told_packs(most=200))
def test_monotonicity(pack: Pack) -> None:
    decision = pack.rules.decisions["size"]
    findings = prove(pack).findings
    for dimension, direction in decision.monotone.items():
        for question in pack.rules.dimensions[dimension].weights:
            for kind, gates in (
                ((NotMonotone, RelevanceAgainstMonotone), False),
                ((GateAgainstMonotone,), True),
            ):
                claimed = any(
                    isinstance(f, kind)
                    and f.dimension == dimension
                    and question in (f.question, *f.also.questions)
                    for f in findings
                )
                assert claimed == breaks(pack, question, direction, gates=gates)


def breaks(pack: Pack, question: str, direction: Direction, *, gates: bool) -> bool:
    decision = pack.rules.decisions["size"]
    before, after = Solved(pack, "_before"), Solved(pack, "_after")
    same = [
        before.kind == after.kind,
        *(before.values[q] == after.values[q] for q in before.values if q != question),
    ]
    steps = [
        z3.And(before.values[question] == a, after.values[question] == b)
        for a, b in one_step_up(domain_of(pack.question_by_id[question]))
    ]
    excluded = [
        before.excluded(decision, outcome) == after.excluded(decision, outcome)
        for outcome in decision.outcomes
    ]
    falls = []
    for target in (False, True):
        low, high = before.settled(decision, target=target), after.settled(decision, target=target)
        wrong = high < low if direction is Direction.UP else high > low
        falls.append(z3.And(low >= 0, high >= 0, wrong))
    kept = z3.And(excluded)
    return possible(
        *same,
        z3.Or(steps),
        z3.Not(kept) if gates else kept,
        z3.Or(falls),
        rules=[*before.rules, *after.rules],
    )


def test_the_bundled_pack_is_reached_alike(bundled_pack: Pack) -> None:
    sheet = Solved(bundled_pack)
    for proof in prove(bundled_pack).decisions:
        decision = bundled_pack.rules.decisions[proof.id]
        for index, row in enumerate(proof.rows):
            assert possible(sheet.taken(decision, index), rules=sheet.rules) == (row.example is not None)
        for gate, reached in zip(decision.gates, proof.gates, strict=True):
            assert possible(sheet.true(gate.when), rules=sheet.rules) == (reached.example is not None)
        for rank, now in enumerate(proof.now):
            found = possible(sheet.settled(decision, target=False) == rank, rules=sheet.rules)
            assert found == (now.example is not None)
        none = possible(sheet.settled(decision, target=False) == -1, rules=sheet.rules)
        assert none == (proof.without.example is not None)
