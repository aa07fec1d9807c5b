"""Earlier and later states of a value that never changes itself."""

from __future__ import annotations

from typing import Generic, TypeVar

State = TypeVar("State")
MOST = 500
"""Edits that can be undone."""


class History(Generic[State]):
    """What undo and redo lead to."""

    def __init__(self) -> None:
        self._earlier: list[State] = []
        self._later: list[State] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._earlier)

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back and can be done again."""
        return bool(self._later)

    def leave(self, state: State) -> None:
        """A new edit leads away from this state; what was taken back before is gone."""
        self._earlier.append(state)
        del self._earlier[:-MOST]
        self._later.clear()

    def back(self, now: State) -> State | None:
        """The state before the last edit; None when there is none."""
        if not self._earlier:
            return None
        self._later.append(now)
        return self._earlier.pop()

    def forth(self, now: State) -> State | None:
        """The state that was taken back last; None when there is none."""
        if not self._later:
            return None
        self._earlier.append(now)
        return self._later.pop()
