"""Text made ready for a page: numbers keep their sign, long words may break, what no font shows is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeAlias

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
"""What a template is handed."""

NAMES = frozenset({"kind", "id", "section", "tone", "file", "url", "licence_url"})
"""Keys of a template's data whose values are names for templates, not text for the page."""
_LONGEST = 22
"""Letters of a word that hyphenation copes with; longer ones may break inside."""
_NATURAL = 45
"""Letters of a word that may still be one of a language, to be hyphenated by its rules."""
_VARIED = 8
"""Different letters that such a word has at least."""
_PIECE = 6
"""Letters between two places where an overlong word may break."""
_BREAK = "\u200b"
_APART = re.compile(r"(?<=\d) %")
_LONG = re.compile(rf"\S{{{_LONGEST + 1},}}")
_JOINT = re.compile(r"(?<=[/\-._,;:?&=+@|])(?=[^\s/\-._,;:?&=+@|])")
_SOLID = re.compile(rf"[^{_BREAK}]{{{_LONGEST + 1},}}")
_CLUSTER = re.compile("[\u200d\ufe00-\ufe0f\u0300-\u036f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_RIGHT = frozenset({"R", "AL", "AN"})
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_FLAG_A = 0x1F1E6
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001f1e5\U0001f200-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
_JOINED = re.compile(
    f"{_FLAG.pattern}|{_PICTURE}(?:\u200d{_PICTURE})+|{_PICTURE}(?<=[\U0001f3fb-\U0001f3ff])"
)
"""A flag of two letters, pictures that are joined to one, a picture with a colour of skin."""
_INVISIBLE = re.compile("[\u200b-\u200d\ufe00-\ufe0f]")


def ready(text: str) -> str:
    """Plain text as a page sets it: the same letters, with places to break where a word is too long."""
    text = _APART.sub("\u00a0%", text)
    return _LONG.sub(_breakable, text) if len(text) > _LONGEST else text


def _breakable(match: re.Match[str]) -> str:
    word = match.group()
    # Ordinary hyphenation is kept for long words of letters; what has signs inside breaks behind them.
    return _SOLID.sub(_pieces, _JOINT.sub(_BREAK, word))


def _pieces(match: re.Match[str]) -> str:
    word = match.group()
    if word.isalpha() and len(word) <= _NATURAL and len(set(word)) >= _VARIED:
        return word
    if word.isascii() or word.isalpha():
        return _BREAK.join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
    # Not within a letter that is made of several signs.
    found, piece = [], ""
    for letter in word:
        if len(piece) >= _PIECE and not _CLUSTER.match(letter) and not piece.endswith("\u200d"):
            found.append(piece)
            piece = ""
        piece += letter
    return _BREAK.join([*found, piece])


def named(text: str, missing: frozenset[str]) -> str:
    """The text with characters that no font shows in words or codes instead: ``[woman]``, ``[U+4E2D]``."""
    if not missing.intersection(text):
        return text
    text = _JOINED.sub(lambda match: _joined(match.group(), missing), text)
    # Joiners and variants mean nothing without the pictures that they join.
    return "".join(_name(letter) if letter in missing else letter for letter in _INVISIBLE.sub("", text))


def _joined(sign: str, missing: frozenset[str]) -> str:
    """A sign of several signs in one pair of brackets, where any of them is missing: ``[woman, rocket]``."""
    if not missing.intersection(sign):
        return sign
    if _FLAG.fullmatch(sign):
        return f"[flag {''.join(chr(ord(letter) - _FLAG_A + ord('A')) for letter in sign)}]"
    parts = [letter for letter in _INVISIBLE.sub("", sign) if not _SKIN.match(letter)]
    return f"[{', '.join(_name(letter).strip('[]') for letter in parts)}]"


def _name(letter: str) -> str:
    if _INVISIBLE.match(letter):
        return ""
    if unicodedata.category(letter).startswith("S"):
        name = unicodedata.name(letter, "").lower().removeprefix("symbol for ")
        if name:
            return f"[{name}]"
    return f"[U+{ord(letter):04X}]"


def runs_right(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _RIGHT for letter in text)


def mapped(tree: Json, change: Callable[[str], str]) -> Json:
    """A tree with every string changed but keys and ``NAMES``."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, list):
        return [mapped(one, change) for one in tree]
    if isinstance(tree, dict):
        return {key: value if key in NAMES else mapped(value, change) for key, value in tree.items()}
    return tree


def strings(tree: Json) -> Iterator[str]:
    """Every string of a tree but its keys."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list):
        for one in tree:
            yield from strings(one)
    elif isinstance(tree, dict):
        for one in tree.values():
            yield from strings(one)


def shortened(text: str, most: int) -> str:
    """One line of at most so many letters, cut between words where there are any."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    head, space, _ = kept.rpartition(" ")
    return f"{(head if space and len(head) > most // 2 else kept).rstrip(' ,;:')}…"
