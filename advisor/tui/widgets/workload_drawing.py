"""A drawing of one workload's recommendation."""

from __future__ import annotations

from abc import abstractmethod

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.tui.widgets.drawing import Drawing, Lines


class WorkloadDrawing(Drawing):
    """Shows one workload at a time; empty until it is shown one."""

    DEFAULT_CSS = """
    WorkloadDrawing { padding: 0 2 1 2; }
    """

    def __init__(self, pack: Pack, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.pack = pack
        self._shown: WorkloadRecommendation | None = None

    def show(self, workload: WorkloadRecommendation) -> None:
        """Shows a workload; nothing happens when it is the one that is shown."""
        if workload is not self._shown:
            self._shown = workload
            self.redraw()

    def draw(self, width: int) -> Lines:
        """The lines for the workload that is shown."""
        return self.lines(self._shown, width) if self._shown else []

    @abstractmethod
    def lines(self, workload: WorkloadRecommendation, width: int) -> Lines:
        """What there is to say about a workload, in ``width`` cells."""
