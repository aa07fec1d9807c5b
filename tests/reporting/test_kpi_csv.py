"""KPIs as CSV: plain figures, and texts that no spreadsheet computes."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from advisor.reporting.kpi_csv import COLUMNS, guarded, render
from tests.reporting.conftest import SHOWN
from tests.reporting.sheets import costed_report


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_kpi_of_the_reader_stands_there_for_each_workload_it_measures():
    document = costed_report()
    found = table(render(document))
    reader = document.content.persona_by_id[document.persona]
    expected = [
        (name, workload.id)
        for name in reader.kpis
        for workload in document.recommendation.workloads
        if not document.content.kpi_by_id[name].kinds
        or workload.kind in document.content.kpi_by_id[name].kinds
    ]
    assert [(row["kpi"], row["workload"]) for row in found] == expected
    assert tuple(found[0]) == COLUMNS


def test_values_are_those_of_the_estimate_as_plain_numbers():
    document = costed_report()
    assert document.estimate is not None
    values = {
        (value.kpi, workload.workload): value
        for workload in document.estimate.workloads
        for value in workload.kpis
    }
    told = 0
    for row in table(render(document)):
        value = values.get((row["kpi"], row["workload"]))
        if value is not None and value.value is not None:
            assert float(row["value"]) == pytest.approx(float(value.value))
            assert row["unit"] == value.unit
            assert row["verdict"] == (value.verdict or "")
            told += 1
        else:
            assert row["value"] == ""
    assert told > 3


def test_without_an_estimate_there_are_targets_and_no_values():
    found = table(render(replace(costed_report(), estimate=None)))
    assert found and all(row["value"] == row["verdict"] == "" for row in found)
    assert any(row["target"] for row in found)


def test_it_begins_as_spreadsheets_expect_and_is_always_the_same():
    data = render(costed_report())
    assert data.startswith(b"\xef\xbb\xbfkpi,title,")
    assert data.count(b"\r\n") == data.count(b"\n") - sum(
        row[key].count("\n") for row in table(data) for key in row
    )
    assert data == render(costed_report())


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM(A1)",
        "\u200b=1",
    ],
)
def test_a_text_that_would_be_computed_gets_an_apostrophe(text):
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["", "cost", "a=b", "90 %", "'quoted'", "1-2"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


def test_hostile_texts_are_shown_and_keep_to_their_cells(hostile_report):
    found = table(render(hostile_report))
    shown = "\n".join(value for row in found for value in row.values())
    assert [each for each in SHOWN if each not in shown] == []
    assert all(None not in row and None not in row.values() for row in found)
