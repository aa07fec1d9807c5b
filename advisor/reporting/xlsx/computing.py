"""What the computing of one alternative costs year by year, as steps of a workbook.

The same sums as ``advisor.economics.machines``, written as formulas; where the engine takes a branch, the
formula has it, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.economics.depreciation import MACRS_5
from advisor.model.stated import Depreciation
from advisor.model.units import HOURS_A_YEAR
from advisor.reporting.xlsx.calculation import Block, Years
from advisor.reporting.xlsx.formula import Constant, Expression, total
from advisor.reporting.xlsx.functions import call, greatest, if_
from advisor.reporting.xlsx.quantities import product

HOURS = Fraction(HOURS_A_YEAR)
_DIGITS = 9
"""Decimals beyond which a number of servers is taken for whole: files keep no more than 15 digits."""


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


@dataclass(frozen=True, slots=True)
class Server:
    """What one server comes to, by the year in which it is bought."""

    used: Years
    """1 while a server is used after so many years, from none on; then 0."""
    price: Years
    lost: Years
    """Price less what it brings in the end."""
    written: tuple[Years, ...]
    """By year of purchase: shares of the loss, year by year."""
    ends: tuple[Years, ...]
    """By year of purchase: 1 in the year at whose end it is sold."""
    years: Years
    """How long it is used within the horizon."""
    forgone: tuple[Years, ...]
    """By year of purchase: return forgone, year by year."""


def server(block: Block, m: Fields, resale: Sequence[Expression], span: Span) -> Server:
    """What buying one server means in each of the years."""
    years = block.years
    life = block.amount("Years of use of a server", greatest([_to_even(m["life"]), 1]))
    used = block.yearly("In use after so many years", [if_(life.above(age), 1, 0) for age in years])
    price = block.begin("Price of a server")
    for _ in years:
        before = price.so_far()
        price.add(before[-1] * (1 - m["price_decline"]) if before else m["server_price"] * 1)
    prices = price.done()
    length = block.yearly(
        "Years of use of what is bought then",
        [total([span.of(y, used[y - bought]) for y in years if y >= bought]) for bought in years],
    )
    share = block.yearly(
        "Share of the price that it brings at the end", [_resale(length[y], resale) for y in years]
    )
    lost = block.yearly("Loss of value of one server", [prices[y] * (1 - share[y]) for y in years])
    ends, written, forgone = [], [], []
    for bought in years:
        name = f"bought in year {bought + 1}"
        last = block.yearly(
            f"Sold at the end of the year, {name}",
            [
                0
                if y < bought
                else used[y - bought] * 1
                if y + 1 == span.count
                else used[y - bought] - used[y - bought + 1]
                for y in years
            ],
        )
        ends.append(last)
        made = block.begin(f"Share written off, {name}")
        for y in years:
            made.add(0 if y < bought else _share(span, made.so_far(), bought, y, used, length, last))
        shares = made.done()
        written.append(shares)
        forgone.append(
            block.yearly(
                f"Return forgone on one server, {name}",
                [
                    0
                    if y < bought
                    else product(
                        (
                            used[y - bought],
                            m["capital_cost"],
                            prices[bought] - lost[bought] * _until_middle(shares, bought, y),
                            span.lengths[y],
                        )
                    )
                    for y in years
                ],
            )
        )
    return Server(used, prices, lost, tuple(written), tuple(ends), length, tuple(forgone))


def _to_even(amount: Expression) -> Expression:
    """The nearest whole number, of two the even one, as the engine has it; applications go up."""
    near = call("ROUND", amount, 0)
    return if_((near - amount).equals(Fraction(1, 2)), call("ROUND", amount / 2, 0) * 2, near)


def _until_middle(shares: Years, bought: int, year: int) -> Expression:
    half: Expression = shares[year] / 2
    return half if year == bought else call("SUM", shares.until(year)) + half


def _share(
    span: Span,
    before: Sequence[Expression],
    bought: int,
    year: int,
    used: Years,
    length: Years,
    last: Years,
) -> Expression:
    """The part of a loss that a year carries."""
    if span.method is not Depreciation.MACRS_5:
        return span.of(year, used[year - bought]) / length[bought]
    age = year - bought
    usual = span.of(year, used[age] * Fraction(MACRS_5[age])) if age < len(MACRS_5) else Constant(0)
    return if_(last[year].equals(1), 1 - total(list(before[bought:])), usual)


def _resale(age: Expression, curve: Sequence[Expression]) -> Expression:
    """Share of the price after so many years: straight lines between points, and falling on after them."""
    points: list[Expression] = [Constant(1), *curve]
    end = len(points) - 1
    fall = greatest([points[-2] - points[-1], 0])
    found: Expression = greatest([points[-1] - fall * (age - end), 0])
    for whole in reversed(range(end)):
        line = points[whole] + (points[whole + 1] - points[whole]) * (age - whole)
        found = if_(age.below(whole + 1), line, found)
    return found


def bought_for(
    block: Block, hours: Sequence[Expression], size: Expression, used: Years, said: str = ""
) -> Years:
    """Servers that are bought each year so that there are enough for so many hours."""
    made = block.begin(f"Servers bought{said}")
    for year in block.years:
        made.add(more_servers(hours[year], size, used, year, made.so_far()))
    return made.done()


def more_servers(
    hours: Expression, size: Expression, used: Years, year: int, before: Sequence[Expression]
) -> Expression:
    """Servers that lack in a year for so many hours; ``before`` are those bought in the years before."""
    needed = call("ROUNDUP", call("ROUND", hours / (size * HOURS), _DIGITS), 0)
    there = [count * used[year - bought] for bought, count in enumerate(before)]
    return greatest([needed - total(there) if there else needed, 0])


def owned(block: Block, m: Fields, need: Demand, one: Server, span: Span) -> Computing:
    """Servers of one's own."""
    years = block.years
    queued = need.queued
    hours = [need.held[y] + queued[y] if queued is not None else need.held[y] for y in years]
    bought = bought_for(block, hours, m["server_size"], one.used)
    standing = block.yearly(
        "Servers that stand there",
        [total([bought[b] * one.used[y - b] for b in range(y + 1)]) for y in years],
    )
    purchases = block.yearly("Paid for servers", [bought[y] * one.price[y] for y in years])
    resale = block.yearly(
        "Brought by selling servers",
        [
            total([bought[b] * (one.price[b] - one.lost[b]) * one.ends[b][y] for b in range(y + 1)])
            for y in years
        ],
    )
    hardware = block.yearly(
        "Written off",
        [total([bought[b] * one.lost[b] * one.written[b][y] for b in range(y + 1)]) for y in years],
    )
    forgone = block.yearly(
        "Return forgone on tied-up capital",
        [total([bought[b] * one.forgone[b][y] for b in range(y + 1)]) for y in years],
    )
    each = running_of(block, m)
    spent = block.yearly("Spent on servers", [hardware[y] + span.of(y, standing[y] * each) for y in years])
    held = block.yearly(
        "Hours that servers offer", [span.of(y, standing[y] * m["server_size"] * HOURS) for y in years]
    )
    rate = block.yearly(
        "Cost of an hour that is offered",
        [if_(held[y].equals(0), 0, span.of(y, spent[y] * 1) / held[y]) for y in years],
    )
    serving = block.yearly("Own machines for answers", [need.serving[y] * rate[y] for y in years])
    learning = block.yearly(
        "Own machines for training and tuning", [need.learning[y] * rate[y] for y in years]
    )
    development = block.yearly(
        "Own machines for development and tests", [need.development * rate[y] for y in years]
    )
    idle_all = block.yearly(
        "Idle hours of own machines",
        [
            if_(
                held[y].equals(0),
                0,
                greatest([spent[y] - (serving[y] + learning[y] + development[y]), 0]),
            )
            for y in years
        ],
    )
    taken = [_taken(need, y) for y in years]
    idle_learning = block.yearly(
        "Of these, on account of training and tuning",
        [
            if_(
                need.learning[y].equals(0),
                0,
                idle_all[y] * need.learning[y] / (need.learning[y] + taken[y]),
            )
            for y in years
        ],
    )
    idle = block.yearly("The rest, on account of answers", [idle_all[y] - idle_learning[y] for y in years])
    return Computing(
        serving=serving,
        learning=learning,
        development=development,
        idle=idle,
        idle_learning=idle_learning,
        forgone=forgone,
        useful=block.yearly("Hours that do work", [span.of(y, need.useful(y)) for y in years]),
        held=held,
        servers=standing,
        hardware=hardware,
        purchases=purchases,
        resale=resale,
    )


def _taken(need: Demand, year: int) -> Expression:
    """Hours on account of answers: those they work, and at least those a machine stands ready for them."""
    return greatest([need.serving[year], need.standby])


def running_of(block: Block, m: Fields) -> Expression:
    """What one server costs in a year beside its price."""
    power = m["server_power"] * (m["pue"] * m["power_price"] * HOURS + m["hosting_price"])
    return block.amount("Running one server for a year", power + m["support"] * m["server_price"])


def mixed(block: Block, m: Fields, factors: Years, one: Server, span: Span) -> Computing:
    """An owned base that stays busy, and a rented peak."""
    base = demand(block, m, factors, use="base_utilisation", share=m["base_share"], said=" (owned base)")
    own = owned(block, m, base, one, span)
    rest = block.amount("Share of the work that is rented", 1 - m["base_share"])
    peak = demand(block, m, factors, share=rest, standby=False, said=" (rented peak)")
    rent = rented(block, m, peak, span, " (peak)")

    def joined(what: str, mine: Years | None, theirs: Years | None) -> Years:
        return block.yearly(
            what,
            [total([each[y] for each in (mine, theirs) if each is not None]) for y in block.years],
        )

    return Computing(
        serving=joined("Answers, together", own.serving, rent.serving),
        learning=joined("Training and tuning, together", own.learning, rent.learning),
        development=joined("Development and tests, together", own.development, rent.development),
        idle=joined("Idle hours, together", own.idle, rent.idle),
        idle_learning=own.idle_learning,
        forgone=own.forgone,
        useful=joined("Hours that do work, together", own.useful, rent.useful),
        held=joined("Hours that are held, together", own.held, rent.held),
        servers=own.servers,
        hardware=own.hardware,
        purchases=own.purchases,
        resale=own.resale,
    )
