"""Rows of tables: which are named, how tables come through standard input, and how cells may be quoted."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest

from advisor.cli.main import main
from advisor.content.tables import sniffed
from advisor.workflows.check import check

KINDS = ("training", "fine_tuning")
TABLE = "id,kind,task\na,training,tables\nb,fine_tuning,text_to_text\n"


@pytest.fixture
def score(capfdbinary, monkeypatch):
    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, list[str], list[str]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["score", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return code, out.decode().splitlines(), err.decode().splitlines()

    return run


def ids_of(lines: list[str]) -> list[str]:
    return [line.partition(",")[0] for line in lines[1:]]


def written(folder: Path, suffix: str, ids: list[str]) -> Path:
    rows = [{"id": each, "kind": KINDS[0]} for each in ids]
    file = folder / f"sheets{suffix}"
    if suffix == ".csv":
        file.write_text("id,kind\n" + "".join(f"{row['id']},{row['kind']}\n" for row in rows))
    elif suffix == ".jsonl":
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        pyarrow.parquet.write_table(pa.Table.from_pylist(rows), file)
    return file


@pytest.mark.parametrize(("suffix", "first"), [(".csv", 2), (".jsonl", 1), (".parquet", 1)])
def test_ids_that_come_twice_are_told_by_row_and_scored_all_the_same(suffix, first, tmp_path, score):
    ids = ["a", "b", "a", "c", "b", "a", "B"]
    file = written(tmp_path, suffix, ids)
    code, lines, err = score(file)
    assert (code, ids_of(lines)) == (0, ids)
    place = "" if suffix == ".jsonl" else ":1"
    assert err == [
        f"{file}:{first + row}{place}: warning: the id “{ids[row]}” is that of row {first + before}, too "
        "(both are scored; name them apart)"
        for row, before in ((2, 0), (4, 1), (5, 0))
    ] + [f"{file}: 7 rows: all scored."]


def test_the_same_id_far_apart_is_found_and_many_are_counted(tmp_path, score):
    """Rows are read in batches of some ten thousand; ids are those of the whole table."""
    ids = [str(number) for number in range(70_000)]
    file = written(tmp_path, ".csv", [*ids, *ids[:150]])
    code, lines, err = score(file)
    assert (code, len(lines)) == (0, 70_151)
    assert len(err) == 102
    assert err[0].startswith(f"{file}:70002:1: warning: the id “0” is that of row 2, too")
    assert err[-2] == f"{file}: 150 rows have the id of an earlier row."
    assert err[-1] == f"{file}: 70,150 rows: all scored."


def test_rows_without_an_id_are_called_by_their_number_and_repeat_nothing(tmp_path, score):
    file = tmp_path / "sheets.csv"
    file.write_text("kind\n" + "training\n" * 5)
    assert score(file) == (0, score(file)[1], [])
    assert ids_of(score(file)[1]) == ["2", "3", "4", "5", "6"]


def test_ids_stay_texts_whatever_they_look_like(tmp_path, score):
    ids = ["007", "7", " 7", "1e3", "+5"]
    code, lines, err = score(written(tmp_path, ".csv", ids))
    assert (code, ids_of(lines), err) == (0, ids, [])


def test_good_rows_are_printed_and_every_bad_one_is_named(tmp_path, score):
    file = tmp_path / "sheets.csv"
    kinds = ["training" if row % 3 else "trainning" for row in range(2, 1_002)]
    file.write_text("kind\n" + "".join(f"{kind}\n" for kind in kinds))
    bad = [row for row, kind in enumerate(kinds, start=2) if kind == "trainning"]
    code, lines, err = score(file)
    assert code == 2
    assert ids_of(lines) == [str(row) for row in range(2, 1_002) if row not in bad]
    assert [int(line.split(":")[1]) for line in err[:100]] == bad[:100]
    words = ", ".join(str(row) for row in bad[100:300])
    assert err[100] == f"{file}: not told one by one: rows {words} and {len(bad) - 300} more ranges."
    assert err[101] == f"{file}: 1,000 rows: {1000 - len(bad)} scored, {len(bad)} left out."


@pytest.mark.parametrize("option", [(), ("--input-format", "csv")])
def test_a_table_comes_through_standard_input(option, tmp_path, score):
    file = tmp_path / "sheets.csv"
    file.write_text(TABLE)
    assert score("-", *option, stdin=TABLE.encode()) == score(file)


def test_every_form_of_table_is_told_by_how_it_begins(tmp_path, score):
    for suffix in (".csv", ".jsonl", ".parquet"):
        file = written(tmp_path, suffix, ["x", "y"])
        assert score("-", stdin=file.read_bytes()) == score(file)


def test_an_assessment_still_comes_through_standard_input(bundled_pack_folder, score):
    example = next((bundled_pack_folder / "examples").glob("*.yaml"))
    code, lines, _ = score("-", "--format", "json", stdin=example.read_bytes())
    assert code == 0
    assert json.loads("\n".join(lines))["schema"] == "advisor/recommendation/1"


def test_what_is_wrong_with_a_table_from_standard_input_has_a_place(score):
    table = TABLE.replace("tables\n", "tabels\n")
    code, lines, err = score("-", stdin=table.encode())
    assert (code, ids_of(lines)) == (2, ["b"])
    assert err[0].startswith("standard input:2:3: error: id “a”: “task” has no option “tabels”")
    assert "tables" in err[0]


def test_a_form_that_is_asked_for_wins_over_the_name(tmp_path, score):
    named, other = tmp_path / "sheets.csv", tmp_path / "sheets.txt"
    named.write_text(TABLE)
    other.write_text(TABLE)
    assert score(other, "--input-format", "csv") == score(named)
    code, lines, err = score(named, "--input-format", "yaml")
    assert (code, lines) == (2, [])
    assert "not an assessment" in err[0]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"id,kind,task\n1,training,tables", "csv"),
        (b'\xef\xbb\xbf"id";"kind"\n', "csv"),
        (b"kind\ntraining\n", "csv"),
        (b"id\ttask\n", "csv"),
        (b'{"kind": "training"}\n{"kind": "training"}\n', "jsonl"),
        (b"PAR1\x15\x00", "parquet"),
        (b"assessment: ours\npack: crawl-walk-run\n", None),
        (b"# A comment, with a comma\nassessment: ours\n", None),
        (b"---\nassessment: ours\n", None),
        (b'{"assessment": "ours", "kind": "x"}', None),
        (b'{\n "assessment": "ours"}', None),
        (b"", None),
        (b"\n\n", None),
    ],
)
def test_tables_are_told_from_assessments(head, form):
    assert sniffed(head) == form


def test_quotes_change_nothing(tmp_path, score):
    plain, quoted = tmp_path / "plain.csv", tmp_path / "quoted.csv"
    plain.write_text(TABLE)
    quoted.write_text("\n".join(",".join(f'"{c}"' for c in line.split(",")) for line in TABLE.splitlines()))
    assert score(plain) == score(quoted)


def test_quoted_cells_may_hold_separators_quotes_and_lines(tmp_path, score, small_pack_folder):
    check(str(small_pack_folder))
    file = tmp_path / "quoted.csv"
    file.write_text('id,kind,dream\n"a,b",orders,"two\nlines"\n"c ""d""",orders,x\n')
    code, lines, err = score(file, "--pack", small_pack_folder)
    assert (code, err) == (0, [])
    assert [line.partition(",orders")[0] for line in lines[1:]] == ['"a,b"', '"c ""d"""']


def test_lines_of_json_are_counted_across_what_is_read_at_once(tmp_path, score):
    """Some megabytes are read at a time; a line without an end, blank lines and a mark at the start count."""
    file = tmp_path / "long.jsonl"
    padding = "x" * 700_000
    rows = [{"id": f"r{number}", "kind": KINDS[0], "note": padding} for number in range(1, 31)]
    rows[24]["kind"] = "nonsense"
    lines = [json.dumps(row) for row in rows]
    lines[27] = "{"
    lines[28] = ""
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    code, found, err = score(file, "--ignore-column", "note")
    assert (code, ids_of(found)) == (2, [f"r{n}" for n in range(1, 31) if n not in (25, 28, 29)])
    assert [line.removeprefix(f"{file}:").partition(":")[0] for line in err[:2]] == ["25", "28"]
    assert err[2] == f"{file}: 29 rows: 27 scored, 2 left out."
