"""Killed at any moment, the app has lost nothing that it called saved.

A few programs here; ``python -m tests.benchmarks.crashes --runs 200`` kills many and prints the figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.crash_programs import interview
from tests.benchmarks.crashes import Figures, Run
from tests.thoroughness import examples

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill -9")


def test_nothing_that_was_acknowledged_is_lost_and_no_file_is_half_written():
    # A process of its own: forking one with pytest's threads in it is not safe.
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.crashes", "--runs", str(examples(8)), "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=False,
    )
    found = json.loads(done.stdout)
    for name, figures in found.items():
        assert not figures["lost"], name
        assert not figures["torn"], name
        assert figures["acknowledged"], f"{name}: nothing was saved before the kills, so nothing was tested"
    assert done.returncode == 0


TOLD = [("edit", "a"), ("saved", "a"), ("edit", "b"), ("saved", "b"), ("edit", "c")]


@pytest.mark.parametrize(
    ("left", "lost", "torn"),
    [("b", 0, 0), ("c", 0, 0), ("a", 1, 0), ("first", 1, 0), (None, 1, 0), ("half", 1, 1)],
)
def test_the_judge_knows_what_may_be_left(tmp_path, left, lost, torn):
    file = tmp_path / "file"
    run = Run(file, 0, interview, slow=False, messages=TOLD)
    if left is not None:
        file.write_text(left)
        run.seen[left.encode()] = None
    figures = Figures()
    run.judge(figures, lambda data: None if data == b"half" else data.decode(), "first")
    assert (len(figures.lost), len(figures.torn)) == (lost, torn)
    assert (figures.acknowledged, figures.unsaved) == (2, 1)
