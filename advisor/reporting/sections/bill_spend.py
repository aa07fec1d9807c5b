"""What a bill shows of money: spend, the AI in it, and who answers for it."""

from __future__ import annotations

from decimal import Decimal

from advisor.model.bill import Picture
from advisor.model.bill_allocation import ShowbackLine
from advisor.reporting import words
from advisor.reporting.blocks import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Section,
    Table,
)
from advisor.reporting.sections import bill_charts
from advisor.reporting.sections.bill_words import (
    count,
    money,
    part_of,
    period,
    share,
)

_COSTS = (
    ("list", "At list prices"),
    ("contracted", "At contract prices"),
    ("billed", "Billed"),
    ("effective", "Effective"),
)
_FOUR = (
    "List: before any discount. Contract: what the agreement with the vendor says. Billed: what is on the "
    "invoice. Effective: what was billed, with what is paid ahead spread over the time that it serves."
)
_MOST = 12
"""Rows of a table in the body; the JSON report has all."""


# Spend ------------------------------------------------------------------------------------------------


def spend(picture: Picture, place: str) -> list[Block]:
    """Spending by kind of cost, and the AI in it."""
    rows = []
    for name, title in _COSTS:
        whole, ai = getattr(picture.cost, name), getattr(picture.ai, name)
        rows.append((Cell(title), Cell(money(whole)), Cell(money(ai)), Cell(share(picture.ai_share(name)))))
    columns = (
        Column("cost", f"Cost in {picture.currency}"),
        Column("all", "All", Align.END),
        Column("ai", "AI", Align.END),
        Column("share", "AI share", Align.END),
    )
    time, kinds = bill_charts.over_time(picture, place), bill_charts.by_kind(picture, place)
    return [
        Table(f"{count(picture.rows, 'row')}, {period(picture)}", columns, tuple(rows), note=_FOUR),
        *([time] if time is not None else []),
        *_even(picture),
        *([kinds] if kinds is not None else []),
        *_found(picture),
    ]


def _even(picture: Picture) -> list[Block]:
    """How even the load is, in words."""
    items = []
    for of, steady in (("All spending", picture.stability), ("AI", picture.ai_stability)):
        if steady is None:
            continue
        parts = []
        if steady.daily_cv is not None:
            parts.append(f"days vary by {share(steady.daily_cv)} around their mean")
        if steady.trend is not None:
            parts.append(
                f"a straight line through them moves by {share(steady.trend)} of the mean every 30 days"
            )
        if steady.burst is not None:
            parts.append(f"busy times are {steady.burst:.2f} times the usual ones")
        if steady.weekday_strength is not None:
            parts.append(f"the day of the week explains {share(steady.weekday_strength)} of how days differ")
        if parts:
            items.append(Item(f"{of}: {words.listing(parts)}"))
    return [Bullets(tuple(items), title="How even the load is")] if items else []


def _found(picture: Picture) -> list[Block]:
    """AI spend by the rule that found it, and what no rule claims."""
    whole = picture.ai.effective
    shown = [each for each in picture.findings if each.rows]
    if not shown:
        return [Paragraph("No rule of the pack finds any AI in this bill.")]
    rows = tuple(
        (
            Cell(each.title, detail=each.rule),
            Cell(bill_charts.KINDS[each.kind].partition(":")[0].partition(" ")[0]),
            Cell(words.figure(each.rows)),
            Cell(money(each.effective)),
            Cell(part_of(each.effective, whole)),
        )
        for each in shown
    )
    columns = (
        Column("rule", "Rule"),
        Column("kind", "How"),
        Column("rows", "Rows", Align.END),
        Column("effective", f"{picture.currency}, effective", Align.END),
        Column("share", "Of AI", Align.END),
    )
    also = sum(each.also_rows for each in picture.findings)
    note = f"{count(also, 'time')} a row fits a further rule; each row counts once." if also else None
    blocks: list[Block] = [Table("AI spend, by the rule that found it", columns, rows, note=note)]
    if picture.unclaimed:
        items = tuple(
            Item(
                " – ".join(part for part in (each.service, each.description) if part) or each.title,
                detail=f"{count(each.rows, 'row')}, {money(each.effective)} {picture.currency}",
            )
            for each in picture.unclaimed[:_MOST]
        )
        blocks.append(Bullets(items, title="Looks like AI, and no rule claims it: not counted"))
    return blocks


# Who answers for it -----------------------------------------------------------------------------------


def teams(picture: Picture, place: str) -> Section:
    """Who answers for the spending, and how much of it has a name."""
    allocation = picture.allocation
    named = [each for each in allocation.showback if each.team is not None and each.total]
    rest = [each for each in allocation.showback if each.team is None]
    chart = bill_charts.showback(picture, place)
    blocks: list[Block] = [chart] if chart is not None else []
    if named:
        rows = [_team(each) for each in named[:_MOST]]
        if len(named) > _MOST:
            rows.append(_together(named[_MOST:]))
        columns = (
            Column("team", "Team"),
            Column("own", f"Own, {picture.currency}", Align.END),
            Column("shared", "Part of what is shared", Align.END),
            Column("total", "Total", Align.END),
            Column("ai", "AI in its own", Align.END),
            Column("share", "Share", Align.END),
        )
        blocks.append(Table("Showback", columns, (*rows, *(_team(each) for each in rest))))
    else:
        blocks.append(Paragraph("No tag, account or rule names a team, so nobody answers for any of it."))
    for split in allocation.splits:
        text = f"Shared: {split.title}, {money(split.total)} {picture.currency}"
        blocks.append(
            Paragraph(
                f"{text}, not divided: {split.why}."
                if split.why
                else f"{text}, divided among {count(len(split.shares), 'team')} to the cent."
            )
        )
    blocks.append(_tags(picture))
    return Section(f"bill-{place}-teams", "Who answers for it", tuple(blocks))


def _team(each: ShowbackLine) -> tuple[Cell, ...]:
    return (
        Cell(each.team or bill_charts.NOBODY),
        Cell(money(each.direct)),
        Cell(money(each.shared)),
        Cell(money(each.total)),
        Cell(money(each.ai)),
        Cell(share(each.share)),
    )


def _together(lines: list[ShowbackLine]) -> tuple[Cell, ...]:
    def added(name: str) -> Decimal:
        return sum((getattr(each, name) for each in lines), Decimal(0))

    shares = [each.share for each in lines if each.share is not None]
    return (
        Cell(count(len(lines), "more team")),
        *(Cell(money(added(name))) for name in ("direct", "shared", "total", "ai")),
        Cell(share(sum(shares, Decimal(0)) if shares else None)),
    )


def _tags(picture: Picture) -> Block:
    allocation = picture.allocation
    tagged, whole = share(picture.tagged_share()), share(picture.tagged_share(whole=True))
    text = f"{tagged} of the rows carry a tag, {whole} every key that they need."
    if allocation.missing_keys:
        missing = words.listing(
            f"{key} on {count(rows, 'row')}" for key, rows in allocation.missing_keys.items()
        )
        text += f" Missing: {missing}."
    return Paragraph(text)
