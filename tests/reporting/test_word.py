"""The Word file: real styles and fields, text that stays text, a house template, the same bytes."""

from __future__ import annotations

import hashlib
import io
import itertools
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from advisor.content.assessments import load_assessment
from advisor.content.locations import bundled_packs
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.errors import UnusableInput
from advisor.model.brand import Brand, Colours, Logo
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document, build_document
from advisor.reporting.look import PLAIN, Look, Paper
from advisor.reporting.word import render
from tests.reporting.conftest import DATE, SHOWN

SOFFICE = shutil.which("soffice")


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """Everything that a reader sees, paragraph by paragraph, tables included."""
    body = opened(data).element.body
    return "\n".join(
        "".join(part.text or "\n" for part in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in body.iter(qn("w:p"))
    )


def bundled(example: str, persona: str, depth: Depth = Depth.FULL) -> Document:
    (folder,) = bundled_packs().values()
    loaded = load_assessment(folder / "examples" / f"{example}.yaml")
    pack, assessment = loaded.pack, loaded.assessment
    recommendation = recommend(pack, assessment)
    return build_document(
        pack,
        assessment,
        recommendation,
        persona,
        date=DATE,
        practices=next_practices(pack, assessment, recommendation, persona),
        roadmap=roadmap(pack, assessment, recommendation),
        depth=depth,
    )


def test_headings_are_headings_and_lead_from_level_to_level(plain_report):
    word = opened(render(plain_report))
    levels = [
        int(p.style.name.rpartition(" ")[2]) for p in word.paragraphs if p.style.name.startswith("Heading ")
    ]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    titles = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    wanted = [section.title for section in plain_report.sections]
    assert [title for title in titles if title in wanted] == wanted
    assert [f"Annex: {section.title}" for section in plain_report.annexes] == titles[
        -len(plain_report.annexes) :
    ]


def series_of(paragraph):
    """The form of the numbers that a heading has: ``decimal``, ``upperLetter``, or none."""
    used = paragraph._p.find(f".//{qn('w:numId')}")
    if used is None:
        return None
    numbering = paragraph.part.numbering_part.element
    (kind,) = numbering.xpath(f"w:num[@w:numId='{used.get(qn('w:val'))}']/w:abstractNumId/@w:val")
    (form,) = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl[@w:ilvl='0']/w:numFmt/@w:val")
    return form


def test_sections_have_numbers_and_annexes_letters_as_in_the_contents(plain_report):
    word = opened(render(plain_report))
    headings = {p.text: series_of(p) for p in word.paragraphs if p.style.name == "Heading 1"}
    assert {headings[section.title] for section in plain_report.sections} == {"decimal"}
    assert {headings[f"Annex: {section.title}"] for section in plain_report.annexes} == {"upperLetter"}
    assert headings["The advice on one page"] is None
    contents = [p.text for p in word.paragraphs if "PAGEREF" in p._p.xml]
    assert contents[0] == f"1\t{plain_report.sections[0].title}\t"
    assert contents[len(plain_report.sections)] == f"A\t{plain_report.annexes[0].title}\t"


def test_the_file_shows_no_other_files_preview(plain_report):
    with zipfile.ZipFile(io.BytesIO(render(plain_report))) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert "thumbnail" not in archive.read("_rels/.rels").decode()


def test_tables_have_header_rows_captions_and_names(plain_report):
    word = opened(render(plain_report))
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    numbers = [int(re.match(r"Table (\d+)", text)[1]) for text in captions if text.startswith("Table")]
    assert numbers == list(range(1, len(numbers) + 1))
    xml = word.element.xml
    assert xml.count("SEQ Table") == len(numbers)
    assert all(table._tbl.tblPr.find(qn("w:tblCaption")) is not None for table in word.tables)
    headed = [table for table in word.tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(headed) >= len(numbers)


def test_contents_and_page_numbers_are_fields(plain_report):
    word = opened(render(plain_report))
    assert 'TOC \\o "1-2"' in word.element.xml
    assert word.element.xml.count("PAGEREF s_") >= len(plain_report.sections)
    (fields,) = word.settings.element.findall(qn("w:updateFields"))
    assert fields.get(qn("w:val")) == "true"
    footer = word.sections[0].footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    anchors = set(re.findall(r'w:anchor="([^"]+)"', word.element.xml))
    names = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', word.element.xml))
    assert anchors
    assert anchors <= names


def test_a_brand_shows(plain_report):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="220" height="60"><path d="M0 0h9v9z"/></svg>'
    brand = Brand(
        firm="Weber & Partner",
        client="The Client",
        classification="Confidential",
        footer="Example Street 1",
        colours=Colours(accent="#7A1F3D"),
    )
    logo = Logo(data=svg, media_type="image/svg+xml", width=220, height=60)
    data = render(plain_report, Look(brand=brand, logo=logo, paper=Paper.LETTER))
    word = opened(data)
    assert "The Client" in text_of(data)
    assert "Confidential" in word.sections[0].header.paragraphs[0].text
    assert word.sections[0].footer.paragraphs[0].text.startswith("Example Street 1")
    assert "Weber & Partner" in text_of(data)
    assert round(word.sections[0].page_width.mm, 1) == 215.9
    pictures = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', word.element.xml)
    assert pictures[0] == "Weber &amp; Partner"
    assert word.core_properties.author == "Weber & Partner"


def test_every_picture_says_what_it_shows(plain_report):
    word = opened(render(plain_report))
    pictures = re.findall(r"<wp:docPr ([^>]*)/?>", word.element.xml)
    assert pictures
    assert all(re.search(r'descr="[^"]{20,}"', one) for one in pictures)
    ids = re.findall(r'<wp:docPr [^>]*?id="(\d+)"', word.element.xml)
    assert len(ids) == len(set(ids))


def test_captions_stay_with_the_table_below_or_the_picture_above(plain_report):
    word = opened(render(plain_report))
    captions = [p for p in word.paragraphs if p.style.name == "Caption"]
    figures = [p for p in captions if p.text.startswith("Figure")]
    assert figures
    assert {p.paragraph_format.keep_with_next for p in figures} == {False}
    assert {p.paragraph_format.keep_with_next for p in captions if p.text.startswith("Table")} == {None}
    assert word.styles["Caption"].paragraph_format.keep_with_next


def test_hostile_text_is_only_text(hostile_report):
    data = render(hostile_report)
    shown = text_of(data)
    for part in SHOWN:
        assert part in shown
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".rels")]
    assert not [text for text in links if "External" in text]
    instructions = re.findall(r"<w:instrText[^>]*>([^<]*)<", opened(data).element.xml)
    assert {code.split()[0] for code in instructions} <= {"TOC", "SEQ", "PAGE", "PAGEREF", "NUMPAGES"}


def test_a_house_template_decides_how_it_looks(plain_report, tmp_path):
    house = docx.Document()
    house.styles["Heading 1"].font.size = Pt(33)
    house.sections[0].left_margin = Mm(41)
    house.sections[0].header.paragraphs[0].text = "House of Weber"
    house.add_paragraph("Text of the template, which is not wanted")
    path = tmp_path / "house.docx"
    house.save(path)
    word = opened(render(plain_report, Look(word_template=path.read_bytes())))
    assert word.styles["Heading 1"].font.size == Pt(33)
    assert round(word.sections[0].left_margin.mm) == 41
    assert word.sections[0].header.paragraphs[0].text == "House of Weber"
    assert "not wanted" not in "\n".join(p.text for p in word.paragraphs)
    with pytest.raises(UnusableInput):
        render(plain_report, Look(word_template=b"PK but no archive"))


def test_the_same_report_gives_the_same_bytes_in_any_process(plain_report):
    first = render(plain_report)
    assert render(plain_report) == first
    code = (
        "import hashlib\n"
        "from tests.reporting.test_word import bundled\n"
        "from advisor.reporting.word import render\n"
        "print(hashlib.sha256(render(bundled('call-transcripts', 'finance'))).hexdigest())\n"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(render(bundled("call-transcripts", "finance"))).hexdigest()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_brief_fits_two_pages_and_a_full_report_opens(tmp_path):
    for example in ("regional-hospital", "call-transcripts"):
        (tmp_path / f"{example}.docx").write_bytes(render(bundled(example, "finance", Depth.BRIEF), PLAIN))
    (tmp_path / "full.docx").write_bytes(render(bundled("call-transcripts", "finance")))
    files = sorted(str(path) for path in tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
    )
    for example in ("regional-hospital", "call-transcripts"):
        assert len(pypdf.PdfReader(tmp_path / f"{example}.pdf").pages) <= 2
    pages = pypdf.PdfReader(tmp_path / "full.pdf").pages
    assert len(pages) > 5
    assert all(page.extract_text().strip() for page in pages)
