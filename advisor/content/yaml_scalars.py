"""What an unquoted YAML scalar means here: much less than YAML allows.

Only ``true``, ``false``, ``null``, plain integers, plain decimals and text. Everything that one YAML
reader takes for text and another for a boolean, a date, an octal or a number of minutes is a surprise
that has to be quoted or written plainly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from advisor.content.names import shown

_LONGEST_NUMBER = 40
# Patterns are compiled when a text first needs them: most files never do.
_INTEGER = r"-?(?:0|[1-9][0-9]*)"
_DECIMAL = r"-?(?:0|[1-9][0-9]*)\.[0-9]+"
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "": None}
_BOOLEANS = ("y", "n", "yes", "no", "on", "off", "true", "false")
_NULLS = ("~", "null")
_SIGNS = ("<<", "=")
_LONGEST_WORD = 5
_SPECIAL = r"[-+]?\.(?:inf|nan)"
_DATE = r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?"
_SEXAGESIMAL = r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
_ODD_NUMBER = r"""(?x)[-+]?(?: 0[xX][0-9a-fA-F_]+ | 0[oO][0-7_]+ | 0[bB][01_]+
        | [0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?      # 010 is octal for some
        | \.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?
    )"""

Scalar = bool | int | Decimal | str | None
"""What a scalar can be."""


@dataclass(frozen=True, slots=True)
class Surprise:
    """Why an unquoted scalar is refused, and how to write it instead."""

    message: str
    hint: str


def resolve(text: str) -> Scalar | Surprise:
    """The value of an unquoted scalar, or why it is not taken."""
    if text in _WORDS:
        return _WORDS[text]
    # Most scalars are prose: one look at the first character spares them the patterns.
    if text[0].isdigit() or text[0] in "+-.":
        return _number(text)
    return (_word(text) or text) if len(text) <= _LONGEST_WORD else text


def is_safe_plain(text: str) -> bool:
    """Whether the text, written without quotes, is read back as this very text by any YAML reader."""
    return text != "" and resolve(text) == text


def _number(text: str) -> int | Decimal | str | Surprise:
    if re.fullmatch(_INTEGER, text):
        return int(text) if len(text) <= _LONGEST_NUMBER else _too_long()
    if re.fullmatch(_DECIMAL, text):
        return Decimal(text) if len(text) <= _LONGEST_NUMBER else _too_long()
    quoted = _quoted(text)
    if re.fullmatch(_SPECIAL, text, re.IGNORECASE):
        return Surprise(f"“{text}” is not a number that can be used", quoted)
    if re.fullmatch(_DATE, text):
        return Surprise(f"“{shown(text)}” without quotes is a date to some YAML readers", quoted)
    if re.fullmatch(_SEXAGESIMAL, text):
        return Surprise(f"“{shown(text)}” without quotes is a base-sixty number to some YAML readers", quoted)
    if re.fullmatch(_ODD_NUMBER, text):
        return Surprise(
            f"“{shown(text)}” is read as different numbers by different YAML readers",
            f'write the number plainly, digits and a point only, or "{shown(text)}" in quotes for text',
        )
    return text


def _word(text: str) -> Surprise | None:
    quoted = _quoted(text)
    if text.lower() in _BOOLEANS:
        plainly = "" if text.lower() in ("y", "n") else ", true or false otherwise"
        return Surprise(f"“{text}” without quotes is yes-or-no to some YAML readers", quoted + plainly)
    if text.lower() in _NULLS:
        return Surprise(f"“{text}” without quotes means nothing at all in YAML", quoted + ", else delete it")
    if text in _SIGNS:
        return Surprise(f"“{text}” has a special meaning in YAML", quoted)
    return None


def _quoted(text: str) -> str:
    return f'write "{shown(text)}" in quotes if the text is meant'


def _too_long() -> Surprise:
    return Surprise(f"a number of more than {_LONGEST_NUMBER} digits", "write a smaller number")
