"""Inputs that a person stated: with a slider, for a workload, or for all of them."""

from __future__ import annotations

from advisor.economics.situation import Input, Situation
from advisor.model.construct import constructed
from advisor.model.economics import Origin, Provenance
from advisor.model.price import Quantity
from advisor.model.question import Scope
from advisor.model.stated import Given
from advisor.model.units import unit


def is_given(situation: Situation, name: str, quantity: Quantity) -> bool:
    """Whether somebody stated the quantity for the workload, or for all of them."""
    return statement(situation, name, quantity) is not None


def statement(situation: Situation, name: str, quantity: Quantity) -> Given | None:
    """What was stated of a quantity, what counts most first; None where nothing was."""
    economics = situation.economics
    if name in situation.overrides:
        return situation.overrides[name]
    if quantity.scope is Scope.WORKLOAD:
        of_workload = economics.workloads.get(situation.workload)
        if of_workload is not None and name in of_workload:
            return of_workload[name]
    return economics.values.get(name)


def stated(situation: Situation, name: str, quantity: Quantity) -> Input | None:
    """A quantity as it was stated; None where it was not."""
    given = statement(situation, name, quantity)
    return None if given is None else of_given(situation, name, quantity, given, None)


def of_given(
    situation: Situation, name: str, quantity: Quantity, given: Given, alternative: str | None
) -> Input:
    """An amount that a person wrote, in the unit of the quantity; it says so where that is another one."""
    written = unit(given.unit)
    low, high = given.low, given.high
    own = situation.unit(quantity.unit)
    source = given.source or "stated in the assessment"
    if (written.scale, written.inverse) != (own.scale, own.inverse):
        source += f", as {_as_written(given)}"
    return Input(
        name,
        quantity.title,
        own,
        written.to_base(given.typical if low is None else low),
        written.to_base(given.typical),
        written.to_base(given.typical if high is None else high),
        constructed(Provenance, origin=Origin.GIVEN, source=source),
        alternative,
    )


def _as_written(given: Given) -> str:
    """An amount in the unit that a person wrote, for it is shown in another one."""
    low = given.typical if given.low is None else given.low
    high = given.typical if given.high is None else given.high
    ends = "" if low == high else f" ({low:f} to {high:f})"
    return f"{given.typical:f}{ends} {given.unit}".rstrip()
