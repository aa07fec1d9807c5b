"""From plain data to a model, with every problem at its place and in words for people.

Pydantic validates; its errors are translated here. Because it is lenient about scalars ("5" for 5,
1 for true), a walk over the models' annotations first refuses scalars of the wrong type.
"""

from __future__ import annotations

import re
import types
from decimal import Decimal
from enum import Enum
from typing import TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from advisor.content.descriptions import field_descriptions
from advisor.content.names import choose_from, described, did_you_mean, shown
from advisor.content.yaml_reader import At, Source

M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], source: Source) -> M | None:
    """The model of a whole file, or None after adding to ``source.problems`` why there is none."""
    if source.value is None:
        source.report((), "the file holds nothing", code="empty")
        return None
    model.model_rebuild()
    _refuse_wrong_scalars(model, source.value, (), source)
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            # Items that are invalid do not count for pydantic; a list that has some is not too short.
            if detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
                continue
            _report(model, detail, source)
        return None


def unwrapped(annotation: object) -> object:
    """An annotation without Optional and Annotated."""
    while True:
        origin = get_origin(annotation)
        if origin in (Union, types.UnionType):
            annotation = next(each for each in get_args(annotation) if each is not type(None))
        elif hasattr(annotation, "__metadata__"):
            annotation = get_args(annotation)[0]
        else:
            return annotation


def fields_of(annotation: object) -> dict[str, FieldInfo] | None:
    """The fields of a model by the names that a file uses, or None for any other annotation."""
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return None
    return {info.alias or name: info for name, info in annotation.model_fields.items()}


def _children(annotation: object, value: object) -> list[tuple[str | int, object, object]]:
    """Key or index, annotation and value of everything directly inside a value of a type."""
    annotation = unwrapped(annotation)
    origin = get_origin(annotation)
    if isinstance(value, list) and origin is tuple:
        return [(index, get_args(annotation)[0], each) for index, each in enumerate(value)]
    if isinstance(value, dict) and origin is dict:
        return [(key, get_args(annotation)[1], each) for key, each in value.items()]
    fields = fields_of(annotation)
    if isinstance(value, dict) and fields:
        return [(key, fields[key].annotation, each) for key, each in value.items() if key in fields]
    return []


def _refuse_wrong_scalars(annotation: object, value: object, at: At, source: Source) -> None:
    """Report every number, boolean or text that stands where another kind of scalar belongs."""
    expected = unwrapped(annotation)
    if expected is bool and not isinstance(value, bool | None):
        source.report(
            at, f"expected true or false, found {described(value)}", "write true or false", "wrong-type"
        )
    elif expected in (int, Decimal) and (isinstance(value, bool | str | dict | list)):
        hint = "write it without quotes" if _is_number(value) else "digits and a point only, without quotes"
        source.report(at, f"expected a number, found {described(value)}", hint, "wrong-type")
    elif expected is int and isinstance(value, Decimal):
        source.report(at, f"expected a whole number, found {value}", "write it without a point", "wrong-type")
    for key, inner, each in _children(annotation, value):
        _refuse_wrong_scalars(inner, each, (*at, key), source)


def _is_number(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None


def annotation_at(annotation: object, at: At) -> object:
    """The annotation of the place that a path leads to, or None when it leads nowhere."""
    for key in at:
        annotation = unwrapped(annotation)
        fields = fields_of(annotation)
        if fields is not None:
            info = fields.get(str(key))
            annotation = info.annotation if info else None
        elif get_origin(annotation) is tuple:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) is dict:
            annotation = get_args(annotation)[1]
        else:
            return None
    return unwrapped(annotation)


def _about(model: object, key: str) -> str | None:
    """The first line of what a model says about the field that a file calls by this key."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return None
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    said = field_descriptions(model).get(names.get(key, key))
    return said.split("\n")[0] if said else None


def _adding(key: str, about: str | None) -> str:
    """How to mend a key that is missing, with what it is for where that is known."""
    return f"add “{key}: …”" + (f": {about}" if about else "")


def _report(model: type[BaseModel], detail: ErrorDetails, source: Source) -> None:
    """Translate one of pydantic's errors."""
    at: At = tuple(detail["loc"])
    kind = detail["type"]
    if at and at[-1] == "[key]":
        at = at[:-1]
        message, hint = _words(detail, str(at[-1]))
        source.report(at, f"as a key: {message}", hint, "bad-key", key=True)
    elif kind == "missing":
        parent, key = at[:-1], str(at[-1])
        about = _about(annotation_at(model, parent), key)
        # One mapping may lack several keys, all reported at its own place.
        source.problems.append(
            source.problem(parent, f"“{key}” is missing here", _adding(key, about), "missing-key")
        )
    elif kind == "extra_forbidden":
        known = fields_of(annotation_at(model, at[:-1])) or {}
        hint = choose_from(str(at[-1]), known)
        source.report(at, f"unknown key “{shown(str(at[-1]))}”", hint, "unknown-key", key=True)
    else:
        expected = annotation_at(model, at)
        message, hint = _words(detail, detail["input"])
        if isinstance(expected, type) and issubclass(expected, Enum):
            valid = [str(each.value) for each in expected]
            value = detail["input"]
            message = f"“{shown(value)}” is not known here" if isinstance(value, str) else message
            hint = (did_you_mean(str(value), valid) or "") + " — " + "one of: " + ", ".join(valid)
            hint = hint.removeprefix(" — ")
        code = "wrong-type" if kind.endswith("_type") else "invalid-value"
        source.report(at, message, hint, code)


_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping of keys and values",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "int_type": "a whole number",
    "decimal_type": "a number",
    "bool_type": "true or false",
    "enum": "one of the known words",
}
_WRITE = {"string_type": "write a text here", "enum": "write one of the known words here"}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}


def _words(detail: ErrorDetails, value: object) -> tuple[str, str | None]:
    """Message and hint for one of pydantic's errors."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _EXPECTED:
        hint: str | None = _WRITE.get(kind, f"write {_EXPECTED[kind]} here")
        if kind == "string_type" and value is not None and not isinstance(value, list | dict):
            hint = "put it in quotes"
        elif kind == "tuple_type":
            hint = "begin each entry with a dash, or put them in brackets"
        return f"expected {_EXPECTED[kind]}, found {described(value)}", hint
    if kind in _BOUNDS:
        bound, word = _BOUNDS[kind]
        return f"expected {word} {context[bound]}, found {described(value)}", None
    if kind == "string_pattern_mismatch":
        found, wanted = _pattern_words(str(context["pattern"]))
        return f"“{shown(str(value))}” is not {found}", wanted
    if kind == "string_too_short":
        return "expected a text, found an empty one", None
    if kind in ("string_too_long", "too_long"):
        return f"longer than the {context['max_length']} that are allowed", None
    if kind == "too_short":
        return f"expected at least {context['min_length']} here, found {context['actual_length']}", None
    return detail["msg"].replace("Input should be", "expected"), None


def _pattern_words(pattern: str) -> tuple[str, str]:
    """What a pattern of the models stands for, and how such a text is written."""
    if r"\d" in pattern:
        return "a version", "three numbers with points, such as 1.0.0"
    if "https" in pattern:
        return "a web address", "write it in full, with https:// in front"
    if "A-Fa-f" in pattern:
        return "a colour", 'write # and six hexadecimal digits in quotes, such as "#1F5AA6"'
    if "[\\w]" in pattern:
        return "the name of a font", "letters, digits, spaces and hyphens, such as Source Sans 3"
    return "an id", "lower-case letters, digits, _ and -, with a letter first"
