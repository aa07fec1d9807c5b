"""The app as a whole: places, help, palette, workloads, colours, sizes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.widgets import Input

from advisor.tui.app import AdvisorApp
from advisor.tui.screens.help import HelpScreen
from advisor.tui.themes import DARK, LIGHT
from advisor.workflows.recent import load_state
from tests.tui.conftest import press

PLACES = {"f2": "interview", "f3": "review", "f4": "result", "f5": "report"}


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (30, 8)])
async def test_every_place_opens_at_every_size_and_has_help(app: AdvisorApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key, place in PLACES.items():
            await pilot.press(key)
            await pilot.pause()
            assert getattr(app.screen, "PLACE", "") == place
            await pilot.press("f1")
            await pilot.pause()
            assert isinstance(app.screen, HelpScreen)
            await pilot.press("escape")
            await pilot.pause()


async def test_the_tabs_are_buttons(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("TopBar", offset=(18, 0))
        await pilot.pause()
        assert getattr(app.screen, "PLACE", "") == "review"


async def test_the_keys_below_are_buttons(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bar = app.screen.query_one("KeyBar")
        at = str(bar.render()).index("Unknown")
        await pilot.click("KeyBar", offset=(at + 2, 0))
        await pilot.pause()
        assert app.session is not None
        assert "habits" in app.session.assessment.answers


async def test_light_and_dark_are_remembered(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.theme == DARK.name
        await pilot.press("ctrl+t")
        assert app.theme == LIGHT.name
    assert load_state().theme == LIGHT.name
    assert AdvisorApp().theme == LIGHT.name


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
@pytest.mark.parametrize("text", ["foreground", "text-muted", "text-primary", "text-warning", "text-error"])
def test_text_stands_out_from_every_ground(theme, ground: str, text: str) -> None:
    """WCAG contrast: 7:1 for plain text (AAA), 4.5:1 at least for the rest."""
    from textual.color import Color

    colours = {"foreground": theme.foreground, **theme.variables}

    def luminance(colour: Color) -> float:
        parts = [part / 255 for part in colour.rgb]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    one, two = (luminance(Color.parse(colour)) for colour in (colours[text], getattr(theme, ground)))
    ratio = (max(one, two) + 0.05) / (min(one, two) + 0.05)
    assert ratio >= (7 if text in {"foreground", "text-muted"} or ground == "background" else 5.5)


async def test_workloads_are_added_renamed_and_removed(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f6")
        await pilot.pause()
        await pilot.press("d")
        assert "at least one" in str(app.screen.query_one("#wrong").render())
        await pilot.press("a")
        await pilot.pause()
        await press(pilot, "Cellar")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert app.session is not None
        assert [w.title for w in app.session.assessment.workloads] == ["The till", "Cellar"]
        await pilot.press("down", "r")
        await pilot.pause()
        app.screen.query_one("#words", Input).value = "Cold room"
        await pilot.press("enter")
        await pilot.pause()
        assert app.session.workload_title("cellar") == "Cold room"
        await pilot.press("d", "escape")
        await pilot.pause()
        assert len(app.session.assessment.workloads) == 1
        await pilot.press("ctrl+z")
        assert len(app.session.assessment.workloads) == 2


async def test_the_palette_knows_the_actions_of_app_and_screen(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert len(titles) == len(set(titles))
        assert {"Go to Review", "Undo", "Save as", "Unknown", "Go to", "Light or dark"} <= set(titles)
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await press(pilot, "go to review")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert getattr(app.screen, "PLACE", "") == "review"


async def test_the_interview_can_be_made_longer(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.session is not None
        long = len(app.session.steps())
        app.action_toggle_quick()
        await pilot.pause()
        assert len(app.session.steps()) < long


def test_the_first_picture_needs_no_pack_no_yaml_and_no_templates() -> None:
    code = (
        "import sys, advisor.tui.app; "
        "print([m for m in ('pydantic', 'yaml', 'ruamel', 'jinja2', 'typer') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
