"""The app, begun with a folder of assessments."""

from __future__ import annotations

from pathlib import Path

from advisor.tui.app import AdvisorApp
from advisor.tui.screens.portfolio import PortfolioScreen


class PortfolioApp(AdvisorApp):
    """Shows a folder first; what is opened from it comes back to it."""

    def __init__(self, folder: Path, pack: str | None = None) -> None:
        super().__init__()
        self._shown = PortfolioScreen(folder, pack)

    def on_mount(self) -> None:
        """The folder lies over the start screen; leaving it ends the app."""
        self.push_screen(self._shown, lambda _: self.exit(0))


def run_portfolio(folder: Path, pack: str | None = None) -> int:
    """Run the app on a folder; the exit code."""
    app = PortfolioApp(folder, pack)
    app.run()
    return app.return_code or 0
