"""What the computing of one alternative costs year by year, as steps of a workbook: charges and rent.

Servers of one's own, and a mix with a rented peak, are in ``computing_owned``. The sums are those of
``advisor.economics``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.model.stated import Depreciation
from advisor.model.units import HOURS_A_YEAR
from advisor.reporting.xlsx.calculation import Block, Years
from advisor.reporting.xlsx.formula import Constant, Expression, total
from advisor.reporting.xlsx.functions import greatest

HOURS = Fraction(HOURS_A_YEAR)


@dataclass(frozen=True, slots=True)
class Span:
    """The years, and how machines are written off over them."""

    lengths: tuple[Fraction, ...]
    """In years; all 1 but perhaps the last."""
    method: Depreciation

    @property
    def count(self) -> int:
        """How many years there are columns for."""
        return len(self.lengths)

    def of(self, year: int, amount: Expression) -> Expression:
        """What a year has of an amount for a whole one."""
        length = self.lengths[year]
        return amount if length == 1 else amount * length


@dataclass(frozen=True, slots=True)
class Computing:
    """The computing of every year; None for what this way of computing never has."""

    serving: Years
    learning: Years
    development: Years
    idle: Years | None = None
    idle_learning: Years | None = None
    forgone: Years | None = None
    useful: Years | None = None
    """Hours that do work."""
    held: Years | None = None
    """Hours that are paid for."""
    servers: Years | None = None
    hardware: Years | None = None
    purchases: Years | None = None
    resale: Years | None = None

    def running(self, year: int) -> Expression:
        """Cash of a year apart from buying and selling machines."""
        parts = (self.serving, self.learning, self.development, self.idle, self.idle_learning)
        found = total([each[year] for each in parts if each is not None])
        return found if self.hardware is None else found - self.hardware[year]


Fields = Mapping[str, Expression]
"""The cells of what a way of computing needs, by the names of ``Machines``."""


def charged(block: Block, m: Fields, factors: Years, span: Span) -> Computing:
    """Charges by use."""
    return Computing(
        serving=block.yearly(
            "Charges for answers", [span.of(y, m["api_serving"] * factors[y]) for y in block.years]
        ),
        learning=block.yearly(
            "Charges for training and tuning",
            [span.of(y, m["api_learning"] * factors[y]) for y in block.years],
        ),
        development=block.yearly(
            "Charges for development and tests", [span.of(y, m["api_development"] * 1) for y in block.years]
        ),
    )


@dataclass(frozen=True, slots=True)
class Demand:
    """Accelerator hours a year: worked, and held."""

    serving: Years
    learning: Years
    development: Expression
    held: Years
    """For serving."""
    queued: Years | None
    """For all else, where a machine that is not busy is held."""
    standby: Expression
    """Of those held for serving, what is held however few requests come."""

    def useful(self, year: int) -> Expression:
        """Hours that do work."""
        return self.serving[year] + self.learning[year] + self.development


def demand(
    block: Block,
    m: Fields,
    factors: Years,
    *,
    use: str = "utilisation",
    share: Expression | None = None,
    standby: bool = True,
    said: str = "",
) -> Demand:
    """What work needs; ``share`` is the part of it that these machines take, in words ``said``."""

    def part_of(amount: Expression) -> Expression:
        return amount if share is None else amount * share

    ready = m["standby"] * HOURS if standby else Constant(0)
    serving = block.yearly(
        f"Hours that answers need{said}", [part_of(m["serving"] * factors[y]) for y in block.years]
    )
    learning = block.yearly(
        f"Hours of training and tuning{said}", [part_of(m["learning"] * factors[y]) for y in block.years]
    )
    development = (
        m["development"]
        if share is None
        else block.amount(f"Hours of development and tests{said}", part_of(m["development"]))
    )
    needed = [serving[y] / m[use] for y in block.years]
    held = block.yearly(
        f"Hours held for answers{said}", [greatest([each, ready]) if standby else each for each in needed]
    )
    queued = None
    if standby:
        queued = block.yearly(
            f"Hours held for all else{said}",
            [(learning[y] + development) / m[use] for y in block.years],
        )
    return Demand(serving, learning, development, held, queued, ready)


def rented(block: Block, m: Fields, need: Demand, span: Span, said: str = "") -> Computing:
    """Machines by the hour; training and tests give theirs back, so that only answers leave some idle."""
    rate = m["rental_rate"]

    def paid(what: str, hours: Sequence[Expression]) -> Years:
        return block.yearly(what + said, [span.of(y, hours[y] * rate) for y in block.years])

    idle = [need.held[y] - need.serving[y] for y in block.years]
    return Computing(
        serving=paid("Rent for answers", need.serving.refs),
        learning=paid("Rent for training and tuning", need.learning.refs),
        development=paid("Rent for development and tests", [need.development for _ in block.years]),
        idle=paid("Rent of idle hours", idle),
        useful=block.yearly(f"Hours that do work{said}", [span.of(y, need.useful(y)) for y in block.years]),
        held=block.yearly(
            f"Hours that are paid{said}", [span.of(y, need.useful(y) + idle[y]) for y in block.years]
        ),
    )
