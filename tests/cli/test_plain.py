"""Text for terminals: cleaned, measured, wrapped."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli.plain import WIDTH, Style, clean, pad, style_for, width_of, wrap


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("over\u202ewrite\u2066", "overwrite"),
        ("bell\x07 back\x08 nul\x00 csi\x9b", "bell back nul csi"),
        ("[bold]not markup[/]", "[bold]not markup[/]"),
        ("cafe\u0301 \ud800", "café"),
    ],
)
def test_clean_leaves_no_way_to_steer_a_terminal(dirty, expected):
    assert clean(dirty) == expected


@given(st.text())
def test_cleaned_text_is_one_printable_line(text):
    cleaned = clean(text)
    assert "\x1b" not in cleaned
    assert "\n" not in cleaned
    assert clean(cleaned) == cleaned
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in cleaned)


@given(st.text(max_size=300), st.integers(min_value=2, max_value=40))
def test_pad_fills_exactly_the_columns(text, columns):
    assert width_of(pad(clean(text), columns)) == columns


def test_wrap_keeps_lines_within_the_page_even_for_a_word_without_end():
    lines = wrap("a " + "x" * 300, indent="    ")
    assert len(lines) > 3
    assert all(len(line) <= WIDTH for line in lines)


def test_a_bar_tells_certain_expected_and_possible_apart():
    assert Style().bar(25, 50, 75, 8) == "██▓▓▒▒··"
    assert Style(unicode=False).bar(25, 50, 75, 8) == "##++--.."
    assert Style().bar(0, 0, 100, 4) == "▒▒▒▒"
    assert Style().bar(100, 100, 100, 4) == "████"


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def terminal(encoding="utf-8"):
    return Terminal(io.BytesIO(), encoding=encoding)


def test_colour_is_for_terminals_that_do_not_refuse_it(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert style_for(terminal()).colour
    assert not style_for(io.TextIOWrapper(io.BytesIO())).colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not style_for(terminal()).colour
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not style_for(terminal()).colour


def test_bars_fall_back_where_the_encoding_lacks_them():
    assert style_for(terminal("utf-8")).unicode
    assert not style_for(terminal("ascii")).unicode
    assert not style_for(terminal("latin-1")).unicode
    assert Style(unicode=False).fit("now → “later”…") == 'now > "later"~'
