"""Preferences hold at once and next time; the tour comes once; the advice can be taken along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Button

from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.base import Dialog
from advisor.tui.dialogs.preferences import PreferencesDialog
from advisor.tui.dialogs.tour import PAGES, TourDialog
from advisor.tui.themes import THEMES
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.workflows.session import Session
from tests.tui.conftest import until

WIDE = (100, 30)


def kept(state_folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((state_folder / "state.json").read_text("utf-8"))
    return found


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_every_ground(name: str) -> None:
    theme, _ = THEMES[name]
    needed = 7 if "stark" in name else 4.5
    for ink in ("text-muted", "text-primary", "text-warning", "text-error", "text-success"):
        for ground in (theme.background, theme.surface, theme.variables["block-cursor-blurred-background"]):
            assert ground is not None
            one, other = sorted((luminance(theme.variables[ink]), luminance(ground)))
            assert (other + 0.05) / (one + 0.05) >= needed, (ink, ground)


async def test_what_is_preferred_holds_at_once_and_next_time(
    app: AdvisorApp, bistro: Path, state_folder: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        tight = app.screen.query_one(AnswerOptions).size.height
        await pilot.press("ctrl+o", "right", "right", "down", "enter", "down", "enter")
        assert isinstance(app.screen, PreferencesDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == list(THEMES)[2]
        assert app.animation_level == "none"
        await until(pilot, lambda: app.screen.query_one(AnswerOptions).size.height > tight)
    remembered = kept(state_folder)
    assert (remembered["theme"], remembered["projector"], remembered["calm"]) == (list(THEMES)[2], True, True)
    again = AdvisorApp(Session.open(bistro))
    async with again.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert (again.theme, again.animation_level) == (list(THEMES)[2], "none")
        assert again.has_class("-projector")


async def test_light_and_dark_keep_the_contrast(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+o", "right", "right", "escape", "ctrl+t")
        assert app.theme == "advisor-stark-light"


async def test_the_tour_comes_at_the_first_start_and_only_then(
    small_pack_folder: Path, state_folder: Path
) -> None:
    (state_folder / "state.json").unlink()
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TourDialog))
        for _ in PAGES[1:]:
            await pilot.press("right")
        assert str(app.screen.query_one("#next", Button).label) == "Begin"
        await pilot.press("left", "enter", "enter")
        await until(pilot, lambda: not isinstance(app.screen, TourDialog))
    again = AdvisorApp(pack=small_pack_folder)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert not isinstance(again.screen, TourDialog)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_no_page_of_the_tour_is_cut(small_pack_folder: Path, size: tuple[int, int]) -> None:
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.run_action("tour")
        await until(pilot, lambda: isinstance(app.screen, TourDialog))
        for _ in PAGES:
            box = app.screen.query_one(".dialog")
            assert box.max_scroll_y == 0
            button = app.screen.query_one("#next", Button)
            # One cell on either side of the label is the button's own.
            assert button.size.width >= len(str(button.label)) + 2
            await pilot.press("right")


async def test_the_advice_is_copied_as_plain_text(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("y")
        assert app.clipboard.startswith("Corner Bistro: ")
        assert "The till\n  Now: " in app.clipboard


async def test_the_report_opens_in_the_browser(app: AdvisorApp, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", lambda url, **_: opened.append(url))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("f5")
        await pilot.pause()
        await until(pilot, lambda: app.screen.query_one("#contents").size.height > 0)
        for _ in range(40):
            await pilot.press("o")
            await pilot.pause(0.1)
            if opened:
                break
        page = Path(opened[0].removeprefix("file://"))
        assert "Corner Bistro" in page.read_text("utf-8")


@pytest.mark.parametrize("wanted", ["New assessment", "Open another", "All assessments of a folder"])
async def test_the_palette_leads_out_of_a_session_with_everything_saved(app: AdvisorApp, wanted: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("1")
        found = {each.title: each.callback for each in app.get_system_commands(app.screen)}
        await found[wanted]()
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        assert app.session is None
