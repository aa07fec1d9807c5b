"""The ways to look at a portfolio, each with how much there is to see."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

VIEWS = (
    ("heat", "Heat map"),
    ("risks", "Risks"),
    ("gaps", "Gaps"),
    ("practices", "Practices"),
    ("servers", "Servers"),
    ("broken", "Problems"),
)
"""Key of each view, and what it is called, in the order of the digits that show them."""


class PortfolioViews(Static):
    """One line; a click shows the view."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.auto_links = False

    def show(self, counts: Mapping[str, int], current: str) -> None:
        """Views with so many lines each, and the one that is looked at."""
        parts: list[Content] = []
        for number, (key, text) in enumerate(VIEWS, start=1):
            style = "bold reverse $primary" if key == current else "$text-muted"
            click = Style.from_meta({"@click": f"screen.view('{key}')"})
            parts.append(Content.styled(f" {number} {text} {counts[key]} ", style).stylize(click))
        self.update(Content("").join(parts))
