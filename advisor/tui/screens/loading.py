"""What is seen while a file is read: its name, and nothing of any other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult


class LoadingScreen(ModalScreen[None]):
    """Covers the screen below; keys but quitting lead nowhere, so that none lands where it was not meant."""

    DEFAULT_CSS = """
    LoadingScreen { align: center middle; background: $background; }
    LoadingScreen Static { width: auto; max-width: 90%; height: auto; color: $text-muted; }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._file = name

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(f"Reading {self._file} …", markup=False)
