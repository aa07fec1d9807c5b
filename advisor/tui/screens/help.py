"""Help: what the screen below shows, and every key that works there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from textual.binding import Binding, BindingType
from textual.content import Content

from advisor.tui.dialogs.base import TextDialog
from advisor.tui.key_names import key_name
from advisor.tui.widgets.drawing import Drawing, Lines, said, wrapped

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen

KEYS_COLUMN = 14
_HERE, _MOVING, _EVERYWHERE = "This screen", "Moving about", "Everywhere"
_MANY = 3
"""From so many number keys on they share a line."""
_MOVES = ("cursor_", "scroll_", "page_", "move(", "first", "last", "focus_")
"""How actions that only move about begin, whatever they move."""
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


def _capitals(keys: list[str]) -> str:
    """That a capital letter is a key of its own, where a small one does something else."""
    pairs = [f"{key} and {key.upper()}" for key in sorted(set(keys)) if key.islower() and key.upper() in keys]
    if not pairs:
        return ""
    verb = "is another key than its small letter" if len(pairs) == 1 else "are keys of their own"
    lead = "A capital" if len(pairs) == 1 else "Capitals"
    return f"{lead}, typed with Shift, {verb}: {', '.join(pairs)} do different things."


def _numbers(keys: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Number keys that follow each other, in one line with what each of them does."""
    digits = [(key, text) for key, text in keys if len(key) == 1 and key.isdigit()]
    if len(digits) < _MANY:
        return tuple(keys)
    line = (f"{digits[0][0]} – {digits[-1][0]}", ", ".join(text for _, text in digits))
    place = keys.index(digits[0])
    rest = [each for each in keys if each not in digits]
    return (*rest[:place], line, *rest[place:])


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
        groups: dict[str, dict[str, tuple[str, list[str]]]] = {_HERE: {}, _EVERYWHERE: {}, _MOVING: {}}
        app = screen.app
        # What the line at the bottom shows is what is used most.
        by_use = sorted(screen.active_bindings.values(), key=lambda active: not active.binding.show)
        for active in by_use:
            binding = active.binding
            if not binding.description or binding.action in OF_TEXTUAL:
                continue
            moves = binding.action.removeprefix("screen.").startswith(_MOVES)
            group = groups[_EVERYWHERE if active.node is app else _MOVING if moves else _HERE]
            _, keys = group.setdefault(binding.action, (NAMES.get(binding.action, binding.description), []))
            keys.append(key_name(app.get_key_display(binding)))
        text = str(getattr(screen, "HELP_TEXT", "Escape closes this without changing anything."))
        every = [key for group in groups.values() for _, keys in group.values() for key in keys]
        told = {
            title: [(" ".join(dict.fromkeys(keys)), text) for text, keys in group.values()]
            for title, group in groups.items()
        }
        return cls(
            "\n\n".join(part for part in (text, _capitals(every)) if part),
            tuple((title, _numbers(keys)) for title, keys in told.items() if keys),
        )

    def compose_body(self) -> ComposeResult:
        """The sheet."""
        yield _Keys(self._text, self._groups)
