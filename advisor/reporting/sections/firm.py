"""How firm the advice is: what would settle it, what would change it, how far it may be pushed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from advisor.decision.facts import only_by_facts, target_only_by_facts
from advisor.decision.ways import (
    Part,
    Places,
    Way,
    become_said,
    begun,
    fall_said,
    falls,
    joint_falls,
    places_said,
    planned,
    together_said,
    ways,
)
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Alternative, AnswerChange, Robustness
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Item,
    Paragraph,
    Section,
    Table,
)
from advisor.reporting.context import Context
from advisor.reporting.sections.judgement import judgement, unsettling
from advisor.reporting.sections.pictures import answer_swings

_FACTS = 2
"""Facts named that nobody can change, but that would lead to another outcome."""
_ASKED = 3
"""Questions named as the next ones to ask; the section on what is unknown has them all."""


def firm(context: Context) -> Section | None:
    """How firm the advice is, workload by workload; None when nobody worked it out."""
    found = [(workload, one) for workload in context.workloads for one in [context.firmness(workload)] if one]
    if not found:
        return None
    title = "How firm this is"
    if not context.several:
        return Section("firm", title, tuple(_blocks(context, 1, *found[0])))
    parts = tuple(
        Section(f"firm-{place}", workload.title, tuple(_blocks(context, place, workload, one)))
        for place, (workload, one) in enumerate(found, start=1)
    )
    return Section("firm", title, (), parts)


def _blocks(context: Context, place: int, workload: WorkloadRecommendation, found: Robustness) -> list[Block]:
    blocks: list[Block] = [Paragraph(_settling(context, found))]
    every = ways(found.alternatives, found.target_alternatives)
    wished = planned(context.pack, every)
    if wished:
        blocks.append(_changes(context, workload, wished))
    slips = _slips(context, found, every)
    if slips:
        blocks.append(Bullets(slips, title="What must not slip, of the answers that score"))
    missing = _out_of_reach(context, workload, found)
    if missing:
        blocks.append(Paragraph(missing))
    picture = answer_swings(context, place, workload, found.tornado)
    if picture is not None:
        blocks.append(picture)
    blocks.append(Paragraph(judgement(context, workload, found)))
    return blocks


# What would settle it -----------------------------------------------------------------------------


def _settling(context: Context, found: Robustness) -> str:
    if found.complete:
        return f"Settled: every question that applies has its answer. {unsettling(found.firmness)}"
    if found.settled:
        return (
            "Settled: no open answer can change today's model or the target, as long as every open question"
            f" gets one of its answers and none turns out not to apply. {unsettling(found.firmness)}"
        )
    asked = []
    for one in found.next_questions[:_ASKED]:
        share = min(1.0, one.bits / found.doubt) if found.doubt else 0.0
        name = words.quoted(words.question(context.pack, one.question))
        asked.append(f"{name} ({words.percent(Fraction(share))} of the doubt)")
    more = len(found.next_questions) - len(asked)
    rest = f" {words.count(more, 'more open answer')} can change it too." if more > 0 else ""
    state = (
        "Today's advice is settled; the target can still move."
        if found.decided
        else "Open answers can still change today's model or the target."
    )
    return (
        f"{state} Ask next what is expected to settle most, taken one at a"
        f" time: {words.listing(asked)}.{rest}"
    )


# What would change it -----------------------------------------------------------------------------


def _changes(context: Context, workload: WorkloadRecommendation, found: Sequence[Way]) -> Table:
    columns: tuple[Column, ...] = (
        Column("outcome", "Would lead to"),
        Column("changes", "If these answers change"),
        Column("presumes", "And these open ones come out, for example, so"),
    )
    name = context.name
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Cell(
                begun(places_said(way.places, name)),
                detail="The target of today" if ("now", workload.target) in way.places else None,
            ),
            Cell("\n".join(_said(context.pack, one)) or "None has to: the open answers alone can lead there"),
            Cell(
                "\n".join(_presumed(context.pack, change) for change in one.presumes if one.changes)
                or words.NOTHING
            ),
        )
        for way in found
        for one in [way.alternative]
    )
    if not any(way.alternative.presumes and way.alternative.changes for way in found):
        columns, rows = columns[:2], tuple(row[:2] for row in rows)
    climbs = any(
        way.workload == workload.id and any(not step.presumed for step in way.steps)
        for way in context.roadmap
    )
    note = "Of all answers that are yours to change, bought and agreed ones included."
    if climbs:
        note += " The path asks for skill and practice alone; it may take as many, and others."
    changed = any(way.alternative.changes for way in found)
    return Table(
        "The fewest changes that would change today's model or the target",
        columns,
        rows,
        note=note if changed else None,
    )


def _said(pack: Pack, one: Alternative) -> list[str]:
    return [_change_said(pack, change) for change in one.changes]


def _change_said(pack: Pack, change: AnswerChange) -> str:
    before = words.quoted(change.before or "open")
    return f"{words.question(pack, change.question)}: from {before} to {words.quoted(change.after)}"


def _slips(context: Context, found: Robustness, every: Sequence[Way]) -> tuple[Item, ...]:
    """Single answers that lower today's model or the target, then what takes several, or leaves no model."""
    items = []
    for fall in falls(found.slips):
        said = become_said(fall.places, context.name)
        items.append(
            Item(
                f"{begun(said)} {fall_said(fall)}",
                "\n".join(_change_said(context.pack, change) for change in fall.changes),
            )
        )
    for way in joint_falls(context.pack, every, found.slips):
        said = become_said(way.places, context.name)
        lines = [
            *_said(context.pack, way.alternative),
            *(f"and, for example, {_presumed(context.pack, one)}" for one in way.alternative.presumes),
        ]
        items.append(Item(f"{begun(said)} {together_said(way)}", "\n".join(lines)))
    return tuple(items)


def _presumed(pack: Pack, change: AnswerChange) -> str:
    return f"{words.question(pack, change.question)}: {words.quoted(change.after)}"


def _out_of_reach(context: Context, workload: WorkloadRecommendation, found: Robustness) -> str:
    """Models for today and targets that no change leads to; both told once where they are alike."""
    missing: dict[tuple[str, tuple[str, ...]], Places] = {}
    parts: tuple[tuple[Part, dict[str, tuple[str, ...]]], ...] = (
        ("now", only_by_facts(context.pack, workload.model, found)),
        ("target", target_only_by_facts(context.pack, workload.target, found)),
    )
    for part, outcomes in parts:
        for outcome, facts in outcomes.items():
            missing[outcome, facts] = (*missing.get((outcome, facts), ()), (part, outcome))
    rest = [places_said(places, context.name) for (_, facts), places in missing.items() if not facts]
    said = []
    if rest:
        said.append(f"No change of answers that are yours to change leads to {words.listing(rest, 'or')}.")
    for (_, facts), places in missing.items():
        if facts:
            named = words.listing(
                [words.quoted(words.question(context.pack, fact)) for fact in facts[:_FACTS]], "or"
            )
            said.append(
                f"{places_said(places, context.name)}: only if a fact were otherwise, such as {named}."
            )
    return " ".join(said)
