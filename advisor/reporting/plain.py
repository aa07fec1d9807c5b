"""Text from files made safe to look at, whatever the format.

Escaping for HTML or Markdown is the renderers' work. What no format survives, characters that steer
a terminal, reverse the reading direction or cannot be encoded, is made visible here, once.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from operator import is_
from typing import Any, TypeVar, cast

_T = TypeVar("_T")

_UNWANTED = re.compile(
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls, all but the line feed
    "\u202a-\u202e\u2066-\u2069"  # embedding, override and isolation of direction
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators and invisible frames
    "\ud800-\udfff"  # halves of a pair that cannot be written as UTF-8
    "]"
)
_SOFT = {"\t": " ", "\r": "", "\u2028": "\n", "\u2029": "\n", "\ufeff": ""}


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    soft = _SOFT.get(character)
    if soft is not None:
        return soft
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"[U+{code:04X}]"


def visible(text: str) -> str:
    """The text with every character that acts instead of showing replaced by one that shows."""
    return _UNWANTED.sub(_shown, text)


def clean(value: _T) -> _T:
    """A copy of a tree of dataclasses and tuples in which every string is ``visible``.

    Models of the core are left as they are: they are data for machines, not text for the page.
    """
    return cast(_T, _clean(value))


def _clean(value: object) -> object:
    if isinstance(value, str):
        # Most texts hold nothing but what prints, which is quicker to tell than where a character acts.
        return value if value.isprintable() or not _UNWANTED.search(value) else visible(value)
    if isinstance(value, tuple):
        parts = tuple([_clean(part) for part in value])
        return value if all(map(is_, parts, value)) else parts
    changed: dict[str, Any] = {}
    for name in _field_names(type(value)):
        old = getattr(value, name)
        new = _clean(old)
        if new is not old:
            changed[name] = new
    return replace(cast(Any, value), **changed) if changed else value


_NAMES: dict[type, tuple[str, ...]] = {}


def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of anything else."""
    found = _NAMES.get(kind)
    if found is None:
        found = _NAMES[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return found
