"""The JSON Schema of an assessment: of any pack, or of one whose questions it then explains.

Written by hand because the file's short forms are no model; ``tests/content`` holds it against the
reader.
"""

from __future__ import annotations

from typing import Any

from advisor.content.answers import LONGEST_TEXT, NOT_APPLICABLE, UNKNOWN, VALUE_KEYS
from advisor.content.prices import prices_of
from advisor.content.schema_economics import DEFINITIONS, economics_schema
from advisor.model.assessment import ASSESSMENT_FORMAT
from advisor.model.pack import Pack
from advisor.model.question import NumberFormat, Question, QuestionType, Scope

Schema = dict[str, Any]

_SLUG: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "maxLength": 80}
_TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": "\\S"}
_REMARKS: Schema = {
    "note": _TEXT | {"description": "Anything worth remembering about the answer."},
    "evidence": _TEXT | {"description": "What the answer rests on: a document, a dashboard, a person."},
}
_UNKNOWN: Schema = {"const": UNKNOWN, "description": "Nobody in the room knows; every answer stays possible."}
_OPEN: Schema = {"type": "null", "description": "Not answered yet."}
_STATES: Schema = {
    UNKNOWN: {"const": True, "description": "Nobody in the room knows."},
    NOT_APPLICABLE: _TEXT | {"description": "Why the question does not apply here."},
}


def assessment_schema(pack: Pack | None) -> Schema:
    """The schema of assessments of a pack, or of any pack."""
    kinds: Schema = dict(_SLUG)
    personas: Schema = dict(_SLUG)
    if pack is not None:
        kinds = {"anyOf": [_word(each.id, each.title, each.help) for each in pack.manifest.workload_kinds]}
        if pack.personas:
            personas = {"anyOf": [_word(each.id, each.title, each.use_case) for each in pack.personas]}
    workload = {
        "type": "object",
        "additionalProperties": False,
        "required": ["id", "kind"],
        "properties": {
            "id": _SLUG | {"description": "What the workload is called in results."},
            "kind": kinds | {"description": "What kind of work it is."},
            "title": _TEXT | {"description": "Its name for people."},
            "answers": _answers(pack, Scope.WORKLOAD),
        },
    }
    return {
        "title": f"Assessment: {pack.manifest.title}" if pack else "Assessment",
        "description": "One organisation's answers, and its workloads with theirs.",
        "type": "object",
        "additionalProperties": False,
        "required": ["assessment", "pack", "organisation", "workloads"],
        "$defs": DEFINITIONS,
        "properties": {
            "assessment": _SLUG | {"description": "The id of this assessment."},
            "title": _TEXT | {"description": "A headline for people."},
            "format": {
                "type": "integer",
                "minimum": 1,
                "maximum": ASSESSMENT_FORMAT,
                "description": "The version of this file's form.",
            },
            "pack": _TEXT
            | {"description": "The id of the pack that is answered, or the path to its folder."},
            "pack_version": _TEXT | {"description": "The version of the pack that was answered."},
            "persona": personas | {"description": "For whom the report is written."},
            "organisation": _TEXT | {"description": "Whose assessment it is."},
            "answers": _answers(pack, Scope.ORGANISATION),
            "workloads": {
                "type": "array",
                "minItems": 1,
                "items": workload,
                "description": "The units of decision.",
            },
            "economics": economics_schema(prices_of(pack) if pack else None),
            "provenance": {
                "type": "object",
                "description": "Where the answers come from, when a workshop gave them; written by"
                " “advisor workshop merge”.",
            },
        },
    }


def _answers(pack: Pack | None, scope: Scope) -> Schema:
    shared = scope is Scope.ORGANISATION
    schema: Schema = {
        "type": ["object", "null"],
        "description": "Answers shared by all workloads." if shared else "Answers for this workload.",
    }
    if pack is None:
        return schema | {"additionalProperties": ANY_ANSWER}
    own = (question for question in pack.questions if question.scope is scope)
    return schema | {"additionalProperties": False, "properties": {each.id: _answer(each) for each in own}}


def _answer(question: Question) -> Schema:
    """The short and the long form of an answer to one question, with what the question says of itself."""
    value = _value(question)
    key = VALUE_KEYS[question.type]
    long = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: value} | _STATES | _REMARKS,
        "oneOf": [{"required": [each]} for each in (key, *_STATES)],
    }
    about = [question.ask, f"Why: {question.why}", f"Evidence: {question.evidence}"]
    about += [f"{word}: {meaning}" for word, meaning in question.help.items()]
    return {
        "title": question.short,
        "description": "\n\n".join(about),
        "anyOf": [value, _UNKNOWN, long, _OPEN],
    }


def _value(question: Question) -> Schema:
    if question.type is QuestionType.NUMBER and question.number is not None:
        return _number(question.number)
    if question.type is QuestionType.TEXT:
        return _TEXT
    options: Schema = {"anyOf": [_word(each.id, each.label, each.detail) for each in question.options]}
    if question.type is QuestionType.SINGLE:
        return options
    several = {"type": "array", "minItems": 1, "uniqueItems": True, "items": options}
    alone = [each.id for each in question.options if each.alone]
    if alone:
        several["if"] = {"contains": {"enum": alone}}
        several["then"] = {"maxItems": 1}
    return {"anyOf": [several, *options["anyOf"]]}


def _number(form: NumberFormat) -> Schema:
    return {
        "type": "integer" if form.integer else "number",
        "minimum": _plain(form.minimum),
        "maximum": _plain(form.maximum),
        "description": f"In {form.unit}.",
    }


def _plain(bound: object) -> int | float:
    number = float(str(bound))
    return int(number) if number.is_integer() else number


def _word(identity: str, title: str, about: str | None) -> Schema:
    return {"const": identity, "title": title, "description": f"{title}. {about}" if about else title}


ANY_ANSWER: Schema = {
    "anyOf": [
        {"type": ["string", "number", "null"]},
        {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "choice": _SLUG,
                "choices": {"type": "array", "minItems": 1, "uniqueItems": True, "items": _SLUG},
                "number": {"type": "number"},
                "text": _TEXT,
            }
            | _STATES
            | _REMARKS,
            "oneOf": [{"required": [each]} for each in (*VALUE_KEYS.values(), *_STATES)],
        },
    ],
    "description": "Short: an option's id, a list, a number, a text or “unknown”. Long: with remarks.",
}
