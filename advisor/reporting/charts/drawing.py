"""Charts as SVG and PNG: drawn by Vega-Lite within vl-convert, no browser and no network.

The same block, look and width give the same bytes. What was drawn once is kept, in this process and
in the user's cache folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import metadata
from importlib.util import find_spec

from advisor.errors import MissingExtra
from advisor.reporting.blocks import Chart, Scores
from advisor.reporting.charts import kept
from advisor.reporting.charts.measure import FAMILY
from advisor.reporting.charts.packing import repacked
from advisor.reporting.charts.palette import Role, colours, variables
from advisor.reporting.charts.specs import Drawable, spec
from advisor.reporting.charts.svg import escaped, painted, slimmed
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.numerals import numbers_written
from advisor.reporting.plain import visible

WIDTH = 640
"""Pixels that a drawing is wide unless told otherwise."""
_VEGA_LITE = "6.4"


@cache
def available() -> bool:
    """Whether charts can be drawn here; without the extra, their words stand in."""
    return find_spec("vl_convert") is not None


def svg(block: Drawable, look: Look = PLAIN, *, width: int = WIDTH) -> str:
    """A drawing as an SVG file of its own, in the brand's colours and font, named and described.

    Raises:
        MissingExtra: the library that draws is not installed.
    """
    family = ", ".join(
        dict.fromkeys(
            one for one in (look.brand.fonts.text, FAMILY, "Arial", "Helvetica", "sans-serif") if one
        )
    )
    head = f' xmlns="http://www.w3.org/2000/svg" font-family="{escaped(family)}"'
    return _framed(block, look, width, head, colours(look.brand.colours))


def inline(block: Drawable, look: Look = PLAIN, *, width: int = WIDTH) -> str:
    """A drawing to stand within an HTML page: colours are the page's variables, letters its font.

    It carries no style and no script, and its name and description have ids of this block alone.

    Raises:
        MissingExtra: the library that draws is not installed.
    """
    return _framed(block, look, width, "", variables())


def png(block: Drawable, look: Look = PLAIN, *, width: int = WIDTH, scale: float = 2.0) -> bytes:
    """A drawing as PNG, ``width`` times ``scale`` pixels wide, on transparent ground.

    Raises:
        MissingExtra: the library that draws is not installed.
    """
    drawn = svg(block, look, width=width)

    def make() -> bytes:
        import vl_convert

        return repacked(vl_convert.svg_to_png(drawn, scale=scale))

    return kept.made(f"png {scale!r} {_library()}", drawn, make)


def described(block: Drawable) -> str:
    """What a drawing shows, in words."""
    if isinstance(block, Scores):
        return " ".join(bar.alternative for bar in block.bars)
    return block.alternative


def _framed(block: Drawable, look: Look, width: int, head: str, chosen: Mapping[Role, str]) -> str:
    with numbers_written(look.brand.numbers):
        drawing = spec(block, float(width))
    text = json.dumps(drawing, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    inside = _drawn(text)
    height = _height(drawing)
    name = _name(block, text)
    return (
        f'<svg{head} width="{width}" height="{height:g}" viewBox="0 0 {width} {height:g}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escaped(visible(block.title))}</title>'
        f'<desc id="{name}-desc">{escaped(visible(described(block)))}</desc>'
        f"{painted(inside, chosen)}</svg>"
    )


def _height(drawing: Mapping[str, object]) -> float:
    padding = drawing["padding"]
    height = drawing["height"]
    if not isinstance(padding, dict) or not isinstance(height, float):
        raise TypeError("a specification has its height and padding in pixels")
    return float(height + padding["top"] + padding["bottom"])


def _name(block: Drawable, text: str) -> str:
    """Where ids of a drawing begin; no other drawing of the document has the same."""
    if isinstance(block, Chart):
        return f"chart-{block.id}"
    return f"chart-{hashlib.sha256(f'{block.title} {text}'.encode()).hexdigest()[:12]}"


@lru_cache(256)
def _drawn(text: str) -> str:
    """What stands inside the SVG of a specification, in stand-ins for colours."""

    def make() -> bytes:
        import vl_convert

        return slimmed(vl_convert.vegalite_to_svg(text, vl_version=_VEGA_LITE, allowed_base_urls=[])).encode()

    return kept.made(f"svg {_VEGA_LITE} {_library()}", text, make).decode()


@cache
def _library() -> str:
    """Which version draws.

    Raises:
        MissingExtra: none does.
    """
    if not available():
        raise MissingExtra("A report with charts", "reports")
    return metadata.version("vl-convert-python")
