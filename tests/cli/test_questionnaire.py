"""The commands that write a questionnaire and read it back."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from advisor.cli.main import main
from advisor.content.assessments import load_assessment

BRAND = "firm: Wharf & Sons\nclassification: Confidential\ncolours: {accent: '#8A1538'}\n"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def example(bundled_pack_folder: Path, name: str = "regional-hospital") -> Path:
    return bundled_pack_folder / "examples" / f"{name}.yaml"


def type_into(path: Path, key: str, value: object, title: str = "Answer") -> str:
    book = openpyxl.load_workbook(path)
    for sheet in book:
        head = next((row for row in sheet.iter_rows() if row[0].value == "@head"), None)
        column = next((cell.column for cell in head or () if cell.value == title), None)
        for row in sheet.iter_rows():
            if column is not None and row[0].value == key:
                sheet.cell(row[0].row, column).value = value
                book.save(path)
                return f"{sheet.title}!{sheet.cell(row[0].row, column).coordinate}"
    raise AssertionError(key)


def test_an_assessment_goes_out_and_comes_back_with_the_same_answers(here, bundled_pack_folder, capsys):
    own = example(bundled_pack_folder)
    assert main(["questionnaire", str(own), "-o", "ask.xlsx"]) == 0
    written = capsys.readouterr()
    assert written.out == "ask.xlsx\n"
    assert "advisor import ask.xlsx" in written.err
    assert main(["import", "ask.xlsx", "-o", "back.yaml"]) == 0
    assert capsys.readouterr().out == "back.yaml\n"
    assert load_assessment(here / "back.yaml").assessment == load_assessment(own).assessment


def test_an_empty_questionnaire_has_a_sheet_for_each_workload(here, capsys):
    arguments = ["-g", "Wharf & Sons", "-w", "Chat:online_inference", "-w", "Night job:batch_inference"]
    assert main(["questionnaire", *arguments, "-o", "empty.xlsx"]) == 0
    book = openpyxl.load_workbook(here / "empty.xlsx")
    assert book.sheetnames[:4] == ["Start", "Organisation", "Chat", "Night job"]
    capsys.readouterr()
    assert main(["import", "empty.xlsx"]) == 0
    text = capsys.readouterr().out
    assert "organisation: Wharf & Sons" in text and "kind: batch_inference" in text and "answers:" not in text


def test_without_a_name_the_file_is_named_after_the_assessment(here, capsys):
    assert main(["questionnaire", "-g", "Wharf"]) == 0
    assert capsys.readouterr().out == "wharf-questionnaire.xlsx\n"
    assert (here / "wharf-questionnaire.xlsx").exists()


def test_answers_go_into_an_assessment_and_its_comments_stay(here, capsys):
    assert main(["new", "ours.yaml", "-g", "Wharf", "-w", "Chat:online_inference"]) == 0
    path = here / "ours.yaml"
    path.write_text(path.read_text() + "# looked at in March\n")
    assert main(["questionnaire", "ours.yaml", "-o", "ask.xlsx"]) == 0
    type_into(here / "ask.xlsx", "organisation/planning_horizon", 24)
    type_into(here / "ask.xlsx", "workload/chat/daily_requests", "Unknown")
    capsys.readouterr()
    assert main(["import", "ask.xlsx", "--into", "ours.yaml"]) == 0
    told = capsys.readouterr()
    assert told.out == "ours.yaml\n" and "2 answers added, 0 changed" in told.err
    assert "# looked at in March" in path.read_text()
    type_into(here / "ask.xlsx", "organisation/planning_horizon", None)
    type_into(here / "ask.xlsx", "workload/chat/daily_requests", 900)
    assert main(["import", "ask.xlsx", "--into", "ours.yaml"]) == 0
    assert "0 answers added, 1 changed" in capsys.readouterr().err
    found = load_assessment(path).assessment
    assert found.answers["planning_horizon"].number == 24
    assert found.workloads[0].answers["daily_requests"].number == 900


def test_a_note_is_no_changed_answer(here, capsys):
    assert main(["new", "ours.yaml", "-g", "Wharf", "-w", "Chat:online_inference"]) == 0
    path = here / "ours.yaml"
    assert main(["questionnaire", "ours.yaml", "-o", "ask.xlsx"]) == 0
    type_into(here / "ask.xlsx", "organisation/planning_horizon", 24)
    assert main(["import", "ask.xlsx", "--into", "ours.yaml"]) == 0
    path.write_text(
        path.read_text().replace("planning_horizon: 24", "planning_horizon: {number: 24, note: so}")
    )
    capsys.readouterr()
    assert main(["import", "ask.xlsx", "--into", "ours.yaml"]) == 0
    assert "0 answers added, 0 changed, 1 with other notes or evidence." in capsys.readouterr().err


def test_what_is_stated_about_costs_is_told_and_can_be_left_out(here, bundled_pack_folder, capsys):
    ours = here / "ours.yaml"
    text = (bundled_pack_folder / "examples" / "call-transcripts.yaml").read_text()
    ours.write_text(f"{text}\neconomics:\n  values: {{engineer_cost: 200000 USD/FTE/year}}\n")
    before = load_assessment(ours).assessment
    assert before.economics is not None
    assert main(["questionnaire", "ours.yaml", "-o", "with.xlsx"]) == 0
    assert "carries what the assessment states about costs" in capsys.readouterr().err
    assert main(["questionnaire", "ours.yaml", "-o", "without.xlsx", "--without-costs"]) == 0
    assert "carries" not in capsys.readouterr().err
    found = {}
    for name in ("with", "without"):
        book = openpyxl.load_workbook(here / f"{name}.xlsx")
        keys = {str(row[0].value) for row in book["Carried"].iter_rows()}
        told = any("carries" in str(cell.value) for row in book["Start"].iter_rows() for cell in row)
        found[name] = (any(key.startswith("@economics") for key in keys), told)
    assert found == {"with": (True, True), "without": (False, False)}
    assert main(["import", "without.xlsx", "--into", "ours.yaml"]) == 0
    assert load_assessment(ours).assessment.economics == before.economics


def test_a_workload_that_is_not_there_yet_is_added_and_named(here, capsys):
    assert main(["new", "ours.yaml", "-g", "Wharf", "-w", "Chat:online_inference"]) == 0
    assert main(["questionnaire", "-g", "Wharf", "-w", "Night job:training", "-o", "ask.xlsx"]) == 0
    assert main(["import", "ask.xlsx", "--into", "ours.yaml"]) == 0
    assert "new workloads: night-job" in capsys.readouterr().err
    assert [each.id for each in load_assessment(here / "ours.yaml").assessment.workloads] == [
        "chat",
        "night-job",
    ]


def test_a_workload_of_another_kind_is_refused_and_nothing_is_written(here, capsys):
    assert main(["new", "ours.yaml", "-g", "Wharf", "-w", "Chat:online_inference"]) == 0
    before = (here / "ours.yaml").read_bytes()
    assert main(["questionnaire", "-g", "Wharf", "-w", "Chat:training", "-o", "ask.xlsx"]) == 0
    assert main(["import", "ask.xlsx", "--into", "ours.yaml"]) == 2
    assert "kind" in capsys.readouterr().err
    assert (here / "ours.yaml").read_bytes() == before


def test_all_problems_are_told_and_nothing_is_written(here, bundled_pack_folder, capsys):
    assert main(["questionnaire", str(example(bundled_pack_folder)), "-o", "ask.xlsx"]) == 0
    places = [
        type_into(here / "ask.xlsx", "organisation/platform_operations", "Nobodi; we use finished software"),
        type_into(here / "ask.xlsx", "workload/triage-chat/daily_requests", "=1+1"),
    ]
    capsys.readouterr()
    assert main(["import", "ask.xlsx", "-o", "back.yaml"]) == 2
    told = capsys.readouterr()
    assert told.out == "" and "2 problems." in told.err and "Traceback" not in told.err
    assert f"ask.xlsx: {places[0]}: error:" in told.err and "did you mean “Nobody;" in told.err
    assert "'Chat for the emergency desk'!" in told.err
    assert not (here / "back.yaml").exists()


def test_a_file_of_somebody_else_is_replaced_only_by_force(here, capsys):
    (here / "ask.xlsx").write_bytes(b"mine")
    arguments = ["questionnaire", "-g", "Wharf", "-o", "ask.xlsx"]
    assert main(arguments) == 2
    assert "--force" in capsys.readouterr().err
    assert (here / "ask.xlsx").read_bytes() == b"mine"
    assert main([*arguments, "--force"]) == 0
    assert main(arguments) == 0
    (here / "back.yaml").write_text("mine")
    assert main(["import", "ask.xlsx", "-o", "back.yaml"]) == 2
    assert main(["import", "ask.xlsx", "-o", "back.yaml", "--force"]) == 0
    assert load_assessment(here / "back.yaml").assessment.organisation == "Wharf"


def test_a_pack_of_somebodys_own_is_named_from_where_the_new_file_lies(here, small_pack_folder, capsys):
    pack = here / "packs" / "kitchen"
    pack.mkdir(parents=True)
    for file in small_pack_folder.glob("*.yaml"):
        (pack / file.name).write_bytes(file.read_bytes())
    assert main(["questionnaire", "--pack", "packs/kitchen", "-w", "Till:orders", "-o", "ask.xlsx"]) == 0
    (here / "in").mkdir()
    assert main(["import", "ask.xlsx", "--pack", "packs/kitchen", "-o", "in/ours.yaml"]) == 0
    assert load_assessment(here / "in" / "ours.yaml").assessment.pack == "../packs/kitchen"
    assert main(["import", "ask.xlsx", "-o", "ours.yaml"]) == 0
    assert load_assessment(here / "ours.yaml").assessment.pack == "./packs/kitchen"


def test_a_firm_signs_the_questionnaire(here, capsys):
    (here / "brand.yaml").write_text(BRAND)
    assert (
        main(["questionnaire", "-g", "Ours", "-o", "ask.xlsx", "--brand", "brand.yaml", "--paper", "letter"])
        == 0
    )
    sheet = openpyxl.load_workbook(here / "ask.xlsx")["Start"]
    found = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert any("Prepared by Wharf & Sons · Confidential" in each for each in found)
    assert sheet.page_setup.paperSize == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["questionnaire", "-w", "Chat:nonsense"], "workload kind"),
        (["questionnaire", "none.yaml"], "no such file"),
        (["import", "none.xlsx"], "no such file"),
        (["import", "a.xlsx", "-o", "b.yaml", "--into", "c.yaml"], "not both"),
        (["questionnaire", "a.yaml", "-w", "Chat"], "--workload"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(here, capsys, arguments, words):
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert words in told.err and told.out == ""


@pytest.mark.parametrize("library", ["xlsxwriter", "openpyxl"])
def test_a_missing_library_is_named_with_the_command_that_installs_it(here, monkeypatch, capsys, library):
    assert main(["questionnaire", "-g", "Ours", "-o", "ask.xlsx"]) == 0
    monkeypatch.setitem(sys.modules, library, None)
    command = ["questionnaire", "-o", "other.xlsx"] if library == "xlsxwriter" else ["import", "ask.xlsx"]
    capsys.readouterr()
    assert main(command) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1 and "pip install 'crawl-walk-run-advisor[reports]'" in told


def test_help_names_what_the_commands_are_for(capsys):
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out
    assert "questionnaire" in listed and "import" in listed
    for name in ("questionnaire", "import"):
        assert main([name, "--help"]) == 0
        assert "Excel" in capsys.readouterr().out or name == "import"
