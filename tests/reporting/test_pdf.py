"""Reports as PDF, read back with pypdf and pdftotext: structure, metadata, text, pages, bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.model.assessment import Assessment
from advisor.model.brand import Brand, DateFormat, Logo
from advisor.model.pack import Pack
from advisor.reporting.blocks import Cell, Column, Section, Table
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look, Paper
from advisor.workflows.score import score_file
from tests.reporting.conftest import SHOWN, report
from tests.reporting.test_brief import made

pytest.importorskip("typst", reason="the typesetter is not installed")

from advisor.reporting.pdf import render

(FOLDER,) = bundled_packs().values()
EXAMPLES = {example.path.stem: example.path for example in bundled_examples(FOLDER)}
PDFTOTEXT = shutil.which("pdftotext")
BRAND = Brand(
    firm="Ashdown & Vale",
    client="The Trust",
    classification="Confidential",
    footer="Ashdown & Vale, Anytown",
    dates=DateFormat.LONG,
)
DOT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10">'
    b'<circle cx="5" cy="5" r="4" fill="#0b5d5a"/></svg>'
)


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """All text as one reads it, without the invisible places where long words may break."""
    found = "\n".join(page.extract_text() for page in read(data).pages)
    return " ".join(found.replace("\u200b", "").replace("\u00a0", " ").split())


def elements(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The structure that a screen reader walks, from the root."""
    root = reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if not isinstance(one, DictionaryObject):
            continue
        if "/S" in one:
            yield one
        inside = one.get("/K")
        if isinstance(inside, ArrayObject):
            waiting += list(inside)
        elif isinstance(inside, DictionaryObject):
            waiting.append(inside)


def bookmarks(reader: PdfReader) -> list[str]:
    def flat(items: list[object]) -> Iterator[str]:
        for one in items:
            if isinstance(one, list):
                yield from flat(one)
            elif isinstance(one, DictionaryObject):
                yield str(one["/Title"])

    return list(flat(list(reader.outline)))


def titles(sections: tuple[Section, ...]) -> Iterator[str]:
    for one in sections:
        yield one.title
        yield from titles(one.sections)


@pytest.fixture(scope="module")
def hospital(bundled_pack: Pack) -> Document:
    assessment = score_file(EXAMPLES["regional-hospital"], pack=bundled_pack).loaded.assessment
    return made(bundled_pack, assessment, "finance", prepared_by="Ada Kühn")


@pytest.fixture(scope="module")
def hospital_pages(hospital_pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read(hospital_pdf).pages]


@pytest.fixture(scope="module")
def hospital_pdf(hospital: Document) -> bytes:
    logo = Logo(data=DOT, media_type="image/svg+xml", width=40, height=10)
    return render(hospital, Look(brand=BRAND, logo=logo))


def test_metadata_language_and_standard(hospital: Document, hospital_pdf: bytes) -> None:
    reader = read(hospital_pdf)
    root = reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert reader.metadata is not None
    assert reader.metadata.title == hospital.title
    assert reader.metadata.author == "Ada Kühn, Ashdown & Vale"
    assert reader.metadata.subject == hospital.headline
    assert str(root["/Lang"]).startswith(hospital.language)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in hospital_pdf


@pytest.mark.parametrize("depth", list(Depth))
def test_an_independent_checker_finds_nothing_against_pdf_ua(
    depth: Depth, hospital: Document, hospital_pdf: bytes
) -> None:
    checker = pytest.importorskip("page", reason="page-validation is not installed")
    data = hospital_pdf
    if depth is Depth.BRIEF:
        data = render(made(hospital.content, hospital.answers, depth=depth), Look(brand=BRAND))
    found = checker.validate_pdf_bytes(data, profile="ua1")
    assert found.rules.total > 100
    assert [(one.rule_id, one.message) for one in found.failures] == []


def test_every_section_is_bookmarked_in_order_and_listed_with_its_page(
    hospital: Document, hospital_pdf: bytes, hospital_pages: list[str]
) -> None:
    reader = read(hospital_pdf)
    marks = [re.sub(r"^(\d+|[A-Z]) ", "", mark) for mark in bookmarks(reader)]
    expected = [
        "The advice on one page", "Contents", *titles(hospital.sections), "Annex", *titles(hospital.annexes)
    ]  # fmt: skip
    assert marks == expected
    for number, section in enumerate(hospital.sections, start=1):
        listed = re.search(rf"{number} {re.escape(section.title)} (\d+)", hospital_pages[2])
        assert listed, section.title
        assert section.title in hospital_pages[int(listed[1]) - 1]


def test_pages_are_numbered_and_carry_heads_and_classification(hospital_pages: list[str]) -> None:
    whole = len(hospital_pages)
    assert whole > 10
    for number, text in enumerate(hospital_pages, start=1):
        assert "Confidential" in text
        if number > 1:
            assert f"{number} of {whole}" in text
            assert "Ashdown & Vale, Anytown" in text
            assert "Klinikverbund Auental (invented), Germany · Infrastructure model" in text


def test_the_cover_and_the_page_of_advice(hospital: Document, hospital_pages: list[str]) -> None:
    cover, advice = hospital_pages[:2]
    for said in ("The Trust", "Ada Kühn, Ashdown & Vale", "1 March 2026", hospital.persona_title):
        assert said in cover
    assert hospital.organisation in cover
    page = hospital.executive
    wanted = [figure.value for figure in page.figures]
    wanted += [one.text for one in (*page.risks, *page.steps, *page.reasons)] + [one.do for one in page.risks]
    squeezed = advice.replace("-", "").replace(" ", "")
    for said in wanted:
        assert said.replace("-", "").replace(" ", "") in squeezed


def test_tables_headings_lists_and_alternatives_are_tagged(hospital: Document, hospital_pdf: bytes) -> None:
    found = list(elements(read(hospital_pdf)))
    kinds = [str(one["/S"]) for one in found]
    tables = sum(isinstance(block, Table) and bool(block.rows) for block in blocks_of(hospital))
    assert kinds.count("/Table") == tables
    assert kinds.count("/THead") == tables
    assert {"/H1", "/H2", "/L", "/LI", "/TH", "/TD", "/TOC", "/Link", "/Title", "/Figure"} <= set(kinds)
    figures = [one for one in found if one["/S"] == "/Figure"]
    assert all(str(one.get("/Alt", "")).strip() for one in figures)
    said = {str(one["/Alt"]) for one in figures}
    assert "Logo of Ashdown & Vale" in said
    bars = {bar.alternative for block in blocks_of(hospital) if block.kind == "scores" for bar in block.bars}
    assert bars
    assert bars <= said


def blocks_of(document: Document) -> Iterator[object]:
    def within(sections: tuple[Section, ...]) -> Iterator[object]:
        for one in sections:
            yield from one.blocks
            yield from within(one.sections)

    yield from within((*document.sections, *document.annexes))


def test_every_answer_note_and_evidence_and_the_packs_hash_are_there(
    hospital: Document, hospital_pages: list[str]
) -> None:
    text = "".join(hospital_pages).replace("\u200b", "").replace("-", "").replace(" ", "")
    answers = [*hospital.answers.answers.values()]
    answers += [one for each in hospital.answers.workloads for one in each.answers.values()]
    written = [said for one in answers for said in (one.note, one.evidence) if said]
    assert written
    for said in written:
        assert " ".join(said.split()).replace("-", "").replace(" ", "") in text
    assert hospital.pack.sha256 in text
    for credit in hospital.credits:
        assert credit.title.replace("-", "").replace(" ", "") in text


def test_links_lead_into_the_report_or_to_the_works_that_it_credits(
    hospital: Document, hospital_pdf: bytes
) -> None:
    links = [
        annotation.get_object()
        for page in read(hospital_pdf).pages
        for annotation in page.get("/Annots", ArrayObject()).get_object()
    ]
    outside = {str(link["/A"]["/URI"]) for link in links if "/A" in link and "/URI" in link["/A"]}
    assert outside == {url for one in hospital.credits for url in (one.url, one.licence_url) if url}
    inside = [link for link in links if "/Dest" in link or link["/A"]["/S"] == "/GoTo"]
    assert len(inside) > len(hospital.sections)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
@pytest.mark.parametrize("depth", list(Depth))
def test_paper(
    paper: Paper, size: tuple[int, int], depth: Depth, small_pack: Pack, plain_assessment: Assessment
) -> None:
    reader = read(render(made(small_pack, plain_assessment, depth=depth), Look(paper=paper)))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {size}


def test_the_same_document_gives_the_same_bytes_in_another_process(
    plain_report: Document, small_pack_folder: Path, tmp_path: Path
) -> None:
    here = render(plain_report)
    assert render(plain_report) == here
    script = (
        "import sys, pickle, pathlib\n"
        "from tests.reporting.conftest import report\n"
        "from advisor.content.packs import load_pack\n"
        "from advisor.content.assessments import load_assessment\n"
        "from advisor.reporting.pdf import render\n"
        f"folder = pathlib.Path({str(small_pack_folder)!r})\n"
        "answers = load_assessment(folder / 'examples' / 'corner-bistro.yaml').assessment\n"
        "made = render(report(load_pack(folder), answers))\n"
        f"pathlib.Path({str(tmp_path / 'there.pdf')!r}).write_bytes(made)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
    assert (tmp_path / "there.pdf").read_bytes() == here


def test_the_date_is_the_documents_or_none(plain_report: Document) -> None:
    dated = read(render(plain_report)).metadata
    undated = read(render(replace(plain_report, date=None))).metadata
    assert dated is not None
    assert undated is not None
    assert dated.creation_date is not None
    assert dated.creation_date.date().isoformat() == plain_report.date
    assert undated.creation_date is None


# Text is data ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_pdf(hostile_report: Document) -> bytes:
    return render(hostile_report, Look(brand=Brand(firm="#eval(1) <l> @r", footer="= $x$ \\ `c`")))


@pytest.fixture(scope="module")
def hostile_text(hostile_pdf: bytes) -> str:
    return text_of(hostile_pdf)


def test_hostile_text_is_shown_letter_by_letter(hostile_text: str) -> None:
    text = hostile_text
    for part in SHOWN:
        # Pictures and scripts for which this machine has no font stand there in words or codes.
        for piece in re.findall(r"[\x21-\x7e]+", part):
            assert piece in text
    assert "7006652" not in text
    assert "#eval(1) <l> @r" in text
    assert "= $x$ \\ `c`" in text
    assert "\u202e" not in text


def test_foreign_letters_are_shown_or_named(hostile_text: str) -> None:
    text = hostile_text
    assert "中文" in text or "[U+4E2D][U+6587]" in text
    assert "👧" in text or "girl]" in text
    assert "ب" in text


@pytest.mark.skipif(PDFTOTEXT is None, reason="poppler-utils is not installed")
def test_a_word_of_ten_thousand_letters_breaks_and_stays_on_the_page(hostile_pdf: bytes) -> None:
    found = subprocess.run(
        [str(PDFTOTEXT), "-bbox", "-", "-"], input=hostile_pdf, capture_output=True, check=True, timeout=120
    ).stdout.decode(errors="replace")
    right = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', found)]
    assert max(right) < 596
    words = re.findall(r">([^<]*)</word>", found)
    assert sum(word.count("W") for word in words if "WWW" in word) >= 10_000


@pytest.mark.skipif(PDFTOTEXT is None, reason="poppler-utils is not installed")
def test_popplers_tools_have_nothing_to_complain_of(hospital_pdf: bytes) -> None:
    done = subprocess.run(
        [str(PDFTOTEXT), "-l", "1", "-", "-"], input=hospital_pdf, capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""


def test_hostile_text_changes_no_structure(plain_report: Document, hostile_pdf: bytes) -> None:
    def shape(data: bytes) -> dict[str, int]:
        kinds = [str(one["/S"]) for one in elements(read(data))]
        # Rows are left out: with more to say beneath its heading, one becomes a card of two.
        wanted = ("/Table", "/THead", "/TH", "/H1", "/H2", "/H3", "/LI", "/Formula", "/Code", "/Note")
        return {kind: kinds.count(kind) for kind in wanted}

    assert shape(render(plain_report)) == shape(hostile_pdf)


def test_hostile_text_makes_no_link_that_leaves_the_report(hostile_pdf: bytes) -> None:
    assert b"/URI" not in hostile_pdf


# Long and empty -------------------------------------------------------------------------------------


def test_nothing_answered_is_still_a_report(bundled_pack: Pack) -> None:
    kind = bundled_pack.manifest.workload_kinds[0].id
    empty = Assessment.model_validate(
        {"id": "e", "pack": bundled_pack.id, "organisation": "E", "workloads": [{"id": "w", "kind": kind}]}
    )
    assert "Too little is known yet: " in text_of(render(report(bundled_pack, empty)))


def test_a_long_table_repeats_its_header_on_every_page(plain_report: Document) -> None:
    rows = tuple((Cell(f"Row {number}"), Cell("words " * 40)) for number in range(120))
    table = Table("Long", (Column("a", "Heading of rows"), Column("b", "Heading of words")), rows)
    section = Section("long", "Long section", (table,))
    reader = read(render(replace(plain_report, sections=(section,), annexes=())))
    pages = [page.extract_text() for page in reader.pages]
    holding = [text for text in pages if re.search(r"Row \d+", text)]
    assert len(holding) > 4
    for text in holding:
        assert "Heading of words" in text
        # A row does not part: as many headings of rows as whole cells of words.
        assert text.count("Row ") * 40 == text.count("words") - text.count("of words")


def test_a_row_taller_than_a_page_parts_instead_of_being_cut_off(plain_report: Document) -> None:
    rows = ((Cell("Row"), Cell(" ".join(f"w{number}" for number in range(6000)))),)
    table = Table("Tall", (Column("a", "A"), Column("b", "B")), rows)
    text = text_of(render(replace(plain_report, sections=(Section("t", "T", (table,)),), annexes=())))
    assert "w0 " in text
    assert "w5999" in text


@pytest.mark.parametrize("paper", list(Paper))
def test_every_example_is_a_brief_of_at_most_two_pages(bundled_pack: Pack, paper: Paper) -> None:
    for name, path in EXAMPLES.items():
        assessment = score_file(path, pack=bundled_pack).loaded.assessment
        for persona in (bundled_pack.personas[0].id, bundled_pack.personas[-1].id):
            brief = made(bundled_pack, assessment, persona, depth=Depth.BRIEF, prepared_by="A. Kühn")
            pages = read(render(brief, Look(paper=paper, brand=BRAND))).pages
            assert len(pages) <= 2, (name, persona)
            assert brief.headline.split()[0] in pages[0].extract_text()


def test_a_brief_of_many_workloads_and_of_hostile_texts_fits_too(
    bundled_pack: Pack, hostile_report: Document
) -> None:
    assessment = score_file(EXAMPLES["regional-hospital"], pack=bundled_pack).loaded.assessment
    many = tuple(
        one.model_copy(
            update={"id": f"{one.id}-{number}" if number else one.id, "title": f"{one.title} {number}"}
        )
        for number in range(8)
        for one in assessment.workloads
    )
    brief = made(bundled_pack, assessment.model_copy(update={"workloads": many}), depth=Depth.BRIEF)
    hostile = made(hostile_report.content, hostile_report.answers, depth=Depth.BRIEF)
    for document in (brief, hostile):
        data = render(document)
        assert len(read(data).pages) <= 2
    assert "more in the full report" in text_of(render(brief))


def test_a_brief_has_no_cover_but_says_where_it_comes_from(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    brief = made(small_pack, plain_assessment, depth=Depth.BRIEF, prepared_by="Ada Kühn")
    text = text_of(render(brief, Look(brand=BRAND)))
    for said in (brief.organisation, "Ada Kühn", "1 March 2026", brief.pack.sha256, "1 of "):
        assert said in text
    assert "Contents" not in text


def test_without_the_annex_the_colophon_still_credits(small_pack: Pack, plain_assessment: Assessment) -> None:
    document = made(small_pack, plain_assessment, annex=False)
    text = text_of(render(document, PLAIN))
    assert "Annex" not in text
    assert document.pack.sha256 in text
    assert all(credit.author in text for credit in document.credits)
