"""Patterns of the pack, held against cells: ``*`` for anything, ``{name}`` for anything worth keeping."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NAMES = ("workload", "team", "environment", "model")
"""What a pattern may keep."""
LONGEST = 2000
"""Signs of a cell that are looked at; a longer one is cut, for patterns are about names."""
_SHORT = 256
"""Signs of a cell of which something is kept."""
_PART = re.compile(r"\*|\{([a-z]+)\}")


class BadPattern(ValueError):
    """A pattern cannot be used; the text says why."""


def check(pattern: str, *, keeps: Iterable[str] = ()) -> None:
    """Hold a pattern of a pack against what patterns may be.

    Raises:
        BadPattern: it is none.
    """
    allowed = tuple(keeps)
    seen: set[str] = set()
    for found in _PART.finditer(pattern):
        name = found[1]
        if name is None:
            continue
        if name not in allowed:
            may = ", ".join(f"{{{each}}}" for each in allowed)
            raise BadPattern(f"“{{{name}}}” cannot be kept here" + (f"; only {may}" if may else ""))
        if name in seen:
            raise BadPattern(f"“{{{name}}}” stands there twice")
        seen.add(name)
    if pattern.count("*") > 8 or len(seen) > 2:
        raise BadPattern("a pattern has at most eight “*”, and keeps at most two names")


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression that takes time in proportion to what it is held against.

    Literal text after a ``*`` is found at its first place and never looked for again; only what is kept
    may be tried at several places, and a cell is short.
    """
    parts: list[str] = []
    at, open_star = 0, False
    for found in _PART.finditer(pattern):
        parts.append(_literal(pattern[at : found.start()], open_star))
        at = found.end()
        if found[1] is not None:
            if open_star:
                parts.append(".*?")
            parts.append(f"(?P<{found[1]}>.+?)")
            open_star = False
        else:
            open_star = True
    rest = pattern[at:]
    if open_star:
        parts.append(f".*{re.escape(rest)}" if rest else ".*")
    else:
        parts.append(re.escape(rest))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def _literal(text: str, after_star: bool) -> str:
    if not after_star:
        return re.escape(text)
    return f"(?>.*?{re.escape(text)})" if text else ""


def fits(pattern: str, cell: str) -> bool:
    """Whether a cell fits; an empty one fits nothing."""
    return bool(cell) and compiled(pattern).fullmatch(cell[:LONGEST]) is not None


def fits_any(patterns: Iterable[str], cell: str) -> bool:
    """Whether a cell fits one of the patterns."""
    return any(fits(each, cell) for each in patterns)


def kept(pattern: str, cell: str) -> dict[str, str] | None:
    """What stood where the pattern keeps something; None when the cell does not fit."""
    found = compiled(pattern).fullmatch(cell[:_SHORT]) if cell else None
    if found is None:
        return None
    return {name: text.strip() for name, text in found.groupdict().items() if text and text.strip()}
