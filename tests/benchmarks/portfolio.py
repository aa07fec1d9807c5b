"""How long a folder of 1,000 assessments takes, as a person waits for it.

``python -m tests.benchmarks.portfolio [FILES]``. The folder is made up: each assessment has one to three
workloads with random answers, every fourth states something about money, every hundredth is broken.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from advisor.content.assessment_rewrite import whole_text
from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.content.prices import load_prices
from advisor.decision.engine import engine_for
from advisor.model.stated import Economics, Given
from tests.benchmarks.random_answers import answered

FILES = 1_000
GOAL_SECONDS = 10.0


def make_folder(folder: Path, files: int, seed: int = 1) -> None:
    """Write so many assessments into a folder, in subfolders of a hundred."""
    dice = random.Random(seed)
    pack_folder = next(iter(bundled_packs().values()))
    pack = load_pack(pack_folder)
    engine = engine_for(pack)
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    currency = load_prices(pack_folder).currency
    for number in range(files):
        each = [answered(engine, dice, dice.choice(kinds), 25) for _ in range(dice.randint(1, 3))]
        workloads = tuple(
            one.workloads[0].model_copy(update={"id": f"w{place}"}) for place, one in enumerate(each)
        )
        economics = None
        if number % 4 == 0:
            hours = Given(typical=Decimal(dice.randint(1, 9)) / 10, unit="1")
            economics = Economics(currency=currency, values={"utilisation": hours})
        assessment = each[0].model_copy(
            update={
                "id": f"team-{number}",
                "organisation": f"Team {number:04}",
                "workloads": workloads,
                "economics": economics,
            }
        )
        path = folder / f"unit-{number // 100}" / f"team-{number:04}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = whole_text(assessment, pack, None)
        path.write_text(text.replace("workloads:", "worlkoads:") if number % 100 == 99 else text, "utf-8")


def main() -> int:
    """Measure and print; 0 when the goal is met."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_folder(folder, files)
        best = {}
        for what in ("text", "json"):
            took = []
            for _ in range(3):
                start = time.perf_counter()
                command = [sys.executable, "-m", "advisor.cli", "portfolio", str(folder), "--format", what]
                done = subprocess.run(command, capture_output=True, check=False)
                took.append(time.perf_counter() - start)
                if done.returncode not in (0, 2) or not done.stdout:
                    print(done.stderr.decode())
                    return 1
            best[what] = min(took)
            print(f"{files:,} assessments to {what}: {min(took):.2f} s (best of 3, {os.cpu_count()} cores)")
    met = max(best.values()) < GOAL_SECONDS
    print(f"goal {GOAL_SECONDS:.0f} s: {'met' if met else 'MISSED'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
