"""Answers that a bill speaks for, each beside the present one; under the cursor with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from advisor.evidence.proposing_words import told
from advisor.model.bill_answers import Proposal, Verdict
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, one_line, said, spread, wrapped

_LABEL = 9


class Stand(Enum):
    """How a proposal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    OTHERWISE = "otherwise"
    """Another answer was given, with the bill as its evidence."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Shown:
    """One proposal with its question in words."""

    proposal: Proposal
    title: str
    about: str
    """The workload that it is about; empty for the organisation."""
    stand: Stand


_SIGNS = {
    Verdict.NEW: ("+", "not answered yet", "$text-primary"),
    Verdict.AGREES: ("=", "agrees", "$text-success"),
    Verdict.DIFFERS: ("~", "differs", "$text-warning"),
    Verdict.CONTRADICTS: ("!", "contradicts", "bold $text-error"),
}
_STANDS = {
    Stand.ACCEPTED: ("✓", "accepted", "bold $text-success"),
    Stand.OTHERWISE: ("✎", "answered otherwise", "bold $text-success"),
    Stand.REFUSED: ("✗", "rejected", MUTED),
}
_BUTTONS = (
    ("a", "Accept", "screen.accept"),
    ("r", "Reject", "screen.reject"),
    ("e", "Edit", "screen.edit"),
    ("g", "To the question", "screen.question"),
)


class ProposalList(Drawing, can_focus=True):
    """The proposals; a click or the arrows open one of them."""

    auto_links = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Accept", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "jump(0)", "First", show=False),
        Binding("end", "jump(-1)", "Last", show=False),
    ]
    DEFAULT_CSS = """
    ProposalList { padding: 0 2 0 1; pointer: pointer; }
    """

    @dataclass
    class Moved(Message):
        """The cursor is on another proposal."""

        proposal: str

    class Taken(Message):
        """Enter on a proposal."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Shown, ...] = ()
        self._at = 0
        self._unmatched: tuple[str, ...] = ()
        self._rows: list[tuple[int, int]] = []

    @property
    def current(self) -> Shown | None:
        """The proposal under the cursor."""
        return self._shown[self._at] if self._shown else None

    @property
    def shown(self) -> tuple[Shown, ...]:
        """All of them."""
        return self._shown

    def put(self, shown: tuple[Shown, ...], unmatched: tuple[str, ...], at: str | None) -> None:
        """Show other proposals, with the cursor on one of them."""
        ids = [each.proposal.id for each in shown]
        self._shown, self._unmatched = shown, unmatched
        self._at = ids.index(at) if at in ids else 0
        self.redraw()

    # Drawing ---------------------------------------------------------------------------------

    def draw(self, width: int) -> Lines:
        """Each proposal in a few lines, the one under the cursor in full."""
        lines: Lines = []
        self._rows = []
        if not self._shown:
            text = "The bill speaks for no answer: it covers too few days, or no figure that a rule looks at."
            lines += wrapped(text, width, MUTED)
        for number, each in enumerate(self._shown):
            here = number == self._at
            start = len(lines)
            mark = said("▌", "$primary") if here else Content(" ")
            body = _closed(each, width - 2, whole=here)
            if here:
                body += _opened(each, width - 2)
            lines += [mark + Content(" ") + line for line in body]
            self._rows.append((start, len(lines) - start))
            lines.append(Content(""))
        if self._unmatched:
            lines += _matching(self._unmatched, width)
        return lines

    def on_focus(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def _reveal(self) -> None:
        def reveal() -> None:
            self._for(max(1, self.size.width))
            if self._rows:
                start, count = self._rows[self._at]
                self._bring(start, count)

        self.call_after_refresh(reveal)

    def _bring(self, start: int, count: int) -> None:
        """Bring lines into sight, the first of them where not all have room."""
        room = self.parent
        if isinstance(room, Widget):
            height = min(count, room.scrollable_content_region.height or count)
            region = Region(0, self.virtual_region.y + start, 1, height)
            room.scroll_to_region(region, animate=False, force=True)

    # Moving ----------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Up or down."""
        self.point_at(min(max(self._at + by, 0), len(self._shown) - 1))

    def action_jump(self, to: int) -> None:
        """First or last."""
        self.point_at(to if to >= 0 else len(self._shown) - 1)

    def action_take(self) -> None:
        """Enter accepts."""
        self.post_message(self.Taken())

    def point_at(self, number: int) -> None:
        """Put the cursor on a proposal."""
        if not 0 <= number < len(self._shown):
            return
        if number != self._at:
            self._at = number
            self.redraw()
            self.post_message(self.Moved(self._shown[number].proposal.id))
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        """A click opens; the words under it are buttons of their own."""
        y = event.get_content_offset_capture(self).y
        for number, (start, count) in enumerate(self._rows):
            if start <= y < start + count:
                self.point_at(number)


def _closed(each: Shown, width: int, *, whole: bool) -> Lines:
    """Question, present answer and what the bill speaks for; ``whole`` answers where there is room."""
    proposal = each.proposal
    sign, word, style = _SIGNS[proposal.verdict] if each.stand is Stand.OPEN else _STANDS[each.stand]
    name = f"{each.title} · {each.about}" if each.about else each.title
    head = said(f"{sign} ", style) + said(name, STRONG if each.stand is not Stand.REFUSED else MUTED)
    agrees = proposal.verdict is Verdict.AGREES
    measure = proposal.measure
    value = f" · {told(measure.value, measure.unit)}" if measure.value is not None else ""
    return [
        spread(head, said(word, style), width),
        *_pair("now", proposal.present or "not answered", "$text-success" if agrees else MUTED, width, whole),
        *_pair("bill", proposal.label + value, "", width, whole),
    ]


def _pair(name: str, text: str, style: str, width: int, whole: bool) -> Lines:
    body = wrapped(text, width - 7, style) if whole else [one_line(text, width - 7, style)]
    label = said(f"  {name:<5}", "$text-primary")
    return [(label if not row else Content(" " * 7)) + line for row, line in enumerate(body)]


def _opened(each: Shown, width: int) -> Lines:
    proposal = each.proposal
    measure = proposal.measure
    lines: Lines = []
    if proposal.warning and each.stand is Stand.OPEN:
        text = f"{proposal.warning} {proposal.do or ''}".strip()
        lines += wrapped(text, width, "$text-error", indent=2, first="!")
    lines += _labelled("Evidence", proposal.evidence, width)
    sums = "; ".join(f"{name.replace('_', ' ')} {amount:,.2f}" for name, amount in measure.sums.items())
    if sums:
        lines += _labelled("Sums", sums, width)
    lines += _labelled("Range", f"{proposal.bounds}. {proposal.source}.", width)
    lines += _labelled("Why", proposal.reason, width)
    if proposal.caution:
        lines += _labelled("But", proposal.caution, width)
    parts = []
    for key, words, action in _BUTTONS:
        text = "Take back" if action == "screen.reject" and each.stand is Stand.REFUSED else words
        click = Style.from_meta({"@click": action})
        button = Content.assemble((f" {key} ", "bold $text-primary on $panel"), (f"{text} ", "on $panel"))
        parts.append(button.stylize(click))
    return [*lines, *_rows_of(parts, width)]


def _rows_of(parts: list[Content], width: int) -> Lines:
    """Buttons in as many rows as they need."""
    rows: Lines = []
    row = Content("  ")
    for part in parts:
        if row.cell_length + part.cell_length + 1 > width and row.plain.strip():
            rows.append(row)
            row = Content("  ")
        row += part + Content(" ")
    return [*rows, row]


def _labelled(name: str, text: str, width: int) -> Lines:
    body = wrapped(text, max(8, width - _LABEL - 2), MUTED)
    label = said(f"  {name:<{_LABEL}}", "$text-primary")
    return [(label if not row else Content(" " * (_LABEL + 2))) + line for row, line in enumerate(body)]


def _matching(names: tuple[str, ...], width: int) -> Lines:
    listed = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    text = f"The bill has AI workloads that no workload here is named after: {listed}."
    click = Style.from_meta({"@click": "screen.match"})
    button = Content.assemble((" m ", "bold $text-primary on $panel"), ("Say which is which ", "on $panel"))
    return [*wrapped(text, width - 2, MUTED, indent=2), Content("  ") + button.stylize(click)]
