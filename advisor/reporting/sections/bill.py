"""What a bill shows: spend and the AI in it, who answers for it, and what it says of answers."""

from __future__ import annotations

from advisor.model.bill import Picture
from advisor.model.bill_answers import Evidence, Verdict
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Bullets,
    Item,
    Paragraph,
    Section,
)
from advisor.reporting.context import Context
from advisor.reporting.sections.bill_answers import contradictions, proposals
from advisor.reporting.sections.bill_spend import spend, teams
from advisor.reporting.sections.bill_words import (
    accepted,
    count,
    files,
    money,
    part_of,
    period,
)

_FEW = 3
"""Contradictions that a brief names."""


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
        *contradictions(context, found),
        *proposals(context, found),
    ]
    parts = [
        Section(
            f"bill-{place}",
            f"Spend in {each.currency}" if several else "Spend, and the AI in it",
            tuple(spend(each, str(place))),
            (teams(each, str(place)),) if each.rows else (),
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
