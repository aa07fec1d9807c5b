"""Answers that a bill speaks for: bounds, verdicts, acceptance, and nothing replaced in silence."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")

from advisor.cli.main import main
from advisor.content.assessments import load_assessment
from advisor.decision.labels import answer_label
from advisor.evidence.matching import matched, remembered
from advisor.evidence.propose import accepted, proposals
from advisor.evidence.proposing_words import bounds_text
from advisor.model.assessment import Answer, AnswerState
from advisor.model.bill_answers import Verdict
from advisor.model.bill_workloads import Day
from advisor.model.evidence_proposing import Bound

from .conftest import SAMPLE

EXAMPLE = "call-transcripts.yaml"


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def own_state(shared, monkeypatch):
    """One state for all, so that the sample is measured once for each forecast."""
    monkeypatch.setenv("ADVISOR_STATE_DIR", str(shared))


@pytest.fixture
def assessment(bundled_pack_folder):
    return load_assessment(bundled_pack_folder / "examples" / EXAMPLE).assessment


def with_share(bill, value: str, rows: int = 100):
    """The bill, allocated to such a share, over a month."""
    main = bill.main
    measures = tuple(
        each.model_copy(update={"value": Decimal(value), "rows": rows})
        if each.id == "allocated_share"
        else each
        for each in main.measures
    )
    return bill.model_copy(update={"pictures": (main.model_copy(update={"measures": measures}),)})


def answered(assessment, option: str | None):
    answers = dict(assessment.answers)
    answers.pop("cost_allocation", None)
    if option == "unknown":
        answers["cost_allocation"] = Answer(state=AnswerState.UNKNOWN)
    elif option is not None:
        answers["cost_allocation"] = Answer(choice=option, note="mine", evidence="last report")
    return assessment.model_copy(update={"answers": answers})


def proposal(bill, rules, pack, assessment):
    found = proposals(bill, rules, pack.question_by_id, assessment, answer_label)
    return next((each for each in found if each.rule == "allocation"), None)


@pytest.mark.parametrize(
    ("share", "option"),
    [
        ("-0.01", None),
        ("0", "below_50"),
        ("0.4999", "below_50"),
        ("0.5", "from_50"),
        ("0.8", "from_80"),
        ("0.9", "from_80"),
        ("0.9001", "above_90"),
        ("1", "above_90"),
        ("1.2", None),
    ],
)
def test_the_bounds_of_options(sample_bill, bill_rules, bundled_pack, assessment, share, option):
    found = proposal(with_share(sample_bill, share), bill_rules, bundled_pack, answered(assessment, None))
    assert (found.option if found else None) == option


@pytest.mark.parametrize(
    ("present", "verdict"),
    [
        (None, Verdict.NEW),
        ("unknown", Verdict.NEW),
        ("from_50", Verdict.AGREES),
        ("below_50", Verdict.DIFFERS),
        ("above_90", Verdict.CONTRADICTS),
    ],
)
def test_verdicts(sample_bill, bill_rules, bundled_pack, assessment, present, verdict):
    held = answered(assessment, present)
    found = proposal(with_share(sample_bill, "0.6"), bill_rules, bundled_pack, held)
    assert found.verdict is verdict
    assert (found.warning is not None) is (verdict is Verdict.CONTRADICTS)
    answer = accepted(found, held.answer("cost_allocation"))
    assert answer.choice == "from_50"
    for part in (
        "focus_sample_1.0.csv",
        sample_bill.sha256[:12],
        "2024-09-01 to 2024-09-30",
        "rule allocation",
    ):
        assert part in answer.evidence
    assert ("last report" in answer.evidence) is (verdict is Verdict.AGREES)
    if present not in (None, "unknown"):
        assert answer.note == "mine"
    again = accepted(found, answer) if verdict is Verdict.AGREES else answer
    assert again.evidence.count("rule allocation") == 1, "reading the same bill twice adds nothing"


def test_too_few_days_speak_for_nothing(sample_bill, bill_rules, bundled_pack, assessment):
    bill = with_share(sample_bill, "0.6")
    day = Day(day=datetime.date(2024, 9, 1), effective=Decimal(1), rows=1)
    short = bill.main.model_copy(update={"series": (day,)})
    bill = bill.model_copy(update={"pictures": (short,)})
    assert proposal(bill, bill_rules, bundled_pack, assessment) is None


def test_workloads_are_matched_by_name_or_by_word(sample_bill, assessment):
    picture, own = sample_bill.main, assessment.workloads[0].id
    assert not matched(assessment, picture, {}).pairs
    stated = matched(assessment, picture, {"BrightPathMatrix": own})
    assert [(each.id, found.name) for each, found in stated.pairs] == [(own, "BrightPathMatrix")]
    assert stated.unmatched == ("Azure Machine Learning",)


def test_ranges_in_words():
    assert bounds_text(Bound.model_validate({"option": "o", "from": "0.5", "below": "0.8"}), "%") == (
        "50.0 % to less than 80.0 %"
    )
    assert bounds_text(Bound(option="o", above=Decimal(10)), "1") == "more than 10"


# The command -------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path, bundled_pack_folder) -> Path:
    return Path(shutil.copy(bundled_pack_folder / "examples" / EXAMPLE, tmp_path / EXAMPLE))


def test_nothing_is_written_without_a_word(file, capsys):
    before = file.read_bytes()
    assert main(["evidence", str(SAMPLE), "--into", str(file), "--forecast", "20 USD"]) == 0
    out, err = capsys.readouterr()
    assert file.read_bytes() == before
    assert "! [forecast]" in out and "Warning:" in out and not err
    assert all(len(line) <= 80 for line in out.splitlines() if "Answers that" not in line)


def test_what_is_accepted_is_written_and_the_rest_stays(file, capsys):
    before = file.read_text(encoding="utf-8").splitlines()
    asked = ["evidence", str(SAMPLE), "--into", str(file), "--forecast", "20 USD", "--format", "json"]
    assert main([*asked, "--accept", "coverage"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["accepted"]) == ("advisor/evidence/1", ["coverage"])
    assert {each["id"]: each["verdict"] for each in found["proposals"]} == {
        "forecast": "contradicts",
        "coverage": "contradicts",
    }
    after = file.read_text(encoding="utf-8").splitlines()
    changed = [line for line in after if line not in before]
    assert len(after) == len(before) and len(changed) == 2
    answer = load_assessment(file).assessment.answers["commitment_coverage"]
    assert answer.choice == "below_60" and found["bill"]["sha256"][:12] in answer.evidence
    assert main([*asked, "--accept", "coverage"]) == 0
    assert file.read_text(encoding="utf-8").splitlines() == after


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--accept", "coverge"], "coverage"),
        (["--map", "Bot=nobody"], "the assessment has no workload “nobody”"),
        (["--map", "nonsense"], "is no pair"),
        (["--map", "Bott=call-transcripts"], "the bill has no AI workload “Bott”"),
        (["--forecast", "soon"], "--forecast"),
    ],
)
def test_wrong_words_are_told_and_nothing_is_written(file, capsys, wrong, told):
    before = file.read_bytes()
    assert main(["evidence", str(SAMPLE), "--into", str(file), *wrong]) == 2
    assert told in capsys.readouterr().err
    assert file.read_bytes() == before


def test_the_hash_of_one_file_is_that_of_its_bytes(sample_bill):
    """So that anybody can hold a file against the one that an answer points at."""
    assert sample_bill.sha256 == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


def test_the_same_bill_gives_the_same_bytes(capsys):
    outs = []
    for _ in range(2):
        assert main(["evidence", str(SAMPLE), "--format", "json", "--queries", "--fresh"]) == 0
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1]
    assert json.loads(outs[0])["bill"]["queries"]


def test_without_the_library_one_line_says_what_to_install(monkeypatch, capsys):
    import sys

    monkeypatch.setitem(sys.modules, "ibis", None)
    assert main(["evidence", str(SAMPLE), "--fresh"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "crawl-walk-run-advisor[evidence]" in err


def test_engines_that_cannot_help_are_told(capsys):
    assert main(["evidence", "billing", "--backend", "duckdb://"]) == 2
    assert main(["evidence", "billing", "--backend", "nonsense"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "billing: error: there is no such table in duckdb",
        "advisor: nonsense: Don't know how to connect to 'nonsense://'",
    ]


def test_what_rests_on_the_demo_bill_says_so(
    file, capsys, tmp_path, sample_bill, bill_rules, bundled_pack, bundled_pack_folder, assessment
):
    from advisor.workflows.evidence import evidence
    from advisor.workflows.evidence_demo import is_demo

    demo = next((bundled_pack_folder / "examples" / "bills").iterdir())
    data = demo.read_bytes()
    renamed = sample_bill.files[0].model_copy(
        update={"name": "bill.csv.gz", "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    )
    bill = with_share(sample_bill.model_copy(update={"files": (renamed,)}), "0.6")
    assert is_demo(bill, bundled_pack) and not is_demo(sample_bill, bundled_pack)
    found = evidence(bill, bundled_pack, bill_rules, assessment).proposals
    assert found and all(each.evidence.startswith("Invented demo bill: bill.csv.gz") for each in found)
    own = evidence(with_share(sample_bill, "0.6"), bundled_pack, bill_rules, assessment).proposals
    assert own and not any("nvented" in each.evidence for each in own)


def test_a_receipt_says_what_was_written(file, capsys):
    asked = ["evidence", str(SAMPLE), "--into", str(file), "--accept", "coverage"]
    assert main(asked) == 0
    assert capsys.readouterr().err == f"1 of 1 written into {file}.\n"


def test_evidence_names_the_workload_and_that_it_was_mapped(
    sample_bill, bill_rules, bundled_pack, assessment
):
    own = assessment.workloads[0].id
    rules = bill_rules.model_copy(
        update={
            "proposals": tuple(
                each.model_copy(update={"needs": each.needs.model_copy(update={"days": 1, "rows": 1})})
                for each in bill_rules.proposals
            )
        }
    )
    main = sample_bill.main
    found = main.workloads[0]
    measures = tuple(
        each.model_copy(update={"value": Decimal(20)}) if each.id == "load_peak" else each
        for each in found.measures
    )
    found = found.model_copy(update={"measures": measures, "name": "Bot; two"})
    bill = sample_bill.model_copy(update={"pictures": (main.model_copy(update={"workloads": (found,)}),)})
    told = proposals(bill, rules, bundled_pack.question_by_id, assessment, answer_label, {found.id: own})
    (shape,) = [each for each in told if each.rule == "shape"]
    assert f"of “Bot, two”, mapped to {own}" in shape.evidence and "Busiest day" in shape.evidence
    given = assessment.workloads[0].model_copy(update={"answers": {shape.question: accepted(shape, None)}})
    again = assessment.model_copy(update={"workloads": (given, *assessment.workloads[1:])})
    assert remembered(again, bill.main) == {found.id: own}, "the accepted answer keeps the mapping"
    assert remembered(assessment, bill.main) == {}
    named = found.model_copy(update={"name": own})
    bill = sample_bill.model_copy(update={"pictures": (main.model_copy(update={"workloads": (named,)}),)})
    told = proposals(bill, rules, bundled_pack.question_by_id, assessment, answer_label)
    assert all("mapped" not in each.evidence for each in told if each.workload)


def test_figures_of_ai_and_of_all_spend_have_titles_of_their_own(sample_bill):
    titles = [each.title for each in sample_bill.main.measures]
    assert len(titles) == len(set(titles))


@pytest.fixture
def header_only(tmp_path) -> Path:
    path = tmp_path / "empty.csv"
    path.write_text(SAMPLE.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return path


def test_a_file_without_rows_is_told(header_only, capsys):
    assert main(["evidence", str(header_only)]) == 0
    assert "empty.csv: warning: no rows" in capsys.readouterr().err


def test_a_forecast_is_of_a_currency_of_the_bill_and_has_a_side(capsys):
    assert main(["evidence", str(SAMPLE), "--forecast", "20 EUR"]) == 2
    assert "the bill has no EUR (name one of USD)" in capsys.readouterr().err
    assert main(["evidence", str(SAMPLE), "--forecast", "20 USD"]) == 0
    assert "under the forecast by" in capsys.readouterr().out


def test_a_forecast_without_a_currency_is_refused_where_there_are_several(tmp_path, capsys):
    path = tmp_path / "two.csv"
    head, *rows = SAMPLE.read_text(encoding="utf-8").splitlines()[:3]
    path.write_text("\n".join([head, rows[0], rows[1].replace("USD", "EUR"), ""]), encoding="utf-8")
    assert main(["evidence", str(path), "--forecast", "20"]) == 2
    err = capsys.readouterr().err
    assert "the bill has several currencies" in err and "EUR" in err and "USD" in err


def test_what_is_not_proposed_has_a_reason_and_the_same_answer_with_other_evidence_is_told(
    file, tmp_path, capsys
):
    before = Path(shutil.copy(file, tmp_path / "before.yaml"))
    assert main(["evidence", str(SAMPLE), "--into", str(file), "--accept", "coverage"]) == 0
    out = capsys.readouterr().out
    assert "Not proposed:" in out and "forecast" in out.split("Not proposed:")[1]
    shutil.copy(file, before)
    text = file.read_text(encoding="utf-8").replace("focus_sample_1.0.csv", "other.csv")
    file.write_text(text, encoding="utf-8")
    assert main(["compare", str(before), str(file), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert not found["answers"]
    assert [each["question"] for each in found["evidence"]] == ["commitment_coverage"]
    assert main(["compare", str(before), str(file)]) == 0
    assert "Same answer, other evidence: 1" in capsys.readouterr().out


def test_a_report_takes_a_mapping_and_parts_what_is_measured_from_what_is_assumed(file, tmp_path, capsys):
    asked = ["report", str(file), "--bill", str(SAMPLE), "-f", "markdown", "--date", "none"]
    mapped = [*asked, "--map", "BrightPathMatrix=call-transcripts"]
    assert main(mapped) == 0
    assert "Measured against assumed: the bill shows" in capsys.readouterr().out
    assert main([*asked, "--map", "BrightPathMatrx=call-transcripts"]) == 2
    assert "brightpathmatrix" in capsys.readouterr().err
    assert main([*asked[:2], "-f", "markdown", "--map", "a=b"]) == 2
