"""What if: answers that are only supposed never reach the file, and are kept or dropped as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.screens.interview import InterviewScreen
from advisor.tui.screens.result import ResultScreen
from advisor.tui.widgets.banner import WhatIfBanner
from advisor.tui.widgets.comparison import Comparison
from advisor.tui.widgets.line_painting import LivePanel
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.workflows.session import Session
from tests.tui.conftest import press, saved, until
from tests.tui.test_interview import jump, notices, session

WIDE = (120, 40)


def panel(app: AdvisorApp) -> str:
    shown = next(one for one in app.screen.query(LivePanel) if one.display)
    return "\n".join(line.plain for line in shown.draw(shown.size.width))


async def suppose(pilot) -> None:
    """Another house rule, for the sake of argument."""
    await jump(pilot, "house rule")
    await pilot.press("f9")
    await pilot.pause()
    await pilot.press("2")
    await pilot.pause()


async def test_supposed_answers_stand_beside_the_present_and_never_reach_the_file(
    app: AdvisorApp, bistro: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before, written = session(app).assessment, bistro.read_bytes()
        assert not app.screen.query_one(WhatIfBanner).display
        await suppose(pilot)
        assert app.screen.query_one(WhatIfBanner).display
        assert "now" in panel(app)
        assert "what if" in panel(app)
        assert session(app).differs
        for key in ("f3", "f4"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen.query_one(WhatIfBanner).display
        assert isinstance(app.screen, ResultScreen)
        assert app.screen.query_one(Comparison).display
        await pilot.press("ctrl+s")
        await pilot.pause(0.3)
        assert bistro.read_bytes() == written
        await pilot.press("d")
        await pilot.pause(0.3)
        assert session(app).assessment == before
        assert bistro.read_bytes() == written
        assert not app.screen.query_one(WhatIfBanner).display
        assert not app.screen.query_one(Comparison).display


async def test_what_is_kept_is_one_change_in_the_file_and_in_undo(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before = session(app).assessment
        await suppose(pilot)
        await pilot.press("1", "3")
        await pilot.press("k")
        await saved(pilot)
        assert Session.open(bistro).assessment == session(app).assessment
        assert session(app).assessment.workloads[0].answers["house_rule"].choice == "nowhere_else"
        await pilot.press("ctrl+z")
        assert session(app).assessment == before
        await saved(pilot)


async def test_escape_asks_and_changes_nothing_by_itself(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await suppose(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("escape")
        await pilot.pause()
        assert session(app).supposing
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert not session(app).supposing


async def test_quitting_asks_first(app: AdvisorApp, bistro: Path) -> None:
    written = bistro.read_bytes()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await suppose(pilot)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert app.return_code is None
        await pilot.press("2")
        await pilot.pause(0.2)
    assert bistro.read_bytes() == written


async def test_k_and_d_are_letters_where_one_types_and_moves_elsewhere(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        options = app.screen.query_one("#options", AnswerOptions)
        await pilot.press("down", "k")
        assert options.cursor == "anywhere", "nothing is supposed, so k goes up"
        await jump(pilot, "dream")
        await pilot.press("f9")
        await press(pilot, "a duck")
        assert session(app).supposing
        await pilot.press("enter")
        assert session(app).assessment.answers["dream"].text == "a duck"
        assert notices(app) == ""


async def test_a_small_terminal_compares_in_one_line(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await suppose(pilot)
        assert "→" in panel(app)
        assert len(panel(app).splitlines()) == 2


def banner(app: AdvisorApp, width: int = 116) -> str:
    return "\n".join(line.plain for line in app.screen.query_one(WhatIfBanner).draw(width))


async def test_the_banner_names_what_is_supposed_and_l_lists_all_of_it(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("f9")
        await pilot.pause()
        assert "Nothing is supposed yet" in banner(app)
        await jump(pilot, "house rule")
        await pilot.press("2")
        await pilot.pause()
        assert "1 supposed: House rule: not answered → " in banner(app)
        await jump(pilot, "people who can restore")
        await pilot.press("3")
        await pilot.pause()
        assert "2 supposed: People who can restore: One person → " in banner(app)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        assert "2 supposed: " in banner(app)
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("2")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app.screen.step is not None
        assert app.screen.step.key == ("house_rule", "till")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "1 supposed: House rule" in banner(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_small_terminal_still_says_how_much_is_supposed(
    app: AdvisorApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await suppose(pilot)
        text = banner(app, size[0] - 4)
        assert "1 supposed" in text
        assert "lists" in text
        assert max(map(len, text.splitlines())) <= size[0] - 4


async def test_the_saved_answer_is_marked_among_the_options(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await jump(pilot, "people who can restore")
        options = app.screen.query_one("#options", AnswerOptions)

        def marked() -> list[str]:
            return [line.plain for line in options.draw(90) if "← now" in line.plain]

        assert marked() == []
        await pilot.press("f9", "3")
        await pilot.pause()
        (line,) = marked()
        assert "2" in line
        await jump(pilot, "free hours")
        await press(pilot, "0")
        assert "now: 4.5" in str(app.screen.query_one("#expected").render())


async def test_enter_on_leaving_goes_on_supposing(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await suppose(pilot)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert session(app).supposing
        assert session(app).differs
        assert app.return_code is None
