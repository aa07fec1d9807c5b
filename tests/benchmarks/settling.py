"""How many questions the bundled examples need until the advice is settled.

Run ``python -m tests.benchmarks.settling``: prints, for each workload of each bundled example, the
questions asked until no open answer can change the advice, in the order of expected information and
in the order of the file, all questions and (in brackets) those that score.
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
class Settled:
    """One workload's way to a settled advice."""

    example: str
    workload: str
    asked: int
    scored_asked: int
    scored: int

    @property
    def share(self) -> float:
        """The share of the scored questions that had to be asked."""
        return self.scored_asked / self.scored


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
    """Answer as the example does, question by question, until the advice is settled."""
    engine = engine_for(pack)
    compiled = engine.decisions[pack.manifest.primary_decision]
    scores = {question for dimension in pack.rules.dimensions.values() for question in dimension.weights}
    full = truth.model_copy(update={"workloads": (workload,)})
    blank = workload.model_copy(update={"answers": {}})
    now = full.model_copy(update={"answers": {}, "workloads": (blank,)})
    asked: list[Step] = []
    while not Decided(compiled, workload.kind, engine.sheet(now, now.workloads[0])).decided:
        keys = {step.key for step in asked}
        step = next((one for one in order(pack, now) if one.key not in keys), None)
        if step is None:
            break
        asked.append(step)
        answer = full.answer(step.question.id, step.workload)
        if answer is not None:
            now = with_answer(now, step, answer)
    relevant = [step for step in steps(pack, full, quick=False) if step.question.id in scores]
    counted = sum(step.question.id in scores for step in asked)
    return Settled(example, workload.id, len(asked), counted, len(relevant))


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
    print(f"{'example / workload':<52}{'by information':>16}{'file order':>12}")
    for one, other in zip(best, filed, strict=True):
        counts = [f"{settled.asked} ({settled.scored_asked})" for settled in (one, other)]
        print(f"{f'{one.example} / {one.workload}':<52}{counts[0]:>16}{counts[1]:>12}")
    for title, found in (("by information", best), ("file order", filed)):
        share = median(one.share for one in found)
        print(f"median share of scored questions asked, {title}: {share:.0%}")


if __name__ == "__main__":
    main()
