"""The result screen by keys and mouse, at the sizes that matter."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from textual.widgets import TabbedContent

from advisor.model.question import Scope
from advisor.tui.screens.result import ResultScreen
from advisor.tui.themes import DARK, LIGHT
from advisor.tui.widgets.framework_table import FrameworkTable
from advisor.tui.widgets.score_list import ScoreList
from advisor.tui.widgets.workload_bar import WorkloadBar
from tests.tui.fixtures_result import (
    Shown,
    Stage,
    Told,
    decided_run,
    decided_walk,
    no_model,
    recommendation,
    settled,
    text_of,
)


def stage(*told: Told, theme: str | None = None) -> Stage:
    shown = Shown(*told)
    return Stage(partial(ResultScreen, shown), theme or DARK.name)


def active(app: Stage) -> str:
    return app.screen.query_one(TabbedContent).active


async def test_opens_on_the_advice_with_the_sentence_on_top() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = text_of(app)
        assert active(app) == "advice"
        assert "Walk · Partially managed now, growing towards Run" in text
        assert "[WALK] Partially managed so far" in text


@pytest.mark.parametrize(
    ("key", "tab", "words"),
    [
        ("1", "advice", "How sure"),
        ("2", "framework", "FinOps maturity"),
        ("3", "scores", "medium 40"),
        ("4", "why", "Gate excludes"),
        ("5", "warnings", "HIGH"),
        ("6", "path", "Partially managed"),
    ],
)
async def test_each_tab_has_its_number(key: str, tab: str, words: str) -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert active(app) == tab
        assert words in text_of(app)


async def test_left_and_right_go_round_the_tabs_from_everywhere() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seen = []
        for _ in range(7):
            await pilot.press("right")
            await settled(pilot)
            seen.append(active(app))
        assert seen == ["framework", "scores", "why", "warnings", "path", "firm", "advice"]
        await pilot.press("left")
        await settled(pilot)
        assert active(app) == "firm"


async def test_the_warnings_tab_carries_its_count() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Warnings 2" in text_of(app)


async def test_w_and_the_brackets_switch_the_workload_everywhere() -> None:
    app = stage(Told(), decided_run())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "1/2" in text_of(app)
        await pilot.press("w")
        await settled(pilot)
        assert "2/2" in text_of(app)
        assert "RUN  Self-managed" in text_of(app)
        await pilot.press("5")
        await settled(pilot)
        assert "No warnings" in text_of(app)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert "1/2" in text_of(app)
        assert "HIGH" in text_of(app)


async def test_a_workload_is_a_button_for_the_mouse() -> None:
    app = stage(decided_walk(), decided_run())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        line = app.screen.query_one(WorkloadBar).render().plain
        await pilot.click(WorkloadBar, offset=(2 + line.index("Nightly") + 2, 0))
        await settled(pilot)
        assert "2/2" in text_of(app)


async def test_one_workload_needs_no_bar_and_no_key() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not app.screen.query_one(WorkloadBar).display
        assert "Next workload" not in text_of(app)


async def test_f_turns_the_framework_between_own_cells_and_all() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        assert "Scaling AI workloads" not in text_of(app)
        await pilot.press("f")
        await settled(pilot)
        assert "Scaling AI workloads" in text_of(app)
        await pilot.press("f")
        await settled(pilot)
        assert "Scaling AI workloads" not in text_of(app)


async def test_a_wide_terminal_shows_all_cells_at_once() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        text = text_of(app)
        assert "Scaling AI workloads" in text
        assert "Security and" in text, "all eight rows fit 120 by 40"
        assert app.screen.query_one(FrameworkTable).region.height <= 34


async def test_enter_on_an_answers_points_leads_to_its_question() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.went == ["interview"]
        assert app.position is not None
        assert app.position.question.id == "gpu_experience"
        assert app.position.workload is None


async def test_a_workloads_question_is_opened_for_that_workload() -> None:
    app = stage(Told(), decided_run())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("w", "3")
        await settled(pilot)
        await pilot.press("end", "enter")
        await settled(pilot)
        assert app.position is not None
        assert app.position.question.scope is Scope.WORKLOAD
        assert app.position.workload == "nightly-training"


async def test_scores_tell_four_states_apart_in_words() -> None:
    shown = Shown()
    workload = shown.recommendation.workloads[0]
    states = ("answered", "unknown", "not_answered", "not_applicable")
    items = tuple(
        item.model_copy(
            update={
                "state": state,
                "answer": "Nobody yet" if state == "answered" else None,
                "points": 0.0 if state == "answered" else None,
                "reason": "no data" if state == "not_applicable" else None,
            }
        )
        for item, state in zip(workload.trace.contributions, states, strict=False)
    )
    trace = workload.trace.model_copy(update={"contributions": items})
    shown.recommendation = shown.recommendation.model_copy(
        update={"workloads": (workload.model_copy(update={"trace": trace}),)}
    )
    app = Stage(partial(ResultScreen, shown))
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        text = text_of(app)
        for words in (
            "Nobody yet",
            "? unknown",
            "not answered yet",
            "does not apply: no data",
            "not counted",
        ):
            assert words in text


async def test_o_leads_to_an_open_answer_that_matters() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert app.position is not None
        assert app.position.question.id in {"gpu_experience", "volume"}


async def test_o_is_not_offered_once_all_is_decided() -> None:
    app = stage(decided_walk())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Answer what is open" not in text_of(app)
        await pilot.press("o")
        await settled(pilot)
        assert app.went == []


async def test_a_changed_result_is_shown_and_the_tab_stays() -> None:
    shown = Shown()
    app = Stage(partial(ResultScreen, shown))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
        shown.recommendation = recommendation(decided_walk())
        assert isinstance(app.screen, ResultScreen)
        app.screen.session_changed()
        await settled(pilot)
        assert active(app) == "warnings"
        assert "No warnings" in text_of(app)


async def test_comes_back_to_the_tab_and_workload_it_was_left_at() -> None:
    shown = Shown(Told(), decided_run())
    for round_ in range(2):
        app = Stage(partial(ResultScreen, shown))
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            if round_ == 0:
                await pilot.press("w", "4")
                await settled(pilot)
            assert active(app) == "why"
            assert "2/2" in text_of(app)


async def test_no_admissible_model_is_a_result_not_an_error() -> None:
    app = stage(no_model())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key in "123456":
            await pilot.press(key)
            await settled(pilot)
            assert "No model is admissible" in text_of(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 40)])
async def test_nothing_is_cut_or_covered_at_any_size(size: tuple[int, int]) -> None:
    app = stage(Told(), decided_run())
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for key in "123456":
            await pilot.press(key)
            await settled(pilot)
            page = app.screen.query_one(f"#{active(app)}")
            assert page.region.height >= 8
            assert page.region.bottom <= size[1] - 1, "the keys stay free"
            assert not app.screen.show_horizontal_scrollbar
            assert all(
                widget.region.right <= size[0] for widget in app.screen.query("*") if widget.region.height
            )


async def test_the_scores_are_drawn_anew_when_the_terminal_grows() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        options = app.screen.query_one(ScoreList)
        assert "A high score means a lot of it" in text_of(app)
        assert options.highlighted is not None


# Pictures ------------------------------------------------------------------------------------


def test_picture_advice_80(snap_compare: Any) -> None:
    assert snap_compare(stage(Told(), decided_run()), terminal_size=(80, 24))


def test_picture_framework_80(snap_compare: Any) -> None:
    assert snap_compare(stage(), terminal_size=(80, 24), press=["2"])


def test_picture_framework_120_light(snap_compare: Any) -> None:
    assert snap_compare(stage(theme=LIGHT.name), terminal_size=(120, 40), press=["2"])


def test_picture_scores_120(snap_compare: Any) -> None:
    assert snap_compare(stage(), terminal_size=(120, 40), press=["3", "down"])
