"""Behind the bill's figures: every measure with its rows and query, and the queries themselves."""

from __future__ import annotations

from advisor.reporting import words
from advisor.reporting.blocks import Align, Block, Bullets, Cell, Column, Item, Paragraph, Section, Table
from advisor.reporting.context import Context
from advisor.reporting.sections.bill_words import MEASURES, QUERIES, kpi_value, measured

_LONGEST = 2_000
"""Characters of a query that is printed; a longer one is named, with the command that prints it."""
_LONG = 400
"""The same for a query that gives none of the reader's own KPIs."""


def measures(context: Context) -> Section | None:
    """All measures of the bill, currency by currency; None without a bill."""
    found = context.evidence
    if found is None or not found.bill.pictures:
        return None
    columns = (
        Column("measure", "Measure"),
        Column("value", "Value", Align.END),
        Column("rows", "Rows", Align.END),
        Column("query", "Query"),
    )
    blocks: list[Block] = []
    several = len(found.bill.pictures) > 1
    for place, picture in enumerate(found.bill.pictures):
        # What further currencies lack is told of the first one already.
        told = [each for each in picture.measures if not place or each.value]
        rows = tuple(
            (
                Cell(each.title, detail=each.why),
                Cell(measured(each, picture.currency)),
                Cell(words.figure(each.rows)),
                Cell(each.query or ""),
            )
            for each in told
        )
        caption = f"Measures in {picture.currency}" if several else "Every measure"
        note = "Without those that are zero or cannot be told." if place else None
        blocks.append(Table(caption, columns, rows, note=note))
    if found.kpis:
        items = tuple(
            Item(
                f"{each.title}: {kpi_value(each)}",
                detail=f"Queries: {words.listing(each.queries)}" if each.queries else None,
            )
            for each in found.kpis
        )
        blocks.append(Bullets(items, title="KPIs that the bill gives"))
    return Section(MEASURES, "What was measured from the bill", tuple(blocks))


def queries(context: Context) -> Section | None:
    """The queries behind the figures; None without any."""
    found = context.evidence
    if found is None or not found.bill.queries:
        return None
    items = []
    own = {query for one in found.kpis if one.kpi in context.persona.kpis for query in one.queries}
    for each in found.bill.queries:
        text = " ".join(line.strip() for line in each.sql.splitlines())
        if len(text) > (_LONGEST if each.id in own else _LONG):
            text = f"{words.figure(len(text))} characters: “advisor evidence BILL --queries” prints it."
        items.append(Item(f"{each.id}: {each.title}", detail=text))
    intro = (
        f"In the dialect of {found.bill.engine}, each over the tables of those before it. Each was made "
        "from the same rules of the pack, so another engine gives the same figures."
    )
    return Section(
        QUERIES, "The queries behind the bill's figures", (Paragraph(intro), Bullets(tuple(items)))
    )
