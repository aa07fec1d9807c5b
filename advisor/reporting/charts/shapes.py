"""Scales, margins and the few shapes that every chart is made of."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.reporting.charts.palette import Role

TEXT, SMALL = 12.0, 11.0
"""Sizes of letters in pixels."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to pixels; ``low`` and ``high`` lie at the two ends of the chart's area."""

    low: float
    high: float
    logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Pixels around the chart's area."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from one corner to the opposite one."""

    x: float
    y: float
    x2: float
    y2: float
    fill: Role


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    colour: Role


@dataclass(frozen=True, slots=True)
class Dot:
    """A small shape around a point."""

    x: float
    y: float
    fill: Role


@dataclass(frozen=True, slots=True)
class Words:
    """A text at a point, in one line."""

    x: float
    y: float
    text: str
    colour: Role = Role.INK
