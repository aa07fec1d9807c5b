"""How cells look: a firm's colours and fonts, one name for each kind of cell."""

from __future__ import annotations

from typing import TypeAlias

from advisor.model.brand import Brand, DateFormat
from advisor.reporting.charts.palette import readable_on
from advisor.reporting.tints import mixed, readable

Properties: TypeAlias = dict[str, str | int | bool]

INPUT = "#FFF6D5"
"""The ground of cells that are there to be filled in; said in words on each sheet, too."""
LINE = "#C9CED8"
_PAPER = "#ffffff"
_WARN, _GOOD = "#FBE3D6", "#DDF0E3"

DAYS = {
    DateFormat.ISO: "yyyy-mm-dd",
    DateFormat.LONG: "d mmmm yyyy",
    DateFormat.MONTH_FIRST: "mmmm d, yyyy",
    DateFormat.DOTTED: "dd.mm.yyyy",
    DateFormat.SLASHED: "dd/mm/yyyy",
}
"""Number formats of days; the months' names are in the language of whoever looks."""

TRUTH = '[=1]"yes";[=0]"no";"open"'
"""0, 1, and anything between for what is not known yet."""
CODE = '[=-1]"does not apply";[=0]"open";0'
BAND = '[=0]"low";[=1]"medium";"high"'


def styles(brand: Brand) -> dict[str, Properties]:
    """Kind of cell to what it looks like; kinds are combined, later ones win."""
    accent, ink = brand.colours.accent, brand.colours.ink
    text: Properties = {"font_name": brand.fonts.text or "Calibri", "font_size": 10, "font_color": ink}
    heading = brand.fonts.headings or brand.fonts.text or "Calibri"
    quiet = readable(mixed(ink, _PAPER, 0.3), _PAPER)
    heads = readable(accent, _PAPER)
    return {
        "base": {**text, "valign": "top"},
        "title": {
            "font_name": heading,
            "font_size": 20,
            "bold": True,
            "font_color": heads,
            "valign": "vcenter",
        },
        "subtitle": {"font_size": 12, "font_color": quiet, "valign": "vcenter"},
        "section": {
            "font_name": heading,
            "font_size": 13,
            "bold": True,
            "font_color": heads,
            "valign": "vcenter",
            "bottom": 2,
            "bottom_color": accent,
        },
        "head": {
            "bold": True,
            "font_color": readable_on(accent),
            "bg_color": accent,
            "text_wrap": True,
            "valign": "vcenter",
            "border": 1,
            "border_color": accent,
            "indent": 1,
        },
        "cell": {"border": 1, "border_color": LINE, "text_wrap": True, "align": "left", "indent": 1},
        "line": {"border": 1, "border_color": LINE, "align": "left", "indent": 1},
        "wrap": {"text_wrap": True},
        "strong": {"bold": True},
        "lead": {"font_size": 14, "bold": True},
        "quiet": {"font_color": quiet},
        "input": {"bg_color": INPUT, "locked": False, "border": 1, "border_color": "#B9A860"},
        "group": {
            "bold": True,
            "bg_color": mixed(accent, _PAPER, 0.88),
            "border": 1,
            "border_color": LINE,
            "indent": 1,
        },
        "centre": {"align": "center", "indent": 0},
        "end": {"align": "right"},
        "number": {"num_format": "#,##0.####", "align": "right"},
        "figure": {"num_format": "#,##0.00####", "align": "right"},
        "unit": {"num_format": "[>=1000]#,##0;[>=1]#,##0.00;0.00####", "align": "right"},
        "step": {"num_format": "[>=1000000]#,##0;[>=1]#,##0.00##;0.00######", "align": "right"},
        "score": {"num_format": "0.0", "align": "right"},
        "whole": {"num_format": "0", "align": "right"},
        "money": {"num_format": "#,##0;[Red]-#,##0;0", "align": "right"},
        "price": {"num_format": "#,##0.####;[Red]-#,##0.####;0", "align": "right"},
        "times": {"num_format": "0%", "align": "right"},
        "percent": {"num_format": "0.##%", "align": "right"},
        "percent0": {"num_format": "0%", "align": "right"},
        "truth": {"num_format": TRUTH, "align": "center", "indent": 0},
        "code": {"num_format": CODE, "align": "center", "indent": 0},
        "band": {"num_format": BAND, "align": "center", "indent": 0},
        "date": {"num_format": DAYS[brand.dates], "align": "left"},
        "warn": {"bg_color": _WARN},
        "good": {"bg_color": _GOOD},
        "grey": {"font_color": "#8A8F99", "bg_color": "#EEEFF2"},
    }
