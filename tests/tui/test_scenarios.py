"""Scenarios in the app: named, compared, gone on from, renamed, forgotten, exported; and weights tried."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from advisor.content.scenario_file import load_scenarios, put_scenario, scenarios_path
from advisor.model.scenario import Scenario
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.dialogs.prompt import PromptDialog
from advisor.tui.dialogs.scenario import ScenarioPick
from advisor.tui.screens.result import ResultScreen
from advisor.tui.screens.scenarios import ScenariosScreen
from advisor.tui.screens.weights import WeightsScreen
from advisor.tui.widgets.banner import WhatIfBanner
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.tui.widgets.scenario_table import ScenarioBody, ScenarioHeads
from advisor.tui.widgets.scenario_weights import WeightList, WeightResult
from advisor.workflows.session import Session
from tests.tui.conftest import press, saved, until
from tests.tui.test_interview import jump, notices, session

SMALL, WIDE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def kept(bistro: Path) -> Path:
    """Two scenarios beside the assessment."""
    several = Scenario(name="Two who can", note="Ben has learnt it", answers={"keepers": "several"})
    put_scenario(bistro, several)
    put_scenario(
        bistro,
        Scenario(
            name="A busy till",
            workloads={"till": {"tickets": "unknown", "house_rule": "own_building"}},
            weights={"pressure": {"line_quality": 3}},
        ),
    )
    return bistro


async def open_scenarios(pilot: Pilot[int]) -> ScenariosScreen:
    await pilot.press("S")
    await until(pilot, lambda: isinstance(pilot.app.screen, ScenariosScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ScenariosScreen)
    return screen


async def counted(pilot: Pilot[int], *names: str) -> ScenariosScreen:
    """Wait until these columns stand beside the present."""
    screen = pilot.app.screen
    assert isinstance(screen, ScenariosScreen)
    await until(
        pilot, lambda: screen.table is not None and [c.name for c in screen.table.columns[1:]] == [*names]
    )
    await pilot.pause()
    return screen


def drawn(screen: ScenariosScreen) -> str:
    heads, body = screen.query_one(ScenarioHeads), screen.query_one(ScenarioBody)
    return "\n".join(line.plain for one in (heads, body) for line in one.draw(110))


async def weights(pilot: Pilot[int]) -> WeightsScreen:
    await pilot.press("W")
    await until(pilot, lambda: isinstance(pilot.app.screen, WeightsScreen) and bool(pilot.app.screen.told))
    screen = pilot.app.screen
    assert isinstance(screen, WeightsScreen)
    return screen


async def test_what_is_supposed_is_named_compared_and_gone_on_from(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        written = bistro.read_bytes()
        await jump(pilot, "house rule")
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("2", "K")
        await pilot.pause()
        await press(pilot, "in our house")
        await pilot.press("enter")
        await until(pilot, lambda: scenarios_path(bistro).exists())
        (scenario,) = load_scenarios(bistro).scenarios
        assert scenario.workloads == {"till": {"house_rule": "own_building"}}
        assert bistro.read_bytes() == written
        await pilot.press("d")
        await pilot.pause()
        assert not session(app).supposing
        screen = await open_scenarios(pilot)
        await counted(pilot, "in our house")
        assert "Only in our own building" in drawn(screen)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, ScenariosScreen))
        assert session(app).supposing
        assert session(app).assessment.workloads[0].answers["house_rule"].choice == "own_building"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert not session(app).differs
        assert bistro.read_bytes() == written


async def test_without_scenarios_it_says_how_to_make_one(app: AdvisorApp) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        screen = await open_scenarios(pilot)
        assert screen.has_class("-empty")
        assert screen.query_one("#nothing").display
        await pilot.press("x", "r", "e", "enter", "a", "ctrl+z")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not screen


async def test_rename_and_forget_are_taken_back_step_by_step(app: AdvisorApp, kept: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await open_scenarios(pilot)
        await counted(pilot, "Two who can", "A busy till")
        before = scenarios_path(kept).read_text("utf-8")
        await pilot.press("r")
        await pilot.pause()
        app.screen.query_one(Input).value = "Ben too"
        await pilot.press("enter")
        await counted(pilot, "Ben too", "A busy till")
        await pilot.press("x")
        await counted(pilot, "A busy till")
        assert [each.name for each in load_scenarios(kept).scenarios] == ["A busy till"]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(load_scenarios(kept).scenarios) == 2)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: scenarios_path(kept).read_text("utf-8") == before)


async def test_a_name_that_is_taken_is_not_given_twice(app: AdvisorApp, kept: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await open_scenarios(pilot)
        await counted(pilot, "Two who can", "A busy till")
        await pilot.press("r")
        await pilot.pause()
        app.screen.query_one(Input).value = "a BUSY till"
        await pilot.press("enter")
        await pilot.pause()
        assert "already" in notices(app)
        assert len(load_scenarios(kept).scenarios) == 2


async def test_columns_are_chosen_by_mouse_and_by_list(app: AdvisorApp, kept: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = await open_scenarios(pilot)
        await counted(pilot, "Two who can", "A busy till")
        assert screen.chosen is not None
        assert screen.chosen.name == "Two who can"
        heads = screen.query_one(ScenarioHeads)
        x = heads.draw(heads.size.width)[0].plain.index("A busy till")
        await pilot.click(heads, offset=(x + 3, 0))
        await pilot.pause()
        assert screen.chosen.name == "A busy till"
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ScenarioPick))
        await pilot.press("2")
        await pilot.press("enter")
        await counted(pilot, "Two who can")


async def test_the_comparison_is_exported_and_never_over_a_file(app: AdvisorApp, kept: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await open_scenarios(pilot)
        await counted(pilot, "Two who can", "A busy till")
        for _ in range(2):
            await pilot.press("e")
            await pilot.pause()
            await pilot.press("3")
            await pilot.pause()
            app.screen.query_one(Input).value = str(kept.with_name("out.json"))
            await pilot.press("enter")
            await pilot.pause(0.1)
        assert "such a file already" in notices(app)
        found = json.loads(kept.with_name("out.json").read_bytes())
        assert [each["name"] for each in found["columns"]] == ["Present", "Two who can", "A busy till"]


async def test_weights_are_tried_undone_and_never_reach_the_file(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        written, own = bistro.read_bytes(), session(app).pack
        screen = await weights(pilot)
        assert session(app).supposing
        await pilot.press("a", "right", "right", "down", "left")
        assert session(app).supposed_weights == {"crew_strength": {"keepers": 4, "habits": 0}}
        await until(
            pilot, lambda: "→" in "\n".join(x.plain for x in screen.query_one(WeightResult).draw(100))
        )
        await pilot.press("left")
        await pilot.pause()
        assert "From 0 to 3" in notices(app)
        await pilot.press("0")
        assert session(app).supposed_weights == {"crew_strength": {"keepers": 4}}
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert session(app).supposed_weights == {"crew_strength": {"keepers": 4}}
        listed = screen.query_one(WeightList)
        line = listed.draw(listed.size.width)[listed.lines_of[0]].plain
        await pilot.click(listed, offset=(line.index("+") + 2, listed.lines_of[0]))
        await pilot.pause()
        assert session(app).supposed_weights == {"crew_strength": {"keepers": 5}}
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert session(app).supposing, "nothing is lost before anybody was asked"
        await pilot.press("enter")
        await pilot.pause()
        assert session(app).supposed_weights == {"crew_strength": {"keepers": 5}}, "Enter changes nothing"
        await pilot.press("k")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("2")
        await pilot.pause(0.2)
        assert session(app).pack is own
        assert bistro.read_bytes() == written
        assert "Discarded" in notices(app)


async def suppose_both(pilot: Pilot[int]) -> None:
    """An answer and a weight."""
    await pilot.press("f9")
    await jump(pilot, "house rule")
    await pilot.press("2")
    await weights(pilot)
    await pilot.press("right", "escape")
    await until(pilot, lambda: not isinstance(pilot.app.screen, WeightsScreen))
    await pilot.press("k")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChooseDialog))


async def test_keeping_answers_and_weights_keeps_the_whole_as_a_scenario(
    app: AdvisorApp, bistro: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        written = bistro.read_bytes()
        await suppose_both(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, PromptDialog))
        await press(pilot, "Own building")
        await pilot.press("enter")
        await until(pilot, lambda: scenarios_path(bistro).exists())
        (kept,) = load_scenarios(bistro).scenarios
        assert kept.workloads == {"till": {"house_rule": "own_building"}}
        assert kept.weights == {"crew_strength": {"keepers": 3}}
        await until(pilot, lambda: not session(app).supposing)
        assert bistro.read_bytes() == written


async def test_keeping_the_answers_without_the_weights_is_said_and_undone(
    app: AdvisorApp, bistro: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before, own = session(app).assessment, session(app).pack
        await suppose_both(pilot)
        await pilot.press("2")
        await saved(pilot)
        assert session(app).pack is own
        assert session(app).assessment.workloads[0].answers["house_rule"].choice == "own_building"
        assert "the weights are the questionnaire's again" in notices(app)
        await pilot.press("ctrl+z")
        assert session(app).assessment == before


async def test_weights_that_were_only_looked_at_leave_no_what_if_behind(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await weights(pilot)
        assert session(app).supposing
        await pilot.press("escape")
        await until(pilot, lambda: not session(app).supposing)
        assert not app.screen.query_one(WhatIfBanner).display
        await pilot.press("f9")
        await weights(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, WeightsScreen))
        assert session(app).supposing, "what was begun before goes on"


async def test_scenarios_of_an_example_have_no_place_and_say_so(bistro: Path) -> None:
    app = AdvisorApp(Session.look_at(bistro), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await weights(pilot)
        await pilot.press("right", "K")
        await pilot.pause()
        assert "Save the assessment first" in notices(app)
        await pilot.press("S")
        screen = app.screen
        assert isinstance(screen, ScenariosScreen)
        await counted(pilot, "What if")


@SIZES
def test_the_comparison_looks(app: AdvisorApp, kept: Path, snap_compare, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await open_scenarios(pilot)
        await counted(pilot, "Two who can", "A busy till")

    assert snap_compare(app, terminal_size=size, run_before=look)


@SIZES
def test_weights_look(app: AdvisorApp, snap_compare, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[int]) -> None:
        await pilot.pause()
        screen = await weights(pilot)
        await pilot.press("a", "right", "down", "down", "left")
        await until(pilot, lambda: screen._told_for is session(app).pack)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=look)


def test_nothing_kept_yet_looks(app: AdvisorApp, snap_compare) -> None:
    async def look(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await open_scenarios(pilot)

    assert snap_compare(app, terminal_size=SMALL, run_before=look)


async def test_a_scenario_that_is_so_already_is_no_column_until_it_is_asked_for(
    app: AdvisorApp, kept: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "people who can restore")
        await pilot.press("3")
        await saved(pilot)
        screen = await open_scenarios(pilot)
        await counted(pilot, "A busy till")
        assert "1 so already" in str(screen.query_one("#title").render())
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ScenarioPick))
        drawn = [line.plain for line in app.screen.query_one("#scenarios", AnswerOptions).draw(60)]
        assert "□" in drawn[0]
        assert "so already" in drawn[0]
        assert "■" in drawn[1]
        await pilot.press("1", "enter")
        await counted(pilot, "Two who can", "A busy till")
        assert "So already: the present holds all" in str(screen.query_one("#about").render())
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ScenarioPick))
        await pilot.press("escape")


async def test_when_all_is_so_already_it_says_so(app: AdvisorApp, bistro: Path) -> None:
    put_scenario(bistro, Scenario(name="As it is", answers={"keepers": "one"}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        screen = await open_scenarios(pilot)
        await pilot.pause()
        assert screen.has_class("-empty")
        assert "are so already" in str(screen.query_one("#nothing").render())


async def test_going_on_from_a_scenario_leads_to_the_result_also_from_the_weights(
    app: AdvisorApp, kept: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await weights(pilot)
        await open_scenarios(pilot)
        await counted(pilot, "Two who can", "A busy till")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        assert session(app).assessment.answers["keepers"].choice == "several"
        assert app.screen.query_one(WhatIfBanner).display


async def test_answers_are_whole_where_there_is_room_for_them(app: AdvisorApp, bistro: Path) -> None:
    one = Scenario(name="Provider", workloads={"till": {"house_rule": "nowhere_else"}})
    put_scenario(bistro, one)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        screen = await open_scenarios(pilot)
        await counted(pilot, "Provider")
        body = screen.query_one(ScenarioBody)
        label = session(app).pack.question_by_id["house_rule"].options[2].label
        drawn = [line.plain for line in body.draw(body.size.width)]
        if len(drawn) <= body.parent.size.height:
            column = drawn[1].index("not answered") + 20
            words = " ".join(line[column:].strip() for line in drawn[1:8])
            assert "…" not in words
            assert label.split()[-1] in words
