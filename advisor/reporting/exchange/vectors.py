"""Test vectors as CSV and as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable

from advisor.decision.export_table import ExportTable
from advisor.decision.export_vectors import Vector
from advisor.model.assessment import Answer
from advisor.model.pack import Pack
from advisor.model.question import QuestionType
from advisor.reporting.exchange.words import OUTPUTS, outputs

_INPUT, _EXPECTED, _SHEET = "input.", "expected.", "sheet."


def as_csv(pack: Pack, table: ExportTable, found: Iterable[Vector]) -> bytes:
    """A column for each input of the table, each expected output, and each answer."""
    questions = [each.id for each in pack.questions if each.type is not QuestionType.TEXT]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            *(_INPUT + each.name for each in table.inputs),
            *(_EXPECTED + name for name in OUTPUTS),
            _SHEET + "kind",
            *(_SHEET + question for question in questions),
        ]
    )
    for vector in found:
        answers = vector.workload.answers
        writer.writerow(
            [
                *(vector.inputs[each.name] for each in table.inputs),
                *outputs(vector.row).values(),
                vector.workload.kind,
                *(_cell(answers[question]) for question in questions),
            ]
        )
    return out.getvalue().encode()


def as_json_lines(pack: Pack, table: ExportTable, found: Iterable[Vector]) -> bytes:
    """One object a line: ``input``, ``expected`` and ``sheet``, with the names of the CSV's columns."""
    del pack, table
    lines = [
        json.dumps(
            {
                "input": vector.inputs,
                "expected": outputs(vector.row),
                "sheet": {
                    "kind": vector.workload.kind,
                    **{name: _value(each) for name, each in vector.workload.answers.items()},
                },
            },
            separators=(",", ":"),
        )
        for vector in found
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _cell(answer: Answer) -> str:
    """As a table of answers has it."""
    value = _value(answer)
    return "|".join(value) if isinstance(value, list) else str(value)


def _value(answer: Answer) -> str | list[str] | int | float:
    if answer.number is not None:
        return (
            int(answer.number) if answer.number == answer.number.to_integral_value() else float(answer.number)
        )
    return list(answer.choices) if answer.choices is not None else str(answer.choice)


VECTORS: dict[str, Callable[[Pack, ExportTable, Iterable[Vector]], bytes]] = {
    "csv": as_csv,
    "jsonl": as_json_lines,
}
"""Format id, which is also the file's extension, to renderer."""
