"""Questionnaires in workbooks: what is written comes back, whatever was done to the file in between."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from advisor.content.assessment_yaml import tidied
from advisor.content.assessments import load_assessment
from advisor.content.questionnaire_reader import read_questionnaire
from advisor.errors import UnusableInput
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.stated import Depreciation, Economics, Given
from advisor.reporting.xlsx.questionnaire import questionnaire
from tests.content.assessment_strategies import ODD, assessments
from tests.reporting.office import convert, needs_office
from tests.thoroughness import examples

TICKED = "yes"


def read_back(data: bytes, folder: Path, pack: Pack) -> Assessment:
    path = folder / "filled.xlsx"
    path.write_bytes(data)
    return read_questionnaire(path, pack=pack).assessment


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("questionnaires")


@given(data=st.data())
@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
def test_any_assessment_comes_back_as_it_was(data, small_pack, folder):
    assessment = data.draw(assessments(small_pack))
    back = read_back(questionnaire(small_pack, assessment), folder, small_pack)
    assert back == tidied(assessment, small_pack)


def odd_assessment(pack: Pack) -> Assessment:
    """Every odd text there is, in notes, evidence, reasons, titles and answers."""
    base = load_assessment_of(pack)
    answers = {}
    for place, question in enumerate(each for each in pack.questions if each.scope == "organisation"):
        text = "\n".join(ODD[place::7]) or "x"
        if question.type == "text":
            answers[question.id] = Answer(text=text, note=ODD[place], evidence=ODD[-1 - place])
        elif place % 2:
            answers[question.id] = Answer(state=AnswerState.NOT_APPLICABLE, reason=text, note=text)
        else:
            answers[question.id] = Answer(state=AnswerState.UNKNOWN, note=text, evidence=ODD[place])
    workloads = tuple(each.model_copy(update={"title": ODD[3]}) for each in base.workloads)
    return base.model_copy(update={"answers": answers, "workloads": workloads, "title": ODD[13]})


def load_assessment_of(pack: Pack) -> Assessment:
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    return Assessment(
        id="a", pack=pack.id, organisation="Ours", workloads=(Workload(id="one", kind=kinds[0]),)
    )


@pytest.mark.parametrize("text", ["Unknown", '"Unknown"', " does  not apply", '""unknown""', "yes", "'=1"])
def test_a_text_that_reads_like_a_state_stays_a_text(text, small_pack, folder):
    (name,) = [each.id for each in small_pack.questions if each.type == "text"]
    assessment = load_assessment_of(small_pack).model_copy(update={"answers": {name: Answer(text=text)}})
    assert read_back(questionnaire(small_pack, assessment), folder, small_pack) == assessment


@pytest.mark.parametrize(
    "number", ["0.1", "4.5", "12.345678901234567890123", "0.00000001", "79.99999999999999"]
)
def test_every_digit_of_a_number_is_kept(number, small_pack, folder):
    name = next(q.id for q in small_pack.questions if q.number and not q.number.integer)
    answers = {name: Answer(number=Decimal(number))}
    assessment = load_assessment_of(small_pack).model_copy(update={"answers": answers})
    assert read_back(questionnaire(small_pack, assessment), folder, small_pack) == assessment


def test_what_is_stated_about_money_comes_back(bundled_pack, folder):
    amounts = {"engineer_cost": Given(typical=Decimal("120000"), unit="USD/FTE/year", source="pay: “2026”")}
    stated = Economics(currency="USD", values=amounts, depreciation=Depreciation.MACRS_5)
    assessment = load_assessment_of(bundled_pack).model_copy(update={"economics": stated})
    assert read_back(questionnaire(bundled_pack, assessment), folder, bundled_pack) == assessment


def test_every_bundled_example_comes_back(bundled_pack, bundled_pack_folder, folder):
    for path in sorted((bundled_pack_folder / "examples").glob("*.yaml")):
        assessment = load_assessment(path, pack=bundled_pack).assessment
        assert read_back(questionnaire(bundled_pack, assessment), folder, bundled_pack) == assessment


@needs_office
def test_saving_in_another_application_loses_nothing(small_pack, bundled_pack, bundled_pack_folder, tmp_path):
    wanted = {"odd": (small_pack, tidied(odd_assessment(small_pack), small_pack))}
    for path in sorted((bundled_pack_folder / "examples").glob("*.yaml"))[::3]:
        wanted[path.stem] = (bundled_pack, load_assessment(path, pack=bundled_pack).assessment)
    for name, (pack, assessment) in wanted.items():
        (tmp_path / f"{name}.xlsx").write_bytes(questionnaire(pack, assessment))
    out = convert(sorted(tmp_path.glob("*.xlsx")), "xlsx", tmp_path)
    for name, (pack, assessment) in wanted.items():
        assert read_questionnaire(out / f"{name}.xlsx", pack=pack).assessment == assessment, name


def test_the_same_questionnaire_is_the_same_bytes(small_pack):
    assessment = odd_assessment(small_pack)
    assert questionnaire(small_pack, assessment) == questionnaire(small_pack, assessment)


# What people do to files ------------------------------------------------------------------------------


class Typed:
    """A questionnaire in which somebody types."""

    def __init__(self, pack: Pack, assessment: Assessment, folder: Path) -> None:
        self.pack = pack
        self.folder = folder
        self.book = openpyxl.load_workbook(io.BytesIO(questionnaire(pack, assessment)))

    def cell(self, key: str, title: str = "Answer") -> tuple[Worksheet, int, int]:
        for sheet in self.book:
            head = next((row for row in sheet.iter_rows() if row[0].value == "@head"), None)
            if head is None:
                continue
            column = next((cell.column for cell in head if cell.value == title), None)
            for row in sheet.iter_rows():
                if row[0].value == key and column is not None:
                    return sheet, row[0].row, column
        raise AssertionError(key)

    def type(self, key: str, value: object, title: str = "Answer") -> str:
        sheet, row, column = self.cell(key, title)
        sheet.cell(row, column).value = value
        return f"{sheet.title}!{sheet.cell(row, column).coordinate}"

    def read(self) -> Assessment:
        path = self.folder / "typed.xlsx"
        self.book.save(path)
        return read_questionnaire(path, pack=self.pack).assessment

    def problems(self) -> list[str]:
        with pytest.raises(UnusableInput) as caught:
            self.read()
        return [str(each) for each in caught.value.problems]


@pytest.fixture
def typed(small_pack, tmp_path) -> Typed:
    return Typed(small_pack, load_assessment_of(small_pack), tmp_path)


def test_what_is_typed_is_read_as_people_mean_it(typed):
    typed.type("organisation/keepers", "two OR  more")
    typed.type("organisation/habits/patches", "X")
    typed.type("organisation/habits/bills_read", True)
    typed.type("organisation/habits/copies_checked", "no")
    typed.type("organisation/spare_hours", " 4.5 ")
    typed.type("organisation/dream", 42)
    typed.type("workload/one/tickets", "unknown")
    typed.type("workload/one/house_rule", "does not apply")
    typed.type("workload/one/house_rule", "No data here.", "Why it does not apply")
    typed.type("workload/one/house_rule", "  ", "Note")
    read = typed.read()
    assert read.answers["keepers"].choice == "several"
    assert read.answers["habits"].choices == ("bills_read", "patches")
    assert read.answers["spare_hours"].number == Decimal("4.5")
    assert read.answers["dream"].text == "42"
    own = read.workloads[0].answers
    assert own["tickets"].state is AnswerState.UNKNOWN
    assert (own["house_rule"].reason, own["house_rule"].note) == ("No data here.", None)


def test_all_that_is_wrong_is_told_at_once_by_sheet_and_cell(typed):
    places = {
        typed.type("organisation/keepers", "One persn"): "“One person”",
        typed.type("organisation/habits/patches", "perhaps"): "expected “yes”",
        typed.type("organisation/spare_hours", 81): "outside 0 to 80",
        typed.type("workload/one/tickets", "=1+1"): "formula",
        typed.type("workload/one/line_quality", "Does not apply"): "",
        typed.type("@workload/one/kind", "Oders"): "Orders",
    }
    reason = typed.type("workload/one/line_quality", None, "Why it does not apply")
    told = typed.problems()
    for place, words in places.items():
        if words:
            assert any(f" {place}: " in each and words in each for each in told), (place, told)
    assert any(f" {reason}: " in each and "reason" in each for each in told)
    assert len(told) == len(places)


@pytest.mark.parametrize(
    ("key", "value", "title", "words"),
    [
        ("organisation/spare_hours", "3,000", "Answer", "two ways"),
        ("organisation/spare_hours", "9.000", "Answer", "as 9000 and as 9"),
        ("organisation/spare_hours", datetime.date(2026, 5, 4), "Answer", "took this for a day"),
        ("workload/one/tickets", 2.5, "Answer", "whole number"),
        ("organisation/keepers", "#N/A", "Answer", "error"),
        ("organisation/keepers", "=cmd|' /C calc'!A0", "Answer", "formula"),
        ("organisation/keepers", "A remark.", "Note", "only remarks"),
        ("organisation/keepers", "A reason.", "Why it does not apply", "something else"),
        ("@organisation", None, "Answer", "organisation's name"),
        ("@persona", "Onwer", "Answer", "did you mean"),
    ],
)
def test_a_slip_is_told_with_its_place(typed, key, value, title, words):
    place = typed.type(key, value, title)
    told = typed.problems()
    assert any(words in each for each in told), told
    sheet = place.partition("!")[0]
    assert any(f" {sheet}!" in each for each in told), (place, told)


def test_choices_that_exclude_each_other_are_told(typed):
    typed.type("organisation/habits/patches", TICKED)
    place = typed.type("organisation/habits/none_of_these", TICKED)
    sheet, row, column = typed.cell("organisation/habits")
    own = f"{sheet.title}!{sheet.cell(row, column).coordinate}"
    (told,) = typed.problems()
    assert f" {own}: " in told and "none_of_these" in told, (place, told)


def test_a_state_beside_ticked_options_is_told(typed):
    typed.type("organisation/habits/patches", TICKED)
    place = typed.type("organisation/habits", "Unknown")
    (told,) = typed.problems()
    assert f" {place}: " in told


def test_sorting_renaming_and_moving_sheets_changes_nothing(small_pack, tmp_path):
    assessment = tidied(odd_assessment(small_pack), small_pack)
    typed = Typed(small_pack, assessment, tmp_path)
    for sheet in typed.book:
        rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
        start = next((at for at, row in enumerate(rows, 1) if row[0][0] == "@head"), None)
        if start is None:
            continue
        merged = [str(each) for each in sheet.merged_cells.ranges]
        for each in merged:
            sheet.unmerge_cells(each)
        # Formulas beside the answers go astray when lines are sorted; answers do not.
        for at, row in enumerate(sorted(rows[start:], key=lambda row: str(row[2]), reverse=True), start + 1):
            for column, (value, kind) in enumerate(row, 1):
                sheet.cell(at, column).value = value
                sheet.cell(at, column).data_type = kind
        sheet.title = f"Renamed {sheet.title[:9]}"
    typed.book.move_sheet(typed.book.worksheets[1].title, 1)
    for sheet in typed.book:
        if sheet.title not in ("Lists", "Carried"):
            sheet.insert_cols(2)
    assert typed.read() == assessment


def test_copied_lines_are_taken_while_they_agree(typed):
    typed.type("organisation/keepers", "Nobody")
    copy = typed.book.copy_worksheet(typed.book["Organisation"])
    assert typed.read().answers["keepers"].choice == "nobody"
    sheet, row, column = typed.cell("organisation/keepers")
    copy.cell(row, column).value = "One person"
    (told,) = typed.problems()
    assert "Organisation Copy" in told and f"{sheet.title}!" in told


def test_a_question_that_the_pack_no_longer_asks_is_told_if_it_was_answered(small_pack, tmp_path):
    older = small_pack.questions[0].model_copy(update={"id": "of_old"})
    pack = Pack.model_construct(**{**dict(small_pack), "questions": (*small_pack.questions, older)})
    typed = Typed(pack, load_assessment_of(pack), tmp_path)
    typed.pack = small_pack
    assert typed.read().answers == {}
    place = typed.type("organisation/of_old", "Nobody")
    (told,) = typed.problems()
    assert f" {place}: " in told


# Files that are no questionnaires, or worse -----------------------------------------------------------


def repacked(data: bytes, change: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
        change(archive, parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _macro(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"\x00"


def _macro_type(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"openxmlformats", b"ms-excel.sheet.macroEnabled", 1)


def _link(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"


def _entities(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    text = parts["xl/sharedStrings.xml"]
    declared = b'<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts["xl/sharedStrings.xml"] = text.replace(b"<sst", declared + b"<sst", 1)


def _wide_entities(archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    _entities(archive, parts)
    text = parts["xl/sharedStrings.xml"].decode().replace("UTF-8", "UTF-16")
    parts["xl/sharedStrings.xml"] = text.encode("utf-16")


def _bomb(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    parts["xl/media/picture.xml"] = b"\x20" * 90_000_000


def _embedded(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    parts["xl/embeddings/oleObject1.bin"] = b"\x00"


def _cut(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:3_000]


def _no_strings(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    del parts["xl/sharedStrings.xml"]


def _vast(_archive: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
    sheet = parts["xl/worksheets/sheet2.xml"]
    sheet = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', sheet)
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet2.xml"] = sheet.replace(b"</sheetData>", cell)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_macro, "live-content"),
        (_macro_type, "live-content"),
        (_link, "live-content"),
        (_embedded, "live-content"),
        (_entities, "live-content"),
        (_wide_entities, "live-content"),
        (_bomb, "too-large"),
        (_cut, "not-xlsx"),
        (_no_strings, "not-xlsx"),
    ],
)
def test_a_dangerous_or_broken_file_is_refused(change, code, small_pack, folder):
    data = repacked(questionnaire(small_pack, load_assessment_of(small_pack)), change)
    with pytest.raises(UnusableInput) as caught:
        read_back(data, folder, small_pack)
    assert {each.code for each in caught.value.problems} == {code}
    assert all(each.hint for each in caught.value.problems)


def test_a_sheet_that_claims_to_be_vast_costs_nothing(small_pack, folder):
    assessment = load_assessment_of(small_pack)
    data = repacked(questionnaire(small_pack, assessment), _vast)
    assert read_back(data, folder, small_pack) == assessment


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-xlsx"),
        (b"assessment: x\n", "not-xlsx"),
        (b"PK\x03\x04 and no more", "not-xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "not-xlsx"),
        (b"x" * 10_000_001, "too-large"),
    ],
)
def test_what_is_no_workbook_is_told_as_that(data, code, small_pack, folder):
    with pytest.raises(UnusableInput) as caught:
        read_back(data, folder, small_pack)
    assert [each.code for each in caught.value.problems] == [code]


def test_some_other_workbook_is_no_questionnaire(small_pack, folder):
    book = openpyxl.Workbook()
    book.active["A1"] = "organisation/keepers"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(UnusableInput) as caught:
        read_back(out.getvalue(), folder, small_pack)
    assert [each.code for each in caught.value.problems] == ["not-a-questionnaire"]


def test_another_packs_questionnaire_is_refused(small_pack, bundled_pack, folder):
    data = questionnaire(small_pack, load_assessment_of(small_pack))
    with pytest.raises(UnusableInput) as caught:
        read_back(data, folder, bundled_pack)
    assert [each.code for each in caught.value.problems] == ["other-pack"]


def test_a_text_that_no_cell_can_hold_is_refused_instead_of_cut(small_pack):
    answers = {small_pack.questions[0].id: Answer(state=AnswerState.UNKNOWN, note="🚀" * 17_000)}
    assessment = load_assessment_of(small_pack).model_copy(update={"answers": answers})
    with pytest.raises(UnusableInput) as caught:
        questionnaire(small_pack, assessment)
    assert [each.code for each in caught.value.problems] == ["too-long"]


@given(data=st.data())
@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_bytes_there_are_they_are_read_or_refused(data, small_pack, folder):
    content = bytearray(questionnaire(small_pack, load_assessment_of(small_pack)))
    place = data.draw(st.integers(0, len(content) - 1))
    noise = data.draw(st.binary(max_size=400))
    content[place : place + len(noise)] = noise
    try:
        assert read_back(bytes(content), folder, small_pack).id
    except UnusableInput as unusable:
        assert unusable.problems


def test_the_beginning_of_a_label_is_enough_to_be_understood(typed):
    place = typed.type("organisation/habits/patches", "Ye")
    other = typed.type("organisation/keepers", "Two or m")
    told = typed.problems()
    assert any(f" {place}: " in each for each in told)
    assert any(f" {other}: " in each and "did you mean “Two or more”?" in each for each in told)


@pytest.mark.parametrize("text", ["@head", "@format", "@title", "organisation/keepers", "workload/one/wish"])
def test_a_text_that_reads_like_a_hidden_key_stays_a_text(text, small_pack, folder):
    answers = {"keepers": Answer(state=AnswerState.UNKNOWN, note=text), "dream": Answer(text=text)}
    assessment = load_assessment_of(small_pack).model_copy(
        update={"organisation": text, "title": text, "answers": answers}
    )
    (workload,) = assessment.workloads
    titled = workload.model_copy(update={"title": text})
    assessment = assessment.model_copy(update={"workloads": (titled,)})
    assert read_back(questionnaire(small_pack, assessment), folder, small_pack) == assessment
