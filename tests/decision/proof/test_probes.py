"""What is tried on single sheets is so on these sheets."""

from __future__ import annotations

from hypothesis import given, settings

from advisor.decision.lot import Lot
from advisor.decision.proof import prove
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.probes import Probes
from advisor.decision.proof.statements import Statements, all_conditions
from advisor.model.pack import Pack
from tests.decision.proof.oracle import Judge
from tests.decision.proof.told_packs import told_packs
from tests.thoroughness import examples


def test_the_lot_is_that_of_the_published_generator() -> None:
    """The first numbers of SplitMix64 for the seed 1234567, as its authors' program prints them."""
    lot = Lot(1234567)
    assert [lot.below(1 << 64) for _ in range(3)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]
    assert {lot.one_of("abc") for _ in range(100)} == set("abc")


@settings(max_examples=examples(25), deadline=None)
@given(told_packs())
def test_conditions_hold_on_the_very_sheets_that_are_told(pack: Pack) -> None:
    statements = Statements(pack)
    for name, decision in pack.rules.decisions.items():
        Decided(statements, name, decision)
    (decision,) = prove(pack).decisions
    probes = Probes(statements, [each.example for each in decision.rows if each.example is not None])
    truths = probes.truths()
    judges = [Judge(pack, statements.space.kinds[kind], sheet) for kind, sheet, _ in probes.drawn[:60]]
    for condition in all_conditions(pack):
        held = truths.where(condition, given=False)
        refuted = truths.where(condition, given=False, truth=False)
        for position, judge in enumerate(judges):
            assert (held >> position & 1) == judge.true(condition)
            assert (refuted >> position & 1) != judge.true(condition)
