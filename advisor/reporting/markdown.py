"""A report as GitHub-flavoured Markdown.

Only the templates write markup. Every value that they print is escaped on the way out, so that text
from files can be no heading, link, image, table border, HTML or line of its own.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.templating import environment, template_problems

_SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ENTITY = re.compile(r"[<>]|&(?=#?\w+;)")
"""What could begin a tag or an entity; any other & is only itself, and is left readable."""
_AUTOLINK = re.compile(r"(?i)(\b(?:https?|ftp|mailto|xmpp)):|\b(www)\.")
_ADDRESS = re.compile(r"https://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")
_LINE_START = re.compile(r"^(?:([#+\-=!])|(\d+)([.)])(?=\s|$))")


def render(document: Document, look: Look = PLAIN) -> bytes:
    """The document as UTF-8 Markdown; the same document gives the same bytes.

    Raises:
        UnusableInput: a template of the user's own cannot be used.
    """
    with template_problems(look.templates):
        page = _template(look.templates).render(
            document=document, look=look, brand=look.brand, day=look.day(document.date)
        )
    return page.encode()


def escape(text: str) -> str:
    """Plain text as Markdown that shows exactly this text, in prose and in a table's cell alike."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return "<br>".join(_line(line) for line in lines)


def _line(line: str) -> str:
    line = _SPECIAL.sub(lambda match: f"\\{match.group()}", line)
    line = _ENTITY.sub(lambda match: _ENTITIES[match.group()], line)
    line = _AUTOLINK.sub(lambda match: f"{match[1]}\\:" if match[1] else f"{match[2]}\\.", line)
    return _LINE_START.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", line)


class Shown(str):
    """Text that is Markdown already, so that the template does not escape it for HTML."""

    def __html__(self) -> str:
        """Itself: the protocol by which templates tell finished text from plain text."""
        return self


def printed(value: object) -> object:
    """What a template prints: its own macros' output as it is, everything else escaped."""
    return value if hasattr(value, "__html__") else Shown(escape(str(value)))


def address(url: str) -> str:
    """A filter: an address on the web as the target of a link.

    Raises:
        ValueError: it is none. Any other text could be more than a target.
    """
    if not _ADDRESS.fullmatch(url):
        raise ValueError("only an address that begins with https:// can be the target of a link")
    return Shown(f"<{url.replace('&', '&amp;')}>")


def prepared(folder: str, own: Path | None) -> ImmutableSandboxedEnvironment:
    """An environment whose templates write Markdown."""
    made = environment(folder, own)
    made.finalize = printed
    made.filters["address"] = address
    return made


@cache
def _template(own: Path | None) -> Template:
    return prepared("markdown", own).get_template("report.md.jinja")
