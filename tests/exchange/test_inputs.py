"""How the inputs of an exported table are made: enough to carry a decision over without the pack."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from advisor.cli.main import main
from advisor.content.schemas import json_schemas
from advisor.decision.export_table import export_table
from advisor.decision.export_vectors import vectors
from advisor.reporting.exchange.inputs import INPUTS
from advisor.reporting.exchange.vectors import VECTORS
from tests.decision.random_packs import packs as packs_of_any_sort
from tests.exchange.conftest import TABLES
from tests.exchange.reading_inputs import Inputs
from tests.thoroughness import examples


@pytest.fixture(params=TABLES)
def exported_pack(request, packs):
    name, decision = request.param.split("/")
    return packs[name], export_table(packs[name], decision)


def lines(pack, table, count):
    return map(json.loads, VECTORS["jsonl"](pack, table, vectors(pack, table, count, 8)).splitlines())


def made_by(file, sheet):
    return Inputs(file, sheet["kind"], {name: each for name, each in sheet.items() if name != "kind"}).all()


def test_the_file_alone_leads_from_answers_to_inputs(exported_pack):
    pack, table = exported_pack
    file = json.loads(INPUTS["json"](pack, table))
    for line in lines(pack, table, 400):
        assert made_by(file, line["sheet"]) == line["input"]


@settings(max_examples=examples(40), deadline=None)
@given(packs_of_any_sort())
def test_the_file_of_any_pack_does(pack):
    table = export_table(pack, "size")
    file = json.loads(INPUTS["json"](pack, table))
    for line in lines(pack, table, 30):
        assert made_by(file, line["sheet"]) == line["input"]


def test_the_file_fits_its_schema_and_names_nothing_that_it_does_not_tell(exported_pack):
    pack, table = exported_pack
    file = json.loads(INPUTS["json"](pack, table))
    Draft202012Validator(json.loads(json_schemas()["decision-inputs.schema.json"])).validate(file)
    told = {each["id"] for each in file["questions"]}
    text = json.dumps(file)
    for question in pack.questions:
        assert (f'"question": "{question.id}"' in text) <= (question.id in told)
    assert [each["name"] for each in file["inputs"]] == [each.name for each in table.inputs]
    assert file["conditions"].keys() <= pack.rules.conditions.keys()


def test_the_page_tells_weights_thresholds_options_and_gates(exported_pack):
    pack, table = exported_pack
    page = INPUTS["md"](pack, table).decode()
    for each in table.inputs:
        assert f"## `{each.name}`" in page
        if each.source == "band":
            bands = pack.rules.dimensions[each.id].bands
            for threshold in (bands.medium, bands.high):
                assert f"100 \\* sum(weight \\* level) &gt;= {threshold} \\* sum(weight" in page
            for question, weight in pack.rules.dimensions[each.id].weights.items():
                assert f"{question}, weight {weight}, highest level " in page
    for gate in pack.rules.decisions[table.decision].gates:
        assert f"| `{gate.id}` |" in page
    assert INPUTS["md"](pack, table).decode() == page


@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        (["--inputs", "-o", "x.csv"], "x.json or x.md"),
        (["--inputs", "-o", "x.dmn"], "x.json or x.md"),
        (["--inputs", "--to", "dmn"], "use one of them"),
        (["--inputs", "--vectors", "5"], "once for each"),
        (["-o", "x.md"], "--inputs"),
    ],
)
def test_what_contradicts_is_said_with_the_way_out(arguments, way_out, tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    told = capfd.readouterr()
    assert way_out in told.err
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_both(small_pack_folder, small_pack, tmp_path, capfdbinary):
    table = export_table(small_pack, small_pack.manifest.primary_decision)
    assert main(["export", str(small_pack_folder), "--inputs"]) == 0
    assert capfdbinary.readouterr().out == INPUTS["json"](small_pack, table)
    page = tmp_path / "inputs.md"
    assert main(["export", str(small_pack_folder), "--inputs", "-o", str(page)]) == 0
    assert page.read_bytes() == INPUTS["md"](small_pack, table)
