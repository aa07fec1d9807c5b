"""The facilitator's screen: hidden votes, reveal, second vote, agreement; live, and undone at will."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from advisor.content.workshop_file import load_workshop
from advisor.model.answer import Answer
from advisor.model.workshop import Discussion
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.agree import AgreeDialog, dissent_in
from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.dialogs.joining import JoiningDialog
from advisor.tui.screens import workshop_steps
from advisor.tui.screens.workshop import WorkshopScreen
from advisor.tui.widgets.drawing import Drawing
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.workshop_agenda import first_words, told_apart
from advisor.tui.widgets.workshop_votes import WorkshopVotes
from advisor.workflows.workshop import open_room
from advisor.workflows.workshop_steps import agree
from tests.tui.conftest import press, until
from tests.workshops import PEOPLE, answer, five_people, kitchen_workshop

WIDE = (120, 40)


@pytest.fixture
def folder(small_pack_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    return five_people(tmp_path / "spring", tmp_path / "kitchen")


def shown(app: AdvisorApp) -> str:
    """The question in the middle, as text."""
    return app.screen.query_one(WorkshopVotes).render().plain


def screen(app: AdvisorApp) -> WorkshopScreen:
    assert isinstance(app.screen, WorkshopScreen)
    return app.screen


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys count at once after a dialog; the test of that pause turns it on."""
    monkeypatch.setattr(workshop_steps, "SETTLING", 0.0)


async def ready(pilot: Pilot[int]) -> None:
    app = pilot.app
    assert isinstance(app, AdvisorApp)
    await until(pilot, lambda: isinstance(app.screen, WorkshopScreen) and app.screen.board is not None)
    await pilot.pause()


def discussion(folder: Path) -> Discussion:
    return load_workshop(folder).workshop.discussion(("keepers", None))


async def test_votes_are_hidden_until_the_facilitator_reveals_them(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert "How many people can restore" in shown(app)
        assert "All are done" in shown(app)
        assert "█" not in shown(app)
        assert "To explain" not in shown(app)
        await pilot.press("space")
        await until(pilot, lambda: "█" in shown(app))
        assert "To explain: Anna (lowest), then Carla, Dmitri, Edda (highest)" in shown(app)
        assert "consensus" in shown(app)
        assert len(discussion(folder).rounds) == 1


async def test_a_second_vote_and_what_is_agreed(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("o", "space")
        await until(pilot, lambda: "█" in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: "Vote again: 0 of 5 have changed" in shown(app))
        assert "█" not in shown(app)
        answer(folder, "Anna", {"keepers": "several"})
        await until(pilot, lambda: "Vote again: 1 of 5 has changed the answer since" in shown(app))
        assert "✓ Anna   the others keep theirs so far" in shown(app)
        await pilot.press("space")
        await until(pilot, lambda: "Consensus by vote 1" in shown(app))
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog))
        await pilot.press("3", "tab")
        await press(pilot, "two did it")
        await pilot.press("enter")
        await press(pilot, "Bem: only one did")
        await pilot.press("enter")
        wrong = app.screen.query_one("#wrong", Static)
        await until(pilot, lambda: "did you mean “Ben”?" in str(wrong.render()))
        app.screen.query_one("#dissent", Input).value = "Ben: only one did"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WorkshopScreen) and "Agreed: " in shown(app))
        kept = discussion(folder).agreed
        assert kept is not None
        assert (kept.answer.choice, kept.rationale) == ("several", "two did it")
        assert [each.who for each in kept.dissent] == ["ben"]
        assert "Not shared by Ben: only one did" in shown(app)
        agenda = app.screen.query_one("#agenda", OptionList)
        assert agenda.highlighted == 1, "the cursor went with what is agreed, to the end"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: discussion(folder).agreed is None)
        await until(pilot, lambda: "Agreed: " not in shown(app))


async def test_space_goes_on_from_what_is_agreed(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog))
        await pilot.press("3", "tab", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, WorkshopScreen) and "Agreed: " in shown(app))
        agenda = app.screen.query_one("#agenda", OptionList)
        marked = agenda.highlighted
        await pilot.press("space")
        await until(pilot, lambda: "Agreed: " not in shown(app))
        assert agenda.highlighted == marked
        await pilot.press("ctrl+z")
        await until(pilot, lambda: discussion(folder).agreed is None)


async def test_names_are_shown_or_counts_only(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "█" in shown(app) and "Anna" in shown(app))
        await pilot.press("N")
        await until(pilot, lambda: "Anna" not in shown(app))
        assert "█" in shown(app) and "somebody for the lowest" in shown(app)
        assert not any(name in shown(app) for name in PEOPLE)
        assert not load_workshop(folder).workshop.names
        await pilot.press("N")
        await until(pilot, lambda: "Anna" in shown(app))
        assert load_workshop(folder).workshop.names


def test_names_of_an_agenda_are_cut_where_they_differ() -> None:
    found = told_apart(["Residency of data at rest", "Residency of data in use", "Cost"], 17)
    assert len(set(found)) == 3
    assert first_words(["Chat for nurses", "Coding of letters", "Coding of bills"]) == [
        "Chat",
        "Coding of letters",
        "Coding of bills",
    ]
    assert all(len(each) <= 17 for each in found)


async def test_a_step_of_somebody_else_who_leads_is_not_undone(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "█" in shown(app))
        room = open_room(folder)
        agree(room, ("keepers", None), Answer(choice="one"))
        await until(pilot, lambda: "Agreed: " in shown(app))
        await pilot.press("ctrl+z")
        await pilot.pause()
        kept = discussion(folder)
        assert kept.agreed is not None and kept.agreed.answer.choice == "one"
        assert any("their step stays" in each.message for each in app._notifications)


async def test_what_somebody_else_agreed_meanwhile_is_not_replaced(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("space")
        await until(pilot, lambda: "█" in shown(app))
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog))
        leading = next(each for each in app.screen_stack if isinstance(each, WorkshopScreen))
        agree(open_room(folder), ("keepers", None), Answer(choice="one"))
        await until(pilot, lambda: leading.room.settled(("keepers", None)) is not None)
        await pilot.press("3", "tab", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, WorkshopScreen))
        kept = discussion(folder).agreed
        assert kept is not None and kept.answer.choice == "one"


async def test_the_only_one_who_answered_is_not_given_away(small_pack_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    folder = kitchen_workshop(tmp_path / "new", tmp_path / "kitchen", "Ben")
    answer(folder, "Anna", {"keepers": "one"})
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        outlook = str(app.screen.query_one("#outlook", Static).render())
        assert outlook == "0 of 2 are done; o works the agenda out now."
        await pilot.press("o")
        await until(pilot, lambda: screen(app).board is not None and screen(app).board.worked_out)
        outlook = str(app.screen.query_one("#outlook", Static).render())
        assert outlook.startswith("Fewer than two have answered")


async def test_a_narrow_screen_shows_the_agenda_in_place_of_the_question(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot)
        first = shown(app)
        agenda = app.screen.query_one("#agenda", OptionList)
        votes = app.screen.query_one(WorkshopVotes)
        assert not agenda.region and votes.region
        await pilot.press("g")
        await until(pilot, lambda: agenda.region.width > 50)
        assert agenda.has_focus and not votes.region
        await pilot.press("o", "space")
        await until(pilot, lambda: bool(votes.region))
        assert not discussion(folder).rounds, "revealed while nobody saw the question"
        await pilot.press("g", "down", "enter")
        await until(pilot, lambda: bool(votes.region) and shown(app) != first)
        await pilot.press("g")
        outlook = app.screen.query_one("#outlook", Static)
        assert "over all answers" not in str(outlook.render())
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: bool(agenda.region) and bool(votes.region))
        await until(pilot, lambda: "over all answers" in str(outlook.render()))


async def test_what_others_write_is_on_the_screen_by_itself(small_pack_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    folder = kitchen_workshop(tmp_path / "new", tmp_path / "kitchen")
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        answer(folder, "Anna", {"keepers": "one"})
        await until(pilot, lambda: "✓ Anna" in shown(app))
        answer(folder, "Ben", {"keepers": "nobody"})
        await until(pilot, lambda: "✓ Ben" in shown(app))
        (folder / "participants" / "carla.yaml").write_text("assessment: [", "utf-8")
        trouble = app.screen.query_one("#trouble", Static)
        await until(pilot, lambda: trouble.display)
        assert "carla.yaml" in str(trouble.render())


def agenda_of(app: AdvisorApp) -> list[str]:
    listed = app.screen.query_one("#agenda", OptionList)
    return [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]


@pytest.mark.parametrize("asked", [False, True], ids=["as it opens", "worked out"])
async def test_a_save_moves_nothing_that_would_tell_what_was_answered(folder: Path, asked: bool) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        outlook = app.screen.query_one("#outlook", Static)
        if asked:
            await pilot.press("o")
            await until(pilot, lambda: "over all answers" in str(outlook.render()))
        before, said = agenda_of(app), str(outlook.render())
        for who in ("Anna", "Ben", "Carla"):
            answer(folder, who, {"keepers": "several", "till/house_rule": "anywhere", "habits": ["patches"]})
        await until(pilot, lambda: screen(app).room.votes(("keepers", None))["anna"].choice == "several")
        await pilot.pause(0.2)
        assert (agenda_of(app), str(outlook.render())) == (before, said)
        await pilot.press("o")
        await until(pilot, lambda: agenda_of(app) != before)


async def test_fewer_votes_than_people_are_revealed_only_when_confirmed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(folder, "Gus", {"habits": ["patches"]})
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert "5 of 6 have voted" in str(app.screen.query_one(".dialog-text", Static).render())
        monkeypatch.setattr(workshop_steps, "SETTLING", 60.0)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, WorkshopScreen))
        await pilot.press("space", "space")
        await pilot.pause()
        assert isinstance(app.screen, WorkshopScreen), "the end of what was typed opened it again"
        assert not discussion(folder).rounds
        monkeypatch.setattr(workshop_steps, "SETTLING", 0.0)
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("2")
        await until(pilot, lambda: len(discussion(folder).rounds) == 1)


async def test_nothing_to_discuss_is_said(folder: Path) -> None:
    for who in ("Anna", "Ben", "Carla"):
        answer(folder, who, {"keepers": "several", "till/house_rule": "anywhere"})
    for who in ("Anna", "Ben", "Carla", "Dmitri", "Edda"):
        answer(folder, who, {"cold-room/tickets": 20, "habits": ["patches"], "till/tickets": 6000})
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("o")
        outlook = app.screen.query_one("#outlook", Static)
        await until(pilot, lambda: "Nothing to discuss" in str(outlook.render()))


async def test_the_agenda_is_followed_by_mouse_and_keys(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        first = shown(app)
        await pilot.press("right")
        await until(pilot, lambda: shown(app) != first)
        await pilot.press("left")
        await until(pilot, lambda: shown(app) == first)
        agenda = app.screen.query_one("#agenda", OptionList)
        last = agenda.option_count - 1
        agenda.highlighted = last
        await until(pilot, lambda: shown(app) != first)


async def test_the_clock_runs_for_each_question_and_can_be_stopped(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        clock = app.screen.query_one("#clock", Static)
        assert "3:00" in str(clock.render())
        await pilot.press("t")
        await until(pilot, lambda: "▶ 2:59" in str(clock.render()))
        await pilot.press("t", "plus")
        assert "⏸" in str(clock.render())
        await until(pilot, lambda: load_workshop(folder).workshop.timer == 210)


async def test_the_team_is_merged_and_its_result_opens(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await until(pilot, lambda: app.session is not None)
        assert app.session is not None
        assert app.session.assessment.provenance is not None
        await until(pilot, lambda: not isinstance(app.screen, WorkshopScreen))
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WorkshopScreen))


async def test_a_folder_that_is_no_workshop_is_told(tmp_path: Path) -> None:
    (tmp_path / "workshop.yaml").write_text("workshop: [\n", "utf-8")
    app = AdvisorApp(path=tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        from advisor.tui.dialogs.problems import ProblemsDialog

        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))


def test_dissent_is_typed_in_one_line() -> None:
    found = dissent_in(" Anna: the team: too new ; Bo ;; ")
    assert [(each.who, each.why) for each in found] == [("Anna", "the team: too new"), ("Bo", None)]


@pytest.mark.parametrize("size", [(60, 20), WIDE], ids=["60x20", "120x40"])
async def test_how_to_join_is_told_wherever_the_focus_is(folder: Path, size: tuple[int, int]) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for _ in range(2):
            await pilot.press("j")
            await until(pilot, lambda: isinstance(app.screen, JoiningDialog))
            text = "".join("".join(str(each.render()) for each in app.screen.query(Drawing)).split())
            assert "Heresofar:Anna,Ben,Carla,Dmitri,Edda." in text
            assert f"advisorworkshopjoin{folder}--nameNAME" in text
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, WorkshopScreen))
            screen(app).query_one(Page).focus()
            await pilot.pause()


async def test_a_click_starts_and_stops_the_clock(folder: Path) -> None:
    app = AdvisorApp(path=folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        clock = app.screen.query_one("#clock", Static)
        assert str(clock.render()) == "⏸ 3:00"
        await pilot.click("#clock")
        await until(pilot, lambda: str(clock.render()).startswith("▶"))
        await pilot.click("#clock")
        await until(pilot, lambda: str(clock.render()).startswith("⏸"))


async def test_on_few_lines_the_advice_of_each_workload_takes_one(
    folder: Path,
) -> None:
    text = (folder / "workshop.yaml").read_text("utf-8")
    assert "title: Cold room" in text
    long = "The cold room behind the kitchen and everything that is kept in it"
    (folder / "workshop.yaml").write_text(text.replace("title: Cold room", f"title: {long}"), "utf-8")
    app = AdvisorApp(path=folder)
    async with app.run_test(size=(60, 20)) as pilot:
        await ready(pilot)
        await pilot.press("o")
        outlook = app.screen.query_one("#outlook", Static)
        await until(pilot, lambda: "Today, The cold room" in str(outlook.render()))
        await pilot.pause()
        assert len(str(outlook.render()).splitlines()) == outlook.size.height


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20)], ids=["80x24", "120x40", "60x20"])
def test_it_looks_like_this(folder: Path, snap_compare, size: tuple[int, int]) -> None:
    async def reveal(pilot: Pilot[int]) -> None:
        await ready(pilot)
        await pilot.press("space")
        app = pilot.app
        assert isinstance(app, AdvisorApp)
        await until(pilot, lambda: "█" in shown(app))
        await pilot.pause()

    assert snap_compare(AdvisorApp(path=folder), terminal_size=size, run_before=reveal)
