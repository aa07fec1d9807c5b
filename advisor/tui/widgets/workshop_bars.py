"""The revealed votes on a question of a workshop: bars, how far apart they lie, and who explains first."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from textual.content import Content

from advisor.decision.tally_words import middle_words, shared_words
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, one_line, said, wrapped

if TYPE_CHECKING:
    from advisor.decision.tally import Bar, Tally
    from advisor.model.rules import Agreement
    from advisor.workflows.workshop import Room
    from advisor.workflows.workshop_board import Item

_ACCENT = "bold $text-primary"
_MEDIAN, _MIDDLE = "◆", "┃"
_LEAD = 3
"""Cells for the marks of median and middle half."""


def revealed_lines(
    room: Room, item: Item, tally: Tally, width: int, *, wide: bool, short: bool
) -> list[Lines]:
    """Bars, measures, who explains, and earlier votes, in blocks; wide on a projector, short on few lines."""
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
        apart += wrapped(f"Nobody knows better: {whose(room, tally.unknown)} said unknown.", width)
    if tally.not_applicable:
        apart += wrapped(f"Does not apply, say {whose(room, tally.not_applicable)}.", width)
    first = short and item.agreed is None
    return [
        lines,
        measured_lines(room.agreement, tally, width)[1 if first else 0 :],
        [] if first else ends_lines(room, tally, width),
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
    names = names_of(room, bar.by) if room.workshop.names else ""
    longest = max(len(names_of(room, each.by)) for each in tally.bars) if names else 0
    room_for_bar = max(8, min(40, (width - _LEAD) // 2, width - _LEAD - longest - 5))
    full = max(1, round(room_for_bar * bar.count / max(1, most)))
    drawn = said("█" * full, "$primary") + said(f" {bar.count}  ", STRONG)
    told = one_line(names, max(4, width - _LEAD - drawn.cell_length), MUTED)
    return [*lines, Content("   ") + drawn + told]


def _below(bar: Content) -> Content:
    """The lower half of a bar that is to be seen from far away."""
    return said(" " * _LEAD) + said("█" * bar.plain.count("█"), "$primary")


def measured_lines(agreement: Agreement, tally: Tally, width: int) -> Lines:
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


def ends_lines(room: Room, tally: Tally, width: int) -> Lines:
    """Who explains first."""
    if not (tally.lowest and tally.highest) or tally.unanimous:
        return []
    who = f"{names_of(room, tally.lowest)} (lowest), then {names_of(room, tally.highest)} (highest)"
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


def whose(room: Room, who: tuple[str, ...]) -> str:
    """Names, or how many where names are not shown."""
    return names_of(room, who) if room.workshop.names else str(len(who))


def names_of(room: Room, who: Iterable[str]) -> str:
    """What people are called."""
    return ", ".join(room.names.get(each, each) for each in who)


def _number(value: Fraction) -> str:
    text = f"{float(value):.1f}"
    return text.removesuffix(".0")


def _percent(share: Fraction) -> str:
    return f"{round(share * 100)} %"
