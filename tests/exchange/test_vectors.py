"""Sheets to try an engine on: right, reaching every rule that can be reached, the same for the same seed."""

from __future__ import annotations

import csv
import io
import json
from itertools import islice

import pytest
import zen
from hypothesis import given, settings

from advisor.cli.main import main
from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import engine_for
from advisor.decision.export_table import export_table
from advisor.decision.export_vectors import vectors
from advisor.reporting.exchange.registry import FORMATS
from advisor.reporting.exchange.vectors import VECTORS
from tests.decision.proof.oracle import all_sheets
from tests.decision.random_packs import packs as packs_of_any_sort
from tests.exchange.conftest import TABLES
from tests.thoroughness import examples


@pytest.fixture(params=TABLES)
def exported_pack(request, packs):
    name, decision = request.param.split("/")
    return packs[name], export_table(packs[name], decision)


def test_another_engine_gives_what_the_vectors_expect(exported_pack):
    pack, table = exported_pack
    decision = zen.ZenEngine().create_decision(FORMATS["jdm"](table).decode())
    lines = VECTORS["jsonl"](pack, table, vectors(pack, table, 300, 1)).decode().splitlines()
    assert len(lines) == 300
    for line in map(json.loads, lines):
        assert decision.evaluate(line["input"])["result"] == line["expected"]
    rows = list(
        csv.DictReader(io.StringIO(VECTORS["csv"](pack, table, vectors(pack, table, 300, 1)).decode()))
    )
    assert [
        {key.removeprefix("input."): value for key, value in row.items() if key.startswith("input.")}
        for row in rows
    ] == [json.loads(line)["input"] for line in lines]
    assert [row["expected.row"] for row in rows] == [json.loads(line)["expected"]["row"] for line in lines]


def test_every_rule_that_a_sheet_reaches_comes_first(exported_pack):
    pack, table = exported_pack
    many = list(vectors(pack, table, 1_500, 3))
    met = {id(vector.row) for vector in many}
    first = [id(vector.row) for vector in islice(many, len(met))]
    assert len(set(first)) == len(first), "one sheet for each of them"
    assert set(first) == met, "no sheet drawn by lot reaches a rule that was left out"


@settings(max_examples=examples(40), deadline=None)
@given(packs_of_any_sort())
def test_vectors_of_any_pack_are_right_and_reach_what_can_be_reached(pack):
    """Whether a rule can be reached is found by trying every sheet."""
    table = export_table(pack, "size")
    decider = CompleteDecider(engine_for(pack))
    reached = set()
    for sheet in all_sheets(pack):
        end = decider.decide(sheet.kind, sheet.sheet)["size"]
        reached.add((end.now or table.no_outcome, end.target or table.no_outcome))
    drawn = list(vectors(pack, table, len(table.rows) + 5, 4))
    assert {(each.row.now, each.row.target) for each in drawn} == reached
    for each in drawn:
        assert table.decide(each.inputs) is each.row


def test_the_seed_decides_which_sheets_are_drawn(exported_pack):
    pack, table = exported_pack
    one, same, other = (VECTORS["csv"](pack, table, vectors(pack, table, 200, seed)) for seed in (5, 5, 6))
    assert one == same
    assert one != other


def test_scoring_the_sheets_as_a_table_gives_the_expected_outcomes(packs, tmp_path, capfd):
    """The raw answers go through the reader of tables, bands and facts through nobody's hands."""
    pack = packs["bundled"]
    table = export_table(pack, pack.manifest.primary_decision)
    found = list(
        csv.DictReader(io.StringIO(VECTORS["csv"](pack, table, vectors(pack, table, 400, 2)).decode()))
    )
    sheets = tmp_path / "sheets.csv"
    with sheets.open("w", newline="") as file:
        names = [name for name in found[0] if name.startswith("sheet.")]
        writer = csv.writer(file)
        writer.writerow([name.removeprefix("sheet.") for name in names])
        writer.writerows([[row[name] for name in names] for row in found])
    assert main(["score", str(sheets)]) == 0
    scored = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    expected = [(row["expected.now"], row["expected.target"]) for row in found]
    none = table.no_outcome
    assert [(row["model"] or none, row["target"] or none) for row in scored] == expected


@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        (["-o", "x.jdm", "--to", "dmn"], "leave --to out, or call the file x.dmn"),
        (["-o", "x.dmn", "--to", "jdm"], "x.jdm"),
        (["-o", "x.csv", "--to", "dmn"], "x.dmn"),
        (["-o", "x.txt"], "--to dmn or --to jdm"),
        (["-o", "x"], "--to dmn or --to jdm"),
        (["-o", "x.csv"], "--vectors"),
        (["--vectors", "5", "-o", "x.dmn"], "x.jsonl"),
        (["--vectors", "5", "--to", "jdm"], "use one of them"),
    ],
)
def test_what_contradicts_is_said_with_the_way_out(arguments, way_out, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    told = capfd.readouterr()
    assert way_out in told.err
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("x.jdm", b"{"), ("x.json", b"{"), ("x.DMN", b"<?xml"), ("x.xml", b"<?xml")],
)
def test_the_name_of_the_file_says_the_format(name, beginning, small_pack_folder, tmp_path):
    assert main(["export", str(small_pack_folder), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_another_name_goes_with_a_format_that_is_asked_for(small_pack_folder, tmp_path):
    assert main(["export", str(small_pack_folder), "--to", "jdm", "-o", str(tmp_path / "rules.txt")]) == 0
    assert (tmp_path / "rules.txt").read_bytes().startswith(b"{")


def test_the_command_writes_vectors(small_pack_folder, small_pack, tmp_path, capfdbinary):
    table = export_table(small_pack, small_pack.manifest.primary_decision)
    assert main(["export", str(small_pack_folder), "--vectors", "20", "--seed", "9"]) == 0
    expected = VECTORS["csv"](small_pack, table, vectors(small_pack, table, 20, 9))
    assert capfdbinary.readouterr().out == expected
    assert expected.count(b"\n") == 21
    file = tmp_path / "vectors.jsonl"
    assert main(["export", str(small_pack_folder), "--vectors", "20", "-o", str(file)]) == 0
    assert len(file.read_text().splitlines()) == 20
