"""DMN 1.3 in the dialect that different engines read alike.

One decision with one table, hit policy FIRST, a catch-all at the end; plain variables as inputs, whose
label is their expression; one string literal or a dash in each cell. Lists, negations, intervals and
booleans are read differently by engines, so none is written in a cell. What a column may hold stands
beside it, where engines that do not look for it pass it by. The clause for annotations is left out: not
every engine reads a table that has it, so a rule's reason is its description.

Around the table stands what stricter engines ask for: each input as input data that the decision
requires, variables with their types, and the type of the result. The decision comes first among them,
where readers that take the first element of the diagram look for it.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from textwrap import shorten

from advisor.decision.export_table import ExportTable, TableInput, TableRow
from advisor.reporting.exchange import dmn_diagram
from advisor.reporting.exchange.words import OUTPUTS, about, meaning, note, output_meaning, outputs

_NAMESPACES = (
    'xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" '
    'xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" '
    'xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" '
    'xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"'
)
_NOTE = 220
"""So many letters fit the note in the picture; the whole text is the decision's own."""
_RESULT = "advice"
"""The type of the result; a name of its own, since inputs and the decision carry prefixes."""


def render(table: ExportTable) -> bytes:
    """The table as an XML file."""
    return ("\n".join(_lines(table)) + "\n").encode()


def _lines(table: ExportTable) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    # Engines keep a file by its id, or by namespace and name: two decisions of a pack must differ in both.
    yield (
        f'<definitions {_NAMESPACES} id="definitions_{table.pack}_{table.decision}" '
        f'name="{_title(table.title)}" namespace="urn:advisor:{table.pack}:{table.decision}" '
        'exporter="advisor">'
    )
    yield from _result_type()
    yield from _decision(table)
    for each in table.inputs:
        yield from _input_data(each)
    yield '  <textAnnotation id="note" textFormat="text/plain">'
    yield f"    <text>{_text(shorten(f'{table.title}: {table.question}', _NOTE, placeholder='…'))}</text>"
    yield "  </textAnnotation>"
    yield '  <association id="note_about" associationDirection="None">'
    yield f'    <sourceRef href="#{_id(table)}" />'
    yield '    <targetRef href="#note" />'
    yield "  </association>"
    yield from dmn_diagram.lines(_id(table), [each.name for each in table.inputs])
    yield "</definitions>"


def _id(table: ExportTable) -> str:
    return f"decision_{table.decision}"


def _result_type() -> Iterator[str]:
    yield f'  <itemDefinition id="type_{_RESULT}" name="{_RESULT}">'
    for name in OUTPUTS:
        yield f'    <itemComponent id="type_{_RESULT}_{name}" name="{name}">'
        yield "      <typeRef>string</typeRef>"
        yield "    </itemComponent>"
    yield "  </itemDefinition>"


def _decision(table: ExportTable) -> Iterator[str]:
    # The name is a variable's, too, so it has to be one that nobody reads as an expression.
    name = _id(table).replace("-", "_")
    yield f'  <decision id="{_id(table)}" name="{name}" label="{_title(table.title)}">'
    yield f"    <description>{_prose(about(table, 'dmn'))}</description>"
    yield f"    <question>{_text(table.question)}</question>"
    yield f'    <variable id="result" name="{name}" typeRef="{_RESULT}" />'
    for each in table.inputs:
        yield f'    <informationRequirement id="needs_{each.name}">'
        yield f'      <requiredInput href="#data_{each.name}" />'
        yield "    </informationRequirement>"
    # Without this empty label some engines call every output by the name of the variable above.
    yield '    <decisionTable id="table" hitPolicy="FIRST" outputLabel="">'
    for each in table.inputs:
        yield from _input(each)
    for output in OUTPUTS:
        yield from _output(output, table)
    for number, row in enumerate(table.rows, start=1):
        yield from _rule(number, row, table)
    yield "    </decisionTable>"
    yield "  </decision>"


def _input_data(each: TableInput) -> Iterator[str]:
    yield f'  <inputData id="data_{each.name}" name="{each.name}">'
    yield f"    <description>{_prose(meaning(each))}</description>"
    yield f'    <variable id="variable_{each.name}" name="{each.name}" typeRef="string" />'
    yield "  </inputData>"


def _input(each: TableInput) -> Iterator[str]:
    yield f'      <input id="input_{each.name}" label="{each.name}">'
    yield f"        <description>{_prose(meaning(each))}</description>"
    yield f'        <inputExpression id="expression_{each.name}" typeRef="string">'
    yield f"          <text>{each.name}</text>"
    yield "        </inputExpression>"
    yield f'        <inputValues id="values_{each.name}"><text>{_literals(each.values)}</text></inputValues>'
    yield "      </input>"


def _output(name: str, table: ExportTable) -> Iterator[str]:
    clause = f'      <output id="output_{name}" label="{name}" name="{name}" typeRef="string"'
    yield f"{clause}>"
    yield f"        <description>{_prose(output_meaning(name))}</description>"
    if name != "row":
        given = {row.now if name == "now" else row.target for row in table.rows}
        values = _literals([each for each in (*table.outcomes, table.no_outcome) if each in given])
        yield f'        <outputValues id="given_{name}"><text>{values}</text></outputValues>'
    yield "      </output>"


def _rule(number: int, row: TableRow, table: ExportTable) -> Iterator[str]:
    yield f'      <rule id="rule_{number}">'
    yield f"        <description>{_prose(note(row, table))}</description>"
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


def _prose(text: str) -> str:
    """Several lines as the content of an element."""
    return "\n".join(map(_text, text.split("\n")))


def _title(text: str) -> str:
    """A name in an attribute: on one line, without spaces in excess, which some engines warn about."""
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """Prose of the pack, without the characters that XML cannot hold."""
    return html.escape("".join(c if c.isprintable() else " " for c in text))
