"""An edit: one difference between two packs that can be applied, or left out, by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from advisor.model.pack_change import Happened, Part, RuleChange

Key = tuple[str, ...]
"""The part, where it belongs, and its id."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference that can move what is decided."""

    key: Key
    change: RuleChange


_Thing = TypeVar("_Thing")


def pairs(
    old: Mapping[str, _Thing], new: Mapping[str, _Thing]
) -> Iterator[tuple[str, _Thing | None, _Thing | None]]:
    """Everything of both by name, in the order of the new one; what is gone comes last."""
    for name in dict.fromkeys((*new, *old)):
        yield name, old.get(name), new.get(name)


def edit(part: Part, happened: Happened, name: str, text: str, within: str | None = None) -> Edit:
    """An edit, with the key that tells it apart from every other."""
    key = (part.value, name) if within is None else (part.value, within, name)
    return Edit(
        key, RuleChange(part=part, happened=happened, id=name, within=within, decides=True, text=text)
    )
