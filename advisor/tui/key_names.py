"""What keys are called, in one style wherever they are named: F2, Esc, Home, PgUp, ^s."""

from __future__ import annotations

_NAMES = {
    "backspace": "Backspace",
    "del": "Del",
    "delete": "Del",
    "end": "End",
    "enter": "⏎",
    "esc": "Esc",
    "escape": "Esc",
    "home": "Home",
    "insert": "Ins",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "pgdn": "PgDn",
    "pgup": "PgUp",
    "shift": "Shift",
    "space": "Space",
    "tab": "Tab",
}


def key_name(shown: str) -> str:
    """A key, or keys pressed together, as Textual shows it, in the style of this app."""
    if shown == "+":
        return shown
    return "+".join(_one(part) for part in shown.split("+"))


def _one(part: str) -> str:
    if part[:1].lower() == "f" and part[1:].isdigit():
        return part.upper()
    return _NAMES.get(part.lower(), part) if len(part) > 1 else part
