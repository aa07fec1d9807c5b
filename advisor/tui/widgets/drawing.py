"""Text drawn to a width: the base of all widgets that show a result.

A drawing is a list of lines made from model objects for a given width. It is one widget and one
render, however much it shows, so that the panel beside the interview can follow every key.
Words that come from files pass through :func:`clean` and are never parsed as markup.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from math import floor

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from advisor.model.score_figures import whole_points

MARGIN = 2
"""Cells that a drawing of whole pages keeps free at either side."""

_CONTROL = [*range(0x20), *range(0x7F, 0xA0)]
_BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]
_CLEAN = {**dict.fromkeys(_CONTROL, "\ufffd"), **dict.fromkeys(_BIDI), 9: " ", 10: "\n", 13: None}

MUTED = "$text-muted"
"""The style of what is secondary: still legible on every theme."""
FAINT = "$foreground 35%"
"""For rules and the empty part of bars; never for words."""
STRONG = "bold $foreground"
BADGE = "bold $background on $primary"
"""The style of a stage set off as a badge."""
OPEN_BADGE = "bold $text-primary"
"""The style of a stage that is advised so far, and may still change."""

Lines = list[Content]


def clean(text: str) -> str:
    """``text`` without anything that a terminal would obey; line breaks stay."""
    return text.translate(_CLEAN)


def said(text: str, style: str = "") -> Content:
    """Words from anywhere as content, never as markup."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def one_line(text: str, width: int, style: str = "") -> Content:
    """``text`` cut to ``width`` cells, with an ellipsis when something is missing."""
    return said(" ".join(text.split()), style).truncate(max(1, width), ellipsis=True)


def wrapped(text: Content | str, width: int, style: str = "", indent: int = 0, first: str = "") -> Lines:
    """``text`` in lines of ``width`` cells, all indented; the first line may open with a mark."""
    content = said(text, style) if isinstance(text, str) else text
    room = max(2, width - indent)
    lines = [line.rstrip() for line in content.wrap(room)]
    pad = " " * indent
    lead = first.ljust(indent)
    return [Content(lead if number == 0 else pad) + line for number, line in enumerate(lines)]


def beside(columns: Sequence[tuple[Sequence[Content], int]], gap: int = 2) -> Lines:
    """Columns of lines set next to each other, each padded to its width in cells."""
    height = max((len(lines) for lines, _ in columns), default=0)
    result: Lines = []
    for row in range(height):
        parts: Lines = []
        for lines, width in columns:
            cell = lines[row] if row < len(lines) else Content("")
            parts.append(cell.truncate(width, pad=True))
        result.append(Content(" " * gap).join(parts))
    return result


def spread(left: Content, right: Content, width: int) -> Content:
    """``left`` and ``right`` at the two ends of a line; the left one gives way."""
    room = max(1, width - right.cell_length - 1)
    return left.truncate(room, ellipsis=True, pad=True) + Content(" ") + right


def joined(blocks: Iterable[Sequence[Content]], blank: bool = True) -> Lines:
    """Blocks of lines under each other, with an empty line between them."""
    result: Lines = []
    for block in blocks:
        if not block:
            continue
        if result and blank:
            result.append(Content(""))
        result.extend(block)
    return result


def heading(text: str) -> Content:
    """A heading within a drawing."""
    return said(text, "bold $text-primary")


def badge(text: str, *, sure: bool = True) -> Content:
    """``text`` set off: solid where it is sure, in brackets and without a ground while it is open."""
    return said(f" {text} ", BADGE) if sure else said(f"[{text}]", OPEN_BADGE)


def points(value: float) -> str:
    """The whole points that a score has reached: 69.9 is not the 70 at which a band begins."""
    return str(whole_points(value))


def part_points(value: float) -> str:
    """What an answer adds to a score, without decimals, half up; only whole scores are held against bands."""
    return str(floor(value + 0.5))


def percent(share: float) -> str:
    """A share as whole per cent; what is merely almost certain never reads as certain."""
    if 0 < share < 0.005:
        return "<1 %"
    if 0.995 <= share < 1:
        return ">99 %"
    return f"{floor(share * 100 + 0.5)} %"


class Drawing(Widget):
    """A widget whose whole content is lines drawn to its width."""

    DEFAULT_CSS = """
    Drawing { height: auto; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: tuple[int, Content, int] | None = None

    @abstractmethod
    def draw(self, width: int) -> Lines:
        """The lines for a width in cells; must not depend on anything that :meth:`redraw` is not told of."""

    def redraw(self) -> None:
        """Draws anew because what is shown has changed."""
        self._drawn = None
        self.refresh(layout=True)

    def _for(self, width: int) -> tuple[int, Content, int]:
        if self._drawn is None or self._drawn[0] != width:
            lines = self.draw(width)
            self._drawn = (width, Content("\n").join(lines), len(lines))
        return self._drawn

    def render(self) -> Content:
        """The drawing as content."""
        return self._for(max(1, self.size.width))[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        del container, viewport
        return self._for(max(1, width))[2]
