"""JSON Schemas of everything that people write, and of what commands print as JSON.

Editors complete, explain and check YAML with them; the advisor itself never needs them. The bytes
are the same on every machine, so that the committed ones can be tested for staleness.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from advisor.content.descriptions import field_descriptions
from advisor.content.pack_files import FILES
from advisor.content.schema_assessment import ANY_ANSWER, assessment_schema
from advisor.model.base import Model
from advisor.model.bill_answers import Evidence
from advisor.model.brand import Brand
from advisor.model.comparison import Comparison
from advisor.model.decision_inputs import DecisionInputs
from advisor.model.economics import Estimate, RaisedWarning
from advisor.model.explanation import Explanation
from advisor.model.milestone import Milestone
from advisor.model.pack import Pack
from advisor.model.portfolio import Portfolio
from advisor.model.recommendation import Recommendation
from advisor.model.robustness import Robustness
from advisor.model.scenario import ScenarioFile, ScenarioTable
from advisor.model.workshop import Workshop
from advisor.model.workshop_status import WorkshopStatus

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas(pack: Pack | None = None) -> dict[str, bytes]:
    """File name to content, for all files of a pack, assessments, and what is printed as JSON.

    With a pack also ``assessment.<pack id>.schema.json``, which knows its questions and options.
    """
    schemas = {f"{name.removesuffix('.yaml')}.schema.json": _of(model) for name, model in FILES.items()}
    schemas["assessment.schema.json"] = assessment_schema(None)
    if pack is not None:
        schemas[f"assessment.{pack.id}.schema.json"] = assessment_schema(pack)
    schemas["recommendation.schema.json"] = _recommendation()
    schemas["brand.schema.json"] = _of(Brand)
    schemas["decision-inputs.schema.json"] = _of(DecisionInputs, "serialization")
    schemas["explanation.schema.json"] = _of(Explanation, "serialization")
    schemas["milestone.schema.json"] = _of(Milestone)
    schemas["scenarios.schema.json"] = _of(ScenarioFile)
    schemas["scenario-table.schema.json"] = _of(ScenarioTable, "serialization", GenerateJsonSchema)
    schemas["workshop.schema.json"] = _workshop()
    for name, printed in (
        ("tco", Estimate),
        ("comparison", Comparison),
        ("portfolio", Portfolio),
        ("bill", Evidence),
        ("workshop-status", WorkshopStatus),
    ):
        schemas[f"{name}.schema.json"] = _of(printed, "serialization", GenerateJsonSchema)
    return {name: _bytes(schema) for name, schema in schemas.items()}


def brand_schema() -> bytes:
    """The schema of a firm's brand file."""
    return _bytes(_of(Brand))


class _Generator(GenerateJsonSchema):
    """Pydantic's generator for what the strict reader takes: a Decimal is a plain number."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number; bounds are the checks' business."""
        del schema
        return {"type": "number"}


def _of(
    model: type[BaseModel],
    mode: JsonSchemaMode = "validation",
    generator: type[GenerateJsonSchema] = _Generator,
) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode=mode, schema_generator=generator)
    _describe(schema, model)
    condition = schema.get("$defs", {}).get("Condition")
    if condition is not None:
        condition |= {"minProperties": 1, "maxProperties": 1}
    return schema


def _recommendation() -> dict[str, Any]:
    """What ``advisor score`` prints.

    Beside a workload's advice stand how firm it is, where that was asked for, and what the money says
    against it, where amounts are stated.
    """
    schema = _of(Recommendation, "serialization")
    robustness = _of(Robustness, "serialization")
    definitions = schema["$defs"]
    definitions.update(robustness.pop("$defs"))
    definitions["Robustness"] = robustness
    properties = definitions["WorkloadRecommendation"]["properties"]
    properties["robustness"] = {"$ref": "#/$defs/Robustness"}
    definitions["RaisedWarning"] = _of(RaisedWarning, "serialization")
    properties["money_warnings"] = {
        "description": "Where costs disagree with the rules.",
        "items": {"$ref": "#/$defs/RaisedWarning"},
        "type": "array",
    }
    return schema


def _workshop() -> dict[str, Any]:
    """The facilitator's file; its answers are written as in an assessment, in short where that will do."""
    schema = _of(Workshop)
    schema["$defs"]["Answer"] = dict(ANY_ANSWER)
    return schema


def _describe(schema: dict[str, Any], root: type[BaseModel]) -> None:
    """Put the docstrings of fields into the schemas of their models, where pydantic did not."""
    by_name = {each.__name__: each for each in Model.__subclasses__()}
    for name, part in {root.__name__: schema, **schema.get("$defs", {})}.items():
        model = by_name.get(name)
        if model is None or "properties" not in part:
            continue
        about = field_descriptions(model)
        for field, info in model.model_fields.items():
            own = part["properties"].get(info.alias or field)
            if own is not None and field in about:
                own.setdefault("description", about[field])


def _bytes(schema: dict[str, Any]) -> bytes:
    return (json.dumps({"$schema": DIALECT} | schema, indent=2, ensure_ascii=False) + "\n").encode()
