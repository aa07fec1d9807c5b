"""Tables of answers: every row comes out as the same answers do in an assessment of their own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet
import pytest

from advisor.cli.main import main
from advisor.content.examples import bundled_examples, bundled_studies
from advisor.decision.recommend import recommend
from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.pack import Pack
from advisor.workflows.check import check
from tests.exchange.random_sheets import random_assessment

ROOT = Path(__file__).resolve().parents[2]
SHARES = {"complete": {}, "gaps": {"unanswered": 0.03, "unknown": 0.03}, "empty": {"unanswered": 0.9}}


def cell(answer: Answer) -> str | int | float | list[str]:
    """An answer as a cell; several choices as a list, which JSON and Parquet have."""
    if answer.state is AnswerState.UNKNOWN:
        return "unknown"
    if answer.state is AnswerState.NOT_APPLICABLE:
        return "n/a"
    if answer.number is not None:
        return (
            int(answer.number) if answer.number == answer.number.to_integral_value() else float(answer.number)
        )
    return list(answer.choices) if answer.choices is not None else str(answer.choice)


def as_row(assessment: Assessment) -> dict[str, str | int | float | list[str]]:
    work = assessment.workloads[0]
    cells = {question: cell(each) for question, each in (assessment.answers | work.answers).items()}
    return {"id": assessment.id, "kind": work.kind, **cells}


def text(value: object) -> str:
    return "|".join(value) if isinstance(value, list) else "" if value is None else str(value)


def write(path: Path, rows: list[dict], pack: Pack) -> Path:
    columns = ["id", "kind", *(question.id for question in pack.questions)]
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([text(row.get(column)) for column in columns] for row in rows)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        columns_as_they_are = {column: typed([row.get(column) for row in rows]) for column in columns}
        pyarrow.parquet.write_table(pa.table(columns_as_they_are), path)
    return path


def typed(values: list) -> pa.Array:
    """Numbers as numbers and lists as lists, where a column has nothing else."""
    if len({type(value) for value in values if value is not None}) <= 1:
        return pa.array(values)
    return pa.array([text(value) or None for value in values])


def drawn(pack: Pack, share: str, count: int) -> list[Assessment]:
    random = Random(share)
    found = [random_assessment(pack, random, **SHARES[share]) for _ in range(count)]
    return [each.model_copy(update={"id": f"s{index}"}) for index, each in enumerate(found)]


def expected(pack: Pack, assessment: Assessment) -> dict:
    """What the single path says, in the keys of a line."""
    [work] = recommend(pack, assessment).workloads
    return {
        "id": assessment.id,
        "kind": work.kind,
        "stage": work.stage,
        "model": work.model,
        "target": work.target,
        "target_stage": work.target_stage,
        "decided": work.decided,
        "settled": work.settled,
        "shares": work.shares,
        "share_none": work.share_none,
        "dimensions": [{"id": d.id, "score": d.score, "band": d.band} for d in work.dimensions],
        "decisions": work.decisions,
    }


def score(capfdbinary, *arguments: str) -> tuple[int, list[str], str]:
    code = main(["score", *arguments])
    out, err = capfdbinary.readouterr()
    return code, out.decode().splitlines(), err.decode()


@pytest.fixture(params=["bundled", "small"])
def pack_at(request, bundled_pack, small_pack, bundled_pack_folder, small_pack_folder) -> tuple[Pack, str]:
    if request.param == "small":
        check(str(small_pack_folder))  # Else who scores by it is told that nobody has proved it.
        return small_pack, str(small_pack_folder)
    return bundled_pack, str(bundled_pack_folder)


@pytest.mark.parametrize("share", list(SHARES))
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_each_row_comes_out_as_its_own_assessment(pack_at, share, suffix, tmp_path, capfdbinary):
    pack, folder = pack_at
    assessments = drawn(pack, share, 150 if share == "complete" else 40)
    file = write(tmp_path / f"answers{suffix}", [as_row(each) for each in assessments], pack)
    code, lines, err = score(capfdbinary, str(file), "--pack", folder, "--format", "json")
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in lines] == [expected(pack, each) for each in assessments]


def test_csv_lines_say_the_same_as_json_lines(pack_at, tmp_path, capfdbinary):
    pack, folder = pack_at
    rows = [as_row(each) for each in drawn(pack, "gaps", 40)]
    rows[3]["id"] = 'with, comma and "quotes"'
    file = write(tmp_path / "answers.csv", rows, pack)
    _, json_lines, _ = score(capfdbinary, str(file), "--pack", folder, "--format", "json")
    _, csv_lines, _ = score(capfdbinary, str(file), "--pack", folder)
    table = list(csv.DictReader(io.StringIO("\n".join(csv_lines))))
    assert len(table) == len(json_lines)
    for row, line in zip(table, map(json.loads, json_lines), strict=True):
        flat = {key: line[key] for key in ("id", "kind", "stage", "model", "target", "target_stage")}
        flat |= {name: str(line[name]).lower() for name in ("decided", "settled")} | line["decisions"]
        flat["share_none"] = str(line["share_none"])
        flat |= {f"share_{outcome}": str(share) for outcome, share in line["shares"].items()}
        for dimension in line["dimensions"]:
            flat |= {dimension["id"]: dimension["score"], f"{dimension['id']}_band": dimension["band"]}
        assert row == {key: "" if value is None else str(value) for key, value in flat.items()}


def test_assessments_as_csv_have_the_columns_of_tables(
    bundled_pack, bundled_pack_folder, tmp_path, capfdbinary
):
    examples = bundled_examples(bundled_pack_folder)
    code, lines, _ = score(capfdbinary, *(str(each.path) for each in examples), "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    file = write(
        tmp_path / "answers.csv", [as_row(each) for each in drawn(bundled_pack, "gaps", 1)], bundled_pack
    )
    assert score(capfdbinary, str(file))[1][0] == lines[0]
    assert all(row["id"].startswith(tuple(f"{each.id}/" for each in examples)) for row in rows)


def test_lines_of_json_that_differ_in_type_are_read_one_by_one(bundled_pack, tmp_path, capfdbinary):
    rows = [as_row(each) for each in drawn(bundled_pack, "gaps", 30)]
    even = write(tmp_path / "even.jsonl", rows, bundled_pack)
    _, lines, _ = score(capfdbinary, str(even), "--format", "json")
    odd = tmp_path / "odd.jsonl"
    odd.write_text("\n\n" + "".join(json.dumps(dict(reversed(row.items()))) + "\r\n\n" for row in rows))
    assert score(capfdbinary, str(odd), "--format", "json")[1] == lines


BAD = """\
id;kind;task;daily_requests;latency_bound
good;online_inference;text_to_text;3000;50

typo;online_inferenc;text_to_text;unknown;n/a
two;online_inference;texttotext;100;-1
short;online_inference
"has;separator";;tables;100;30
late;online_inference;text_to_text; 100 ;30
"""


def test_wrong_rows_are_told_with_row_column_and_nearest_name(tmp_path, capfdbinary):
    file = tmp_path / "bad.csv"
    file.write_bytes(b"\xef\xbb\xbf" + BAD.encode())
    code, lines, err = score(capfdbinary, str(file))
    assert code == 2
    assert [line.partition(",")[0] for line in lines] == ["id", "good", "late"]
    told = err.splitlines()
    for place, words in {
        "4:2": "did you mean “online_inference”",
        "5:3": "did you mean “text_to_text”",
        "5:5": "-1 is outside",
        "6": "2 cells; the first line has 5",
        "7:2": "“kind” is empty",
    }.items():
        [line] = [line for line in told if line.startswith(f"{file}:{place}: ")]
        assert words in line
    assert len(told) == 6
    assert told[-1] == f"{file}: 6 rows: 2 scored, 4 left out."


def test_strict_stops_at_wrong_rows(tmp_path, capfdbinary):
    file = tmp_path / "bad.csv"
    file.write_text(BAD)
    code, lines, err = score(capfdbinary, str(file), "--strict")
    assert code == 2
    assert len(lines) == 1, "only the header, which was printed before the rows were looked at"
    assert "stopped there" in err


def test_what_is_wrong_with_the_columns_is_told_at_once_and_nothing_is_scored(tmp_path, capfdbinary):
    file = tmp_path / "columns.csv"
    file.write_text("id,task,tsk,task\n1,tables,tables,tables\n")
    code, lines, err = score(capfdbinary, str(file))
    assert (code, lines) == (2, [])
    assert "did you mean “task”" in err
    assert ":1:4: error: a second column “task”" in err
    assert "there is no column “kind”" in err


def test_many_wrong_cells_are_counted_but_not_all_told(tmp_path, capfdbinary):
    file = tmp_path / "many.csv"
    file.write_text("kind,task\n" + "online_inference,nonsense\n" * 500 + "online_inference,tables\n")
    code, lines, err = score(capfdbinary, str(file))
    assert (code, len(lines)) == (2, 2)
    assert lines[1].startswith("502,"), "without a column id, a sheet is called by its row"
    told = err.splitlines()
    assert len(told) == 102
    assert told[-2:] == [
        f"{file}: not told one by one: rows 102–501.",
        f"{file}: 501 rows: 1 scored, 500 left out.",
    ]


def test_ids_that_would_move_the_cursor_are_refused(tmp_path, capfdbinary):
    file = tmp_path / "ids.jsonl"
    ids = ["\x1b[2J", "two\nlines", "\x9b1m", "naïve, but fine"]
    file.write_text("".join(json.dumps({"id": each, "kind": "training"}) + "\n" for each in ids))
    code, lines, err = score(capfdbinary, str(file), "--format", "json")
    assert (code, [json.loads(line)["id"] for line in lines]) == (2, ids[3:])
    assert err.count("control character") == 3
    assert "\x1b" not in err


def test_numbers_in_floating_point_are_the_numbers_meant(bundled_pack, tmp_path, capfdbinary):
    """What has gaps is often stored as floating point, 3000 as 3000.0."""
    number = next(question for question in bundled_pack.questions if question.number is not None)
    kinds = [bundled_pack.manifest.workload_kinds[0].id] * 3
    values = [float(number.number.minimum), None, float(number.number.maximum)]
    whole, floating = tmp_path / "whole.parquet", tmp_path / "floating.parquet"
    pyarrow.parquet.write_table(pa.table({"kind": kinds, number.id: pa.array(values, pa.int64())}), whole)
    pyarrow.parquet.write_table(pa.table({"kind": kinds, number.id: pa.array(values)}), floating)
    code, lines, _ = score(capfdbinary, str(floating))
    assert code == 0
    assert lines == score(capfdbinary, str(whole))[1]


def test_lines_that_are_no_json_objects_are_told(tmp_path, capfdbinary):
    file = tmp_path / "bad.jsonl"
    good = '{"id": "a", "kind": "online_inference", "task": "tables"}'
    file.write_text(f'{good}\n[1]\n{{"kind": tru}}\n{{"kind": "training", "task": true}}\n{{"knd": "x"}}\n')
    code, lines, err = score(capfdbinary, str(file), "--format", "json")
    assert (code, len(lines)) == (2, 1)
    for row, words in {2: "expected an object", 3: "not JSON", 4: "“task”: expected", 5: "“knd”"}.items():
        assert any(line.startswith(f"{file}:{row}:") and words in line for line in err.splitlines()), row


@pytest.mark.parametrize("name", ["broken.parquet", "broken.csv", "broken.jsonl"])
def test_files_that_are_something_else_end_in_a_message(name, tmp_path, capfdbinary):
    file = tmp_path / name
    file.write_bytes(b"\xff\xfe\x00PK\x03\x04" * 100)
    code, lines, err = score(capfdbinary, str(file))
    assert code == 2
    assert len(lines) <= 1
    assert str(file) in err
    assert "Traceback" not in err


def test_folders_and_patterns_stand_for_their_assessments(bundled_pack_folder, capfdbinary, monkeypatch):
    monkeypatch.chdir(bundled_pack_folder)
    found = (*bundled_examples(bundled_pack_folder), *bundled_studies(bundled_pack_folder))
    examples = [str(each.path) for each in found]
    _, single, _ = score(capfdbinary, *examples, "--format", "json")
    _, folder, _ = score(capfdbinary, ".", "--format", "json")
    _, pattern, _ = score(capfdbinary, "examples/*.yaml", "examples/*/*.yaml", "--format", "json")
    assert sorted(folder) == sorted(single)
    assert sorted(pattern) == sorted(single)


def test_without_the_extra_a_message_says_what_to_install(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("kind\nonline_inference\n")
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from advisor.cli.main import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "score", str(file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "80"},
    )
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert "advisor[tables]" in line


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_terminal_sees_progress_and_gets_its_line_back(bundled_pack, tmp_path):
    """On stderr only, and only while the results go elsewhere."""
    file = write(
        tmp_path / "answers.csv", [as_row(each) for each in drawn(bundled_pack, "complete", 3)], bundled_pack
    )
    shown = {}
    for name in ("pipe", "terminal"):
        ours, theirs = os.openpty()
        done = subprocess.run(
            [sys.executable, "-m", "advisor.cli", "score", str(file)],
            stdout=subprocess.PIPE if name == "pipe" else theirs,
            stderr=theirs,
            check=True,
            cwd=ROOT,
        )
        os.write(theirs, b"\0")
        os.close(theirs)
        shown[name] = b""
        while b"\0" not in shown[name]:
            shown[name] += os.read(ours, 65_536)
        os.close(ours)
        assert name == "terminal" or len(done.stdout.splitlines()) == 4
    assert b"100%  3 sheets" in shown["pipe"]
    done_with = f"\r\x1b[2K{file}: 3 rows: all scored.\r\n\0"
    assert shown["pipe"].endswith(done_with.encode())
    assert b"%  3 sheets" not in shown["terminal"]
