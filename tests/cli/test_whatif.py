"""``advisor whatif``: supposing changes no file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from advisor.content.packs import load_pack
from advisor.model.question import Scope


def both(out: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The present and the supposed advice, as `advisor score` prints it."""
    present, supposed = json.loads(out)["columns"]
    return present["recommendation"], supposed["recommendation"]


def supposed_in(out: str) -> list[dict[str, Any]]:
    """What is supposed."""
    return json.loads(out)["columns"][1]["changes"]


def test_a_supposed_answer_stands_beside_the_present_one(advisor, bistro):
    before = bistro.read_bytes()
    done = advisor("whatif", bistro, "--set", "keepers=nobody", "--format", "json")
    assert done.code == 0
    assert json.loads(done.out)["schema"] == "advisor/scenarios/1"
    (change,) = supposed_in(done.out)
    assert (change["kind"], change["id"], change["where"]) == ("answer", "keepers", None)
    was, will = (side["workloads"][0]["dimensions"][0] for side in both(done.out))
    assert was["id"] == will["id"] == "crew_strength"
    assert will["score"] < was["score"]
    assert bistro.read_bytes() == before


def test_the_supposed_advice_equals_that_of_a_changed_file(advisor, bistro, tmp_path):
    changed = bistro.with_name("changed.yaml")
    _, advice = both(advisor("whatif", bistro, "-s", "keepers=unanswered", "-f", "json").out)
    lines = bistro.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip().startswith("keepers:"))
    deeper = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > deeper:
        end += 1
    changed.write_text("\n".join([*lines[:start], *lines[end:]]) + "\n")
    scored = json.loads(advisor("score", changed, "-f", "json", "--no-robustness").out)
    for advised in (*scored["workloads"], *advice["workloads"]):
        for trace in advised["trace"]["decisions"]:
            trace.pop("open_questions")
    assert scored["workloads"] == advice["workloads"]


def test_the_text_marks_what_moves(advisor, bistro):
    done = advisor("whatif", bistro, "--set", "keepers=nobody")
    assert done.code == 0
    assert "People who can restore" in done.out
    moved = [line for line in done.out.splitlines() if line.startswith("* ")]
    assert any("Strength of the crew" in line for line in moved)
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_ways_without_any_model_are_told_beside_the_shares(advisor, bistro):
    """Nobody knows the habits: for the cold room the gates may then leave nothing."""
    supposed = ("--set", "habits=unknown")
    _, found = both(advisor("whatif", bistro, *supposed, "-f", "json").out)
    shares = [(each["share_none"], sum(each["shares"].values())) for each in found["workloads"]]
    assert any(0 < none < 1 for none, _ in shares)
    assert all(none + others == pytest.approx(1, abs=1e-5) for none, others in shares)
    out = advisor("whatif", bistro, *supposed).out
    assert out.count("Share without any model") == sum(none > 0 for none, _ in shares)
    assert "Share without any model" not in advisor("whatif", bistro, "--set", "keepers=nobody").out


def test_every_bad_setting_is_named_at_once(advisor, bistro):
    done = advisor(
        "whatif",
        bistro,
        "-s",
        "keeper=one",
        "-s",
        "keepers=noboddy",
        "-s",
        "nonsense",
        "-s",
        "nowhere/house_rule=own_building",
    )
    assert done.code == 2
    assert done.out == ""
    for hint in ("“keepers”", "“nobody”", "question=answer", "no workload “nowhere”", "4 problems"):
        assert hint in done.err


def test_a_workloads_question_can_be_set_for_one_or_for_all(advisor, bistro):
    found = json.loads(advisor("score", bistro, "-f", "json").out)
    workloads = [workload["id"] for workload in found["workloads"]]
    every = advisor("whatif", bistro, "-s", "house_rule=unanswered", "-f", "json").out
    assert [one["where"] for one in supposed_in(every)] == workloads
    single = advisor("whatif", bistro, "-s", f"{workloads[0]}/house_rule=unanswered", "-f", "json").out
    assert [one["where"] for one in supposed_in(single)] == workloads[:1]
    own = advisor("whatif", bistro, "-s", "house_rule=own_building", "-f", "json").out
    assert all(one["model"] == "own" for one in both(own)[1]["workloads"])


def test_that_a_question_does_not_apply_can_be_supposed(advisor, bistro):
    for value, reason in (
        ("n/a", "supposed"),
        ("{not_applicable: no crew: none at all}", "no crew: none at all"),
    ):
        done = advisor("whatif", bistro, "-s", f"keepers={value}", "-f", "json")
        assert done.code == 0, done.err
        (change,) = supposed_in(done.out)
        assert reason in change["after"]
        assert advisor("whatif", bistro, "-s", f"keepers={value}").code == 0
    done = advisor("whatif", bistro, "-s", "keepers={not_applicable: }")
    assert done.code == 2
    assert "needs its reason" in done.err


def test_a_supposed_answer_that_does_not_count_is_told(advisor, bundled_pack_folder):
    example = bundled_pack_folder / "examples" / "call-transcripts.yaml"
    pack = load_pack(bundled_pack_folder)
    (workload, *_) = json.loads(advisor("score", example, "-f", "json").out)["workloads"]
    told = 0
    for question in pack.questions:
        if question.relevant_when is None or not question.options:
            continue
        where = f"{workload['id']}/" if question.scope is Scope.WORKLOAD else ""
        done = advisor(
            "whatif", example, "-s", f"{where}{question.id}={question.options[0].id}", "-f", "json"
        )
        note = f"the answer to “{question.id}” is kept, not counted: it is not asked"
        if note in done.err:
            told += 1
            was, will = both(done.out)
            assert was["workloads"][0]["shares"] == will["workloads"][0]["shares"]
    assert told
    counted = next(q for q in pack.questions if q.relevant_when is None and q.options)
    where = f"{workload['id']}/" if counted.scope is Scope.WORKLOAD else ""
    done = advisor("whatif", example, "-s", f"{where}{counted.id}={counted.options[0].id}")
    assert "kept, not counted" not in done.err


def test_long_cells_are_wrapped_and_not_cut(advisor, bundled_pack_folder):
    for example in sorted((bundled_pack_folder / "examples").glob("*.yaml")):
        (workload, *_) = json.loads(advisor("score", example, "-f", "json").out)["workloads"]
        kind = load_pack(bundled_pack_folder).questions[0]
        out = advisor("whatif", example, "-s", f"{kind.id}=unknown").out
        table = out.split("Warnings")[0]
        assert all(len(line) <= 80 for line in table.splitlines())
        assert "…" not in table.split("Supposed", 1)[1]
        assert workload["title"].split()[0] in out


def test_a_dot_between_workload_and_question_is_told_to_be_a_slash(advisor, bistro):
    done = advisor("whatif", bistro, "--set", "kitchen.keepers=nobody")
    assert done.code == 2 and "kitchen/keepers=nobody" in done.err


def test_the_same_answer_twice_is_told_as_what_it_comes_to(advisor, bistro):
    done = advisor("whatif", bistro, "-s", "keepers=nobody", "-s", "keepers=one", "-f", "json")
    changes = supposed_in(done.out)
    assert len(changes) <= 1
    assert all(change["id"] == "keepers" for change in changes)


def test_the_advice_over_all_workloads_and_the_scores_that_would_move_it_are_told(advisor, bistro):
    found = json.loads(advisor("whatif", bistro, "-s", "house_rule=own_building", "-f", "json").out)
    rows = {(row["workload"], row["id"]): row["cells"] for row in found["rows"]}
    was, will = rows[None, "overall"]
    assert will["value"] == "own" != was["value"]
    for column in (0, 1):
        for workload in found["columns"][column]["recommendation"]["workloads"]:
            assert rows[workload["id"], "next_move"][column]["text"]
    out = advisor("whatif", bistro, "-s", "house_rule=own_building").out
    assert "All workloads" in out
    assert "Overall" in out
