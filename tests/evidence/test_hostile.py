"""Bills that are broken, or mean: a message or a named degradation, no traceback, no row lost unsaid."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")

import pyarrow as pa
import pyarrow.parquet as pq

from advisor.cli.main import main
from tests.evidence.bills import IBIS_BEHIND

pytestmark = pytest.mark.filterwarnings(IBIS_BEHIND)
ROW = {
    "BilledCost": "1",
    "BillingCurrency": "USD",
    "BillingPeriodEnd": "2026-08-01T00:00:00Z",
    "BillingPeriodStart": "2026-07-01T00:00:00Z",
    "ChargeCategory": "Usage",
    "ChargeDescription": "hours",
    "ChargePeriodEnd": "2026-07-02T01:00:00Z",
    "ChargePeriodStart": "2026-07-02T00:00:00Z",
    "ContractedCost": "1",
    "EffectiveCost": "1",
    "ListCost": "1",
    "ProviderName": "AWS",
    "ServiceCategory": "Compute",
    "ServiceName": "Amazon Elastic Compute Cloud",
    "SubAccountName": "shop",
    "Tags": '{"team": "shop"}',
}


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def bill(self) -> dict[str, Any]:
        told = json.loads(self.out)
        found: dict[str, Any] = told.get("bill", told)
        return found


@pytest.fixture
def evidence(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    def run(*arguments: object) -> Done:
        capsys.readouterr()
        code = main(["evidence", *map(str, arguments), "--format", "json"])
        captured = capsys.readouterr()
        for text in (captured.out, captured.err):
            assert "Traceback" not in text
            assert "unexpected" not in text
        return Done(code, captured.out, captured.err)

    return run


def write(path: Path, rows: Iterable[dict[str, str]], names: list[str] | None = None) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names or list(ROW), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def parquet(path: Path, **columns: pa.Array) -> Path:
    count = len(next(iter(columns.values())))
    text = {name: pa.array([value] * count) for name, value in ROW.items()}
    pq.write_table(pa.table(text | columns), path)
    return path


def truncated_gzip(folder: Path) -> Path:
    whole = gzip.compress(
        write(folder / "plain.csv", [ROW | {"ChargeDescription": str(n)} for n in range(5000)]).read_bytes()
    )
    path = folder / "bill.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    return path


def gzip_with_a_wrong_byte(folder: Path) -> Path:
    whole = bytearray(gzip.compress(write(folder / "plain.csv", [ROW] * 5000).read_bytes()))
    whole[len(whole) // 2] ^= 0xFF
    path = folder / "bill.csv.gz"
    path.write_bytes(bytes(whole))
    return path


def named(name: str, content: bytes) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    build.__name__ = name
    return build


def of_csv(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        path = write(folder / name, [ROW] * 3)
        path.write_bytes(change(path.read_bytes()))
        return path

    return build


def cut_parquet(folder: Path) -> Path:
    path = parquet(folder / "bill.parquet", EffectiveCost=pa.array([Decimal(1)] * 10))
    path.write_bytes(path.read_bytes()[:-20])
    return path


def parquet_with_a_garbled_page(folder: Path) -> Path:
    path = parquet(folder / "bill.parquet", EffectiveCost=pa.array([Decimal(n) for n in range(5000)]))
    data = bytearray(path.read_bytes())
    data[40 : len(data) // 2] = b"\xa5" * (len(data) // 2 - 40)
    path.write_bytes(bytes(data))
    return path


def name_on_two_lines(folder: Path) -> Path:
    return write(folder / "bill.csv", [ROW], [*ROW, "two\nlines"])


UNUSABLE = {
    "a name of a column that runs over a line's end": name_on_two_lines,
    "a gzip file that is cut off": truncated_gzip,
    "a gzip file with a wrong byte": gzip_with_a_wrong_byte,
    "an empty file": named("bill.csv", b""),
    "an empty gzip file": named("bill.csv.gz", gzip.compress(b"", mtime=0)),
    "blank lines": named("bill.csv", b"\n\n\n"),
    "a picture": named("bill.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(100)),
    "UTF-16": of_csv("bill.csv", lambda data: data.decode().encode("utf-16")),
    "Latin-1 in the names": of_csv("bill.csv", lambda data: data.replace(b"Tags", b"T\xe4gs", 1)),
    "Latin-1 in a cell": of_csv("bill.csv", lambda data: data.replace(b"hours", b"h\xf6urs")),
    "a quotation mark that stays open": of_csv("bill.csv", lambda data: data.replace(b"hours", b'"hours', 1)),
    "a row that is too short": of_csv("bill.csv", lambda data: data + b"1,USD\n"),
    "a row that is too long": of_csv("bill.csv", lambda data: data + data.splitlines()[1] + b",1,2,3\n"),
    "a Parquet file that is cut off": cut_parquet,
    "a Parquet file with a garbled page": parquet_with_a_garbled_page,
    "text that says it is Parquet": named("bill.parquet", b"BilledCost\n1\n"),
    "marks of Parquet and nothing else": named("bill.parquet", b"PAR1PAR1"),
    "JSON": named("bill.csv", b'[{"BilledCost": 1}]'),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_used_is_told(name: str, tmp_path: Path, evidence: Callable[..., Done]) -> None:
    path = UNUSABLE[name](tmp_path)
    done = evidence(path)
    assert done.code == 2, done.out
    assert done.out == ""
    assert path.name in done.err, "the file is named"
    assert len(done.err) < 2000


@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
@pytest.mark.parametrize("last", [True, False], ids=["last", "not last"])
def test_a_cell_of_fifty_megabytes(
    tmp_path: Path, evidence: Callable[..., Done], ending: str, last: bool
) -> None:
    """The engine leaves such a row out without a word when it is the last one."""
    rows = [ROW, ROW | {"ChargeDescription": "x" * 50_000_000}, *([] if last else [ROW])]
    path = write(tmp_path / "bill.csv", rows)
    if ending == ".csv.gz":
        path = tmp_path / "bill.csv.gz"
        path.write_bytes(gzip.compress((tmp_path / "bill.csv").read_bytes(), 1))
    done = evidence(path)
    assert done.code == 2
    assert "a line is longer than 16 MB" in done.err
    assert f"bill{ending}: error" in done.err
    assert len(done.err) < 2000 and not done.out


def test_what_a_row_says_names_neither_file_nor_fault(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    path = write(tmp_path / "bill.csv", [ROW, ROW | {"ChargeDescription": "gzip utf-8 File other.csv"}])
    path.write_bytes(path.read_bytes().rstrip() + b",one,cell,too,many\r\n")
    done = evidence(path)
    assert done.code == 2
    assert f"{path}:3: error: a line has another number of cells" in done.err


def test_ten_thousand_columns(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    more = [f"x_{number}" for number in range(10_000)]
    done = evidence(write(tmp_path / "bill.csv", [ROW] * 2, [*ROW, *more]))
    assert done.code == 0, done.err
    assert done.bill["rows"] == 2
    assert len(done.bill["own_columns"]) <= 100


def test_a_header_and_no_rows(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    done = evidence(write(tmp_path / "bill.csv", []))
    assert done.code == 0, done.err
    assert done.bill["rows"] == 0
    assert "no-rows" in {each["code"] for each in done.bill["notices"]}


def test_amounts_that_are_none_are_counted_and_told(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    words = ["NaN", "inf", "-Infinity", "1e400", "abc", "1,5", "--1", "0x10", "=1+1"]
    done = evidence(write(tmp_path / "bill.csv", [ROW, *(ROW | {"EffectiveCost": word} for word in words)]))
    assert done.code == 0, done.err
    (picture,) = done.bill["pictures"]
    assert Decimal(picture["cost"]["effective"]) == 1
    assert Decimal(picture["cost"]["list"]) == 1 + len(words)
    assert [each["rows"] for each in picture["notices"] if "unreadable" in each["code"]] == [len(words)]


def test_floats_that_are_no_numbers(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    cost = pa.array([1.5, float("nan"), float("inf"), float("-inf"), None, 1e300])
    done = evidence(parquet(tmp_path / "bill.parquet", EffectiveCost=cost))
    assert done.code == 0, done.err
    (picture,) = done.bill["pictures"]
    assert Decimal(picture["cost"]["effective"]) == Decimal("1.5")
    assert [each["rows"] for each in picture["notices"] if "unreadable" in each["code"]] == [4]


def test_dates_that_no_bill_can_have(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    dates = ["0001-01-01T00:00:00Z", "9999-12-31T23:00:00Z", "2026-02-30T00:00:00Z", "someday", "", "9" * 14]
    rows = [ROW | {"ChargePeriodStart": date, "ChargePeriodEnd": date} for date in dates]
    done = evidence(write(tmp_path / "bill.csv", [ROW, *rows]))
    assert done.code == 0, done.err
    (picture,) = done.bill["pictures"]
    assert Decimal(picture["cost"]["effective"]) == 1 + len(dates), "money counts, wherever it stands in time"
    assert (picture["first"], picture["last"]) == ("2026-07-02", "2026-07-02")
    assert [each["rows"] for each in picture["notices"] if "date" in each["code"]] == [len(dates)]


HARM = (
    "'; DROP TABLE facts; --",
    '" OR 1=1 --',
    "$$; COPY facts TO '/tmp/x'; $$",
    "=cmd|' /C calc'!A0",
    "+SUM(1+1)*cmd",
    "@import",
    "{{ 7*7 }}${7*7}<%= 7*7 %>",
    "<script>alert(1)</script>",
    "[bold red]x[/]",
    "\x1b[31mred\x1b[0m\x07",
    "../../../etc/passwd",
    "x\u202egnp.exe",
    "a\tb\nc\rd",
    "{workload}",
    "*",
    "%s%n",
)


def test_text_is_data(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    """In every text cell, and in the keys and values of tags."""
    texts = {name for name in ROW if not name.endswith(("Cost", "End", "Start", "Currency", "Tags"))}
    rows = []
    for text in HARM:
        tags = json.dumps({"team": text, "ai_workload": text, text: text})
        rows.append(ROW | dict.fromkeys(texts, text) | {"Tags": tags})
        rows.append(ROW | {"BillingCurrency": text, "Tags": text})
    done = evidence(write(tmp_path / "bill.csv", [ROW, *rows]))
    assert done.code == 0, done.err
    assert done.bill["rows"] == 1 + len(rows)
    assert "\x1b" not in done.out + done.err
    assert sum(Decimal(each["cost"]["effective"]) for each in done.bill["pictures"]) == 1 + len(rows)
    teams = {line["name"] for line in of_main(done, "team")}
    # Blanks and control characters may be tidied up; nothing is evaluated.
    assert {"*", "{workload}", "@import", "=cmd|' /C calc'!A0", "{{ 7*7 }}${7*7}<%= 7*7 %>"} <= teams


def of_main(done: Done, by: str) -> list[dict[str, Any]]:
    (found,) = [
        each for each in done.bill["pictures"][0]["breakdowns"] if each["by"] == by and not each["ai_only"]
    ]
    lines: list[dict[str, Any]] = found["lines"]
    return lines


def test_names_of_columns_and_files_are_data(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    row = ROW | {text: "1" for text in HARM if "\n" not in text}
    folder = tmp_path / "'; DROP TABLE facts; -- [x]*"
    folder.mkdir()
    for number, text in enumerate(HARM[:3]):
        write(folder / f"{number} {text.replace('/', '-')}.csv", [row], list(row))
    done = evidence(folder)
    assert done.code == 0, done.err
    assert done.bill["rows"] == 3
    assert "\x1b" not in done.out + done.err


def test_a_parquet_file_whose_types_lie(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    """Money as text, times as numbers, tags as a map, names as numbers."""
    count = 3
    done = evidence(
        parquet(
            tmp_path / "bill.parquet",
            EffectiveCost=pa.array(["1.25", "lots", None]),
            BilledCost=pa.array([1, 2, 3], pa.int64()),
            ListCost=pa.array([True, False, True]),
            ChargePeriodStart=pa.array([20260702] * count, pa.int64()),
            ServiceName=pa.array([1, 2, 3], pa.int32()),
            Tags=pa.array([[("team", "shop")]] * count, pa.map_(pa.string(), pa.string())),
        )
    )
    assert done.code in (0, 2)
    if done.code == 0:
        assert Decimal(done.bill["pictures"][0]["cost"]["effective"]) == Decimal("1.25")
        assert done.bill["rows"] == count
    else:
        assert "bill.parquet" in done.err


def test_currencies_are_never_added_up(tmp_path: Path, evidence: Callable[..., Done]) -> None:
    rows = [ROW | {"BillingCurrency": name} for name in ("USD", "EUR", "usd", "", "JPY")]
    done = evidence(write(tmp_path / "bill.csv", rows))
    assert {each["currency"]: Decimal(each["cost"]["effective"]) for each in done.bill["pictures"]} == {
        "USD": 2,
        "EUR": 1,
        "JPY": 1,
        "?": 1,
    }
    assert "several-currencies" in {each["code"] for each in done.bill["notices"]}


def test_one_file_of_a_folder_that_cannot_be_used_stops_all(
    tmp_path: Path, evidence: Callable[..., Done]
) -> None:
    write(tmp_path / "good.csv", [ROW])
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    done = evidence(tmp_path)
    assert done.code == 2
    assert "empty.csv" in done.err
