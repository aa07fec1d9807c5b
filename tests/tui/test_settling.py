"""The order that settles most first, and what is said once the rest cannot matter."""

from __future__ import annotations

from pathlib import Path

from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.dialogs.note import NoteDialog
from advisor.tui.screens.interview import InterviewScreen
from advisor.tui.screens.result import ResultScreen
from advisor.tui.widgets.banner import SettledNote
from advisor.tui.widgets.firm_view import FirmView
from advisor.workflows.session import Session
from tests.tui.conftest import press, until
from tests.tui.test_interview import asked, jump, notices, session

WIDE = (120, 40)


def note(app: AdvisorApp, width: int = 110) -> str:
    shown = app.screen.query_one(SettledNote)
    return "\n".join(line.plain for line in shown.draw(width)) if shown.display else ""


async def test_the_most_telling_question_comes_first_and_back_retraces_the_way(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        ranking = [step.key for step in session(app).telling()]
        await pilot.press("s")
        await pilot.pause()
        assert asked(app) == ranking[0]
        await pilot.press("right")
        assert asked(app) == ranking[1], "what is passed over does not come again at once"
        await pilot.press("f7")
        assert asked(app) == ranking[0]
        await pilot.press("s", "s")
        await pilot.pause()
        assert asked(app) == ranking[0]


async def test_the_answer_that_settles_it_says_so_and_enter_leads_to_the_result(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        assert note(app) == ""
        await pilot.press("down", "enter")
        await pilot.pause()
        assert asked(app) == ("house_rule", "till"), "it stays, to say so"
        assert "The rest cannot change the advice" in note(app)
        assert "Enter" in note(app)
        await pilot.press("right")
        await pilot.pause()
        assert asked(app) == ("tickets", "till")
        assert "The rest cannot change the advice" in note(app)
        assert "(Enter)" not in note(app), "Enter answers this question"
        await jump(pilot, "house rule")
        await pilot.press("x")
        await pilot.pause()
        assert note(app) == ""
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)


async def test_settled_for_today_goes_on_asking_for_the_target(app: AdvisorApp) -> None:
    """Nobody can restore and no rule binds the data, so what is still open moves the target alone."""
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "people who can restore")
        await pilot.press("1")
        await jump(pilot, "house rule")
        await pilot.press("1")
        await pilot.pause()
        overall = session(app).recommendation.overall
        assert (overall.decided, overall.settled) == (True, False)
        await until(pilot, lambda: note(app) == "✓ Today's advice is settled; the target can still move.")
        left = [step.key for step in session(app).telling()]
        await pilot.press("s")
        await pilot.pause()
        assert asked(app) == left[0]
        assert note(app) == "✓ Today's advice is settled; the target can still move."
        await pilot.press("u", "escape", "s", "s")
        await pilot.pause()
        assert "What could still change the target is dealt with" in notices(app)
        assert "No open answer can change" not in notices(app)


async def test_the_note_is_whole_in_eighty_columns(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await jump(pilot, "house rule")
        await pilot.press("2")
        await until(pilot, lambda: note(app, 76) != "")
        assert note(app, 76).startswith("✓ The rest cannot change the advice, today's or the target's. ")
        assert note(app, 76).endswith("result.")


async def test_the_quick_interview_ends_with_an_offer_of_what_could_still_matter(bistro: Path) -> None:
    app = AdvisorApp(Session.open(bistro, quick=True), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "tickets")
        await pilot.press("u", "f8")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert not session(app).quick
        assert session(app).settles_first
        assert asked(app) == session(app).telling()[0].key


async def test_evidence_after_going_on_by_itself_belongs_to_the_question_before(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        await pilot.press("a", "1")
        assert asked(app) == ("tickets", "till")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog))
        await press(pilot, "the rule")
        await pilot.press("escape")
        assert isinstance(app.screen, NoteDialog), "typed words are not dropped without a word"
        assert "not saved" in str(app.screen.query_one("#wrong").render())
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert session(app).assessment.workloads[0].answers["house_rule"].evidence == "the rule"
        assert "Answer first" not in notices(app)


async def test_escape_twice_lets_a_note_go(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "people who can restore")
        await pilot.press("e")
        await pilot.pause()
        await press(pilot, "x")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert session(app).assessment.answers["keepers"].evidence is None


async def test_a_typed_number_says_which_range_it_falls_in(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "free hours")
        field = app.screen.query_one("#entry")
        field.value = ""
        await press(pilot, "3")
        await pilot.pause()
        assert "2 to under 10" in str(app.screen.query_one("#expected").render())
        await press(pilot, "00")
        await pilot.pause()
        assert "from 0 to 80" in str(app.screen.query_one("#expected").render())


async def test_how_firm_it_is_has_a_tab(app: AdvisorApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("7")
        view = app.screen.query_one(FirmView)

        def shown() -> str:
            return "\n".join(line.plain for line in view.draw(110))

        await until(pilot, lambda: "What would settle it" in shown())
        assert "House rule" in shown()
        assert "How far the questionnaire's judgement may be off" in shown()
        assert "What each answer alone could do" in shown()
