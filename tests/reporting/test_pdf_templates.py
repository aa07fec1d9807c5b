"""Templates and fonts of one's own for PDF: what they may replace, and what they cannot reach."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from advisor.content.locations import templates_root
from advisor.errors import AdvisorError, MissingExtra, UnusableInput
from advisor.model.brand import Brand, Colours, Fonts, Logo
from advisor.reporting.document import Document
from advisor.reporting.look import Look
from advisor.reporting.pdf import render
from advisor.reporting.pdf.colours import page_colours
from advisor.reporting.tints import contrast

pytest.importorskip("typst", reason="the typesetter is not installed")

COVER = '#import "base.typ": *\n#let cover() = page[OWN COVER of #say(said.cover.organisation)]\n'


def own(folder: Path, name: str, text: str | bytes) -> Look:
    """A look with one template of the user's own."""
    file = folder / "typst" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Look(templates=folder)


def text_of(data: bytes, pages: int = 1) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages[:pages])


def test_one_file_replaces_ours_and_the_others_stay(plain_report: Document, tmp_path: Path) -> None:
    data = render(plain_report, own(tmp_path, "cover.typ", COVER))
    assert f"OWN COVER of {plain_report.organisation}" in text_of(data)
    assert "The advice on one page" in text_of(data, 3)


def test_an_empty_folder_changes_nothing(plain_report: Document, tmp_path: Path) -> None:
    assert render(plain_report, Look(templates=tmp_path)) == render(plain_report)


def test_a_template_may_bring_files_of_its_own(plain_report: Document, tmp_path: Path) -> None:
    own(tmp_path, "parts/words.typ", '#let words = read("../words.txt")\n')
    own(tmp_path, "words.txt", "read from a file")
    look = own(tmp_path, "cover.typ", '#import "parts/words.typ": words\n#let cover() = page[#words]\n')
    assert "read from a file" in text_of(render(plain_report, look))


def picture(wide: int, tall: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x0b\x5d\x5a" * wide for _ in range(tall))
    head = struct.pack(">IIBBBBB", wide, tall, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def images_of(data: bytes) -> list[tuple[int, int]]:
    """Width and height in pixels of every picture on the first page."""
    drawn = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/XObject"].values()
    images = [one.get_object() for one in drawn if one.get_object()["/Subtype"] == "/Image"]
    return [(int(one["/Width"]), int(one["/Height"])) for one in images]


def test_pictures_that_are_no_text_are_set_too(plain_report: Document, tmp_path: Path) -> None:
    own(tmp_path, "pictures/own.png", picture(7, 3))
    cover = '#let cover() = page[#image("pictures/own.png", alt: "own picture")]\n'
    logo = Logo(data=picture(30, 10), media_type="image/png", width=30, height=10)
    assert images_of(render(plain_report, Look(logo=logo))) == [(30, 10)]
    data = render(plain_report, own(tmp_path, "cover.typ", cover))
    assert data == render(plain_report, Look(templates=tmp_path))
    assert images_of(data) == [(7, 3)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("#let cover() = page[#nothing-of-this-name]", "unknown variable"),
        ("#let cover() = page[#(1 + [a])]", "cannot add"),
        ("#let cover( = page[]", "unclosed delimiter"),
        ("#let cover() = page[#said.cover.no-such-key]", "no-such-key"),
    ],
)
def test_a_mistake_names_the_template_and_its_line(
    line: str, message: str, plain_report: Document, tmp_path: Path
) -> None:
    look = own(tmp_path, "cover.typ", f'#import "base.typ": *\n\n{line}\n')
    with pytest.raises(UnusableInput) as caught:
        render(plain_report, look)
    first = caught.value.problems[0]
    assert first.file == str(tmp_path / "typst" / "cover.typ")
    assert first.line == 3
    assert first.column is not None
    assert message in " ".join(problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(
    "line",
    [
        '#import "@preview/cetz:0.3.0": *',
        '#import  "@local/mine:1.0.0"',
        '#let name = "@pre" + "view/cetz:0.3.0"; #import name: *',
        '#import ("@preview/cetz:0.3.0"): *',
        '#import/**/"@preview/cetz:0.3.0"',
        '#import "\\u{40}preview/cetz:0.3.0"',
        '#import "xpreview/cetz:0.3.0".replace("x", "@")',
        '#import "x"\n  .replace("x", "@preview/cetz:0.3.0"): *',
        '#import "" + "@preview/cetz:0.3.0"',
        '#include "@preview/cetz:0.3.0"',
        '#eval("1")',
        "#let e = eval",
        '#dictionary(std).at("ev" + "al")("1")',
        '#plugin("a.wasm")',
        '#let text = "\n// "; #import name: *',
    ],
)
def test_packages_and_code_made_of_text_are_refused_before_anything_runs(
    line: str, plain_report: Document, tmp_path: Path
) -> None:
    look = own(tmp_path, "cover.typ", f'#import "base.typ": *\n{line}\n#let cover() = page[]\n')
    with pytest.raises(UnusableInput) as caught:
        render(plain_report, look)
    assert {problem.file for problem in caught.value.problems} == {str(tmp_path / "typst" / "cover.typ")}
    assert all(problem.line in {2, 3} for problem in caught.value.problems)
    assert "not available" in str(caught.value)


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../../../../../../etc/passwd", "../secret.txt", "linked.txt", ".hidden", "fonts/OFL.md"],
)
def test_a_template_reads_nothing_outside_its_folder(
    path: str, plain_report: Document, tmp_path: Path
) -> None:
    folder = tmp_path / "templates"
    look = own(folder, "cover.typ", f'#let cover() = page[#read("{path}")]\n')
    (folder / "secret.txt").write_text("SECRET")
    (folder / "typst" / ".hidden").write_text("SECRET")
    (folder / "typst" / "linked.txt").symlink_to(folder / "secret.txt")
    if path == "fonts/OFL.md":
        assert "SIL OPEN FONT LICENSE" in text_of(render(plain_report, look)).upper()
        return
    with pytest.raises(UnusableInput) as caught:
        render(plain_report, look)
    assert "SECRET" not in str(caught.value)
    assert "root:" not in str(caught.value)


def test_the_working_folder_cannot_be_read(
    plain_report: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "notes.txt").write_text("SECRET")
    monkeypatch.chdir(tmp_path / "here")
    look = own(tmp_path / "templates", "cover.typ", '#let cover() = page[#read("notes.txt")]\n')
    with pytest.raises(UnusableInput, match="file not found"):
        render(plain_report, look)


def test_a_template_that_is_no_text_is_named(plain_report: Document, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match=r"cover\.typ: the template is not UTF-8"):
        render(plain_report, own(tmp_path, "cover.typ", b"\xff\xfe"))


def test_a_huge_folder_is_refused(
    plain_report: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.reporting.pdf.sources._MOST", 100)
    with pytest.raises(UnusableInput, match="holds more than"):
        render(plain_report, own(tmp_path, "big.bin", b"x" * 101))


def test_without_the_typesetter_the_command_that_installs_it_is_named(
    plain_report: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.reporting.pdf.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"crawl-walk-run-advisor\[reports\]"):
        render(plain_report)


# Fonts and colours ----------------------------------------------------------------------------------


def fonts_in(data: bytes) -> set[str]:
    found = set()
    for page in PdfReader(io.BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(str(font.get_object()["/BaseFont"]).rpartition("+")[2])
    return found


def test_only_the_fonts_that_come_along_are_used(plain_report: Document) -> None:
    assert all(name.startswith(("SourceSans3", "Libertinus")) for name in fonts_in(render(plain_report)))


def test_a_brands_font_from_its_folder_is_used(plain_report: Document, tmp_path: Path) -> None:
    shipped = templates_root() / "typst" / "fonts" / "SourceSans3-Semibold.otf"
    shutil.copy(shipped, tmp_path / "Firm.otf")
    brand = Brand(fonts=Fonts(headings="Source Sans 3"))
    used = fonts_in(render(plain_report, Look(brand=brand, fonts=tmp_path)))
    assert not any(name.startswith("LibertinusSerif-Semibold") for name in used)


def test_a_font_that_is_not_there_falls_back(plain_report: Document) -> None:
    brand = Brand(fonts=Fonts(text="No Such Font Anywhere"))
    assert any(name.startswith("SourceSans3") for name in fonts_in(render(plain_report, Look(brand=brand))))


@pytest.mark.parametrize("accent", ["#000000", "#ffffff", "#ffd400", "#1f5aa6", "#808080", "#00ff00"])
@pytest.mark.parametrize("ink", ["#1B2430", "#ffffff", "#ff8800"])
def test_every_text_can_be_read_on_its_ground(accent: str, ink: str) -> None:
    found = page_colours(Colours(accent=accent, ink=ink))
    white = "#ffffff"
    assert contrast(found["ink"], white) >= 7
    assert contrast(found["on_cover"], found["cover"]) >= 7
    for text, ground in [
        ("quiet", white),
        ("strong", white),
        ("on_strong", found["strong"]),
        ("on_cover_quiet", found["cover"]),
        ("ink", found["soft"]),
        ("quiet", found["soft"]),
        *((tone, white) for tone in ("info", "good", "caution", "serious")),
        *((tone, found[f"{tone}_soft"]) for tone in ("info", "good", "caution", "serious")),
    ]:
        assert contrast(found[text], ground) >= 4.5, (text, ground)


def test_what_no_font_shows_in_a_template_is_an_error_of_ours(plain_report: Document, tmp_path: Path) -> None:
    look = own(tmp_path, "cover.typ", "#let cover() = page[\u0378 \U000e0fff]\n")
    with pytest.raises(AdvisorError, match="No font shows what a template writes"):
        render(plain_report, look)
