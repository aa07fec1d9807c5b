"""``advisor whatif``: supposing changes no file."""

from __future__ import annotations

import json

import pytest

from advisor.content.packs import load_pack
from advisor.model.question import Scope


def test_a_supposed_answer_stands_beside_the_present_one(advisor, bistro):
    before = bistro.read_bytes()
    done = advisor("whatif", bistro, "--set", "keepers=nobody", "--format", "json")
    assert done.code == 0
    found = json.loads(done.out)
    assert found["schema"] == "advisor/whatif/1"
    assert found["set"] == [
        {"question": "keepers", "workload": None, "answer": {"state": "answered", "choice": "nobody"}}
    ]
    was, will = (found[side]["workloads"][0]["dimensions"][0] for side in ("before", "after"))
    assert was["id"] == will["id"] == "crew_strength"
    assert will["score"] < was["score"]
    assert bistro.read_bytes() == before


def test_the_supposed_advice_equals_that_of_a_changed_file(advisor, bistro, tmp_path):
    changed = bistro.with_name("changed.yaml")
    advice = json.loads(advisor("whatif", bistro, "-s", "keepers=unanswered", "-f", "json").out)["after"]
    lines = bistro.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip().startswith("keepers:"))
    deeper = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > deeper:
        end += 1
    changed.write_text("\n".join([*lines[:start], *lines[end:]]) + "\n")
    scored = json.loads(advisor("score", changed, "-f", "json").out)
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
    found = json.loads(advisor("whatif", bistro, *supposed, "-f", "json").out)
    shares = [(each["share_none"], sum(each["shares"].values())) for each in found["after"]["workloads"]]
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
    every = json.loads(advisor("whatif", bistro, "-s", "house_rule=own_building", "-f", "json").out)
    assert [one["workload"] for one in every["set"]] == workloads
    single = json.loads(
        advisor("whatif", bistro, "-s", f"{workloads[0]}/house_rule=own_building", "-f", "json").out
    )
    assert [one["workload"] for one in single["set"]] == workloads[:1]
    assert every["after"]["workloads"][0]["model"] == "own"


def test_that_a_question_does_not_apply_can_be_supposed(advisor, bistro):
    for value, reason in (
        ("n/a", "supposed"),
        ("{not_applicable: no crew: none at all}", "no crew: none at all"),
    ):
        done = advisor("whatif", bistro, "-s", f"keepers={value}", "-f", "json")
        assert done.code == 0, done.err
        (setting,) = json.loads(done.out)["set"]
        assert setting["answer"] == {"state": "not_applicable", "reason": reason}
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
        same = json.loads(done.out)
        if note in done.err:
            told += 1
            assert same["before"]["workloads"][0]["shares"] == same["after"]["workloads"][0]["shares"]
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
        assert "…" not in table.split("supposed", 1)[1]
        assert workload["title"].split()[0] in out


def test_a_dot_between_workload_and_question_is_told_to_be_a_slash(advisor, bistro):
    done = advisor("whatif", bistro, "--set", "kitchen.keepers=nobody")
    assert done.code == 2 and "kitchen/keepers=nobody" in done.err
