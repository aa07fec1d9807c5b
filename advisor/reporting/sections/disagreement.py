"""Where the room differed: what a workshop agreed on, who dissents, and what did not matter."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from advisor.decision.sheets import bin_of
from advisor.model.answer import AnswerState
from advisor.model.provenance import Said, SettledBy, TeamAnswer, TeamProvenance
from advisor.model.question import QuestionType
from advisor.model.rules import Agreement
from advisor.reporting import words
from advisor.reporting.blocks import (
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

_SETTLED = {
    SettledBy.AGREED: "Agreed in the room",
    SettledBy.UNANIMOUS: "Everybody who knew said the same in the last vote",
    SettledBy.CLOSE: "Not discussed; near enough by the thresholds",
    SettledBy.MIDDLE: "Too far apart, but the advice stays; the middle vote or the most frequent answer",
    SettledBy.ONE_VOICE: "One person knew",
    SettledBy.APART: "Not settled; too far apart",
    SettledBy.NOBODY_KNOWS: "Nobody knew",
}

_MOST_NAMED = 8
"""Questions named in one sentence; a table has them all."""


def disagreement(context: Context) -> Section | None:
    """The section; None when no workshop gave the answers."""
    provenance = context.assessment.provenance
    if provenance is None or not provenance.answers:
        return None
    mattered = [each for each in provenance.answers if each.matters]
    apart = [each for each in provenance.answers if each.basis is SettledBy.APART]
    idle = [each for each in provenance.answers if not each.matters and _differed(context, each)]
    blocks: list[Block] = [Paragraph(_lead(provenance, mattered, idle), lead=True)]
    panel = _panel(context, provenance)
    if panel:
        blocks.append(Paragraph(panel))
    for matters in (True, False):
        some = [each for each in apart if each.matters is matters]
        if some:
            blocks.append(_open(context, some, telling=matters))
    if mattered:
        blocks.append(_table(context, mattered))
    dissent = [each for each in provenance.answers if each.dissent]
    if dissent:
        blocks.append(_dissent(context, dissent))
    if idle:
        names = words.listing(_name(context, each) for each in idle)
        blocks.append(
            Paragraph(
                f"People also differed on {names}. Whatever is answered there, the advice stays the same,"
                " in every combination of all answers given: nothing had to be discussed."
            )
        )
    moved = [each for each in provenance.answers if _moved(context, each)]
    if moved:
        names = words.listing(_name(context, each) for each in moved)
        blocks.append(Paragraph(f"Answered anew since the workshop: {names}."))
    blocks.append(Paragraph(_thresholds(context.pack.rules.agreement or Agreement())))
    return Section("disagreement", "Where the room differed", tuple(blocks))


def alpha_words(alpha: Decimal, agreement: Agreement) -> str:
    """What a value of Krippendorff's alpha says of a panel."""
    hundredths = 100 * alpha
    if hundredths >= agreement.alpha_reliable:
        return "the panel judges alike, and its answers can be relied on"
    if hundredths >= agreement.alpha_tentative:
        return "the panel judges alike enough for tentative conclusions"
    if hundredths > 0:
        return "people see the same things differently, more than a single panel should"
    return "no more agreement than chance would give"


def _lead(provenance: TeamProvenance, mattered: Sequence[TeamAnswer], idle: Sequence[TeamAnswer]) -> str:
    people = len(provenance.participants)
    when = f" on {provenance.date}" if provenance.date else ""
    led = f", led by {provenance.facilitator}" if provenance.facilitator else ""
    differed = len(mattered) + len(idle)
    untold = sum(not each.rounds and not each.said for each in provenance.answers)
    text = (
        f"{words.count(people, 'person', 'people')} answered in the workshop"
        f" {words.quoted(provenance.workshop)}{when}{led}."
    )
    if untold:
        text += f" Votes on {words.count(untold, 'question')} were not revealed and are not told here."
    if not differed:
        return f"{text} They differed on nothing{' that was revealed' if untold else ''}."
    text += f" They differed on {differed} of {words.count(len(provenance.answers), 'question')}"
    if not mattered:
        return f"{text}; no combination of their answers changes the advice."
    return f"{text}; on {len(mattered)} of them another answer could have changed the advice or the target."


def _panel(context: Context, provenance: TeamProvenance) -> str | None:
    if provenance.alpha is None:
        return None
    agreement = context.pack.rules.agreement or Agreement()
    meaning = alpha_words(provenance.alpha, agreement)
    return (
        f"Over all questions with a scale, the agreement before any talk was {words.figure(provenance.alpha)}"
        f" (Krippendorff's alpha for ordered answers: 1 is full agreement, 0 is chance): {meaning}."
    )


def _thresholds(agreement: Agreement) -> str:
    consensus = words.figure(agreement.consensus / 100)
    steps = words.figure(agreement.interquartile_range)
    return (
        f"When people count as agreed is fixed before anybody votes: on a scale, consensus from"
        f" {consensus} of 1 (Tastle and Wierman) and an interquartile range of at most {steps} of its steps,"
        f" or {agreement.one_step} % on one step and all others next to it;"
        f" without a scale, {agreement.majority} % for one answer. {agreement.source}"
    )


def _open(context: Context, apart: Sequence[TeamAnswer], *, telling: bool) -> Callout:
    """Questions without one answer: those that can change the advice, or those that cannot."""
    shown = apart if len(apart) <= _MOST_NAMED + 1 else apart[:_MOST_NAMED]
    names = [_name(context, each) for each in shown]
    if len(shown) < len(apart):
        names.append(f"{len(apart) - len(shown)} more")
    count = words.count(len(apart), "question")
    named = f"They count as unknown here: {words.listing(names)}."
    if telling:
        return Callout(
            Tone.CAUTION,
            "Left open",
            f"On {count} that can change the advice, the votes lie too far apart to speak of one answer",
            text=named,
            do="Settle these first.",
        )
    return Callout(
        Tone.INFO,
        "Good to know",
        f"On {count} that cannot change the advice, the votes lie too far apart to speak of one answer",
        text=f"{named} The advice stays; scores and the other decisions are less sure for it.",
    )


def _table(context: Context, mattered: Sequence[TeamAnswer]) -> Table:
    columns = (
        Column("question", "Question"),
        Column("said", "What was said"),
        Column("answer", "The team's answer"),
        Column("how", "How it came about", under="answer"),
    )
    rows = tuple(
        (
            Cell(_name(context, each, plain=True)),
            Cell(_said(context, each)),
            Cell(words.answer(context.pack.question_by_id[each.question], each.answer)),
            Cell(_how(each)),
        )
        for each in mattered
    )
    return Table(
        "Where the difference could have changed the advice",
        columns,
        rows,
        note="Tested exactly: the rules were run over all combinations of the answers given.",
    )


def _dissent(context: Context, dissent: Sequence[TeamAnswer]) -> Bullets:
    items = tuple(
        Item(f"{one.who}, on {_name(context, each)}", detail=one.why)
        for each in dissent
        for one in each.dissent
    )
    return Bullets(items, title="Who does not share what was agreed")


def _said(context: Context, each: TeamAnswer) -> str:
    question = context.pack.question_by_id[each.question]

    def one(said: Said) -> str:
        by = f" ({words.listing(said.by)})" if said.by else ""
        return f"{words.answer(question, said.answer)}: {said.count}{by}"

    hidden = each.rounds == 0 and each.basis is not SettledBy.NOBODY_KNOWS
    return "; ".join(map(one, each.said)) or ("Votes that were not revealed" if hidden else words.NOTHING)


def _how(each: TeamAnswer) -> str:
    text = _SETTLED[each.basis]
    if each.rounds > 1:
        text += f", after {each.rounds} votes"
    if each.consensus is not None:
        text += f"; consensus at first {words.figure(each.consensus)} of 1"
    return f"{text}. {each.rationale}" if each.rationale else text


def _name(context: Context, each: TeamAnswer, *, plain: bool = False) -> str:
    name = words.question(context.pack, each.question)
    shown = name if plain else words.quoted(name)
    title = next((w.title for w in context.workloads if w.id == each.workload), each.workload)
    return f"{shown} for {words.quoted(title)}" if title and context.several else shown


def _differed(context: Context, each: TeamAnswer) -> bool:
    """Whether people who knew gave answers that the rules tell apart; in the last vote that was seen."""
    question = context.pack.question_by_id[each.question]
    if question.type is QuestionType.TEXT:
        return False
    values: set[object] = set()
    for one in each.said:
        if one.answer.state is AnswerState.NOT_APPLICABLE:
            values.add(one.answer.state)
        elif one.answer.number is not None:
            values.add(bin_of(question, one.answer.number))
        elif one.answer.state is AnswerState.ANSWERED:
            values.add(one.answer.choices or one.answer.choice)
    return len(values) > 1


def _moved(context: Context, each: TeamAnswer) -> bool:
    """Whether the assessment has another answer by now."""
    now = context.assessment.answer(each.question, each.workload)
    return now is None or now.bare != each.answer.bare
