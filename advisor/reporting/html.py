"""A report as one self-contained HTML file: no script, no network, styles inline.

The page forbids itself everything but its one style sheet, by hash: even text that slipped through
the escaping could load and run nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from advisor.model.brand import Colours, Fonts, Logo
from advisor.reporting.charts.drawing import available, inline
from advisor.reporting.charts.specs import Drawable
from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.templating import environment, template_problems
from advisor.reporting.tints import variables

_STYLE = "report.css"
_APART = re.compile(r"(?<=\d) %")


def render(document: Document, look: Look = PLAIN) -> bytes:
    """The document as UTF-8 HTML; the same document gives the same bytes.

    Raises:
        UnusableInput: a template of the user's own cannot be used.
    """
    with template_problems(look.templates):
        template, brand_style, style_hash = _prepared(look.templates, look.brand.colours, look.brand.fonts)
        page = template.render(
            document=document,
            look=look,
            brand=look.brand,
            day=look.day(document.date),
            logo=_logo(look.logo),
            style_sheet=_STYLE,
            brand_style=brand_style,
            style_hash=style_hash,
            drawn=_drawing(look),
        )
    head, style_end, body = page.partition("</style>")
    # A number and its sign stay on one line.
    return (head + style_end + _APART.sub("\u00a0%", body)).encode()


def _drawing(look: Look) -> Callable[[Drawable], Markup | None]:
    """Draws a block for the page; None where nothing can be drawn, so that its words stand in."""

    def drawn(block: Drawable) -> Markup | None:
        # Every text in it was escaped, and every colour is a variable of the page.
        return Markup(inline(block, look)) if available() else None

    return drawn


def _logo(logo: Logo | None) -> str | None:
    """The picture inside the address that shows it, so that the page stays one file."""
    return None if logo is None else f"data:{logo.media_type};base64,{base64.b64encode(logo.data).decode()}"


@cache
def _prepared(own: Path | None, colours: Colours, fonts: Fonts) -> tuple[Template, Markup, str]:
    """The compiled template, the brand's rules, and the hash of all styles as the page's policy names it."""
    found = environment("html", own)
    brand_style = "" if colours == Colours() else variables(colours)
    if fonts.text:
        brand_style += f':root{{--sans:"{fonts.text}",system-ui,sans-serif;}}'
    if fonts.headings or fonts.text:
        brand_style += f':root{{--serif:"{fonts.headings or fonts.text}",Georgia,serif;}}'
    style = found.get_template(_STYLE).render() + brand_style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # Colours and names of fonts were checked sign by sign when they were read.
    return found.get_template("report.html.jinja"), Markup(brand_style), f"sha256-{digest}"
