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
from advisor.economics.inputs import Situation, gather
from advisor.economics.tco import Request, Subject, estimate, quantity_behind
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


def work_out(task: Task, book: PriceBook) -> Outcome:
    """What a workload costs.

    Raises:
        AdvisorError: it cannot be told; the text says why.
    """
    source = Source(name="economics")
    check_economics(source, task.economics, book, [each.id for each in task.assessment.workloads])
    if source.problems:
        raise UnusableInput(source.problems)
    request, hint = request_for(
        task.pack, book, task.assessment, task.recommendation, task.economics, overrides=task.tried
    )
    subject = next((each for each in request.subjects if each.workload.id == task.workload), None)
    if subject is None:
        raise AdvisorError("There is no such workload any more.")
    found = estimate(replace(request, subjects=(subject,)))
    return Outcome(
        task,
        found,
        found.workloads[0],
        subject.profile.volume,
        quantity_behind(book.needs.utilisation),
        hint,
        (*found.workloads[0].inputs, *_times(request, subject)),
    )


def _times(request: Request, subject: Subject) -> tuple[Figure, ...]:
    """Horizon, lead time and discount rate: no cost follows from them alone, yet they are stated."""
    needs = request.book.needs
    inputs = gather(
        Situation(
            book=request.book,
            economics=request.economics,
            workload=subject.workload.id,
            profile=subject.profile,
            accelerator=request.economics.accelerator or subject.profile.accelerator,
            as_of=request.as_of,
            questions=request.pack.question_by_id,
            answers=subject.answers,
            overrides=request.overrides,
        )
    ).shared
    names = (quantity_behind(each) for each in (needs.horizon, needs.lead_time, needs.discount))
    return tuple(inputs[name].figure() for name in names if name in inputs)
