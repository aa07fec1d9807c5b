"""How firm the advice is: what would settle it, what would change it, how far it may be pushed."""

from __future__ import annotations

from fractions import Fraction

from advisor.decision.facts import only_by_facts
from advisor.decision.slips import only_slips
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Alternative, AnswerChange, Firmness, Robustness
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Item,
    Paragraph,
    Section,
    Table,
)
from advisor.reporting.context import Context
from advisor.reporting.sections.pictures import answer_swings

_OPEN = {
    True: "But it is open answers, not weights, that can move the advice.",
    False: "But open answers can move the advice, whatever the weights.",
}
"""What moves an advice that is not settled, by whether no change of the weights does."""
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
    slips = [one for one in found.alternatives if only_slips(context.pack, one)]
    others = [one for one in found.alternatives if one not in slips]
    if others:
        blocks.append(_changes(context, workload, others))
    if slips:
        items = tuple(
            Item(words.model_with_stage(context.pack, one.outcome), "\n".join(_slipping(context.pack, one)))
            for one in slips
        )
        blocks.append(Bullets(items, title="What must not slip, or the advice falls back"))
    missing = _out_of_reach(context, workload, found)
    if missing:
        blocks.append(Paragraph(missing))
    picture = answer_swings(context, place, workload, found.tornado)
    if picture is not None:
        blocks.append(picture)
    blocks.append(Paragraph(_judgement(context, workload, found)))
    return blocks


# What would settle it -----------------------------------------------------------------------------


def _settling(context: Context, found: Robustness) -> str:
    if found.settled:
        return (
            "Settled: no open answer can change the advice, today's or the target's. Only a changed answer,"
            " or another judgement of weights and thresholds, can."
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
        else "Open answers can still change the advice."
    )
    return (
        f"{state} Ask next what is expected to settle most, taken one at a"
        f" time: {words.listing(asked)}.{rest}"
    )


# What would change it -----------------------------------------------------------------------------


def _changes(context: Context, workload: WorkloadRecommendation, found: list[Alternative]) -> Table:
    columns: tuple[Column, ...] = (
        Column("outcome", "Would lead to"),
        Column("changes", "If these answers change"),
        Column("presumes", "And these open ones come out, for example, so"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Cell(
                words.model_with_stage(context.pack, one.outcome),
                detail="The target" if one.outcome is not None and one.outcome == workload.target else None,
            ),
            Cell("\n".join(_said(context.pack, one)) or "None has to: the open answers alone can lead there"),
            Cell(
                "\n".join(_presumed(context.pack, change) for change in one.presumes if one.changes)
                or words.NOTHING
            ),
        )
        for one in found
    )
    if not any(one.presumes and one.changes for one in found):
        columns, rows = columns[:2], tuple(row[:2] for row in rows)
    climbs = any(
        way.workload == workload.id and any(not step.presumed for step in way.steps)
        for way in context.roadmap
    )
    note = "Of all answers that are yours to change, bought and agreed ones included."
    if climbs:
        note += " The path to the target asks for skill and practice alone."
    changed = any(one.changes for one in found)
    return Table(
        "The fewest changes that would change the advice", columns, rows, note=note if changed else None
    )


def _said(pack: Pack, one: Alternative) -> list[str]:
    return [
        f"{words.question(pack, change.question)}: from {words.quoted(change.before or 'open')}"
        f" to {words.quoted(change.after)}"
        for change in one.changes
    ]


def _slipping(pack: Pack, one: Alternative) -> list[str]:
    """The changes of what must not slip, and what they presume of open answers, as one example."""
    presumed = [_presumed(pack, change) for change in one.presumes]
    return [*_said(pack, one), *(f"and, for example, {each}" for each in presumed)]


def _presumed(pack: Pack, change: AnswerChange) -> str:
    return f"{words.question(pack, change.question)}: {words.quoted(change.after)}"


def _out_of_reach(context: Context, workload: WorkloadRecommendation, found: Robustness) -> str:
    missing = only_by_facts(context.pack, workload.model, found)
    rest = [words.model_with_stage(context.pack, outcome) for outcome, facts in missing.items() if not facts]
    said = []
    if rest:
        said.append(f"No change of answers that are yours to change leads to {words.listing(rest, 'or')}.")
    for outcome, facts in missing.items():
        if facts:
            named = words.listing(
                [words.quoted(words.question(context.pack, fact)) for fact in facts[:_FACTS]], "or"
            )
            model = words.model_with_stage(context.pack, outcome)
            said.append(f"{model}: only if a fact were otherwise, such as {named}.")
    return " ".join(said)


# How far it may be pushed ---------------------------------------------------------------------------


def _judgement(context: Context, workload: WorkloadRecommendation, found: Robustness) -> str:
    """What the advice owes to the judgement of weights, in a few sentences; the annex has the figures."""
    firm = found.firmness
    said = _weights(context, workload, firm)
    if firm.basis == "expected":
        place = _start(context, workload, firm)
        said = (
            f"With open answers at their expected value the rules come to {place}."
            f" From there: {said[:1].lower()}{said[1:]}"
        )
    if not found.decided:
        # Said first: beside what is open, weights are not what the advice hangs on.
        weightless = firm.all_weights is None and firm.outcome == workload.model
        said = f"{_OPEN[weightless]} {said}"
    return f"Weights and thresholds are judgement. {said}."


def _start(context: Context, workload: WorkloadRecommendation, found: Firmness) -> str:
    """Where changes of weights are measured from; it may differ from the advice while answers are open."""
    place = words.model_with_stage(context.pack, found.outcome)
    if found.outcome == workload.model:
        return place
    return f"{place}, not to the advice, {words.model_with_stage(context.pack, workload.model)}"


def pushed(context: Context, workload: WorkloadRecommendation, found: Firmness) -> Facts:
    """How far weights and thresholds may move without changing the advice."""
    facts = [Fact("All weights at once", _weights(context, workload, found))]
    lines = []
    for one in found.thresholds:
        if one.low is not None or one.high is not None:
            title = context.pack.rules.dimensions[one.dimension].title
            bound = f"up to {words.score(one.high)}" if one.high is not None else ""
            bound = bound or f"down to {words.score(one.low or 0)}"
            lines.append(f"{title}, {one.band} from {one.threshold}: may move {bound}")
    facts.append(
        Fact(
            "Each threshold alone",
            "\n".join(lines) or f"May lie anywhere without leading elsewhere{_expected(found)}",
        )
    )
    if found.basis == "expected":
        place = _start(context, workload, found)
        facts.append(
            Fact(
                "Open answers",
                f"Stand at their expected value in these figures; there the rules come to {place}",
            )
        )
    return Facts(tuple(facts), title="How far weights and thresholds may move")


def _expected(found: Firmness) -> str:
    """Said in the same sentence as a claim that holds for expected values of open answers alone."""
    return ", with open answers at their expected value" if found.basis == "expected" else ""


def _weights(context: Context, workload: WorkloadRecommendation, found: Firmness) -> str:
    if found.all_weights is None:
        return f"No change of the weights alone leads elsewhere{_expected(found)}"
    flips = words.model_with_stage(context.pack, found.flips_to)
    if found.all_weights == 0:
        return f"No room: a score lies exactly on its threshold, with {flips} on the other side"
    share = words.figure(round(100 * found.all_weights, 1))
    room = f"All weights may each change by up to {share} %; beyond that"
    if found.outcome == workload.model:
        return f"{room} the advice can become {flips}"
    back = "the advice, " if found.flips_to == workload.model else ""
    return f"{room} the rules can come to {back}{flips}"
