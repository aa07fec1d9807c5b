"""What a bill says of answers: those it proposes, and those it speaks against."""

from __future__ import annotations

from advisor.model.bill_answers import Evidence, Proposal, Verdict
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Paragraph,
    Table,
    Tone,
)
from advisor.reporting.context import Context
from advisor.reporting.sections.bill_words import (
    accepted,
    count,
    measured,
    stand,
)

_NAMED = 6
"""Workloads that are named in a sentence."""


# Answers ----------------------------------------------------------------------------------------------


def _whom(context: Context, each: Proposal) -> str:
    titles = {one.id: one.title for one in context.workloads}
    return titles.get(each.workload or "", each.workload or "")


def contradictions(context: Context, found: Evidence) -> list[Block]:
    """Answers that figures of the bill speak against."""
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


def proposals(context: Context, found: Evidence) -> list[Block]:
    """Every answer that the bill proposes, beside the one that is there."""
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
