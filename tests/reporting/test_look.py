"""Brands: days, numbers and colours, and templates of somebody's own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import UnusableInput
from advisor.model.brand import Brand, Colours, DateFormat, Logo, NumberFormat
from advisor.reporting import html, markdown
from advisor.reporting.charts.palette import readable_on
from advisor.reporting.look import Look, written_day
from advisor.reporting.numerals import figure, numbers_written
from advisor.reporting.tints import contrast, readable, variables

HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (DateFormat.ISO, "2026-03-01"),
        (DateFormat.LONG, "1 March 2026"),
        (DateFormat.MONTH_FIRST, "March 1, 2026"),
        (DateFormat.DOTTED, "01.03.2026"),
        (DateFormat.SLASHED, "01/03/2026"),
    ],
)
def test_days_are_written_as_the_brand_has_them(form, written):
    assert written_day("2026-03-01", form) == written


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (NumberFormat.EN, "1,234,567.5"),
        (NumberFormat.DE, "1.234.567,5"),
        (NumberFormat.FR, "1\u202f234\u202f567,5"),
        (NumberFormat.CH, "1\u2019234\u2019567.5"),
        (NumberFormat.PLAIN, "1234567.5"),
    ],
)
def test_numbers_are_written_as_the_brand_has_them(form, written):
    with numbers_written(form):
        assert figure(1234567.50) == written
    assert figure(1234567.50) == "1,234,567.5"


@given(HEX, HEX)
def test_text_in_a_firms_colour_can_always_be_read(colour, ground):
    assert contrast(readable(colour, ground), ground) >= 4.5 or readable(colour, ground) in {
        "#000000",
        "#ffffff",
    }


@given(HEX)
def test_every_pair_of_a_pages_colours_can_be_read(colour):
    light, dark = re.findall(r":root\{([^}]*)\}", variables(Colours(accent=colour)))
    for rules, paper in ((light, "#fbfaf7"), (dark, "#14171c")):
        found = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", rules))
        assert contrast(found["accent"], paper) >= 4.5
        assert contrast(found["link"], paper) >= 4.5
        assert contrast(found["accent-ink"], found["accent-soft"]) >= 4.5
        assert contrast(found["cover-ink"], found["cover"]) >= 4.5
        assert contrast(found["cover-quiet"], found["cover"]) >= 4.5
    assert readable_on(colour) in {"#000000", "#ffffff"}


def test_a_page_carries_the_brand(plain_report):
    logo = Logo(data=b"<svg/>", media_type="image/svg+xml", width=2, height=1)
    brand = Brand(
        firm="Weber <& Partner>",
        client="The Client",
        classification="Confidential",
        footer="Example Street 1",
        colours=Colours(accent="#7A1F3D"),
        dates=DateFormat.LONG,
    )
    page = html.render(plain_report, Look(brand=brand, logo=logo)).decode()
    for shown in (
        "Weber &lt;&amp; Partner&gt;",
        "The Client",
        "Confidential",
        "Example Street 1",
        "1 March 2026",
    ):
        assert shown in page
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+"' in page
    assert "img-src data:" in page
    assert "--cover:#7a1f3d" in page
    text = markdown.render(plain_report, Look(brand=brand)).decode()
    said = (
        "**Prepared for:** The Client",
        "**Classification:** Confidential",
        "1 March 2026",
        "Example Street 1",
    )
    for shown in said:
        assert shown in text


def test_without_a_brand_no_picture_may_be_loaded(plain_report):
    assert "img-src" not in html.render(plain_report).decode()


def test_a_template_of_ones_own_stands_in_for_ours(plain_report, tmp_path):
    (tmp_path / "markdown").mkdir()
    (tmp_path / "markdown" / "report.md.jinja").write_text("Only {{ document.organisation }}\n", "utf-8")
    look = Look(templates=tmp_path)
    assert markdown.render(plain_report, look).decode() == "Only Corner Bistro\n"
    assert html.render(plain_report, look) == html.render(plain_report)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n{{ documnt.title }}", 2, "did you mean “document”"),
        ("\n\n{{ document.titel }}", 3, "did you mean “title”"),
        ("{% for x in %}", 1, "xpected an expression"),
        ("a\n{% include 'nothing.jinja' %}", 2, "there is no template “nothing.jinja”"),
        ("{{ document.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ 1 / 0 }}", 1, "zero"),
        ("{{ document.title | nofilter }}", 1, "nofilter"),
        ("\n{% macro on() %}{{ on() }}{% endmacro %}{{ on() }}", 2, "calls itself"),
        ("a\nb\udcff", 2, "no text in UTF-8"),
    ],
)
def test_a_mistake_in_a_template_is_named_with_its_line(plain_report, tmp_path, text, line, said):
    (tmp_path / "markdown").mkdir()
    path = tmp_path / "markdown" / "report.md.jinja"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UnusableInput) as caught:
        markdown.render(plain_report, Look(templates=tmp_path))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(path), line)
    assert said in f"{problem.message} {problem.hint}"
