"""Parts of a condition, and the condition without some of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.decision.proof.findings import Path
from advisor.model.base import Model
from advisor.model.condition import Condition


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be left out of a condition."""

    path: Path
    """From the condition."""
    text: str
    """In few words."""
    choice: bool
    """One of several options, bands or kinds of one test."""


def parts(condition: Condition, at: Path = ()) -> Iterator[Part]:
    """Every part, outer ones before what is inside them; names are not followed."""
    for key, inner in (("all", condition.all), ("any", condition.any)):
        for index, each in enumerate(inner or ()):
            if len(inner or ()) > 1:
                yield Part((*at, key, index), said(each), choice=False)
            yield from parts(each, (*at, key, index))
    if condition.not_ is not None:
        yield from parts(condition.not_, (*at, "not"))
    for path, names in _lists(condition):
        for index, name in enumerate(names if len(names) > 1 else ()):
            yield Part((*at, *path, index), str(name), choice=path[-1] != "dimensions")


def _lists(condition: Condition) -> Iterator[tuple[Path, tuple[str, ...]]]:
    if condition.answer is not None:
        yield ("answer", "is"), condition.answer.is_
    if condition.band is not None:
        yield ("band", "is"), condition.band.is_
    if condition.kind is not None:
        yield ("kind",), condition.kind
    if condition.at_least is not None:
        yield ("at_least", "dimensions"), condition.at_least.dimensions


def without(condition: Condition, left_out: frozenset[Path], at: Path = ()) -> Condition:
    """The condition without some of its parts. Of a list in which nothing stays, nothing holds it up."""
    changes: dict[str, object] = {}
    for key, inner in (("all", condition.all), ("any", condition.any)):
        if inner is not None:
            changes[key] = tuple(
                without(each, left_out, (*at, key, index))
                for index, each in enumerate(inner)
                if (*at, key, index) not in left_out
            )
    if condition.not_ is not None:
        changes["not_"] = without(condition.not_, left_out, (*at, "not"))
    for path, names in _lists(condition):
        kept = tuple(name for index, name in enumerate(names) if (*at, *path, index) not in left_out)
        if len(kept) < len(names):
            test = getattr(condition, str(path[0]))
            field = "is_" if path[-1] == "is" else str(path[-1])
            is_test = isinstance(test, Model)
            changes[str(path[0])] = test.model_copy(update={field: kept}) if is_test else kept
    return condition.model_copy(update=changes) if changes else condition


def said(condition: Condition) -> str:
    """A condition in few words."""
    if condition.all is not None or condition.any is not None:
        inner = condition.all if condition.all is not None else condition.any
        return f"{'all' if condition.all is not None else 'any'} of {len(inner or ())} parts"
    if condition.not_ is not None:
        return f"not {said(condition.not_)}"
    if condition.condition is not None:
        return condition.condition
    if condition.answer is not None:
        return f"{condition.answer.question} is {' or '.join(condition.answer.is_)}"
    if condition.band is not None:
        return f"{condition.band.dimension} is {' or '.join(condition.band.is_)}"
    if condition.at_least is not None:
        names = " and ".join(condition.at_least.dimensions)
        return f"{names} at least {condition.at_least.band}"
    if condition.kind is not None:
        return f"kind is {' or '.join(condition.kind)}"
    return _said_of_result(condition)


def _said_of_result(condition: Condition) -> str:
    if condition.number is not None:
        number = condition.number
        above = f" from {number.at_least}" if number.at_least is not None else ""
        return f"{number.question}{above}" + (f" below {number.below}" if number.below is not None else "")
    if condition.outcome is not None:
        outcome = condition.outcome
        now = f" now {' or '.join(outcome.now)}" if outcome.now else ""
        target = f" target {' or '.join(outcome.target)}" if outcome.target else ""
        return f"{outcome.decision}{now}{target}"
    if condition.gap is not None:
        return f"gap in {condition.gap.decision}"
    if condition.no_outcome is not None:
        return f"no outcome of {condition.no_outcome}"
    if condition.unknown is not None:
        return f"{condition.unknown} unknown"
    if condition.without_evidence is not None:
        return f"{condition.without_evidence.dimension} without evidence"
    return "nothing"
