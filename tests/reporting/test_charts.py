"""Charts: every kind draws, the same each time, in colours that can be told apart; text stays text."""

from __future__ import annotations

import hashlib
import itertools
import math
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vl_convert

from advisor.errors import MissingExtra
from advisor.model.brand import Brand, Colours, NumberFormat
from advisor.reporting.blocks import Chart
from advisor.reporting.charts import drawing, kept
from advisor.reporting.charts.figures import (
    Curves,
    Figure,
    Grid,
    Ladders,
    Lane,
    Line,
    Span,
    StackedBar,
    StackedBars,
    Swings,
    Timeline,
)
from advisor.reporting.charts.layers import Canvas
from advisor.reporting.charts.shapes import Margins, Words
from advisor.reporting.charts.specs import spec
from advisor.reporting.look import PLAIN, Look
from tests.reporting.figures import drawings, figures

KINDS = sorted(drawings())
ROOT = Path(__file__).parents[2]
HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}}",
    "datum.x",
    "'+alert(1)+'",
    "#00fe04",
    '"><g onload="alert(1)">',
    "&lt;b&gt; &amp;",
    'fill="#00fe01"',
    "{'expr': '7*7'}",
)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def texts(tree: ElementTree.Element) -> list[str]:
    return ["".join(one.itertext()) for one in tree.iter() if one.tag.rpartition("}")[2] == "text"]


def shape(tree: ElementTree.Element) -> list[str]:
    return [one.tag for one in tree.iter()]


def chart(figure: Figure) -> Chart:
    return Chart("it", "It", "What it shows", figure)


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_is_a_named_picture_of_the_size_asked_for(kind: str) -> None:
    block = drawings()[kind]
    tree = parsed(drawing.svg(block, width=500))
    assert tree.attrib["role"] == "img"
    assert tree.attrib["width"] == "500"
    names = {one.attrib["id"]: one.text for one in tree if "id" in one.attrib}
    assert [names[one] for one in tree.attrib["aria-labelledby"].split()] == [
        block.title,
        drawing.described(block),
    ]
    data = drawing.png(block, width=500, scale=1.5)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    assert width == 750
    assert abs(height - 1.5 * float(tree.attrib["height"])) <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_only_shapes_and_texts_without_any_way_to_act(kind: str) -> None:
    for drawn in (drawing.svg(drawings()[kind]), drawing.inline(drawings()[kind])):
        tree = parsed(drawn)
        assert {one.rpartition("}")[2] for one in shape(tree)} <= {
            *("svg", "title", "desc", "g", "path", "line", "rect", "text")
        }
        for one in tree.iter():
            assert not {name for name in one.attrib if name.startswith("on") or name in {"style", "href"}}
            assert "url(" not in str(one.attrib)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_drawn_letter_by_letter_and_never_evaluated(kind: str, text: str) -> None:
    shown = texts(parsed(drawing.svg(drawings(text)[kind], width=900)))
    assert text in shown
    assert "49" not in shown
    innocent = drawings("n" * len(text))[kind]
    assert set(shape(parsed(drawing.svg(drawings(text)[kind])))) == set(shape(parsed(drawing.svg(innocent))))


def outside_of_data(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield name
            if name != "data":
                yield from outside_of_data(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from outside_of_data(value)
    elif isinstance(tree, str):
        yield tree


@pytest.mark.parametrize("kind", KINDS)
def test_what_vega_evaluates_holds_no_word_of_a_file(kind: str) -> None:
    made = spec(drawings("payload")[kind], 640)
    assert "payload" in str(made)
    strings = list(outside_of_data(made))
    assert strings
    assert not [one for one in strings if "payload" in one]
    assert {"expr", "signal", "transform", "params", "tooltip", "href", "url"}.isdisjoint(strings)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "text",
    ["a\u202egnp.exe", "\x00\x1b[31mred\x07", "中文字符", "العربية", "👩‍👩‍👧", "two\nlines", "W" * 10_000],
)
def test_any_letters_come_out_as_readable_text_that_fits(kind: str, text: str) -> None:
    drawn = drawing.svg(drawings(text)[kind])
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", drawn)
    for one in texts(parsed(drawn)):
        assert len(one) < 200
        assert "\n" not in one
    if len(text) > 1000:
        assert text in drawn.partition("</desc>")[0]


def test_a_long_label_is_cut_off_and_told_in_full_beside_the_drawing() -> None:
    long = "Incident response for accelerators at night, at weekends and on public holidays as well"
    figure = StackedBars("USD", ("A",), (StackedBar(long, (1.0,)),))
    tree = parsed(drawing.svg(Chart("it", "It", f"{long}: 1", figure), width=400))
    assert any(one.endswith("…") for one in texts(tree))
    assert long in "".join(tree.itertext())


# The same each time ---------------------------------------------------------------------------------

DIGEST = """
import hashlib
import itertools
from advisor.reporting.charts import drawing
from tests.reporting.figures import drawings
for name, block in sorted(drawings().items()):
    picture = hashlib.sha256(drawing.png(block)).hexdigest()
    print(name, hashlib.sha256(drawing.svg(block).encode()).hexdigest(), picture)
"""


def test_two_processes_draw_the_same_bytes(tmp_path: Path) -> None:
    said = []
    for number, zone in enumerate(("UTC", "Asia/Tokyo")):
        surroundings = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": str(number + 1),
            "TZ": zone,
            "ADVISOR_CACHE_DIR": str(tmp_path / str(number)),
        }
        run = subprocess.run(
            [sys.executable, "-c", DIGEST], env=surroundings, capture_output=True, text=True, check=True
        )
        said.append(run.stdout)
    assert said[0] == said[1]
    assert len(said[0].splitlines()) == len(KINDS)


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ADVISOR_CACHE_DIR", str(tmp_path / "cache"))
    drawing._drawn.cache_clear()
    yield tmp_path / "cache"
    drawing._drawn.cache_clear()


def again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Forget what this process drew, and note what is drawn from now on."""
    drawing._drawn.cache_clear()
    asked: list[str] = []
    real = vl_convert.vegalite_to_svg

    def noted(*arguments: Any, **options: Any) -> str:
        asked.append("drawn")
        return real(*arguments, **options)

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", noted)
    return asked


def test_what_was_drawn_is_kept_for_the_next_process(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = drawings()["stacked_bars"]
    first = drawing.svg(block)
    asked = again(monkeypatch)
    assert drawing.svg(block) == first
    brand = Look(Brand(colours=Colours(accent="#aa0000")))
    assert "#aa0000" in drawing.svg(block, brand)
    assert asked == []
    assert drawing.svg(block, width=500) != first
    assert asked == ["drawn"]


@pytest.mark.parametrize("harm", ["broken", "swapped", "open to others"])
def test_a_kept_drawing_that_may_be_wrong_is_made_anew(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    block = drawings()["grid"]
    first = drawing.svg(block)
    (entry,) = empty_cache.rglob("*.drawing")
    if harm == "broken":
        entry.write_bytes(entry.read_bytes()[:-5])
    elif harm == "swapped":
        drawing.svg(drawings()["ladders"])
        (other,) = (one for one in empty_cache.rglob("*.drawing") if one != entry)
        entry.write_bytes(other.read_bytes())
    else:
        entry.chmod(0o666)
    asked = again(monkeypatch)
    assert drawing.svg(block) == first
    assert asked == ["drawn"]


def test_without_a_folder_to_write_to_everything_is_drawn_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("ADVISOR_CACHE_DIR", str(blocked))
    drawing._drawn.cache_clear()
    assert drawing.svg(drawings()["grid"]).startswith("<svg")
    assert blocked.read_text() == "no folder"


def test_the_oldest_drawings_go_when_there_are_too_many(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_MOST", 5_000)
    for number in range(6):
        assert kept.made("kind", str(number), lambda number=number: bytes([number]) * 1_000)[0] == number
    entries = list(empty_cache.rglob("*.drawing"))
    assert 0 < sum(one.stat().st_size for one in entries) <= 5_200
    assert kept.made("kind", "5", lambda: b"anew") == bytes([5]) * 1_000


def test_what_is_missing_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda _: None)
    for cache in (drawing.available, drawing._library, drawing._drawn):
        cache.cache_clear()
    try:
        assert not drawing.available()
        with pytest.raises(MissingExtra, match=r"pip install 'crawl-walk-run-advisor\[reports\]'"):
            drawing.svg(drawings()["grid"])
    finally:
        for cache in (drawing.available, drawing._library):
            cache.cache_clear()


# What is drawn where ----------------------------------------------------------------------------------


def numbers(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?[\d.]+(?:e-?\d+)?", text)]


def test_parts_of_bars_are_as_long_as_their_values() -> None:
    values = ((300.0, 100.0, 50.0), (75.0, 0.0, 225.0))
    bars = tuple(StackedBar(f"bar {number}", one) for number, one in enumerate(values))
    tree = parsed(drawing.inline(chart(StackedBars("USD", ("a", "b", "c"), bars))))
    lengths: dict[str, list[float]] = {}
    for one in tree.iter():
        fill = one.attrib.get("fill", "")
        if one.tag.endswith("path") and "chart-part" in fill:
            _, _, length, height, *_ = numbers(one.attrib["d"])
            if height > 20:
                lengths.setdefault(fill, []).append(length)
    unit = lengths["var(--chart-part-1)"][0] / 300
    assert unit > 0.5
    for part in range(3):
        drawn = lengths[f"var(--chart-part-{part + 1})"]
        assert drawn == pytest.approx([row[part] * unit for row in values], abs=0.02)


def test_a_curve_runs_through_its_points_on_equal_ratios() -> None:
    points = ((1.0, 10.0), (10.0, 100.0), (1000.0, 10.0))
    tree = parsed(drawing.inline(chart(Curves("x", "y", (Line("it", points),)))))
    (path,) = (one for one in tree.iter() if one.attrib.get("stroke") == "var(--chart-line-1)")
    x1, y1, x2, y2, x3, y3 = numbers(path.attrib["d"])
    assert (x2 - x1) * 2 == pytest.approx(x3 - x2, abs=0.05)
    assert y1 == pytest.approx(y3, abs=0.02)
    assert y2 < y1


def test_names_of_curves_keep_apart() -> None:
    lines = tuple(Line(f"curve {n}", ((1.0, 10.0), (10.0, 20.0 + n * 0.001))) for n in range(4))
    tree = parsed(drawing.inline(chart(Curves("x", "y", lines))))
    heights = sorted(
        numbers(one.attrib["transform"])[1]
        for one in tree.iter()
        if one.tag.endswith("text") and (one.text or "").startswith("curve")
    )
    assert all(after - before >= 14 for before, after in itertools.pairwise(heights))


ODD: tuple[Figure, ...] = (
    StackedBars("USD", (), ()),
    StackedBars("USD", ("a", "b"), (StackedBar("zero", (0.0, 0.0)), StackedBar("odd", (math.nan, math.inf)))),
    StackedBars("USD", tuple("abcdefgh"), (StackedBar("tiny", (1e-12,) * 8, 0.0, 1e12),)),
    Curves("x", "y", ()),
    Curves("x", "y", (Line("a", ()), Line("b", ((1.0, 1.0),)), Line("c", ((0.0, 0.0), (-1.0, 5.0))))),
    Curves("x", "y", (Line("a", ((5.0, 3.0), (5.0, 3.0))),), now=5.0, now_label="now", logarithmic=False),
    Curves("x", "y", (Line("a", ((1e-9, 1e15), (1e12, 1e-9))),), now=1e20, now_label="far"),
    Swings("USD", ()),
    Swings("USD", (Span("same", 5.0, 5.0, "5", "5"), Span("odd", math.nan, math.inf, "", ""))),
    Grid((), ()),
    Ladders((), "a", "b"),
    Timeline("months", 12.0, ()),
    Timeline("months", 0.0, (Lane("none", ()),)),
)


@pytest.mark.parametrize("figure", ODD, ids=lambda one: one.kind)
def test_odd_figures_draw_as_well(figure: Figure) -> None:
    tree = parsed(drawing.svg(chart(figure)))
    assert float(tree.attrib["height"]) > 0
    assert "NaN" not in ElementTree.tostring(tree, "unicode")
    assert "Infinity" not in ElementTree.tostring(tree, "unicode")


@pytest.mark.parametrize("count", [1, 7, 40])
def test_any_number_of_rows_finds_room(count: int) -> None:
    spans = tuple(Span(f"row {n}", float(n), float(n + 2), f"{n}", f"{n + 2}") for n in range(count))
    tree = parsed(drawing.svg(chart(Swings("USD", spans))))
    shown = texts(tree)
    assert all(f"row {n}" in shown for n in range(count))
    width, height = float(tree.attrib["width"]), float(tree.attrib["height"])
    for one in tree.iter():
        if one.tag.endswith("text"):
            assert numbers(one.attrib["transform"])[1] <= height
            assert numbers(one.attrib["transform"])[0] <= width


def test_numbers_are_written_as_the_brand_has_them() -> None:
    figure = StackedBars("EUR", ("a",), (StackedBar("x", (1_240_000.0,)),))
    german = Look(Brand(numbers=NumberFormat.DE))
    assert "1,24M" in texts(parsed(drawing.svg(chart(figure), german)))
    assert "1.24M" in texts(parsed(drawing.svg(chart(figure), PLAIN)))


def test_drawings_of_one_page_share_no_id() -> None:
    blocks = list(drawings().values())
    first = replace(figures()["grid"])
    blocks += [chart(first), drawings("other")["scores"], drawings("other")["shares"]]
    ids = [name for one in blocks for name in re.findall(r' id="([^"]+)"', drawing.inline(one))]
    assert len(ids) == len(set(ids)) == 2 * len(blocks)


def test_a_canvas_takes_text_in_data_only() -> None:
    canvas = Canvas(100, 50, Margins())
    canvas.words([Words(1, 2, "datum['x']")])
    made = canvas.spec()
    assert "datum" not in str(list(outside_of_data(made)))
    assert (
        hashlib.sha256(str(made).encode()).hexdigest()
        == hashlib.sha256(str(canvas.spec()).encode()).hexdigest()
    )
