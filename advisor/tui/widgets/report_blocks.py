"""The blocks of a report as lines for a terminal."""

from __future__ import annotations

from textual.content import Content

from advisor.reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Facts,
    Paragraph,
    Scores,
    Section,
    Shares,
    Table,
    Tone,
)
from advisor.reporting.charts.tables import table_of
from advisor.tui.widgets.drawing import (
    FAINT,
    MUTED,
    STRONG,
    Drawing,
    Lines,
    beside,
    heading,
    joined,
    one_line,
    said,
    spread,
    wrapped,
)
from advisor.tui.widgets.report_table import table_lines
from advisor.tui.widgets.score_bar import bar
from advisor.tui.widgets.share_bar import CHOSEN, POSSIBLE, share_bar

_WIDEST = 110
"""Lines of prose longer than this are hard to read."""
_TONES = {
    Tone.INFO: ("i", "bold $text-primary"),
    Tone.GOOD: ("✓", "bold $text-success"),
    Tone.CAUTION: ("◆", "bold $text-warning"),
    Tone.SERIOUS: ("▲", "bold $text-error"),
}


def block_lines(block: Block, width: int) -> Lines:
    """One block."""
    prose = min(width, _WIDEST)
    match block:
        case Paragraph(text=text, lead=lead):
            return wrapped(text, prose, STRONG if lead else "")
        case Bullets():
            return _bullets(block, prose)
        case Facts():
            return _facts(block, prose)
        case Table():
            return table_lines(block, width)
        case Callout():
            return _callout(block, prose)
        case Scores():
            return _scores(block, prose)
        case Shares():
            return _shares(block, prose)
        case Chart():
            return _chart(block, width)


def _chart(block: Chart, width: int) -> Lines:
    """The figures as a table; in words where a table beside it has them."""
    if block.tabled:
        return [said(block.title, STRONG), *wrapped(block.alternative, min(width, _WIDEST), MUTED)]
    return table_lines(table_of(block), width)


def _bullets(block: Bullets, width: int) -> Lines:
    lines = [said(block.title, STRONG)] if block.title else []
    indent = len(str(len(block.items))) + 2 if block.ordered else 2
    for number, item in enumerate(block.items, 1):
        lines += wrapped(item.text, width, "", indent, f"{number}." if block.ordered else "•")
        if item.detail:
            lines += wrapped(item.detail, width, MUTED, indent)
    return lines


def _facts(block: Facts, width: int) -> Lines:
    lines = [said(block.title, STRONG)] if block.title else []
    label = min(max((len(fact.label) for fact in block.facts), default=0), width // 3)
    for fact in block.facts:
        value = wrapped(fact.value, width - label - 2)
        lines += beside([(wrapped(fact.label, label, MUTED), label), (value, width - label - 2)])
    return lines


def _callout(block: Callout, width: int) -> Lines:
    mark, style = _TONES[block.tone]
    lead = Content.assemble(said(f"{mark} {block.label}  ", style), said(block.title, STRONG))
    lines = wrapped(lead, width - 2)
    if block.text:
        lines += wrapped(block.text, width - 2)
    if block.do:
        lines += wrapped(block.do, width - 2, "", indent=2, first="→")
    if block.about:
        lines += wrapped(f"About: {block.about}", width - 2, MUTED)
    return [said("▌ ", style) + line for line in lines]


def _scores(block: Scores, width: int) -> Lines:
    lines = [said(block.title, STRONG)]
    room = max(10, min(70, width - 8))
    for score in block.bars:
        lines.append(spread(said(score.label), said(score.band, "bold"), min(width, room + 8)))
        marks = (score.medium_from, score.high_from)
        lines.append(bar(score.score, score.low, score.high, room, marks) + said(score.value.rjust(8)))
    return lines


def _shares(block: Shares, width: int) -> Lines:
    lines = wrapped(block.title, width, STRONG)
    label = min(max((len(part.label) for part in block.parts), default=0), width // 2)
    room = max(4, min(30, width - label - 14))
    for part in block.parts:
        style = "bold $text-primary" if part.lit else ""
        lines.append(
            said(f"{CHOSEN if part.lit else POSSIBLE} ", style)
            + one_line(part.label, label, style).truncate(label, pad=True)
            + Content("  ")
            + share_bar(part.share, room, style or "$foreground")
            + said(f" {part.value:>9}", style)
        )
    return lines


def section_lines(section: Section, width: int, level: int = 1) -> Lines:
    """A section with everything inside it."""
    if level == 1:
        title = said(section.title, "bold $text-primary")
        rule = said("━" * max(0, width - title.cell_length - 2), FAINT)
        head = [Content.assemble(title, " ", rule).truncate(width)]
    else:
        head = [heading(section.title) if level == 2 else said(section.title, STRONG)]
    blocks = [block_lines(block, width) for block in section.blocks]
    inner = [section_lines(one, width, level + 1) for one in section.sections]
    return joined([head, *blocks, *inner])


class SectionView(Drawing):
    """One section of a report."""

    DEFAULT_CSS = """
    SectionView {
        padding: 0 2 2 2;
        link-style: none; link-style-hover: underline; link-background-hover: $panel;
        link-color: $text-primary; link-color-hover: $text-primary;
    }
    """

    def __init__(self, section: Section, ready: tuple[int, Lines] | None = None) -> None:
        super().__init__()
        self.section = section
        if ready is not None:
            width, lines = ready
            self._drawn = (width, Content("\n").join(lines), len(lines))

    def draw(self, width: int) -> Lines:
        """The section's lines."""
        return section_lines(self.section, width)

    def ids(self) -> frozenset[str]:
        """The ids of the section and of all inside it."""
        return frozenset(_ids(self.section))


def _ids(section: Section) -> list[str]:
    return [section.id, *(found for one in section.sections for found in _ids(one))]
