"""The tab that tells how firm an advice is: what moves it, and from where margins are measured."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decision.recommend import recommend
from advisor.decision.robustness import robustness
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.robustness import Robustness
from advisor.tui.widgets.firm_view import FirmView


def till(pack: Pack, shared: dict[str, Any], own: dict[str, Any]) -> Assessment:
    workload = {"id": "till", "kind": "orders", "answers": own}
    return Assessment.model_validate(
        {
            "id": "till-only",
            "pack": pack.id,
            "organisation": "Bistro",
            "answers": shared,
            "workloads": [workload],
        }
    )


def told(pack: Pack, assessment: Assessment, width: int) -> tuple[str, Robustness]:
    (workload,) = recommend(pack, assessment).workloads
    (found,) = robustness(pack, assessment)
    view = FirmView(pack)
    view.show_firm(workload, found)
    lines = view.lines(workload, width)
    assert all(line.cell_length <= width for line in lines)
    return " ".join(" ".join(line.plain.split()) for line in lines), found


@pytest.mark.parametrize("width", [60, 76])
def test_while_answers_are_open_it_is_they_that_move_the_advice(small_pack: Pack, width: int) -> None:
    said, found = told(small_pack, till(small_pack, {}, {}), width)
    assert found.firmness.all_weights is None
    # What was tried of the weights starts elsewhere, so it does not tell that weights cannot move the advice.
    assert "Open answers can move the advice, whatever the weights." in said
    assert "where expected answers lead, not from the advice" in said
    assert "No change of the weights leads elsewhere from there." in said
    assert "the open answers alone can lead there" in said
    assert "if these turn out for it" not in said


def test_settled_for_today_is_not_settled(small_pack: Pack) -> None:
    nobody = till(small_pack, {"keepers": {"choice": "nobody"}}, {"house_rule": {"choice": "anywhere"}})
    said, found = told(small_pack, nobody, 76)
    assert (found.decided, found.settled) == (True, False)
    assert "Today's advice is settled; the target can still move." in said
    assert "✓ Settled" not in said
    assert "can move the advice" not in said
    assert "for example, if these turn out for it" in said
    for one in found.next_questions:
        assert small_pack.question_by_id[one.question].short in said


def test_settled_says_so_of_both(small_pack: Pack) -> None:
    own = {
        "house_rule": {"choice": "anywhere"},
        "tickets": {"number": 5},
        "line_quality": {"choice": "never"},
    }
    said, found = told(small_pack, till(small_pack, {"keepers": {"choice": "nobody"}}, own), 76)
    assert found.settled
    assert "✓ Settled No open answer can change the advice, today's or the target's." in said
    assert "open answers, not weights" not in said
