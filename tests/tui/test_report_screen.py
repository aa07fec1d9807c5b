"""The report in the terminal: any reader by a key, files by another, nothing replaced unasked."""

from __future__ import annotations

import datetime
import os
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input, OptionList, Select

from advisor.tui.dialogs.choose import ChooseDialog
from advisor.tui.dialogs.export import ExportDialog
from advisor.tui.screens.report import ReportScreen
from advisor.tui.themes import DARK
from advisor.tui.widgets.page import Page
from tests.tui.fixtures_result import (
    Shown,
    Stage,
    Told,
    decided_run,
    decided_walk,
    recommendation,
    settled,
    text_of,
)

DAY = datetime.date(2026, 1, 31)


def stage(shown: Shown | None = None, theme: str = DARK.name) -> Stage:
    return Stage(partial(ReportScreen, shown or Shown(), DAY), theme)


async def test_begins_with_the_reader_that_the_assessment_names() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = text_of(app)
        assert "Report for Finance (1 of 2)" in text
        assert "2026-01-31" in text
        assert "Walk · Partially managed" in text


async def test_p_shows_it_for_the_next_reader_and_changes_no_answer() -> None:
    shown = Shown()
    before = shown.assessment
    app = stage(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("p")
        await settled(pilot)
        assert "Report for Engineer (2 of 2)" in text_of(app)
        assert "for Engineer · 2026-01-31" in text_of(app)
        await pilot.press("p")
        await settled(pilot)
        assert "Report for Finance (1 of 2)" in text_of(app)
        assert shown.assessment is before


async def test_an_unknown_reader_in_the_file_falls_back_to_the_first() -> None:
    shown = Shown()
    shown.assessment = shown.assessment.model_copy(update={"persona": None})
    app = stage(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Report for Finance" in text_of(app)


async def test_a_questionnaire_without_readers_says_so() -> None:
    shown = Shown()
    shown.pack = shown.pack.model_copy(update={"personas": ()})
    app = stage(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "names no readers" in text_of(app)
        await pilot.press("p", "x", "c")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)


async def test_a_wide_terminal_lists_readers_and_contents_for_mouse_and_keys() -> None:
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "Contents" in text_of(app)
        readers = app.screen.query_one("#readers", OptionList)
        await pilot.click(readers, offset=(2, 1))
        await settled(pilot)
        assert "for Engineer" in text_of(app)
        contents = app.screen.query_one("#contents", OptionList)
        contents.focus()
        await pilot.press("end", "enter")
        await settled(pilot)
        assert app.screen.query_one("#pages", Page).scroll_offset.y > 0


async def test_brackets_go_from_section_to_section_and_back() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await settled(pilot)
        assert "Where you stand" in text_of(app)
        assert "The advice" not in text_of(app)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert "The advice" in text_of(app)


async def test_the_contents_dialog_leads_to_a_section() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("3")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        assert "Capabilities say what a team can run" in text_of(app)


async def test_the_keys_of_a_reader_scroll_the_page() -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("pagedown")
        await settled(pilot)
        assert app.screen.query_one("#pages", Page).scroll_offset.y > 5
        await pilot.press("home")
        await settled(pilot)
        assert app.screen.query_one("#pages", Page).scroll_offset.y == 0


async def test_changed_answers_make_a_new_report() -> None:
    shown = Shown()
    app = stage(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "grow towards" in " ".join(text_of(app).split())
        shown.recommendation = recommendation(decided_walk())
        assert isinstance(app.screen, ReportScreen)
        app.screen.session_changed()
        await settled(pilot)
        assert "grow towards" not in " ".join(text_of(app).split())


async def test_coming_back_shows_the_same_report_and_another_one_after_a_change() -> None:
    shown = Shown()
    for result, grows in ((None, True), (None, True), (recommendation(decided_walk()), False)):
        shown.recommendation = result or shown.recommendation
        app = stage(shown)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert ("grow towards" in " ".join(text_of(app).split())) is grows


# Export --------------------------------------------------------------------------------------


async def export(pilot: Any, folder: Path, *keys: str) -> None:
    await pilot.press("x")
    await settled(pilot)
    assert isinstance(pilot.app.screen, ExportDialog)
    pilot.app.screen.query_one("#folder", Input).value = str(folder)
    await pilot.press(*keys, "enter")
    await settled(pilot)


async def test_exports_the_chosen_formats_and_says_where(tmp_path: Path) -> None:
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await export(pilot, tmp_path / "new", "1")
        names = sorted(path.name for path in (tmp_path / "new").iterdir())
        assert names == ["hospital-finance.html", "hospital-finance.md"]
        assert b"Regional Hospital" in (tmp_path / "new" / names[1]).read_bytes()
        assert "Exported" in text_of(app)


async def test_a_brand_signs_what_is_exported_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    brand = tmp_path / "brand.yaml"
    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        app.screen.query_one("#brand", Input).value = str(brand)
        await pilot.press("enter")
        await settled(pilot)
        assert "no such brand file" in text_of(app)
        brand.write_text("frim: Weber\n", "utf-8")
        await pilot.press("enter")
        await settled(pilot)
        assert "unknown key “frim”" in " ".join(text_of(app).split())
        assert not (tmp_path / "out").exists()
        brand.write_text("firm: Weber & Partner\nnumbers: de\n", "utf-8")
        await pilot.press("x")
        await settled(pilot)
        app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        app.screen.query_one("#brand", Input).value = str(brand)
        await pilot.press("enter")
        await settled(pilot)
        page = (tmp_path / "out" / "hospital-finance.html").read_text("utf-8")
        assert "Weber &amp; Partner" in page
        assert re.search(r"\d,\d", page)


async def test_the_folder_of_the_assessment_is_offered(tmp_path: Path) -> None:
    app = stage(Shown(path=tmp_path / "hospital.yaml"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert app.screen.query_one("#folder", Input).value == str(tmp_path)


async def test_a_file_that_is_there_is_replaced_only_when_asked_to(tmp_path: Path) -> None:
    there = tmp_path / "hospital-finance.html"
    there.write_text("mine")
    app = stage()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await export(pilot, tmp_path)
        assert isinstance(app.screen, ChooseDialog)
        await pilot.press("1")
        await settled(pilot)
        assert there.read_text() == "mine"
        await export(pilot, tmp_path)
        await pilot.press("2")
        await settled(pilot)
        assert "Regional Hospital" in there.read_text(encoding="utf-8")


async def test_the_brand_beside_the_assessment_signs_unasked_and_wishes_are_kept(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("firm: Weber & Partner\n", "utf-8")
    shown = Shown(path=tmp_path / "hospital.yaml")
    app = stage(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert app.screen.query_one("#brand", Input).value == str(tmp_path / "brand.yaml")
        app.screen.query_one("#prepared", Input).value = "Ada Brückner"
        app.screen.query_one("#depth", Select).value = "brief"
        app.screen.query_one("#paper", Select).value = "letter"
        app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        await pilot.press("enter")
        await settled(pilot)
    page = (tmp_path / "out" / "hospital-finance-brief.html").read_text("utf-8")
    assert "Ada Brückner, Weber &amp; Partner" in page
    again = stage(shown)
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert again.screen.query_one("#prepared", Input).value == "Ada Brückner"
        assert again.screen.query_one("#depth", Select).value == "brief"
        assert again.screen.query_one("#paper", Select).value == "letter"
        again.screen.query_one("#brand", Input).value = ""
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert again.screen.query_one("#brand", Input).value == "", "who wants none is not given it again"


async def test_what_cannot_be_remembered_is_let_go(state_folder: Path, tmp_path: Path) -> None:
    for broken in (
        "{",
        "[]",
        '{"x": 3}',
        f'{{"{tmp_path}": {{"depth": 3, "paper": "a9", "brand": "gone"}}}}',
    ):
        (state_folder / "exports.json").write_text(broken, "utf-8")
        app = stage(Shown(path=tmp_path / "hospital.yaml"))
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("x")
            await settled(pilot)
            assert app.screen.query_one("#brand", Input).value == ""
            assert app.screen.query_one("#paper", Select).value == "a4"


async def test_escape_exports_nothing(tmp_path: Path) -> None:
    app = stage(Shown(path=tmp_path / "hospital.yaml"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        assert not list(tmp_path.glob("*.md"))


async def test_no_format_or_no_folder_is_said_and_traps_nobody(tmp_path: Path) -> None:
    app = stage()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await export(pilot, tmp_path, "2")
        assert "Choose at least one format" in text_of(app)
        await pilot.press("2")
        app.screen.query_one("#folder", Input).value = " "
        await pilot.press("enter")
        await settled(pilot)
        assert "Name a folder" in text_of(app)
        taken = tmp_path / "file"
        taken.write_text("x")
        app.screen.query_one("#folder", Input).value = str(taken)
        await pilot.press("enter")
        await settled(pilot)
        assert "That is a file" in text_of(app)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)


async def test_a_folder_that_cannot_be_written_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13), str(tmp_path))

    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        monkeypatch.setattr("advisor.tui.report_files.tempfile.mkstemp", refuse)
        await export(pilot, tmp_path)
        text = text_of(app)
        assert "Not exported" in text
        assert "Permission denied" in text
        assert not list(tmp_path.glob("*.md"))


async def test_a_disk_that_fills_up_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    app = stage()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        monkeypatch.setattr("advisor.tui.report_files.os.fsync", full)
        await export(pilot, tmp_path / "out")
        assert "No space left" in text_of(app)
        assert list((tmp_path / "out").iterdir()) == []


# Sizes ----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (120, 40)])
async def test_nothing_sticks_out_at_any_size(size: tuple[int, int]) -> None:
    app = stage(Shown(Told(), decided_run()))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        page = app.screen.query_one("#pages", Page)
        assert page.region.bottom <= size[1] - 1
        assert page.max_scroll_x == 0
        for view in page.children:
            assert view.region.right <= size[0]
            assert view.virtual_size.width <= page.size.width


async def test_text_from_files_is_never_markup() -> None:
    app = stage(Shown(organisation="[red]Evil[/red] **Corp**"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "[red]Evil[/red] **Corp**" in text_of(app)
