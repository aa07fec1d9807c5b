"""Review: every answer, what is still to do by filter, and the way back to a question."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import Static

from advisor.tui.app import AdvisorApp
from advisor.tui.screens.interview import InterviewScreen
from advisor.tui.screens.review import FILTERS, AnswerTable, ReviewScreen
from advisor.tui.widgets.naming_answers import answer_words
from advisor.workflows.session import Session


def names(app: AdvisorApp) -> list[str]:
    assert isinstance(app.screen, ReviewScreen)
    return [row.step.question.id for row in app.screen._shown]


async def shown(app: AdvisorApp, pilot, key: str) -> list[str]:
    number = [name for name, _ in FILTERS].index(key) + 1
    await pilot.press(str(number))
    await pilot.pause()
    table = app.screen.query_one("#answers", AnswerTable)
    assert table.row_count == len(names(app))
    return names(app)


async def test_every_filter_shows_what_it_says(app: AdvisorApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("left", "1", "right", "u", "f3")
        await pilot.pause()
        # keepers "nobody" puts spare_hours out of use; habits is unknown.
        everything = await shown(app, pilot, "all")
        assert everything.count("spare_hours") == 1
        assert await shown(app, pilot, "open") == ["dream", "house_rule", "tickets", "wish"]
        assert await shown(app, pilot, "unknown") == ["habits"]
        assert await shown(app, pilot, "unproven") == ["keepers", "line_quality"]
        assert await shown(app, pilot, "lapsed") == ["spare_hours"]


async def test_an_empty_filter_says_so(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        assert await shown(app, pilot, "lapsed") == []
        assert app.screen.query_one("#nothing").display
        assert not app.screen.query_one("#answers").display


async def test_enter_leads_to_the_question(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        await shown(app, pilot, "open")
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        assert app.screen.step is not None
        assert app.screen.step.key == ("house_rule", "till")


async def test_an_answer_that_counts_no_more_can_be_looked_at(app: AdvisorApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("left", "1", "f3")
        await pilot.pause()
        await shown(app, pilot, "lapsed")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, InterviewScreen)
        assert "no longer relevant" in str(app.screen.query_one("#head").render())


async def test_the_filters_turn_with_the_arrows_and_the_mouse(app: AdvisorApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("right")
        assert "keepers" not in names(app)
        await pilot.press("left")
        assert "keepers" in names(app)
        await pilot.click("#filters", offset=(20, 1))
        await pilot.pause()
        assert "keepers" not in names(app)


async def test_undo_is_seen_in_the_table(app: AdvisorApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("u", "f3", "3")
        await pilot.pause()
        assert names(app) == ["habits"]
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert names(app) == []


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_answer_has_the_most_room_and_is_read_in_full_below(
    tmp_path: Path, bundled_pack_folder: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "hospital.yaml"
    shutil.copy(bundled_pack_folder / "examples" / "regional-hospital.yaml", path)
    app = AdvisorApp(Session.open(path), now=lambda: "14:02")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("f3")
        await pilot.pause()
        table = app.screen.query_one("#answers", AnswerTable)
        widths = {str(column.label): column.width for column in table.ordered_columns}
        assert widths["Answer"] == max(widths.values())
        assert widths["Answer"] >= size[0] * 3 // 8
        assert table.max_scroll_x == 0, "nothing lies outside of what is shown"
        assert isinstance(app.screen, ReviewScreen)
        for _ in range(3):
            await pilot.press("down")
            await pilot.pause()
            row = app.screen._shown[table.cursor_row]
            below = str(app.screen.query_one("#whole", Static).render())
            assert below.startswith(f"{row.step.question.short}: ")
            assert answer_words(row.step.question, row.answer) in below
            if row.answer is not None and row.answer.evidence:
                assert " ".join(row.answer.evidence.split()) in below


async def test_what_is_read_in_full_is_never_markup(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.session is not None
        app.session.annotate(
            app.session.steps()[0], note="[bold red]x[/]\x1b[31m", evidence="[@click=quit]q[/]"
        )
        await pilot.press("f3")
        await pilot.pause()
        below = str(app.screen.query_one("#whole", Static).render())
        assert "[bold red]x[/]" in below
        assert "[@click=quit]q[/]" in below
        assert "\x1b" not in below
