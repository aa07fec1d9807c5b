"""The workloads in one line, the chosen one between brackets; each is a button."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation
from advisor.tui.widgets.drawing import MUTED, Drawing, Lines, one_line, said
from advisor.tui.widgets.naming import short_name

_LONGEST = 28
"""Cells of a title; the rest of it stands in the report."""


class WorkloadBar(Drawing):
    """Says which workload is shown; hidden while there is only one."""

    DEFAULT_CSS = """
    WorkloadBar {
        height: 1; padding: 0 2; pointer: pointer;
        link-style: none; link-style-hover: bold; link-background-hover: $panel;
        link-color: $foreground; link-color-hover: $foreground;
    }
    """

    def __init__(self, pack: Pack, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pack = pack
        self._recommendation: Recommendation | None = None
        self._workload = ""

    def show(self, recommendation: Recommendation, workload: str) -> None:
        """Shows all workloads and marks one."""
        self._recommendation, self._workload = recommendation, workload
        self.display = len(recommendation.workloads) > 1
        self.redraw()

    def draw(self, width: int) -> Lines:
        """One line; begins with the chosen workload when not all of them fit."""
        if self._recommendation is None:
            return [Content("")]
        every = self._recommendation.workloads
        here = next((number for number, w in enumerate(every) if w.id == self._workload), 0)
        total = len(every)
        parts: Lines = []
        for number, workload in enumerate(every):
            name = f"{one_line(workload.title, _LONGEST).plain} · {short_name(self._pack, workload.model)}"
            name += "" if workload.decided else " ?"
            click = Style.from_meta({"@click": f"screen.workload({number})"})
            part = said(f"▐{name}▌", "reverse bold") if number == here else said(f" {name} ", MUTED)
            parts.append(part.stylize(click))
        count = said(f"{here + 1}/{total} ", "bold")
        line = count + Content(" ").join(parts)
        if line.cell_length > width:
            line = count + Content(" ").join(parts[here:] + parts[:here])
        return [line.truncate(width, ellipsis=True)]
