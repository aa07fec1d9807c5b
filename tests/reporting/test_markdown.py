"""The Markdown report, read back by a CommonMark parser with GitHub's tables."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from advisor.reporting.document import Document
from advisor.reporting.markdown import escape, render
from tests.reporting.conftest import SHOWN

OUR_HTML = re.compile(r'<br>|<a id="[a-z0-9-]+">|</a>')
INVISIBLE = {"text", "softbreak", "hardbreak"}


def parser() -> MarkdownIt:
    return MarkdownIt("gfm-like", {"linkify": True, "html": True})


def strict_parser() -> MarkdownIt:
    """One that links as GitHub does: a name with a dot in it, such as ``0.al``, is no address by itself."""
    made = parser()
    assert made.linkify is not None
    made.linkify.set({"fuzzy_link": False})
    return made


def flat(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *flat(token.children or []))]


def shown(tokens: list[Token]) -> str:
    return "".join("\n" if t.type == "html_inline" else t.content for t in flat(tokens) if t.type != "inline")


@pytest.mark.parametrize("which", ["plain_report", "hostile_report"])
def test_only_our_own_markup(which: str, request: pytest.FixtureRequest) -> None:
    for token in flat(parser().parse(render(request.getfixturevalue(which)).decode())):
        assert token.type not in {"image", "code_block", "code_inline", "fence", "s_open"}
        if token.type in {"html_inline", "html_block"}:
            assert OUR_HTML.fullmatch(token.content.strip())
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith("#")


def test_hostile_text_is_shown_letter_by_letter(hostile_report: Document) -> None:
    text = shown(parser().parse(render(hostile_report).decode()))
    for part in SHOWN:
        assert part in text
    assert "7006652" not in text


def test_hostile_text_changes_no_structure(plain_report: Document, hostile_report: Document) -> None:
    def shape(document: Document) -> list[str]:
        kinds = (
            "heading_open",
            "table_open",
            "tr_open",
            "td_open",
            "th_open",
            "list_item_open",
            "blockquote_open",
        )
        return [t.type for t in parser().parse(render(document).decode()) if t.type in kinds]

    assert shape(plain_report) == shape(hostile_report)


def test_links_inside_the_report_lead_somewhere(plain_report: Document) -> None:
    text = render(plain_report).decode()
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links
    assert links <= anchors


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=80))
def test_any_line_survives_in_prose_and_in_a_cell(text: str) -> None:
    plain = text.strip()
    prose = strict_parser().parse(f"{escape(text)}\n")
    cell = strict_parser().parse(f"| a |\n| --- |\n| {escape(text)} |\n")
    if plain:
        assert [t.type for t in prose] == ["paragraph_open", "inline", "paragraph_close"]
        assert shown(prose) == plain
    body = [t for t in cell if t.type == "inline"]
    assert len(body) == 2
    assert {t.type for t in flat(body)} <= {"inline", *INVISIBLE}
    assert shown(body[1:]) == plain


@pytest.mark.parametrize("text", ["www.example.com", "see WWW.example.org/a", "https://example.com"])
def test_addresses_in_a_text_lead_nowhere(text: str) -> None:
    tokens = flat(parser().parse(f"{escape(text)}\n"))
    assert "link_open" not in {token.type for token in tokens}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("platform_operations", "platform_operations"),
        ("_emphasis_", r"\_emphasis\_"),
        ("44.44 and 3) of 5", "44.44 and 3) of 5"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("a | b", r"a \| b"),
        ("two\nlines", "two<br>lines"),
    ],
)
def test_escapes_what_must_be_and_little_more(text: str, written: str) -> None:
    assert escape(text) == written
