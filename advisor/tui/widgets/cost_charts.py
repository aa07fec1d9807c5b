"""Stacked bars, curves and a tornado, drawn with shapes that can be told apart without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from textual.content import Content

from advisor.model.economics import AlternativeCost, Swing
from advisor.tui.widgets.cost_words import CATEGORIES, compact
from advisor.tui.widgets.drawing import FAINT, MUTED, Lines, one_line, said

_AXIS = 8
COLOURS = ("$primary", "$warning", "$error", "$success", "$secondary", "$foreground")
"""A second carrier beside patterns and letters; never the only one."""
_TOGETHER = "*"


def stacked(costs: Sequence[AlternativeCost], width: int) -> Lines:
    """A bar for each alternative on one scale, its parts in the order of the legend."""
    most = max((each.total for each in costs), default=Decimal(0))
    lines: Lines = []
    for each in costs:
        cells: list[tuple[str, str]] = []
        done = Decimal(0)
        for index, (category, (pattern, title)) in enumerate(CATEGORIES.items()):
            start = _cells(done, most, width)
            done += each.categories[category]
            count = _cells(done, most, width) - start
            if count:
                cells += _part(pattern, title, count, COLOURS[index])
        lines.append(Content.assemble(*cells).simplify() if cells else Content(""))
    return lines


def _part(pattern: str, title: str, count: int, style: str) -> list[tuple[str, str]]:
    """So many cells of a pattern, its name among them where it has room."""
    name = f" {title} "
    if count < len(name) + 2:
        return [(pattern * count, style)]
    left = (count - len(name)) // 2
    return [
        (pattern * left, style),
        (name, "bold $foreground"),
        (pattern * (count - len(name) - left), style),
    ]


def _cells(amount: Decimal, most: Decimal, width: int) -> int:
    return int((amount * width / most).to_integral_value()) if most > 0 else 0


def curves(
    volumes: Sequence[Decimal],
    costs: Mapping[str, Sequence[Decimal]],
    today: Decimal,
    width: int,
    height: int,
) -> Lines:
    """Cost by volume on scales of equal ratios; a curve is drawn with the letter that is its key."""
    points = [value for values in costs.values() for value in values]
    if len(volumes) < 2 or not points or min(points) <= 0 or volumes[0] <= 0:
        return [said("There is no volume along which costs could be drawn.", MUTED)]
    bottom, top = min(points).log10(), max(points).log10()
    span = max(top - bottom, Decimal("0.001"))
    left, right = volumes[0].log10(), volumes[-1].log10()
    room = max(20, width - _AXIS - 2)
    grid = [[(" ", "")] * room for _ in range(height)]

    def column(volume: Decimal) -> int:
        return int(((volume.log10() - left) / (right - left) * (room - 1)).to_integral_value())

    mark = column(min(max(today, volumes[0]), volumes[-1]))
    for row in grid:
        row[mark] = ("┊", MUTED)
    styles = {letter: f"bold {COLOURS[index % len(COLOURS)]}" for index, letter in enumerate(costs)}
    for letter, values in costs.items():
        logs = [value.log10() for value in values]
        for x in range(room):
            place = Decimal(x) / (room - 1) * (len(volumes) - 1)
            index = min(int(place), len(volumes) - 2)
            level = logs[index] + (logs[index + 1] - logs[index]) * (place - index)
            y = height - 1 - int(((level - bottom) / span * (height - 1)).to_integral_value())
            taken = grid[y][x][0] not in " ┊"
            grid[y][x] = (_TOGETHER, "bold") if taken else (letter, styles[letter])
    lines: Lines = []
    for index, row in enumerate(grid):
        level = Decimal(10) ** (top - span * index / (height - 1))
        label = compact(level) if index in (0, height // 2, height - 1) else ""
        lines.append((said(f"{label:>{_AXIS}} │", MUTED) + Content.assemble(*row)).simplify())
    lines.append(said(f"{'':>{_AXIS}} └{'─' * room}", MUTED))
    return [*lines, said(f"{'':>{_AXIS}}  {_axis(volumes, today, mark, room)}", MUTED)]


def _axis(volumes: Sequence[Decimal], today: Decimal, mark: int, room: int) -> str:
    """The least and greatest volume, and today's where there is room for it."""
    first, last = compact(volumes[0]), compact(volumes[-1])
    cells = list(first.ljust(room - len(last)) + last)
    here = f"now {compact(today)}"
    start = min(max(mark - len(here) // 2, 0), room - len(here))
    if start > len(first) and start + len(here) < room - len(last):
        cells[start : start + len(here)] = here
    return "".join(cells)


def tornado(swings: Sequence[Swing], typical: Decimal, width: int) -> Lines:
    """What the range of each input does to a total, the typical total at the crossing."""
    if not swings:
        return []
    ends = [end for each in swings for end in (each.low, each.high)]
    least, most = min(ends), max(ends)
    name = min(36, max(16, width * 2 // 5))
    room = max(10, width - name - 17)

    def cell(amount: Decimal) -> int:
        return int(((amount - least) / ((most - least) or 1) * (room - 1)).to_integral_value())

    lines: Lines = []
    middle = min(max(cell(typical), 0), room - 1)
    for each in swings:
        start, end = cell(min(each.low, each.high)), cell(max(each.low, each.high))
        parts = [
            ("┃", "bold") if x == middle else ("━", "$primary") if start <= x <= end else ("·", FAINT)
            for x in range(room)
        ]
        figures = f" {compact(min(each.low, each.high)):>6} to {compact(max(each.low, each.high))}"
        title = one_line(each.title, name - 1).truncate(name, pad=True)
        lines.append((title + Content.assemble(*parts) + said(figures)).simplify())
    return lines
