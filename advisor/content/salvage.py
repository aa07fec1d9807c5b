"""What is left of an invalid file: its model with fillers where something could not be used.

The checks run on it, so that one missing key does not hide everything else that is wrong. Fillers keep
lists at their length, because a path into the model has to lead to the same place in the file; what the
checks would say about a filler is left out, since the file's own problem says it already.
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from advisor.content.validation import annotation_at, fields_of, unwrapped
from advisor.content.yaml_reader import At

M = TypeVar("M", bound=BaseModel)

_FILLER = "x--unreadable--"
"""Begins the names that stand for names which cannot be used; no person writes such a one."""
_MOST_ROUNDS = 24
_TEXTS = ("0.0.0", "low")
"""What is tried where a text belongs, after a name: the patterns of versions and of severities."""
_SCALARS: dict[type, tuple[object, ...]] = {
    bool: (False,),
    int: (1, 0, 2),
    Decimal: (Decimal(1), Decimal(0), Decimal(2)),
    datetime.date: ("2000-01-01",),
}


def is_filler(text: str) -> bool:
    """Whether a name, or a message, is about something that could not be read."""
    return _FILLER in text


@dataclass(slots=True)
class Loss:
    """What of a file could not be used."""

    places: set[At] = field(default_factory=set)
    """Paths of fillers, of keys that were dropped, and of values that fell back to their default."""
    mentioned: set[str] = field(default_factory=set)
    """Every text in what was dropped: a name among them may well be in use."""

    def at(self, at: At) -> bool:
        """Whether what stands at a path is lost, alone or with something around it."""
        return any(at[: len(place)] == place for place in self.places)

    def within(self, at: At) -> bool:
        """Whether something at or below a path is lost, or the path itself."""
        return self.at(at) or any(place[: len(at)] == at for place in self.places)


def salvaged(model: type[M], value: object, loss: Loss) -> M | None:
    """The model of a file with fillers for what is invalid; None when too little is left."""
    work = _Salvage(model, copy.deepcopy(value), loss)
    for _ in range(_MOST_ROUNDS):
        try:
            return model.model_validate(work.value)
        except ValidationError as error:
            if not work.mend(error.errors(include_url=False)):
                return None
    return None


class _Salvage:
    """One file on its way to a valid one."""

    def __init__(self, model: type[BaseModel], value: object, loss: Loss) -> None:
        self.model, self.value, self.loss = model, value, loss
        self._tries: dict[At, int] = {}
        self._count = 0

    def mend(self, details: list[ErrorDetails]) -> bool:
        """Take every invalid part out; False when the whole is invalid."""
        # The innermost first, so that what is around it may turn out to be sound.
        for detail in sorted(details, key=lambda each: -len(each["loc"])):
            at: At = tuple(detail["loc"])
            kind = detail["type"]
            if at and at[-1] == "[key]":
                self._rename(at[:-1])
            elif kind == "extra_forbidden":
                self._drop(at)
            elif kind == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]:
                continue  # Its invalid items did not count; they get fillers.
            elif not self._fill(at):
                return False
        return True

    def _holder(self, at: At) -> object:
        """The collection around a path, or None when the path leads nowhere."""
        holder: Any = self.value
        for key in at[:-1]:
            if not _holds(holder, key):
                return None
            holder = holder[key]
        return holder

    def _lose(self, at: At, old: object) -> None:
        self.loss.places.add(at)
        self.loss.mentioned.update(_texts(old))

    def _drop(self, at: At) -> None:
        holder = self._holder(at)
        if isinstance(holder, dict) and at[-1] in holder:
            self._lose(at, {at[-1]: holder.pop(at[-1])})

    def _rename(self, at: At) -> None:
        """Give what stands under a bad key a name that nothing refers to."""
        holder = self._holder(at)
        if isinstance(holder, dict) and at[-1] in holder:
            self.loss.places.add(at)
            self.loss.mentioned.add(str(at[-1]))
            moved = {self._name() if key == at[-1] else key: each for key, each in holder.items()}
            holder.clear()
            holder.update(moved)

    def _fill(self, at: At) -> bool:
        """Put a filler at a path, or around it when none fits; False when that is the whole file."""
        while at:
            holder = self._holder(at)
            key = at[-1]
            tried = self._tries.get(at, 0)
            self._tries[at] = tried + 1
            if isinstance(holder, dict):
                fields = fields_of(annotation_at(self.model, at[:-1])) or {}
                info = fields.get(str(key))
                if tried == 0:
                    self._lose(at, holder.get(str(key)))
                    if info is not None and not info.is_required():
                        holder.pop(str(key), None)
                        return True
                choices = self._fillers(annotation_at(self.model, at))
                if tried < len(choices):
                    holder[str(key)] = choices[tried]
                    return True
            elif isinstance(holder, list) and isinstance(key, int) and key < len(holder):
                if tried == 0:
                    self._lose(at, holder[key])
                choices = self._fillers(annotation_at(self.model, at))
                if tried < len(choices):
                    holder[key] = choices[tried]
                    return True
            at = at[:-1]
        return False

    def _name(self) -> str:
        self._count += 1
        return f"{_FILLER}{self._count}"

    def _fillers(self, annotation: object) -> list[object]:
        """Values that may stand where one of this type belongs, the likeliest first."""
        annotation = unwrapped(annotation)
        origin = get_origin(annotation)
        if origin is tuple:
            item = get_args(annotation)[0]
            return [[self._filler(item) for _ in range(count)] for count in range(3)]
        if origin is dict:
            return [{}, {self._name(): self._filler(get_args(annotation)[1])}]
        if annotation is str:
            return [self._name(), *_TEXTS]
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return [next(iter(annotation)).value]
        fields = fields_of(annotation)
        if fields is not None:
            needed = {name: info for name, info in fields.items() if info.is_required()}
            return [{name: self._filler(info.annotation) for name, info in needed.items()}]
        return list(_SCALARS.get(annotation, ())) if isinstance(annotation, type) else []

    def _filler(self, annotation: object) -> object:
        return next(iter(self._fillers(annotation)), None)


def _holds(holder: object, key: str | int) -> bool:
    if isinstance(holder, dict):
        return key in holder
    return isinstance(holder, list) and isinstance(key, int) and key < len(holder)


def _texts(value: object) -> Iterator[str]:
    """Every text in a piece of a file, keys included."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value
