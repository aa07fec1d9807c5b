"""Example sheets of proofs in the pack's own words."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.decision.proof import Example
from advisor.decision.sheets import domain_of
from advisor.model.pack import Pack


def example_answers(pack: Pack, example: Example) -> dict[str, tuple[str, ...]]:
    """Question to the options chosen, or the range of a number, by id; every question but texts."""
    found: dict[str, tuple[str, ...]] = {}
    for question, value in zip(pack.questions, example.sheet, strict=True):
        if value >= 0:
            ids = domain_of(question).values[value].ids
            order = [option.id for option in question.options] or sorted(ids)
            found[question.id] = tuple(each for each in order if each in ids)
    return found


def example_words(pack: Pack, example: Example, leave_out: Iterable[str] = ()) -> list[str]:
    """What of a sheet makes the case, in labels: kind of workload, answers, bands, and what else."""
    words = []
    if example.kind_matters:
        words += [f"kind: {kind.title}" for kind in pack.manifest.workload_kinds if kind.id == example.kind]
    skipped = set(leave_out)
    for question in example.questions:
        if question not in skipped:
            words.append(f"{pack.question_by_id[question].short}: {answer_label(pack, example, question)}")
    words += [f"{pack.rules.dimensions[name].title}: {band}" for name, band in example.bands]
    words += [f"{pack.question_by_id[question].short}: nobody knows" for question in example.unknown]
    return words + [f"{pack.rules.dimensions[name].title}: no evidence named" for name in example.unproved]


def answer_label(pack: Pack, example: Example, question: str) -> str:
    """The answer to one question in an example."""
    for each, value in zip(pack.questions, example.sheet, strict=True):
        if each.id == question and value >= 0:
            return domain_of(each).values[value].label
    return "–"
