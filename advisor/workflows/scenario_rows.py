"""Rows of the table of scenarios: one figure of a workload, told for every column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.model.assessment import Workload
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.scenario import Group, ScenarioCell, ScenarioRow
from advisor.workflows.scenario_cells import NONE, cell
from advisor.workflows.scenario_counting import Counting

Teller = Callable[[Counting, WorkloadRecommendation], ScenarioCell]
"""Tells one cell of one column, where the workload is there."""


class WorkloadRows:
    """The rows about one workload, in the order in which they are added."""

    def __init__(self, columns: Sequence[Counting], workload: Workload) -> None:
        self.columns = columns
        """The present first."""
        self.workload = workload
        self.advice = tuple(each.advice(workload.id) for each in columns)
        """Column by column; None where a scenario lacks the workload."""
        self.rows: list[ScenarioRow] = []

    def add(self, group: Group, name: str, title: str, tell: Teller, unit: str = "") -> None:
        """One row; where the workload is not there, its cell has nothing to tell."""
        cells = tuple(
            cell(NONE) if one is None else tell(each, one)
            for each, one in zip(self.columns, self.advice, strict=True)
        )
        self.rows.append(
            ScenarioRow(
                id=name,
                workload=self.workload.id,
                group=group,
                title=title,
                unit=unit,
                cells=cells,
                differs=any(each.text != cells[0].text for each in cells[1:]),
            )
        )
