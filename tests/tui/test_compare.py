"""What is so beside what is supposed, for the workload in sight, for the others and for all together."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.decision.recommend import recommend
from advisor.tui.app import AdvisorApp
from advisor.tui.screens.result import ResultScreen
from advisor.tui.widgets.comparison import Comparison
from advisor.workflows.session import Session
from tests.tui.conftest import until
from tests.tui.test_interview import jump, session
from tests.tui.test_what_if import panel

TWO = """\
assessment: two
pack: {pack}
organisation: Corner Bistro
answers: {{keepers: nobody, habits: [none_of_these]}}
workloads:
  - {{id: till, kind: orders, title: The till, answers: {answers}}}
  - {{id: stock, kind: orders, title: The stock, answers: {answers}}}
"""
ANSWERS = "{house_rule: anywhere, tickets: 9000, line_quality: weekly}"
"""Two workloads that are alike, so that what moves one moves the other."""


@pytest.fixture
def two(tmp_path: Path, small_pack_folder: Path) -> Path:
    path = tmp_path / "two.yaml"
    path.write_text(TWO.format(pack=small_pack_folder, answers=ANSWERS), "utf-8")
    return path


def strip(app: AdvisorApp) -> str:
    return panel(app).splitlines()[0]


def stages(recommendation) -> list[tuple[str, str]]:
    """Model and target of each workload, by the names that the screen has for them."""
    return [(each.stage.capitalize(), each.target_stage.capitalize()) for each in recommendation.workloads]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_target_that_moves_is_told_although_the_model_stays(two: Path, size: tuple[int, int]) -> None:
    app = AdvisorApp(Session.open(two))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("f9", "f2")
        await jump(pilot, "tickets")
        await pilot.press(*["backspace"] * 5, "1", "enter")
        await pilot.press("left")
        await pilot.pause()
        before = stages(recommend(session(app).pack, session(app).own_assessment))
        after = stages(recommend(session(app).pack, session(app).assessment))
        assert before[0][0] == after[0][0]
        assert before[0][1] != after[0][1]
        assert f"{after[0][0]} stays; target {before[0][1]} → {after[0][1]}" in strip(app)
        assert "1 other stays" in strip(app)


async def test_what_moves_elsewhere_is_told_beside_the_workload_in_sight(two: Path) -> None:
    app = AdvisorApp(Session.open(two))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f9", "f2")
        await jump(pilot, "people who can restore")
        await pilot.press("3")
        await jump(pilot, "monthly habits")
        await pilot.press("1", "2", "3")
        await pilot.pause()
        before = stages(recommend(session(app).pack, session(app).own_assessment))
        after = stages(recommend(session(app).pack, session(app).assessment))
        assert before[1] != after[1], "the other workload moves too"
        assert "and 1 other workload changes" in strip(app)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        shown = app.screen.query_one(Comparison)
        text = "\n".join(line.plain for line in shown.draw(76))
        assert "and 1 other workload changes" in text
        assert f"Overall: {before[0][0]}" in text
        assert f"→ {after[0][0]}" in text.partition("Overall")[2]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        table = "\n".join(line.plain for line in shown.draw(66))
        assert "The stock: " in table
        assert "Overall: " in table


async def test_nothing_that_moves_is_a_sentence_and_no_table_of_equal_values(two: Path) -> None:
    app = AdvisorApp(Session.open(two))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("f4", "f9")
        await pilot.pause()
        shown = app.screen.query_one(Comparison)
        assert shown.display
        lines = [line.plain for line in shown.draw(66)]
        assert "Nothing that is told here would change." in lines[0]
        assert len(lines) <= 4
