"""Example sheets of proofs in the pack's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from advisor.decision.engine import engine_for
from advisor.decision.plan import BANDS, band_index
from advisor.decision.proof import Comparison, Example, Finding
from advisor.decision.proof.findings_effect import WrongWay
from advisor.decision.reported import Reported, relevant
from advisor.decision.sheets import ABSENT, domain_of
from advisor.model.condition import Band
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


def shown_compared(found: Comparison, new: Pack, old: Pack, example: Example) -> list[Shown]:
    """What of a sheet of two packs makes the case; where they score differently, with the band in either."""
    words = example_words(found.pack, example)
    shown = [Shown(each) for each in words[: len(words) - len(example.bands)]]
    sides = [(pack, _of_side(found.pack, pack, example)) for pack in (new, old)]
    # A dimension that the packs score differently goes by its side and its name.
    names = [name for name, _ in example.bands]
    for name in dict.fromkeys(each.rpartition(" ")[2] for each in names):
        having = [(pack, sheet) for pack, sheet in sides if name in pack.rules.dimensions]
        bands = [_band_reached(pack, sheet, name) for pack, sheet in having]
        told = f"{having[0][0].rules.dimensions[name].title}: {bands[0]}"
        if name not in names and len(bands) > 1:
            told += f" (before: {bands[1]})"
        shown.append(_band(*having[0], name, told))
    return shown


def _of_side(joint: Pack, pack: Pack, example: Example) -> Example:
    """A sheet of two packs as one of either: what only the other one asks is left out."""
    values = dict(zip(joint.question_by_id, example.sheet, strict=True))
    sheet = []
    for question in pack.questions:
        value = values[question.id]
        ids = domain_of(joint.question_by_id[question.id]).values[value].ids if value >= 0 else None
        sheet.append(ABSENT if ids is None else domain_of(question).index[ids])
    return replace(example, sheet=tuple(sheet))


def step_words(pack: Pack, finding: Finding) -> list[str]:
    """In what the second of two sheets differs from the first, with the questions that are switched."""
    first, second = finding.examples
    changed = [
        question.id
        for question, one, other in zip(pack.questions, first.sheet, second.sheet, strict=True)
        if one != other
    ]
    words = [
        f"{pack.question_by_id[question].short}: {answer_label(pack, first, question)}, "
        f"now {answer_label(pack, second, question)}"
        for question in changed
    ]
    if isinstance(finding, WrongWay) and finding.turned.what == "question":
        for questions, how in (
            (finding.turned.on, "counts only now"),
            (finding.turned.off, "counts no more"),
        ):
            words += [
                f"{pack.question_by_id[each].short}: {answer_label(pack, second, each)}, {how}"
                for each in questions
            ]
    before = dict(first.bands)
    return words + [
        f"{pack.rules.dimensions[name].title}: {before.get(name, '–')}, now {band}"
        for name, band in second.bands
        if before.get(name) != band
    ]


def _band(pack: Pack, example: Example, dimension: str, told: str) -> Shown:
    """A band with the answers that bring most of its points."""
    points, _ = _points(pack, example, dimension)
    most = sorted((one for one in points if points[one]), key=lambda one: -points[one])
    if not most:
        return Shown(f"{told}, with every answer at its lowest")
    labels = tuple(
        f"{pack.question_by_id[one].short}: {answer_label(pack, example, one)}" for one in most[:_FEW]
    )
    return Shown(f"{told}, as with", labels, len(most) - len(labels))


def _band_reached(pack: Pack, example: Example, dimension: str) -> Band:
    """The band of a dimension on a complete sheet."""
    points, possible = _points(pack, example, dimension)
    return BANDS[band_index((sum(points.values()), possible), pack.rules.dimensions[dimension].bands)]


def _points(pack: Pack, example: Example, dimension: str) -> tuple[dict[str, int], int]:
    """The points of each answer that counts in a dimension, and the most that such answers could bring."""
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
    weights = pack.rules.dimensions[dimension].weights
    possible = sum(weights[question] * engine.domain_by_id[question].max_level for question in points)
    return points, possible


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
