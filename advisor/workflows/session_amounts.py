"""Edits of what an assessment states about money: each returns a new assessment and leaves the old one be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from advisor.model.stated import Economics, Given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.model.assessment import Assessment


class Place(NamedTuple):
    """Where an amount is stated; without workload and alternative, for the organisation and all of them."""

    quantity: str
    workload: str | None = None
    alternative: str | None = None


def stated(economics: Economics, place: Place) -> Given | None:
    """The amount that is stated at exactly this place."""
    return _holder(economics, place).get(place.quantity)


def with_amounts(assessment: Assessment, changes: Mapping[Place, Given | None]) -> Assessment:
    """The assessment with other amounts; None takes one away."""
    economics = assessment.economics or Economics()
    values = dict(economics.values)
    alternatives = {name: dict(amounts) for name, amounts in economics.alternatives.items()}
    workloads = {name: dict(amounts) for name, amounts in economics.workloads.items()}
    for place, given in changes.items():
        if place.alternative is not None:
            holder = alternatives.setdefault(place.alternative, {})
        elif place.workload is not None:
            holder = workloads.setdefault(place.workload, {})
        else:
            holder = values
        if given is not None:
            holder[place.quantity] = given
        else:
            holder.pop(place.quantity, None)
    update = {
        "values": values,
        "alternatives": {name: amounts for name, amounts in alternatives.items() if amounts},
        "workloads": {name: amounts for name, amounts in workloads.items() if amounts},
    }
    return with_economics(assessment, economics.model_copy(update=update))


def with_economics(assessment: Assessment, economics: Economics) -> Assessment:
    """The assessment with another section about money."""
    return assessment.model_copy(update={"economics": worth_keeping(economics)})


def worth_keeping(economics: Economics) -> Economics | None:
    """The section, or None when it states nothing."""
    return None if economics == Economics() else economics


def _holder(economics: Economics, place: Place) -> Mapping[str, Given]:
    if place.alternative is not None:
        return economics.alternatives.get(place.alternative, {})
    if place.workload is not None:
        return economics.workloads.get(place.workload, {})
    return economics.values
