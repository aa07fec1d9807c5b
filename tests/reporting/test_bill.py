"""What a bill shows, in the report: every format has it, and none says more than was measured."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from advisor.content.assessments import load_assessment
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.evidence.propose import accepted
from advisor.model.bill import Bill
from advisor.model.bill_answers import KpiFromBill
from advisor.reporting.blocks import Bullets, Callout, Chart, Paragraph, Section, Table
from advisor.reporting.charts.figures import Columns, StackedBars
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document, build_document
from advisor.reporting.registry import FORMATS
from advisor.reporting.sections.bill_words import money, share
from advisor.workflows.evidence import evidence, rules_for
from advisor.workflows.session_edits import with_answer
from tests.bistro import BISTRO
from tests.kitchen_bill import kitchen_bill, kitchen_with_rules
from tests.reporting.conftest import PAYLOAD, SHOWN


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, small_pack_folder: Path) -> Path:
    """An assessment whose pack can read bills."""
    folder = tmp_path_factory.mktemp("bill")
    path = folder / "bistro.yaml"
    path.write_text(BISTRO.format(pack=kitchen_with_rules(small_pack_folder, folder)), "utf-8")
    return path


def document(place: Path, bill: Bill, *rules: str, depth: Depth = Depth.FULL) -> Document:
    """The report with a bill, after the proposals of some rules were accepted."""
    loaded = load_assessment(place, whole=True)
    pack, assessment = loaded.pack, loaded.assessment
    found = evidence(bill, pack, rules_for(pack), assessment)
    for each in found.proposals:
        if each.rule in rules:
            answer = accepted(each, assessment.answer(each.question, each.workload))
            assessment = with_answer(assessment, each.question, each.workload, answer)
    found = evidence(bill, pack, rules_for(pack), assessment)
    advice = recommend(pack, assessment)
    return build_document(
        pack,
        assessment,
        advice,
        "owner",
        date=None,
        practices=next_practices(pack, assessment, advice, "owner"),
        roadmap=roadmap(pack, assessment, advice),
        evidence=found,
        depth=depth,
    )


def section(doc: Document, name: str) -> Section:
    return next(each for each in (*doc.sections, *doc.annexes) if each.id == name)


def blocks(part: Section) -> list[object]:
    return [*part.blocks, *(block for each in part.sections for block in blocks(each))]


def test_the_section_has_charts_tables_proposals_and_notices(place: Path) -> None:
    doc = document(place, kitchen_bill())
    found = blocks(section(doc, "bill"))
    time, kinds, teams = (each for each in found if isinstance(each, Chart))
    assert isinstance(time.figure, Columns)
    assert len(time.figure.columns) == 28
    assert [sum(each.values) for each in time.figure.columns[4:7]] == [100, 150, 100]
    assert time.figure.columns[0].values == (0, 100)
    assert isinstance(kinds.figure, StackedBars) and kinds.figure.bars[0].values == (600, 400, 0)
    assert isinstance(teams.figure, StackedBars)
    assert [(each.label, each.values) for each in teams.figure.bars] == [
        ("kitchen", (1000, 200, 150)),
        ("bar", (0, 600, 150)),
        ("Nobody", (0, 900, 0)),
    ]
    beside = next(each for each in found if isinstance(each, Table) and each.caption.startswith("Answers"))
    assert [(row[0].text, row[1].text, row[-1].text) for row in beside.rows] == [
        ("People who can restore", "One person", "Differs"),
        ("Tickets in a busy hour", "Not answered", "Not answered yet"),
        ("Line failures", "Every week", "Contradicts the answer"),
    ]
    (warned,) = (each for each in found if isinstance(each, Callout))
    assert "Every week" in warned.title and "Never" in warned.title
    said = [item.text for each in found if isinstance(each, Bullets) for item in each.items]
    assert "2 rows are refunds: -40 EUR" in said
    assert "coverage: there is no CommitmentDiscountId" in said


def test_what_was_accepted_is_told_and_no_longer_warned_of(place: Path) -> None:
    doc = document(place, kitchen_bill(), "line", "hands")
    found = blocks(section(doc, "bill"))
    beside = next(each for each in found if isinstance(each, Table) and each.caption.startswith("Answers"))
    assert [row[-1].text for row in beside.rows] == ["Accepted", "Not answered yet", "Accepted"]
    assert not any(isinstance(each, Callout) for each in found)


def test_a_brief_has_a_sentence_and_what_it_contradicts(place: Path) -> None:
    told, against = section(document(place, kitchen_bill(), depth=Depth.BRIEF), "bill").blocks
    assert isinstance(told, Paragraph) and told.text.startswith(
        "AI is 33.3 % of what was spent: 1,000 of 3,000"
    )
    assert isinstance(against, Bullets)
    assert [each.text for each in against.items] == ["Line failures: “Every week”, the bill shows “Never”"]
    assert len(section(document(place, kitchen_bill(), "line", depth=Depth.BRIEF), "bill").blocks) == 1


def test_currencies_are_told_apart(place: Path) -> None:
    titles = [
        each.title
        for each in section(document(place, kitchen_bill(currencies=("EUR", "USD"))), "bill").sections
    ]
    assert titles == ["Spend in EUR", "Spend in USD", "What to know of the data"]


def test_annexes_have_measures_and_queries(place: Path) -> None:
    doc = document(place, kitchen_bill())
    (table, _) = section(doc, "bill-measures").blocks
    assert isinstance(table, Table)
    assert [each.text for each in table.rows[0]] == ["Spending with a name on it", "70.0 %", "54", "totals"]
    assert table.rows[-1][0].detail == "no forecast given"
    queries = section(doc, "bill-queries").blocks[1]
    assert isinstance(queries, Bullets)
    assert queries.items[0].detail == "SELECT SUM(effective) FROM labelled"
    assert "advisor evidence BILL --queries" in (queries.items[1].detail or "")


def test_a_long_query_is_printed_for_whom_it_gives_a_kpi(place: Path) -> None:
    bill = kitchen_bill()
    found = next(each for each in kpis_of(place, bill) if each.queries)
    long = " ".join(["SELECT"] * 100)
    queries = tuple(each.model_copy(update={"sql": long}) for each in bill.queries)
    items = (
        section(document(place, bill.model_copy(update={"queries": queries})), "bill-queries").blocks[1].items
    )
    told = {each.text.split(":")[0]: each.detail for each in items}
    loaded = load_assessment(place, whole=True).pack.persona_by_id["owner"].kpis
    assert (told[found.queries[0]] == long) is (found.kpi in loaded)
    others = [
        each.id
        for each in bill.queries
        if each.id not in {q for k in kpis_of(place, bill) for q in k.queries}
    ]
    assert others and all("advisor evidence BILL --queries" in told[each] for each in others)


def kpis_of(place: Path, bill: Bill) -> tuple[KpiFromBill, ...]:
    loaded = load_assessment(place, whole=True)
    return evidence(bill, loaded.pack, rules_for(loaded.pack), loaded.assessment).kpis


def test_a_refund_of_cents_is_not_nothing() -> None:
    assert (money(Decimal("-0.3")), money(Decimal("-0.001")), money(Decimal(1200))) == (
        "−0.30",
        "0.00",
        "1,200",
    )
    assert share(Decimal("-0.0001")) == "0.0 %"


def test_a_kpi_has_its_measured_value_and_its_query(place: Path) -> None:
    doc = document(place, kitchen_bill())
    table = next(each for each in section(doc, "kpis").blocks if isinstance(each, Table))
    at = [each.key for each in table.columns].index("bill")
    cells = {row[0].text: row[at] for row in table.rows}
    assert "Measured from the bill, query totals" in (cells["Lost minutes"].detail or "")
    assert cells["Cost per ticket"].text == "not in a bill"
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(doc).decode("utf-8-sig"))))
    assert [(row["kpi"], row["measured"] != "", row["measured_queries"]) for row in rows] == [
        ("cost_per_ticket", False, ""),
        ("lost_minutes", True, "totals"),
    ]


def test_without_a_bill_nothing_of_it_is_said(place: Path) -> None:
    doc = replace(document(place, kitchen_bill()), evidence=None)
    loaded = load_assessment(place, whole=True)
    advice = recommend(loaded.pack, loaded.assessment)
    plain = build_document(
        loaded.pack, loaded.assessment, advice, "owner", date=None, practices=(), roadmap=()
    )
    assert not [each.id for each in (*plain.sections, *plain.annexes) if each.id.startswith("bill")]
    assert json.loads(FORMATS["json"].render(doc))["evidence"] is None


@pytest.mark.parametrize("name", ["markdown", "html", "json"])
def test_hostile_texts_of_a_bill_are_only_text(place: Path, name: str) -> None:
    bill = kitchen_bill(name=PAYLOAD)
    bill = bill.model_copy(update={"files": (bill.files[0].model_copy(update={"name": PAYLOAD}),)})
    page = FORMATS[name].render(document(place, bill)).decode()
    assert "\x1b" not in page and "\u202e" not in page
    if name == "html":
        assert "<script>alert" not in page and "<img src=x" not in page
    if name == "markdown":
        assert "\n# heading" not in page
    assert name == "html" or len(page) > 1000
    assert SHOWN


def test_a_bill_without_rows_and_one_that_adds_up_to_nothing(place: Path) -> None:
    empty = kitchen_bill().model_copy(update={"pictures": (), "rows": 0})
    part = section(document(place, empty), "bill")
    assert "no row" in part.blocks[0].text
    bill = kitchen_bill()
    main = bill.pictures[0]
    nothing = main.cost.model_copy(update={"effective": 0 * main.cost.effective})
    still = tuple(each.model_copy(update={"effective": 0 * each.effective}) for each in main.series)
    zero = main.model_copy(update={"cost": nothing, "series": still, "ai_series": still, "workloads": ()})
    part = section(document(place, bill.model_copy(update={"pictures": (zero,)})), "bill")
    assert "adds up to nothing" in part.blocks[0].text
    assert not [each for each in blocks(part) if isinstance(each, Chart) and "time" in each.id]


def test_the_workbook_has_a_sheet_of_figures_and_texts_stay_texts(place: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    bill = kitchen_bill(name="till")
    bill = bill.model_copy(
        update={"notices": (bill.notices[0].model_copy(update={"text": '=HYPERLINK("http://x")'}),)}
    )
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].render(document(place, bill))))
    sheet = book["Bill"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert ["Effective", 3000, 1000, pytest.approx(1 / 3)] == next(r for r in rows if r[0] == "Effective")[:4]
    assert next(r for r in rows if r[0] == "kitchen")[:5] == ["kitchen", 1200, 150, 1350, 1000]
    days = [row for row in rows if isinstance(row[0], datetime.datetime)]
    assert len(days) == 28
    assert sum(row[1] + row[2] for row in days) == sum(each.effective for each in bill.pictures[0].series)
    (cell,) = (c for row in sheet.iter_rows() for c in row if str(c.value).lstrip("'").startswith("=HYPER"))
    assert cell.data_type == "s"
