"""The colours of charts, by what they are for.

Charts are drawn once with stand-ins, one for each role, and coloured afterwards: with a firm's own
colours for paper, with the page's variables for a screen that may be dark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from advisor.model.brand import Colours


class Role(Enum):
    """What a colour is for; its value is its number among the stand-ins."""

    INK = 0
    """Text and marks that carry the figure."""
    QUIET = 1
    """Text that explains."""
    GRID = 2
    """Thin lines behind everything."""
    PAPER = 3
    """The ground, for gaps between parts."""
    ACCENT = 4
    """What is advised."""
    ON_ACCENT = 5
    """Text on it."""
    MUTED = 6
    """What is not advised."""
    INTERVAL = 7
    """How far a value may move."""
    ZONE_LOW = 8
    ZONE_MEDIUM = 9
    ZONE_HIGH = 10
    PART_1 = 11
    PART_2 = 12
    PART_3 = 13
    PART_4 = 14
    PART_5 = 15
    PART_6 = 16
    ON_PART_1 = 17
    ON_PART_2 = 18
    ON_PART_3 = 19
    ON_PART_4 = 20
    ON_PART_5 = 21
    ON_PART_6 = 22
    LINE_1 = 23
    LINE_2 = 24
    LINE_3 = 25
    LINE_4 = 26

    @property
    def stand_in(self) -> str:
        """The colour that a chart is drawn with."""
        return f"#00fe{self.value:02x}"

    @property
    def variable(self) -> str:
        """The variable of the page that gives the colour."""
        return f"var(--chart-{self.name.lower().replace('_', '-')})"


PARTS = (Role.PART_1, Role.PART_2, Role.PART_3, Role.PART_4, Role.PART_5, Role.PART_6)
ON_PARTS = (Role.ON_PART_1, Role.ON_PART_2, Role.ON_PART_3, Role.ON_PART_4, Role.ON_PART_5, Role.ON_PART_6)
LINES = (Role.LINE_1, Role.LINE_2, Role.LINE_3, Role.LINE_4)

_LIGHT = {
    Role.GRID: "#e1e3e8",
    Role.PAPER: "#ffffff",
    Role.MUTED: "#a9b1bf",
    Role.INTERVAL: "#6f7b90",
    Role.ZONE_LOW: "#eee3dc",
    Role.ZONE_MEDIUM: "#ebe8cb",
    Role.ZONE_HIGH: "#d5e9da",
    # From dark to light in even steps, so that grey paper tells them apart as well; hues of Okabe and Ito.
    Role.PART_1: "#1d2a52",
    Role.PART_2: "#0b62a0",
    Role.PART_3: "#b8562a",
    Role.PART_4: "#3aa88a",
    Role.PART_5: "#f0b23c",
    Role.PART_6: "#f6e7a8",
    Role.LINE_1: "#0b62a0",
    Role.LINE_2: "#b8562a",
    Role.LINE_3: "#1d2a52",
    Role.LINE_4: "#8f3f73",
}
_DARK_TEXT, _LIGHT_TEXT = "#000000", "#ffffff"
_TEXT_CONTRAST, _QUIET_CONTRAST = 7.0, 4.5
"""Contrast of text on paper by WCAG 2.2: level AAA, and AA for what explains."""
_STEPS = 20
_STAND_IN = re.compile(r"#00fe([0-9a-f]{2})")
_BY_NUMBER = {role.value: role for role in Role}


def colours(brand: Colours) -> dict[Role, str]:
    """The colours for paper: the firm's accent and ink, ours for everything else."""
    ink = darkened(brand.ink, _TEXT_CONTRAST)
    found = {
        **_LIGHT,
        Role.INK: ink,
        Role.ACCENT: brand.accent,
        Role.QUIET: darkened(_quieter(ink), _QUIET_CONTRAST),
    }
    found[Role.ON_ACCENT] = readable_on(brand.accent)
    found |= {on: readable_on(found[part]) for part, on in zip(PARTS, ON_PARTS, strict=True)}
    return found


def variables() -> dict[Role, str]:
    """The colours as variables of a page."""
    return {role: role.variable for role in Role}


def coloured(value: str, chosen: Mapping[Role, str]) -> str:
    """A value of ``fill`` or ``stroke`` with its stand-in replaced."""
    return _STAND_IN.sub(lambda match: chosen[_BY_NUMBER[int(match[1], 16)]], value)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 for black to 1 for white."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(ground: str) -> str:
    """Black or white, whichever reads better on a colour."""
    bright = luminance(ground)
    dark = luminance(_DARK_TEXT)
    return _LIGHT_TEXT if 1.05 / (bright + 0.05) >= (bright + 0.05) / (dark + 0.05) else _DARK_TEXT


def darkened(colour: str, contrast: float) -> str:
    """The colour, made as much darker as it takes to have this contrast on white."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    for step in range(_STEPS + 1):
        tried = "#" + "".join(f"{round(part * (1 - step / _STEPS)):02x}" for part in parts)
        if 1.05 / (luminance(tried) + 0.05) >= contrast:
            return tried
    return _DARK_TEXT


def _quieter(ink: str) -> str:
    """The ink, a quarter of the way to white."""
    parts = [int(ink[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (255 - part) * 0.25):02x}" for part in parts)
