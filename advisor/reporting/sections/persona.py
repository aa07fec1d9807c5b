"""What the advice means for the reader: the role now and at the target."""

from __future__ import annotations

from advisor.reporting import words
from advisor.reporting.blocks import Block, Cell, Column, Paragraph, Section, Table
from advisor.reporting.context import Context


def role(context: Context) -> Section:
    """This persona's role now and at the target."""
    persona, pack = context.persona, context.pack
    rows = []
    for model in context.outcomes:
        now, target = model in context.models_now, model in context.models_target
        if not now and not target:
            continue
        when = words.listing([*(["Now"] if now else []), *(["target"] if target else [])])
        rows.append(
            (
                Cell(words.model_with_stage(pack, model)),
                Cell(when[:1].upper() + when[1:], lit=now),
                Cell(persona.roles.get(model, "No particular role.")),
            )
        )
    blocks: list[Block] = [Paragraph(persona.use_case)]
    if rows:
        columns = (Column("model", "Model"), Column("when", "When"), Column("role", "Your role"))
        blocks.append(Table("Your role, now and at the target", columns, tuple(rows)))
    return Section("role", f"Your role: {persona.title}", tuple(blocks))
