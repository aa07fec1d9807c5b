"""The facilitator's screen: hidden votes, reveal, second vote, agreement; live, and undone at will."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from advisor.content.workshop_file import load_workshop
from advisor.model.answer import Answer
from advisor.model.workshop import Discussion
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.agree import AgreeDialog, dissent_in
from advisor.tui.screens.workshop import WorkshopScreen
from advisor.tui.widgets.workshop_votes import WorkshopVotes
from advisor.workflows.workshop import open_room
from advisor.workflows.workshop_steps import agree
from tests.tui.conftest import press, until
from tests.workshops import answer, five_people, kitchen_workshop

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
        assert "5 of 5 have answered" in shown(app)
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
        await pilot.press("space")
        await until(pilot, lambda: "█" in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: "Vote again" in shown(app))
        assert "█" not in shown(app)
        answer(folder, "Anna", {"keepers": "several"})
        await until(pilot, lambda: screen(app).room.votes(("keepers", None))["anna"].choice == "several")
        await pilot.press("space")
        await until(pilot, lambda: "Consensus by vote 1" in shown(app))
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, AgreeDialog))
        await pilot.press("3", "tab")
        await press(pilot, "two did it")
        await pilot.press("enter")
        await press(pilot, "Ben")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, WorkshopScreen) and "Agreed: " in shown(app))
        kept = discussion(folder).agreed
        assert kept is not None
        assert (kept.answer.choice, kept.rationale) == ("several", "two did it")
        assert [each.who for each in kept.dissent] == ["Ben"]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: discussion(folder).agreed is None)
        await until(pilot, lambda: "Agreed: " not in shown(app))


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
        assert outlook == "The agenda orders itself as soon as two people have answered."


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
        await pilot.press("space")
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


async def test_nothing_to_discuss_is_said(folder: Path) -> None:
    for who in ("Anna", "Ben", "Carla"):
        answer(folder, who, {"keepers": "several", "till/house_rule": "anywhere"})
    for who in ("Anna", "Ben", "Carla", "Dmitri", "Edda"):
        answer(folder, who, {"cold-room/tickets": 20, "habits": ["patches"], "till/tickets": 6000})
    app = AdvisorApp(path=folder)
    async with app.run_test(size=WIDE) as pilot:
        await ready(pilot)
        assert "Nothing to discuss" in str(app.screen.query_one("#outlook", Static).render())


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
