"""Colours of charts can be told apart by everybody, on grey paper and on dark screens."""

from __future__ import annotations

import itertools
import re

import pytest

from advisor.content.locations import templates_root
from advisor.model.brand import Colours
from advisor.reporting.charts import drawing
from advisor.reporting.charts.palette import LINES, ON_PARTS, PARTS, Role, colours, luminance, readable_on
from tests.reporting.figures import drawings

LIGHT = colours(Colours())
SEEING = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    # Machado, Oliveira and Fernandes 2009, severity 1.
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, by: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    return lab(tuple(sum(f * p for f, p in zip(row, rgb, strict=True)) for row in SEEING[by]))


def apart(one: str, other: str, by: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, by), seen(other, by), strict=True)) ** 0.5


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def variables(theme: int) -> dict[str, str]:
    """The variables of the page, those of the dark theme over those of the light one."""
    style = (templates_root() / "html" / "report.css").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for block in re.findall(r":root \{(.*?)\n\s*\}", style, re.DOTALL)[: theme + 1]:
        found |= dict(re.findall(r"--([a-z0-9-]+): ([^;]+);", block))
    return found


def resolved(name: str, theme: int) -> str:
    known = variables(theme)
    value = known[name]
    while value.startswith("var(--"):
        value = known[value[6:-1]]
    return value


def in_theme(role: Role, theme: int) -> str:
    return resolved(role.variable[6:-1], theme)


@pytest.mark.parametrize("by", SEEING)
def test_neighbouring_parts_differ_for_every_eye(by: str) -> None:
    for theme in (None, 0, 1):
        known = [LIGHT[one] if theme is None else in_theme(one, theme) for one in PARTS]
        for one, other in itertools.pairwise(known):
            assert apart(one, other, by) > 15, (theme, one, other)


@pytest.mark.parametrize("by", SEEING)
def test_lines_differ_for_every_eye(by: str) -> None:
    for theme in (0, 1):
        for one, other in itertools.combinations([in_theme(line, theme) for line in LINES], 2):
            assert apart(one, other, by) > 15, (theme, one, other)


def test_parts_run_from_dark_to_light_so_that_grey_paper_tells_them_apart() -> None:
    for known in ([LIGHT[one] for one in PARTS], [in_theme(one, 1) for one in PARTS]):
        greys = [lab(linear(one))[0] for one in known]
        assert all(after - before >= 8 for before, after in itertools.pairwise(greys)), greys


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_on_parts_and_names_of_lines_can_be_read(theme: int) -> None:
    for part, on in zip(PARTS, ON_PARTS, strict=True):
        assert contrast(in_theme(part, theme), in_theme(on, theme)) >= 4.5, part
    ground = in_theme(Role.PAPER, theme)
    for role in (*LINES, Role.INK, Role.QUIET, Role.ACCENT):
        assert contrast(in_theme(role, theme), ground) >= 4.5, role
    assert contrast(in_theme(Role.ACCENT, theme), in_theme(Role.ON_ACCENT, theme)) >= 4.5


def test_paper_and_screen_have_the_same_colours() -> None:
    same = (*PARTS, *ON_PARTS, *LINES, Role.MUTED)
    assert {one: LIGHT[one] for one in same} == {one: in_theme(one, 0) for one in same}


@pytest.mark.parametrize("accent", ["#000000", "#ffffff", "#ffd400", "#1f5aa6", "#777777"])
def test_text_on_any_firms_accent_can_be_read(accent: str) -> None:
    assert contrast(accent, readable_on(accent)) >= 4.5
    assert colours(Colours(accent=accent))[Role.ON_ACCENT] == readable_on(accent)


@pytest.mark.parametrize("kind", sorted(drawings()))
def test_a_drawing_for_a_page_names_its_variables_only(kind: str) -> None:
    drawn = drawing.inline(drawings()[kind])
    painted = re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)
    assert painted
    known = variables(0)
    for one in painted:
        assert one == "none" or one[6:-1] in known, one
