"""Amounts that a scenario supposes: the section ``economics``, value by value."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from advisor.content.check_economics import check_economics
from advisor.content.economics import read_economics
from advisor.content.prices import prices_of
from advisor.content.yaml_reader import Source
from advisor.errors import Problem
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.price import PriceBook
from advisor.model.scenario import UNSTATED
from advisor.model.stated import Depreciation, Economics, Given, TokenModel
from advisor.workflows.session_amounts import with_economics

Path = tuple[str, ...]
Leaf = Given | TokenModel | Depreciation | datetime.date | Decimal | str
_SINGLE = ("currency", "as_of", "accelerator", "provider", "token_price", "exchange_rate")
_LISTS = ("exponents", "values")
_GROUPS = ("alternatives", "workloads")
_DEEP = {**dict.fromkeys(_LISTS, 2), **dict.fromkeys(_GROUPS, 3)}
_TOGETHER = ("currency", "exchange_rate")
"""Only both together make sense."""


def leaves(economics: Economics | None) -> dict[Path, Leaf]:
    """What a section states, value by value."""
    found: dict[Path, Leaf] = {}
    if economics is None:
        return found
    for key in _SINGLE:
        value = getattr(economics, key)
        if value is not None:
            found[key,] = value
    if economics.depreciation is not Depreciation.STRAIGHT_LINE:
        found["depreciation",] = economics.depreciation
    for name, exponent in economics.exponents.items():
        found["exponents", name] = exponent
    for name, given in economics.values.items():
        found["values", name] = given
    for key, groups in (("alternatives", economics.alternatives), ("workloads", economics.workloads)):
        for group, amounts in groups.items():
            for name, given in amounts.items():
                found[key, group, name] = given
    return found


def section_of(found: Mapping[Path, Leaf]) -> Economics:
    """The section that states these values."""
    values: dict[str, object] = {}
    for path, leaf in found.items():
        _put(values, path, leaf)
    make: Callable[..., Economics] = Economics.model_construct
    return make(**values)


def amounts_between(before: Economics | None, after: Economics | None) -> dict[str, object]:
    """What differs between two sections, as a scenario holds it."""
    was, will = leaves(before), leaves(after)
    found: dict[str, object] = {}
    for path in (*was, *(each for each in will if each not in was)):
        if was.get(path) == will.get(path):
            continue
        leaf = will.get(path)
        _put(found, path, UNSTATED if leaf is None else leaf_data(leaf))
    return found


def leaf_data(leaf: Leaf) -> object:
    """A value as it stands in a file."""
    if isinstance(leaf, Given):
        if leaf.low is None and leaf.high is None and leaf.source is None:
            return f"{leaf.typical:f} {leaf.unit}".rstrip() if leaf.unit else leaf.typical
        parts = {"low": leaf.low, "typical": leaf.typical, "high": leaf.high}
        texts = {"unit": leaf.unit or None, "source": leaf.source}
        return {key: each for key, each in {**parts, **texts}.items() if each is not None}
    if isinstance(leaf, TokenModel):
        return {"provider": leaf.provider, "model": leaf.model}
    if isinstance(leaf, Depreciation):
        return leaf.value
    return leaf.isoformat() if isinstance(leaf, datetime.date) else leaf


def put_amounts(
    pack: Pack, assessment: Assessment, values: Mapping[str, object], source: Source, left: list[Problem]
) -> Assessment:
    """The assessment with other amounts; what cannot be supposed is left out, one by one."""
    book = prices_of(pack)
    stated = leaves(assessment.economics)
    workloads = [each.id for each in assessment.workloads]
    for bundle in _bundles(values):
        trial = dict(stated)
        before = len(source.problems)
        for path, value in bundle:
            if value == UNSTATED:
                trial.pop(path, None)
            else:
                one = Source(source.name, "", None, source.value, [], source.values, source.keys)
                found = leaves(read_economics(one, _nested(path, value)))
                source.problems += one.problems
                trial.update({each: leaf for each, leaf in found.items() if each == path})
                if found.get(path) is None and path in trial and not one.problems:
                    trial.pop(path)  # The usual way is not stated at all.
        if len(source.problems) == before and book is not None:
            _check(source, trial, stated, book, workloads)
        if len(source.problems) > before:
            left += source.problems[before:]
        else:
            stated = trial
    return with_economics(assessment, section_of(stated))


def _check(
    source: Source, trial: Mapping[Path, Leaf], stated: Mapping[Path, Leaf], book: PriceBook, known: list[str]
) -> None:
    """What these values bring that does not fit; what did not fit before is not theirs."""
    there = Source(source.name, "", None, source.value, [], source.values, source.keys)
    check_economics(there, section_of(stated), book, known)
    new = Source(source.name, "", None, source.value, [], source.values, source.keys)
    check_economics(new, section_of(trial), book, known)
    source.problems += [each for each in new.problems if each not in there.problems]


def _bundles(values: Mapping[str, object]) -> Iterator[list[tuple[Path, object]]]:
    """Values one by one, but for those that make sense only together, which come first."""
    found = list(_paths(values, ()))
    together = [each for each in found if each[0][0] in _TOGETHER]
    if together:
        yield together
    yield from ([each] for each in found if each[0][0] not in _TOGETHER)


def _paths(values: Mapping[str, object], at: Path) -> Iterator[tuple[Path, object]]:
    for key, each in values.items():
        path = (*at, key)
        if isinstance(each, Mapping) and len(path) < _DEEP.get(path[0], 1):
            yield from _paths(each, path)
        else:
            yield path, each


def _nested(path: Path, value: object) -> dict[str, object]:
    found: dict[str, object] = {}
    _put(found, path, value)
    return found


def _put(values: dict[str, object], path: Path, leaf: object) -> None:
    """Put a value where a path leads, making the mappings on the way."""
    for key in path[:-1]:
        inner = values.get(key)
        if not isinstance(inner, dict):
            inner = values[key] = {}
        values = inner
    values[path[-1]] = leaf
