"""A Vega-Lite specification, put together from rectangles, lines, dots and texts.

Places are pixels on paper, or values on a chart's own scales; all of them, and every text, stand in
the specification as data. Nothing that comes from a file is ever part of an expression, a field's
name, a title or a mark's definition: what Vega would evaluate holds only what this module writes.
Nothing is measured by the drawing library, so that no font of the machine moves anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Literal, TypeAlias

from advisor.reporting.charts.measure import one_line
from advisor.reporting.charts.palette import Role
from advisor.reporting.charts.shapes import TEXT, Box, Dot, Margins, Scale, Stroke, Words

Json: TypeAlias = dict[str, "Json"] | Sequence["Json"] | str | float | bool | None
Spec: TypeAlias = dict[str, Json]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


class Canvas:
    """Collects layers, the first one at the back; the area's origin is at its top left."""

    def __init__(
        self,
        width: float,
        height: float,
        margins: Margins,
        *,
        x: Scale | None = None,
        y: Scale | None = None,
    ) -> None:
        """Width and height of the whole drawing; without a scale, values are pixels of the area."""
        self.width = width - margins.left - margins.right
        self.height = height - margins.top - margins.bottom
        self._margins = margins
        self._x = x or Scale(0, self.width)
        self._upward = y is not None
        self._y = y or Scale(0, self.height)
        self._layers: list[Json] = []

    def spec(self) -> Spec:
        """The whole specification."""
        m = self._margins
        return {
            "$schema": SCHEMA,
            "width": _number(self.width),
            "height": _number(self.height),
            "padding": {
                "left": _number(m.left),
                "top": _number(m.top),
                "right": _number(m.right),
                "bottom": _number(m.bottom),
            },
            "autosize": {"type": "none"},
            "background": None,
            "layer": list(self._layers),
            "config": {"aria": False, "view": {"stroke": None}, "customFormatTypes": False},
        }

    def boxes(self, boxes: Iterable[Box], *, radius: float = 0, gap: float = 0) -> None:
        """Filled rectangles; ``gap`` sets them apart by a line in the colour of the ground."""
        rows: list[Json] = [
            {
                "x": _number(one.x),
                "x2": _number(one.x2),
                "y": _number(one.y),
                "y2": _number(one.y2),
                "f": one.fill.stand_in,
            }
            for one in boxes
        ]
        mark: Spec = {"type": "rect", "cornerRadius": radius}
        if gap:
            mark |= {"stroke": Role.PAPER.stand_in, "strokeWidth": gap}
        self._add(rows, mark, fill=True, ends=True)

    def frames(self, boxes: Iterable[Box], *, radius: float = 0, thick: float = 1) -> None:
        """Outlines of rectangles."""
        for one in boxes:
            row: Json = {"x": one.x, "x2": one.x2, "y": one.y, "y2": one.y2}
            mark: Spec = {
                "type": "rect",
                "filled": False,
                "cornerRadius": radius,
                "stroke": one.fill.stand_in,
                "strokeWidth": thick,
            }
            self._add([row], mark, ends=True)

    def strokes(
        self, strokes: Iterable[Stroke], *, thick: float = 1, dash: Sequence[float] = (), round_: bool = False
    ) -> None:
        """Straight lines."""
        rows: list[Json] = [
            {
                "x": _number(one.x),
                "x2": _number(one.x2),
                "y": _number(one.y),
                "y2": _number(one.y2),
                "f": one.colour.stand_in,
            }
            for one in strokes
        ]
        mark: Spec = {
            "type": "rule",
            "strokeWidth": thick,
            "strokeDash": list(dash),
            "strokeCap": "round" if round_ else "butt",
        }
        self._add(rows, mark, stroke=True, ends=True)

    def curve(
        self,
        points: Iterable[tuple[float, float]],
        colour: Role,
        *,
        thick: float = 2,
        dash: Sequence[float] = (),
    ) -> None:
        """A line through points, in their order."""
        rows: list[Json] = [
            {"x": _number(x), "y": _number(y), "o": place} for place, (x, y) in enumerate(points)
        ]
        mark: Spec = {
            "type": "line",
            "stroke": colour.stand_in,
            "strokeWidth": thick,
            "strokeDash": list(dash),
            "strokeJoin": "round",
        }
        self._add(rows, mark, ordered=True)

    def dots(
        self,
        dots: Iterable[Dot],
        *,
        size: float = 60,
        shape: Literal["circle", "diamond", "square", "triangle-right", "triangle-left"] = "circle",
        edge: Role | None = None,
        thick: float = 1.5,
    ) -> None:
        """Small shapes of so many square pixels."""
        rows: list[Json] = [
            {"x": _number(one.x), "y": _number(one.y), "f": one.fill.stand_in} for one in dots
        ]
        mark: Spec = {"type": "point", "filled": True, "shape": shape, "size": size, "opacity": 1}
        if edge is not None:
            mark |= {"stroke": edge.stand_in, "strokeWidth": thick}
        self._add(rows, mark, fill=True)

    def words(
        self,
        words: Iterable[Words],
        *,
        align: Literal["left", "center", "right"] = "left",
        size: float = TEXT,
        bold: bool = False,
        dx: float = 0,
        dy: float = 0,
        halo: bool = False,
    ) -> None:
        """Texts, their middle at the height of the point; ``dx`` and ``dy`` move them by pixels.

        With a halo they stay readable upon lines.
        """
        rows: list[Json] = [
            {"x": _number(one.x), "y": _number(one.y), "t": one_line(one.text), "f": one.colour.stand_in}
            for one in words
            if one.text
        ]
        mark: Spec = {
            "type": "text",
            "align": align,
            "baseline": "middle",
            "fontSize": size,
            "fontWeight": "bold" if bold else "normal",
            "dx": dx,
            "dy": dy,
            "limit": 0,
        }
        if halo:
            edge: Spec = {"stroke": Role.PAPER.stand_in, "strokeWidth": 4, "strokeJoin": "round"}
            self._add(rows, mark | edge, fill=True, text=True)
        self._add(rows, mark, fill=True, text=True)

    def _add(
        self,
        rows: list[Json],
        mark: Spec,
        *,
        fill: bool = False,
        stroke: bool = False,
        ends: bool = False,
        text: bool = False,
        ordered: bool = False,
    ) -> None:
        rows = [row for row in rows if _finite(row)]
        if not rows:
            return
        encoding: Spec = {
            "x": _place("x", self._x, [0, self.width]),
            "y": _place("y", self._y, [self.height, 0] if self._upward else [0, self.height]),
        }
        if ends:
            encoding |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        if fill:
            encoding["fill"] = {"field": "f", "type": "nominal", "scale": None, "legend": None}
        if stroke:
            encoding["stroke"] = {"field": "f", "type": "nominal", "scale": None, "legend": None}
        if text:
            encoding["text"] = {"field": "t", "type": "nominal"}
        if ordered:
            encoding["order"] = {"field": "o", "type": "quantitative"}
        self._layers.append({"data": {"values": rows}, "mark": mark, "encoding": encoding})


def _place(field: str, scale: Scale, span: list[float]) -> Json:
    kind: Spec = {
        "type": "log" if scale.logarithmic else "linear",
        "domain": [_number(scale.low), _number(scale.high)],
        "range": [_number(end) for end in span],
        "nice": False,
    }
    if not scale.logarithmic:
        kind["zero"] = False
    return {"field": field, "type": "quantitative", "axis": None, "scale": kind}


def _finite(row: Json) -> bool:
    """Whether everything about a shape is a number that has a place."""
    values = row.values() if isinstance(row, dict) else ()
    return all(isfinite(value) for value in values if isinstance(value, int | float))


def _number(value: float) -> float:
    """A number with as many digits as a drawing can show, so that it is written alike everywhere."""
    return float(f"{value:.6g}")
