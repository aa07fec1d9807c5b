"""Help and command palette: what keys are called, what comes first, and the picture of a screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from advisor.tui.app import AdvisorApp
from advisor.tui.commands import Palette
from advisor.tui.dialogs.milestone import MilestoneDialog
from advisor.tui.key_names import key_name
from advisor.tui.screens.help import HelpScreen
from advisor.tui.screens.result import ResultScreen
from tests.tui.conftest import press, until
from tests.tui.fixtures_result import text_of

SMALL = (80, 24)
STYLE = re.compile(
    r"\^?(F\d+|Esc|Home|End|PgUp|PgDn|Space|Tab|Del|Ins|Backspace|⏎|[←→↑↓]|\S|Shift\+\S+)|[0-9] – [0-9]"
)
Groups = dict[str, tuple[tuple[str, str], ...]]


async def helped(app: AdvisorApp, pilot: Pilot[int], place: str) -> tuple[str, Groups]:
    await pilot.pause()
    await pilot.press(place, "f1")
    await until(pilot, lambda: isinstance(app.screen, HelpScreen))
    assert isinstance(app.screen, HelpScreen)
    return app.screen._text, dict(app.screen._groups)


@pytest.mark.parametrize("place", ["f2", "f3", "f4", "f5", "f12"])
async def test_keys_are_named_in_one_style(app: AdvisorApp, place: str) -> None:
    async with app.run_test(size=SMALL) as pilot:
        _, groups = await helped(app, pilot, place)
        for keys in groups.values():
            for key, text in keys:
                assert text
                if not STYLE.fullmatch(key):
                    assert all(STYLE.fullmatch(one) for one in key.split()), key


async def test_what_the_screen_does_comes_before_moving_about(app: AdvisorApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        text, groups = await helped(app, pilot, "f4")
        assert list(groups) == ["This screen", "Everywhere", "Moving about"]
        here = [key for key, _ in groups["This screen"]]
        assert here[0] == "F9", "what the line at the bottom shows is first"
        assert ("1 – 7", "Advice, Framework, Scores, Why, Warnings, Path, How firm") in groups["This screen"]
        assert ("F11 M", "Milestones") in groups["This screen"]
        moves = {name for _, name in groups["Moving about"]}
        assert {"Up", "Down", "Page up", "Page down"} <= moves
        assert not moves & {name for _, name in groups["This screen"]}
        assert "b and B" in text
        assert "another key than its small letter" in text


async def test_milestones_have_a_key_that_no_terminal_keeps(app: AdvisorApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("f4", "M")
        await until(pilot, lambda: isinstance(app.screen, MilestoneDialog))


async def test_names_of_keys() -> None:
    shown = ["f11", "pgup", "escape", "^s", "home", "K", "k", "+", "shift+tab", "f"]
    assert [key_name(one) for one in shown] == [
        "F11", "PgUp", "Esc", "^s", "Home", "K", "k", "+", "Shift+Tab", "f",
    ]  # fmt: skip


async def offered(app: AdvisorApp) -> list[str]:
    palette = Palette(app.screen)
    return [str(hit.prompt) async for hit in palette.discover()]


async def found(app: AdvisorApp, words: str) -> list[str]:
    palette = Palette(app.screen)
    hits = [hit async for hit in palette.search(words)]
    return [str(hit.prompt) for hit in sorted(hits, key=lambda hit: -hit.score)]


async def test_the_palette_tells_the_app_first_and_everything_once(app: AdvisorApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        every = await offered(app)
        assert every[0] == "Go to Interview"
        assert every.index("Quit") < every.index("Advice")
        assert [one for one in every if "Copy" in one] == ["Copy the advice"]
        assert len(every) == len(set(every))
        for words in ("picture", "screenshot", "export", "image"):
            assert "Picture of this screen" in await found(app, words)
        assert (await found(app, "undo"))[0] == "Undo"


async def test_a_picture_of_the_screen_is_saved_where_it_says(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await press(pilot, "picture")
        await pilot.pause(0.5)
        await pilot.press("enter")
        first, second = bistro.with_name("bistro-result.svg"), bistro.with_name("bistro-result-2.svg")
        await until(pilot, first.exists)
        await pilot.pause()
        image = first.read_text("utf-8")
        assert image.startswith("<svg")
        assert "Search" not in image, "the palette is not in the picture"
        assert any(str(first) in note.message for note in app._notifications)
        await app.run_action("save_picture")
        await until(pilot, second.exists)
        assert first.read_text("utf-8") == image, "nothing is overwritten"


async def test_a_picture_that_cannot_be_saved_says_so(
    app: AdvisorApp, bistro: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(self))

    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        monkeypatch.setattr(Path, "open", full)
        await app.run_action("save_picture")
        await until(pilot, lambda: any("No space left" in note.message for note in app._notifications))
        monkeypatch.undo()
        assert not list(bistro.parent.glob("*.svg"))


@pytest.mark.parametrize("place", ["f2", "f3", "f4", "f5"])
async def test_the_same_keys_go_on_and_back_everywhere(app: AdvisorApp, place: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(place)
        await until(pilot, lambda: getattr(app.screen, "PLACE", "") != "")
        await app.workers.wait_for_complete()
        await pilot.pause()
        active = {one.binding.key: one for one in app.screen.active_bindings.values()}
        assert active["f8"].enabled
        assert active["f7"].enabled
        on, back = active["f8"].binding, active["f7"].binding
        assert on.action != back.action
        before = text_of(app)
        await pilot.press("f8")
        await pilot.pause()
        assert text_of(app) != before
        await pilot.press("f7")
        await pilot.pause()
        assert text_of(app) == before
