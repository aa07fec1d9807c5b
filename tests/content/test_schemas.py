"""The JSON Schemas agree with the reader, explain the questions, and are not stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from advisor.content.assessment_yaml import whole_file
from advisor.content.descriptions import field_descriptions
from advisor.content.examples import bundled_examples, bundled_studies
from advisor.content.locations import bundled_packs, data_root
from advisor.content.packs import load_pack
from advisor.content.schemas import json_schemas
from advisor.model import question as question_module
from advisor.model.question import Question
from advisor.reporting.json_schema import NAME, report_schema
from tests.conftest import SMALL_PACK
from tests.content.assessment_strategies import assessments
from tests.thoroughness import examples

PACK = load_pack(SMALL_PACK)
SCHEMAS = {name: json.loads(data) for name, data in json_schemas(PACK).items()}
BAD = Path(__file__).parent / "bad" / "assessments"


def errors(schema: str, text: str) -> list[str]:
    value = yaml.load(text, yaml.CSafeLoader)
    return [
        f"{each.json_path}: {each.message}"
        for each in Draft202012Validator(SCHEMAS[schema]).iter_errors(value)
    ]


def test_there_is_one_for_everything_that_people_write():
    names = {
        "pack",
        "questions",
        "rules",
        "models",
        "personas",
        "kpis",
        "practices",
        "prices",
        "assessment",
        "recommendation",
        "brand",
        "explanation",
        "decision-inputs",
        "tco",
        "bill",
        "evidence",
        "portfolio",
        "comparison",
        "milestone",
        "scenarios",
        "scenario-table",
        "workshop",
        "workshop-status",
    }
    assert set(json_schemas()) == {f"{name}.schema.json" for name in names}
    assert set(SCHEMAS) - set(json_schemas()) == {"assessment.kitchen.schema.json"}


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_is_a_valid_schema_with_descriptions(name):
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"].startswith("https://json-schema.org/")
    assert SCHEMAS[name]["description"]


@pytest.mark.parametrize("path", sorted(SMALL_PACK.glob("*.yaml")), ids=lambda path: path.name)
def test_a_good_pack_fits(path):
    assert errors(f"{path.stem}.schema.json", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("replace", "by"),
    [
        ("{keepers: 2,", "{keepers: two,"),
        ("role: capability", "role: ability"),
        ("when: {unknown: tickets}", "when: {unknown: tickets, kind: [orders]}"),
        ("when: {unknown: tickets}", "when: {}"),
        ("threshold_source", "source"),
    ],
)
def test_a_bad_pack_does_not_fit(replace, by):
    text = (SMALL_PACK / "rules.yaml").read_text(encoding="utf-8")
    assert replace in text
    assert errors("rules.schema.json", text.replace(replace, by, 1))


@settings(max_examples=examples(80), deadline=None, suppress_health_check=list(HealthCheck))
@given(assessments(PACK))
def test_whatever_is_written_fits(assessment):
    text = whole_file(assessment, PACK, "x")
    assert errors("assessment.schema.json", text) == []
    assert errors("assessment.kitchen.schema.json", text) == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown-names",
        "wrong-scope",
        "wrong-answers",
        "states-without-substance",
        "missing-all",
        "wrong-shapes",
    ],
)
def test_what_the_reader_refuses_does_not_fit(name):
    text = (BAD / f"{name}.yaml").read_text(encoding="utf-8")
    assert errors("assessment.kitchen.schema.json", text)


def test_an_editor_shows_what_the_question_says():
    answers = SCHEMAS["assessment.kitchen.schema.json"]["properties"]["answers"]["properties"]
    keepers = json.dumps(answers["keepers"])
    question = PACK.question_by_id["keepers"]
    for text in (question.ask, question.why, question.evidence, question.options[2].detail):
        assert text in keepers
    assert [each["const"] for each in answers["keepers"]["anyOf"][0]["anyOf"]] == ["nobody", "one", "several"]
    assert "tickets" not in answers


def test_the_bytes_are_the_same_every_time():
    assert json_schemas(PACK) == json_schemas(load_pack(SMALL_PACK))
    assert all(data.endswith(b"}\n") for data in json_schemas(PACK).values())


def test_the_committed_schemas_are_not_stale():
    """After a change: ``advisor schema questionnaires/schemas --pack crawl-walk-run --force``."""
    folder = data_root() / "questionnaires" / "schemas"
    wanted = {NAME: report_schema()}
    for pack in bundled_packs().values():
        wanted |= json_schemas(load_pack(pack))
    assert {path.name: path.read_bytes() for path in folder.glob("*.schema.json")} == wanted


def test_the_examples_and_files_of_the_bundled_packs_fit():
    for folder in bundled_packs().values():
        pack = load_pack(folder)
        schemas = {name: json.loads(data) for name, data in json_schemas(pack).items()}
        for path in folder.glob("*.yaml"):
            validator = Draft202012Validator(schemas[f"{path.stem}.schema.json"])
            validator.validate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
        for example in (*bundled_examples(folder), *bundled_studies(folder)):
            validator = Draft202012Validator(schemas[f"assessment.{pack.id}.schema.json"])
            validator.validate(yaml.load(example.path.read_text(encoding="utf-8"), yaml.CSafeLoader))


def test_descriptions_are_the_docstrings_below_the_fields():
    schema = json.loads(json_schemas()["questions.schema.json"])
    question = schema["$defs"]["Question"]["properties"]
    assert question["quick"]["description"] == "Part of the quick interview."
    assert field_descriptions(Question)["why"] == "Why it is asked: what the answer changes."
    assert "id" not in field_descriptions(Question)
    missing = [
        f"{name}.{key}"
        for name, part in schema["$defs"].items()
        for key, own in part.get("properties", {}).items()
        if key in field_descriptions(getattr(question_module, name, Question)) and "description" not in own
    ]
    assert missing == []


def test_amounts_are_known_to_the_schema_by_their_names():
    folder = next(iter(bundled_packs().values()))
    pack = load_pack(folder)
    schema = json.loads(json_schemas(pack)[f"assessment.{pack.id}.schema.json"])
    validator = Draft202012Validator(schema)
    head = {
        "assessment": "a",
        "pack": pack.id,
        "organisation": "O",
        "workloads": [{"id": "w", "kind": "training"}],
    }
    section = schema["properties"]["economics"]["properties"]
    assert (
        section["values"]["properties"]["power_price"]["description"] == "Price of electricity, in USD/kWh."
    )
    assert "horizon" not in section["workloads"]["additionalProperties"]["properties"]
    good = {
        "accelerator": "h100",
        "values": {"power_price": "0.2 USD/kWh"},
        "workloads": {"w": {"sessions": None}},
    }
    validator.validate(head | {"economics": good})
    for bad in (
        {"accelerator": "h10"},
        {"provider": "amazon"},
        {"values": {"pover_price": "0.2 USD/kWh"}},
        {"values": {"power_price": [1]}},
        {"alternatives": {"own": {}}},
        {"workloads": {"w": {"horizon": "3 years"}}},
    ):
        assert not validator.is_valid(head | {"economics": bad}), bad
