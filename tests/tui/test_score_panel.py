"""The panel beside the interview: scores and advice at a glance, at any size."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult

from advisor.model.recommendation import Recommendation
from advisor.tui.themes import DARK
from advisor.tui.widgets.drawing import Lines, percent, points
from advisor.tui.widgets.score_bar import bar
from advisor.tui.widgets.score_panel import ScorePanel
from tests.tui.fixtures_result import (
    Told,
    decided_run,
    decided_walk,
    no_model,
    recommendation,
    small_pack,
    text_of,
)

PACK = small_pack()


class Beside(App[None]):
    def __init__(
        self, shown: Recommendation | None, workload: str | None = None, compact: bool = False
    ) -> None:
        super().__init__()
        self._shown, self._workload, self._compact = shown, workload, compact
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield ScorePanel(PACK, classes="-compact" if self._compact else None)

    def on_mount(self) -> None:
        self.query_one(ScorePanel).show(self._shown, self._workload)


async def seen(shown: Recommendation | None, size: tuple[int, int] = (38, 40), **how: Any) -> str:
    app = Beside(shown, **how)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return text_of(app)


async def test_says_advice_target_shares_and_what_is_open() -> None:
    text = await seen(recommendation())
    assert "[WALK] Partially managed so far" in text
    assert "Of all ways open answers could go:" in text
    assert "◐ Walk" in text
    assert "target Run · Self-managed" in text
    assert "61 %" in text
    assert "39 %" in text
    assert "2 open answers could change it" in text
    assert "first: GPU experience" in text


async def test_an_excluded_model_carries_the_mark_of_a_gate() -> None:
    text = await seen(recommendation())
    assert "⊘ Crawl excluded by a gate" in text


async def test_each_score_has_its_band_points_and_interval_in_words() -> None:
    lines = (await seen(recommendation())).splitlines()
    readiness = next(n for n, line in enumerate(lines) if "Technical readiness" in line)
    assert lines[readiness].rstrip().endswith("open"), "no band while the open answers leave two"
    assert "62 (55–72)" in lines[readiness + 1]
    finops = next(n for n, line in enumerate(lines) if "FinOps maturity" in line)
    assert "medium" in lines[finops]
    assert "(" not in lines[finops + 1], "a score without open answers has no interval"


async def test_says_settled_once_nothing_open_can_change_it() -> None:
    text = await seen(recommendation(decided_walk()))
    assert "✓ settled" in text
    assert "?" not in text
    assert " WALK  Partially managed" in text
    assert "so far" not in text
    assert "Of all ways" not in text


async def test_settled_for_today_still_tells_what_could_move_the_target() -> None:
    told = recommendation(Told(shares=(0.0, 1.0, 0.0), target_only=True))
    text = await seen(told)
    assert "✓ settled for today" in text
    assert "? 2 answers could move the target" in text
    assert "first: GPU experience" in text
    assert "could change it" not in text
    assert "✓ for today · target open" in await seen(told, (80, 2))


async def test_says_that_the_gates_leave_no_model() -> None:
    text = await seen(recommendation(no_model()))
    assert "The gates leave no model" in text
    assert "settled" not in text


async def test_a_score_that_does_not_apply_has_neither_band_nor_points() -> None:
    scores = (None, (48.0, 48.0, 48.0), (80.0, 80.0, 80.0), (58.0, 58.0, 58.0))
    lines = (await seen(recommendation(Told(scores=scores)))).splitlines()
    here = next(n for n, line in enumerate(lines) if "Technical readiness" in line)
    assert lines[here].rstrip().endswith("–")
    assert "●" not in lines[here + 1]


async def test_shows_the_workload_that_is_asked_about_and_names_the_others() -> None:
    both = recommendation(Told(), decided_run())
    text = await seen(both, workload="nightly-training")
    assert "RUN  Self-managed" in text
    assert any("Triage chat" in line and "Walk ?" in line for line in text.splitlines())


async def test_while_there_is_no_result_it_says_so() -> None:
    assert "No scores yet" in await seen(None)


@pytest.mark.parametrize("height", [40, 24, 18, 14, 10, 6])
async def test_never_draws_more_than_there_is_room_for(height: int) -> None:
    text = await seen(recommendation(Told(), decided_run()), size=(38, height))
    assert len(text.splitlines()) == height
    assert "Partially managed" in text


async def test_a_small_terminal_gets_the_advice_and_all_four_scores_in_two_lines() -> None:
    text = await seen(recommendation(), size=(80, 8), compact=True)
    first, second, *rest = text.splitlines()
    assert "[WALK] Partially managed" in first
    assert "Walk 61 % · Run 39 %" in first
    assert all(figure in second for figure in ("62", "48", "80", "58"))
    assert not any(line.strip() for line in rest)


async def test_a_very_narrow_strip_still_names_the_scores() -> None:
    text = await seen(recommendation(), size=(60, 8), compact=True)
    assert "Technical medium 62" in text or "Technical 62" in text


async def test_the_same_result_again_draws_nothing_anew() -> None:
    shown = recommendation()
    app = Beside(shown)
    async with app.run_test(size=(38, 40)) as pilot:
        await pilot.pause()
        panel = app.query_one(ScorePanel)
        drawn: list[int] = []
        original = panel.draw

        def counted(width: int) -> Lines:
            drawn.append(width)
            return original(width)

        panel.draw = counted
        panel.show(shown)
        await pilot.pause()
        assert drawn == []
        panel.show(recommendation(decided_walk()))
        await pilot.pause()
        assert len(drawn) == 1


async def test_text_from_files_is_never_markup_and_never_reaches_the_terminal_as_commands() -> None:
    text = await seen(recommendation(Told(title="[b]x[/b]\x1b[31m\u202e")))
    assert "[b]x[/b]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("low", "score", "high", "expected"),
    [
        (0, 0, 0, "●───┼──┼──"),
        (100, 100, 100, "━━━━╋━━╋━●"),
        (50, 50, 50, "━━━━╋●─┼──"),
        (20, 55, 80, "━━╍╍╋●╍╋──"),
    ],
)
def test_the_bar_tells_sure_open_and_rest_apart_by_shape(
    low: int, score: int, high: int, expected: str
) -> None:
    assert bar(score, low, high, 10, (40, 70)).plain == expected


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0 %"), (0.001, "<1 %"), (0.005, "1 %"), (0.614, "61 %"), (0.999, ">99 %"), (1.0, "100 %")],
)
def test_what_is_merely_almost_certain_never_reads_as_certain(share: float, text: str) -> None:
    assert percent(share) == text


def test_whole_points_are_those_that_were_reached() -> None:
    assert [points(value) for value in (0.5, 1.99, 62.5, 70.0)] == ["0", "1", "62", "70"]


async def test_a_guess_is_called_open_and_wears_no_badge() -> None:
    told = recommendation(Told(shares=(0.30, 0.42, 0.22), excluded=()))
    guess = told.workloads[0].model_copy(update={"share_none": 0.06})
    told = told.model_copy(update={"workloads": (guess,)})
    roomy = " ".join((await seen(told)).split())
    assert "Still open · likeliest Walk" in roomy
    assert "WALK" not in roomy
    strip = await seen(told, (100, 2), compact=True)
    assert guess.title in strip
    assert "no model 6 %" in strip


async def test_the_middle_of_what_is_possible_is_no_advice_but_what_to_plan_with() -> None:
    told = recommendation(Told(shares=(0.45, 0.08, 0.47), excluded=()))
    words = " ".join((await seen(told)).split())
    assert "Not decided yet: between Crawl and Run" in words
    assert "Plan with Walk meanwhile, the middle of all ways: a better answer never lowers it." in words
    assert "WALK" not in words
    assert "◐ Walk" in words
    assert "●" not in words.partition("What you can run")[0]
    assert "on balance" not in words


async def test_no_stage_is_set_off_as_sure_while_it_may_change() -> None:
    app = Beside(recommendation())
    async with app.run_test(size=(38, 40)) as pilot:
        await pilot.pause()
        drawn = app.query_one(ScorePanel).draw(36)
    (badge,) = [line for line in drawn if "WALK" in line.plain]
    assert not any(" on " in str(span.style) for span in badge.spans)
