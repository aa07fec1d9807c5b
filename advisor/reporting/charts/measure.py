"""How wide text is, so that it fits where it is put, on every machine alike.

Widths are those of Liberation Sans, which the drawing library carries, in thousandths of the size.
They are measured here and not by the drawing library, because that one asks the fonts of the machine
for every letter that its own font lacks.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from advisor.reporting.plain import visible

FAMILY = "Liberation Sans"
"""The font that the drawing library brings along; it has the widths of Arial and Helvetica."""
_GROUPS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckxyzvs",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…—",
    1015: "@",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_WIDE, _OTHER, _BOLD = 1000, 620, 1.07
_ROOM = 1.06
"""Another sans-serif font of a page may be a little wider."""
_MOST = 400
"""Letters of a text that are looked at; no place of a chart holds more."""
_ELLIPSIS = "…"
_JOINERS = "\u200d\ufe0f\u200c"


@lru_cache(4096)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that a text takes at most."""
    return sum(map(_width, text)) * size / 1000 * _ROOM * (_BOLD if bold else 1.0)


def _width(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or letter in _JOINERS:
        return 0
    wide = unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF
    return _WIDE if wide else _OTHER


def one_line(text: str) -> str:
    """A text that stands in one line, without anything that acts; an overlong one is cut off."""
    line = " ".join(visible(text[:_MOST]).split())
    return line if len(text) <= _MOST else line + _ELLIPSIS


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """A text in one line, cut off with an ellipsis where it is too long."""
    line = one_line(text)
    if width(line, size, bold=bold) <= room:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width(line[:middle] + _ELLIPSIS, size, bold=bold) <= room:
            low = middle
        else:
            high = middle - 1
    # Not in the middle of a letter that is made of several signs.
    while low and (_width(line[low]) == 0 or line[low - 1] in _JOINERS):
        low -= 1
    return line[:low].rstrip(" ,;:(") + _ELLIPSIS


def folded(text: str, room: float, size: float, *, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """A text in at most so many lines, the last one cut off where it is too long."""
    words = one_line(text).split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        used = 1
        while used < len(words) and width(" ".join(words[: used + 1]), size, bold=bold) <= room:
            used += 1
        line = " ".join(words[:used])
        if width(line, size, bold=bold) > room:
            break
        found.append(line)
        words = words[used:]
    if words:
        found.append(fitted(" ".join(words), room, size, bold=bold))
    return tuple(found)
