"""What tells how firm an advice is, on sheets from empty to full: milliseconds, and ratios.

Run ``python -m tests.benchmarks.analyses``. Each figure is processor time with a pack that was compiled
for it alone, so nothing is kept from sheets that were looked at before. The baseline is to decide the
same sheet once, from the same start.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from functools import partial
from statistics import median

from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.decision.counterfactual import counterfactuals
from advisor.decision.decided import Decided
from advisor.decision.engine import Engine, engine_for
from advisor.decision.next_question import next_questions
from advisor.decision.relevance import answered_state
from advisor.decision.sheets import Sheet
from advisor.decision.stability import stability
from advisor.decision.tornado import tornado
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from tests.benchmarks.random_answers import answered
from tests.benchmarks.timing import processor_seconds

RUNS = 40
SPARSE = 5
GOALS = dict.fromkeys(("next question", "counterfactuals", "tornado", "weights and thresholds"), 50)
"""Milliseconds in which 95 of 100 runs should end."""

_Work = Callable[[Engine, str, Sheet, Assessment], object]


def _decide(engine: Engine, kind: str, sheet: Sheet, assessment: Assessment) -> object:
    return Decided(engine.decisions[engine.pack.manifest.primary_decision], kind, sheet)


def _counterfactuals(engine: Engine, kind: str, sheet: Sheet, assessment: Assessment) -> object:
    return counterfactuals(engine, engine.pack.manifest.primary_decision, kind, sheet)


def _tornado(engine: Engine, kind: str, sheet: Sheet, assessment: Assessment) -> object:
    return tornado(engine, engine.pack.manifest.primary_decision, kind, sheet)


def _stability(engine: Engine, kind: str, sheet: Sheet, assessment: Assessment) -> object:
    state = answered_state(engine.pack, assessment, assessment.workloads[0])
    return stability(engine, engine.pack.manifest.primary_decision, state)


def _next_question(engine: Engine, kind: str, sheet: Sheet, assessment: Assessment) -> object:
    return next_questions(engine.pack, assessment)


ANALYSES: dict[str, _Work] = {
    "next question": _next_question,
    "counterfactuals": _counterfactuals,
    "tornado": _tornado,
    "weights and thresholds": _stability,
}


def seconds(pack: Pack, count: int, work: _Work) -> list[float]:
    """Processor seconds of some work, ascending, on random sheets with so many answers."""
    dice = random.Random(count)
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    found = []
    for run in range(RUNS):
        engine = engine_for(pack.model_copy())
        kind = kinds[run % len(kinds)]
        # Some diagrams are compiled when first asked for: not here.
        for assessment in (answered(engine, dice, kind), answered(engine, dice, kind, count)):
            sheet = engine.sheet(assessment, assessment.workloads[0])
            gc.collect()
            spent = processor_seconds(partial(work, engine, kind, sheet, assessment))
        found.append(spent)
    return sorted(found)


def analyses() -> None:
    """Print a line for each analysis and each kind of sheet."""
    pack = load_pack(next(iter(bundled_packs().values())))
    every = sum(bool(domain.values) for domain in engine_for(pack).domains)
    sheets = {"empty": 0, f"{SPARSE} answers": SPARSE, "half": every // 2, "full": every}
    gc.freeze()
    baselines = {name: median(seconds(pack, count, _decide)) for name, count in sheets.items()}
    for what, work in ANALYSES.items():
        for name, count in sheets.items():
            spent = seconds(pack, count, work)
            middle, late = median(spent), spent[int(0.95 * (len(spent) - 1) + 0.5)]
            verdict = "ok" if 1000 * late < GOALS[what] else "MISSED"
            print(
                f"{what + ', ' + name:<42}{1000 * middle:>8.1f} ms, p95 {1000 * late:.1f} ms"
                f" {middle / baselines[name]:>6.1f} x deciding it once ({1000 * baselines[name]:.2f} ms),"
                f" goal p95 {GOALS[what]} ms: {verdict}",
                flush=True,
            )


if __name__ == "__main__":
    analyses()
    sys.exit(0)
