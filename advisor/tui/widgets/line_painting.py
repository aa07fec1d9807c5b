"""Paint only the lines that changed.

A drawing as a whole is turned into cells again whenever one word of it changes. For what changes
with every key that is most of the time a key takes, so these widgets keep their lines, compare, and
repaint the rows that differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style

from advisor.model.recommendation import Recommendation
from advisor.tui.widgets.drawing import Drawing
from advisor.tui.widgets.panel_parts import Asks
from advisor.tui.widgets.score_panel import ScorePanel, Shown


class LinePainted(Drawing):
    """A drawing that repaints by the row. Its text cannot be selected with the mouse."""

    ALLOW_SELECT = False

    _lines: tuple[Content, ...] = ()
    _strips: dict[int, Strip] | None = None
    _painted = Size(0, 0)
    _styles_by_name: Mapping[str, Style] = MappingProxyType({})

    def _for(self, width: int) -> tuple[int, Content, int]:
        if self._drawn is None or self._drawn[0] != width:
            self._lines = tuple(self.draw(width))
            self._drawn = (width, Content(""), len(self._lines))
            self._strips = None
        return self._drawn

    def render(self) -> Content:
        """The drawing as one content, for who asks for its text; painting goes by the line."""
        super().render()
        return Content("\n").join(self._lines)

    def render_line(self, y: int) -> Strip:
        """One row, made into cells when it is first wanted."""
        if self.size != self._painted:
            self._painted = self.size
            self._strips = None
        super().render()
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        if self._strips is None:
            self._strips = {}
        if y not in self._strips:
            self._strips[y] = self.painted(y, self._lines[y], width)
        return self._strips[y]

    def painted(self, y: int, line: Content, width: int) -> Strip:
        """A row as cells; a subclass may keep a part of it that hardly ever changes."""
        del y
        return self.cells(line, width)

    def cells(self, line: Content, width: int) -> Strip:
        """Content of one line as so many cells; what is too long is cut."""
        base = self.visual_style
        parts = line.render(base, end="", parse_style=self._named_style)
        segments = [Segment(text, (base + style).rich_style) for text, style in parts]
        return Strip(segments).adjust_cell_length(width, base.rich_style)

    def _named_style(self, name: str | Style) -> Style:
        """A style by its name; the same few come in every line, and parsing one takes its time."""
        if isinstance(name, Style):
            return name
        if name not in self._styles_by_name:
            self._styles_by_name = {**self._styles_by_name, name: self.app.stylesheet.parse_style(name)}
        return self._styles_by_name[name]

    def repaint(self) -> None:
        """Draw anew, as high as before, and repaint the rows that differ."""
        before, strips, width = self._lines, self._strips, self.size.width
        self._drawn = None
        if not width or strips is None or self._painted != self.size:
            self.refresh()
            return
        super().render()
        if len(before) != len(self._lines):
            self.refresh()
            return
        same = {y for y, line in enumerate(self._lines) if line.is_same(before[y])}
        rows = [Region(0, y, width, 1) for y in range(len(before)) if y not in same]
        if rows:
            self.refresh(*rows)
        self._strips = {y: strip for y, strip in strips.items() if y in same}

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Without regions everything is made anew, colours too."""
        if not regions:
            self._strips = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Other colours need other cells."""
        self._strips = None
        self._styles_by_name = {}
        super().notify_style_update()


class LivePanel(LinePainted, ScorePanel):
    """The panel of scores and advice where it follows every key."""

    DEFAULT_CSS = """
    LivePanel { width: 38; height: 1fr; padding: 0 1; background: $panel; }
    LivePanel.-compact { width: 1fr; height: 2; }
    """

    def show(
        self,
        advice: Shown | None,
        workload_id: str | None = None,
        *,
        present: Recommendation | None = None,
        known: bool = True,
        asks: Asks | None = None,
    ) -> None:
        """Shows the advice for a workload, and repaints what it changed."""
        if self.takes(advice, workload_id, present, known=known, asks=asks):
            self.repaint()
