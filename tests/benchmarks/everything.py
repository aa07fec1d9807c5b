"""How long all formats for all readers of one assessment take, as a person would ask for them."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.terminal import ROOT

GOAL = 20.0
"""Seconds on two cores that nothing else uses."""


@dataclass(frozen=True, slots=True)
class Took:
    """What one run took."""

    files: int
    wall: float
    """Seconds until the command had ended; depends on what else the machine does."""
    processor: float
    """Seconds of processor time of all its processes; hardly does."""


def everything(file: Path) -> tuple[Took, Took]:
    """Every format for every reader: with no chart drawn before, then with all of them kept."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(file, Path(folder)), _run(file, Path(folder))


def _run(file: Path, folder: Path) -> Took:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "ADVISOR_CACHE_DIR": str(folder / "cache")}
    command = [
        sys.executable,
        "-m",
        "advisor.cli",
        "report",
        str(file),
        "--persona",
        "all",
        "--format",
        "all",
    ]
    before, began = _spent(), time.perf_counter()
    run = subprocess.run(
        [*command, "--persona", "all", "--format", "all", "--date", "none", "-o", str(folder / "reports")],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=env,
        cwd=ROOT,
    )
    return Took(len(run.stdout.splitlines()), time.perf_counter() - began, _spent() - before)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
