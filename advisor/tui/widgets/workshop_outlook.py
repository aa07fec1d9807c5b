"""What the advice can still be, below the question of a workshop; and when nothing is left to discuss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from advisor.tui.widgets.drawing import MUTED, one_line, said
from advisor.workflows.workshop_board import Board, finished, outcome_label

if TYPE_CHECKING:
    from advisor.workflows.workshop import Room
_PADDING = 4
"""Cells that are free on both sides."""
_TITLE = 16
"""Cells that a workload's name has at least."""


class WorkshopOutlook(Static):
    """A line for each workload; what nobody may know yet is not said."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, room: Room, board: Board, *, short: bool) -> None:
        """Say it, in as few lines as it takes where there is little room."""
        if not board.worked_out:
            done, people = finished(room)
            self.update(said(f"{done} of {people} are done; o works the agenda out now.", MUTED))
            return
        if board.voters < 2:
            # What the advice can be would tell what the only one who answered has said.
            self.update(said("Fewer than two have answered; o works the agenda out again.", MUTED))
            return
        lines: list[Content] = []
        if board.nothing_to_discuss:
            lines.append(
                said(
                    "Nothing to discuss: no answer on which you differ can change the advice.",
                    "bold $text-success",
                )
            )
        if not short:
            lines.append(said("The advice for today, over all answers that are disputed or open:", MUTED))
        lead = "Today, " if short else ""
        width = self.screen.size.width - _PADDING
        titles = {each.id: each.title or each.id for each in room.workloads}
        for each in board.outlooks:
            models = list(dict.fromkeys(outcome_label(room, pair[0]) for pair in each.pairs))
            if short:
                models = _few(models, outcome_label(room, None))
            told = said(" or ".join(models), "bold" if len(models) == 1 else "")
            title = f"{lead}{titles.get(each.workload, each.workload)}"
            if short:
                # A line each: below a question there are no more of them to give.
                title = one_line(title, max(_TITLE, width - told.cell_length - 2)).plain
            lines.append(said(f"{title}: ", MUTED) + told)
        self.update(Content("\n").join(lines))


def _few(models: list[str], none: str) -> list[str]:
    """The first model and how many others; that perhaps nothing may be used is not lost among these."""
    if len(models) < 3:
        return models
    kept = [models[0], none] if none in models[1:] else models[:1]
    rest = len(models) - len(kept)
    return [*kept, f"{rest} other{'' if rest == 1 else 's'}"]
