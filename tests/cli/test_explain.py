"""``advisor explain``: renders the trace, to the last point."""

from __future__ import annotations

import json
import re

import pytest


def test_the_points_of_the_answers_add_up_to_the_score(advisor, bundled_pack_folder):
    example = bundled_pack_folder / "examples" / "parcel-network.yaml"
    found = json.loads(advisor("score", example, "-f", "json").out)
    out = advisor("explain", example, "--workload", found["workloads"][0]["id"]).out
    checked = 0
    for dimension in found["workloads"][0]["dimensions"]:
        if dimension["low"] != dimension["high"]:
            continue
        block = out.split(f"  {dimension['title']}: ")[1].split("\n\n")[0]
        points = [float(value) for value in re.findall(r"^ +(\d+\.\d) of +\d", block, re.MULTILINE)]
        assert sum(points) == pytest.approx(dimension["score"], abs=0.05 * len(points))
        checked += 1
    assert checked


def test_it_shows_gates_rows_framework_and_what_to_do(advisor, bundled_pack_folder):
    out = advisor("explain", bundled_pack_folder / "examples" / "wafer-inspection.yaml").out
    for part in (
        "    Gates",
        ": fires; rules out ",
        "Rows that the answers lead to",
        "Selection framework",
        "→ ",
    ):
        assert part in out


def test_open_answers_are_marked_and_shares_are_exact(advisor, kitchen):
    advisor("new", "open.yaml", "--pack", "kitchen")
    out = advisor("explain", "open.yaml").out
    assert re.search(r"\? of +\d+\.\d  .*not answered yet", out)
    assert re.search(r"\d+% = \d+/\d+", out)
    assert "Still depends on: " in out


def test_what_does_not_apply_and_what_nobody_knows_is_told(advisor, kitchen):
    advisor("new", "open.yaml", "--pack", "kitchen")
    advisor("ask", "open.yaml", stdin="unknown\nna no habits at all\nquit\n")
    out = advisor("explain", "open.yaml").out
    assert re.search(r"\? of +\d+\.\d  .*unknown", out)
    assert "does not apply: no habits at all" in " ".join(out.split())


def test_one_workload(advisor, bistro):
    out = advisor("explain", bistro, "-w", "cold-room").out
    assert "cold-room" in out
    assert "The till" not in out


def test_a_workload_that_is_not_there(advisor, bistro):
    done = advisor("explain", bistro, "-w", "cold-rom")
    assert done.code == 2
    assert "did you mean “cold-room”?" in done.err


def test_everything_fits_in_eighty_columns(advisor, bundled_pack_folder):
    for example in sorted((bundled_pack_folder / "examples").glob("*.yaml")):
        wide = [line for line in advisor("explain", example).out.splitlines() if len(line) > 80]
        assert wide == []
