"""The workbook as other programs see it: texts are data, sheets are usable, bytes are always the same."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from advisor.content.pictures import picture
from advisor.errors import MissingExtra
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.brand import Brand
from advisor.model.pack import Pack
from advisor.reporting import words
from advisor.reporting.look import PLAIN, Look, Paper
from advisor.reporting.plain import visible
from advisor.reporting.xlsx import render
from advisor.reporting.xlsx.questionnaire import questionnaire
from tests.reporting.conftest import SHOWN
from tests.reporting.office import convert, needs_office
from tests.reporting.sheets import costed_report, opened, report, rows

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "\t=1+1",
    "\r=1+1",
    "{=1+1}",
    '=HYPERLINK("http://evil.example")',
    "http://evil.example",
    "mailto:a@evil.example",
    "internal:Rules!A1",
    "external:c:\\secret.xlsx",
    "\x00\x01\x0b\x1b\x1f\ufffe\uffff\ud800",
    "_x0041_ _x000D_",
    "&P &N &A &&",
    "\u202egnp.exe \u2066",
    "👩‍👩‍👧 中文 العربية",
    "W" * 10_000,
    "]]> <!-- & < > \" '",
    "{{ 7*7 }} #eval <script>alert(1)</script>",
)


def bare(pack: Pack, **more: object) -> Assessment:
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    base = Assessment(
        id="a", pack=pack.id, organisation="Ours", workloads=(Workload(id="one", kind=kinds[0]),)
    )
    return base.model_copy(update=more)


def texts(book: Workbook) -> list[str]:
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return [str(cell.value) for cell in cells if cell.value is not None and cell.data_type == "s"]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Texts ------------------------------------------------------------------------------------------------


def test_every_hostile_text_of_every_file_is_shown_and_nothing_is_computed_from_it(hostile_report):
    data = render(hostile_report)
    formulas = [
        str(cell.value)
        for sheet in opened(data, values=False)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas and not [each for each in formulas if "evil" in each or "1234" in each or "cmd" in each]
    shown = "\n".join(texts(opened(data)))
    missing = [each for each in SHOWN if each not in shown]
    assert missing == []
    assert not any(name.startswith("xl/externalLinks") for name in parts(data))
    assert b'TargetMode="External"' not in b"".join(parts(data).values())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_could_do_harm_is_a_text(text, small_pack):
    answers = {
        question.id: Answer(state=AnswerState.NOT_APPLICABLE, reason=text, note=text, evidence=text)
        for question in small_pack.questions
        if question.scope == "organisation"
    }
    assessment = bare(small_pack, organisation=text, title=text, answers=answers)
    workload = assessment.workloads[0].model_copy(update={"title": text})
    assessment = assessment.model_copy(update={"workloads": (workload,)})
    brand = Brand.model_construct(**{**dict(Brand()), "firm": text[:200], "classification": text[:200]})
    look = Look(brand=brand)
    data = render(report(small_pack, assessment), look)
    book = opened(data, values=False)
    cell = next(c for row in book["Answers"].iter_rows() for c in row if c.value == "organisation/keepers")
    note = book["Answers"].cell(cell.row, 7)
    assert note.data_type == "s"
    assert str(note.value)[:60] == re.sub("[\ufffe\uffff]", "�", visible(text))[:60].replace("x005F_", "")
    for name, content in parts(data).items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)
    for sheet in opened(questionnaire(small_pack, assessment.model_copy(update={"answers": {}}), look)):
        assert len(sheet.title) <= 31


def test_a_text_longer_than_a_cell_is_cut_with_a_mark(small_pack):
    note = "A" * 40_000
    (name, *_) = [each.id for each in small_pack.questions if each.scope == "organisation"]
    answers = {name: Answer(state=AnswerState.UNKNOWN, note=note, evidence="🚀" * 20_000)}
    found = texts(opened(render(report(small_pack, bare(small_pack, answers=answers)))))
    cut = [each for each in found if "cut here" in each]
    assert len(cut) == 2
    assert all(len(each.encode("utf-16-le")) // 2 <= 32_767 for each in cut)
    assert cut[0].startswith("A" * 32_000)


def test_headers_hold_orders_of_ours_only(small_pack):
    brand = Brand(classification="&P & secret", footer="&A&Z", firm="A & B")
    for sheet in opened(render(report(small_pack, bare(small_pack)), Look(brand=brand))):
        if sheet.sheet_state == "visible":
            assert "&&P && secret" in (sheet.oddHeader.right.text or "")
            assert "&&A&&Z" in (sheet.oddFooter.left.text or "")


# Bytes ------------------------------------------------------------------------------------------------


def test_the_same_report_is_the_same_bytes_in_every_process(tmp_path):
    data = render(costed_report())
    script = (
        "import hashlib, sys\n"
        "from advisor.reporting.xlsx import render\n"
        "from tests.reporting.sheets import costed_report\n"
        "print(hashlib.sha256(render(costed_report())).hexdigest())\n"
    )
    seen = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path)), "TZ": f"UTC-{seed}"},
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert data == render(costed_report())


def test_the_day_is_the_documents_own(small_pack):
    dated = report(small_pack, bare(small_pack))
    created = opened(render(dated)).properties.created
    assert (created.year, created.month, created.day) == (2026, 3, 1)
    assert opened(render(replace(dated, date=None))).properties.created.year == 1980


def test_without_the_library_the_command_that_installs_it_is_named(small_pack, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=re.escape("crawl-walk-run-advisor[reports]")):
        render(report(small_pack, bare(small_pack)))


# Use --------------------------------------------------------------------------------------------------


def test_every_sheet_prints_and_scrolls_as_a_table_should():
    book = opened(render(costed_report(), Look(paper=Paper.LETTER)))
    names = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert names == [
        "Summary",
        "Answers",
        "Scores",
        "KPIs",
        "TCO",
        "Break-even",
        "Inputs",
        "Calculation",
        "Rules",
    ]
    for sheet in (book[name] for name in names):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.page_setup.paperSize == 1
        assert "Page &P of &N" in sheet.oddFooter.right.text
        if sheet.title not in ("Summary",):
            assert sheet.freeze_panes, sheet.title
    for name in ("Answers", "KPIs", "Inputs", "Rules"):
        assert book[name].print_title_rows, name
    assert {"Answers", "Discount_rate", "Try_out", "KPI_values"} <= set(book.defined_names)


def test_only_input_cells_can_be_changed_and_there_is_no_password():
    book = opened(render(costed_report()))
    for name in ("Answers", "Scores", "Rules", "KPIs", "TCO"):
        sheet = book[name]
        assert sheet.protection.sheet and sheet.protection.password is None
        unlocked = [c for row in sheet.iter_rows() for c in row if not c.protection.locked]
        assert bool(unlocked) is (name not in ("Scores", "Rules"))
        assert all(cell.fill.fgColor.rgb == "FFFFF6D5" for cell in unlocked)
        assert not any(cell.data_type == "f" for cell in unlocked)


def test_every_question_offers_its_options_in_a_drop_down():
    document = costed_report()
    book = opened(render(document), values=False)
    sheet = book["Answers"]
    validated = {
        str(area): validation
        for validation in sheet.data_validations.dataValidation
        for area in validation.cells
    }
    lists = book["Lists"]
    seen = 0
    for row in sheet.iter_rows(min_row=5):
        key = str(row[0].value).split("/")
        question = document.content.question_by_id[key[1] if key[0] == "organisation" else key[2]]
        validation = validated[row[4].coordinate]
        assert validation.type == "list"
        if question.type == "single":
            area = validation.formula1.removeprefix("Lists!").replace("$", "")
            offered = [cell.value for line in lists[area] for cell in line]
            assert offered[:-2] == [option.label for option in question.options]
            assert offered[-2:] == ["Unknown", "Does not apply"]
            seen += 1
    assert seen > 30


def test_charts_have_words_for_who_cannot_see_them():
    found = parts(render(costed_report()))
    drawings = [text.decode() for name, text in found.items() if name.startswith("xl/drawings/drawing")]
    told = [text for each in drawings for text in re.findall(r'<xdr:cNvPr [^>]*descr="([^"]*)"', each)]
    charts = [name for name in found if name.startswith("xl/charts/chart")]
    assert len(told) == len(charts) == 5
    assert all(len(each) > 60 for each in told)


def test_a_firms_colours_logo_and_day_are_on_the_first_sheet(small_pack):
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301"
        "0100c9fe92ef0000000049454e44ae426082"
    )
    brand = Brand.model_validate(
        {
            "firm": "Firm",
            "client": "Client",
            "classification": "Confidential",
            "colours": {"accent": "#8A1538"},
            "fonts": {"text": "Verdana"},
            "dates": "dotted",
        }
    )
    data = render(report(small_pack, bare(small_pack)), Look(brand=brand, logo=picture(dot)))
    sheet = opened(data)["Summary"]
    found = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {"Client", "Prepared by Firm", "Confidential"} <= found.keys()
    assert found["2026-03-01 00:00:00"].number_format == "dd.mm.yyyy"
    assert found["Workload"].fill.fgColor.rgb == "FF8A1538"
    assert found["Workload"].font.name == "Verdana"
    assert [name for name in parts(data) if name.startswith("xl/media/")] == ["xl/media/image1.png"]


def test_a_logo_of_lines_becomes_dots(small_pack):
    drawn = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><rect width="80" height="20"/></svg>'
    )
    data = render(report(small_pack, bare(small_pack)), Look(logo=picture(drawn)))
    assert [name for name in parts(data) if name.startswith("xl/media/")] == ["xl/media/image1.png"]


def test_where_there_are_no_costs_the_sheet_says_how_to_get_them(small_pack):
    book = opened(render(report(small_pack, bare(small_pack))))
    assert any("advisor tco" in each for each in texts(book))
    assert "Break-even" not in book.sheetnames


def test_costs_add_up_as_the_estimate_has_them():
    document = costed_report()
    estimate = document.estimate
    assert estimate is not None
    sheet = opened(render(document))["TCO"]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    years = [f"Year {number}" for number in range(1, estimate.years + 1)]
    top = next(at for at, row in enumerate(table) if row[0] == "All workloads")
    titles = table[top + 1]
    # Ways to come by a model stand in a table of their own, under the same titles.
    end = next(at for at, row in enumerate(table) if row[0] == "All workloads by kind of cost")
    rows = {row[0]: row for row in table[top + 2 : end]}
    assert len(rows) >= len(estimate.totals)
    for each in estimate.totals:
        found = dict(zip(titles, rows[each.title], strict=True))
        assert found["Alternative"] == each.title
        assert [round(found[year], 2) for year in years] == [float(year) for year in each.years]
        assert round(found["Total"], 2) == float(each.total)
        assert found["Present value"] == pytest.approx(float(each.present_value), abs=0.05)
    for workload in estimate.workloads:
        top = next(at for at, row in enumerate(table) if row[0] == workload.title)
        for cost, row in zip(workload.alternatives, table[top + 2 :], strict=False):
            found = dict(zip(table[top + 1], row, strict=True))
            assert round(found["Total"], 2) == float(cost.total)
            assert found["Present value"] == pytest.approx(float(cost.present_value), abs=0.01)
            cheapest = cost.id in workload.cheapest.values()
            assert (found["More than cheapest"] == 0) is cheapest


@needs_office
def test_trying_out_a_change_moves_totals_and_present_values(tmp_path):
    document = costed_report()
    estimate = document.estimate
    assert estimate is not None
    book = opened(render(document), values=False)
    sheet = book["TCO"]
    rate = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Discount rate a year")
    people = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "People")
    sheet.cell(rate.row, 2).value = 0.1
    sheet.cell(people.row, 2).value = 0.5
    book.save(tmp_path / "tried.xlsx")
    out = convert([tmp_path / "tried.xlsx"], "xlsx", tmp_path)
    table = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(out / "tried.xlsx", data_only=True)["TCO"].iter_rows()
    ]
    workload = estimate.workloads[0]
    top = next(at for at, row in enumerate(table) if row[0] == workload.title)
    for cost, row in zip(workload.alternatives, table[top + 2 :], strict=False):
        found = dict(zip(table[top + 1], row, strict=True))
        lines = [line for line in cost.lines if line.category == "people"]
        assert found["Total"] == pytest.approx(
            float(cost.total) + sum(float(line.total) for line in lines) / 2
        )
        flow = [float(paid) for paid in cost.cash]
        for year in range(estimate.years):
            flow[year + 1] += sum(float(line.years[year]) for line in lines if line.cash) / 2
        present = sum(paid / 1.1**year for year, paid in enumerate(flow))
        assert found["Present value"] == pytest.approx(present)


def test_kpis_come_with_value_target_and_verdict():
    document = costed_report()
    found = list(rows(opened(render(document))["KPIs"], ("KPI", "What it is")))
    verdicts = {(row["KPI"], row["Workload"]): row["Verdict"] for row in found}
    assert document.estimate is not None
    told = 0
    for workload in document.estimate.workloads:
        for value in workload.kpis:
            key = (value.title, workload.title)
            if key in verdicts and value.verdict is not None:
                assert verdicts[key] == value.verdict
                told += 1
    assert told > 0
    assert set(verdicts.values()) <= {"met", "missed", "no value yet", "no target set"}


@needs_office
def test_a_measured_value_decides_the_verdict(tmp_path):
    data = render(costed_report())
    book, told = opened(data, values=False), opened(data)["KPIs"]
    sheet = book["KPIs"]
    titles = [cell.value for cell in sheet[4]]
    unit, measured, low = (titles.index(each) + 1 for each in ("Unit", "Measured", "Target from"))
    wanted = {}
    for row in range(5, sheet.max_row + 1):
        target, way = told.cell(row, low).value or None, str(sheet.cell(row, unit).value).partition("\n")[2]
        if target is not None and way in ("lower is better", "higher is better"):
            better = -1 if way == "lower is better" else 1
            kept = row % 2 == 0
            sheet.cell(row, measured).value = target + (better if kept else -better)
            wanted[row] = "met" if kept else "missed"
    assert set(wanted.values()) == {"met", "missed"}
    book.save(tmp_path / "measured.xlsx")
    out = convert([tmp_path / "measured.xlsx"], "xlsx", tmp_path)
    found = openpyxl.load_workbook(out / "measured.xlsx", data_only=True)["KPIs"]
    verdict = titles.index("Verdict") + 1
    assert {row: found.cell(row, verdict).value for row in wanted} == wanted


@needs_office
def test_no_cell_is_too_narrow_for_its_number(tmp_path):
    (tmp_path / "report.xlsx").write_bytes(render(costed_report()))
    out = convert([tmp_path / "report.xlsx"], "pdf", tmp_path)
    done = subprocess.run(
        ["pdftotext", "-layout", str(out / "report.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert "###" not in done.stdout
    assert "Err:" not in done.stdout and "#VALUE!" not in done.stdout and "#NAME?" not in done.stdout
    assert "Total cost of ownership" in done.stdout


def test_an_empty_and_a_huge_assessment_both_make_a_workbook(bundled_pack):
    kinds = [kind.id for kind in bundled_pack.manifest.workload_kinds]
    empty = bare(bundled_pack)
    huge = bare(
        bundled_pack,
        workloads=tuple(
            Workload(id=f"w{number}", kind=kinds[number % len(kinds)], title="The same long title " * 9)
            for number in range(12)
        ),
    )
    for assessment in (empty, huge):
        book = opened(render(report(bundled_pack, assessment), PLAIN))
        assert len(list(rows(book["Scores"], ("Workload", "Dimension")))) == 4 * len(assessment.workloads)
        again = opened(questionnaire(bundled_pack, assessment))
        assert (
            len(again.sheetnames)
            == len(set(map(str.lower, again.sheetnames)))
            == 4 + len(assessment.workloads)
        )


def test_a_header_of_ampersands_stays_within_what_a_page_takes(small_pack):
    brand = Brand(classification="&" * 200, footer="&" * 200, firm="&" * 200)
    assessment = bare(small_pack, organisation="&" * 300)
    for sheet in opened(render(report(small_pack, assessment), Look(brand=brand))):
        for part in (sheet.oddHeader, sheet.oddFooter):
            assert sum(len(each.text or "") for each in (part.left, part.center, part.right)) < 250


def test_other_decisions_are_as_sure_as_the_report_says(plain_report):
    sheet = opened(render(plain_report))["Summary"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (start,) = (number for number, row in enumerate(rows) if row[0] == "Other decisions")
    pack, told = plain_report.content, plain_report.recommendation.workloads
    primary = pack.manifest.primary_decision
    traces = [trace for work in told for trace in work.trace.decisions if trace.id != primary]
    assert traces
    shown = [row[6] for row in rows[start + 2 : start + 2 + len(traces)]]
    expected = ["Settled" if each.decided else words.settled_outcome(pack, each) for each in traces]
    assert shown == expected
