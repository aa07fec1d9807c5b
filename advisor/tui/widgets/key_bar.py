"""The line at the bottom: the keys that do something here, each of them a button for the mouse."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

GAP = 2


class KeyBar(Widget):
    """Like Textual's footer, but one widget that repaints only when the keys differ.

    The stock footer rebuilds a widget for each key whenever the focus moves, which is most of
    the time that a key press may take.
    """

    ALLOW_SELECT = False
    auto_links = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $surface; color: $text-muted; padding: 0 1; pointer: pointer;
    }
    KeyBar > .key-bar--key { color: $primary; text-style: bold; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[tuple[str, str, str], ...] = ()

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self.call_after_refresh(self._follow, self.screen)

    def _follow(self, _screen: object) -> None:
        if not self.is_attached or not self.screen.is_attached:
            return
        hints = tuple(
            (self.app.get_key_display(active.binding), active.binding.description, active.binding.action)
            for active in self.screen.active_bindings.values()
            if active.binding.show and active.enabled
        )
        seen: set[str] = set()
        unique = []
        for key, description, action in hints:
            if action not in seen:
                seen.add(action)
                unique.append((key, description, action))
        if tuple(unique) != self._hints:
            self._hints = tuple(unique)
            self.refresh()

    def render(self) -> Content:
        """As many keys as there is room for, each whole; the last one, help, always."""
        key_style = self.get_visual_style("key-bar--key", partial=True)
        room = self.content_size.width
        parts = []
        for key, description, action in self._hints:
            scope = "" if action.startswith(("app.", "screen.")) else "screen."
            click = Style.from_meta({"@click": f"{scope}{action}"})
            parts.append(Content.assemble((f"{key} ", key_style + click), (description, click)))
        if not parts:
            return Content("")
        room -= parts[-1].cell_length
        shown: list[Content] = []
        for part in parts[:-1]:
            room -= part.cell_length + GAP
            if room < 0:
                break
            shown.append(part)
        return Content(" " * GAP).join([*shown, parts[-1]])
