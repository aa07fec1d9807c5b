"""The picture of an exported decision: the decision in the middle, its inputs on both sides.

Modelling tools show a decision only where a file says where to draw it. Sizes are in pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_HEIGHT, _GAP = 46, 14
_BETWEEN = 190
_MARGIN = 130  # Tools write the name of the file into the upper left corner.
_DECISION = (320, 100)
_NOTE = (90, 60)
"""Height of the note, and how far above the decision it ends."""
_PER_SIGN = 8
"""Width of a letter, about."""


def lines(decision: str, inputs: Sequence[str]) -> Iterator[str]:
    """The diagram of a decision's id and the names of its inputs, in their order: left side first."""
    width = max(180, 40 + _PER_SIGN * max(map(len, inputs), default=0))
    half = -(-len(inputs) // 2)
    wide, high = _DECISION
    middle = _MARGIN + width + _BETWEEN
    right = middle + wide + _BETWEEN
    note, above = _NOTE
    centre = _MARGIN + max((half * (_HEIGHT + _GAP) - _GAP) // 2, high // 2 + above + note)
    upper = centre - high // 2
    yield '  <dmndi:DMNDI><dmndi:DMNDiagram id="diagram">'
    yield from _shape("decision", decision, (middle, upper, wide, high))
    for number, name in enumerate(inputs):
        column, place = divmod(number, half)
        left = right if column else _MARGIN
        count = len(inputs) - half if column else half
        start = centre - (count * (_HEIGHT + _GAP) - _GAP) // 2
        y = start + place * (_HEIGHT + _GAP)
        yield from _shape(name, f"data_{name}", (left, y, width, _HEIGHT))
        # Arrows meet the decision's side one below the other.
        lands = upper + high * (place + 1) // (count + 1)
        leaves, arrives = (left, middle + wide) if column else (left + width, middle)
        yield from _edge(name, f"needs_{name}", (leaves, y + _HEIGHT // 2), (arrives, lands))
    yield from _shape("note", "note", (middle, upper - above - note, wide, note))
    yield from _edge("note", "note_about", (middle + wide // 2, upper), (middle + wide // 2, upper - above))
    yield "  </dmndi:DMNDiagram></dmndi:DMNDI>"


def _shape(name: str, element: str, bounds: tuple[int, int, int, int]) -> Iterator[str]:
    x, y, width, height = bounds
    yield f'    <dmndi:DMNShape id="shape_{name}" dmnElementRef="{element}">'
    yield f'      <dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}" />'
    yield "    </dmndi:DMNShape>"


def _edge(name: str, element: str, start: tuple[int, int], end: tuple[int, int]) -> Iterator[str]:
    yield f'    <dmndi:DMNEdge id="edge_{name}" dmnElementRef="{element}">'
    for x, y in (start, end):
        yield f'      <di:waypoint x="{x}" y="{y}" />'
    yield "    </dmndi:DMNEdge>"
