"""Tables of a report: side by side while words stay whole, else a card for each row."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult

from advisor.reporting.blocks import (
    Align,
    Bullets,
    Callout,
    Cell,
    Column,
    Fact,
    Facts,
    Item,
    Link,
    Paragraph,
    ScoreBar,
    Scores,
    Section,
    Share,
    Shares,
    Table,
    Tone,
)
from advisor.tui.themes import LIGHT
from advisor.tui.widgets.drawing import Lines
from advisor.tui.widgets.page import Page
from advisor.tui.widgets.report_blocks import SectionView, block_lines, section_lines
from advisor.tui.widgets.report_table import table_lines


def text(lines: Lines) -> str:
    return "\n".join(line.plain.rstrip() for line in lines)


SMALL = Table(
    "Small",
    (Column("a", "Aspect"), Column("n", "Share", align=Align.END), Column("why", "Because", under="a")),
    (
        (Cell("First"), Cell("61 %"), Cell("of this")),
        (Cell("Second", detail="quiet"), Cell("9 %", lit=True, mark="You are here"), Cell("")),
    ),
    note="A note.",
)
LONG = "A sentence that says so much about this one thing that no narrow column could ever hold it well. " * 3
KPIS = Table(
    "KPIs",
    (Column("k", "KPI"), *(Column(f"c{n}", f"Column {n}", lit=n == 2) for n in range(6))),
    ((Cell("Cost per inference"), *(Cell(LONG) for _ in range(6))),),
)


def test_a_small_table_stands_side_by_side_with_numbers_to_the_right() -> None:
    lines = text(table_lines(SMALL, 76)).splitlines()
    first = next(line for line in lines if line.startswith("First"))
    second = next(line for line in lines if line.startswith("Second"))
    assert first.rstrip().endswith("61 %")
    assert "● 9 %" in second
    assert "Small" in lines[0]
    assert lines[-1] == "A note."


def test_a_cell_stays_in_its_column_where_others_wrap_over_more_lines() -> None:
    long_first = Table(
        "Answers",
        (Column("a", "What"), Column("b", "Now"), Column("c", "Could")),
        (
            (Cell("Coding of discharge letters that come in by fax"), Cell("rented"), Cell("scan change it")),
            (Cell("Short"), Cell("a " * 30 + "row that wraps"), Cell("scan change it, and more of it")),
        ),
    )
    lines = text(table_lines(long_first, 60)).splitlines()
    start = next(line for line in lines if "Could" in line).index("Could")
    assert start > 20
    for line in lines:
        if "scan" in line:
            assert line.index("scan") == start
            assert line[start - 2 : start] == "  ", "columns keep their distance"


def test_what_goes_beneath_a_column_is_labelled_there() -> None:
    assert "  Because: of this" in text(table_lines(SMALL, 76)).splitlines()


def test_the_mark_of_a_lit_cell_is_said_in_words() -> None:
    assert "You are here" in text(table_lines(SMALL, 76))


@pytest.mark.parametrize("width", [40, 76, 92])
def test_a_table_of_prose_becomes_cards_that_lose_nothing(width: int) -> None:
    words = text(table_lines(KPIS, width))
    lines = words.splitlines()
    assert "Cost per inference" in lines
    for number in range(6):
        assert any(line.strip().startswith(f"Column {number}") for line in lines)
    assert " ".join(words.split()).count("no narrow column") >= 1
    assert words.count("sentence") == 18


@pytest.mark.parametrize("width", [20, 40, 56, 76, 92, 116, 180])
@pytest.mark.parametrize("table", [SMALL, KPIS], ids=["small", "kpis"])
def test_no_line_is_wider_than_the_page(width: int, table: Table) -> None:
    assert max(line.cell_length for line in table_lines(table, width)) <= width


def test_words_stay_whole_while_there_is_room() -> None:
    table = Table(
        "T",
        (Column("a", "A"), Column("b", "B"), Column("c", "C")),
        ((Cell("shared-research-computing"), Cell("Self-managed", lit=True), Cell("word " * 40)),),
    )
    words = text(table_lines(table, 76))
    assert "shared-research-computing" in words
    assert "● Self-managed" in words


def test_a_link_leads_to_its_section_by_mouse() -> None:
    table = Table(
        "T",
        (Column("a", "A"), Column("b", "B")),
        ((Cell("Q"), Cell("", links=(Link("kpis", "Your KPIs"),))),),
    )
    lines = table_lines(table, 60)
    line = next(line for line in lines if "→ Your KPIs" in line.plain)
    metas = [getattr(span.style, "meta", {}) for span in line.spans]
    assert {"@click": "screen.section('kpis')"} in metas


# Blocks ----------------------------------------------------------------------------------------


def test_a_callout_says_its_tone_in_words() -> None:
    words = text(block_lines(Callout(Tone.SERIOUS, "High", "Too much", "Because.", "Do less.", "Chat"), 60))
    assert "▲ High  Too much" in words
    assert "→ Do less." in words
    assert "About: Chat" in words


def test_lists_are_numbered_only_when_the_order_says_something() -> None:
    items = (Item("one", "more"), Item("two"))
    assert "2. two" in text(block_lines(Bullets(items, ordered=True), 60))
    plain = text(block_lines(Bullets(items, title="T"), 60))
    assert "• two" in plain
    assert plain.startswith("T")


def test_facts_stand_in_two_columns() -> None:
    words = text(block_lines(Facts((Fact("Pack", "x"), Fact("Version", "1.0.0"))), 60))
    assert words.splitlines() == ["Pack     x", "Version  1.0.0"]


def test_scores_and_shares_are_drawn_and_said() -> None:
    score = ScoreBar("Readiness", 62.5, 55.0, 70.0, 40, 70, "62.5", "medium or high", "Readiness 62.5")
    words = text(block_lines(Scores("Scores", (score,)), 60))
    assert "medium or high" in words
    assert "62.5" in words
    share = Share("Walk", 0.61, "61 %", "61/100", True)
    words = text(
        block_lines(Shares("Shares", (share, Share("Run", 0.39, "39 %", "39/100", False)), "alt"), 60)
    )
    assert "● Walk" in words
    assert "○ Run" in words
    assert "39 %" in words


def test_sections_keep_their_order_and_depth() -> None:
    section = Section("a", "Outer", (Paragraph("First."),), (Section("b", "Inner", (Paragraph("Second."),)),))
    words = text(section_lines(section, 60))
    assert words.index("Outer") < words.index("First.") < words.index("Inner") < words.index("Second.")


def test_nothing_in_a_block_is_markup_or_a_command() -> None:
    words = text(block_lines(Paragraph("[b]x[/b] \x1b]0;title\x07 \u202eabc"), 60))
    assert "[b]x[/b]" in words
    assert "\x1b" not in words
    assert "\u202e" not in words


# Picture ---------------------------------------------------------------------------------------


class OnePage(App[None]):
    """A fixed section, so that no change of the report's words moves the picture."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self.register_theme(LIGHT)
        self.theme = LIGHT.name

    def compose(self) -> ComposeResult:
        with Page():
            yield SectionView(self._section)


def test_picture_of_a_section(snap_compare: Any) -> None:
    score = ScoreBar("Readiness", 62.5, 55.0, 70.0, 40, 70, "62.5", "medium or high", "Readiness 62.5")
    share = Share("Walk", 0.61, "61 %", "61/100", True)
    section = Section(
        "a",
        "Why",
        (
            Paragraph("The advice in one sentence.", lead=True),
            SMALL,
            Callout(Tone.CAUTION, "Medium", "Too small a load", "Because of this.", "Measure a month."),
            Scores("Scores", (score,)),
            Shares("Where open answers lead", (share, Share("Run", 0.39, "39 %", "39/100", False)), "alt"),
        ),
        (Section("b", "Inner", (Bullets((Item("First", "why"), Item("Second")), ordered=True),)),),
    )
    assert snap_compare(OnePage(section), terminal_size=(80, 34))
