"""Servers of one's own, and an owned base with a rented peak, as steps of a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.reporting.xlsx.calculation import Block, Years
from advisor.reporting.xlsx.computing import HOURS, Computing, Demand, Fields, Span, demand, rented
from advisor.reporting.xlsx.computing_servers import Server
from advisor.reporting.xlsx.formula import Expression, total
from advisor.reporting.xlsx.functions import call, greatest, if_

_DIGITS = 9
"""Decimals beyond which a number of servers is taken for whole: files keep no more than 15 digits."""


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
