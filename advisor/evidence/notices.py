"""What a reader of the figures has to know about the data: named, never hidden."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from advisor.evidence.breakdowns import MORE
from advisor.evidence.series import Series
from advisor.evidence.totals import Totals
from advisor.model.bill import Notice, Unmeasured
from advisor.model.bill_costs import Breakdown

_MOST_NAMED = 5


def plain(amount: Decimal) -> str:
    """An amount for people: thousands apart, six decimals at most."""
    text = f"{amount:,.6f}" if abs(amount) < 1 else f"{amount:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_text(amount: Decimal) -> str:
    """An amount of money for people: two decimals, or six where two would show nothing of it."""
    text = f"{amount:,.2f}"
    return plain(amount) if amount and abs(amount) < Decimal("0.005") else text


def share_text(value: Decimal) -> str:
    """A share for people: ``12.3 %``."""
    return f"{value * 100:,.1f} %"


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _rows_are(count: int) -> str:
    return f"{_rows(count)} {'is' if count == 1 else 'are'}"


def of_currency(totals: Totals, series: Series, breakdowns: Sequence[Breakdown]) -> tuple[Notice, ...]:
    """The notices about one currency."""
    return (*_kinds(totals), *_shares(totals, breakdowns), *_times(totals, series))


def _kinds(totals: Totals) -> Iterator[Notice]:
    def told(code: str, text: str, rows: int, amount: Decimal) -> Notice:
        return Notice(code=code, text=text, rows=rows, amount=amount, currency=totals.currency)

    if totals.negative_rows:
        amount = totals["negative_effective"]
        text = (
            f"{_rows_are(totals.negative_rows)} negative, {money_text(amount)} {totals.currency} in all; "
            "they are counted"
        )
        yield told("negative-rows", text, totals.negative_rows, amount)
    for code, name, what in (
        ("credits", "credit", "credits"),
        ("adjustments", "adjustment", "adjustments"),
        ("purchases", "purchase", "purchases (of commitments, mostly)"),
        (
            "taxes",
            "tax",
            "taxes: in the costs, and left out of the shares of AI, of tags and of teams",
        ),
        ("corrections", "correction", "corrections of earlier bills"),
    ):
        rows, amount = totals.rows[f"{name}_effective"], totals[f"{name}_effective"]
        if rows:
            yield told(
                code, f"{_rows_are(rows)} {what}: {money_text(amount)} {totals.currency}", rows, amount
            )
    for code, name, what in (
        ("long-charges", "long", "for longer than a day, which stand on their first day"),
        ("undated", "undated", "without a time that can be read: in sums, and in no series"),
        ("american-dates", "american", "with dates that have slashes, which are read month first"),
        ("bad-tags", "bad_tags", "with tags that cannot be read, which count as untagged"),
    ):
        rows, amount = totals.rows[f"{name}_effective"], totals[f"{name}_effective"]
        if rows:
            yield told(code, f"{_rows(rows)} {what}", rows, amount)
    if totals.unreadable:
        text = f"{totals.unreadable:,} amounts are no numbers; they count as nothing"
        yield told("unreadable-numbers", text, totals.unreadable, Decimal(0))


def _shares(totals: Totals, breakdowns: Sequence[Breakdown]) -> Iterator[Notice]:
    whole = totals["effective"]
    if whole < 0:
        loss = f"{money_text(whole)} {totals.currency}"
        text = f"effective cost is negative in all ({loss}), so shares of it mislead"
        yield Notice(code="net-negative", text=text, amount=whole, currency=totals.currency)
    if totals["ai_effective"] < 0:
        text = (
            f"AI spend is negative in all ({money_text(totals['ai_effective'])} {totals.currency}): "
            "refunds outweigh use, and so the AI share is below zero"
        )
        rows = totals.rows["ai_effective"]
        yield Notice(
            code="net-negative", text=text, rows=rows, amount=totals["ai_effective"], currency=totals.currency
        )
    untagged = totals["untagged_effective"]
    if totals["spend"] > 0 and untagged < 0:
        text = (
            f"untagged rows add up to less than zero ({money_text(untagged)} {totals.currency}), "
            "so tagged cost is more than 100 % of the whole"
        )
        rows = totals.rows["untagged_effective"]
        yield Notice(code="net-negative", text=text, rows=rows, amount=untagged, currency=totals.currency)
    for each in breakdowns:
        if each.ai_only or each.by not in ("service", "team"):
            continue
        below = [line for line in each.lines if line.cost.effective < 0 and line.name not in (None, MORE)]
        if below:
            names = ", ".join(str(line.name) for line in below[:_MOST_NAMED])
            more = f" and {len(below) - _MOST_NAMED} more" if len(below) > _MOST_NAMED else ""
            amount = sum((line.cost.effective for line in below), Decimal(0))
            rows = sum(line.rows for line in below)
            text = f"negative in all, by {each.by}: {names}{more}"
            yield Notice(code="net-negative", text=text, rows=rows, amount=amount, currency=totals.currency)


def _times(totals: Totals, series: Series) -> Iterator[Notice]:
    if not series.days:
        return
    first, last = min(series.days), max(series.days)
    gaps = missing_days(series)
    if gaps:
        named = ", ".join(day.isoformat() for day in gaps[:_MOST_NAMED])
        more = f" and {len(gaps) - _MOST_NAMED} more" if len(gaps) > _MOST_NAMED else ""
        text = f"{len(gaps):,} days between {first} and {last} have no row: {named}{more}; they count as zero"
        yield Notice(code="missing-days", text=text, currency=totals.currency)
    months = missing_months(series)
    if months:
        text = f"whole months are missing: {', '.join(months[:12])}"
        yield Notice(code="missing-months", text=text, currency=totals.currency)
    if series.hourly and len(series.days) > 2:
        seen: dict[datetime.date, set[int]] = {}
        for day, hour in series.hours:
            seen.setdefault(day, set()).add(hour)
        middle = sorted(len(each) for each in seen.values())[len(seen) // 2]
        partial = [day for day in (first, last) if len(seen[day]) < min(20, middle)]
        if partial and middle >= 20:
            named = " and ".join(f"{day} ({len(seen[day])} hours)" for day in partial)
            text = f"cut off at the edge: {named}"
            yield Notice(code="partial-days", text=text, currency=totals.currency)


def missing_days(series: Series) -> list[datetime.date]:
    """Days inside the period without any row; at most 400, and none for a period that no bill has."""
    if not series.days:
        return []
    first, last = min(series.days), max(series.days)
    count = (last - first).days + 1
    if count > 4000:
        return []
    days = (first + datetime.timedelta(each) for each in range(count))
    return [day for day in days if day not in series.days][:400]


def missing_months(series: Series) -> list[str]:
    """Months inside the period without any row."""
    have = {(day.year, day.month) for day in series.days}
    if not have:
        return []
    (year, month), last = min(have), max(have)
    found: list[str] = []
    while (year, month) < last and len(found) < 1200:
        if (year, month) not in have:
            found.append(f"{year}-{month:02}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


_FEATURES: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("effective cost, and with it all shares of spending", (("EffectiveCost",),)),
    ("billed cost", (("BilledCost",),)),
    ("list cost and the savings rate", (("ListCost",),)),
    ("contracted cost", (("ContractedCost",),)),
    ("the currency: amounts are taken as one", (("BillingCurrency",),)),
    ("usage apart from credits, adjustments and taxes", (("ChargeCategory",),)),
    ("corrections of earlier bills", (("ChargeClass",),)),
    ("coverage and use of commitments", (("CommitmentDiscountStatus",),)),
    ("spot", (("PricingCategory",),)),
    ("tags, and with them who spends and tagged AI", (("Tags",),)),
    ("accounts", (("SubAccountId", "SubAccountName"),)),
    ("the provider", (("ProviderName", "ServiceProviderName"),)),
    ("known AI by the name of its service", (("ServiceName",),)),
    ("AI by the category of its service", (("ServiceCategory",),)),
    ("AI by what is metered, and the direction of tokens", (("SkuMeter", "ChargeDescription"),)),
    ("counts of requests, hours and tokens", (("ConsumedQuantity", "PricingQuantity"),)),
    ("whether rows are by the hour", (("ChargePeriodEnd",),)),
    ("the delay from use to bill", (("BillingPeriodEnd",),)),
)
"""What cannot be told without any of these columns."""


def unmeasured(columns: frozenset[str]) -> tuple[Unmeasured, ...]:
    """What a bill cannot tell for want of columns."""
    found = []
    for what, needs in _FEATURES:
        for any_of in needs:
            if not columns & set(any_of):
                names = " or ".join(any_of)
                found.append(Unmeasured(what=what, why=f"there is no column {names}", columns=any_of))
    return tuple(found)


def of_currencies(rows: Mapping[str, int]) -> tuple[Notice, ...]:
    """That there are several currencies, which are never added up."""
    if len(rows) < 2:
        return ()
    named = ", ".join(
        f"{name} ({count:,} rows)" for name, count in sorted(rows.items(), key=lambda e: (-e[1], e[0]))
    )
    text = f"several currencies, each told on its own and never added up: {named}"
    return (Notice(code="several-currencies", text=text),)
