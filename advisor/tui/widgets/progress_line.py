"""How far the interview has come, in words and as a line."""

from __future__ import annotations

from textual.content import Content

from advisor.tui.widgets.drawing import Drawing, Lines, one_line, said


class ProgressLine(Drawing):
    """``Section 2 of 7 · Running systems`` on the left, ``12 of 36`` with a line on the right."""

    DEFAULT_CSS = """
    ProgressLine { height: 1; padding: 0 2; color: $text-muted; }
    """
    BAR = 12

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[str, int, int] = ("", 0, 0)

    def put(self, where: str, done: int, total: int) -> None:
        """Show a place and a count."""
        if (where, done, total) != self._shown:
            self._shown = (where, done, total)
            self._drawn = None
            self.refresh()

    def draw(self, width: int) -> Lines:
        """One line."""
        where, done, total = self._shown
        count = f"{done} of {total}"
        size = 2 * self.BAR if width >= 90 else self.BAR if width >= 60 else 0
        filled = size * done // total if total else 0
        bar = Content.assemble(("━" * filled, "$primary"), ("─" * (size - filled), "$border-blurred"))
        right = Content.assemble(f"{count} ", bar) if size else Content(count)
        left = one_line(where, max(1, width - right.cell_length - 2))
        return [left + said(" " * max(1, width - left.cell_length - right.cell_length)) + right]
