"""Decide between a few ways on, each with a sentence about what it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from advisor.tui.dialogs.base import Dialog
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.option_list import AnswerOptions, Choice


@dataclass(frozen=True, slots=True)
class Way:
    """One way on."""

    id: str
    label: str
    detail: str | None = None


class ChooseDialog(Dialog[str]):
    """Answers the id of the way that was taken."""

    def __init__(
        self,
        title: str,
        text: str,
        ways: Sequence[Way],
        current: str | None = None,
        *,
        at: str | None = None,
    ) -> None:
        """``current`` is marked as chosen; ``at`` is the way that Enter takes when nobody moves."""
        super().__init__()
        self._at = at
        self._title = title
        self._text = text
        self._ways = ways
        self._current = current

    def title_text(self) -> str:
        """The title given."""
        return self._title

    def compose_body(self) -> ComposeResult:
        """Text and ways."""
        if self._text:
            yield Static(said(self._text), classes="dialog-text")
        yield AnswerOptions(id="ways")

    def on_mount(self) -> None:
        """Fill the list."""
        ways = self.query_one("#ways", AnswerOptions)
        choices = [
            Choice(way.id, str(number) if number < 10 else "", way.label, way.detail)
            for number, way in enumerate(self._ways, start=1)
        ]
        ways.put(choices, frozenset([self._current] if self._current else ()), several=False)
        if self._at is not None:
            ways.point_at(self._at)
        ways.focus()

    def on_key(self, event: events.Key) -> None:
        """Number keys take a way at once."""
        way = self.query_one("#ways", AnswerOptions).key_of(event.key)
        if way is not None:
            event.stop()
            self.dismiss(way)

    def on_answer_options_picked(self, message: AnswerOptions.Picked) -> None:
        """Taken with space or mouse."""
        self.dismiss(message.choice)

    def on_answer_options_confirmed(self, message: AnswerOptions.Confirmed) -> None:
        """Taken with Enter."""
        self.dismiss(message.choice)
