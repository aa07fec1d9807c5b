"""One question of a workshop, drawn for the back row: what is asked, who has voted, how the votes lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from advisor.decision.labels import answer_label
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
from advisor.tui.widgets.workshop_bars import ends_lines, measured_lines, names_of, revealed_lines, whose
from advisor.workflows.workshop_board import Item, Stage, Worth

if TYPE_CHECKING:
    from advisor.workflows.workshop import Room


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
            *(revealed_lines(room, item, item.tally, width, wide=wide, short=short) if item.tally else ()),
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
    return [*measured_lines(room.agreement, item.tally, width)[:1], *ends_lines(room, item.tally, width)]


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
            names = whose(room, item.not_asked)
            text = f"{len(item.voted) - len(item.not_asked)} of {everybody}; not asked: {names}."
            told += wrapped(text, width, MUTED)
        if item.changed:
            names = names_of(room, item.changed)
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
