"""The screen of the bill: what it shows, and answers taken from it one by one, never in silence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import Input, Static

from advisor.model.bill import Bill
from advisor.tui.app import AdvisorApp
from advisor.tui.bills import bill_memory
from advisor.tui.dialogs.bill_open import BillDialog, can_be_a_bill
from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.dialogs.paths import PathSuggester
from advisor.tui.dialogs.problems import ProblemsDialog
from advisor.tui.dialogs.prompt import PromptDialog
from advisor.tui.screens.bill import BillScreen
from advisor.tui.screens.interview import InterviewScreen
from advisor.tui.widgets.bill_picture import BillPicture
from advisor.tui.widgets.bill_proposals import ProposalList
from advisor.tui.widgets.question_card import QuestionHead
from advisor.workflows.inside import VARIABLE
from advisor.workflows.session import Session
from tests.bistro import BISTRO
from tests.kitchen_bill import focus_file, kitchen_bill, kitchen_with_rules
from tests.tui.conftest import press, saved, until

SMALL, LARGE = (80, 24), (120, 40)


@pytest.fixture
def bistro(tmp_path: Path, small_pack_folder: Path) -> Path:
    """The bistro, whose pack can read bills."""
    path = tmp_path / "bistro.yaml"
    pack = kitchen_with_rules(small_pack_folder, tmp_path)
    path.write_text(BISTRO.format(pack=pack), "utf-8")
    return path


def with_bill(app: AdvisorApp, bill: Bill | None = None) -> Session:
    """A bill lies beside the session, as if it had been read."""
    session = app._first
    assert session is not None
    bill_memory(session).take(bill or kitchen_bill(), ("march.csv",))
    return session


async def to_bill(pilot: Pilot[int]) -> BillScreen:
    await pilot.pause()
    await pilot.press("B")
    await until(pilot, lambda: isinstance(pilot.app.screen, BillScreen))
    await pilot.pause()
    assert isinstance(pilot.app.screen, BillScreen)
    return pilot.app.screen


def picture(screen: BillScreen) -> str:
    return screen.query_one(BillPicture).render().plain


def answers(screen: BillScreen) -> str:
    return screen.query_one(ProposalList).render().plain


# What it looks like --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_look(app: AdvisorApp, snap_compare, size: tuple[int, int]) -> None:
    with_bill(app)

    async def look(pilot: Pilot[int]) -> None:
        await to_bill(pilot)

    assert snap_compare(app, terminal_size=size, run_before=look)


def test_look_of_the_picture_where_it_has_no_room_beside(app: AdvisorApp, snap_compare) -> None:
    with_bill(app)

    async def look(pilot: Pilot[int]) -> None:
        await to_bill(pilot)
        await pilot.press("t")
        await pilot.pause()

    assert snap_compare(app, terminal_size=SMALL, run_before=look)


def test_look_without_a_bill(app: AdvisorApp, snap_compare) -> None:
    async def look(pilot: Pilot[int]) -> None:
        await to_bill(pilot)

    assert snap_compare(app, terminal_size=SMALL, run_before=look)


async def test_the_picture_tells_everything(app: AdvisorApp) -> None:
    with_bill(app, kitchen_bill(name="[red]till[/] \x1b[31m", currencies=("EUR", "USD")))
    async with app.run_test(size=LARGE) as pilot:
        screen = await to_bill(pilot)
        text = picture(screen)
        for said in (
            "march.csv", "168 rows · FOCUS 1.2 · SHA-256 cdcdcdcdcdcd", "In EUR: 84 rows", "In USD: 84 rows",
            "AI is 33.3 % of what is spent", "days vary by 20.0 %", "◆ known", "● tagged", "Recipe helper",
            "9 times a row fits a further rule", "[red]till[/]", "kitchen", "nobody",
            "Shared: Common rooms, 300 EUR, divided among 2", "Missing: team on 34 rows", "cook-1, input",
            "Smart oven – learns", "Lost minutes", "EUR: 2 rows are refunds: -40 EUR",
            "the word NULL stands for nothing", "coverage: there is no CommitmentDiscountId",
        ):  # fmt: skip
            assert said in text, said
        assert "\x1b" not in text
        assert "None" not in text
        rows = [line for line in text.splitlines() if line.startswith("Effective")]
        assert [row.split() for row in rows] == [["Effective", "3,000", "1,000", "33.3", "%"]] * 2
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "now" in answers(screen)


# Answers -------------------------------------------------------------------------------------------


async def test_accepting_is_an_edit_with_the_bill_as_evidence(app: AdvisorApp, bistro: Path) -> None:
    session = with_bill(app)
    async with app.run_test(size=LARGE) as pilot:
        screen = await to_bill(pilot)
        assert "3 to decide on" in str(screen.query_one("#told", Static).render())
        assert "now  One person" in answers(screen)
        await pilot.press("a")
        await saved(pilot)
        answer = session.assessment.answer("keepers", None)
        assert answer is not None and answer.choice == "several"
        assert answer.evidence == (
            "march.csv (SHA-256 cdcdcdcdcdcd), 2026-03-01 to 2026-03-28, rule hands: "
            "Spending with a name on it 70.0 %, 54 rows"
        )
        written = bistro.read_text("utf-8")
        assert "# asked on the phone" in written
        assert "SHA-256 cdcdcdcdcdcd" in written
        assert "accepted" in answers(screen)
        # On to the next one; Enter accepts, too.
        await pilot.press("enter")
        number = session.assessment.answer("tickets", "till")
        assert number is not None and number.number == 1200
        await pilot.press("ctrl+z", "ctrl+z")
        await pilot.pause()
        assert session.assessment.answer("tickets", "till") is None
        assert session.assessment.answer("keepers", None).choice == "one"
        assert "3 to decide on" in str(screen.query_one("#told", Static).render())
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert session.assessment.answer("keepers", None).choice == "several"


async def test_rejecting_changes_nothing_and_can_be_taken_back(app: AdvisorApp) -> None:
    session = with_bill(app)
    async with app.run_test(size=LARGE) as pilot:
        screen = await to_bill(pilot)
        before = session.assessment
        await pilot.press("r")
        await pilot.pause()
        assert "rejected" in answers(screen)
        assert session.assessment is before
        await pilot.press("a")
        await pilot.pause()
        assert session.assessment.answer("tickets", "till") is not None
        # Undo goes back step by step: the answer first, then the rejection.
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session.assessment is before
        assert "rejected" in answers(screen)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "rejected" not in answers(screen)


async def test_accept_all_counts_what_it_would_replace(app: AdvisorApp) -> None:
    session = with_bill(app)
    async with app.run_test(size=LARGE) as pilot:
        await to_bill(pilot)
        await pilot.press("A")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await pilot.pause()
        # Only what replaces nothing.
        assert session.assessment.answer("tickets", "till") is not None
        assert session.assessment.answer("keepers", None).choice == "one"
        assert session.assessment.answer("line_quality", "till").choice == "weekly"
        await pilot.press("A")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await pilot.pause()
        assert session.assessment.answer("line_quality", "till").choice == "never"
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert session.assessment.answer("keepers", None).choice == "one"
        assert session.assessment.answer("line_quality", "till").choice == "weekly"


async def test_another_answer_keeps_the_bill_as_evidence(app: AdvisorApp) -> None:
    session = with_bill(app)
    async with app.run_test(size=LARGE) as pilot:
        screen = await to_bill(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await pilot.pause()
        answer = session.assessment.answer("keepers", None)
        assert answer.choice == "nobody"
        assert answer.evidence.startswith("march.csv (SHA-256 ")
        assert answer.evidence.endswith("; answered otherwise by hand")
        assert "answered otherwise" in answers(screen)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, PromptDialog))
        app.screen.query_one(Input).value = "12 thousand"
        await pilot.press("enter")
        await pilot.pause()
        assert session.assessment.answer("tickets", "till") is None
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, PromptDialog))
        app.screen.query_one(Input).value = "1,300"
        await pilot.press("enter")
        await pilot.pause()
        assert session.assessment.answer("tickets", "till").number == Decimal(1300)


async def test_words_are_buttons(app: AdvisorApp) -> None:
    session = with_bill(app)
    async with app.run_test(size=LARGE) as pilot:
        screen = await to_bill(pilot)
        listed = screen.query_one(ProposalList)
        lines = answers(screen).splitlines()

        def at(words: str, number: int = 0) -> Offset:
            row = [index for index, line in enumerate(lines) if words in line][number]
            return Offset(
                listed.content_region.x + lines[row].index(words) + 1, listed.content_region.y + row
            )

        await pilot.click(offset=at("r Reject"))
        await pilot.pause()
        assert bill_memory(session).is_refused("hands")
        lines = answers(screen).splitlines()
        await pilot.click(offset=at("Line failures"))
        await pilot.pause()
        assert listed.current is not None and listed.current.proposal.rule == "line"
        lines = answers(screen).splitlines()
        await pilot.click(offset=at("a Accept"))
        await pilot.pause()
        assert session.assessment.answer("line_quality", "till").choice == "never"


async def test_a_workload_can_be_matched_by_hand(app: AdvisorApp) -> None:
    session = with_bill(app, kitchen_bill(name="pos-prod-7"))
    session.add_workload("Stock room", "stock")
    async with app.run_test(size=LARGE) as pilot:
        screen = await to_bill(pilot)
        assert "pos-prod-7" in answers(screen)
        assert "Tickets" not in answers(screen)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert "Tickets in a busy hour · The till" in answers(screen)


async def test_the_interview_warns_at_an_answer_that_the_bill_contradicts(app: AdvisorApp) -> None:
    session = with_bill(app)
    async with app.run_test(size=SMALL) as pilot:
        await to_bill(pilot)
        await pilot.press("end", "g")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        await pilot.pause()
        head = app.screen.query_one("#head", QuestionHead)
        assert "The bill shows otherwise: Never." in " ".join(head.render().plain.split())
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("left")
        await pilot.pause()
        assert session.assessment.answer("line_quality", "till").choice == "never"
        assert "otherwise" not in app.screen.query_one("#head", QuestionHead).render().plain


# Opening -------------------------------------------------------------------------------------------


async def test_a_bill_is_opened_by_its_path_and_read(app: AdvisorApp, tmp_path: Path) -> None:
    pytest.importorskip("ibis", reason="bills are read with Ibis")
    focus_file(tmp_path / "march.csv")
    async with app.run_test(size=LARGE) as pilot:
        screen = await to_bill(pilot)
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, BillDialog))
        dialog = app.screen
        await pilot.press("enter")
        assert "Type a path" in str(dialog.query_one("#wrong", Static).render())
        await press(pilot, "nowhere")
        await pilot.press("enter")
        assert "no file or folder “nowhere”" in str(dialog.query_one("#wrong", Static).render())
        dialog.query_one("#path", Input).value = str(tmp_path / "march.csv")
        dialog.query_one("#forecast", Input).value = "much"
        await pilot.press("enter")
        assert "much" in str(dialog.query_one("#wrong", Static).render())
        dialog.query_one("#forecast", Input).value = "70 EUR"
        await pilot.press("enter")
        await until(pilot, lambda: bill_memory(screen.session).bill is not None)
        await pilot.pause()
        assert "40 rows" in picture(screen)
        assert "Recipe helper" in picture(screen)
        assert screen.query_one(ProposalList).has_focus


async def test_what_is_no_bill_is_told_with_what_is_wrong(app: AdvisorApp, tmp_path: Path) -> None:
    pytest.importorskip("ibis", reason="bills are read with Ibis")
    (tmp_path / "menu.csv").write_text("dish,price\nsoup,3\n", "utf-8")
    async with app.run_test(size=SMALL) as pilot:
        screen = await to_bill(pilot)
        screen._read((str(tmp_path / "menu.csv"),), None)
        await until(pilot, lambda: isinstance(app.screen, ProblemsDialog))
        assert bill_memory(screen.session).bill is None
        await pilot.press("escape")
        await pilot.pause()
        assert screen.query_one("#ways").has_focus


async def test_reading_can_be_cancelled(app: AdvisorApp, tmp_path: Path, monkeypatch) -> None:
    import threading

    from advisor.workflows import evidence

    asked, go = threading.Event(), threading.Event()

    def slow(*_: object, told, **__: object) -> Bill:
        told(0.5, "Counting plates")
        asked.set()
        go.wait(5)
        told(0.6, "Counting spoons")
        raise AssertionError("it went on")

    monkeypatch.setattr(evidence, "read_bill", slow)
    focus_file(tmp_path / "march.csv", 1)
    async with app.run_test(size=SMALL) as pilot:
        screen = await to_bill(pilot)
        screen._read((str(tmp_path / "march.csv"),), None)
        await until(pilot, asked.is_set)
        assert screen.has_class("-reading")
        await pilot.press("escape")
        go.set()
        await pilot.pause()
        assert not screen.has_class("-reading")
        assert bill_memory(screen.session).bill is None


async def test_only_what_lies_inside_is_read(tmp_path: Path, monkeypatch) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    focus_file(outside / "march.csv", 1)
    focus_file(inside / "april.csv", 1)
    monkeypatch.setenv(VARIABLE, str(inside))
    suggester = PathSuggester(can_be_a_bill)
    assert await suggester.get_suggestion(f"{outside}/ma") is None
    assert await suggester.get_suggestion(f"{inside}/ap") == f"{inside}/april.csv"
    app = AdvisorApp()
    async with app.run_test() as pilot:
        app.push_screen(BillDialog(inside))
        await pilot.pause()
        app.screen.query_one("#path", Input).value = str(outside / "*.csv")
        await pilot.press("enter")
        assert "outside the folder" in str(app.screen.query_one("#wrong", Static).render())


def test_undo_takes_mappings_and_rejections_back_in_their_order(bistro: Path) -> None:
    session = Session.open(bistro)
    memory, now = bill_memory(session), session.assessment
    memory.take(kitchen_bill(), ("march.csv",))
    memory.match("bot", "line", now)
    memory.refuse("line", now)
    memory.match("bot", None, now)
    assert memory.stated == {} and memory.undo(session) and memory.stated == {"bot": "line"}
    assert memory.undo(session) and not memory.refused and memory.stated
    assert memory.undo(session) and memory.stated == {} and not memory.undo(session)
