"""Curves and bars of costs, drawn with letters and blocks that any terminal has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.cli.plain import Style

_HEIGHT, _WIDTH = 12, 57
_OVER = "*"
"""Where two curves lie on one another."""


def compact(amount: Decimal) -> str:
    """A number in few characters: 950, 12k, 3.4M."""
    size = abs(amount)
    for bound, divisor, suffix in (
        (Decimal(10) ** 9, Decimal(10) ** 9, "G"),
        (Decimal(10) ** 6, Decimal(10) ** 6, "M"),
        (Decimal(10) ** 3, Decimal(10) ** 3, "k"),
    ):
        if size >= bound:
            scaled = amount / divisor
            return f"{scaled:.3g}{suffix}" if abs(scaled) < 100 else f"{scaled:.0f}{suffix}"
    return f"{amount:.0f}" if size >= 10 or amount == 0 else f"{amount:.2g}"


def curves(
    volumes: Sequence[Decimal], costs: Mapping[str, Sequence[Decimal]], today: Decimal, style: Style
) -> list[str]:
    """Cost by volume, both on scales of equal ratios; the letter of a curve is the key of ``costs``."""
    least = min(min(values) for values in costs.values())
    most = max(max(values) for values in costs.values())
    if least <= 0 or volumes[0] <= 0:
        return []
    bottom, top = least.log10(), most.log10()
    span = max(top - bottom, Decimal("0.001"))
    left, right = volumes[0].log10(), volumes[-1].log10()
    grid = [[" "] * _WIDTH for _ in range(_HEIGHT)]

    def column(volume: Decimal) -> int:
        return int(((volume.log10() - left) / (right - left) * (_WIDTH - 1)).to_integral_value())

    mark = column(min(max(today, volumes[0]), volumes[-1]))
    for row in grid:
        row[mark] = "┊" if style.unicode else ":"
    for letter, values in costs.items():
        logs = [value.log10() for value in values]
        for x in range(_WIDTH):
            place = Decimal(x) / (_WIDTH - 1) * (len(volumes) - 1)
            index = min(int(place), len(volumes) - 2)
            height = logs[index] + (logs[index + 1] - logs[index]) * (place - index)
            y = _HEIGHT - 1 - int(((height - bottom) / span * (_HEIGHT - 1)).to_integral_value())
            here = grid[y][x]
            grid[y][x] = letter if here in " ┊:" or here == letter else _OVER
    bar, corner, line = ("│", "└", "─") if style.unicode else ("|", "+", "-")
    found = []
    for index, row in enumerate(grid):
        level = Decimal(10) ** (top - span * index / (_HEIGHT - 1))
        label = compact(level) if index in (0, _HEIGHT // 2, _HEIGHT - 1) else ""
        found.append(f"  {label:>8} {bar}{''.join(row).rstrip()}")
    found.append(f"  {'':>8} {corner}{line * _WIDTH}")
    middle = volumes[len(volumes) // 2]
    marks = [" "] * (_WIDTH + 8)
    for text, at in (
        (compact(volumes[0]), 0),
        (compact(middle), column(middle)),
        (compact(volumes[-1]), _WIDTH - 4),
    ):
        for offset, char in enumerate(text):
            if at + offset < len(marks):
                marks[at + offset] = char
    found.append(f"  {'':>8}  {''.join(marks).rstrip()}")
    return found


def swing_bar(
    low: Decimal, typical: Decimal, high: Decimal, bounds: tuple[Decimal, Decimal], style: Style
) -> str:
    """From the total at one end of an input to that at the other, on a common scale."""
    cells = 30
    least, most = bounds
    width = most - least or Decimal(1)

    def cell(amount: Decimal) -> int:
        return int(((amount - least) / width * (cells - 1)).to_integral_value())

    start, end, middle = cell(min(low, high)), cell(max(low, high)), cell(typical)
    fill, mid, blank = ("━", "┃", "·") if style.unicode else ("=", "|", ".")
    return "".join(
        mid if index == middle else fill if start <= index <= end else blank for index in range(cells)
    )
