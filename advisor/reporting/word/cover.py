"""The cover of a Word report, with the firm's band and logo."""

from __future__ import annotations

import io

from docx.shared import Emu, Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import Look
from advisor.reporting.word import marks, styles
from advisor.reporting.word.blocks import Writer

_LOGO_HEIGHT = Mm(16)
_SMALL_LOGO = Mm(9)
_LOGO_WIDTH = Mm(60)


def cover(writer: Writer, document: Document, look: Look) -> None:
    """Write the first page: who it is for, about whom, by whom."""
    brand = look.brand
    brief = document.depth is Depth.BRIEF
    if look.logo is not None:
        _logo(writer, look, _SMALL_LOGO if brief else _LOGO_HEIGHT)
    if brand.classification and not brief:
        writer.line(brand.classification, styles.KICKER)
    kind = "Brief" if brief else "Report"
    made = writer.line(f"{document.subject} · {kind} for {document.persona_title}", styles.KICKER)
    if not brief:
        made.paragraph_format.space_before = Mm(55)
    told = [made, writer.line(document.organisation, "Title"), writer.line(document.headline, styles.LEAD)]
    if not brief and look.word_template is None:
        _banded(told, writer.colours.accent)
    facts = [
        *((fact.label, fact.value) for fact in document.glance),
        ("Assessment", document.assessment_title),
        ("Prepared for", brand.client),
        ("Prepared by", look.signed_by(document.prepared_by)),
        ("Date", look.day(document.date)),
        ("Questions and rules", f"{document.pack_title} {document.pack.version}"),
    ]
    shown = [(label, value) for label, value in facts if value]
    if brief:
        made = writer.line("", styles.CELL)
        for number, (label, value) in enumerate(shown):
            made.add_run(f"{'  ·  ' if number else ''}{label}: ").bold = True
            made.add_run(value)
        return
    table = writer.grid(len(shown), (26, 74))
    for row, (label, value) in zip(table.rows, shown, strict=True):
        for cell, text, style in zip(row.cells, (label, value), (styles.CELL_HEAD, styles.CELL), strict=True):
            writer.write(cell, text, style)
    marks.describe_table(table, "The report at a glance")
    writer.gap()


def _banded(lines: list[Line], ground: str) -> None:
    """Set white upon the brand's colour, as one band with room below it."""
    for line in lines:
        marks.band(line, ground)
        for run in line.runs:
            run.font.color.rgb = RGBColor(255, 255, 255)
    lines[-1].paragraph_format.space_after = Pt(48)


def _logo(writer: Writer, look: Look, height: Length) -> None:
    logo = look.logo
    if logo is None:
        return
    data = logo.data
    if logo.media_type == "image/svg+xml":
        import vl_convert

        data = vl_convert.svg_to_png(logo.data.decode("utf-8", "replace"), scale=4.0)
    width = min(int(_LOGO_WIDTH), int(height) * logo.width // logo.height)
    run = writer.line("").add_run()
    run.add_picture(io.BytesIO(data), width=Emu(width))
    number = writer.next("picture")
    marks.describe_picture(run, number, "Logo", look.brand.firm or "")
