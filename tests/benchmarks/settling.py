"""How many questions the bundled examples need until the advice is settled.

Run ``python -m tests.benchmarks.settling``: prints, for each workload of each bundled example, the
questions asked until no open answer can change the advice for today, and until none can change the
target either: in the order of expected information and in the order of the file, all questions and (in
brackets) those that score.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from advisor.content.assessments import load_assessment
from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.decided import Decided
from advisor.decision.engine import engine_for
from advisor.decision.next_question import next_questions
from advisor.decision.walk import Step, steps
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack

Order = Callable[[Pack, Assessment], list[Step]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions asked."""

    count: int
    scored: int
    """Those of them that count in a dimension."""


@dataclass(frozen=True, slots=True)
class Settled:
    """One workload's way to a settled advice."""

    example: str
    workload: str
    today: Asked
    """Until the advice for today is settled."""
    both: Asked
    """Until the target is settled too."""
    scored: int
    """Relevant questions that count in a dimension."""

    @property
    def share(self) -> float:
        """The share of the scored questions that had to be asked until today and the target are settled."""
        return self.both.scored / self.scored

    @property
    def share_today(self) -> float:
        """The same until the advice for today is settled."""
        return self.today.scored / self.scored


def by_information(pack: Pack, assessment: Assessment) -> list[Step]:
    """Open questions, the one that is expected to settle most first."""
    return [worth.step for worth in next_questions(pack, assessment)]


def by_file(pack: Pack, assessment: Assessment) -> list[Step]:
    """Questions as the interview asks them."""
    return list(steps(pack, assessment, quick=False))


def with_answer(assessment: Assessment, step: Step, answer: Answer) -> Assessment:
    if step.workload is None:
        return assessment.model_copy(update={"answers": {**assessment.answers, step.question.id: answer}})
    (workload,) = assessment.workloads
    changed = workload.model_copy(update={"answers": {**workload.answers, step.question.id: answer}})
    return assessment.model_copy(update={"workloads": (changed,)})


def until_settled(pack: Pack, truth: Assessment, workload: Workload, order: Order, example: str) -> Settled:
    """Answer as the example does, question by question, until today's advice and the target are settled."""
    engine = engine_for(pack)
    compiled = engine.decisions[pack.manifest.primary_decision]
    scores = {question for dimension in pack.rules.dimensions.values() for question in dimension.weights}
    full = truth.model_copy(update={"workloads": (workload,)})
    blank = workload.model_copy(update={"answers": {}})
    now = full.model_copy(update={"answers": {}, "workloads": (blank,)})
    asked: list[Step] = []
    today: Asked | None = None
    while True:
        found = Decided(compiled, workload.kind, engine.sheet(now, now.workloads[0]))
        so_far = Asked(len(asked), sum(step.question.id in scores for step in asked))
        if found.decided and today is None:
            today = so_far
        keys = {step.key for step in asked}
        step = next((one for one in order(pack, now) if one.key not in keys), None)
        if found.settled or step is None:
            break
        asked.append(step)
        answer = full.answer(step.question.id, step.workload)
        if answer is not None:
            now = with_answer(now, step, answer)
    relevant = [step for step in steps(pack, full, quick=False) if step.question.id in scores]
    return Settled(example, workload.id, today or so_far, so_far, len(relevant))


def measure(order: Order) -> list[Settled]:
    """Every workload of every bundled example."""
    found = []
    for folder in bundled_packs().values():
        for example in bundled_examples(folder):
            loaded = load_assessment(example.path)
            for workload in loaded.assessment.workloads:
                found.append(until_settled(loaded.pack, loaded.assessment, workload, order, example.id))
    return found


def main() -> None:
    """Print the table and the medians."""
    best, filed = measure(by_information), measure(by_file)
    print(f"{'':<46}{'by information':>22}{'file order':>22}")
    print(f"{'example / workload':<46}{'today':>11}{'+ target':>11}{'today':>11}{'+ target':>11}")
    for one, other in zip(best, filed, strict=True):
        counts = [
            f"{asked.count} ({asked.scored})" for way in (one, other) for asked in (way.today, way.both)
        ]
        cells = "".join(f"{count:>11}" for count in counts)
        print(f"{f'{one.example} / {one.workload}':<46}{cells}")
    for title, found in (("by information", best), ("file order", filed)):
        today, both = median(one.share_today for one in found), median(one.share for one in found)
        print(
            f"median share of scored questions asked, {title}: {today:.1%} until today is settled, "
            f"{both:.1%} until the target is too"
        )


if __name__ == "__main__":
    main()
