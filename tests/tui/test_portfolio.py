"""A folder on the screen: sorted, filtered, gone into; milestones frozen and looked back to."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from advisor.content.milestone_file import milestone_paths
from advisor.model.portfolio_view import PortfolioRow
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.dialogs.milestone import MilestoneDialog
from advisor.tui.portfolio_app import PortfolioApp
from advisor.tui.screens.compare import CompareScreen
from advisor.tui.screens.portfolio import PortfolioScreen
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.comparison_view import ComparisonView
from advisor.tui.widgets.portfolio_table import PortfolioTable
from tests.tui.conftest import press, until
from tests.workflows.over_time import copied_pack, team


@pytest.fixture
def folder(small_pack_folder: Path, tmp_path: Path) -> Path:
    copied_pack(small_pack_folder, tmp_path)
    teams = tmp_path / "teams"
    team(teams, "ann", keepers="nobody", tickets=5)
    team(teams, "bob", keepers="several", tickets=9000)
    team(teams, "torn").write_text("assessment: [", "utf-8")
    return teams


def names(app: AdvisorApp) -> list[str]:
    screen = app.screen
    assert isinstance(screen, PortfolioScreen)
    return [row.entry.assessment for row in screen._shown if isinstance(row, PortfolioRow)]


async def ready(pilot) -> None:
    await until(pilot, lambda: pilot.app.screen.query_one("#table", PortfolioTable).row_count > 0)


async def test_sort_filter_and_go_into_an_assessment_and_back(folder: Path) -> None:
    app = PortfolioApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "2 assessments" in str(app.screen.query_one("#headline", Static).render())
        assert names(app) == ["ann", "bob"]
        await pilot.press("right", "space")
        assert names(app) == ["bob", "ann"]
        await press(pilot, "bob")
        await pilot.pause()
        assert names(app) == ["bob"]
        assert app.screen.query_one("#filter", Input).value == "bob"
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, WorkspaceScreen))
        assert app.session is not None
        assert app.session.assessment.id == "bob"
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, PortfolioScreen))
        await pilot.press("escape")
        assert names(app) == ["bob", "ann"]
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0


async def test_the_other_views_and_sizes(folder: Path) -> None:
    app = PortfolioApp(folder)
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot)
        for key in "234561":
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("6")
        await pilot.pause()
        assert "torn.yaml" in app.screen.query_one("#table", PortfolioTable).get_row_at(0)[1].plain
        await pilot.resize_terminal(120, 40)
        await pilot.press("1")
        await pilot.pause()
        table = app.screen.query_one("#table", PortfolioTable)
        assert [str(column.label) for column in table.ordered_columns][:3] == ["Workload", "Now", "Target"]
        assert any("medium" in cell.plain or "low" in cell.plain for cell in table.get_row_at(0))
        assert not table.show_horizontal_scrollbar


async def test_freeze_and_look_back(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WorkspaceScreen))
        await pilot.press("f11")
        await until(pilot, lambda: isinstance(app.screen, MilestoneDialog))
        await pilot.press("enter")
        assert isinstance(app.screen, MilestoneDialog)
        await press(pilot, "kick-off")
        await pilot.press("enter")
        await until(pilot, lambda: bool(milestone_paths(bistro)))
        await pilot.press("f11")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, CompareScreen))
        shown = app.screen.query_one(ComparisonView).render().plain
        assert "kick-off" in shown
        assert "Answers that differ: none" in shown
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WorkspaceScreen))
