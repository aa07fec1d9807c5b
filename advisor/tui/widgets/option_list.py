"""The options of a question: number keys, arrows, mouse; one widget and one paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from advisor.tui.widgets.drawing import Lines, said, wrapped
from advisor.tui.widgets.line_painting import LinePainted


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to choose."""

    id: str
    key: str
    """The key that picks it; empty when there is none."""
    label: str
    detail: str | None = None
    apart: bool = False
    """Set off from the lines above by an empty line."""
    exclusive: bool = False
    """A state of the whole answer, such as unknown: never one of several."""
    note: str = ""
    """A word about the choice, after its label."""


class AnswerOptions(LinePainted, can_focus=True):
    """Choices with a mark each: filled when chosen, a bar beside the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("home", "jump(0)", "First", show=False),
        Binding("end", "jump(-1)", "Last", show=False),
        Binding("space", "pick", "Choose", show=False),
        Binding("enter", "confirm", "Choose, go on", show=True),
    ]
    DEFAULT_CSS = """
    AnswerOptions { padding: 0; pointer: pointer; }
    """

    @dataclass
    class Picked(Message):
        """A choice was picked by its key, with space or with the mouse."""

        choice: str

    @dataclass
    class Confirmed(Message):
        """Enter on a choice: take it, and go on."""

        choice: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: tuple[Choice, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._several = False
        self._cursor = 0
        self._hover: int | None = None
        self._rows: list[tuple[int, int]] = []
        self._drawn_at = 0
        self._looks: dict[tuple[int, bool, bool, bool], Lines] = {}
        """Choices as they were drawn: here or not, chosen or not, under the mouse or not."""

    @property
    def cursor(self) -> str | None:
        """The choice under the cursor."""
        return self._choices[self._cursor].id if self._choices else None

    @property
    def chosen(self) -> frozenset[str]:
        """What is marked as chosen."""
        return self._chosen

    def put(self, choices: Sequence[Choice], chosen: frozenset[str], *, several: bool) -> None:
        """Show other choices, with the cursor on what is chosen."""
        self._choices = tuple(choices)
        self._looks.clear()
        self._chosen, self._several, self._hover = chosen, several, None
        self._cursor = next((i for i, c in enumerate(self._choices) if c.id in chosen), 0)
        self.redraw()

    def mark(self, chosen: frozenset[str]) -> None:
        """Mark other choices as chosen, and show where the cursor is; the lines stay where they are."""
        self._chosen = chosen
        self.repaint()

    def point_at(self, choice: str) -> None:
        """Put the cursor on a choice; it is seen with the next ``mark``."""
        for index, candidate in enumerate(self._choices):
            if candidate.id == choice:
                self._cursor = index
                self._show_cursor()

    def key_of(self, key: str) -> str | None:
        """The choice that a key picks."""
        return next((c.id for c in self._choices if c.key and c.key == key), None)

    def draw(self, width: int) -> Lines:
        """A line or more for each choice, hanging under its label."""
        if width != self._drawn_at:
            self._drawn_at = width
            self._looks.clear()
        lines: Lines = []
        self._rows = []
        spacious = self.app.has_class("-projector")
        for index, choice in enumerate(self._choices):
            if (choice.apart or spacious) and lines:
                lines.append(Content(""))
            start = len(lines)
            here = index == self._cursor and self.has_focus
            looks = (index, here, choice.id in self._chosen, index == self._hover)
            if looks not in self._looks:
                self._looks[looks] = self._draw_choice(index, choice, width)
            lines.extend(self._looks[looks])
            self._rows.append((start, len(lines)))
        return lines

    def _draw_choice(self, index: int, choice: Choice, width: int) -> Lines:
        here = index == self._cursor and self.has_focus
        chosen = choice.id in self._chosen
        mark = (
            ("■" if chosen else "□") if self._several and not choice.exclusive else ("●" if chosen else "○")
        )
        label_style = "bold $foreground" if chosen or here else "$foreground"
        body = wrapped(choice.label, width - 9, label_style)
        if choice.note:
            note = said(f"← {choice.note}", "$text-warning")
            if body[-1].cell_length + note.cell_length + 2 <= width - 9:
                body = [*body[:-1], body[-1] + Content("  ") + note]
            else:
                body = [*body, note]
        if choice.detail:
            body += wrapped(choice.detail, width - 9, "$text-muted")
        head = Content.assemble(
            (f"{choice.key or ' ':>2} ", "$text-primary bold"),
            (f" {mark}  ", "$text-primary bold" if chosen else "$text-muted"),
        )
        bar = said("▌" if here else " ", "$primary")
        lines = [bar + (Content(" " * 7) if number else head) + line for number, line in enumerate(body)]
        if here or index == self._hover:
            ground = "on $block-cursor-blurred-background" if here else "on $block-hover-background"
            lines = [line.truncate(width, pad=True).stylize_before(ground) for line in lines]
        return lines

    def _move_to(self, index: int) -> None:
        if 0 <= index < len(self._choices) and index != self._cursor:
            self._cursor = index
            self.repaint()
            self._show_cursor()

    def _show_cursor(self) -> None:
        if self._cursor < len(self._rows):
            top, bottom = self._rows[self._cursor]
            region = Region(0, top, self.size.width, bottom - top)
            if isinstance(self.parent, Widget):
                self.parent.scroll_to_region(region.translate(self.virtual_region.offset), animate=False)

    def on_focus(self) -> None:
        """The cursor is drawn more strongly."""
        self.repaint()

    def on_blur(self) -> None:
        """The cursor is drawn more quietly."""
        self.repaint()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._move_to(self._cursor + by)

    def action_jump(self, index: int) -> None:
        """Move the cursor to the first or the last choice."""
        self._move_to(index if index >= 0 else len(self._choices) + index)

    def action_pick(self) -> None:
        """Pick what is under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Picked(self.cursor))

    def action_confirm(self) -> None:
        """Take what is under the cursor and go on."""
        if self.cursor is not None:
            self.post_message(self.Confirmed(self.cursor))

    def _at(self, y: int) -> int | None:
        return next((i for i, (top, bottom) in enumerate(self._rows) if top <= y < bottom), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light the line under the mouse."""
        hover = self._at(event.y)
        if hover != self._hover:
            self._hover = hover
            self.repaint()

    def on_leave(self) -> None:
        """The mouse is gone."""
        if self._hover is not None:
            self._hover = None
            self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Pick the line that was clicked."""
        index = self._at(event.y)
        if index is not None:
            event.stop()
            self._move_to(index)
            self.post_message(self.Picked(self._choices[index].id))
