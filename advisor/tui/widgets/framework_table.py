"""The selection framework: a cell of every row is lit, by mark, bar and weight, not by colour alone."""

from __future__ import annotations

from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.rules import FrameworkRow
from advisor.tui.widgets.drawing import (
    FAINT,
    MUTED,
    STRONG,
    Lines,
    badge,
    beside,
    joined,
    one_line,
    said,
    wrapped,
)
from advisor.tui.widgets.naming import full_name, short_name
from advisor.tui.widgets.workload_drawing import WorkloadDrawing

_ALL_COLUMNS = 100
"""From this width on, all cells are shown in full unless the reader wants it otherwise."""
_ROOMY = 64
_LIT = "$foreground on $primary 20%"


class FrameworkTable(WorkloadDrawing):
    """Rows of the framework with the cell that this workload falls into."""

    def __init__(self, pack: Pack, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(pack, id=id, classes=classes)
        self._whole: bool | None = None

    def toggle(self) -> None:
        """Switches between all cells and the own cell of each row."""
        self._whole = not self._is_whole(self.size.width)
        self.redraw()

    def _is_whole(self, width: int) -> bool:
        return width >= _ALL_COLUMNS if self._whole is None else self._whole

    def lines(self, workload: WorkloadRecommendation, width: int) -> Lines:
        """The table in the form that fits."""
        rows = self.pack.rules.framework
        if not rows:
            return [said("This questionnaire has no selection framework.", MUTED)]
        lit = {place.row: place.cell for place in workload.trace.framework}
        if self._is_whole(width):
            return self._all_cells(workload, rows, lit, width)
        return self._own_cells(workload, rows, lit, width)

    def _all_cells(
        self,
        workload: WorkloadRecommendation,
        rows: tuple[FrameworkRow, ...],
        lit: dict[str, str],
        width: int,
    ) -> Lines:
        outcomes = self.pack.primary.outcomes
        aside = width >= _ALL_COLUMNS
        title_width = 20 if aside else 0
        cell = max(10, (width - title_width - (1 if aside else 0) - len(outcomes) + 1) // len(outcomes))
        columns = [(self._column_head(workload, outcome, cell), cell) for outcome in outcomes]
        head = [([Content("")], title_width), *columns] if aside else columns
        rule = said("─" * width, FAINT)
        lines = beside(head, gap=1)
        for row in rows:
            cells = [self._cell(row, outcome, lit.get(row.id), cell) for outcome in outcomes]
            height = max(map(len, cells))
            filled = [
                ([*text, *[self._blank(outcome == lit.get(row.id), cell)] * (height - len(text))], cell)
                for outcome, text in zip(outcomes, cells, strict=True)
            ]
            lines.append(rule)
            if aside:
                lines += beside([(wrapped(row.title, title_width, STRONG), title_width), *filled], gap=1)
            else:
                lines += [one_line(row.title, width, STRONG), *beside(filled, gap=1)]
        return lines

    def _column_head(self, workload: WorkloadRecommendation, outcome: str, width: int) -> Lines:
        own = outcome == workload.model
        name = wrapped(full_name(self.pack, outcome), width, "bold $text-primary" if own else MUTED)
        if own:
            return [*name, badge("● NOW" if workload.decided else "◐ SO FAR", sure=workload.decided)]
        return [*name, said("↗ target", "bold")] if outcome == workload.target else name

    def _cell(self, row: FrameworkRow, outcome: str, lit: str | None, width: int) -> Lines:
        text = row.cells[outcome].text if outcome in row.cells else "–"
        if outcome != lit:
            return [Content("  ") + line for line in wrapped(text, width - 2, MUTED)]
        words = wrapped(text, width - 4, "bold")
        return [
            (said("▌● " if number == 0 else "▌  ", "bold $text-primary") + line)
            .truncate(width, pad=True)
            .stylize_before(_LIT)
            for number, line in enumerate(words)
        ]

    def _blank(self, lit: bool, width: int) -> Content:
        if not lit:
            return Content(" " * width)
        return said("▌".ljust(width), "bold $text-primary").stylize_before(_LIT)

    def _own_cells(
        self,
        workload: WorkloadRecommendation,
        rows: tuple[FrameworkRow, ...],
        lit: dict[str, str],
        width: int,
    ) -> Lines:
        """A dot for every cell, the own one full, and the words of the own cell beside it."""
        outcomes = self.pack.primary.outcomes
        names = [short_name(self.pack, outcome) for outcome in outcomes]
        mark = max(3, min(9, max(map(len, names))))
        aside = width >= _ROOMY
        title_width = 20 if aside else max(10, width - (mark + 1) * len(outcomes))
        head = [([Content("")], title_width)]
        for outcome, name in zip(outcomes, names, strict=True):
            own = outcome == workload.model
            head.append(([one_line(name, mark, "bold $text-primary" if own else MUTED)], mark))
        blocks = [beside(head, gap=1)]
        room = width - title_width - (mark + 1) * len(outcomes) - 1
        for row in rows:
            own_cell = lit.get(row.id)
            text = row.cells[own_cell].text if own_cell in row.cells else "–"
            columns = [(wrapped(row.title, title_width, STRONG), title_width)]
            columns += [([_dot(outcome == own_cell, mark)], mark) for outcome in outcomes]
            if aside:
                columns.append((wrapped(text, room), room))
            lines = beside(columns, gap=1)
            blocks.append(lines if aside else [*lines, *wrapped(text, width, indent=2)])
        return joined(blocks, blank=False)


def _dot(lit: bool, width: int) -> Content:
    return said("●".center(width), "bold $text-primary") if lit else said("·".center(width), MUTED)
