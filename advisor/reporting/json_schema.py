"""The JSON Schema of the JSON report: what ``advisor schema`` publishes beside those of files.

The document's part is read from the classes that the report is made of, so that it cannot say
anything else; what ``advisor score`` and ``advisor tco`` print stands in it as they publish it.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from advisor.content.descriptions import field_descriptions
from advisor.content.schemas import DIALECT, json_schemas
from advisor.reporting import blocks
from advisor.reporting.charts import figures
from advisor.reporting.depth import Depth
from advisor.reporting.document import Credit
from advisor.reporting.json_report import SCHEMA, Json

NAME = "report.schema.json"

_TEXT = {"type": "string"}
_TEXT_OR_NOTHING = {"anyOf": [_TEXT, {"type": "null"}]}


def report_schema() -> bytes:
    """The schema, as bytes that are the same on every machine."""
    published = {name: json.loads(text) for name, text in json_schemas().items()}
    recommendation = published["recommendation.schema.json"]
    parts: dict[str, Any] = {
        **_within("recommendation", recommendation),
        **_within("evidence", published["bill.schema.json"]),
        **_within("costs", published["tco.schema.json"]),
        **_document_parts(),
    }
    properties = {
        "schema": {"const": SCHEMA},
        "organisation": _TEXT,
        "assessment": {**_TEXT, "description": "The assessment's id."},
        "persona": {**_TEXT, "description": "The id of who it is written for."},
        "date": {**_TEXT_OR_NOTHING, "description": "As on the report; null where it carries none."},
        "headline": {**_TEXT, "description": "The advice in one sentence."},
        "depth": {"enum": [depth.value for depth in Depth]},
        "prepared_by": _TEXT_OR_NOTHING,
        "pack": _moved("recommendation", recommendation["properties"]["pack"]),
        "recommendation": {
            "$ref": "#/$defs/recommendation",
            "description": "As “advisor score” prints it.",
        },
        "evidence": {
            "anyOf": [{"$ref": "#/$defs/evidence"}, {"type": "null"}],
            "description": "As “advisor evidence” prints it; null where no bill was read.",
        },
        "costs": {
            "anyOf": [{"$ref": "#/$defs/costs"}, {"type": "null"}],
            "description": "As “advisor tco” prints them; null where none are known.",
        },
        "document": _object(
            "What the report says, for a reader's eyes.",
            {
                **dict.fromkeys(
                    ("title", "subject", "persona_title", "assessment_title", "pack_title", "language"), _TEXT
                ),
                "glance": _many("Fact"),
                "sections": _many("Section"),
                "annexes": _many("Section"),
                "credits": _many("Credit"),
            },
        ),
    }
    schema = {
        "$schema": DIALECT,
        "title": "Report",
        **_object("A report as “advisor report --format json” writes it.", properties),
        "$defs": parts,
    }
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


def _object(description: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def _many(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _within(name: str, schema: dict[str, Any]) -> dict[str, Json]:
    """A schema and its parts as parts of another, under names that are its own."""
    whole = {key: value for key, value in schema.items() if key not in ("$defs", "$schema")}
    inner = schema.get("$defs", {})
    return {
        name: _moved(name, whole),
        **{f"{name}.{key}": _moved(name, each) for key, each in inner.items()},
    }


def _moved(name: str, value: Json) -> Json:
    """A part of a schema whose references lead to where ``_within`` put what they refer to."""
    if isinstance(value, dict):
        return {
            key: each.replace("#/$defs/", f"#/$defs/{name}.")
            if key == "$ref" and isinstance(each, str)
            else _moved(name, each)
            for key, each in value.items()
        }
    return [_moved(name, each) for each in value] if isinstance(value, list) else value


def _document_parts() -> dict[str, Any]:
    """Sections, blocks, figures and credits by the names of their classes."""
    made = TypeAdapter(tuple[blocks.Section, Credit]).json_schema(mode="serialization")
    parts: dict[str, Any] = made["$defs"]
    for name, part in parts.items():
        known = next((getattr(each, name) for each in (blocks, figures) if hasattr(each, name)), Credit)
        properties = part.get("properties")
        if properties is None:
            continue
        about = field_descriptions(known)
        for field, own in properties.items():
            own.pop("default", None)
            if field in about:
                own["description"] = about[field]
        kind = getattr(known, "kind", None)
        if isinstance(kind, str):
            part["properties"] = {"kind": {"const": kind}, **properties}
        part["required"] = list(part["properties"])
    parts["Table"]["properties"]["rows"] = {
        "description": "One object a row: the cells by the keys of their columns.",
        "type": "array",
        "items": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Cell"}},
    }
    return parts
