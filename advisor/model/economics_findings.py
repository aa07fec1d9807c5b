"""What follows from the costs of alternatives: break-even, ranges, timing, returns, values of KPIs."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from advisor.model.base import Model
from advisor.model.price import Benefit


class CrossingKind(StrEnum):
    """Along what two cost curves are compared."""

    VOLUME = "volume"
    UTILISATION = "utilisation"
    MONTH = "month"


class Crossing(Model):
    """Where one alternative becomes the cheaper of two."""

    kind: CrossingKind
    alternative: str
    """Becomes the cheaper one …"""
    against: str
    """… of these two."""
    at: Decimal | None
    """Volume (in the unit of the volume), share or month from which on; None when never, or always."""
    state: Literal["crosses", "always", "never"]
    """``always`` and ``never`` hold within the range that was looked at."""
    low: Decimal
    high: Decimal
    """The range that was looked at."""
    reached_month: int | None = None
    """Along the volume: months until growth takes today's volume there; None when not within ten years."""
    reached_on: datetime.date | None = None
    """The same as a day, counted from the day of the prices."""


class HoursOfUse(Model):
    """After how many hours of use a server has paid for itself, machines alone: no people, no tools."""

    owned: str
    """The alternative whose server it is …"""
    rented: str
    """… against renting as many accelerators by the hour."""
    accelerators: int
    purchase: Decimal
    rented_hour: Decimal
    operating_hour: Decimal
    """Energy, space and support of the own server."""
    hours: Decimal | None
    """None when a rented hour costs no more than an own one."""
    months: Decimal | None
    """The hours around the clock."""
    utilisation: Decimal
    months_in_use: Decimal | None
    """The hours at that utilisation."""


class SmallerServer(Model):
    """A server of the table that costs less and serves the load, too."""

    id: str
    """The accelerator's, by which an assessment asks for it."""
    title: str
    memory: Decimal
    """GB of one accelerator; whether the model fits is not known."""
    accelerators: int
    total: Decimal
    """What the alternative costs over the horizon with such servers."""


class OwnedServers(Model):
    """The servers that an alternative is counted with in its first year."""

    alternative: str
    accelerator: str
    servers: int
    accelerators: int
    """In one server."""
    price: Decimal
    """Of one server."""
    utilisation: Decimal
    """Useful hours of held hours, in the first year."""
    smaller: SmallerServer | None
    """Where they stand all but idle; None where they do not, or nothing smaller is known to serve."""


class CurvePoint(Model):
    """Cost a month of each alternative at one volume."""

    volume: Decimal
    costs: dict[str, Decimal]


class Cumulative(Model):
    """Money spent up to the end of each month, without what a sale of machines would bring."""

    alternative: str
    months: tuple[Decimal, ...]
    """The first entry is the start."""


class Swing(Model):
    """What the range of one input does to the cost of one alternative."""

    quantity: str
    title: str
    alternative: str
    low: Decimal
    """Total at the low end of the input."""
    high: Decimal
    """Total at the high end of the input."""

    @property
    def width(self) -> Decimal:
        """How much the total moves."""
        return abs(self.high - self.low)


class SwitchOver(Model):
    """From which value on of a single input another alternative costs less, all else being typical."""

    quantity: str
    alternative: str | None
    """Whose own figure it is; None where it holds for all."""
    at: Decimal
    """In the input's unit, within its range; at this value the other one costs less."""
    above: bool
    """Whether it is more, and not less, of the input that turns the comparison."""
    cheaper: str


class Standing(Model):
    """Whether the alternative that is cheapest with typical figures stays so within the ranges."""

    cheapest: str
    runner_up: str | None
    state: Literal["refuted", "held"]
    """``refuted``: a case is told in which another is cheaper; ``held``: none of the cases tried is one. The
    latter is no proof, because costs move in steps where servers are whole."""
    when: dict[str, Decimal] = Field(default_factory=dict)
    """Input id to its value in that case, in the input's unit; of inputs that hold for all alternatives."""
    when_own: dict[str, dict[str, Decimal]] = Field(default_factory=dict)
    """Alternative id to the same of inputs of its own."""
    cheaper_then: str | None = None
    switch_over: SwitchOver | None = None
    """Of the single input that turns the comparison soonest; None where none does within its range."""


class YearAdvice(Model):
    """The alternative that costs least in one year of the plan."""

    year: int
    cheapest: str
    costs: dict[str, Decimal]


class Start(Model):
    """What ordering machines in a certain month costs over the horizon."""

    order: int
    """Month of the order; 0 is now."""
    arrives: int
    total: Decimal
    more: Decimal
    """Compared with the best month."""


class Timing(Model):
    """What investing earlier or later costs."""

    owned: str
    """The alternative that is bought into."""
    until: str
    """The alternative that is used until then."""
    lead_time: int
    """Months."""
    starts: tuple[Start, ...]
    never: Decimal
    """Cost of staying with ``until``."""
    best: int | None
    """Month in which to order; None when never is cheapest."""
    late: bool
    """Whether machines ordered now would arrive after the horizon."""


class Move(Model):
    """What the way costs from the alternative advised for now to the one advised as the target."""

    now: str
    target: str
    month: int | None
    """Month from which on the target can be used at the earliest: machines ordered today have to arrive.
    None where they arrive after the horizon has ended."""
    total: Decimal | None
    """Over the horizon, moving in that month; None without one."""


class Return(Model):
    """What one alternative brings for what it costs."""

    alternative: str
    benefits: dict[Benefit, Decimal]
    benefit: Decimal
    cost: Decimal
    roi: Decimal | None
    npv: Decimal
    payback: int | None
    """Month in which the benefits have paid for everything so far; None when not within the horizon."""
    roi_with: dict[Benefit, Decimal] = Field(default_factory=dict)
    """Return with the benefits up to this kind: direct alone, indirect as well, strategic as well."""


class Advised(Model):
    """What the rules advise, beside the money."""

    now: str | None
    target: str | None
    answered: bool = True
    """Whether any question is answered; without answers the rules advise nothing."""
    decided: bool = True
    """Whether all completions of open answers lead to the same advice."""


class RaisedWarning(Model):
    """Where the money disagrees with the rules, in the pack's words."""

    id: str
    severity: str
    message: str
    do: str


class RigourAdvice(Model):
    """How much examination the sum at stake deserves."""

    stake: Decimal
    title: str
    do: str


class KpiValue(Model):
    """A KPI of the catalogue with its value, or with what is missing for one."""

    kpi: str
    title: str
    unit: str
    alternative: str
    value: Decimal | None
    target: str | None
    """The target of the stage, in words."""
    verdict: Literal["met", "missed"] | None
    """None without a value or without a target in figures."""
    missing: tuple[str, ...]
    """Titles of the inputs that are missing."""
