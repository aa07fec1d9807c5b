"""Models from values that are right by construction, in a fifth of the time that ``model_construct`` takes.

An estimate consists of hundreds of small models and is made anew for each step of a slider.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from advisor.model.base import Model

M = TypeVar("M", bound=Model)


def constructed(kind: type[M], /, **values: object) -> M:
    """A model with these values, unchecked; fields that are left out have plain defaults."""
    model = kind.__new__(kind)
    put = object.__setattr__
    put(model, "__dict__", {**_defaults(kind), **values})
    put(model, "__pydantic_fields_set__", set(values))
    put(model, "__pydantic_extra__", None)
    put(model, "__pydantic_private__", None)
    return model


@cache
def _defaults(kind: type[Model]) -> dict[str, object]:
    """The defaults of a model, with room for what has to be given, in order of fields."""
    return {
        name: None if info.is_required() else info.get_default(call_default_factory=True)
        for name, info in kind.model_fields.items()
    }
