"""The interview, as a person works it: keys, mouse, undo, saving, what no longer counts."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest
from textual.widgets import Input

from advisor.model.assessment import AnswerState
from advisor.tui.app import AdvisorApp
from advisor.tui.screens.interview import InterviewScreen
from advisor.tui.widgets.key_bar import KeyBar
from advisor.tui.widgets.line_painting import LivePanel
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.workflows.session import Session
from tests.tui.conftest import press, saved, until

WIDE = (120, 40)


def screen(app: AdvisorApp) -> InterviewScreen:
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


def session(app: AdvisorApp) -> Session:
    assert app.session is not None
    return app.session


def asked(app: AdvisorApp) -> tuple[str, str | None]:
    step = screen(app).step
    assert step is not None
    return step.key


def notices(app: AdvisorApp) -> str:
    return " ".join(notification.message for notification in app._notifications)


async def jump(pilot, words: str) -> None:
    await pilot.press("ctrl+g")
    await pilot.pause()
    await press(pilot, words)
    await pilot.press("enter")
    await pilot.pause()


async def test_it_begins_where_it_stopped(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert asked(app) == ("habits", None)


async def test_a_number_key_answers_and_is_in_the_file_once_it_says_saved(
    app: AdvisorApp, bistro: Path
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        await pilot.press("2")
        assert session(app).assessment.workloads[0].answers["house_rule"].choice == "own_building"
        await saved(pilot)
        assert app.status == "Saved 14:02"
        on_disk = Session.open(bistro).assessment
        assert on_disk == session(app).assessment
        assert asked(app) == ("house_rule", "till"), "choosing does not go on by itself"
        await pilot.press("right")
        assert asked(app) != ("house_rule", "till")


async def test_what_was_acknowledged_survives_a_kill(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        for key in ("1", "2", "3", "1"):
            await pilot.press(key)
            await saved(pilot)
            acknowledged = session(app).assessment
            # Reading the file now is what a process after a kill would find.
            assert Session.open(bistro).assessment == acknowledged


async def test_a_burst_of_keys_ends_with_the_last_one_in_the_file(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        await pilot.press(*"123123")
        await saved(pilot)
        assert Session.open(bistro).assessment.workloads[0].answers["house_rule"].choice == "nowhere_else"


async def test_arrows_and_enter_answer_and_go_on(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "line failures")
        await pilot.press("up", "enter")
        assert session(app).assessment.workloads[0].answers["line_quality"].choice == "monthly"
        assert asked(app) == ("wish", "till")


async def test_the_mouse_answers(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        options = screen(app).query_one("#options", AnswerOptions)
        await pilot.click(options, offset=(12, 2))
        assert session(app).assessment.workloads[0].answers["house_rule"].choice == "nowhere_else"


async def test_several_choices_are_turned_and_one_stands_alone(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("1", "3")
        answers = session(app).assessment.answers
        assert answers["habits"].choices == ("copies_checked", "patches")
        await pilot.press("4")
        assert session(app).assessment.answers["habits"].choices == ("none_of_these",)
        await pilot.press("2")
        assert session(app).assessment.answers["habits"].choices == ("bills_read",)
        await pilot.press("2")
        assert "habits" not in session(app).assessment.answers, "nothing chosen is not answered"
        await pilot.press("down", "space", "enter")
        assert session(app).assessment.answers["habits"].choices == ("patches",)
        assert asked(app) == ("spare_hours", None)


async def test_a_number_is_checked_where_it_is_typed(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        await press(pilot, "2.5")
        await pilot.press("enter")
        assert asked(app) == ("tickets", "till")
        complaint = str(screen(app).query_one("#expected").render())
        assert "whole number" in complaint
        await pilot.press("backspace", "backspace", "backspace")
        await press(pilot, "250")
        await pilot.press("enter")
        assert session(app).assessment.workloads[0].answers["tickets"].number == Decimal(250)
        assert asked(app) == ("line_quality", "till")


async def test_letters_stay_commands_while_a_number_is_asked_for(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        await pilot.press("u")
        assert session(app).assessment.workloads[0].answers["tickets"].state is AnswerState.UNKNOWN


async def test_a_typed_number_is_taken_along_when_another_screen_is_opened(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        await press(pilot, "77")
        await pilot.press("f3")
        await pilot.pause()
        assert session(app).assessment.workloads[0].answers["tickets"].number == Decimal(77)


async def test_words_are_an_answer(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "dream")
        await press(pilot, "a [bold]garden, unknown")
        await pilot.press("enter")
        assert session(app).assessment.answers["dream"].text == "a [bold]garden, unknown"


async def test_unknown_and_back(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("u")
        assert session(app).assessment.answers["habits"].state is AnswerState.UNKNOWN
        await pilot.press("x")
        assert "habits" not in session(app).assessment.answers
        await pilot.press("left")
        assert asked(app) == ("keepers", None)
        await pilot.press("left")
        assert asked(app) == ("keepers", None)
        assert "first question" in notices(app)


async def test_does_not_apply_needs_a_reason(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("enter")
        assert "habits" not in session(app).assessment.answers
        assert "reason is needed" in str(app.screen.query_one("#wrong").render())
        await press(pilot, "no crew")
        await pilot.press("enter")
        await pilot.pause()
        answer = session(app).assessment.answers["habits"]
        assert (answer.state, answer.reason) == (AnswerState.NOT_APPLICABLE, "no crew")
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("escape")
        assert session(app).assessment.answers["habits"] == answer


async def test_the_reason_is_asked_for_with_the_questions_own_example(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        step = screen(app).step
        assert step is not None
        await pilot.press("n")
        await pilot.pause()
        shown = app.screen.query_one("#words", Input).placeholder
        assert shown == (step.question.not_applicable_example or "a few words that a reader can judge")


async def test_evidence_and_note(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "people who can restore")
        await pilot.press("e")
        await pilot.pause()
        await press(pilot, "log of May")
        await pilot.press("enter")
        await press(pilot, "ask again")
        await pilot.press("enter")
        await pilot.pause()
        answer = session(app).assessment.answers["keepers"]
        assert (answer.choice, answer.evidence, answer.note) == ("one", "log of May", "ask again")


async def test_evidence_belongs_to_an_answer(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("e")
        assert isinstance(app.screen, InterviewScreen)
        assert "Answer first" in notices(app)


async def test_undo_and_redo(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        await pilot.press("1", "2", "ctrl+z")
        assert session(app).assessment.workloads[0].answers["house_rule"].choice == "anywhere"
        assert screen(app).view.options.chosen == {"anywhere"}
        await pilot.press("ctrl+z")
        assert "house_rule" not in session(app).assessment.workloads[0].answers
        await pilot.press("ctrl+y", "ctrl+y")
        await saved(pilot)
        assert Session.open(bistro).assessment.workloads[0].answers["house_rule"].choice == "own_building"


async def test_an_answer_that_counts_no_more_is_named(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "people who can restore")
        await pilot.press("1")
        assert "Free hours" in notices(app)
        assert "no longer counted" in notices(app)
        await pilot.press("ctrl+z")
        assert session(app).lapsed == ()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_the_advice_follows_every_answer_at_every_size(app: AdvisorApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await jump(pilot, "house rule")
        panel = next(p for p in screen(app).query(LivePanel) if p.display)
        before = str(panel.render())
        await pilot.press("2")
        await pilot.pause()
        assert str(panel.render()) != before
        assert len([p for p in screen(app).query(LivePanel) if p.display]) == 1


async def test_going_on_by_itself_is_a_matter_of_taste(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        await pilot.press("a", "1")
        assert asked(app) == ("tickets", "till")
    assert AdvisorApp().auto_advance, "and is remembered"


async def test_the_last_question_leads_to_the_result(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "wished")
        await pilot.press("u", "right")
        await pilot.pause()
        assert getattr(app.screen, "PLACE", "") == "result"
        assert "still open" in notices(app)
        await pilot.press("f2")
        await pilot.pause()
        assert asked(app) == ("habits", None)


async def test_the_search_finds_by_any_word(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "router nothing")
        assert app.screen is not screen, "no match leaves the dialog open"
        field = app.screen.query_one("#search", Input)
        field.value = "internet"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert asked(app) == ("line_quality", "till")


async def test_hard_words_are_explained(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "people who can restore")
        await pilot.press("w")
        await pilot.pause()
        text = " ".join(str(widget.render()) for widget in app.screen.query("_Meanings"))
        assert "Bring the data back from a copy." in text


async def test_a_file_changed_by_somebody_else_is_not_touched(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        bistro.write_text(bistro.read_text("utf-8").replace("4.5", "7"), "utf-8")
        theirs = bistro.read_bytes()
        await pilot.press("1")
        await until(pilot, lambda: type(app.screen).__name__ == "ChooseDialog")
        assert bistro.read_bytes() == theirs
        await pilot.press("escape")
        await pilot.pause()
        assert "Not saved" in app.status
        assert bistro.read_bytes() == theirs
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert session(app).assessment.answers["spare_hours"].number == Decimal(7)
        assert app.status == "Saved 14:02"


async def test_a_copy_takes_my_answers_and_leaves_theirs(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        bistro.write_text(bistro.read_text("utf-8").replace("4.5", "7"), "utf-8")
        theirs = bistro.read_bytes()
        await pilot.press("1")
        await until(pilot, lambda: type(app.screen).__name__ == "ChooseDialog")
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert bistro.read_bytes() == theirs
        copy = bistro.with_name("bistro-2.yaml")
        assert Session.open(copy).assessment.answers["habits"].choices == ("copies_checked",)


async def test_a_folder_that_takes_nothing_is_said_and_nothing_is_lost(
    app: AdvisorApp, bistro: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.content.assessment_file import AssessmentFile
    from advisor.errors import CannotWrite

    def refuse(self: AssessmentFile, assessment: object) -> None:
        raise CannotWrite(f"{bistro.name}: no space left on the device")

    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        with monkeypatch.context() as patch:
            patch.setattr(AssessmentFile, "save", refuse)
            await pilot.press("1")
            await until(pilot, lambda: "no space left" in app.status)
            assert session(app).assessment.answers["habits"].choices == ("copies_checked",)
        await pilot.press("3")
        await saved(pilot)
        assert Session.open(bistro).assessment == session(app).assessment


async def test_quitting_writes_what_is_not_written_yet(app: AdvisorApp, bistro: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("1", "ctrl+q")
        await asyncio.sleep(0)
    assert Session.open(bistro).assessment.answers["habits"].choices == ("copies_checked",)


def field_text(app: AdvisorApp) -> str:
    """What stands in the field and below it."""
    view = screen(app).view
    return f"{view.field.value}|{view.query_one('#expected').render()}"


@pytest.mark.parametrize("auto_advance", [False, True])
async def test_nobody_knowing_a_number_is_an_answer_that_enter_leaves_alone(
    app: AdvisorApp, bistro: Path, auto_advance: bool
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        if auto_advance:
            app.toggle_auto_advance()
        dealt_with = session(app).progress().answered
        await pilot.press("u")
        if not auto_advance:
            assert asked(app) == ("tickets", "till")
            assert "Unknown." in field_text(app)
            await pilot.press("enter")
        await saved(pilot)
        assert asked(app) == ("line_quality", "till")
        assert session(app).progress().answered == dealt_with + 1
        on_disk = Session.open(bistro).assessment.workloads[0].answers
        assert on_disk["tickets"].state is AnswerState.UNKNOWN
        await pilot.press("left", "enter", "left", "down", "enter")
        assert session(app).assessment.workloads[0].answers["tickets"].state is AnswerState.UNKNOWN


async def test_unknown_takes_an_earlier_number_off_the_screen_and_undo_brings_it_back(
    app: AdvisorApp,
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "free hours")
        assert field_text(app).startswith("4.5|→ counts as")
        await pilot.press("u")
        assert field_text(app).startswith("|Unknown.")
        assert "counts as" not in field_text(app)
        await pilot.press("f3")
        await pilot.pause()
        assert session(app).assessment.answers["spare_hours"].state is AnswerState.UNKNOWN
        await pilot.press("f2", "ctrl+z")
        await pilot.pause()
        assert field_text(app).startswith("4.5|→ counts as")


async def test_what_was_typed_never_takes_the_place_of_a_choice_made_after_it(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        await press(pilot, "77")
        await pilot.press("escape", "u", "right")
        assert session(app).assessment.workloads[0].answers["tickets"].state is AnswerState.UNKNOWN
        await jump(pilot, "tickets")
        await pilot.press("escape", "n")
        await pilot.pause()
        await press(pilot, "no till")
        await pilot.press("enter")
        await pilot.pause()
        assert "Does not apply." in field_text(app)
        await pilot.press("right")
        answer = session(app).assessment.workloads[0].answers["tickets"]
        assert (answer.state, answer.reason) == (AnswerState.NOT_APPLICABLE, "no till")
        await jump(pilot, "dream")
        await press(pilot, "a garden")
        await pilot.press("down", "u", "right")
        assert session(app).assessment.answers["dream"].state is AnswerState.UNKNOWN


async def test_a_number_after_unknown_is_the_answer(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        await pilot.press("u")
        await press(pilot, "250")
        await pilot.press("enter")
        assert session(app).assessment.workloads[0].answers["tickets"].number == Decimal(250)


async def test_an_emptied_field_opens_the_question_and_says_so(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "free hours")
        await pilot.press("backspace", "backspace", "backspace", "enter")
        assert "spare_hours" not in session(app).assessment.answers
        assert "“Free hours” is open again" in notices(app)


async def test_letters_in_a_number_are_refused_and_are_no_commands(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        before = session(app).assessment
        for word in ("lots", "many", "some", "5k", "dozen?"):
            await press(pilot, word)
            assert asked(app) == ("tickets", "till"), word
            assert "is no part of a number" in field_text(app), word
            await pilot.press("backspace")
        assert not session(app).settles_first
        assert not app.auto_advance
        assert session(app).assessment is before
        await press(pilot, "unknown")
        assert session(app).assessment.workloads[0].answers["tickets"].state is AnswerState.UNKNOWN
        assert asked(app) == ("tickets", "till"), "the rest of the word is no command either"
        await pilot.press("escape", "s")
        await pilot.pause()
        assert session(app).settles_first, "outside the field letters are commands again"


async def test_what_is_being_typed_survives_another_size_of_the_terminal(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        await press(pilot, "77")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.pause()
        assert field_text(app).startswith("77|")


async def test_undo_says_what_it_took_back_and_goes_there(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "free hours")
        await pilot.press("backspace", "backspace", "backspace", "9", "enter")
        assert asked(app) != ("spare_hours", None)
        await pilot.press("ctrl+z")
        assert asked(app) == ("spare_hours", None)
        assert field_text(app).startswith("4.5|")
        assert "Undone: Free hours: 9 hours/week → 4.5 hours/week." in notices(app)
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("ctrl+y")
        assert "Done again: Free hours: 4.5 hours/week → 9 hours/week." in notices(app)
        assert session(app).assessment.answers["spare_hours"].number == Decimal(9)


async def test_undo_first_takes_back_what_is_being_typed(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        before = session(app).assessment
        await press(pilot, "77")
        await pilot.press("ctrl+z")
        assert session(app).assessment is before
        assert field_text(app).startswith("|")
        assert "typed" in notices(app)
        await pilot.press("right")
        assert "tickets" not in session(app).assessment.workloads[0].answers


async def test_undo_of_what_is_no_answer_is_named_too(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "people who can restore")
        await pilot.press("e")
        await pilot.pause()
        await press(pilot, "log of May")
        await pilot.press("enter", "enter")
        await pilot.pause()
        await pilot.press("ctrl+z")
        assert "Evidence or note of “People who can restore”" in notices(app)
        session(app).add_workload("The stock", "stock")
        await pilot.press("ctrl+z")
        assert "The workload “The stock” is out" in notices(app)
        session(app).set_persona("crew")
        await pilot.press("ctrl+z")
        assert "Report for: " in notices(app)


async def test_undo_is_named_among_the_keys_once_there_is_something_to_undo(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        bar = screen(app).query_one(KeyBar)
        assert "Undo" not in str(bar.render())
        await pilot.press("1")
        await pilot.pause()
        assert "^z Undo" in str(bar.render())


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_nobody_knowing_anything_is_not_called_unasked(
    bistro: Path, small_pack_folder: Path, size: tuple[int, int]
) -> None:
    bistro.write_text(
        f"assessment: a\npack: {small_pack_folder}\norganisation: A\nanswers: {{}}\n"
        "workloads: [{id: till, kind: orders}]\n",
        "utf-8",
    )
    app = AdvisorApp(Session.open(bistro))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()

        def shown() -> str:
            panel = next(p for p in screen(app).query(LivePanel) if p.display)
            return " ".join(str(panel.render()).split())

        assert "Nothing is known yet: answer the first questions." in shown()
        await pilot.press("u")
        await pilot.pause()
        assert "answer the first questions" not in shown()
        assert "So far nobody knows: all of it is still possible." in shown()
