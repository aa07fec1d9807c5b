"""Pinned pictures of the screens, from a small pack, at the two sizes that matter most."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from advisor.tui.app import AdvisorApp
from tests.tui.conftest import saved, until

SMALL, LARGE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@SIZES
def test_interview(app: AdvisorApp, snap_compare, size: tuple[int, int]) -> None:
    async def answer(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.press("1", "3")
        await saved(pilot)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=answer)


@SIZES
def test_interview_with_a_number_that_cannot_be(app: AdvisorApp, snap_compare, size: tuple[int, int]) -> None:
    async def answer(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.press("right", "9", "9", "enter")
        await pilot.pause()

    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=answer)


@SIZES
def test_review(app: AdvisorApp, snap_compare, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.press("left", "1", "right", "u")
        await saved(pilot)
        app.clear_notifications()
        await pilot.press("f3")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=look)


def test_light(app: AdvisorApp, snap_compare) -> None:
    async def lighten(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.press("ctrl+t")
        await pilot.pause()

    assert snap_compare(app, terminal_size=LARGE, run_before=lighten)


def test_help(app: AdvisorApp, snap_compare) -> None:
    async def ask(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await pilot.press("f1")
        await pilot.pause()

    assert snap_compare(app, terminal_size=SMALL, run_before=ask)


@SIZES
def test_start(small_pack_folder: Path, snap_compare, size: tuple[int, int]) -> None:
    app = AdvisorApp(pack=small_pack_folder)

    async def wait(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "minutes" in str(app.screen.query_one("#settings").render()))
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=wait)


def test_start_in_a_narrow_terminal(small_pack_folder: Path, snap_compare) -> None:
    app = AdvisorApp(pack=small_pack_folder)

    async def begin(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: "minutes" in str(app.screen.query_one("#settings").render()))
        await pilot.press("n")
        await pilot.pause()

    assert snap_compare(app, terminal_size=(60, 20), run_before=begin)
