"""Start: new, open, recent, examples; what is wrong with a file is shown, with its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Input, OptionList, Static

from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.dialogs.problems import ProblemsDialog
from advisor.tui.screens.interview import InterviewScreen
from advisor.tui.screens.loading import LoadingScreen
from advisor.tui.screens.start import StartScreen
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.workflows.recent import Recent, State, load_state, remember, store_state
from advisor.workflows.session import Session
from tests.tui.conftest import press, until


def lines(app: AdvisorApp) -> str:
    listed = app.screen.query_one("#list", OptionList)
    return "\n".join(str(option.prompt) for option in listed.options)


async def ready(pilot) -> None:
    await until(pilot, lambda: "Reading" not in lines(pilot.app))


async def test_it_offers_what_there_is_and_says_how_long_it_takes(small_pack_folder: Path) -> None:
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert "Nothing yet" in lines(app)
        assert "The bistro at the corner" in lines(app)
        assert "minutes" in str(app.screen.query_one("#settings").render())


async def test_a_new_assessment_is_a_file_at_once(
    small_pack_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("enter", "tab")
        await press(pilot, "x")
        app.screen.query_one("#organisation", Input).value = ""
        app.screen.query_one("#organisation", Input).focus()
        await press(pilot, "Corner Bistro")
        assert app.screen.query_one("#path", Input).value != ""
        app.screen.query_one("#path", Input).value = "corner"
        app.screen.query_one("#workload", Input).focus()
        await press(pilot, "Till")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        kinds = app.screen.query_one("#ways", AnswerOptions)
        assert not kinds.chosen, "no kind is chosen for the user"
        assert "\n".join(line.plain for line in kinds.draw(60)).count("pay at the table") == 1
        await pilot.press("1")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#persona"), "no field is passed over"
        assert str(app.screen.query_one("#kind", Button).label).endswith("▼")
        await pilot.press("tab", "tab", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
    made = Session.open(tmp_path / "corner.yaml").assessment
    assert (made.organisation, made.workloads[0].id) == ("Corner Bistro", "till")


async def test_a_new_assessment_never_takes_the_place_of_a_file(
    small_pack_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.yaml").write_text("mine", "utf-8")
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("n")
        await pilot.pause()
        for field, text in (("organisation", "There"), ("path", "there.yaml"), ("workload", "Till")):
            app.screen.query_one(f"#{field}", Input).value = text
        await pilot.click("#begin")
        await pilot.pause()
        assert "What kind" in str(app.screen.query_one("#wrong").render())
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await pilot.pause()
        await pilot.click("#begin")
        await pilot.pause()
        assert "already" in str(app.screen.query_one("#wrong").render())
    assert (tmp_path / "there.yaml").read_text("utf-8") == "mine"


async def test_an_example_is_looked_at_and_never_written(small_pack_folder: Path) -> None:
    example = small_pack_folder / "examples" / "corner-bistro.yaml"
    before = example.read_bytes()
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("end", "enter")
        await until(pilot, lambda: app.session is not None)
        await pilot.pause()
        assert app.status.startswith("No file yet")
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause(0.3)
        assert app.session is not None
        assert app.session.can_undo
    assert example.read_bytes() == before
    assert load_state().recent == (), "an example is nobody's recent work"


async def test_a_recent_file_goes_on_in_its_own_interview(bistro: Path, small_pack_folder: Path) -> None:
    gone = bistro.with_name("gone.yaml")
    store_state(remember(remember(State(), gone, "Gone", quick=False), bistro, "Corner Bistro", quick=True))
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        listed = app.screen.query_one("#list", OptionList)
        recent = {option.id: option for option in listed.options if (option.id or "").startswith("recent:")}
        assert not recent["recent:0"].disabled
        assert recent["recent:1"].disabled
        assert "missing" in str(recent["recent:1"].prompt)
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app.session is not None
        assert app.session.quick
        await pilot.press("f10")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


async def test_keys_lead_nowhere_while_a_file_is_read(small_pack_folder: Path) -> None:
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        loading = LoadingScreen("slow.yaml")
        app.push_screen(loading)
        await pilot.pause()
        await pilot.press("n", "o", "f10", "question_mark", "1", "enter", "escape")
        await pilot.pause()
        assert app.screen is loading
        assert [str(one.render()) for one in loading.query(Static)] == ["Reading slow.yaml …"]


def test_on_the_way_to_a_named_file_no_other_file_is_listed(bistro: Path) -> None:
    app = AdvisorApp(path=bistro)
    app.memory = State(recent=(Recent("/elsewhere/other.yaml", "Another client"),))
    assert app.get_default_screen()._recent == ()


async def test_a_bad_file_is_shown_with_every_problem_and_its_line(bistro: Path) -> None:
    text = bistro.read_text("utf-8").replace("keepers: one", "keepers: two").replace("4.5", "400")
    bistro.write_text(text, "utf-8")
    app = AdvisorApp(path=bistro)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
        shown = " ".join(str(widget.render()) for widget in app.screen.query("ProblemList"))
        assert "line 8" in shown
        assert "line 9" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
    assert bistro.read_text("utf-8") == text


async def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    app = AdvisorApp(path=tmp_path / "nowhere.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))


async def test_a_path_can_be_typed_and_is_completed(bistro: Path, small_pack_folder: Path) -> None:
    bistro.with_name("bistro.scenarios.yaml").write_text("scenarios: []\n", "utf-8")  # No assessment.
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("o")
        await pilot.pause()
        field = app.screen.query_one("#path", Input)
        field.value = str(bistro.parent / "bis")
        await until(pilot, lambda: bool(field._suggestion))
        await pilot.press("end", "right")
        assert field.value == str(bistro)
        field.value = str(bistro.parent / "nowhere.yaml")
        await pilot.press("enter")
        assert "no file" in str(app.screen.query_one("#wrong").render())
        field.value = str(bistro)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))


async def test_text_of_a_file_is_never_markup(bistro: Path) -> None:
    hostile = "[red]x[/] [@click=app.quit]y"
    text = bistro.read_text("utf-8")
    text = text.replace("Corner Bistro", f"'{hostile}'").replace("The till", f"'{hostile}'")
    bistro.write_text(text.replace("The bistro at the corner", f"'{hostile}'"), "utf-8")
    app = AdvisorApp(Session.open(bistro))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        for key in ("f3", "f4", "f5", "f6"):
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("escape")
        await pilot.press("f10")
        await pilot.pause()
        assert hostile in lines(app)


async def test_a_bill_wants_an_assessment_first(small_pack_folder: Path) -> None:
    app = AdvisorApp(pack=small_pack_folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("B")
        await pilot.pause()
        assert any("Open or begin an assessment first" in each.message for each in app._notifications)
        named = [each.title for each in app.get_system_commands(app.screen)]
        assert "Go to Bill" in named and "Go to Costs" not in named
        assert isinstance(app.screen, StartScreen)
