"""``advisor score``."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from advisor.workflows.score import score_file

ROOT = Path(__file__).resolve().parents[2]


def test_text_says_advice_reason_scores_and_what_is_open(advisor, bistro, small_pack):
    done = advisor("score", bistro)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:2] == [
        "Corner Bistro",
        f"corner-bistro · pack kitchen 0.3.1 · {small_pack.sha256[:12]}",
    ]
    for part in ("Overall  MIXED", "  Now ", "  Because ", "  Scores", "Ruled out", "Next"):
        assert part in done.out
    assert f"advisor explain {bistro}" in done.out


def test_what_is_not_decided_yet_shows_shares_and_what_would_settle_it(advisor, kitchen):
    advisor("new", "open.yaml", "--pack", "kitchen")
    out = advisor("score", "open.yaml").out
    assert "Not decided yet" in out
    assert "Settle: " in out
    shares = [int(share) for share in re.findall(r"[█·]{20} +(\d+)%", out)]
    assert len(shares) == 3
    assert sum(shares) == pytest.approx(100, abs=2)


def test_what_would_settle_it_is_told_in_the_order_of_what_tells_most(advisor, kitchen, small_pack):
    advisor("new", "open.yaml", "--pack", "kitchen")
    document = json.loads(advisor("score", "open.yaml", "-f", "json").out)
    (workload,) = document["workloads"]
    told = [one["question"] for one in workload["robustness"]["next_questions"]]
    assert workload["trace"]["decisions"][0]["open_questions"] == told
    assert told != [question.id for question in small_pack.questions if question.id in told]
    settle = re.search(r"Settle: (.*?)(?= and \d+ more|\n\n)", advisor("score", "open.yaml").out, re.DOTALL)
    names = [small_pack.question_by_id[question].short for question in told[:6]]
    assert settle
    assert " ".join(settle[1].split()) == ", ".join(names)


def test_a_target_that_can_still_move_is_told_beside_a_settled_advice(advisor, kitchen, small_pack):
    advisor("new", "open.yaml", "--pack", "kitchen")
    supposed = ("--set", "keepers=nobody", "--set", "house_rule=anywhere")
    _, after = json.loads(advisor("whatif", "open.yaml", *supposed, "-f", "json").out)["columns"]
    (workload,) = after["recommendation"]["workloads"]
    assert (workload["decided"], workload["settled"]) == (True, False)
    text = Path("open.yaml").read_text("utf-8")
    told = text.replace("workloads:", "answers: {keepers: nobody}\nworkloads:")
    Path("open.yaml").write_text(f"{told.rstrip()}\n    answers: {{house_rule: anywhere}}\n", "utf-8")
    out = advisor("score", "open.yaml").out
    assert "Today's advice is settled; the target can still move" in out
    assert "Not decided yet" not in out
    assert "Not settled yet" not in out
    assert "However the open answers turn out, it is the same today." in " ".join(out.split())
    for question in workload["trace"]["decisions"][0]["open_questions"]:
        assert small_pack.question_by_id[question].short in " ".join(out.split())


def test_json_shares_and_the_share_without_a_model_make_one(advisor, kitchen):
    advisor("new", "open.yaml", "--pack", "kitchen")
    text = Path("open.yaml").read_text("utf-8")
    Path("open.yaml").write_text(text.replace("kind: orders", "kind: stock"), "utf-8")
    scored = json.loads(advisor("score", "open.yaml", "-f", "json").out)
    supposed = json.loads(advisor("whatif", "open.yaml", "--set", "keepers=nobody", "-f", "json").out)
    columns = [column["recommendation"] for column in supposed["columns"]]
    assert len(columns) == 2
    for document in (scored, *columns):
        for workload in document["workloads"]:
            assert workload["share_none"] > 0
            assert sum(workload["shares"].values()) + workload["share_none"] == pytest.approx(1, abs=1e-5)
            trace = workload["trace"]["decisions"][0]
            exact = [Fraction(share) for share in (*trace["exact"].values(), trace["exact_without"])]
            assert sum(exact) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_text_fits_in_eighty_columns(bistro, encoding):
    done = subprocess.run(
        [sys.executable, "-m", "advisor.cli", "score", "bistro.yaml"],
        capture_output=True,
        check=True,
        cwd=copied(bistro),
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
    )
    lines = done.stdout.decode(encoding).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert ("█" in "".join(lines)) is (encoding == "utf-8")
    assert "?" not in "".join(lines)
    assert "\x1b" not in "".join(lines)


def copied(bistro: Path) -> Path:
    folder = bistro.parent.parent
    text = bistro.read_text("utf-8").replace("pack: ..", "pack: ./")
    (folder / "bistro.yaml").write_text(text, "utf-8")
    return folder


def test_json_keeps_the_documented_keys(advisor, bistro):
    done = advisor("score", bistro, "--format", "json")
    found = json.loads(done.out)
    assert found["schema"] == "advisor/recommendation/1"
    assert set(found["pack"]) == {"id", "version", "sha256"}
    assert {"assessment", "persona", "workloads", "overall"} <= set(found)
    assert {"stage", "model", "hybrid"} <= set(found["overall"])
    keys = {"id", "kind", "dimensions", "stage", "model", "target", "decided", "shares", "excluded"}
    keys |= {"warnings", "decisions", "trace"}
    dimension_keys = ["id", "score", "low", "high", "band", "answered", "asked"]
    for workload in found["workloads"]:
        assert keys <= set(workload)
        assert abs(sum(workload["shares"].values()) - 1) < 0.001 or workload["model"] is None
        for dimension in workload["dimensions"]:
            assert set(dimension_keys) <= set(dimension)


def test_what_is_open_is_not_told_as_decided(advisor, bundled_pack_folder, tmp_path):
    advisor("new", tmp_path / "open.yaml", "-g", "Ours", "-w", "Chat:online_inference")
    out = advisor("score", tmp_path / "open.yaml").out
    assert re.search(r"Sourcing +open, likeliest .+ \(\d+%\)", " ".join(out.split()))
    assert re.search(r"(low|medium|high) \(low to high\)", out)
    assert "bands still possible" in out


def test_json_says_how_firm_the_advice_is_for_a_single_file(advisor, bistro):
    workloads = json.loads(advisor("score", bistro, "-f", "json").out)["workloads"]
    for workload in workloads:
        firm = workload["robustness"]
        assert firm["workload"] == workload["id"]
        assert (firm["decided"], firm["settled"]) == (workload["decided"], workload["settled"])
        keys = {"workload", "decided", "settled", "complete", "doubt", "next_questions"}
        keys |= {"alternatives", "target_alternatives", "slips", "firmness", "tornado"}
        assert set(firm) == keys
    many = advisor("score", bistro, bistro, "-f", "json").out.splitlines()
    assert not any("robustness" in w for line in many for w in json.loads(line)["workloads"])
    wanted = advisor("score", bistro, bistro, "-f", "json", "--robustness").out.splitlines()
    assert [json.loads(line)["workloads"] for line in wanted] == [workloads, workloads]
    without = json.loads(advisor("score", bistro, "-f", "json", "--no-robustness").out)
    assert not any("robustness" in workload for workload in without["workloads"])


def test_json_is_what_the_models_say(advisor, bundled_pack_folder):
    for example in sorted((bundled_pack_folder / "examples").glob("*.yaml")):
        scored = score_file(example)
        if scored.loaded.assessment.economics is not None:
            continue  # What the money says stands beside it, and is no part of the recommendation.
        done = advisor("score", example, "-f", "json", "--no-robustness")
        assert done.out == scored.recommendation.model_dump_json(by_alias=True, indent=2) + "\n"


def test_the_short_way_and_the_full_parser_say_the_same(advisor, bistro, kitchen):
    short = advisor("score", bistro, "-f", "json")
    full = advisor("score", "--pack", str(kitchen), bistro, "--format", "json")
    assert short.code == full.code == 0
    assert short.out == full.out


def test_many_files_become_lines_and_a_broken_one_stops_no_other(advisor, bistro, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("assessment: [", "utf-8")
    done = advisor("score", bistro, broken, tmp_path / "gone.yaml", bistro, "--format", "json")
    assert done.code == 2
    assert [json.loads(line)["assessment"] for line in done.out.splitlines()] == ["corner-bistro"] * 2
    assert "broken.yaml" in done.err
    assert "gone.yaml" in done.err


def test_standard_input(advisor, bistro, kitchen):
    text = bistro.read_text("utf-8").replace("pack: ..", "pack: ./kitchen")
    done = advisor("score", "-", "--format", "json", stdin=text)
    assert json.loads(done.out)["assessment"] == "corner-bistro"
    assert advisor("score", "-", stdin=b"\xff\xfe\x00broken").code == 2


def test_problems_come_all_at_once_with_their_places(advisor, bistro):
    text = bistro.read_text("utf-8")
    bistro.write_text(
        text.replace("choice: one", "choice: on3").replace("spare_hours: 4.5", "spare_hours: 900"), "utf-8"
    )
    done = advisor("score", bistro)
    assert done.code == 2
    assert done.out == ""
    places = [line.split(": ")[0] for line in done.err.splitlines() if "corner-bistro.yaml:" in line]
    assert len(places) == 2
    assert done.err.splitlines()[-1] == "2 problems."


def test_no_admissible_model_is_told_with_the_gates_that_collide(advisor, bundled_pack_folder):
    done = advisor("score", bundled_pack_folder / "examples" / "pension-fund.yaml")
    assert done.code == 0
    assert "NO MODEL IS ADMISSIBLE" in done.out
    assert "Ruled out" in done.out
    found = json.loads(
        advisor("score", bundled_pack_folder / "examples" / "pension-fund.yaml", "-f", "json").out
    )
    assert any(workload["model"] is None and workload["excluded"] for workload in found["workloads"])


def test_text_from_a_file_cannot_steer_the_terminal(advisor, bistro):
    text = bistro.read_text("utf-8").replace("Corner Bistro", "Bistro [red]\u202e{{ 1 }}<b>")
    bistro.write_text(text, "utf-8")
    done = advisor("score", bistro)
    assert "\u202e" not in done.out + done.err
    if done.code == 0:
        assert done.out.startswith("Bistro [red]{{ 1 }}<b>\n")
