"""Example sheets of proofs in the pack's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.decision.engine import engine_for
from advisor.decision.proof import Example
from advisor.decision.reported import Reported, relevant
from advisor.decision.sheets import domain_of
from advisor.model.pack import Pack

_FEW = 3
"""Answers that are named for a band; JSON has the whole sheet."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that makes the case of a sheet, with some answers that make it so."""

    words: str
    answers: tuple[str, ...] = ()
    more: int = 0
    """Further answers with a part in it."""


def shown_sheet(pack: Pack, example: Example) -> list[Shown]:
    """What of a sheet makes the case: what rules look at first, then bands with the answers behind them."""
    bands = len(example.bands)
    words = example_words(pack, example)
    ends = len(words) - len(example.unknown) - len(example.unproved)
    found = [Shown(each) for each in words[: ends - bands]]
    for (name, _), told in zip(example.bands, words[ends - bands : ends], strict=True):
        found.append(_band(pack, example, name, told))
    return [*found, *(Shown(each) for each in words[ends:])]


def _band(pack: Pack, example: Example, dimension: str, told: str) -> Shown:
    """A band with the answers that bring most of its points."""
    engine = engine_for(pack)
    state = Reported(
        pack=pack,
        domains=engine.domain_by_id,
        slots=engine.slots,
        kind=example.kind,
        sheet=example.sheet,
        answers={},
        bands={},
        outcomes={},
    )
    points = {
        question: weight * (engine.domain_by_id[question].values[value].level or 0)
        for question, weight in pack.rules.dimensions[dimension].weights.items()
        if (value := example.sheet[engine.slots[question]]) >= 0 and relevant(question, state) is not False
    }
    most = sorted((one for one in points if points[one]), key=lambda one: -points[one])
    if not most:
        return Shown(f"{told}, with every answer at its lowest")
    labels = tuple(
        f"{pack.question_by_id[one].short}: {answer_label(pack, example, one)}" for one in most[:_FEW]
    )
    return Shown(f"{told}, as with", labels, len(most) - len(labels))


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
