"""A report as one self-contained HTML file: no script, no network, styles inline.

The page forbids itself everything but its one style sheet, by hash: even text that slipped through
the escaping could load and run nothing.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache

from jinja2 import Template
from markupsafe import Markup

from advisor.reporting.document import Document
from advisor.reporting.templating import environment, template_folder

_FOLDER = "html"


def render(document: Document) -> bytes:
    """The document as UTF-8 HTML; the same document gives the same bytes."""
    template, style, style_hash = _prepared()
    return template.render(document=document, style=style, style_hash=style_hash).encode()


@cache
def _prepared() -> tuple[Template, Markup, str]:
    """The compiled template, the style sheet, and its hash as the security policy names it."""
    style = (template_folder(_FOLDER) / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # The style sheet is ours, shipped beside the template: the one text that is not escaped.
    return environment(_FOLDER).get_template("report.html.jinja"), Markup(style), f"sha256-{digest}"
