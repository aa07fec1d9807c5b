"""A firm's brand file: strict, with every problem at its place, and pictures that are what they say."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from advisor.content.brand import BEGINNING, load_brand
from advisor.content.pictures import NotAPicture, picture
from advisor.errors import UnusableInput
from advisor.model.brand import Brand

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 60"><path d="M0 0 L9 9"/></svg>'


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height))))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    application = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + application + frame + b"\xff\xd9"


def problems(folder: Path, text: str) -> list[tuple[int | None, int | None, str]]:
    (folder / "brand.yaml").write_text(text, "utf-8")
    with pytest.raises(UnusableInput) as caught:
        load_brand(folder / "brand.yaml")
    return [(one.line, one.column, f"{one.message} {one.hint or ''}") for one in caught.value.problems]


def test_the_file_to_start_from_can_be_used_as_it_is(tmp_path):
    (tmp_path / "brand.yaml").write_text(BEGINNING, "utf-8")
    assert load_brand(tmp_path / "brand.yaml").brand == Brand(firm="Your firm")


def test_the_logo_and_the_fonts_beside_the_file_come_with_it(tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "logo.svg").write_bytes(SVG)
    (tmp_path / "brand.yaml").write_text("logo: logo.svg\nnumbers: de\n", "utf-8")
    loaded = load_brand(tmp_path / "brand.yaml")
    assert loaded.logo is not None
    assert (loaded.logo.media_type, loaded.logo.width, loaded.logo.height) == ("image/svg+xml", 220, 60)
    assert loaded.fonts == tmp_path / "fonts"


def test_all_problems_come_at_once_with_place_and_way_out(tmp_path):
    text = 'frim: A\ncolours: {accent: "#fff"}\nnumbers: deu\nfonts: {text: "a;b"}\nlogo: nothing.png\n'
    found = problems(tmp_path, text)
    assert [place[:2] for place in found] == [(1, 1), (2, 19), (3, 10), (4, 15), (5, 7)]
    wanted = (
        "did you mean “firm”",
        "six hexadecimal digits",
        "did you mean “de”",
        "name of a font",
        "nothing.png",
    )
    for (_, _, said), words in zip(found, wanted, strict=True):
        assert words in said


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        ("../logo.svg", "outside"),
        ("/etc/passwd", "outside"),
        ("none.png", "no such file"),
        ("text.png", "no PNG, JPEG or SVG"),
    ],
)
def test_a_logo_that_cannot_be_used_is_named_at_its_line(tmp_path, logo, words):
    (tmp_path / "logo.svg").write_bytes(SVG)
    folder = tmp_path / "brand"
    folder.mkdir()
    (folder / "text.png").write_text("hello", "utf-8")
    ((line, column, said),) = problems(folder, f"firm: A\nlogo: {logo}\n")
    assert (line, column) == (2, 7)
    assert words in said


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (png(3, 2), ("image/png", 3, 2)),
        (jpeg(40, 30), ("image/jpeg", 40, 30)),
        (SVG, ("image/svg+xml", 220, 60)),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" width="3cm" height="1.5cm"/>',
            ("image/svg+xml", 300, 150),
        ),
    ],
)
def test_a_picture_is_known_by_its_bytes(data, found):
    got = picture(data)
    assert (got.media_type, got.width, got.height) == found


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="http://evil.example/x.png"/>',
        '<rect onload="alert(1)"/>',
        '<rect fill="url(http://evil.example/#a)"/>',
        '<a href="javascript:alert(1)"><rect/></a>',
        "<style>@import 'http://evil.example/x.css';</style>",
        "<foreignObject><b>x</b></foreignObject>",
    ],
)
def test_a_drawing_that_would_run_or_fetch_something_is_refused(inside):
    with pytest.raises(NotAPicture):
        picture(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode())


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9">&a;</svg>',
        b"<svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png(3, 2)[:20],
        jpeg(3, 2)[:24],
        png(0, 5),
        b"",
    ],
)
def test_a_broken_or_endless_picture_is_refused(data):
    with pytest.raises(NotAPicture):
        picture(data)
