"""One question of a workshop, drawn for the back row: what is asked, who has voted, how the votes lie."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from textual.content import Content

from advisor.decision.labels import answer_label
from advisor.decision.tally_words import middle_words, shared_words
from advisor.tui.widgets.drawing import (
    MUTED,
    STRONG,
    Drawing,
    Lines,
    joined,
    one_line,
    said,
    wrapped,
)
from advisor.workflows.workshop_board import Item, Stage, Worth

if TYPE_CHECKING:
    from advisor.decision.tally import Bar, Tally
    from advisor.model.rules import Agreement
    from advisor.workflows.workshop import Room

_ACCENT = "bold $text-primary"
_MEDIAN, _MIDDLE = "◆", "┃"
_LEAD = 3
"""Cells for the marks of median and middle half."""


class WorkshopVotes(Drawing):
    """The question in the middle of the screen."""

    DEFAULT_CSS = """
    WorkshopVotes { padding: 0 2 1 2; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._room: Room | None = None
        self._item: Item | None = None

    def show(self, room: Room, item: Item) -> None:
        """Show a question as it stands."""
        self._room, self._item = room, item
        self.redraw()

    def draw(self, width: int) -> Lines:
        """Question, what it is worth, votes, and what was agreed."""
        room, item = self._room, self._item
        if room is None or item is None:
            return []
        wide = self.app.has_class("-projector")
        short = self.screen.has_class("-short") and item.tally is not None
        blocks = [
            # Where few lines are in sight, the verdict and who speaks first are among them.
            _asked(item, width) + (_first(room, item, width) if short else []),
            _agreed(room, item, width) if item.agreed else worth_lines(room, item, width),
            _voters(room, item, width),
            *(_revealed(room, item, item.tally, width, wide=wide, short=short) if item.tally else ()),
            _options(item, width, wide=wide) if item.tally is None else [],
        ]
        return joined(blocks)


def _asked(item: Item, width: int) -> Lines:
    about = [item.workload_title] if item.workload_title else []
    lines: Lines = [one_line(" · ".join([item.question.short, *about]), width, "$text-primary")]
    return [*lines, *wrapped(item.question.ask, width, STRONG)]


def _first(room: Room, item: Item, width: int) -> Lines:
    """The verdict, and who explains."""
    if item.tally is None or item.agreed is not None:
        return []
    return [*_measured(room.agreement, item.tally, width)[:1], *_ends(room, item.tally, width)]


def worth_lines(room: Room, item: Item, width: int) -> Lines:
    """What there is to discuss, in a sentence; names no vote. Nothing where it is agreed."""
    dispute = item.dispute
    if item.worth is Worth.OPEN:
        return []
    if item.worth is Worth.DISCUSS and dispute is not None:
        titles = {each.id: each.title or each.id for each in room.workloads}
        whom = ", ".join(titles.get(each, each) for each in dispute.workloads)
        what = "today’s advice" if dispute.changes_now else "the target"
        return wrapped(f"You differ, and that can change {what}: {whom}.", width, "bold $text-warning")
    text = {
        Worth.ALIKE: "Nothing to discuss: the rules do not tell your answers apart.",
        Worth.TOO_FEW: "Fewer than two have given an answer so far.",
    }.get(item.worth)
    if item.worth is Worth.NOTHING:
        text = "Nothing to discuss: whatever you answer here, "
        text += (
            f"the advice stays “{item.stays[0]}”."
            if len(item.stays) == 1
            else "the advice does not change; it hangs on other questions."
        )
    return wrapped(text or "", width, "bold $text-success" if item.worth is not Worth.TOO_FEW else MUTED)


def _voters(room: Room, item: Item, width: int) -> Lines:
    """Who has voted, and nothing of what."""
    if item.stage in {Stage.REVEALED, Stage.AGREED}:
        told: Lines = []
        if item.not_asked:
            everybody = len(item.voted) + len(item.waiting) - len(item.not_asked)
            names = _whose(room, item.not_asked)
            text = f"{len(item.voted) - len(item.not_asked)} of {everybody}; not asked: {names}."
            told += wrapped(text, width, MUTED)
        if item.changed:
            names = _names(room, item.changed)
            told += wrapped(f"Changed since, and hidden until the next vote: {names}.", width, MUTED)
        return told
    count = len(item.voted)
    if item.stage is Stage.VOTING_AGAIN:
        return _moved(room, item, width)
    # Done, not answered: whom other answers spare the question is not told before the reveal.
    so_far = f"{count} of {count + len(item.waiting)} are done" if item.waiting else "All are done"
    lines: Lines = [said(so_far, STRONG)]
    marks = [said(f"✓ {room.names[who]}", "$text-success") for who in item.voted]
    marks += [said(f"○ {room.names[who]}", MUTED) for who in item.waiting]
    return [*lines, *wrapped(Content("   ").join(marks), width)] if marks else lines


def _moved(room: Room, item: Item, width: int) -> Lines:
    """Whose answer is another than in the last round. To save the same one again leaves no trace to count."""
    count, everybody = len(item.moved), len(item.voted) + len(item.waiting)
    has = "has" if count == 1 else "have"
    lines = wrapped(f"Vote again: {count} of {everybody} {has} changed the answer since", width, STRONG)
    marks = [said(f"✓ {room.names[who]}", "$text-success") for who in item.moved]
    rest = "everybody keeps theirs so far" if not marks else "the others keep theirs so far"
    return [*lines, *wrapped(Content("   ").join([*marks, said(rest, MUTED)]), width)]


def _options(item: Item, width: int, *, wide: bool) -> Lines:
    """The ways to answer, while votes are hidden."""
    number = item.question.number
    labels = [each.label for each in item.question.options]
    if number is not None:
        labels = [f"a number of {number.unit}"]
    lines: Lines = []
    for place, label in enumerate(labels, start=1):
        if wide and lines:
            lines.append(Content(""))
        lines += wrapped(label, width, "$foreground", indent=5, first=f"  {place}")
    return lines


def _revealed(room: Room, item: Item, tally: Tally, width: int, *, wide: bool, short: bool) -> list[Lines]:
    lines: Lines = []
    most = max((bar.count for bar in tally.bars), default=0)
    spread = tally.spread
    for bar in tally.bars:
        if wide and lines:
            lines.append(Content(""))
        lines += _bar(room, bar, tally, most, width)
        if wide and bar.count:
            lines.append(_below(lines[-1]))
    if spread is not None:
        lines.append(said(f"{_MEDIAN} median   {_MIDDLE} the middle half of the votes", MUTED))
    apart: Lines = []
    if tally.unknown:
        apart += wrapped(f"Nobody knows better: {_whose(room, tally.unknown)} said unknown.", width)
    if tally.not_applicable:
        apart += wrapped(f"Does not apply, say {_whose(room, tally.not_applicable)}.", width)
    first = short and item.agreed is None
    return [
        lines,
        _measured(room.agreement, tally, width)[1 if first else 0 :],
        [] if first else _ends(room, tally, width),
        apart,
        _before(item, width),
    ]


def _bar(room: Room, bar: Bar, tally: Tally, most: int, width: int) -> Lines:
    mark = "   "
    spread = tally.spread
    if spread is not None and bar.step is not None:
        first, median, last = spread.middle
        if bar.step == median and bar.count:
            mark = f" {_MEDIAN} "
        elif first <= bar.step <= last:
            mark = f" {_MIDDLE} "
    style = STRONG if bar.count else MUTED
    label = wrapped(bar.label, width - _LEAD, style)
    lead = said(mark, _ACCENT)
    lines = [(lead if number == 0 else Content("   ")) + line for number, line in enumerate(label)]
    if not bar.count:
        return lines
    names = _names(room, bar.by) if room.workshop.names else ""
    longest = max(len(_names(room, each.by)) for each in tally.bars) if names else 0
    room_for_bar = max(8, min(40, (width - _LEAD) // 2, width - _LEAD - longest - 5))
    full = max(1, round(room_for_bar * bar.count / max(1, most)))
    drawn = said("█" * full, "$primary") + said(f" {bar.count}  ", STRONG)
    told = one_line(names, max(4, width - _LEAD - drawn.cell_length), MUTED)
    return [*lines, Content("   ") + drawn + told]


def _below(bar: Content) -> Content:
    """The lower half of a bar that is to be seen from far away."""
    return said(" " * _LEAD) + said("█" * bar.plain.count("█"), "$primary")


def _measured(agreement: Agreement, tally: Tally, width: int) -> Lines:
    """Median, interquartile range and consensus, with what they mean by the pack's thresholds."""
    verdict = (
        said("Alike", "bold $text-success")
        if tally.unanimous
        else said("Near", "bold $text-success")
        if tally.close
        else said("Apart", "bold $text-warning")
    )
    spread = tally.spread
    if spread is None:
        share = said(f" · {_percent(tally.majority)} gave the most frequent answer", "$foreground")
        return wrapped(verdict + share, width) if tally.valued else []
    most = Fraction(agreement.interquartile_range)
    wanted = (
        f"Near is a consensus of {agreement.consensus / 100:.2f} or more and a middle half of at most "
        f"{_number(most)} step{'' if most == 1 else 's'}, or {agreement.one_step} % on one step and all "
        "others next to it."
    )
    shared = shared_words(tally)
    return [
        *wrapped(verdict + said(f" · consensus {spread.consensus:.2f} of 1"), width),
        *wrapped(middle_words(tally), width),
        *(wrapped(shared, width, MUTED) if shared else []),
        *wrapped(wanted, width, MUTED),
    ]


def _ends(room: Room, tally: Tally, width: int) -> Lines:
    """Who explains first."""
    if not (tally.lowest and tally.highest) or tally.unanimous:
        return []
    who = f"{_names(room, tally.lowest)} (lowest), then {_names(room, tally.highest)} (highest)"
    if not room.workshop.names:
        who = "somebody for the lowest, then somebody for the highest"
    return wrapped(Content.assemble(said("To explain: ", _ACCENT), said(who)), width)


def _before(item: Item, width: int) -> Lines:
    """How the earlier rounds lay."""
    told = [
        f"vote {number}: {each.spread.consensus:.2f}"
        for number, each in enumerate(item.rounds, start=1)
        if each.spread is not None
    ]
    return wrapped("Consensus by " + ", ".join(told), width, MUTED) if len(told) > 1 else []


def _agreed(room: Room, item: Item, width: int) -> Lines:
    agreed = item.agreed
    if agreed is None:
        return []
    label = answer_label(item.question, agreed.answer)
    lines = wrapped(said("Agreed: ", "bold $text-success") + said(label, STRONG), width)
    if agreed.rationale:
        lines += wrapped(f"Because {agreed.rationale}", width, indent=2, first="")
    for each in agreed.dissent:
        why = f": {each.why}" if each.why else ""
        lines += wrapped(
            f"Not shared by {room.names.get(each.who, each.who)}{why}", width, "$text-warning", indent=2
        )
    return lines


def _whose(room: Room, who: tuple[str, ...]) -> str:
    """Names, or how many where names are not shown."""
    return _names(room, who) if room.workshop.names else str(len(who))


def _names(room: Room, who: Iterable[str]) -> str:
    return ", ".join(room.names.get(each, each) for each in who)


def _number(value: Fraction) -> str:
    text = f"{float(value):.1f}"
    return text.removesuffix(".0")


def _percent(share: Fraction) -> str:
    return f"{round(share * 100)} %"
