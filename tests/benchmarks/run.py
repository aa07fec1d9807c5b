"""How fast it is: ratios to named baselines, measured side by side in one run.

``python -m tests.benchmarks`` prints a table; times depend on the machine, ratios hardly. Nothing here
is a test: a slow machine is no defect.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from statistics import median

from advisor.content.assessments import load_assessment
from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.decision.robustness import robustness
from advisor.reporting.document import build_document
from advisor.reporting.registry import FORMATS
from advisor.workflows.score import score_file
from advisor.workflows.tco import costs_of
from tests.benchmarks.analyses import analyses
from tests.benchmarks.deciding import deciding
from tests.benchmarks.everything import GOAL, everything
from tests.benchmarks.terminal import ROOT, Key, Terminal

RUNS = 15
KEYS = 12
REPORTS = 9


def example(*, costed: bool | None = None) -> Path:
    """The bundled example with the most bytes: many answers, several workloads.

    ``costed``: only of those that state amounts of money, whose costs are estimated too, or of the others.
    """
    examples = [each.path for folder in bundled_packs().values() for each in bundled_examples(folder)]
    wanted = [path for path in examples if costed in (None, _states_amounts(path))]
    return max(wanted, key=lambda path: path.stat().st_size)


def _states_amounts(path: Path) -> bool:
    return load_assessment(path).assessment.economics is not None


def process_seconds(*arguments: str) -> float:
    """Processor seconds of a Python process from start to end; neighbours on the machine hardly count."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=env, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def side_by_side(
    first: Callable[[], float], second: Callable[[], float], runs: int = RUNS
) -> tuple[float, float]:
    """Medians of both, measured in turns, so that a busy moment hits both; one warm-up each."""
    first()
    second()
    pairs = [(first(), second()) for _ in range(runs)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def line(what: str, ours: float, baseline: float, against: str, goal: float | None) -> None:
    """One row: both times, their ratio, and the goal if there is one."""
    ratio = ours / baseline
    verdict = "" if goal is None else f", goal {goal} x: {'ok' if ratio <= goal else 'MISSED'}"
    print(
        f"{what:<42}{1000 * ours:>8.1f} ms {ratio:>6.2f} x {against} ({1000 * baseline:.1f} ms){verdict}",
        flush=True,
    )


def scoring() -> None:
    """``advisor score FILE`` against a process that only imports what it cannot do without."""
    plain = str(example(costed=False))
    for file, options, told in (
        (plain, ["--format", "text"], ""),
        (plain, ["--format", "json", "--no-robustness"], ""),
        (plain, ["--format", "json", "--robustness"], ", firmness"),
        (str(example(costed=True)), ["--format", "text"], ", costs"),
    ):
        # The program that the installed command runs.
        program = ["-c", "from advisor.cli.main import run; run()", "score", file, *options]
        ours, baseline = side_by_side(
            lambda program=program: process_seconds(*program),
            lambda: process_seconds("-c", "import yaml, pydantic"),
        )
        goal = None if told else 2.5
        line(f"advisor score as {options[1]}{told}", ours, baseline, "import yaml, pydantic", goal)


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
        ours, theirs = keys_of(screen), keys_of(bare)
        pairs = [(ours(), theirs()) for _ in range(KEYS + 1)][1:]
    for what, figure, goal in (
        ("app: key to updated advice", attrgetter("until_drawn"), 2.0),
        ("app: processor time of that", attrgetter("work_until_drawn"), None),
        ("app: and with all that follows, saving too", attrgetter("work"), None),
    ):
        ours_, theirs_ = (median(map(figure, side)) for side in zip(*pairs, strict=True))
        line(what, ours_, theirs_, "bare Textual app's key", goal)


def keys_of(terminal: Terminal) -> Callable[[], Key]:
    """Types options one and two in turns, so that each key changes the answer."""
    typed = 0

    def press() -> Key:
        nonlocal typed
        typed += 1
        return terminal.key("12"[typed % 2])

    return press


def reporting() -> None:
    """The HTML report of one persona, everything loaded; advice and costs apart. Processor time."""
    scored = score_file(example(), whole=True)
    pack, assessment = scored.pack, scored.loaded.assessment
    persona = next(iter(pack.persona_by_id))
    drawn: list[float] = []
    whole: list[float] = []
    for _ in range(REPORTS + 1):
        began = time.process_time()
        recommendation = recommend(pack, assessment)
        steps = roadmap(pack, assessment, recommendation)
        firm = robustness(pack, assessment)
        costs = costs_of(pack, assessment, recommendation)
        analysed = time.process_time()
        document = build_document(
            pack,
            assessment,
            recommendation,
            persona,
            date=None,
            practices=next_practices(pack, assessment, recommendation, persona),
            roadmap=steps,
            robustness=firm,
            estimate=costs,
        )
        FORMATS["html"].render(document)
        ended = time.process_time()
        drawn.append(ended - analysed)
        whole.append(ended - began)
    took = median(drawn[1:])
    verdict = "ok" if took < 0.15 else "MISSED"
    print(
        f"{'HTML report, in process':<42}{1000 * took:>8.1f} ms, goal 150 ms: {verdict}",
        flush=True,
    )
    print(f"{'  the same with advice and costs':<42}{1000 * median(whole[1:]):>8.1f} ms", flush=True)


CHARTS = """
import sys, time
from pathlib import Path
from advisor.reporting.blocks import Chart
from advisor.reporting.charts import drawing
from advisor.reporting.document import build_document
from advisor.workflows.report import report_inputs
one = report_inputs(Path(sys.argv[1]), None)[0]
document = build_document(one.pack, one.assessment, one.recommendation, one.persona, date=None,
    practices=one.practices, roadmap=one.roadmap, robustness=one.robustness, estimate=one.estimate)
waiting, charts = list(document.sections + document.annexes), []
while waiting:
    section = waiting.pop()
    waiting += section.sections
    charts += [block for block in section.blocks if isinstance(block, Chart)]
began = time.perf_counter()
for chart in charts:
    drawing.inline(chart)
print(len(charts), time.perf_counter() - began)
"""


def drawing(folder: Path) -> None:
    """All charts of one report in a new process: never drawn before, then kept by an earlier process."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "ADVISOR_CACHE_DIR": str(folder / "charts")}
    for what in ("drawn for the first time", "kept by an earlier process"):
        run = subprocess.run(
            [sys.executable, "-c", CHARTS, str(example())],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
            cwd=ROOT,
        )
        many, took = run.stdout.split()
        print(f"{f'{many} charts, {what}':<42}{1000 * float(took):>8.1f} ms", flush=True)


def all_reports() -> None:
    """Every format for every reader of one assessment, on all cores."""
    names = ("no chart drawn before", "charts kept by an earlier run")
    for what, took in zip(names, everything(example()), strict=True):
        print(
            f"{f'{took.files} reports, {what}':<42}{took.wall:>8.1f} s, processor {took.processor:.1f} s;"
            f" goal {GOAL:.0f} s",
            flush=True,
        )


def main() -> int:
    """Measure everything."""
    print(f"Example: {example().stem}; medians of {RUNS} runs in turns.\n")
    scoring()
    with tempfile.TemporaryDirectory() as folder:
        app(Path(folder))
    deciding(example())
    analyses()
    reporting()
    with tempfile.TemporaryDirectory() as folder:
        drawing(Path(folder))
    all_reports()
    return 0


if __name__ == "__main__":
    sys.exit(main())
