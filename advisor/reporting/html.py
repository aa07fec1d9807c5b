"""A report as one self-contained HTML file: no script, no network, styles inline.

The page forbids itself everything but its one style sheet, by hash: even text that slipped through
the escaping could load and run nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Template

from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.templating import environment

_STYLE = "report.css"
_APART = re.compile(r"(?<=\d) %")


def render(document: Document, look: Look = PLAIN) -> bytes:
    """The document as UTF-8 HTML; the same document gives the same bytes."""
    template, style_hash = _prepared(look.templates)
    page = template.render(document=document, style_sheet=_STYLE, style_hash=style_hash)
    head, style_end, body = page.partition("</style>")
    # A number and its sign stay on one line.
    return (head + style_end + _APART.sub("\u00a0%", body)).encode()


@cache
def _prepared(own: Path | None) -> tuple[Template, str]:
    """The compiled template, and the hash of the style sheet as the page's security policy names it."""
    found = environment("html", own)
    style = found.get_template(_STYLE).render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return found.get_template("report.html.jinja"), f"sha256-{digest}"
