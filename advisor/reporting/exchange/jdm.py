"""JDM, the decision files of GoRules: an input, one decision table, an output."""

from __future__ import annotations

import json

from advisor.decision.export_table import ExportTable, TableRow
from advisor.reporting.exchange.words import OUTPUTS, about, meaning, note, output_meaning, outputs


def render(table: ExportTable) -> bytes:
    """The table as a JSON file."""
    content = {
        "hitPolicy": "first",
        "inputs": [
            {
                "id": f"input_{each.name}",
                "name": each.name,
                "field": each.name,
                "description": meaning(each),
            }
            for each in table.inputs
        ],
        "outputs": [
            {"id": f"output_{name}", "name": name, "field": name, "description": output_meaning(name)}
            for name in OUTPUTS
        ],
        "rules": [_rule(table, number, row) for number, row in enumerate(table.rows, start=1)],
        "passThrough": False,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    nodes = [
        _node("input", "inputNode", "Inputs", 0),
        _node("table", "decisionTableNode", table.title, 1)
        | {"description": about(table, "jdm"), "content": content},
        _node("output", "outputNode", "Advice", 2),
    ]
    document = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": nodes,
        "edges": [_edge("input", "table"), _edge("table", "output")],
    }
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def _rule(table: ExportTable, number: int, row: TableRow) -> dict[str, str]:
    inputs = zip(table.inputs, row.cells, strict=True)
    return {
        "_id": f"rule_{number}",
        "_description": note(row, table),
        **{f"input_{each.name}": "" if cell is None else json.dumps(cell) for each, cell in inputs},
        **{f"output_{name}": json.dumps(value) for name, value in outputs(row).items()},
    }


def _node(identity: str, kind: str, name: str, column: int) -> dict[str, object]:
    return {"id": identity, "type": kind, "name": name, "position": {"x": 80 + 320 * column, "y": 120}}


def _edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}_{target}", "type": "edge", "sourceId": source, "targetId": target}
