"""Scenarios as YAML that a person can read and edit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from advisor.content.assessment_yaml import STEP, inline
from advisor.content.schema_line import schema_line
from advisor.model.scenario import Scenario

_HEAD = """\
# Scenarios of the assessment beside this file: what is supposed to differ, under a name. Nothing here
# changes the assessment. “advisor whatif FILE --scenario NAME” shows one beside the present.
"""


def whole_text(scenarios: tuple[Scenario, ...], schema: str | None) -> str:
    """The text of a file; the same scenarios give the same text."""
    head = f"{schema_line(schema)}\n{_HEAD}" if schema else _HEAD
    if not scenarios:
        return f"{head}scenarios: []\n"
    return f"{head}scenarios:\n" + "".join(block(each) for each in scenarios)


def block(scenario: Scenario, indent: int = STEP) -> str:
    """One scenario as an entry of the list, its dash at an indentation."""
    inner = indent + STEP
    lines = [f"{' ' * inner}name: {inline(scenario.name)}"]
    if scenario.note:
        lines.append(f"{' ' * inner}note: {inline(scenario.note)}")
    for key, values in (
        ("answers", scenario.answers),
        ("workloads", scenario.workloads),
        ("weights", scenario.weights),
        ("economics", scenario.economics),
    ):
        if values:
            lines.append(f"{' ' * inner}{key}:")
            lines += _lines(values, inner + STEP, deep=2 if key == "economics" else 1)
    lines[0] = f"{' ' * indent}- {lines[0].lstrip()}"
    return "\n".join(lines) + "\n"


def _lines(values: Mapping[str, object], indent: int, deep: int) -> list[str]:
    """A key on each line; mappings down to a depth are laid out, deeper ones stand in braces."""
    lines: list[str] = []
    for key, each in values.items():
        start = f"{' ' * indent}{inline(key)}:"
        if isinstance(each, Mapping) and deep and _nests(each):
            lines += [start, *_lines(each, indent + STEP, deep - 1)]
        else:
            lines.append(f"{start} {_value(each, flow=False)}")
    return lines


def _nests(each: Mapping[str, object]) -> bool:
    """Whether a mapping holds other things by name, and is not one thing in its long form."""
    return bool(each) and not _LONG_FORM.intersection(each)


_LONG_FORM = {"low", "typical", "high", "unit", "source", "provider", "model"} | {
    *("choice", "choices", "number", "text", "unknown", "not_applicable")
}
"""Keys of an answer or an amount in its long form; no id of a workload or a quantity is called so."""


def _value(each: object, *, flow: bool) -> str:
    if isinstance(each, Mapping):
        return (
            "{" + ", ".join(f"{inline(k, flow=True)}: {_value(v, flow=True)}" for k, v in each.items()) + "}"
        )
    if isinstance(each, bool | Decimal | tuple):
        return inline(each, flow=flow)
    if isinstance(each, int):
        return str(each)
    return inline(str(each), flow=flow)
