"""The blocks of a report as paragraphs, tables and pictures of a Word file."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cached_property

from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from advisor.reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Facts,
    Link,
    Paragraph,
    Scores,
    Shares,
    Table,
    Tone,
)
from advisor.reporting.charts import drawing
from advisor.reporting.layout import Shown, is_card, layout
from advisor.reporting.look import Look
from advisor.reporting.word import marks, styles
from advisor.reporting.word.lists import restarted
from advisor.reporting.word.rows import Box, Leads, Row, Sheet, Words, written

_TONES = {
    Tone.INFO: ("2F5D9A", "E9F0F9"),
    Tone.GOOD: ("23683A", "E6F3E8"),
    Tone.CAUTION: ("8A5200", "FCF1DC"),
    Tone.SERIOUS: ("A3242B", "FBE9E8"),
}

_PICTURE = 86
"""Per cent of the text's width that a chart takes: its letters are then as large as a table's."""


@dataclass
class Writer:
    """A Word file in the making: what comes next goes at its end."""

    word: Word
    look: Look
    width: Length
    """Of the text column."""
    colours: styles.Palette
    room: int = 50
    """Above and below the text of a table's cell, in twentieths of a point."""
    _numbers: dict[str, int] = field(default_factory=dict)

    def next(self, series: str) -> int:
        """The next number of a series: tables, figures, bookmarks."""
        self._numbers[series] = self._numbers.get(series, 0) + 1
        return self._numbers[series]

    def line(self, text: str, style: str | None = None) -> Line:
        """A paragraph; line feeds in the text stay line breaks."""
        return self.styled(self.word.add_paragraph(text), style)

    def styled(self, made: Line, style: str | None) -> Line:
        """The paragraph in this style; python-docx itself would search all styles each time."""
        if style is not None:
            made._p.style = self.ids[style]
        return made

    def below(self, cell: _Cell, text: str = "", style: str = styles.CELL) -> Line:
        """A further paragraph in a cell."""
        return self.styled(cell.add_paragraph(text), style)

    @cached_property
    def ids(self) -> dict[str, str]:
        """The id of every style by its name."""
        return {one.name: one.style_id for one in self.word.styles if one.name is not None}

    def gap(self) -> None:
        """A little room after a table, which Word would set flush with what follows."""
        self.line("", styles.GAP)

    def heading(self, text: str, level: int, name: str | None = None, series: int | None = None) -> None:
        """A heading, with a bookmark that links lead to; ``series`` is the list that numbers it."""
        made = self.line(text, f"Heading {level}")
        if series is not None:
            made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = series
            made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_ilvl().val = 0
        if name is not None:
            marks.bookmark(made, anchor(name), self.next("bookmark"))

    def block(self, block: Block) -> None:
        """One block."""
        match block:
            case Paragraph():
                self.line(block.text, styles.LEAD if block.lead else None)
            case Bullets():
                self.bullets(block)
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Callout():
                self.callout(block)
            case Scores() | Shares() | Chart():
                self._drawing(block)

    def bullets(self, block: Bullets, size_of: str | None = None) -> None:
        """A list; numbers begin at one in each.

        ``size_of`` names a style whose size its text takes; then details stand on the same line.
        """
        size = None
        if size_of is not None:
            named = self.word.styles[size_of]
            size = named.font.size if isinstance(named, ParagraphStyle) else None
        if block.title:
            self.line(block.title, styles.LABEL)
        number = restarted(self.word) if block.ordered else None
        for item in block.items:
            made = self.line(item.text, "List Number" if block.ordered else "List Bullet")
            if number is not None:
                made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
            if item.detail:
                if size is None:
                    made.add_run().add_break()
                else:
                    made.add_run(" ")
                made.add_run(item.detail).font.color.rgb = self._quiet()
            for run in made.runs if size is not None else ():
                run.font.size = size

    def callout(self, block: Callout) -> None:
        """Framed paragraphs that stay together."""
        edge, ground = _TONES[block.tone]
        about = f" · {block.about}" if block.about else ""
        lines = [(f"{block.label}{about}", True), (block.title, True)]
        lines += [(text, False) for text in (block.text,) if text]
        made = [self.line("", styles.CALLOUT) for _ in range(len(lines) + bool(block.do))]
        for paragraph, (text, bold) in zip(made, lines, strict=False):
            paragraph.add_run(text).bold = bold
        if block.do:
            made[-1].add_run("What to do: ").bold = True
            made[-1].add_run(block.do)
        for paragraph in made:
            marks.frame(paragraph, edge, ground)
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.keep_with_next = paragraph is not made[-1]
            paragraph.paragraph_format.left_indent = Emu(127_000)
            paragraph.paragraph_format.space_after = Emu(0)
        made[-1].paragraph_format.space_after = Pt(8)

    def write(self, cell: _Cell, text: str, style: str, *, end: bool = False) -> None:
        """The first paragraph of a cell."""
        made = self.styled(cell.paragraphs[0], style)
        made.add_run(text)
        if end:
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def caption(self, label: str, text: str) -> Line:
        """``Table 3  What it is about``, numbered by a field."""
        made = self.line("", "Caption")
        made.add_run(f"{label} ")
        marks.field(made, f"SEQ {label} \\* ARABIC", str(self.next(label)))
        made.add_run(f"  {text}")
        return made

    def _facts(self, block: Facts) -> None:
        if block.title:
            self.line(block.title, styles.LABEL)
        table = self.grid(len(block.facts), (28, 72))
        for row, fact in zip(table.rows, block.facts, strict=True):
            first, second = row.cells
            self.write(first, fact.label, styles.CELL_HEAD)
            self.write(second, fact.value, styles.CELL)
            marks.keep_whole(row)
        marks.describe_table(table, block.title or "; ".join(fact.label for fact in block.facts))
        self.gap()

    def grid(self, rows: int, shares: tuple[int, ...], *, headed: bool = False) -> Grid:
        """A table with columns of these shares of the width; ``headed`` when its first row is a heading."""
        table: Grid = self.word.add_table(rows, len(shares))
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        total = sum(shares)
        for column, share in zip(table.columns, shares, strict=True):
            width = Emu(int(self.width) * share // total)
            column.width = width
            for cell in column.cells:
                cell.width = width
        marks.dress(table, self.ids[styles.TABLE], room=self.room, headed=headed)
        return table

    def _table(self, block: Table) -> None:
        self.caption("Table", block.caption)
        shown = layout(block)
        if is_card(shown):
            self._cards(block, shown)
        else:
            self._rows(block.caption, shown, block.rows)
        if block.note:
            self.line(block.note, styles.QUIET)
        self.gap()

    def _cards(self, block: Table, shown: tuple[Shown, ...]) -> None:
        """A row as a block of its own: its heading, what would stand beneath it, and a table of the rest."""
        first = shown[0]
        apart = {first.index, *(one.index for one in first.under)}
        kept = [place for place in range(len(block.columns)) if place not in apart]
        columns = tuple(block.columns[place] for place in kept)
        for row in block.rows:
            source = row[first.index]
            title = self.line("", styles.LABEL)
            title.paragraph_format.space_before = Pt(9)
            title.add_run(" · ".join(part for part in (source.mark, source.text, source.detail) if part))
            for one in first.under:
                below = row[one.index]
                if below.text or below.mark:
                    line = self.line("", styles.CELL)
                    line.paragraph_format.keep_with_next = True
                    line.add_run(f"{one.title}: ").bold = True
                    line.add_run(" · ".join(part for part in (below.mark, below.text, below.detail) if part))
            if kept:
                # Each card has widths of its own: what is long in one is short in another.
                part = Table(
                    f"{block.caption}: {source.text}", columns, (tuple(row[place] for place in kept),)
                )
                self._rows(part.caption, layout(part), part.rows, headed=False)

    def _rows(
        self,
        title: str,
        shown: tuple[Shown, ...],
        rows: tuple[tuple[Cell, ...], ...],
        *,
        headed: bool = True,
    ) -> None:
        """A table; with ``headed``, the first column's cells head their rows."""
        style, head = self.ids[styles.CELL], self.ids[styles.CELL_HEAD]
        heads = [
            Box((Row((Words(one.title + (" (advised)" if one.lit else "")),), head, one.end),))
            for one in shown
        ]
        boxes = [
            [self._box(source, one, style, heading=headed and one is shown[0]) for one in shown]
            for source in rows
        ]
        total = sum(one.width for one in shown)
        sheet = Sheet(
            title,
            self.ids[styles.TABLE],
            tuple(Emu(int(self.width) * one.width // total).twips for one in shown),
            self.room,
        )
        self.put(written(sheet, [heads, *boxes]))

    def put(self, made: BaseOxmlElement) -> None:
        """An element at the end of the file's body."""
        self.word.element.body.insert_element_before(made, "w:sectPr")

    def _box(self, source: tuple[Cell, ...], column: Shown, style: str, *, heading: bool) -> Box:
        """A cell with what stands beneath it."""
        first = source[column.index]
        lines = []
        if first.mark:
            lines.append(Row((Words(first.mark, bold=True),), style))
        lines.append(Row((Words(first.text, bold=heading),), style, column.end))
        if first.detail:
            lines.append(Row((Words(first.detail, colour=self.colours.quiet),), style))
        lines += self._leads(first.links, style)
        for one in column.under:
            below = source[one.index]
            if not (below.text or below.mark):
                continue
            said = " · ".join(part for part in (below.mark, below.text, below.detail) if part)
            lines.append(Row((Words(f"{one.title}: ", bold=True), Words(said)), style))
            lines += self._leads(below.links, style)
        return Box(tuple(lines), self.colours.soft if first.lit else None)

    def _leads(self, links: tuple[Link, ...], style: str) -> list[Row]:
        look = self.ids[styles.LINK]
        return [Row((Leads(one.text, anchor(one.section), look),), style) for one in links]

    def _drawing(self, block: Scores | Shares | Chart) -> None:
        words = drawing.described(block)
        if not drawing.available():
            self.line(block.title, styles.LABEL)
            self.line(words)
            return
        picture = self.line("")
        picture.paragraph_format.keep_with_next = True
        run = picture.add_run()
        run.add_picture(
            io.BytesIO(drawing.png(block, self.look, scale=3.0)), width=Emu(int(self.width) * _PICTURE // 100)
        )
        number = self.next("picture")
        marks.describe_picture(run, number, f"Figure {number}", words)
        # It stands below what it names: kept with what follows, it would push the picture to the next page.
        self.caption("Figure", block.title).paragraph_format.keep_with_next = False
        if isinstance(block, Chart) and block.note:
            self.line(block.note, styles.QUIET)

    def _quiet(self) -> RGBColor:
        return RGBColor.from_string(self.colours.quiet)


def anchor(section: str) -> str:
    """The bookmark of a section: letters, digits and ``_``, at most 40 of them."""
    return f"s_{section.replace('-', '_')}"[:40]
