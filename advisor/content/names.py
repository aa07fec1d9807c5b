"""How messages speak: of the nearest valid name, of a person's text, of what a value is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

_LONGEST = 80
_MOST_LISTED = 12


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The valid name that a person most likely meant, or None when none is close."""
    names = list(valid)
    plain = {each.lower().replace("-", "_").replace(" ", "_"): each for each in names}
    wanted = name[:_LONGEST].lower().replace("-", "_").replace(" ", "_")
    if wanted in plain:
        return plain[wanted]
    from difflib import get_close_matches  # Only for mistakes, so not worth loading otherwise.

    close = get_close_matches(wanted, plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else None


def did_you_mean(name: str, valid: Iterable[str]) -> str | None:
    """A hint that names the nearest valid name, or None when none is close."""
    found = nearest(name, valid)
    return f"did you mean “{found}”?" if found else None


def choose_from(name: str, valid: Iterable[str]) -> str | None:
    """A hint: the nearest valid name, or else the list of them when it is short enough to read."""
    names = list(dict.fromkeys(valid))
    hint = did_you_mean(name, names)
    if hint or not names:
        return hint
    if len(names) <= _MOST_LISTED:
        return "one of: " + ", ".join(names)
    return "one of: " + ", ".join(names[:_MOST_LISTED]) + f" and {len(names) - _MOST_LISTED} more"


def shown(value: str, most: int = 60) -> str:
    """A piece of a person's text as a message may quote it: one line, all of it to be seen, not too long."""
    text = value if value.isprintable() else "".join(map(_seen, value[: most + 1]))
    return text if len(text) <= most else text[: most - 1] + "…"


def _seen(char: str) -> str:
    if char.isprintable():
        return char
    return {"\n": "⏎", "\t": "⇥"}.get(char) or f"[U+{ord(char):04X}]"


def described(value: object) -> str:
    """What a value is, as a message says it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the yes-or-no value {'true' if value else 'false'}"
    if isinstance(value, int | Decimal):
        return f"the number {shown(str(value))}"
    if isinstance(value, str):
        return f"the text “{shown(value)}”" if value else "an empty text"
    if isinstance(value, list | tuple):
        return "a list"
    return "a mapping of keys and values"
