"""The agenda beside the question of a workshop: what can change the advice first, under heads with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from advisor.tui.widgets.drawing import one_line, said
from advisor.workflows.workshop_board import Item, Stage, Worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.workshop import Key

_SUFFIX = 12
"""Most cells for a workload's name behind a question's."""
_HEADS = {
    Worth.DISCUSS: "Can change the advice",
    Worth.TOO_FEW: "Waiting for answers",
    Worth.NOTHING: "Nothing to discuss",
    Worth.ALIKE: "Alike",
    Worth.DONE: "Agreed",
    Worth.OPEN: "Questions",
}
_MARKS = {
    Stage.VOTING: "○",
    Stage.REVEALED: "◐",
    Stage.VOTING_AGAIN: "○",
    Stage.AGREED: "✓",
}
_AROUND = 4
"""Cells that marks and padding take from a line."""


class WorkshopAgenda(OptionList):
    """Questions to choose from; the id of an option is ``option_id`` of its question."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, items: Sequence[Item], cells: int, marked: Key | None) -> None:
        """List the questions in lines of so many cells, with the cursor on one of them."""
        options: list[Option] = []
        head, at = None, None
        names = agenda_names(items, cells - _AROUND)
        for item in items:
            if item.worth is not head:
                head = item.worth
                count = sum(each.worth is head for each in items)
                if options:
                    options.append(Option("", disabled=True))
                options.append(Option(said(f"{_HEADS[head]} ({count})", "bold $text-primary"), disabled=True))
            if item.key == marked:
                at = len(options)
            mark = said(f"{_MARKS[item.stage]} ", "$text-primary")
            options.append(Option(mark + said(names[item.key]), id=option_id(item.key)))
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = at
        if at is not None and at < self.size.height:
            self.call_after_refresh(self.scroll_home, animate=False)


def option_id(key: Key) -> str:
    """What the agenda calls a question."""
    return f"{key[1] or ''}/{key[0]}"


def agenda_names(items: Sequence[Item], cells: int) -> dict[Key, str]:
    """What each question is called in so many cells: cut in the middle where the beginning is another's too.

    A question that is asked of several workloads has the workload's name behind it, short.
    """
    asked = {each.workload: each.workload_title or each.workload for each in items if each.workload}
    short = dict(zip(asked, told_apart(first_words(list(asked.values())), _SUFFIX), strict=True))
    names: dict[Key, str] = {}
    for workload in dict.fromkeys(each.workload for each in items):
        own = [each for each in items if each.workload == workload]
        suffix = f" · {short[workload]}" if workload and len(asked) > 1 else ""
        cut = told_apart([each.question.short for each in own], cells - len(suffix))
        names |= {each.key: name + suffix for each, name in zip(own, cut, strict=True)}
    return names


def first_words(texts: Sequence[str]) -> list[str]:
    """As many words of each text, from its beginning, as no other text begins with."""
    words = [each.split() for each in texts]
    found = []
    for place, own in enumerate(words):
        others = [each for at, each in enumerate(words) if at != place]
        enough = (n for n in range(1, len(own)) if all(each[:n] != own[:n] for each in others))
        found.append(" ".join(own[: next(enough, len(own))]))
    return found


def told_apart(texts: Sequence[str], cells: int) -> list[str]:
    """Texts cut to a number of cells; with their ends where the beginnings are alike."""
    cut = [one_line(each, cells).plain for each in texts]
    for place, text in enumerate(texts):
        if cut.count(cut[place]) > 1 and text != cut[place]:
            half = (cells - 1) // 2
            cut[place] = f"{text[: cells - 1 - half].rstrip()}…{text[-half:].lstrip()}"
    return cut
