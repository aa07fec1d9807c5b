"""How many assessments are decided in a second, and what a recommendation takes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import CompiledDecision, engine_for
from advisor.decision.glimpse import glimpse
from advisor.decision.recommend import recommend
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.workflows.score import score_file
from tests.benchmarks.random_answers import answered
from tests.benchmarks.timing import processor_seconds

SHEETS = 20_000
AGAIN = 100


def deciding(example: Path) -> None:
    """All decisions for one full assessment, sheets no two alike, on one core; processor time.

    From an assessment's answers: the sheet is made each time. Then the general path, which also counts
    how open answers could turn out, one decision at a time.
    """
    scored = score_file(example)
    engine = engine_for(scored.pack)
    decider = CompleteDecider(engine)
    kinds = [kind.id for kind in scored.pack.manifest.workload_kinds]
    dice = random.Random(1)
    assessments = [answered(engine, dice, dice.choice(kinds)) for _ in range(SHEETS)]

    def decide() -> None:
        for assessment in assessments:
            workload = assessment.workloads[0]
            decider.decide(workload.kind, engine.sheet(assessment, workload))

    rate = SHEETS / processor_seconds(decide)
    verdict = "ok" if rate >= 20_000 else "MISSED"
    print(f"{'deciding one full assessment':<42}{rate:>8.0f} a second, goal 20000: {verdict}", flush=True)
    sheets = [(each.workloads[0].kind, engine.sheet(each, each.workloads[0])) for each in assessments]

    def from_sheets() -> None:
        for kind, sheet in sheets:
            decider.decide(kind, sheet)

    rate = SHEETS / processor_seconds(from_sheets)
    print(f"{'deciding, the sheet being there':<42}{rate:>8.0f} a second", flush=True)
    for name, decision in engine.decisions.items():

        def general(decision: CompiledDecision = decision) -> None:
            for kind, sheet in sheets[: SHEETS // 4]:
                decision.advice.run(kind, sheet)

        rate = SHEETS // 4 / processor_seconds(general)
        print(f"{f'general path: {name}':<42}{rate:>8.0f} a second", flush=True)
    for what, make in (("recommendation with its trace", recommend), ("glimpse at it", glimpse)):
        spent = processor_seconds(lambda make=make: _often(make, scored.pack, scored.loaded.assessment))
        print(f"{what:<42}{1000 * spent / AGAIN:>8.1f} ms, warm", flush=True)


def _often(make: Callable[[Pack, Assessment], object], pack: Pack, assessment: Assessment) -> None:
    for _ in range(AGAIN):
        make(pack, assessment)
