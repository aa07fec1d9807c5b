"""Tables as spreadsheets hand them over: what is forgiven, what is refused, and how it is told."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli.main import main
from advisor.content.table_quotes import open_quote
from advisor.content.tables import TableFile, TableOptions, read_table
from advisor.errors import UnusableInput
from advisor.workflows.check import check

TASK = "text_to_text"
KIND = "online_inference"


@pytest.fixture
def score(capfdbinary, monkeypatch, tmp_path):
    """Score a file of the folder that a test works in; results as rows, and what was told."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, str]], list[str]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["score", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return code, list(csv.DictReader(io.StringIO(out.decode()))), err.decode().splitlines()

    return run


def rejected(path: str = "left.csv", delimiter: str = ",") -> list[dict[str, str]]:
    data = Path(path).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "else Excel takes it for another encoding"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def ids_of(rows: list[dict[str, str]]) -> list[str]:
    return [row["id"] for row in rows]


# Numbers.


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_a_number_with_two_readings_leaves_its_row_out(suffix, score):
    texts = ["50.000", "50000", "12.5", "0.125", "1.500.000"]
    rows = [{"id": f"r{i}", "kind": KIND, "daily_requests": text} for i, text in enumerate(texts)]
    if suffix == "csv":
        Path("t.csv").write_text(
            "id,kind,daily_requests\n" + "".join(",".join(r.values()) + "\n" for r in rows)
        )
    elif suffix == "jsonl":
        Path("t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        pyarrow.parquet.write_table(pa.Table.from_pylist(rows), "t.parquet")
    code, found, err = score(f"t.{suffix}")
    assert (code, ids_of(found)) == (2, ["r1", "r2", "r3"])
    place = {"csv": "2:3", "parquet": "1:3", "jsonl": "1"}[suffix]
    assert err[0].startswith(f"t.{suffix}:{place}: error: id “r0”: “daily_requests”: “50.000” can be read")
    assert "as 50000 and as 50 (write 50000 or 50, whichever is meant)" in err[0]
    assert "write 1500000" in err[1]
    assert err[2] == f"t.{suffix}: 5 rows: 3 scored, 2 left out."


def test_a_number_that_is_one_in_its_file_has_one_reading(score):
    values = [50.0, 12.125, 786.879, 0.125]
    table = pa.table({"kind": [KIND] * 4, "daily_requests": values})
    pyarrow.parquet.write_table(table, "t.parquet")
    Path("t.jsonl").write_text(
        f'{{"kind": "{KIND}", "daily_requests": 50.000}}\n'
        + "".join(json.dumps({"kind": KIND, "daily_requests": each}) + "\n" for each in values[1:])
    )
    for name in ("t.parquet", "t.jsonl"):
        code, found, err = score(name)
        assert (code, len(found), err) == (0, 4, [])


# Headings.


def test_headings_are_recognised_in_any_case_and_with_blanks(score):
    Path("plain.csv").write_text(f"id,kind,task,latency_bound\na,{KIND},{TASK},50\n")
    Path("odd.csv").write_text(
        f"\ufeffID, Kind ,TASK\u200b,Latency Bound\na,{KIND},{TASK},50\n", encoding="utf-8"
    )
    assert score("odd.csv") == score("plain.csv")
    assert score("plain.csv")[0] == 0


def test_two_headings_of_one_question_collide_and_the_exact_one_is_kept(score):
    Path("t.csv").write_text(f"id,kind,Task,task\na,{KIND},x,{TASK}\n")
    code, found, err = score("t.csv")
    assert (code, found) == (2, [])
    assert err == ["t.csv:1:3: error: a second column “Task” (keep one)"]


def test_a_foreign_column_is_left_out_with_one_warning(score):
    Path("with.csv").write_text(
        f"team_name,id,kind,region,task,,\nx,a,{KIND},north,{TASK},,\ny,b,{KIND},,{TASK},,\n"
    )
    Path("without.csv").write_text(f"id,kind,task\na,{KIND},{TASK}\nb,{KIND},{TASK}\n")
    code, found, err = score("with.csv")
    assert (code, found) == (0, score("without.csv")[1])
    [warning, summary] = err
    assert warning.startswith("with.csv:1: warning: these columns answer no question and are left out: ")
    assert "“team_name”, “region”" in warning
    assert summary == "with.csv: 2 rows: all scored."


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_foreign_columns_may_hold_anything(form, score):
    rows = [{"id": f"r{i}", "kind": KIND, "team": {"name": "x", "since": [2020, i]}} for i in range(3)]
    if form == "parquet":
        pyarrow.parquet.write_table(pa.Table.from_pylist(rows), "t.parquet")
    else:
        # The second kind of line makes the reader go line by line.
        Path("t.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows) + '\n{"kind": "training"}\n'
        )
    code, found, err = score(f"t.{form}")
    assert (code, len(found)) == (0, 3 if form == "parquet" else 4)
    assert len(err) == 2
    assert "“team”" in err[0]


def test_a_slip_in_a_heading_is_an_error_unless_it_is_meant(score):
    Path("t.csv").write_text(f"id,kind,tsk\na,{KIND},x\n")
    code, found, err = score("t.csv")
    assert (code, found) == (2, [])
    assert "t.csv:1:3: error: there is no question “tsk” (did you mean “task”?)" in err
    code, found, err = score("t.csv", "--ignore-column", "TSK")
    assert (code, ids_of(found), err) == (0, ["a"], [])


def test_strict_takes_no_foreign_column_but_those_that_are_named(score):
    Path("t.csv").write_text(f"id,kind,team_name\na,{KIND},x\n")
    code, found, err = score("t.csv", "--strict")
    assert (code, found) == (2, [])
    assert "--ignore-column" in err[0]
    code, found, err = score("t.csv", "--strict", "--ignore-column", "team_name")
    assert (code, ids_of(found), err) == (0, ["a"], [])


def test_a_row_with_a_foreign_cell_alone_is_not_passed_over(score):
    Path("t.csv").write_text(f"id,kind,comment\na,{KIND},\n,,a team without answers\n,,\n")
    code, found, err = score("t.csv")
    assert (code, ids_of(found)) == (2, ["a"])
    assert err[1].startswith("t.csv:3:2: error: “kind” is empty")


# Cells.


def test_letter_case_and_what_nobody_sees_do_not_matter(score):
    Path("plain.csv").write_text(f"id,kind,task,load_shape\na,{KIND},{TASK},steady\n")
    Path("odd.csv").write_text(
        f"id,kind,task,load_shape\na,Online_Inference,\u00a0{TASK.upper()}\u2003,Stea\u200bdy\ufeff\n",
        encoding="utf-8",
    )
    assert score("odd.csv") == score("plain.csv")


def test_several_options_unknown_and_not_applicable_in_any_case(score, bundled_pack):
    several = next(question for question in bundled_pack.questions if question.type == "multiple")
    first, second = [option.id for option in several.options if not option.alone][:2]
    head = f"id,kind,{several.id},task\n"
    Path("plain.csv").write_text(f"{head}a,{KIND},{first}|{second},unknown\nb,{KIND},n/a,{TASK}\n")
    Path("odd.csv").write_text(
        f"{head}a,{KIND},{first.upper()} | {second.title()},Unknown\nb,{KIND},N/A,{TASK}\n"
    )
    assert score("odd.csv") == score("plain.csv")
    assert score("odd.csv")[0] == 0


def test_what_cannot_be_printed_is_shown_by_its_number(score):
    Path("t.csv").write_text(f"id,kind,task\na,{KIND},text\x07to\n")
    assert "text[U+0007]to" in score("t.csv")[2][0]


# What was left out.


REJECTS = f"""\
Id;Kind;Task;daily_requests
good;{KIND};{TASK};3000
=cmd|calc;trainning;{TASK};50.000
;{KIND};"@SUM(1)
next";1
short;{KIND}
"""


def test_rows_left_out_are_written_down_for_who_mends_them(score):
    Path("t.csv").write_text(REJECTS)
    code, found, err = score("t.csv", "--rejects", "left.csv")
    assert (code, ids_of(found)) == (2, ["good"])
    assert err[-1] == "t.csv: 4 rows: 1 scored, 3 left out."
    rows = rejected(delimiter=";")
    assert list(rows[0]) == ["row", "id", "column", "value", "problem", "way_out", "file"]
    assert [(row["row"], row["id"], row["column"]) for row in rows] == [
        ("3", "'=cmd|calc", "Kind"),
        ("3", "'=cmd|calc", "daily_requests"),
        ("4", "", "Task"),
        ("5", "short", ""),
    ]
    assert [row["value"] for row in rows] == ["trainning", "50.000", "'@SUM(1)⏎next", f"short;{KIND}"]
    assert rows[0]["way_out"] == "did you mean “training”?"
    assert "as 50000 and as 50" in rows[1]["problem"]
    assert {row["file"] for row in rows} == {"t.csv"}


def test_every_row_left_out_is_written_down_though_few_are_told(score):
    count = 700
    Path("t.csv").write_text("id,kind\n" + "".join(f"r{row},trainning\n" for row in range(count)))
    code, found, err = score("t.csv", "--rejects", "left.csv")
    assert (code, found) == (2, [])
    assert len(err) == 102
    assert err[-1] == "t.csv: 700 rows: 0 scored, 700 left out."
    assert [row["id"] for row in rejected()] == [f"r{row}" for row in range(count)]


def test_nothing_left_out_is_written_down_as_well_so_that_no_old_list_remains(score):
    Path("t.csv").write_text("id,kind\na,trainning\n")
    score("t.csv", "--rejects", "left.csv")
    assert len(rejected()) == 1
    Path("t.csv").write_text("id,kind\na,training\n")
    assert score("t.csv", "--rejects", "left.csv")[0] == 0
    assert rejected() == []


def test_rejects_replace_neither_the_table_nor_another_file(score):
    Path("t.csv").write_text("id,kind\na,training\n")
    Path("other.csv").write_text("precious\n")
    for name, words in (("t.csv", "is what is to be scored"), ("other.csv", "is there already")):
        before = Path(name).read_bytes()
        code, found, err = score("t.csv", "--rejects", name)
        assert (code, found) == (2, [])
        assert words in err[0]
        assert Path(name).read_bytes() == before


def test_rejects_say_when_there_is_nothing_to_do_or_nowhere_to_go(score, bundled_pack_folder):
    example = next((bundled_pack_folder / "examples").glob("*.yaml"))
    code, _, err = score(example, "--rejects", "left.csv", "--format", "csv")
    assert code == 0
    assert "none was read: nothing is written" in err[-1]
    assert not Path("left.csv").exists()
    Path("t.csv").write_text("id,kind\na,training\n")
    code, found, [told] = score("t.csv", "--rejects", "nowhere/left.csv")
    assert (code, found) == (2, [])
    assert "there is no folder “nowhere”" in told


@pytest.mark.parametrize("rows", ["", "short\n", "short\n\nshort\n", 'b,"open\n'])
def test_a_table_without_a_row_that_can_be_used(rows, score):
    Path("t.csv").write_text(f"id,kind,task\n{rows}")
    code, found, err = score("t.csv", "--rejects", "left.csv")
    assert (code, found) == (2 if rows else 0, [])
    assert len(rejected()) == max(rows.count("short"), rows.count("open"))
    assert all(":" in line and "Traceback" not in line for line in err)


# Files of another kind.


def test_a_workbook_is_called_one_with_the_way_out(score):
    with zipfile.ZipFile("teams.xlsx", "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    data = Path("teams.xlsx").read_bytes()
    Path("teams.csv").write_bytes(data)
    Path("old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    for arguments in (("teams.xlsx",), ("teams.csv",), ("old.xls",), ("-",)):
        code, found, [told] = score(*arguments, stdin=data)
        assert (code, found) == (2, [])
        assert "workbook" in told
        assert "CSV UTF-8" in told
        assert "advisor import" in told


@pytest.mark.parametrize(
    ("encoding", "place", "words"),
    [
        ("cp1252", "4:2", "byte 0xFC here does not fit (in Windows-1252 it is “ü”)"),
        ("utf-16", "1:1", "the file is in UTF-16"),
        ("utf-16-le", "1", "zero bytes"),
        ("utf-32", "1:1", "the file is in UTF-32"),
    ],
)
def test_another_encoding_is_told_with_its_place_before_anything_is_scored(encoding, place, words, score):
    text = f"id,kind\na,{KIND}\nb,{KIND}\nZürich,{KIND}\n"
    Path("t.csv").write_bytes(text.encode(encoding))
    code, found, [told] = score("t.csv")
    assert (code, found) == (2, [])
    assert told.startswith(f"t.csv:{place}: error: the file is ")
    assert words in told
    assert "CSV UTF-8" in told


def test_letters_of_every_length_across_blocks_are_utf_8(score):
    """The file is looked at in blocks of some megabytes, whose ends cut letters in two."""
    name = "aé€😀" * 300_000
    Path("t.csv").write_text(f"id,kind,team_name\na,{KIND},{name}\nñ,{KIND},x\n", encoding="utf-8")
    code, found, _ = score("t.csv", "--ignore-column", "team_name")
    assert (code, ids_of(found)) == (0, ["a", "ñ"])


# Quotes.


@pytest.mark.parametrize(
    "after", ["{id},training,tables\n", '{id},"training",tables\n', '"{id}",training,tables\n']
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(after, score):
    rest = "".join(after.format(id=f"r{row}") for row in range(300))
    Path("t.csv").write_text(f'id,kind,task\n"a",training,tables\nb,"training,tables\n{rest}')
    code, found, err = score("t.csv")
    assert (code, ids_of(found)) == (2, ["a"])
    told = [line for line in err if line.startswith("t.csv:3:2: error: a quote opens here and is not closed")]
    assert len(told) == 1
    assert err[0] == "t.csv: 1 row: 1 scored, 0 left out; the rest could not be read."


def test_a_quote_that_swallows_more_than_is_read_at_once(score):
    rest = f"r,{KIND},tables\n" * 200_000
    Path("t.csv").write_text(f'id,kind,task\na,training,tables\nb,"training,tables\n{rest}')
    code, _, err = score("t.csv", "--rejects", "left.csv")
    assert code == 2
    assert "t.csv:3:2: error: a quote opens here and is not closed: lines 3 to 200,003" in "\n".join(err)
    assert rejected()[0]["row"] == "3"


def test_sound_cells_over_lines_stop_nothing(score, small_pack_folder):
    check(str(small_pack_folder))
    Path("t.csv").write_text(
        'id,kind,dream\na,orders,"one\ntwo, ""three"""\nb,"orders\n",x\nc,orders,y,"z\nz"\nd,orders,\n'
    )
    code, found, err = score("t.csv", "--pack", small_pack_folder)
    assert (code, ids_of(found)) == (2, ["a", "b", "d"])
    assert "4 cells; the first line has 3" in err[0]


CELL = st.text(st.sampled_from('ab",;\n '), max_size=6)


@given(st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=6))
def test_what_a_writer_writes_has_no_open_quote(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    assert open_quote(out.getvalue().encode(), ",") is None


@given(st.lists(st.sampled_from(["x", '"y"', '"two\nlines"']), min_size=1, max_size=5), st.integers(0, 4))
def test_a_quote_that_is_opened_in_the_last_cell_is_found(cells, more):
    data = ("".join(f"{cell},1\n" for cell in cells) + 'z,"open\n' + "w,2\n" * more).encode()
    found = open_quote(data, ",")
    assert found is not None
    line = data[: data.index(b"z,")].count(b"\n") + 1
    assert (found.row, found.line, found.cell) == (len(cells) + 1, line, 2)


PIECES = st.sampled_from(
    [
        '"',
        '""',
        "\n",
        "\r\n",
        ",",
        "x",
        "training",
        "tables",
        "50.000",
        "3",
        "\x07",
        "\u200b",
        "é",
        "=1",
        '\n"',
        " ",
    ]
)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
def test_whatever_stands_in_a_file_every_row_is_read_or_told(
    bundled_pack, tmp_path_factory, pieces, encoding
):
    path = tmp_path_factory.mktemp("any") / "t.csv"
    path.write_bytes(("id,kind,task,daily_requests\n" + "".join(pieces)).encode(encoding, "replace"))
    left: set[int] = set()
    try:
        for batch in read_table(TableFile(path, "csv", "t.csv"), bundled_pack, TableOptions(every=True)):
            left |= set(batch.wrong.tolist())
            assert {each.problem.line for each in batch.problems if each.leaves_out} == set(
                batch.wrong.tolist()
            )
    except UnusableInput as error:
        assert all(each.code in ("unclosed-quote", "encoding", "unreadable") for each in error.problems)
    assert all(row > 1 for row in left)
