"""A report's table in a terminal: side by side where it reads well, else one card a row."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from advisor.reporting.blocks import Cell, Table
from advisor.reporting.layout import Shown, layout
from advisor.tui.widgets.drawing import FAINT, MUTED, STRONG, Lines, beside, joined, said, wrapped

_GAP = 2
_TALLEST = 9
"""Rows taller than this read better as cards."""
_NARROWEST = 9
_LIT = "$foreground on $primary 20%"


def table_lines(table: Table, width: int) -> Lines:
    """The caption, the rows, the note."""
    body = _grid(table, width) or _cards(table, width)
    note = wrapped(table.note, width, MUTED) if table.note else []
    return [*wrapped(table.caption, width, f"italic {MUTED}"), *body, *note]


def link_content(section: str, text: str) -> Content:
    """A pointer into the document, for mouse and eye."""
    clean_id = "".join(letter for letter in section if letter.isalnum() or letter in "-_")
    return said(text, "$text-primary").stylize(Style.from_meta({"@click": f"screen.section('{clean_id}')"}))


def _words(cell: Cell, width: int, style: str = "") -> Lines:
    """All that a cell says."""
    lines: Lines = []
    if cell.text:
        lit = cell.lit or cell.mark is not None
        lines += wrapped(cell.text, width, f"bold {style}" if lit else style, *((2, "●") if lit else ()))
    if cell.mark:
        lines += wrapped(cell.mark, width, "$text-primary", indent=2)
    if cell.detail:
        lines += wrapped(cell.detail, width, MUTED)
    for link in cell.links:
        lines += wrapped(link_content(link.section, link.text), width, indent=2, first="→")
    return lines


def _below(row: tuple[Cell, ...], columns: tuple[Shown, ...], width: int) -> Lines:
    """What a page sets beneath a column has the whole width here."""
    lines: Lines = []
    for column in columns:
        for under in column.under:
            cell = row[under.index]
            if cell.text:
                words = Content.assemble(said(f"{under.title}: ", MUTED), said(cell.text))
                lines += wrapped(words, width, indent=2)
    return lines


def _texts(cell: Cell) -> list[str]:
    return [cell.text, cell.detail or "", cell.mark or "", *(f"→ {link.text}" for link in cell.links)]


def _widths(table: Table, columns: tuple[Shown, ...], width: int) -> list[int] | None:
    """A width for each column, so that words stay whole where they can; None when they do not fit."""
    room = width - _GAP * (len(columns) - 1)
    longest, most = [], []
    for column in columns:
        texts = [column.title, *(text for row in table.rows for text in _texts(row[column.index]))]
        marks = 2 if any(row[column.index].lit or row[column.index].mark for row in table.rows) else 0
        longest.append(max((cell_len(word) for text in texts for word in text.split()), default=1) + marks)
        most.append(min(60, max(map(cell_len, texts))) + marks)
    for widest in (30, 18):
        floor = _NARROWEST if len(columns) > 2 else 4
        least = [max(floor, min(word, widest)) for word in longest]
        if sum(least) <= room:
            break
    else:
        return None
    wants = [max(low, high) - low for low, high in zip(least, most, strict=True)]
    spare = min(room - sum(least), sum(wants))
    return [low + (spare * want // sum(wants) if want else 0) for low, want in zip(least, wants, strict=True)]


def _grid(table: Table, width: int) -> Lines | None:
    columns = layout(table)
    widths = _widths(table, columns, width)
    if widths is None:
        return None
    heads = []
    for column, room in zip(columns, widths, strict=True):
        style = "bold $text-primary" if column.lit else f"bold {MUTED}"
        heads.append((wrapped(("● " if column.lit else "") + column.title, room, style), room))
    total = sum(widths) + _GAP * (len(widths) - 1)
    rule = said("─" * total, FAINT)
    lines = [*beside(heads, gap=_GAP), said("━" * total, FAINT)]
    for number, row in enumerate(table.rows):
        cells = []
        for place, (column, room) in enumerate(zip(columns, widths, strict=True)):
            cell = row[column.index]
            text = _words(cell, room, STRONG if place == 0 else "")
            if column.end:
                text = [line.pad_left(max(0, room - line.cell_length)) for line in text]
            if cell.lit:
                text = [line.truncate(room, pad=True).stylize_before(_LIT) for line in text]
            cells.append((text, room))
        if max((len(text) for text, _ in cells), default=0) > _TALLEST:
            return None
        if number:
            lines.append(rule)
        lines += [*beside(cells, gap=_GAP), *_below(row, columns, width)]
    return lines


def _cards(table: Table, width: int) -> Lines:
    """A heading a row, then each column with its title beside it."""
    titles = [column.title for column in table.columns[1:]]
    label = min(max(map(len, titles), default=0), 20, width // 3) + 2
    cards = []
    for row in table.rows:
        first, *rest = row
        lines = [
            *wrapped(first.text, width, STRONG),
            *(wrapped(first.detail, width, MUTED) if first.detail else []),
        ]
        for column, cell in zip(table.columns[1:], rest, strict=True):
            text = _words(cell, width - label - 4)
            if not text:
                continue
            style = "bold $text-primary" if column.lit or cell.lit else MUTED
            lines += beside(
                [([Content("")], 0), (wrapped(column.title, label, style), label), (text, width - label - 4)]
            )
        cards.append(lines)
    return joined([[], *cards])
