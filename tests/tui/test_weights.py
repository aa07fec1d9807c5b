"""Weights for the sake of argument: what matters is listed first, and what a key does stays in sight."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from advisor.tui.app import AdvisorApp
from advisor.tui.screens.weights import WeightsScreen
from advisor.tui.widgets.scenario_weights import Place, WeightList, WeightResult
from advisor.workflows.session import Session
from tests.tui.conftest import until

SMALL = (80, 24)


@pytest.fixture
def hospital(tmp_path: Path, bundled_pack_folder: Path) -> AdvisorApp:
    """The bundled example whose first workload hangs on few weights."""
    return example("regional-hospital", tmp_path, bundled_pack_folder)


def example(name: str, folder: Path, pack: Path) -> AdvisorApp:
    path = folder / f"{name}.yaml"
    shutil.copy(pack / "examples" / path.name, path)
    return AdvisorApp(Session.open(path), now=lambda: "14:02")


async def opened(pilot: Pilot[int]) -> WeightsScreen:
    await pilot.pause()
    await pilot.press("f4", "W")
    await until(pilot, lambda: isinstance(pilot.app.screen, WeightsScreen) and bool(pilot.app.screen.told))
    screen = pilot.app.screen
    assert isinstance(screen, WeightsScreen)
    return screen


async def fresh(pilot: Pilot[int], screen: WeightsScreen) -> None:
    await until(pilot, lambda: screen._told_for is screen.session.pack)
    await pilot.pause()


def listed(screen: WeightsScreen) -> list[str]:
    return [line.plain.rstrip() for line in screen.query_one(WeightList).draw(76)]


def limited(screen: WeightsScreen) -> set[Place]:
    return {
        (one.dimension, one.question)
        for one in screen.told[0].firm.weights
        if one.interval.low is not None or one.interval.high is not None
    }


async def test_what_can_flip_the_advice_is_listed_and_the_rest_is_counted(hospital: AdvisorApp) -> None:
    async with hospital.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        weights = screen.query_one(WeightList)
        matter = limited(screen)
        assert 0 < len(matter) < len(weights.every)
        assert set(weights.places) == matter
        text = "\n".join(listed(screen))
        assert f"{len(weights.every) - len(matter)} other weights, by themselves, change nothing" in text
        assert "…" not in text
        await pilot.press("a")
        assert set(weights.places) == set(weights.every)
        assert set(weights.places[: len(matter)]) == matter, "what matters stays on top"
        assert not any("…" in line for line in listed(screen))
        await pilot.press("end", "a")
        assert set(weights.places) == matter
        assert sum(line.startswith("▸") for line in listed(screen)) == 1, "the cursor is never lost"


async def test_after_a_flip_the_range_says_of_which_advice(hospital: AdvisorApp) -> None:
    async with hospital.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        assert any("Walk stays: 4 and more" in line for line in listed(screen))
        await pilot.press(*["left"] * 5)
        await fresh(pilot, screen)
        assert any("was 8 · Crawl stays: up to 3" in line for line in listed(screen))
        assert not any("advice stays" in line for line in listed(screen))
        before = set(screen.query_one(WeightList).places)
        await pilot.press("0")
        await fresh(pilot, screen)
        assert set(screen.query_one(WeightList).places) >= before, "no row goes away by itself"


async def test_a_message_never_hides_what_the_weights_do(hospital: AdvisorApp) -> None:
    async with hospital.run_test(size=SMALL, notifications=True) as pilot:
        screen = await opened(pilot)
        await pilot.press("end", *["left"] * 3)
        await until(pilot, lambda: bool(screen.query(Toast)))
        await pilot.pause()
        result = screen.query_one(WeightResult)
        for toast in screen.query(Toast):
            assert toast.region.bottom <= result.region.y
            assert toast.region.y >= 0


async def test_where_no_weight_matters_all_are_listed_and_that_is_said(
    tmp_path: Path, bundled_pack_folder: Path
) -> None:
    app = example("game-studio", tmp_path, bundled_pack_folder)
    async with app.run_test(size=SMALL) as pilot:
        screen = await opened(pilot)
        weights = screen.query_one(WeightList)
        assert not limited(screen)
        assert weights.places == weights.every
        assert "No single weight can change the advice" in listed(screen)[0]
        await pilot.press("a")
        assert weights.places == weights.every
