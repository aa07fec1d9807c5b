"""From the drawing library's SVG to ours: only shapes and texts, named and described, in real colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from advisor.reporting.charts.palette import Role, coloured

_ELEMENTS = frozenset({"g", "path", "line", "rect", "text"})
_ATTRIBUTES = (
    "transform",
    "d",
    "x",
    "y",
    "x2",
    "y2",
    "width",
    "height",
    "rx",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "text-anchor",
    "font-size",
    "font-weight",
)
_IDLE = {
    "transform": ("translate(0,0)",),
    "stroke-width": ("1",),
    "stroke-miterlimit": ("10",),
    "font-weight": ("normal",),
    "stroke-dasharray": ("",),
    "stroke-linecap": ("butt",),
}
"""What says no more than its absence."""
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPECIAL = re.compile('[&<>"]')
_UNSEEN = frozenset({"background", "foreground"})
"""Areas without colour that the library lays behind and before each group."""


def escaped(text: str) -> str:
    """Text that is no markup, within an element or an attribute."""
    return _SPECIAL.sub(lambda match: _ESCAPES[match.group()], text)


def _short(value: str) -> str:
    """Numbers with two digits behind the point: finer than any eye, and alike on every machine."""
    return _LONG.sub(lambda match: f"{round(float(match.group()), 2) + 0.0:g}", value)


class _Slim:
    """Reads the library's SVG and writes what is seen of it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._open: list[str] = []
        """What closes each open element; empty for one that was left out."""
        self._skipping = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        unseen = attributes.get("class") in _UNSEEN or attributes.get("display") == "none"
        if self._skipping or unseen:
            self._skipping += 1
            return
        kept = "".join(
            f' {key}="{escaped(_short(attributes[key]))}"'
            for key in _ATTRIBUTES
            if key in attributes and attributes[key] not in _IDLE.get(key, ())
        )
        if name not in _ELEMENTS or (name == "g" and not kept):
            self._open.append("")
            return
        self.parts.append(f"<{name}{kept}>")
        self._open.append(f"</{name}>")

    def end(self, _name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        else:
            self.parts.append(self._open.pop())

    def text(self, text: str) -> None:
        if not self._skipping and self._open and self._open[-1] == "</text>":
            self.parts.append(escaped(text))


def slimmed(drawn: str) -> str:
    """What stands inside the root of an SVG, without classes, roles and what is not seen."""
    slim = _Slim()
    parser = expat.ParserCreate()
    parser.StartElementHandler = slim.start
    parser.EndElementHandler = slim.end
    parser.CharacterDataHandler = slim.text
    parser.Parse(drawn, True)
    return re.sub(r"<(path|line|rect)([^>]*)></\1>", r"<\1\2/>", "".join(slim.parts))


_PAINT = re.compile(r'((?:fill|stroke)=")(#00fe[0-9a-f]{2})(")')


def painted(inside: str, chosen: Mapping[Role, str]) -> str:
    """With every stand-in for a colour replaced, in attributes alone."""
    return _PAINT.sub(lambda match: f"{match[1]}{coloured(match[2], chosen)}{match[3]}", inside)
