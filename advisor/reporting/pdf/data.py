"""A document as the data that the Typst templates set: plain text and numbers, never markup."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import Logo, Look, Paper
from advisor.reporting.pdf.blocks import Writer, item
from advisor.reporting.pdf.colours import page_colours
from advisor.reporting.pdf.texts import Json, mapped, named, ready, runs_right, shortened, strings
from advisor.reporting.plain import visible

TEXT_FONT = "Source Sans 3"
"""For running text and tables; its files lie beside the templates."""
HEADING_FONT = "Libertinus Serif"
"""For titles; the typesetter brings it along."""
_LAST_FONTS = (
    "Noto Sans Arabic",
    "Noto Naskh Arabic",
    "Geeza Pro",
    "Segoe UI",
    "Tahoma",
    "New Computer Modern",
    "DejaVu Sans Mono",
)
"""For other scripts, the first of them that there is; of Arabic, the last has only letters of one width."""
_PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
_PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
_HEAD = 88
"""Letters of a running head."""
_FOOT = 110
_MARK = 60
"""Letters of a classification on every page; the cover has all of it."""
_LANGUAGE = re.compile(r"^([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-|$)")


@dataclass(frozen=True, slots=True)
class Room:
    """How a document is made to fit: a brief must not grow past its pages."""

    scale: float = 1.0
    """Of all sizes."""
    rows: int | None = None
    """Rows of a table at most; None for all."""
    letters: int | None = None
    """Letters of any one text at most; None for all."""


def document_data(
    document: Document,
    look: Look,
    charts: Collection[str] = (),
    room: Room = Room(),
    missing: frozenset[str] = frozenset(),
) -> Json:
    """Everything that the templates see.

    Args:
        document: what is said.
        look: how it looks.
        charts: ids of the charts that were drawn.
        room: how it is made to fit.
        missing: characters that no font shows.
    """
    known = {section.id for section in (*document.sections, *document.annexes)}
    writer = Writer(known, charts, room.rows)

    def said(text: str) -> str:
        if text == document.pack.sha256:
            return text
        if room.letters is not None and len(text) > room.letters:
            text = shortened(text, room.letters)
        return ready(named(text, missing))

    content: Json = {
        "cover": _cover(document, look),
        "executive": _executive(document),
        "sections": [writer.section(one) for one in document.sections],
        "annexes": [writer.section(one) for one in document.annexes],
        "credits": [
            {
                "title": one.title,
                "author": one.author,
                "licence": (one.licence_name if one.licence_url else "") or one.licence,
                "note": one.note,
                "url": one.url,
                "licence_url": one.licence_url,
            }
            for one in document.credits
        ],
        "foot": visible(shortened(look.brand.footer or look.brand.firm or "", _FOOT)),
        "classification": visible(shortened(look.brand.classification or "", _MARK)),
        "head": shortened(f"{document.organisation} · {document.subject}", _HEAD),
    }
    return {
        "meta": _meta(document, look),
        "look": _looks(look, room),
        "brief": document.depth is Depth.BRIEF,
        "right_to_left": any(map(runs_right, strings(content))),
        "unshown": len(missing),
        "pack": {
            "id": document.pack.id,
            "version": document.pack.version,
            "sha256": document.pack.sha256,
        },
        "text": mapped(content, said),
    }


def logo_name(logo: Logo) -> str:
    """The file of the logo, among those that the templates can read."""
    return f"pictures/logo.{_PICTURES[logo.media_type]}"


def _meta(document: Document, look: Look) -> Json:
    found = _LANGUAGE.match(document.language)
    authors: list[Json] = [visible(one) for one in (document.prepared_by, look.brand.firm) if one]
    return {
        "title": document.title,
        "authors": authors,
        "description": document.headline,
        "keywords": [document.subject, document.persona_title, document.pack_title],
        "date": [int(part) for part in document.date.split("-")] if document.date else None,
        "language": found[1].lower() if found else "en",
        "region": found[2].upper() if found and found[2] else None,
    }


def _looks(look: Look, room: Room) -> Json:
    fonts = look.brand.fonts
    text = [fonts.text, TEXT_FONT, HEADING_FONT, *_LAST_FONTS]
    headings = [fonts.headings or fonts.text, HEADING_FONT, TEXT_FONT, *_LAST_FONTS]
    return {
        "paper": _PAPERS[look.paper],
        "scale": room.scale,
        "colours": dict(page_colours(look.brand.colours)),
        "text": list(dict.fromkeys(name for name in text if name)),
        "headings": list(dict.fromkeys(name for name in headings if name)),
        "logo": None
        if look.logo is None
        else {
            "file": logo_name(look.logo),
            "wide": look.logo.width / look.logo.height,
        },
    }


def _cover(document: Document, look: Look) -> Json:
    brand = look.brand
    return {
        "subject": document.subject,
        "organisation": document.organisation,
        "headline": document.headline,
        "reader": document.persona_title,
        "client": visible(brand.client) if brand.client else None,
        "firm": visible(brand.firm) if brand.firm else None,
        "classification": visible(brand.classification) if brand.classification else None,
        "signed": visible(look.signed_by(document.prepared_by) or "") or None,
        "date": look.day(document.date),
        "assessment": document.assessment_title,
        "pack": f"{document.pack_title} {document.pack.version}",
        "glance": [{"label": one.label, "value": one.value} for one in document.glance],
    }


def _executive(document: Document) -> Json:
    page = document.executive
    return {
        "advice": page.advice,
        "reasons": [item(one) for one in page.reasons],
        "reasons_note": page.reasons_note,
        "figures": [{"value": one.value, "label": one.label, "note": one.note} for one in page.figures],
        "risks": [
            {"label": one.label, "text": one.text, "do": one.do, "about": one.about} for one in page.risks
        ],
        "risks_note": page.risks_note,
        "money": None if page.money is None else item(page.money),
        "steps": [item(one) for one in page.steps],
        "sure": page.sure,
    }
