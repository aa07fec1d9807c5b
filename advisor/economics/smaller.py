"""Owned servers that stand all but idle, and a cheaper server of the table that would serve the load."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from advisor.economics.case import Case
from advisor.economics.cost_lines import cents
from advisor.economics.formulas import ZeroDenominator
from advisor.economics.inputs_stated import is_given
from advisor.economics.situation import Situation
from advisor.economics.tables import looked_up
from advisor.economics.wanting import MissingInput
from advisor.model.construct import constructed
from advisor.model.economics import OwnedServers, SmallerServer
from advisor.model.price import Compute, LookUp

_IDLE = Decimal("0.1")
"""Servers that do useful work in a smaller share of their hours are far too large for the load."""


def owned_servers(
    situation: Situation, cases: Mapping[str, Case], again: Callable[[Situation, str], Case]
) -> tuple[OwnedServers, ...]:
    """The servers of each alternative that owns them all, with a smaller one where they stand all but idle.

    ``again`` builds the case of an alternative in another situation.
    """
    found = []
    for name, case in cases.items():
        if case.alternative.compute is not Compute.OWNED:
            continue
        first = case.computing()[0]
        use = first.useful_hours / first.held_hours if first.held_hours else None
        if use is None:
            continue
        smaller = _smaller(situation, name, case, again) if use < _IDLE else None
        found.append(
            constructed(
                OwnedServers,
                alternative=name,
                accelerator=situation.book.accelerators[situation.accelerator].title,
                servers=first.servers,
                accelerators=int(case.machines.server_size),
                price=cents(case.machines.server_price),
                utilisation=use,
                smaller=smaller,
            )
        )
    return tuple(found)


def _smaller(
    situation: Situation, name: str, case: Case, again: Callable[[Situation, str], Case]
) -> SmallerServer | None:
    """The cheapest server of the table with which the alternative costs less; None where none does.

    None as well where the reader chose the accelerator, or stated a figure that belongs to one.
    """
    if situation.economics.accelerator is not None or not _known_elsewhere(situation, case):
        return None
    if _stated(situation):
        return None
    tried = []
    for key, accelerator in situation.book.accelerators.items():
        price = looked_up(accelerator, LookUp.SERVER_PRICE, situation.as_of, None)
        speed = looked_up(accelerator, LookUp.THROUGHPUT, situation.as_of, None)
        if price is not None and speed is not None and key != situation.accelerator:
            tried.append((price.range.typical, key))
    for _, key in sorted(tried):
        other = replace(situation, accelerator=key)
        try:
            found = again(other, name)
        except (MissingInput, ZeroDenominator):
            continue  # the table does not tell what it does in an hour, or what it draws
        if found.machines.server_price >= case.machines.server_price:
            return None
        if found.total() < case.total():
            accelerator = situation.book.accelerators[key]
            return constructed(
                SmallerServer,
                id=key,
                title=accelerator.title,
                memory=accelerator.memory,
                accelerators=int(found.machines.server_size),
                total=cents(found.total()),
            )
    return None


def _known_elsewhere(situation: Situation, case: Case) -> bool:
    """Whether the table tells how fast each accelerator does this work.

    Hours of training are those of the accelerator that they were counted on.
    """
    speeds = (
        name
        for name, quantity in situation.book.quantities.items()
        if quantity.look_up is LookUp.THROUGHPUT and name not in situation.profile.values
    )
    return not case.learns and any(name in case.rests_on for name in speeds)


def _stated(situation: Situation) -> bool:
    """Whether a figure that the table has by accelerator is stated, and so belongs to another one."""
    hosted = (LookUp.INPUT_PRICE, LookUp.OUTPUT_PRICE)
    return any(
        is_given(situation, name, quantity)
        for name, quantity in situation.book.quantities.items()
        if quantity.look_up is not None and quantity.look_up not in hosted
    )


def server_words(owned: OwnedServers, title: str, total: Decimal, number: Callable[[Decimal], str]) -> str:
    """Which servers an alternative is counted with, how idle they are, and what a smaller one would cost.

    Args:
        owned: the servers.
        title: what the alternative is called.
        total: what it costs.
        number: writes an amount without its unit.
    """
    many = f"{owned.servers} server{'s' if owned.servers > 1 else ''}"
    use = number((owned.utilisation * 100).quantize(Decimal("0.01")))
    said = (
        f"{title} is counted with {many} of {owned.accelerators} {owned.accelerator} at {number(owned.price)}"
        f"{' each' if owned.servers > 1 else ''}, which work {use} % of their hours in the first year."
    )
    if owned.utilisation >= _IDLE:
        return said
    said += " They are far too large for the load."
    smaller = owned.smaller
    if smaller is None:
        return said
    return (
        f"{said} With the smallest that the table has figures for, {smaller.accelerators} {smaller.title}"
        f" ({number(smaller.memory)} GB each, if the model fits), it would cost {number(smaller.total)}"
        f" instead of {number(total)}: state “accelerator: {smaller.id}” to count with it."
    )
