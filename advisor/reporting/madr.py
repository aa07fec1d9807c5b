"""The advice as a Markdown Architectural Decision Record, version 4, to keep beside the code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jinja2 import Template

from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.markdown import Shown, prepared
from advisor.reporting.plain import visible
from advisor.reporting.templating import template_problems


def render(document: Document, look: Look = PLAIN) -> bytes:
    """The document's decision record as UTF-8 Markdown; the same document gives the same bytes.

    Raises:
        UnusableInput: a template of the user's own cannot be used.
    """
    with template_problems(look.templates):
        page = _template(look.templates).render(
            document=document,
            record=document.record,
            brand=look.brand,
            signed=look.signed_by(document.prepared_by),
        )
    return page.rstrip("\n").encode() + b"\n"


@cache
def _template(own: Path | None) -> Template:
    made = prepared("madr", own)
    made.filters["quoted"] = _quoted
    return made.get_template("record.md.jinja")


def _quoted(text: str) -> str:
    """Text as a string of the YAML at the top, whatever it holds; JSON's strings are YAML's too."""
    return Shown(json.dumps(visible(text)))
