"""A report as a PDF, set by Typst: tagged, bookmarked, the same bytes for the same input.

Everything that a report says reaches the templates as data, in memory; nothing is pasted into a
template, and a template can read no file but its own folder's.
"""

from __future__ import annotations

from importlib.util import find_spec

from advisor.errors import MissingExtra
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.pdf.data import Room
from advisor.reporting.pdf.job import Job
from advisor.reporting.pdf.typesetting import page_count

_BRIEF_PAGES = 2
_BRIEF_ROOMS = (
    Room(),
    Room(0.94),
    Room(0.88),
    Room(0.82),
    Room(0.82, rows=12, letters=700),
    Room(0.82, rows=8, letters=400),
    Room(0.8, rows=6, letters=220),
    Room(0.8, rows=4, letters=120),
)
"""What is tried in turn until a brief fits its pages: smaller letters first, then less of what is long."""


def render(document: Document, look: Look = PLAIN) -> bytes:
    """The document as PDF; the same document, look and fonts give the same bytes.

    Raises:
        MissingExtra: the typesetter is not installed.
        UnusableInput: a template of the user's own has a mistake.
    """
    if find_spec("typst") is None:
        raise MissingExtra("A report as PDF", "reports")
    job = Job(document, look)
    made = job.pdf(Room())
    if document.depth is Depth.BRIEF:
        for room in _BRIEF_ROOMS[1:]:
            if page_count(made) <= _BRIEF_PAGES:
                break
            made = job.pdf(room)
    return made
