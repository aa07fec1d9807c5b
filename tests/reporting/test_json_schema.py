"""The published schema of the JSON report says what reports hold, all of it and nothing else."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from advisor.content.assessments import load_assessment
from advisor.model.pack import Pack
from advisor.reporting.document import Document
from advisor.reporting.json_schema import report_schema
from advisor.reporting.registry import FORMATS
from tests.reporting.conftest import report

SCHEMA: dict[str, Any] = json.loads(report_schema())
INNER = ("recommendation", "evidence", "costs")


def closed(schema: dict[str, Any]) -> Draft202012Validator:
    """The schema, but a key of a report that it does not tell of is wrong."""
    strict = copy.deepcopy(schema)
    parts = [part for name, part in strict["$defs"].items() if name.split(".")[0] not in INNER]
    for part in (strict, strict["properties"]["document"], *parts):
        if "properties" in part:
            part["additionalProperties"] = False
    Draft202012Validator.check_schema(strict)
    return Draft202012Validator(strict)


@pytest.fixture(scope="module")
def tree(bundled_pack: Pack, bundled_pack_folder: Path) -> Any:
    hospital = load_assessment(bundled_pack_folder / "examples" / "regional-hospital.yaml").assessment
    return json.loads(FORMATS["json"].render(report(bundled_pack, hospital, "finance")))


def test_reports_fit_and_hold_no_key_that_the_schema_leaves_out(
    tree: Any, plain_report: Document, hostile_report: Document
) -> None:
    validator = closed(SCHEMA)
    validator.validate(tree)
    for document in (plain_report, hostile_report):
        validator.validate(json.loads(FORMATS["json"].render(document)))


@pytest.mark.parametrize(
    "path",
    [
        ("headline",),
        ("pack", "sha256"),
        ("recommendation", "workloads"),
        ("costs", "workloads"),
        ("document", "sections", 0, "title"),
        ("document", "sections", 0, "blocks", 0, "kind"),
        ("document", "credits"),
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_what_is_missing_or_of_another_type_is_found(tree: Any, path: tuple[str | int, ...]) -> None:
    validator = Draft202012Validator(SCHEMA)
    for spoil in (lambda holder, key: holder.pop(key), lambda holder, key: holder.update({key: 7})):
        broken = copy.deepcopy(tree)
        holder = broken
        for step in path[:-1]:
            holder = holder[step]
        spoil(holder, path[-1])
        assert not validator.is_valid(broken), path


def test_every_kind_of_block_and_figure_is_told() -> None:
    told = {
        part["properties"]["kind"]["const"]
        for part in SCHEMA["$defs"].values()
        if "const" in part.get("properties", {}).get("kind", {})
    }
    assert told >= {"paragraph", "bullets", "facts", "table", "callout", "scores", "shares", "chart"}
    assert told >= {"stacked_bars", "curves", "swings", "grid", "ladders", "timeline", "columns"}
