"""The tags of a row: read from whatever a provider writes, and what the pack's rules make of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from advisor.model.evidence_rules import EvidenceRules
from advisor.model.patterns import fits, fits_any, kept

EMPTY = frozenset({"", "null", "none", "n/a", "na", "nan", "\\n", "-"})
"""What stands for nothing."""
_LONGEST = 1 << 20
Pairs = tuple[tuple[str, str], ...]


def clean(cell: str | None) -> str:
    """A cell without surrounding blanks; nothing for words that mean nothing."""
    text = cell.strip() if cell else ""
    return "" if text.lower() in EMPTY else text


def pairs_of(cell: str) -> Pairs | None:
    """Keys and values; None for text that is no set of tags.

    FOCUS has a JSON object. Some exports have a list of keys with values instead.
    """
    if not cell:
        return ()
    if len(cell) > _LONGEST:
        return None
    try:
        value = json.loads(cell, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        return tuple((str(key).strip(), _text(each)) for key, each in value.items())
    if isinstance(value, list):
        found = []
        for each in value:
            if not isinstance(each, dict):
                return None
            lower = {str(key).lower(): part for key, part in each.items()}
            if "key" not in lower:
                return None
            found.append((str(lower["key"]).strip(), _text(lower.get("value"))))
        return tuple(found)
    return None


def _text(value: object) -> str:
    if value is True or value is None:
        return "true"
    if value is False:
        return "false"
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Said:
    """What the tags of a row say."""

    pairs: Pairs = ()
    bad: bool = False
    """Whether there is text that is no set of tags."""
    names: dict[str, str] = field(default_factory=dict)
    """Workload, team, environment and model, as far as keys name them."""
    caught: dict[str, str] = field(default_factory=dict)
    """The same, as far as tag rules keep them."""
    rules: tuple[str, ...] = ()
    """Tag rules that fit, in order."""
    missing: tuple[str, ...] = ()
    """Required keys that are not there."""


class TagReader:
    """Reads each text once, as long as there is room."""

    def __init__(self, rules: EvidenceRules) -> None:
        self._rules = rules
        self._known: dict[str, Said] = {}

    def read(self, cell: str) -> Said:
        """What a cell of the column says."""
        found = self._known.get(cell)
        if found is None:
            found = self._read(cell)
            if len(self._known) >= 50_000:
                self._known.clear()
            self._known[cell] = found
        return found

    def _read(self, cell: str) -> Said:
        keys = self._rules.keys
        pairs = pairs_of(cell)
        if not pairs:
            return Said(bad=pairs is None, missing=keys.required)
        names = {}
        for name in ("workload", "team", "environment", "model"):
            told = _named(pairs, getattr(keys, name))
            if told:
                names[name] = told
        fitting: list[str] = []
        caught: dict[str, str] = {}
        for rule in self._rules.tags:
            here = [value for key, value in pairs if fits_any(rule.keys, key)]
            held = next(
                (found for value in here for each in rule.values if (found := kept(each, value)) is not None),
                None,
            )
            if held is not None:
                fitting.append(rule.id)
                caught = held | caught
        missing = tuple(
            each
            for each in keys.required
            if not any(fits(each, key) and clean(value) for key, value in pairs)
        )
        return Said(pairs, False, names, caught, tuple(fitting), missing)


def _named(pairs: Pairs, keys: Iterable[str]) -> str:
    """The value of the first key that is there and says something."""
    for pattern in keys:
        for key, value in pairs:
            if fits(pattern, key) and clean(value):
                return value[:200]
    return ""


def tags_fit(pairs: Pairs, wanted: dict[str, tuple[str, ...]]) -> bool:
    """Whether each wanted key is there with one of its values."""
    return all(
        any(fits(pattern, key) and fits_any(values, value) for key, value in pairs)
        for pattern, values in wanted.items()
    )
