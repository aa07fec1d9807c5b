"""What a bill shows: spend and the AI in it, who answers for it, and what it says of answers."""

from __future__ import annotations

from decimal import Decimal

from advisor.model.bill import Picture
from advisor.model.bill_allocation import ShowbackLine
from advisor.model.bill_answers import Evidence, Proposal, Verdict
from advisor.reporting import words
from advisor.reporting.blocks import (
    Align,
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Item,
    Paragraph,
    Section,
    Table,
    Tone,
)
from advisor.reporting.context import Context
from advisor.reporting.sections import bill_charts
from advisor.reporting.sections.bill_words import (
    accepted,
    count,
    files,
    measured,
    money,
    part_of,
    period,
    share,
    stand,
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
_FEW = 3
"""Contradictions that a brief names."""
_NAMED = 6
"""Workloads that are named in a sentence."""


def bill(context: Context) -> Section | None:
    """The evidence of a bill; None where none was given."""
    found = context.evidence
    if found is None:
        return None
    picture = found.bill.main
    if picture is None:
        text = f"{files(found)} holds no row, so there is nothing to measure."
        return Section("bill", "What the bill shows", (Paragraph(text), *_about(found)))
    several = len(found.bill.pictures) > 1
    blocks: list[Block] = [
        Paragraph(_lead(picture), lead=True),
        Paragraph(_origin(found)),
        *_contradictions(context, found),
        *_proposals(context, found),
    ]
    parts = [
        Section(
            f"bill-{place}",
            f"Spend in {each.currency}" if several else "Spend, and the AI in it",
            tuple(_spend(each, str(place))),
            (_teams(each, str(place)),) if each.rows else (),
        )
        for place, each in enumerate(found.bill.pictures, start=1)
    ]
    parts.append(Section("bill-data", "What to know of the data", tuple(_about(found))))
    return Section("bill", "What the bill shows", tuple(blocks), tuple(part for part in parts if part.blocks))


def brief(context: Context) -> Section | None:
    """The bill in a sentence, and the answers that it contradicts; None without one that has rows."""
    found = context.evidence
    if found is None or found.bill.main is None:
        return None
    against = [
        each
        for each in found.proposals
        if each.verdict is Verdict.CONTRADICTS and not accepted(context, each)
    ]
    blocks: list[Block] = [Paragraph(_lead(found.bill.main))]
    if against:
        items = tuple(
            Item(
                f"{words.question(context.pack, each.question)}: “{each.present}”, "
                f"the bill shows “{each.label}”"
            )
            for each in against[:_FEW]
        )
        more = f", {_FEW} of {len(against)}" if len(against) > _FEW else ""
        blocks.append(Bullets(items, title=f"Answers that it contradicts{more}"))
    return Section("bill", "What the bill shows", tuple(blocks))


def _lead(picture: Picture) -> str:
    held = picture.measure("ai_share")
    sums = held.sums if held is not None else {}
    ai, whole = sums.get("ai_spend", picture.ai.effective), sums.get("spend", picture.cost.effective)
    if not whole:
        return f"The bill adds up to nothing in {picture.currency}, {period(picture)}."
    told = f"{money(ai)} of {money(whole)} {picture.currency}"
    return f"AI is {part_of(ai, whole)} of what was spent{picture.untaxed}: {told}, {period(picture)}."


def _origin(found: Evidence) -> str:
    bill_ = found.bill
    return (
        f"Measured from {files(found)}: {count(bill_.rows, 'row')} in FOCUS {bill_.focus}, SHA-256 "
        f"{bill_.sha256[:12]}. Each figure stands in the annex with the query that gave it."
    )


# Answers ----------------------------------------------------------------------------------------------


def _whom(context: Context, each: Proposal) -> str:
    titles = {one.id: one.title for one in context.workloads}
    return titles.get(each.workload or "", each.workload or "")


def _contradictions(context: Context, found: Evidence) -> list[Block]:
    return [
        Callout(
            tone=Tone.CAUTION,
            label="The bill says otherwise",
            title=f"{words.question(context.pack, each.question)}: answered “{each.present}”, "
            f"the bill shows “{each.label}”.",
            text=each.warning,
            do=each.do,
            about=_whom(context, each) or None,
        )
        for each in found.proposals
        if each.verdict is Verdict.CONTRADICTS and not accepted(context, each)
    ]


def _proposals(context: Context, found: Evidence) -> list[Block]:
    if not found.proposals:
        return [Paragraph("The bill speaks for no answer: too few days, or no figure that a rule looks at.")]
    currency = found.bill.main.currency if found.bill.main is not None else ""
    rows = tuple(
        (
            Cell(words.question(context.pack, each.question), detail=_whom(context, each) or None),
            Cell(each.present or "Not answered"),
            Cell(each.label, detail=f"Its range: {each.bounds}"),
            Cell(
                measured(each.measure, currency),
                detail=f"{each.measure.title}; {count(each.measure.rows, 'row')}, rule {each.rule}",
            ),
            Cell(stand(context, each), lit=accepted(context, each), mark=None),
        )
        for each in found.proposals
    )
    columns = (
        Column("question", "Question"),
        Column("present", "Answer"),
        Column("bill", "The bill speaks for"),
        Column("measured", "Measured"),
        Column("stand", "How they stand"),
    )
    blocks: list[Block] = [Table("Answers beside the bill", columns, rows)]
    if found.unmatched:
        names = [words.quoted(each) for each in found.unmatched[:_NAMED]]
        if len(found.unmatched) > _NAMED:
            names.append(f"{len(found.unmatched) - _NAMED} more")
        text = "AI workloads of the bill that no workload here is named after"
        blocks.append(Paragraph(f"{text}: {words.listing(names)}."))
    return blocks


# Spend ------------------------------------------------------------------------------------------------


def _spend(picture: Picture, place: str) -> list[Block]:
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


def _teams(picture: Picture, place: str) -> Section:
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


# The data ---------------------------------------------------------------------------------------------


def _about(found: Evidence) -> list[Block]:
    several = len(found.bill.pictures) > 1
    texts = [each.text for each in found.bill.notices]
    for picture in found.bill.pictures:
        texts += [f"{picture.currency}: {each.text}" if several else each.text for each in picture.notices]
    blocks: list[Block] = []
    if texts:
        blocks.append(Bullets(tuple(Item(_sentence(each)) for each in texts)))
    if found.bill.unmeasured:
        items = tuple(Item(f"{each.what}: {each.why}") for each in found.bill.unmeasured)
        blocks.append(Bullets(items, title="What could not be measured"))
    return blocks


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
