"""What the parts of an explanation share: headings, and lists that are cut and say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from advisor.cli.advice_text import AdviceText

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Page:
    """How much of an explanation is shown, and with which names."""

    view: AdviceText
    everything: bool = False
    """Whether every list is shown whole."""

    def heading(self, text: str) -> list[str]:
        """The head of a section; in capitals, since colour may be off."""
        return ["", "  " + self.view.style.paint(text.upper(), "bold")]

    def head(self, items: Sequence[_Item], most: int) -> Sequence[_Item]:
        """The items that are shown."""
        return items if self.everything else items[:most]

    def rest(
        self, items: Sequence[_Item], most: int, noun: str, after: str = "", indent: str = "    "
    ) -> list[str]:
        """The line that tells how many items are not shown, and how to see them."""
        left = len(items) - most
        if self.everything or left <= 0:
            return []
        named, them = (noun, "it") if left == 1 else (f"{noun}s", "them")
        return [f"{indent}… and {left} more {named}{after}, --all shows {them}"]
