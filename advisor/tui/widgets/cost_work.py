"""What the screen of costs computes: prices read once, then one workload at a time, off the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from advisor.content.check_economics import check_economics
from advisor.content.locations import pack_folder
from advisor.content.prices import load_prices
from advisor.content.yaml_reader import Source
from advisor.economics.tco import (
    OneWorkload,
    Request,
    Subject,
    estimate_of,
    prepared,
    quantity_behind,
)
from advisor.errors import AdvisorError, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.economics import Estimate, Figure, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.model.price import PriceBook
from advisor.model.recommendation import Recommendation
from advisor.model.stated import Economics, Given
from advisor.workflows.tco import request_for


@dataclass(frozen=True, slots=True)
class Task:
    """All that the costs of a workload depend on."""

    pack: Pack
    assessment: Assessment
    recommendation: Recommendation
    economics: Economics
    workload: str
    tried: Mapping[str, Given]
    """Quantity id to the amount that a slider stands at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task came to."""

    task: Task
    estimate: Estimate
    cost: WorkloadEstimate
    volume: str
    """The quantity that grows."""
    utilisation: str | None
    """The quantity that says how much of the held capacity does useful work."""
    hint: str | None
    figures: tuple[Figure, ...]
    """The inputs of the costs, and those that say over which time they are counted."""


def read_book(reference: str, near: Path | None) -> PriceBook:
    """The prices of a pack.

    Raises:
        UnusableInput: it has none, or they cannot be used.
    """
    return _book(pack_folder(reference, near).resolve())


@lru_cache(maxsize=4)
def _book(folder: Path) -> PriceBook:
    return load_prices(folder)


Kept = dict[str, tuple[Assessment, OneWorkload]]
"""Workload to what was prepared for it, for as long as the assessment stays the same object."""


def work_out(task: Task, book: PriceBook, kept: Kept | None = None) -> Outcome:
    """What a workload costs, and all of them together.

    ``kept`` holds what was prepared for the other workloads, so that a slider waits for one of them only.

    Raises:
        AdvisorError: it cannot be told; the text says why.
    """
    source = Source(name="economics")
    check_economics(source, task.economics, book, [each.id for each in task.assessment.workloads])
    if source.problems:
        raise UnusableInput(source.problems)
    request, hint = request_for(task.pack, book, task.assessment, task.recommendation, task.economics)
    subject = next((each for each in request.subjects if each.workload.id == task.workload), None)
    if subject is None:
        raise AdvisorError("There is no such workload any more.")
    shown = prepared(replace(request, overrides=task.tried), subject)
    others = {} if kept is None else kept
    ones = [
        shown if each is subject else _prepared(task.assessment, request, each, others)
        for each in request.subjects
    ]
    found = estimate_of(request, ones, only=task.workload)
    return Outcome(
        task,
        found,
        found.workloads[0],
        subject.profile.volume,
        quantity_behind(book.needs.utilisation),
        hint,
        (*found.workloads[0].inputs, *_times(book, shown)),
    )


def _prepared(assessment: Assessment, request: Request, subject: Subject, kept: Kept) -> OneWorkload:
    name = subject.workload.id
    known = kept.get(name)
    if known is None or known[0] is not assessment:
        known = kept[name] = (assessment, prepared(request, subject))
    return known[1]


def _times(book: PriceBook, one: OneWorkload) -> tuple[Figure, ...]:
    """Horizon, lead time and discount rate: no cost follows from them alone, yet they are stated."""
    inputs = one.inputs.shared
    names = (
        quantity_behind(each) for each in (book.needs.horizon, book.needs.lead_time, book.needs.discount)
    )
    return tuple(inputs[name].figure() for name in names if name in inputs)
