"""How fast it is: ratios to named baselines, measured side by side in one run.

``python -m tests.benchmarks`` prints a table; times depend on the machine, ratios hardly. Nothing here
is a test: a slow machine is no defect.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.engine import engine_for
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.reporting.document import build_document
from advisor.reporting.registry import FORMATS
from advisor.workflows.score import score_file
from tests.benchmarks.terminal import ROOT, Terminal

RUNS = 15
KEYS = 12
SHEETS = 20_000
REPORTS = 9


def example() -> Path:
    """The bundled example with the most bytes: many answers, several workloads."""
    examples = [each.path for folder in bundled_packs().values() for each in bundled_examples(folder)]
    return max(examples, key=lambda path: path.stat().st_size)


def process_seconds(*arguments: str) -> float:
    """Wall-clock seconds of a Python process from start to end."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=env, cwd=ROOT)
    return time.perf_counter() - began


def side_by_side(
    first: Callable[[], float], second: Callable[[], float], runs: int = RUNS
) -> tuple[float, float]:
    """Medians of both, measured in turns, so that a busy moment hits both; one warm-up each."""
    first()
    second()
    pairs = [(first(), second()) for _ in range(runs)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def line(what: str, ours: float, baseline: float, against: str, goal: float) -> None:
    """One row: both times, their ratio, and the goal."""
    ratio = ours / baseline
    verdict = "ok" if ratio <= goal else "MISSED"
    print(
        f"{what:<34}{1000 * ours:>8.1f} ms {ratio:>6.2f} x {against} "
        f"({1000 * baseline:.1f} ms), goal {goal} x: {verdict}",
        flush=True,
    )


def scoring() -> None:
    """``advisor score FILE`` against a process that only imports what it cannot do without."""
    file = str(example())
    for format_ in ("json", "text"):
        ours, baseline = side_by_side(
            lambda format_=format_: process_seconds("-m", "advisor.cli", "score", file, "--format", format_),
            lambda: process_seconds("-c", "import yaml, pydantic"),
        )
        line(f"advisor score --format {format_}", ours, baseline, "import yaml, pydantic", 2.5)


def app(folder: Path) -> None:
    """The terminal app against the least Textual app."""

    def paint(*arguments: str) -> float:
        with Terminal(*arguments, state=folder) as terminal:
            return terminal.first_paint()

    ours, baseline = side_by_side(lambda: paint("start"), lambda: paint("bare"))
    line("app: start to first paint", ours, baseline, "bare Textual app", 1.4)

    copy = folder / "open.yaml"
    text = example().read_text("utf-8").splitlines(keepends=True)
    copy.write_text("".join(text[1:]), "utf-8")
    with Terminal("interview", str(copy), state=folder) as screen, Terminal("bare", state=folder) as bare:
        for terminal in (screen, bare):
            terminal.first_paint()
            terminal.settle()
        screen.key("\x1bOQ")  # F2: the interview, whatever it opened with.
        ours, baseline = side_by_side(keys_of(screen), keys_of(bare), KEYS)
        line("app: key to updated advice", ours, baseline, "bare Textual app's key", 2.0)


def keys_of(terminal: Terminal) -> Callable[[], float]:
    """Types options one and two in turns, so that each key changes the answer."""
    typed = 0

    def press() -> float:
        nonlocal typed
        typed += 1
        return terminal.key("12"[typed % 2])

    return press


def deciding() -> None:
    """Decisions a second on full answer sheets, no two alike, on one core."""
    scored = score_file(example())
    engine = engine_for(scored.pack)
    kinds = [kind.id for kind in scored.pack.manifest.workload_kinds]
    dice = random.Random(1)
    sheets = [
        (dice.choice(kinds), tuple(dice.randrange(max(len(domain.values), 1)) for domain in engine.domains))
        for _ in range(SHEETS)
    ]
    for name, decision in engine.decisions.items():
        began = time.perf_counter()
        for kind, sheet in sheets:
            decision.advice.run(kind, sheet)
        rate = SHEETS / (time.perf_counter() - began)
        goal = (
            f", goal 20000: {'ok' if rate >= 20_000 else 'MISSED'}"
            if decision is engine.decisions[scored.pack.manifest.primary_decision]
            else ""
        )
        print(f"{f'deciding: {name}':<34}{rate:>8.0f} full answer sheets a second{goal}", flush=True)
    began = time.perf_counter()
    for _ in range(100):
        recommend(scored.pack, scored.loaded.assessment)
    each = (time.perf_counter() - began) / 100
    print(f"{'recommendation with its trace':<34}{1000 * each:>8.1f} ms, warm", flush=True)


def reporting() -> None:
    """The HTML report of one persona, in process, everything loaded."""
    scored = score_file(example(), whole=True)
    pack, assessment = scored.pack, scored.loaded.assessment
    persona = next(iter(pack.persona_by_id))
    times = []
    for _ in range(REPORTS + 1):
        began = time.perf_counter()
        recommendation = recommend(pack, assessment)
        document = build_document(
            pack,
            assessment,
            recommendation,
            persona,
            date=None,
            practices=next_practices(pack, assessment, recommendation, persona),
            roadmap=roadmap(pack, assessment, recommendation),
        )
        FORMATS["html"].render(document)
        times.append(time.perf_counter() - began)
    took = median(times[1:])
    verdict = "ok" if took < 0.15 else "MISSED"
    print(f"{'HTML report, in process':<34}{1000 * took:>8.1f} ms, goal 150 ms: {verdict}", flush=True)


def main() -> int:
    """Measure everything."""
    print(f"Example: {example().stem}; medians of {RUNS} runs in turns.\n")
    scoring()
    with tempfile.TemporaryDirectory() as folder:
        app(Path(folder))
    deciding()
    reporting()
    return 0


if __name__ == "__main__":
    sys.exit(main())
