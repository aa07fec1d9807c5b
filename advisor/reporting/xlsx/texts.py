"""Texts as a workbook may hold them: data, never a formula, never longer than a cell takes."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import east_asian_width

from advisor.reporting.plain import visible

LONGEST = 32_767
"""What a cell takes, in units of UTF-16."""
CUT = " … [cut here: longer than a cell can hold]"
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = 0.45
_SPACES = re.compile(r"\s+")


def units(text: str) -> int:
    """Length as spreadsheets count it: signs beyond the first 65,536 count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def cut(text: str, most: int, mark: str) -> str:
    """The text within so many units, with a mark where something is left out."""
    if units(text) <= most:
        return text
    room, kept = most - units(mark), 0
    for place, letter in enumerate(text):
        kept += 1 + (letter > "\uffff")
        if kept > room:
            return text[:place] + mark
    return text


def cell_text(text: str) -> str:
    """A text from a file as a cell shows it."""
    return cut(_ILLEGAL.sub("�", visible(text)), LONGEST, CUT)


def raw_text(text: str) -> str:
    """A text that is read back later: nothing is changed but what no workbook can carry."""
    return cut(_ILLEGAL.sub("�", text), LONGEST, CUT)


def line(text: str, most: int) -> str:
    """A text on one line, cut with an ellipsis: for messages, headers and names of charts."""
    return cut(_SPACES.sub(" ", _ILLEGAL.sub("�", visible(text))).strip(), most, "…")


@lru_cache(maxsize=8192)
def line_count(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a column of so many letters, words kept whole where they fit."""
    room = max(width * (1.02 if bold else 1.07), 1.0)
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            long = sum(_wide(letter) for letter in word)
            if used and used + _SPACE + long > room:
                count += 1
                used = 0.0
            if long > room:
                count += int(long // room)
                long %= room
            used += long + (_SPACE if used else 0)
    return count


@lru_cache(maxsize=2048)
def _wide(letter: str) -> float:
    """The width of a letter in those of a digit, as in the common sans-serif fonts."""
    if letter > "\u1100":
        return 2.0 if east_asian_width(letter) in "WF" else 1.0
    if letter in "ijlI.,;:'|!()[]’“”":
        return 0.5
    if letter in "rstf-/":
        return 0.7
    return 1.5 if letter in "mwMW@%" else 1.2 if letter.isupper() else 1.0


def page_text(text: str, most: int = 70) -> str:
    """A text for header or footer, where an ampersand begins an order; within so many letters."""
    doubled = line(text, most).replace("&", "&&")
    return doubled if len(doubled) <= most else doubled[: most - 1].rstrip("&") + "…"


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have: at most 31 units, no reserved signs, not yet taken."""
    # Brackets are allowed, but a name such as “MAP(1)” would be taken for a function in formulas.
    plain = re.sub(r"[\[\]():*?/\\']", " ", line(wanted, 200))
    base = cut(_SPACES.sub(" ", plain).strip() or "Sheet", 28, "…")
    if base.casefold() == "history":
        base = f"{base} 1"
    name, count = base, 1
    while name.casefold() in taken:
        count += 1
        name = cut(base, 31 - len(f" {count}"), "…") + f" {count}"
    taken.add(name.casefold())
    return name
