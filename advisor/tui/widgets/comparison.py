"""What is so beside what is supposed, above the result."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation
from advisor.tui.widgets.compare import Pair, compared_line, compared_lines, others_lines, overall_line, pairs
from advisor.tui.widgets.drawing import MUTED, Drawing, Lines, said

_TALL = 30
"""Rows of the terminal from which there is room for the whole comparison."""


class Comparison(Drawing):
    """Shown while answers are supposed: a table where there is room, else a line or two."""

    DEFAULT_CSS = """
    Comparison { padding: 0 2; background: $panel; display: none; max-width: 70; }
    """

    def __init__(self, pack: Pack, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pack = pack
        self._both: tuple[Recommendation, Recommendation] | None = None
        self._workload = ""
        self._money: tuple[int, int] | None = (0, 0)

    def show_both(self, present: Recommendation | None, supposed: Recommendation, workload: str) -> None:
        """Compares with the present advice, for one workload and for all; nothing is shown without one."""
        both = (present, supposed) if present is not None else None
        if both != self._both or workload != self._workload:
            self._both, self._workload = both, workload
            self.display = both is not None
            self.redraw()

    def show_money(self, money: tuple[int, int] | None) -> None:
        """How many warnings of the costs there are now and then; None while they are counted."""
        if money != self._money:
            self._money = money
            self.redraw()

    def draw(self, width: int) -> Lines:
        """Both sides."""
        if self._both is None:
            return []
        pack, (present, supposed) = self._pack, self._both
        every = pairs(present.workloads, supposed.workloads)
        own = every.pop(self._workload, None)
        rest: list[Pair] = list(every.values())
        lines = [overall_line(pack, present.overall, supposed.overall, width)] if rest else []
        if own is None:
            return [*lines, said("This workload is only supposed.", MUTED)]
        if self.screen.size.height < _TALL:
            first = compared_line(pack, own, width, rest)
            together = [first + said(" · ", MUTED) + line for line in lines]
            if together and together[0].cell_length <= width:
                return together
            return [first, *lines]
        table = compared_lines(pack, *own, width, whole=False, money=self._money)
        return [*table, *others_lines(pack, rest, width), *lines]
