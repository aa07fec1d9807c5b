"""A server of one's own as steps of a workbook: its price each year, what is written off, what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from advisor.economics.depreciation import MACRS_5
from advisor.model.stated import Depreciation
from advisor.reporting.xlsx.calculation import Block, Years
from advisor.reporting.xlsx.computing import Fields, Span
from advisor.reporting.xlsx.formula import Constant, Expression, total
from advisor.reporting.xlsx.functions import call, greatest, if_
from advisor.reporting.xlsx.quantities import product


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
