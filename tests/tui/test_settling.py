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
from advisor.tui.widgets.line_painting import LivePanel
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
        today = "✓ Today's advice is settled; the target can still move."
        await until(pilot, lambda: note(app).splitlines()[:1] == [today])
        assert "Unless one of them turns out not to apply." in note(app)
        left = [step.key for step in session(app).telling()]
        await pilot.press("s")
        await pilot.pause()
        assert asked(app) == left[0]
        assert note(app).splitlines()[0] == today
        await pilot.press("u", "escape", "s", "s")
        await pilot.pause()
        assert "What could still change the target is dealt with" in notices(app)
        assert "No open answer can change" not in notices(app)


async def test_the_note_is_whole_in_eighty_columns(app: AdvisorApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await jump(pilot, "house rule")
        await pilot.press("2")
        await until(pilot, lambda: note(app, 76) != "")
        first, *below = note(app, 76).splitlines()
        assert first.startswith("✓ The rest cannot change the advice, today's or the target's. ")
        assert first.endswith("result.")
        assert note(app, 56).splitlines()[0] == f"✓ The rest cannot change the advice. {first[62:]}"
        said = " ".join(" ".join(below).split())
        assert "Unless one of them turns out not to apply." in said
        assert "Kind of database is still open." in said


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


def panel(app: AdvisorApp) -> str:
    shown = next(one for one in app.screen.query(LivePanel) if one.display)
    return "\n".join(line.plain for line in shown.draw(60))


async def test_panel_order_and_counts_say_the_same_in_the_quick_interview(bistro: Path) -> None:
    app = AdvisorApp(Session.open(bistro, quick=True), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        every, quick = session(app).telling(quick=False), session(app).telling()
        assert len(quick) < len(every), "else there is nothing to tell apart"
        await pilot.press("s")
        await pilot.pause()
        assert f"{len(every)} open answers could matter" in notices(app)
        assert f"the quick interview asks for {len(quick)}" in notices(app)
        assert f"{len(every)} open answers could change it" in panel(app)
        assert f"{len(quick)} of them in the quick interview" in panel(app)
        for _ in range(len(quick)):
            step = app.screen.step
            assert step is not None
            await until(pilot, lambda step=step: f"first: {step.question.short}" in panel(app))
            await pilot.press("f8")
            await pilot.pause()


async def test_the_order_is_remembered_with_the_file(bistro: Path) -> None:
    app = AdvisorApp(Session.open(bistro), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        first = asked(app)
    again = AdvisorApp(path=bistro, now=lambda: "14:02")
    async with again.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: isinstance(again.screen, InterviewScreen))
        assert session(again).settles_first
        assert asked(again) == first
        await pilot.press("escape", "s")
        await pilot.pause()
    once_more = AdvisorApp(path=bistro, now=lambda: "14:02")
    async with once_more.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: isinstance(once_more.screen, InterviewScreen))
        assert not session(once_more).settles_first


async def test_a_quick_interview_that_was_not_answered_whole_is_not_called_done(bistro: Path) -> None:
    app = AdvisorApp(Session.open(bistro, quick=True), now=lambda: "14:02")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        for _ in session(app).telling():
            await pilot.press("f8")
            await pilot.pause()
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert isinstance(app.screen, ChooseDialog)
        assert app.screen.title_text() == "The quick interview settles no more"
        assert "passed over" in str(app.screen.query_one(".dialog-text").render())


async def test_what_a_settled_advice_rests_on_is_true(app: AdvisorApp) -> None:
    """Where every scored question is answered, nothing can turn out not to apply: then it is not said."""
    async with app.run_test(size=WIDE) as pilot:
        await jump(pilot, "house rule")
        await pilot.press("2")
        await until(pilot, lambda: "turns out not to apply" in note(app))
        open_ = [step for step in session(app).steps() if session(app).answer_to(step) is None]
        for step in open_:
            if step.question.id in {"habits", "line_quality", "tickets"}:
                if step.question.options:
                    session(app).choose(step, [step.question.options[0].id])
                else:
                    session(app).enter_number(step, "5")
        await jump(pilot, "wished")
        await until(pilot, lambda: "The rest cannot change" in note(app))
        assert "apply" not in note(app)
        assert "Kind of database is still open." in note(app)
