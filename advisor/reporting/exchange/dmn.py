"""DMN 1.3 in the dialect that different engines read alike.

One decision with one table, hit policy FIRST, a catch-all at the end; plain variables as inputs, whose
label is their expression; one string literal or a dash in each cell. Lists, negations, intervals and
booleans are read differently by engines, so none is written in a cell. What a column may hold stands
beside it, where engines that do not look for it pass it by. The clause for annotations is left out: not
every engine reads a table that has it, so a rule's reason is its description.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator

from advisor.decision.export_table import ExportTable, TableInput, TableRow
from advisor.reporting.exchange.words import OUTPUTS, about, meaning, note, outputs

_NAMESPACES = (
    'xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" '
    'xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" '
    'xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"'
)


def render(table: ExportTable) -> bytes:
    """The table as an XML file."""
    return ("\n".join(_lines(table)) + "\n").encode()


def _lines(table: ExportTable) -> Iterator[str]:
    decision = f"decision_{table.decision}"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<definitions {_NAMESPACES} id="definitions" name="{_text(table.title)}" '
        f'namespace="urn:advisor:{_text(table.pack)}" exporter="advisor">'
    )
    yield f'  <decision id="{decision}" name="{_text(table.title)}">'
    yield f"    <description>{_text(about(table))}</description>"
    yield '    <decisionTable id="table" hitPolicy="FIRST">'
    for each in table.inputs:
        yield from _input(each)
    for name in OUTPUTS:
        yield from _output(name, table)
    for number, row in enumerate(table.rows, start=1):
        yield from _rule(number, row)
    yield "    </decisionTable>"
    yield "  </decision>"
    yield '  <dmndi:DMNDI><dmndi:DMNDiagram id="diagram">'
    yield f'    <dmndi:DMNShape id="shape" dmnElementRef="{decision}">'
    yield '      <dc:Bounds x="160" y="100" width="180" height="80" />'
    yield "    </dmndi:DMNShape>"
    yield "  </dmndi:DMNDiagram></dmndi:DMNDI>"
    yield "</definitions>"


def _input(each: TableInput) -> Iterator[str]:
    yield f'      <input id="input_{each.name}" label="{each.name}">'
    yield f"        <description>{_text(meaning(each))}</description>"
    yield f'        <inputExpression id="expression_{each.name}" typeRef="string">'
    yield f"          <text>{each.name}</text>"
    yield "        </inputExpression>"
    yield f'        <inputValues id="values_{each.name}"><text>{_literals(each.values)}</text></inputValues>'
    yield "      </input>"


def _output(name: str, table: ExportTable) -> Iterator[str]:
    clause = f'      <output id="output_{name}" label="{name}" name="{name}" typeRef="string"'
    if name == "row":
        yield f"{clause} />"
        return
    given = {row.now if name == "now" else row.target for row in table.rows}
    values = _literals([each for each in (*table.outcomes, table.no_outcome) if each in given])
    yield f"{clause}>"
    yield f'        <outputValues id="given_{name}"><text>{values}</text></outputValues>'
    yield "      </output>"


def _rule(number: int, row: TableRow) -> Iterator[str]:
    yield f'      <rule id="rule_{number}">'
    yield f"        <description>{_text(note(row))}</description>"
    for column, cell in enumerate(row.cells, start=1):
        text = "-" if cell is None else _literal(cell)
        yield f'        <inputEntry id="in_{number}_{column}"><text>{text}</text></inputEntry>'
    for name, value in outputs(row).items():
        yield f'        <outputEntry id="{name}_{number}"><text>{_literal(value)}</text></outputEntry>'
    yield "      </rule>"


def _literal(word: str) -> str:
    """A string as FEEL, Python and ZEN write it; words are made of ids, so nothing needs a backslash."""
    return html.escape(f'"{word}"', quote=False)


def _literals(words: Iterable[str]) -> str:
    return ",".join(map(_literal, words))


def _text(text: str) -> str:
    """Prose of the pack, without the characters that XML cannot hold."""
    return html.escape("".join(c if c.isprintable() else " " for c in text))
