"""Help: what the screen below shows, and every key that works there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from textual.content import Content

from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import Drawing, Lines, said, wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen

KEYS_COLUMN = 14


class _Keys(Drawing):
    """Prose, then keys by owner."""

    def __init__(self, text: str, groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> None:
        super().__init__()
        self._text = text
        self._groups = groups

    def draw(self, width: int) -> Lines:
        """Two columns: key, and what it does."""
        lines: Lines = []
        for paragraph in self._text.split("\n\n"):
            lines += [*wrapped(paragraph, width), Content("")]
        for title, keys in self._groups:
            lines.append(said(title, "bold $text-primary"))
            for key, description in keys:
                body = wrapped(description, width - KEYS_COLUMN - 2)
                for number, line in enumerate(body):
                    name = f"  {key:<{KEYS_COLUMN}}" if number == 0 else " " * (KEYS_COLUMN + 2)
                    lines.append(said(name, "bold $foreground") + line)
            lines.append(Content(""))
        return lines[:-1]


class HelpScreen(Dialog[bool]):
    """A sheet over the screen."""

    TITLE_TEXT = "Help"
    BINDINGS = [("f1,question_mark,q", "cancel", "Close")]
    DEFAULT_CSS = """
    HelpScreen > .dialog { width: 84; }
    """

    def __init__(self, text: str, groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> None:
        super().__init__()
        self._text = text
        self._groups = groups

    @classmethod
    def of(cls, screen: Screen[object]) -> Self:
        """The help of a screen: its own text, its keys, and those of the app."""
        groups: dict[str, dict[str, tuple[str, list[str]]]] = {"This screen": {}, "Everywhere": {}}
        app = screen.app
        for active in screen.active_bindings.values():
            binding = active.binding
            if not binding.description or binding.system:
                continue
            group = groups["Everywhere" if active.node is app else "This screen"]
            description, keys = group.setdefault(binding.action, (binding.description, []))
            keys.append(app.get_key_display(binding))
        return cls(
            str(getattr(screen, "HELP_TEXT", "Escape closes this without changing anything.")),
            tuple(
                (title, tuple((" ".join(dict.fromkeys(keys)), text) for text, keys in group.values()))
                for title, group in groups.items()
                if group
            ),
        )

    def compose_body(self) -> ComposeResult:
        """The sheet."""
        yield _Keys(self._text, self._groups)

    def compose_buttons(self) -> ComposeResult:
        """Only one way out."""
        yield button("Close", "cancel", primary=True)
