"""Help: what the screen below shows, and every key that works there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual.binding import Binding, BindingType
from textual.content import Content

from advisor.tui.dialogs.base import TextDialog
from advisor.tui.widgets.drawing import Drawing, Lines, said, wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen

KEYS_COLUMN = 14
NAMES = {"command_palette": "Every action, by its name"}
"""Better words for keys that Textual brings along."""
OF_TEXTUAL = frozenset(("app.focus_next", "app.focus_previous", "screen.copy_text", "screen.minimize"))
"""Keys of every Textual app, of no use to the reader here."""


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


class HelpScreen(TextDialog):
    """A sheet over the screen."""

    TITLE_TEXT = "Help"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,question_mark,q", "cancel", "Close")]
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
            if not binding.description or binding.action in OF_TEXTUAL:
                continue
            group = groups["Everywhere" if active.node is app else "This screen"]
            _, keys = group.setdefault(binding.action, (NAMES.get(binding.action, binding.description), []))
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
