"""What the reader of an estimate should know beside its figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from advisor.economics.inputs import Inputs
from advisor.economics.inputs_answers import derived
from advisor.economics.inputs_book import from_table
from advisor.economics.situation import Situation
from advisor.model.economics import AlternativeCost, Figure, Origin, Timing
from advisor.model.price import LookUp

_PRICES = (LookUp.SERVER_PRICE, LookUp.RENTAL_RATE)
_IDLE = Decimal("0.00001")
"""Share of held capacity in use below which a volume looks like a slip, or a machine like the wrong one."""
_APART = 5
"""So many times another, a price is hardly one of the same machine."""


def late_notice(times: Iterable[Timing], months: int) -> list[str]:
    """Machines that would arrive after the horizon of so many months."""
    late = next((each for each in times if each.late), None)
    if late is None:
        return []
    return [
        f"Machines ordered today would arrive after {late.lead_time} months, and the horizon ends "
        f"after {months}: owning is no choice within it. Its cost is shown as if they stood there already; "
        "a longer horizon shows what buying would bring."
    ]


def price_notices(situation: Situation, inputs: Inputs, accelerator: str) -> list[str]:
    """Prices that are stated for all workloads, and are far from those of this one's accelerator."""
    for_one = situation.economics.workloads.get(situation.workload, {})
    found = []
    for name, quantity in situation.book.quantities.items():
        given = inputs.shared.get(name)
        if quantity.look_up not in _PRICES or given is None or name in for_one:
            continue
        table = from_table(situation, name, quantity)
        if name not in situation.economics.values or table is None:
            continue
        least, most = sorted((given.typical, table.typical))
        if most > _APART * least:
            stated, listed = (plainly(each.unit.from_base(each.typical)) for each in (given, table))
            found.append(
                f"“{quantity.title}” is stated for all workloads as {stated} {given.unit.text}; the "
                f"table has {listed} for {accelerator}. State it for the workloads it is of."
            )
    return found


def answer_notices(situation: Situation, inputs: Inputs) -> list[str]:
    """Figures that are stated, and of which an answer tells another number."""
    found = []
    for name, quantity in situation.book.quantities.items():
        given = inputs.shared.get(name)
        if given is None or name in situation.overrides or given.provenance.origin is not Origin.GIVEN:
            continue
        answer = derived(situation, name, quantity)
        if answer is None or given.low <= answer.typical <= given.high:
            continue
        # Options stand for ranges, and a figure of one's own is meant to be closer than those.
        question = situation.questions.get(answer.provenance.question or "")
        if question is None or question.number is None:
            continue
        stated, told = (plainly(each.unit.from_base(each.typical)) for each in (given, answer))
        found.append(
            f"“{quantity.title}” is stated as {stated} {given.unit.text}, and the answer says {told}: costs "
            "count the first, and the advice the second."
        )
    return found


def idle_notice(costs: Iterable[AlternativeCost], title: str, volume: str) -> list[str]:
    """That nearly all of what is paid for stands idle, so that a price for one unit says little.

    Args:
        costs: of the alternatives that are told.
        title: of the quantity that the load is stated as.
        volume: the load with its unit.
    """
    for cost in costs:
        for each in cost.unit_costs:
            if each.years and each.utilisation is not None and each.utilisation < _IDLE:
                price = f"{plainly(each.years[0])} {each.unit}"
                return [
                    f"“{title}” is {volume}: with {cost.title}, less than {100 * _IDLE:.3f} % of what is "
                    f"paid for does useful work. {each.title} ({price}) is then no figure to plan with: "
                    "check the volume first."
                ]
    return []


def age_notice(day: datetime.date, figures: Iterable[Figure]) -> list[str]:
    """Figures that were not known yet on the day whose prices were asked for."""
    dated = ((each.title, each.provenance.as_of) for each in figures)
    younger = {title for title, known in dated if known is not None and known > day}
    if not younger:
        return []
    names = f"{len(younger)} figures are" if len(younger) > 1 else f"“{min(younger)}” is"
    return [
        f"{names} younger than {day.isoformat()}: where nothing is as old, the oldest that is known "
        "is taken. Each figure is shown with its day."
    ]


def plainly(amount: Decimal) -> str:
    """An amount with as many digits as a reader can use."""
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"
