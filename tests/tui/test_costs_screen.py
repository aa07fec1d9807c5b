"""The screen of costs: figures are typed and checked, sliders try out, results follow."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from advisor.content.locations import bundled_packs
from advisor.model.price import PriceBook
from advisor.tui.app import AdvisorApp
from advisor.tui.screens.costs import CostsScreen
from advisor.tui.widgets.cost_form import CostForm
from advisor.tui.widgets.cost_results import CostResults
from advisor.tui.widgets.cost_slider import CostSlider
from advisor.tui.widgets.cost_work import Outcome, Task, work_out
from advisor.workflows.session import Session
from tests.tui.conftest import BISTRO, press, until

WIDE, SMALL = (120, 40), (80, 24)


def example(name: str) -> Path:
    """A bundled example, where it lies."""
    return next(iter(bundled_packs().values())) / "examples" / f"{name}.yaml"


async def costs(pilot: Pilot[int]) -> CostsScreen:
    """Go to the screen, and wait for its first estimate."""
    app = pilot.app
    assert isinstance(app, AdvisorApp)
    await until(pilot, lambda: app.session is not None)
    await pilot.press("f12")
    await until(pilot, lambda: isinstance(app.screen, CostsScreen))
    screen = app.screen
    assert isinstance(screen, CostsScreen)
    await counted(pilot)
    return screen


async def counted(pilot: Pilot[int]) -> None:
    """Wait until the results follow from the latest change."""
    screen = pilot.app.screen
    assert isinstance(screen, CostsScreen)
    await pilot.pause()
    await until(pilot, lambda: screen.up_to_date)
    await pilot.pause()


def results(screen: CostsScreen) -> str:
    """The results as text."""
    return screen.query_one(CostResults).render().plain


def line_of(screen: CostsScreen, title: str) -> str:
    """The line of a quantity in the form."""
    listed = screen.query_one("#quantities", OptionList)
    lines = [str(listed.get_option_at_index(index).prompt) for index in range(listed.option_count)]
    return next(line for line in lines if title in line)


def total(screen: CostsScreen, title: str) -> Decimal:
    """The total of an alternative, as its bar tells it."""
    found = re.search(rf"^{re.escape(title)}(?: ◀ advised)? +([\d,]+)  ", results(screen), re.MULTILINE)
    assert found is not None
    return Decimal(found[1].replace(",", ""))


async def choose(pilot: Pilot[int], screen: CostsScreen, title: str) -> None:
    """Put the cursor on a quantity."""
    listed = screen.query_one("#quantities", OptionList)
    listed.focus()
    for index in range(listed.option_count):
        if title in str(listed.get_option_at_index(index).prompt):
            listed.highlighted = index
    await pilot.pause()


@pytest.fixture
def studio() -> AdvisorApp:
    """The app with an example of one workload."""
    return AdvisorApp(Session.look_at(example("game-studio")), now=lambda: "14:02")


async def test_shows_every_alternative_with_what_it_consists_of(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        text = results(await costs(pilot))
        for title in ("Fully managed", "Partially managed", "Self-managed", "Hybrid", "◀ advised"):
            assert title in text
        for part in ("Computing", "People", "Break-even", "Cost a month", "most", "For one unit"):
            assert part in text


async def test_tells_where_a_figure_comes_from(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        assert line_of(screen, "Requests ").startswith("◆")
        assert line_of(screen, "Requests ").rstrip().endswith("answer")
        assert line_of(screen, "Price of electricity").rstrip().endswith("assumed")
        assert "[1]" not in results(screen)
        await pilot.press("n")
        await pilot.pause()
        assert "[1]" in results(screen)
        assert "from an answer: answer to “Requests a day”" in " ".join(results(screen).split())


async def test_a_typed_figure_counts_and_is_marked_as_given_and_as_not_saved(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        before = total(screen, "Self-managed")
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "900000")
        await pilot.press("enter")
        await counted(pilot)
        assert total(screen, "Self-managed") > before
        assert line_of(screen, "Price of a server").startswith("●")
        assert "900,000 USD" in line_of(screen, "Price of a server")
        assert "Not saved: 1 figure" in str(screen.query_one("#banner", Static).render())
        assert screen.query_one("#banner").display
        await pilot.press("delete")
        await counted(pilot)
        assert total(screen, "Self-managed") == before
        assert not screen.query_one("#banner").display


async def test_a_range_widens_what_the_total_may_come_to(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "1 to 400000 to 90M USD")
        await pilot.press("enter")
        await counted(pilot)
        found = next(
            each
            for each in screen.economics.values.values()
            if each.low == 1 and each.typical == 400000 and each.high == 90000000
        )
        assert found.unit == "USD"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("12 kWh", "measured in USD, found “kWh”"),
        ("12 EUR", "everything else in USD"),
        ("0", "at least 1 USD"),
        ("5 to 3", "A range goes from low to high"),
        ("3,000", "without separators"),
        ("7x7", "not a unit"),
    ],
)
async def test_an_amount_that_does_not_fit_is_refused_beside_the_field(
    studio: AdvisorApp, typed: str, complaint: str
) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await choose(pilot, screen, "Price of a server")
        await pilot.press("enter")
        await press(pilot, typed)
        await pilot.pause()
        said = " ".join(str(screen.query_one("#expected", Static).render()).split())
        assert said.startswith("✗")
        assert complaint in said
        await pilot.press("enter")
        await pilot.pause()
        assert screen.focused is screen.query_one("#amount", Input)
        assert not screen.economics.values
        await pilot.press("escape")
        await pilot.pause()
        assert not str(screen.query_one("#expected", Static).render()).startswith("✗")


async def test_a_slider_tries_out_and_goes_back(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        before = results(screen)
        fully = total(screen, "Fully managed")
        await pilot.press("v", *["right"] * 20)
        await counted(pilot)
        assert total(screen, "Fully managed") > fully
        assert line_of(screen, "Requests ").rstrip().endswith("tried")
        assert screen.query_one("#volume", CostSlider).value == Decimal(12000)
        assert not screen.query_one("#banner").display
        await pilot.press("home")
        await counted(pilot)
        assert results(screen) == before


async def test_a_slider_follows_the_mouse_and_enters_the_form(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await pilot.click("#utilisation", offset=(34, 0))
        await counted(pilot)
        value = screen.query_one("#utilisation", CostSlider).value
        assert value is not None
        assert value > 50
        await pilot.press("enter")
        await counted(pilot)
        assert f"{value:f} %" in line_of(screen, "Utilisation of held capacity")
        assert line_of(screen, "Utilisation of held capacity").startswith("●")
        assert screen.query_one("#utilisation", CostSlider).value is None


async def test_many_keys_are_few_estimates_and_the_last_one_counts(
    studio: AdvisorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        seen: list[Task] = []

        def counting(task: Task, book: PriceBook) -> Outcome:
            seen.append(task)
            return work_out(task, book)

        monkeypatch.setattr("advisor.tui.screens.costs.work_out", counting)
        slider = screen.query_one("#utilisation", CostSlider)
        for _ in range(30):
            slider.action_slide(1)
        await counted(pilot)
        assert len(seen) < 10
        assert [each.typical for each in seen[-1].tried.values()] == [slider.value]


async def test_small_terminals_show_one_side_at_a_time(studio: AdvisorApp) -> None:
    async with studio.run_test(size=SMALL) as pilot:
        screen = await costs(pilot)
        assert screen.query_one("#results-side").display
        assert not screen.query_one("#form-side").display
        await pilot.press("t")
        await pilot.pause()
        assert screen.query_one("#form-side").display
        assert not screen.query_one("#results-side").display
        assert screen.query_one(CostForm).size.height >= 15
        await pilot.press("t")
        await pilot.pause()
        assert screen.query_one("#results-side").display


async def test_each_workload_has_figures_of_its_own() -> None:
    app = AdvisorApp(Session.look_at(example("regional-hospital")), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        first = results(screen)
        await choose(pilot, screen, "Tokens written")
        await press(pilot, "9000")
        await pilot.press("enter")
        await counted(pilot)
        changed = results(screen)
        assert changed != first
        await pilot.press("w")
        await counted(pilot)
        assert "9,000" not in line_of(screen, "Tokens written")
        await pilot.press("left_square_bracket")
        await counted(pilot)
        assert results(screen) == changed


async def test_what_was_typed_is_there_after_another_screen(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "900000")
        await pilot.press("enter")
        await counted(pilot)
        text = results(screen)
        await pilot.press("f4")
        await pilot.pause()
        again = await costs(pilot)
        assert again is not screen
        assert results(again) == text


async def test_typing_never_touches_the_file(tmp_path: Path) -> None:
    path = tmp_path / "studio.yaml"
    shutil.copy(example("game-studio"), path)
    before = path.read_bytes()
    app = AdvisorApp(Session.open(path), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "900000")
        await pilot.press("enter")
        await counted(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert path.read_bytes() == before


async def test_the_file_s_own_figures_are_given_ones(tmp_path: Path) -> None:
    path = tmp_path / "studio.yaml"
    text = example("game-studio").read_text("utf-8")
    path.write_text(text + "\neconomics:\n  values:\n    power_price: 0.77 USD/kWh\n", "utf-8")
    app = AdvisorApp(Session.open(path), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        assert line_of(screen, "Price of electricity").startswith("●")
        assert "0.77 USD/kWh" in line_of(screen, "Price of electricity")
        assert not screen.query_one("#banner").display


async def test_what_the_file_states_wrongly_is_told(tmp_path: Path) -> None:
    path = tmp_path / "studio.yaml"
    text = example("game-studio").read_text("utf-8")
    path.write_text(text + "\neconomics:\n  values:\n    power_prize: 0.77 USD/kWh\n", "utf-8")
    app = AdvisorApp(Session.open(path), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        assert "there is no quantity “power_prize”" in results(screen)


async def test_another_pack_has_costs_of_its_own(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        assert "Total over 36 months, EUR" in results(screen)
        assert total(screen, "Hosted database") > 0
        assert "tickets/hour" in line_of(screen, "Tickets")
        await pilot.press("v", "right")
        await counted(pilot)
        assert screen.query_one("#volume", CostSlider).value == Decimal(126)


async def test_a_pack_without_prices_says_so(tmp_path: Path, small_pack_folder: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(small_pack_folder, pack, ignore=shutil.ignore_patterns("prices.yaml"))
    path = tmp_path / "bistro.yaml"
    path.write_text(BISTRO.format(pack=pack), "utf-8")
    app = AdvisorApp(Session.open(path), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        assert "this pack has no prices" in str(screen.query_one("#nothing", Static).render())
        assert not screen.query_one("#body").display
