"""Validated models to JSON and back without validating again, for the cache only.

``""`` is the key that tells what an object is; the names of classes are looked up in a fixed table.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from functools import cache
from types import ModuleType

from advisor.model import catalogue, condition, expression, pack, question, rules
from advisor.model.base import Model

_MODELS: dict[str, type[Model]] = {}
_ENUMS: dict[str, type[Enum]] = {}
_DECIMAL, _MAPPING, _DAY = "decimal", "mapping", "day"


def know(modules: Iterable[ModuleType]) -> None:
    """Let models and enumerations of these modules be encoded; what few need is made known later."""
    for module in modules:
        for each in vars(module).values():
            if not isinstance(each, type) or each.__module__ != module.__name__:
                continue
            if issubclass(each, Model):
                _MODELS[each.__name__] = each
            elif issubclass(each, Enum):
                _ENUMS[each.__name__] = each


know((catalogue, condition, expression, pack, question, rules))


def encode(value: object) -> object:
    """What ``json`` can write of a model or of anything that one holds."""
    if isinstance(value, Model):
        given = {name: encode(getattr(value, name)) for name in sorted(value.model_fields_set)}
        return {"": type(value).__name__} | given
    if isinstance(value, Enum):
        return {"": type(value).__name__, "v": value.value}
    if isinstance(value, Decimal):
        return {"": _DECIMAL, "v": str(value)}
    if isinstance(value, datetime.date):
        return {"": _DAY, "v": value.isoformat()}
    if isinstance(value, dict):
        return {"": _MAPPING, "v": [[key, encode(each)] for key, each in value.items()]}
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    return value


def decode(data: bytes) -> dict[str, object]:
    """What was encoded.

    Raises:
        ValueError, KeyError, TypeError: the data are not what ``encode`` gives.
    """
    value = json.loads(data, object_hook=_revive)
    if not isinstance(value, dict):
        raise TypeError("not a mapping")
    return value


@cache
def _defaults(name: str) -> dict[str, object]:
    """The values of a model that was given none, with room for what has to be given, in order of fields."""
    fields = _MODELS[name].model_fields.items()
    return {
        field: None if info.is_required() else info.get_default(call_default_factory=True)
        for field, info in fields
    }


def _revive(found: dict[str, object]) -> object:
    name = found.pop("")
    if name in _MODELS:
        for key, value in found.items():
            if type(value) is list:
                found[key] = tuple(value)
        # What ``model_construct`` does, in a third of its time; nothing here has a default factory but
        # empty mappings, which nobody changes.
        kind = _MODELS[str(name)]
        model = kind.__new__(kind)
        put = object.__setattr__
        put(model, "__dict__", _defaults(str(name)) | found)
        put(model, "__pydantic_fields_set__", set(found))
        put(model, "__pydantic_extra__", None)
        put(model, "__pydantic_private__", None)
        return model
    value = found["v"]
    if name == _DECIMAL:
        return Decimal(str(value))
    if name == _MAPPING and isinstance(value, list):
        return {key: tuple(each) if type(each) is list else each for key, each in value}
    if name == _DAY:
        return datetime.date.fromisoformat(str(value))
    return _ENUMS[str(name)](value)
