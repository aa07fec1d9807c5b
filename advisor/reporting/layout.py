"""Which columns of a table a page has room for, and which go beneath another one's text."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.reporting.blocks import Align, Table


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as a page sets it; ``index`` is its place in a row's cells."""

    index: int
    title: str
    end: bool
    lit: bool
    under: tuple[Shown, ...]
    """Columns set beneath this one's text."""

    @property
    def classes(self) -> str:
        """Style classes of its cells."""
        return "end" if self.end else "wide" if len(self.under) > 2 else "start"


def layout(table: Table) -> tuple[Shown, ...]:
    """The columns that stand side by side; those that say ``under`` go beneath the one they name."""
    below: dict[str, list[Shown]] = {}
    for index, column in enumerate(table.columns):
        if column.under is not None:
            below.setdefault(column.under, []).append(Shown(index, column.title, False, False, ()))
    return tuple(
        Shown(
            index=index,
            title=column.title,
            end=column.align is Align.END,
            lit=column.lit,
            under=tuple(below.get(column.key, ())),
        )
        for index, column in enumerate(table.columns)
        if column.under is None
    )
