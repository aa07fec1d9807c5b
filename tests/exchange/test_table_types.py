"""What the columns of tables may hold: every type of Arrow, numbers however written, keys that come twice."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli.main import main
from advisor.content.tables import TableFile, TableOptions, read_table
from advisor.decision.sheets import bin_of

KINDS = ("training", "fine_tuning", "training")
UNSIGNED = 2**63 + 5


@pytest.fixture
def score(capfdbinary, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, list[str], list[str]]:
        code = main(["score", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return code, out.decode().splitlines(), err.decode().splitlines()

    return run


def parquet(column: str, values: pa.Array, name: str = "t.parquet") -> str:
    ids = {} if column == "id" else {"id": ["a", "b", "c"]}
    pyarrow.parquet.write_table(pa.table({**ids, "kind": KINDS, column: values}), name)
    return name


TEXT_TYPES = {
    "string": pa.string(),
    "large": pa.large_string(),
    "view": pa.string_view(),
    "bytes": pa.binary(),
    "large bytes": pa.large_binary(),
    "bytes of one length": pa.binary(6),
    "dictionary": pa.dictionary(pa.int32(), pa.string()),
    "small dictionary": pa.dictionary(pa.int8(), pa.large_string()),
    "list": pa.list_(pa.string()),
    "large list": pa.large_list(pa.large_string()),
    "list of one": pa.list_(pa.string_view(), 1),
}


@pytest.mark.parametrize("kind", TEXT_TYPES.values(), ids=TEXT_TYPES)
def test_texts_are_read_in_every_type_that_there_is_for_them(kind, score):
    texts = ["tables", None, "tables"]
    if hasattr(kind, "value_field"):
        values = pa.array([None if each is None else [each] for each in texts], kind)
    elif pa.types.is_dictionary(kind):
        values = pa.array(texts).dictionary_encode().cast(kind)
    else:
        values = pa.array([each and each.encode() for each in texts], pa.binary()).cast(kind)
    found = score(parquet("task", values))
    assert found == score(parquet("task", pa.array(texts), "plain.parquet"))
    assert (found[0], len(found[1]), found[2]) == (0, 4, [])


NUMBERS = {
    "int8": (pa.array([30, None, 5], pa.int8()), [30, None, 5]),
    "uint64": (pa.array([30, None, 5], pa.uint64()), [30, None, 5]),
    "half": (pa.array([30, None, 5]).cast(pa.float16()), [30, None, 5]),
    "single": (pa.array([30, None, 7.1], pa.float32()), [30, None, "7.1"]),
    "double": (pa.array([30, None, 5], pa.float64()), [30, None, 5]),
    "not a number": (pa.array([30, float("nan"), 7.5]), [30, None, "7.5"]),
    "decimal": (pa.array([Decimal("30.00"), None, Decimal("7.50")]), [30, None, "7.5"]),
    "wide": (pa.array([Decimal(30), None, Decimal(5)], pa.decimal256(70, 2)), [30, None, 5]),
    "dictionary": (pa.array([30, None, 5]).dictionary_encode(), [30, None, 5]),
    "nothing": (pa.nulls(3), [None, None, None]),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_read_in_every_type_that_there_is_for_them(name, score):
    values, meant = NUMBERS[name]
    lines = [
        json.dumps({"id": i, "kind": k, "latency_bound": v})
        for i, k, v in zip("abc", KINDS, meant, strict=True)
    ]
    Path("same.jsonl").write_text("\n".join(lines))
    found = score(parquet("latency_bound", values))
    assert found == score("same.jsonl")
    assert (found[0], len(found[1]), found[2]) == (0, 4, [])


FOREIGN = {
    "yes-or-no values (bool)": pa.array([True, False, None]),
    "dates (date32[day])": pa.array([datetime.date(2024, 1, 1)] * 3),
    "points in time (timestamp[us])": pa.array([datetime.datetime(2024, 1, 1)] * 3),
    "times of day (time64[us])": pa.array([datetime.time(1)] * 3),
    "spans of time (duration[us])": pa.array([datetime.timedelta(1)] * 3),
    "structures of several fields (": pa.array([{"a": 1}] * 3),
    "maps of keys and values (": pa.array([[("a", "b")]] * 3, pa.map_(pa.string(), pa.string())),
    "lists of lists (": pa.array([[["tables"]], None, None]),
    "lists of structures of several fields (": pa.array([[{"a": 1}], None, None]),
    "lists of yes-or-no values (bool)": pa.array([[True], None, None]),
    "lists of numbers with fractions (double)": pa.array([[0.5], None, None]),
    "bytes that are no text in UTF-8": pa.array([b"\xff", None, None]),
}


@pytest.mark.parametrize("words", FOREIGN)
def test_a_column_of_another_type_is_named_with_what_it_holds(words, score):
    file = parquet("task", FOREIGN[words])
    code, lines, [told] = score(file)
    assert (code, lines) == (2, [])
    assert told.startswith(f"{file}: error: column 3, “task”, holds {words}")
    assert told.endswith("; expected texts, numbers, or lists of texts")
    assert score(file, "--ignore-column", "task")[0] == 0


def test_all_columns_of_other_types_are_named_at_once(score):
    columns = {"kind": KINDS, "task": [True] * 3, "remark": [True] * 3, "latency_bound": [[[1]]] * 3}
    pyarrow.parquet.write_table(pa.table(columns), "t.parquet")
    code, lines, err = score("t.parquet")
    assert (code, lines) == (2, [])
    assert [line.partition(", holds")[0] for line in err] == [
        "t.parquet: error: column 2, “task”",
        "t.parquet: error: column 4, “latency_bound”",
        "2 problems.",
    ]


@pytest.mark.parametrize("column", ["daily_requests", "task"])
def test_a_whole_number_beyond_all_others_leaves_its_row_out(column, score):
    values = pa.array([None, UNSIGNED, None], pa.uint64())
    code, lines, err = score(parquet(column, values))
    assert (code, [line[0] for line in lines[1:]]) == (2, ["a", "c"])
    assert err[0].startswith(f"t.parquet:2:3: error: id “b”: “{column}”")
    assert str(UNSIGNED) in err[0]


def test_ids_may_be_numbers_and_uuids(score):
    uuids = [UUID(int=each) for each in range(3)]
    for values in (pa.array([1, UNSIGNED, 3], pa.uint64()), pa.array([u.bytes for u in uuids], pa.uuid())):
        code, lines, err = score(parquet("id", values))
        assert (code, err) == (0, [])
        assert [line.partition(",")[0] for line in lines[1:]] == [str(each) for each in values.to_pylist()]


def test_a_list_with_nothing_at_a_place_is_told_and_not_passed_over(score):
    file = parquet("task", pa.array([["tables"], ["tables", None], None]))
    code, lines, err = score(file)
    assert (code, len(lines)) == (2, 3)
    assert err[0].startswith(f"{file}:2:3: error: id “b”: “task”")


@pytest.mark.parametrize("again", ['"kind": "fine_tuning"', '"k\\u0069nd": null', '"kind": "training"'])
def test_a_key_that_comes_twice_leaves_its_row_out(again, score):
    Path("t.jsonl").write_text(
        f'{{"id": "a", "kind": "training"}}\n{{"id": "b", "kind": "training", {again}}}\n'
        '{"id": "c", "kind": "training", "other": {"x": 1, "x": 2}}\n'
    )
    code, lines, err = score("t.jsonl", "--ignore-column", "other")
    assert (code, [line[0] for line in lines[1:]]) == (2, ["a", "c"])
    assert err[0] == "t.jsonl:2: error: the key “kind” comes twice (keep one)"


def test_a_plus_sign_changes_nothing(score):
    cells = ["5", "+5", " +5 ", "+0005", "5.0", "+5.0"]
    Path("t.csv").write_text("id,kind,daily_requests\n" + "".join(f"x,training,{cell}\n" for cell in cells))
    code, lines, _ = score("t.csv")
    assert code == 0
    assert len(lines) == 1 + len(cells)
    assert len(set(lines[1:])) == 1


WRITTEN = st.from_regex(r"[ ]?[+-]?[0-9]{0,17}(\.[0-9]{1,2})?[ ]?", fullmatch=True) | st.sampled_from(
    ["+", "-", "+-5", "1e5", "٣", "-0", "+0", "99999999999", "100000000000", "100000000001", "-1"]
)


@given(st.lists(WRITTEN, min_size=1, max_size=12))
def test_whatever_stands_for_a_number_is_read_as_the_number_or_told(bundled_pack, tmp_path_factory, cells):
    """The oracle is Python's own reading of decimals, and the bounds of the question."""
    question = bundled_pack.question_by_id["daily_requests"]
    form = question.number
    path = tmp_path_factory.mktemp("numbers") / "t.csv"
    path.write_text("id,kind,daily_requests\n" + "".join(f"x,training,{cell}\n" for cell in cells), "utf-8")
    read: list[Decimal | None] = []
    wrong: set[int] = set()
    for batch in read_table(TableFile(path, "csv", "t.csv"), bundled_pack, TableOptions(every=True)):
        wrong |= set(batch.wrong.tolist())
        if batch.columns:
            column = batch.columns["daily_requests"]
            found = [column.answers[position] for position in column.positions.tolist()]
            read += [None if each is None else each.number for each in found]
    expected: list[Decimal | None] = []
    for row, cell in enumerate(cells, start=2):
        text = cell.strip()
        number = (
            Decimal(text) if text and text[-1].isdecimal() and "e" not in text and "+-" not in text else None
        )
        if text and (number is None or not form.minimum <= number <= form.maximum):
            assert row in wrong
        elif row not in wrong:
            expected.append(number)
        else:
            assert "." in text or (form.integer and number != number.to_integral_value()), "two readings"
    assert [None if each is None else bin_of(question, each) for each in read] == [
        None if each is None else bin_of(question, each) for each in expected
    ]
