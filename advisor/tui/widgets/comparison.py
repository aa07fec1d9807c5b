"""What is so beside what is supposed, above the result."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.tui.widgets.compare import compared_line, compared_lines
from advisor.tui.widgets.drawing import Drawing, Lines

_TALL = 30
"""Rows of the terminal from which there is room for the whole comparison."""


class Comparison(Drawing):
    """Shown while answers are supposed: a table where there is room, else one line."""

    DEFAULT_CSS = """
    Comparison { padding: 0 2; background: $panel; display: none; max-width: 70; }
    """

    def __init__(self, pack: Pack, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pack = pack
        self._both: tuple[WorkloadRecommendation, WorkloadRecommendation] | None = None

    def show_both(self, present: Recommendation | None, supposed: WorkloadRecommendation) -> None:
        """Compares with the present advice; nothing is shown without one."""
        before = next((w for w in present.workloads if w.id == supposed.id), None) if present else None
        both = (before, supposed) if before is not None else None
        if both != self._both:
            self._both = both
            self.display = both is not None
            self.redraw()

    def draw(self, width: int) -> Lines:
        """Both sides."""
        if self._both is None:
            return []
        if self.screen.size.height < _TALL:
            return [compared_line(self._pack, *self._both, width)]
        return compared_lines(self._pack, *self._both, width)
