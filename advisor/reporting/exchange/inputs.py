"""How the inputs of an exported table are made: as JSON for a program, as Markdown for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal

from advisor.decision.export_inputs import decision_inputs
from advisor.decision.export_table import ExportTable, TableInput
from advisor.decision.export_words import flat
from advisor.model.pack import Pack
from advisor.reporting.exchange.words import OUTPUTS, output_meaning
from advisor.reporting.markdown import escape
from advisor.reporting.plain import visible


def as_json(pack: Pack, table: ExportTable) -> bytes:
    """``DecisionInputs``; numbers are numbers, what is absent is left out."""
    inputs = decision_inputs(pack, table)
    found = {"schema": inputs.schema_, **inputs.model_dump(by_alias=True, exclude_defaults=True)}
    return (json.dumps(found, indent=2, ensure_ascii=False, default=_number) + "\n").encode()


def _number(value: object) -> int | float:
    """A bound of the pack as JSON has numbers.

    Raises:
        TypeError: the value is no number.
    """
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} is no number")
    return int(value) if value == value.to_integral_value() else float(value)


def as_markdown(pack: Pack, table: ExportTable) -> bytes:
    """A page for those who code the inputs."""
    del pack
    return ("\n".join(_page(table)).rstrip() + "\n").encode()


def _page(table: ExportTable) -> Iterator[str]:
    yield f"# {_shown(table.title)}: how to make the inputs"
    yield ""
    yield _shown(table.question)
    yield ""
    yield f"From the pack {table.pack} {table.version}, SHA-256 {table.sha256}."
    yield ""
    yield (
        "The table decides over words. This page says how to come from the answers to each of them. Every "
        "question that counts needs an answer. A question that is not relevant or does not apply makes no "
        "comparison true and adds nothing to a score."
    )
    yield ""
    yield "| input | can be |"
    yield "| --- | --- |"
    for each in table.inputs:
        yield f"| `{each.name}` | {', '.join(_word(value) for value in each.values)} |"
    yield ""
    for each in table.inputs:
        yield from _input(each)
    yield "## Outputs"
    yield ""
    for name in OUTPUTS:
        yield f"- `{name}`: {output_meaning(name)}"
    yield ""
    yield from _outcomes(table)
    if table.gates:
        yield "## Gates"
        yield ""
        yield (
            "They are folded into the table already; no input is needed for them. Each excludes outcomes, "
            "whatever the rows say. The nearest outcome above that is left takes their place, else the "
            "nearest below."
        )
        yield ""
        yield "| gate | excludes | when | why |"
        yield "| --- | --- | --- | --- |"
        for gate in table.gates:
            excluded = ", ".join(f"`{outcome}`" for outcome in gate.exclude)
            yield f"| `{gate.id}` | {excluded} | {_shown(gate.when)} | {_shown(gate.reason)} |"


def _outcomes(table: ExportTable) -> Iterator[str]:
    yield "| outcome | is |"
    yield "| --- | --- |"
    for outcome in table.outcomes:
        yield f"| `{outcome}` | {_shown(table.labels.get(outcome, outcome))} |"
    yield f"| `{table.no_outcome}` | the gates exclude every outcome |"
    yield ""


def _input(each: TableInput) -> Iterator[str]:
    yield f"## `{each.name}`"
    yield ""
    yield _shown(each.meaning.how)
    yield ""
    yield "| value | when |"
    yield "| --- | --- |"
    for value, told in zip(each.values, each.meaning.by_value, strict=True):
        yield f"| {_word(value)} | {_shown(told)} |"
    yield ""
    for question in each.meaning.questions:
        yield f"- {_shown(question.text)}"
        for answer in question.answers:
            yield f"  - {_shown(answer)}"
    if each.meaning.questions:
        yield ""


def _word(value: str) -> str:
    """A value as code; the only sign in one that a table would take for its own is escaped."""
    return f"`{value}`".replace("|", "\\|")


def _shown(text: str) -> str:
    return escape(visible(flat(text)))


INPUTS: dict[str, Callable[[Pack, ExportTable], bytes]] = {"json": as_json, "md": as_markdown}
"""Format id, which is also the file's extension, to renderer."""
