"""Laws of reading a bill: how rows lie in files changes nothing, and figures scale as they should."""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")

import ibis

from advisor.content.evidence import load_evidence
from advisor.evidence.facts import facts
from advisor.evidence.find import columns_of
from advisor.evidence.read import Raw
from advisor.evidence.synthetic import Plan
from advisor.evidence.synthetic_columns import Columns
from advisor.evidence.synthetic_files import Format, write_bill
from advisor.model.evidence_rules import EvidenceRules
from tests.evidence.bills import IBIS_BEHIND, figures, read_bill

pytestmark = pytest.mark.filterwarnings(IBIS_BEHIND)
ROWS = 1500
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def rules(bundled_pack_folder: Path) -> EvidenceRules:
    return load_evidence(bundled_pack_folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bill(tmp_path_factory.mktemp("laws"), Plan(ROWS, seed=3), Format.CSV).files[0]


@pytest.fixture(scope="module")
def rows(whole: Path) -> Rows:
    with whole.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def told(whole: Path, rules: EvidenceRules) -> dict[str, Any]:
    return figures(read_bill([whole], rules))


def write(path: Path, rows: Rows, columns: list[str] | None = None, *, quote: bool = False) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
        writer = csv.DictWriter(file, columns or list(rows[0]), quoting=quoting, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def shuffled_rows(folder: Path, rows: Rows) -> list[Path]:
    return [write(folder / "bill.csv", random.Random(5).sample(rows, len(rows)))]


def shuffled_columns(folder: Path, rows: Rows) -> list[Path]:
    return [write(folder / "bill.csv", rows, random.Random(5).sample(list(rows[0]), len(rows[0])))]


def many_files(folder: Path, rows: Rows) -> list[Path]:
    """Rows dealt out to files of other names, each with its own order of columns; one of them zipped."""
    dice = random.Random(11)
    hands: list[Rows] = [[] for _ in range(4)]
    for row in rows:
        dice.choice(hands).append(row)
    written = []
    for place, hand in enumerate(hands):
        columns = dice.sample(list(rows[0]), len(rows[0]))
        written.append(write(folder / f"part-{place}.csv", hand, columns, quote=place == 1))
    zipped = folder / "part-0.csv.gz"
    zipped.write_bytes(gzip.compress(written[0].read_bytes()))
    return [written[3], zipped, written[2], written[1]]


def parquet(folder: Path, rows: Rows) -> list[Path]:
    return list(write_bill(folder, Plan(ROWS, seed=3), Format.PARQUET, monthly=True).files)


@pytest.mark.parametrize("laid", [shuffled_rows, shuffled_columns, many_files, parquet])
def test_how_rows_lie_in_files_changes_no_figure(
    tmp_path: Path,
    rows: Rows,
    told: dict[str, Any],
    rules: EvidenceRules,
    laid: Callable[[Path, Rows], list[Path]],
) -> None:
    assert figures(read_bill(laid(tmp_path, rows), rules)) == told


def test_a_bill_is_the_sum_of_its_parts(
    tmp_path: Path, rows: Rows, told: dict[str, Any], rules: EvidenceRules
) -> None:
    """Wherever it is cut: costs, findings, splits before rounding, and what nobody answers for."""
    cut = len(rows) // 3
    parts = [
        figures(read_bill([write(tmp_path / f"{place}.csv", each)], rules))
        for place, each in enumerate((rows[:cut], rows[cut:]))
    ]
    for picture in told["pictures"]:
        halves = [one for part in parts for one in part["pictures"] if one["currency"] == picture["currency"]]
        for name, amount in amounts(picture).items():
            assert sum(amounts(each).get(name, Decimal(0)) for each in halves) == amount, name


def amounts(picture: dict[str, Any]) -> dict[str, Decimal]:
    """Every figure of a picture that has to add up."""
    found = {f"cost {name}": Decimal(each) for name, each in picture["cost"].items()}
    found |= {f"ai {name}": Decimal(each) for name, each in picture["ai"].items()}
    found |= {f"finding {each['rule']}": Decimal(each["effective"]) for each in picture["findings"]}
    found |= {f"workload {each['name']}": Decimal(each["cost"]["effective"]) for each in picture["workloads"]}
    found |= {f"split {each['rule']}": Decimal(each["exact"]) for each in picture["allocation"]["splits"]}
    found["nobody"] = Decimal(picture["allocation"]["nobody"])
    found["rows"] = Decimal(picture["rows"])
    return found


def test_every_row_twice_doubles_money_and_leaves_shares(
    tmp_path: Path, rows: Rows, told: dict[str, Any], rules: EvidenceRules
) -> None:
    twice = figures(read_bill([write(tmp_path / "twice.csv", rows + rows)], rules))
    for once, double in zip(told["pictures"], twice["pictures"], strict=True):
        assert amounts(double) == {name: 2 * amount for name, amount in amounts(once).items()}
        assert {name: value for name, value in shares(double).items() if value} == shares(once)
        for before, after in zip(once["workloads"], double["workloads"], strict=True):
            assert (before["share"], before["series"][0]["day"]) == (
                after["share"],
                after["series"][0]["day"],
            )
            assert without_counts(before["stability"]) == without_counts(after["stability"])


def shares(picture: dict[str, Any]) -> dict[str, str]:
    return {
        each["id"]: each["value"] for each in picture["measures"] if each["unit"] == "%" and each["value"]
    }


def without_counts(stability: dict[str, Any] | None) -> dict[str, Any] | None:
    return stability and {name: value for name, value in stability.items() if "rows" not in name}


def test_no_row_of_another_currency_moves_a_figure(
    tmp_path: Path, rows: Rows, told: dict[str, Any], rules: EvidenceRules
) -> None:
    main = told["pictures"][0]["currency"]
    alone = [row for row in rows if row["BillingCurrency"] == main]
    (only,) = figures(read_bill([write(tmp_path / "one.csv", alone)], rules))["pictures"]
    assert only == told["pictures"][0]


DIALECTS = (
    "athena",
    "bigquery",
    "clickhouse",
    "databricks",
    "mssql",
    "postgres",
    "pyspark",
    "snowflake",
    "trino",
)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_one_pass_compiles_for_other_engines(dialect: str, rules: EvidenceRules) -> None:
    """As far as that goes without one: nothing in it is DuckDB's alone."""
    ruled = columns_of(rules)
    typed = ibis.Schema.from_pyarrow(Columns(Plan(0)).schema)
    columns = {name: "string" if str(kind).startswith("dict") else kind for name, kind in typed.items()}
    for schema in (columns, dict.fromkeys(columns, "string")):
        raw = Raw(ibis.table(schema, name="focus"), frozenset(columns), ())
        one_pass = facts(raw, [name for name in ruled if name in raw.table.columns])
        assert "GROUP BY" in ibis.to_sql(one_pass.table, dialect=dialect)
