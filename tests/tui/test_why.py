"""Why: what gates make of the rows, so that nobody reads a row's word as what may still come out."""

from __future__ import annotations

from typing import Any

from advisor.decision.recommend import recommend
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.tui.widgets.trace_view import TraceView

OWN, HOSTED = "A machine of your own", "Hosted for you"


def why(
    pack: Pack, kind: str, shared: dict[str, Any], own: dict[str, Any]
) -> tuple[str, WorkloadRecommendation]:
    """What the tab says of the primary decision, in one line."""
    assessment = Assessment.model_validate(
        {
            "id": "till",
            "pack": pack.id,
            "organisation": "Bistro",
            "answers": {question: {"choice": answer} for question, answer in shared.items()},
            "workloads": [
                {
                    "id": "till",
                    "kind": kind,
                    "answers": {question: {"choice": answer} for question, answer in own.items()},
                }
            ],
        }
    )
    (workload,) = recommend(pack, assessment).workloads
    lines = TraceView(pack).lines(workload, 76)
    assert max(line.cell_length for line in lines) <= 76
    words = " ".join(" ".join(line.plain.split()) for line in lines)
    return words.partition("Kind of database")[0], workload


def test_a_row_that_a_gate_rules_out_says_what_comes_of_it(small_pack: Pack) -> None:
    words, workload = why(small_pack, "orders", {}, {"house_rule": "own_building"})
    trace = workload.trace.decisions[0]
    assert workload.shares == {"hosted": 0.0, "cluster": 0.0, "own": 1.0}
    ruled_out = [row for row in trace.rows if row.now != "own"]
    assert ruled_out
    for row in ruled_out:
        name = {"hosted": HOSTED, "cluster": "A rented cluster"}[row.now]
        assert f"{name}, ruled out → {OWN}" in words
        assert f" % {name}: " not in words


def test_the_row_that_decides_says_so_too(small_pack: Pack) -> None:
    own = {"house_rule": "own_building", "line_quality": "never"}
    words, workload = why(small_pack, "orders", {"keepers": "nobody"}, own)
    trace = workload.trace.decisions[0]
    (marked,) = [row for row in trace.rows if row.id == trace.row]
    assert marked.now == "hosted"
    assert f"the row names {HOSTED}, ruled out → {OWN}" in words


def test_a_row_that_is_ruled_out_in_some_ways_only_tells_each_share(small_pack: Pack) -> None:
    words, workload = why(small_pack, "orders", {"keepers": "nobody"}, {"line_quality": "never"})
    marked = workload.trace.decisions[0].rows[-1]
    assert set(marked.outcomes) == {"hosted", "own"}
    kept, moved = (f"{round(100 * marked.outcomes[one])} %" for one in ("hosted", "own"))
    assert f"{HOSTED} ({kept}), where ruled out → {OWN} ({moved})" in words


def test_rows_of_colliding_gates_are_void(small_pack: Pack) -> None:
    tree = {
        "id": "stock",
        "pack": small_pack.id,
        "organisation": "Bistro",
        "answers": {"habits": {"choices": ["none_of_these"]}},
        "workloads": [
            {"id": "stock", "kind": "stock", "answers": {"house_rule": {"choice": "own_building"}}}
        ],
    }
    (workload,) = recommend(small_pack, Assessment.model_validate(tree)).workloads
    assert workload.model is None
    words = " ".join(line.plain.strip() for line in TraceView(small_pack).lines(workload, 116))
    assert "Gates rule out every outcome." in words
    assert "void until the gates are settled" in words
    assert f"{HOSTED}, ruled out → nothing" in words


def test_without_gates_a_row_keeps_its_plain_name(small_pack: Pack) -> None:
    words, _ = why(small_pack, "orders", {}, {"house_rule": "anywhere"})
    assert "ruled out" not in words
    assert "the row names" not in words
