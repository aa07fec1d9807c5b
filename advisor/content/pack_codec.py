"""Validated models to JSON and back without validating again, for the cache only.

``""`` is the key that tells what an object is; the names of classes are looked up in a fixed table.
"""

from __future__ import annotations

import json
from decimal import Decimal
from enum import Enum
from functools import cache

from advisor.model import catalogue, condition, pack, question, rules
from advisor.model.base import Model

_MODELS: dict[str, type[Model]] = {
    each.__name__: each
    for module in (catalogue, condition, pack, question, rules)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Model) and each is not Model
}
_ENUMS: dict[str, type[Enum]] = {
    each.__name__: each
    for module in (catalogue, condition, question, rules)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Enum) and each.__module__ == module.__name__
}
_DECIMAL, _MAPPING = "decimal", "mapping"


def encode(value: object) -> object:
    """What ``json`` can write of a model or of anything that one holds."""
    if isinstance(value, Model):
        given = {name: encode(getattr(value, name)) for name in sorted(value.model_fields_set)}
        return {"": type(value).__name__} | given
    if isinstance(value, Enum):
        return {"": type(value).__name__, "v": value.value}
    if isinstance(value, Decimal):
        return {"": _DECIMAL, "v": str(value)}
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
def _blank(name: str) -> Model:
    """An instance of a model with its defaults, and with room for all else in the order of its fields."""
    blank = _MODELS[name].model_construct()
    defaults = dict(blank.__dict__)
    blank.__dict__.clear()
    blank.__dict__.update({field: defaults.get(field) for field in type(blank).model_fields})
    return blank


def _revive(found: dict[str, object]) -> object:
    name = found.pop("")
    if name in _MODELS:
        for key, value in found.items():
            if type(value) is list:
                found[key] = tuple(value)
        # A copy of an instance that has the defaults costs a third of constructing one.
        model = _blank(str(name)).__copy__()
        model.__dict__.update(found)
        model.model_fields_set.update(found)
        return model
    value = found["v"]
    if name == _DECIMAL:
        return Decimal(str(value))
    if name == _MAPPING and isinstance(value, list):
        return {key: tuple(each) if type(each) is list else each for key, each in value}
    return _ENUMS[str(name)](value)
