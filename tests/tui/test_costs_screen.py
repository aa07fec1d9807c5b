"""The screen of costs: figures are typed and checked, sliders try out, results follow."""

from __future__ import annotations

import datetime
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TabbedContent

from advisor.content.assessments import load_assessment
from advisor.content.locations import bundled_packs
from advisor.model.price import PriceBook
from advisor.model.stated import Depreciation, Economics, Given
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.pick import PickDialog
from advisor.tui.screens.costs import CostsScreen
from advisor.tui.screens.result import ResultScreen
from advisor.tui.widgets.cost_form import CostForm
from advisor.tui.widgets.cost_results import CostResults
from advisor.tui.widgets.cost_slider import CostSlider
from advisor.tui.widgets.cost_work import Kept, Outcome, Task, work_out
from advisor.tui.widgets.warning_list import WarningList
from advisor.workflows.session import Session
from tests.bistro import BISTRO
from tests.tui.conftest import press, saved, until

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
    lines = [str(listed.get_option_at_index(index).prompt) for index in range(listed.option_count)]
    listed.highlighted = next(index for index, line in enumerate(lines) if title in line)
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


async def test_a_typed_figure_counts_and_is_marked_as_given(studio: AdvisorApp) -> None:
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
        await pilot.press("delete")
        await counted(pilot)
        assert total(screen, "Self-managed") == before


@pytest.mark.parametrize("pasted", [False, True])
async def test_an_amount_that_comes_at_once_loses_nothing(studio: AdvisorApp, pasted: bool) -> None:
    """Keys of one read, or a paste, while the list still has the focus."""
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await choose(pilot, screen, "Price of a server")
        if pasted:
            studio.post_message(events.Paste("7200 to 8100"))
        else:
            for char in "7200 to 8100":
                studio.post_message(events.Key("space" if char == " " else char, char))
        field = screen.query_one("#amount", Input)
        await until(pilot, lambda: field.value == "7200 to 8100")
        assert field.has_focus


async def test_a_range_widens_what_the_total_may_come_to(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "1 to 400000 to 90M USD")
        await pilot.press("enter")
        await counted(pilot)
        found = next(
            each
            for amounts in screen.economics.workloads.values()
            for each in amounts.values()
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

        def counting(task: Task, book: PriceBook, kept: Kept) -> Outcome:
            seen.append(task)
            return work_out(task, book, kept)

        monkeypatch.setattr("advisor.tui.screens.costs_count.work_out", counting)
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


async def test_down_walks_through_every_figure_without_another_key(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        form, listed = screen.query_one(CostForm), screen.query_one("#quantities", OptionList)
        wanted = [each.id for each in listed.options if not each.disabled]
        assert screen.focused is listed
        assert form.row is not None
        assert form.row.id == wanted[0]
        # Keys do what pressing them does, without waiting for the screen after each of them.
        for _ in wanted[3:]:
            listed.action_cursor_down()
        await pilot.press("down", "down")
        assert form.row.id == wanted[-1]


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_figure_is_found_by_a_part_of_its_name(studio: AdvisorApp, size: tuple[int, int]) -> None:
    async with studio.run_test(size=size) as pilot:
        screen = await costs(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await press(pilot, "electric")
        await pilot.press("enter")
        await until(pilot, lambda: screen.focused is screen.query_one("#quantities"))
        row = screen.query_one(CostForm).row
        assert row is not None
        assert row.quantity is not None
        assert line_of(screen, "Price of electricity") == str(
            screen.query_one("#quantities", OptionList).highlighted_option.prompt
        )
        await press(pilot, "0.5")
        await pilot.press("enter")
        await counted(pilot)
        assert line_of(screen, "Price of electricity").startswith("●")


async def test_space_goes_on_in_the_costs_from_the_sliders(studio: AdvisorApp) -> None:
    async with studio.run_test(size=SMALL) as pilot:
        screen = await costs(pilot)
        page = screen.query_one("#page")
        await pilot.press("space")
        await until(pilot, lambda: page.scroll_y > 0)
        assert screen.focused is screen.query_one("#volume")
        await pilot.press("b")
        await until(pilot, lambda: page.scroll_y == 0)


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


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """An assessment of one's own, with a comment at its end."""
    path = tmp_path / "studio.yaml"
    shutil.copy(example("game-studio"), path)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n# the end\n")
    return path


async def state(pilot: Pilot[int], screen: CostsScreen, title: str, typed: str) -> None:
    """Type an amount for a quantity."""
    await choose(pilot, screen, title)
    await press(pilot, typed)
    await pilot.press("enter")
    await counted(pilot)


async def test_what_is_typed_is_saved_with_its_comments_kept(mine: Path) -> None:
    before = mine.read_text("utf-8")
    app = AdvisorApp(Session.open(mine), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await state(pilot, screen, "Price of a server", "900000")
        await saved(pilot)
        assert app.status == "Saved 14:02"
        await state(pilot, screen, "Requests ", "250 to 300")
        await saved(pilot)
    text = mine.read_text("utf-8")
    section = re.search(r"^economics:\n(?: .*\n)+", text, re.MULTILINE)
    assert section is not None
    assert text.replace(section[0], "") == before
    economics = load_assessment(mine).assessment.economics
    assert economics is not None
    (stated,) = economics.workloads.values()
    assert stated["server_price"] == Given(typical=Decimal(900000), unit="USD")
    ((workload, amounts),) = economics.workloads.items()
    assert workload == load_assessment(mine).assessment.workloads[0].id
    assert amounts["requests"].low == 250
    assert amounts["requests"].high == 300


async def test_undo_and_redo_take_amounts_back_and_bring_them_again(mine: Path) -> None:
    before = mine.read_bytes()
    app = AdvisorApp(Session.open(mine), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        first = results(screen)
        await state(pilot, screen, "Price of a server", "900000")
        changed = results(screen)
        assert changed != first
        await pilot.press("ctrl+z")
        await counted(pilot)
        assert results(screen) == first
        assert screen.economics == Economics()
        await pilot.press("ctrl+y")
        await counted(pilot)
        assert results(screen) == changed
        await pilot.press("ctrl+z")
        await counted(pilot)
        await saved(pilot)
    assert mine.read_bytes() == before


async def test_leaving_takes_what_is_typed_and_fits(mine: Path) -> None:
    app = AdvisorApp(Session.open(mine), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "900000")
        await pilot.press("f4")
        await saved(pilot)
        screen = await costs(pilot)
        assert "900,000 USD" in line_of(screen, "Price of a server")
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "12 kWh")
        await pilot.press("f4")
        screen = await costs(pilot)
        assert "900,000 USD" in line_of(screen, "Price of a server")


async def test_a_file_that_somebody_else_changed_is_never_overwritten(mine: Path) -> None:
    app = AdvisorApp(Session.open(mine), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        theirs = mine.read_text("utf-8") + "# theirs\n"
        mine.write_text(theirs, "utf-8")
        await choose(pilot, screen, "Price of a server")
        await press(pilot, "900000")
        await pilot.press("enter")
        await until(pilot, lambda: "changed on disk" in app.status)
        assert mine.read_text("utf-8") == theirs


async def test_what_is_supposed_about_money_is_saved_only_when_it_is_kept(mine: Path) -> None:
    before = mine.read_bytes()
    app = AdvisorApp(Session.open(mine), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await pilot.press("f9")
        await pilot.pause()
        await state(pilot, screen, "Price of a server", "900000")
        await pilot.pause(0.3)
        assert mine.read_bytes() == before
        await pilot.press("k")
        await saved(pilot)
        assert b"server_price: 900000 USD" in mine.read_bytes()


async def test_an_alternative_has_an_amount_of_its_own(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        fully, own = total(screen, "Fully managed"), total(screen, "Self-managed")
        listed = screen.query_one("#quantities", OptionList)
        listed.focus()
        listed.highlighted = next(
            index
            for index in range(listed.option_count)
            if listed.get_option_at_index(index).id == "operators@self_managed"
        )
        await press(pilot, "3")
        await pilot.press("enter")
        await counted(pilot)
        assert total(screen, "Self-managed") > own
        assert total(screen, "Fully managed") == fully
        assert screen.economics.alternatives["self_managed"]["operators"].typical == 3


# Prices and terms --------------------------------------------------------------------------------


async def ask(pilot: Pilot[int], screen: CostsScreen, title: str) -> PickDialog:
    """Open what can be chosen for a term."""
    await choose(pilot, screen, title)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, PickDialog)
    return dialog


def told(dialog: PickDialog) -> str:
    """What the dialog says below its field."""
    return " ".join(str(dialog.query_one("#told", Static).render()).split())


@pytest.mark.parametrize(
    ("title", "typed", "field", "value"),
    [
        ("Accelerator", "l40", "accelerator", "l40s"),
        ("Accelerator", "NVIDIA L4", "accelerator", "l4"),
        ("Rented from", "lamb", "provider", "lambda"),
        ("Hosted model", "large mistral", "token_price", None),
        ("Depreciation", "macrs", "depreciation", Depreciation.MACRS_5),
        ("Prices of", "2026-08-15", "as_of", datetime.date(2026, 8, 15)),
    ],
)
async def test_terms_are_picked_by_a_part_of_their_name(
    mine: Path, title: str, typed: str, field: str, value: object
) -> None:
    app = AdvisorApp(Session.open(mine), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await ask(pilot, screen, title)
        await press(pilot, typed)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await counted(pilot)
        found = getattr(screen.economics, field)
        assert found == value if value is not None else found is not None
        assert line_of(screen, title).startswith("●")
        await saved(pilot)
        stated = load_assessment(mine).assessment.economics
        assert stated == screen.economics
        await choose(pilot, screen, title)
        await pilot.press("delete")
        await counted(pilot)
        assert screen.economics == Economics()
        assert line_of(screen, title).startswith("○")


@pytest.mark.parametrize(
    ("title", "typed", "complaint"),
    [
        ("Accelerator", "h10x", "did you mean “h100”?"),
        ("Rented from", "awss", "did you mean “aws”?"),
        ("Hosted model", "openai/gtp-5-mini", "did you mean “gpt-5-mini”?"),
        ("Hosted model", "gtp", "Type provider and model"),
        ("Currency", "euro", "is not a currency"),
        ("Prices of", "2019-01-01", "the oldest ones are of 2025-01-01"),
        ("Prices of", "yesterday", "is not a day"),
    ],
)
async def test_a_wrong_term_is_told_while_it_is_typed(
    studio: AdvisorApp, title: str, typed: str, complaint: str
) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        dialog = await ask(pilot, screen, title)
        await press(pilot, typed)
        await pilot.pause()
        assert told(dialog).startswith("✗")
        assert complaint in told(dialog)
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is dialog
        await pilot.press("escape")
        await pilot.pause()
        assert screen.economics == Economics()


async def test_another_currency_asks_for_its_rate_and_is_one_edit(mine: Path) -> None:
    app = AdvisorApp(Session.open(mine), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        dollars = total(screen, "Self-managed")
        await ask(pilot, screen, "Currency")
        await press(pilot, "eur")
        await pilot.press("enter")
        await until(
            pilot, lambda: "Rate" in str(pilot.app.screen.query_one(".dialog-title", Static).render())
        )
        dialog = pilot.app.screen
        assert isinstance(dialog, PickDialog)
        await press(pilot, "0.5 USD")
        await pilot.pause()
        assert "Expected the rate in EUR/USD" in told(dialog)
        dialog.query_one("#typed", Input).value = ""
        await press(pilot, "0.5")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await counted(pilot)
        assert total(screen, "Self-managed") == pytest.approx(dollars / 2, abs=1)
        await saved(pilot)
        assert "exchange_rate: 0.5 EUR/USD" in mine.read_text("utf-8")
        await pilot.press("ctrl+z")
        await counted(pilot)
        assert screen.economics == Economics()


async def test_a_currency_is_refused_while_amounts_are_stated_in_another(studio: AdvisorApp) -> None:
    async with studio.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        await state(pilot, screen, "Price of a server", "900000")
        dialog = await ask(pilot, screen, "Currency")
        await press(pilot, "eur")
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is dialog
        assert "currencies are not mixed" in told(dialog)


async def test_terms_are_picked_with_the_mouse_in_a_small_terminal(studio: AdvisorApp) -> None:
    async with studio.run_test(size=SMALL) as pilot:
        screen = await costs(pilot)
        await pilot.click("#sides", offset=(3, 0))
        await until(pilot, lambda: screen.query_one("#form-side").display)
        await pilot.pause()
        await pilot.click("#quantities", offset=(10, 1))
        await until(pilot, lambda: isinstance(pilot.app.screen, PickDialog))
        await pilot.pause()
        await pilot.click("#entries", offset=(6, 1))
        await until(pilot, lambda: pilot.app.screen is screen)
        await counted(pilot)
        assert screen.economics.accelerator == "l4"


async def test_the_file_s_own_figures_are_given_ones(tmp_path: Path) -> None:
    path = tmp_path / "studio.yaml"
    text = example("game-studio").read_text("utf-8")
    path.write_text(text + "\neconomics:\n  values:\n    power_price: 0.77 USD/kWh\n", "utf-8")
    app = AdvisorApp(Session.open(path), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        screen = await costs(pilot)
        assert line_of(screen, "Price of electricity").startswith("●")
        assert "0.77 USD/kWh" in line_of(screen, "Price of electricity")


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


async def test_the_result_tells_where_the_money_disagrees() -> None:
    app = AdvisorApp(Session.look_at(example("regional-hospital")), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: app.session is not None)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))
        told = app.screen.query_one(WarningList)
        await until(pilot, lambda: "Where money and rules disagree" in told.render().plain)
        tab = str(app.screen.query_one(TabbedContent).get_tab("warnings").label)
        count = int(tab.rsplit(maxsplit=1)[-1])
        assert app.session is not None
        assert count == len(app.session.recommendation.workloads[0].warnings) + 1
        await pilot.press("w")
        await pilot.pause()
        assert "Where money and rules disagree" not in told.render().plain


async def test_a_published_calculation_opens_at_its_costs() -> None:
    path = example("studies/owned-or-rented")
    app = AdvisorApp(path=path, now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, CostsScreen))
        await counted(pilot)
        screen = app.screen
        assert isinstance(screen, CostsScreen)
        assert "8,556 hours of use" in " ".join(results(screen).split())
        assert "the rules advise nothing" in " ".join(results(screen).split())


async def test_shared_servers_and_the_next_initiative_are_shown() -> None:
    app = AdvisorApp(Session.look_at(example("regional-hospital")), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        text = results(await costs(pilot))
        assert "All workloads together" in text
        assert "Servers shared" in text
        assert "One more such workload" in text
        assert "on own machines" in text
        assert "Benefits against cost" in text
