"""The HTML report: self-contained, accessible, and deaf to what is written in files."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import time
from xml.etree import ElementTree

import html5lib
import pytest

from advisor.content.locations import templates_root
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.decision.robustness import robustness
from advisor.model.pack import Pack
from advisor.reporting.document import Document, build_document
from advisor.reporting.html import render
from advisor.workflows.tco import costs_of
from tests.reporting.conftest import SHOWN
from tests.reporting.test_document import example

ELEMENTS = frozenset(
    re.findall(
        r"[\w-]+",
        "html head meta title style body a header div p span h1 h2 h3 h4 dl dt dd nav ol ul li main section"
        " table caption thead tbody tr th td svg rect text time strong code footer"
        " figure figcaption details summary g path line title desc",
    )
)
ATTRIBUTES = frozenset(
    re.findall(
        r"[\w-]+",
        "lang charset http-equiv content name class href id dir role aria-label aria-labelledby aria-hidden"
        " datetime scope width height x y rx transform tabindex viewBox d x2 y2 fill stroke stroke-width"
        " stroke-dasharray stroke-linecap stroke-linejoin text-anchor font-size font-weight",
    )
)


def parse(document: Document) -> ElementTree.Element:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(render(document), transport_encoding="utf-8")
    assert parser.errors == []
    return tree


def local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


@pytest.fixture(scope="module")
def page(plain_report: Document) -> ElementTree.Element:
    return parse(plain_report)


@pytest.fixture(scope="module")
def hostile_page(hostile_report: Document) -> ElementTree.Element:
    return parse(hostile_report)


@pytest.mark.parametrize("which", ["page", "hostile_page"])
def test_only_our_own_elements_and_attributes(which: str, request: pytest.FixtureRequest) -> None:
    for element in request.getfixturevalue(which).iter():
        assert local(element) in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        if "href" in element.attrib:
            assert element.attrib["href"].startswith("#")


def test_hostile_text_is_shown_letter_by_letter(hostile_page: ElementTree.Element) -> None:
    text = "".join(hostile_page.itertext())
    for part in SHOWN:
        assert part in text
    assert "7006652" not in text
    assert "W" * 10_000 in text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)


def test_hostile_text_changes_no_structure(
    page: ElementTree.Element, hostile_page: ElementTree.Element
) -> None:
    def shape(tree: ElementTree.Element) -> list[str]:
        return [
            local(element)
            for element in tree.iter()
            if local(element) in {"table", "tr", "th", "td", "section"}
        ]

    assert shape(page) == shape(hostile_page)


def test_the_page_allows_itself_nothing_but_its_style(page: ElementTree.Element) -> None:
    policy = next(e.attrib["content"] for e in page.iter("meta") if "http-equiv" in e.attrib)
    style = next(page.iter("style")).text or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "url(" not in style
    assert "@import" not in style


def test_headings_start_at_one_and_skip_no_level(page: ElementTree.Element) -> None:
    levels = [int(local(e)[1]) for e in page.iter() if re.fullmatch(r"h[1-6]", local(e))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_landmarks_language_and_skip_link(page: ElementTree.Element) -> None:
    assert page.attrib["lang"] == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert len(list(page.iter(landmark))) == 1
    first_link = next(page.iter("a"))
    assert first_link.attrib["class"] == "skip"


def test_every_link_and_label_leads_somewhere(page: ElementTree.Element) -> None:
    ids = [e.attrib["id"] for e in page.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    for element in page.iter():
        if "href" in element.attrib:
            assert element.attrib["href"][1:] in ids
        if "aria-labelledby" in element.attrib:
            assert set(element.attrib["aria-labelledby"].split()) <= set(ids)


def test_tables_have_captions_and_scoped_headers(page: ElementTree.Element) -> None:
    tables = list(page.iter("table"))
    assert len(tables) > 8
    for table in tables:
        assert "".join(next(table.iter("caption")).itertext()).strip()
        assert all(e.attrib["scope"] in {"col", "row"} for e in table.iter("th"))
        head = len(list(next(table.iter("thead")).iter("th")))
        for row in next(table.iter("tbody")).iter("tr"):
            assert len(list(row.iter("td"))) + 1 == head
            assert [e.attrib["scope"] for e in row.iter("th")] == ["row"]


def test_pictures_have_words(page: ElementTree.Element) -> None:
    pictures = [e for e in page.iter() if local(e) == "svg"]
    assert pictures
    for picture in pictures:
        named = {local(e): "".join(e.itertext()) for e in picture if local(e) in {"title", "desc"}}
        words = picture.attrib.get("aria-label") or (named.get("title") and named.get("desc"))
        assert words or picture.attrib.get("aria-hidden") == "true"
    labels = [e.attrib["aria-label"] for e in pictures if "aria-label" in e.attrib]
    assert any("open answers leave 0 to 100 possible" in label for label in labels)


def test_the_lit_cell_is_said_in_words(page: ElementTree.Element) -> None:
    section = next(e for e in page.iter("section") if e.attrib["id"] == "framework")
    for row in next(section.iter("tbody")).iter("tr"):
        lit = [e for e in row.iter("td") if "lit" in e.attrib["class"]]
        assert lit
        assert all(re.search("You are here|Here: ", "".join(cell.itertext())) for cell in lit)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("quiet", "paper"),
        ("quiet", "card"),
        ("link", "paper"),
        ("link", "card"),
        ("cover-ink", "cover"),
        ("cover-quiet", "cover"),
        ("accent-ink", "accent-soft"),
        ("paper", "accent"),
        *((tone, f"{tone}-soft") for tone in ("info", "good", "caution", "serious")),
        *(("ink", f"{tone}-soft") for tone in ("info", "good", "caution", "serious")),
    ],
)
def test_text_contrast_is_aa_in_both_themes(ink: str, ground: str, theme: int) -> None:
    style = (templates_root() / "html" / "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\n\s*\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[theme]))
    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_without_a_date_there_is_none(small_pack: Pack, plain_report: Document) -> None:
    assert b"<time" in render(plain_report)
    undated = plain_report.__class__(
        **{name: getattr(plain_report, name) for name in plain_report.__slots__} | {"date": None}
    )
    assert b"<time" not in render(undated)


def test_a_full_report_is_made_and_drawn_within_the_limit(bundled_pack: Pack) -> None:
    assessment = example(bundled_pack, "regional-hospital")
    recommendation = recommend(bundled_pack, assessment)
    persona = bundled_pack.personas[0].id
    found = {
        "practices": next_practices(bundled_pack, assessment, recommendation, persona),
        "roadmap": roadmap(bundled_pack, assessment, recommendation),
        "robustness": robustness(bundled_pack, assessment),
        "estimate": costs_of(bundled_pack, assessment, recommendation),
    }

    def make() -> bytes:
        # Advice and costs are worked out once, for all readers and formats.
        return render(build_document(bundled_pack, assessment, recommendation, persona, date=None, **found))

    # Its charts are drawn the first time, and kept.
    assert b"<figure" in make()
    times = []
    for _ in range(5):
        # The time of this process alone, so that a busy machine fails nothing.
        start = time.process_time()
        make()
        times.append(time.process_time() - start)
    assert min(times) < 0.15


def figures_of(tree: ElementTree.Element) -> list[ElementTree.Element]:
    return [e for e in tree.iter() if local(e) == "figure"]


def test_a_chart_is_a_figure_with_its_numbers_beneath(page: ElementTree.Element) -> None:
    found = figures_of(page)
    assert len(found) > 3
    with_table = 0
    for figure in found:
        caption = "".join(next(figure.iter("figcaption")).itertext())
        (picture,) = (e for e in figure.iter() if local(e) == "svg" and e.attrib.get("role") == "img")
        assert caption == next(e.text for e in picture if local(e) == "title")
        with_table += len(list(figure.iter("details")))
    assert 0 < with_table < len(found)


def test_without_the_library_the_words_of_charts_stand_in(
    plain_report: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = figures_of(parse(plain_report))
    told = ["".join(next(e for e in one.iter() if local(e) == "desc").itertext()) for one in drawn]
    monkeypatch.setattr("advisor.reporting.html.available", lambda: False)
    bare = figures_of(parse(plain_report))
    assert len(bare) == len(drawn)
    for words, figure in zip(told, bare, strict=True):
        assert [e for e in figure.iter() if local(e) == "svg"] == []
        assert "".join(next(figure.iter("p")).itertext()) == words
