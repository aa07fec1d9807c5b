"""What is wrong with a row of a table, with what its owner needs to find and mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.content.names import shown
from advisor.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem of a table, and the cell that it is about."""

    problem: Problem
    id: str | None = None
    """What the row calls itself, if it does."""
    heading: str | None = None
    """The heading of the column as it stands in the file."""
    value: str | None = None
    """What stands in the cell, or in the whole row where it cannot be cut into cells."""

    @property
    def leaves_out(self) -> bool:
        """Whether the row cannot be used because of it."""
        return self.problem.severity is Severity.ERROR

    def spoken(self) -> Problem:
        """The problem with the row's id in its message."""
        if not self.id:
            return self.problem
        return replace(self.problem, message=f"id “{shown(self.id)}”: {self.problem.message}")


def in_file_order(problem: RowProblem) -> tuple[int, int]:
    """A key to sort by."""
    return problem.problem.line or 0, problem.problem.column or 0
