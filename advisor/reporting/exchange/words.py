"""What every exported file says about itself, its inputs and its rows."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decision.export_table import ExportTable, TableInput, TableRow
from advisor.decision.export_words import flat

ENGINES = {
    "dmn": "SpiffWorkflow, and on dmn-moddle with feelin; tried by hand: pyDMNrules and Apache KIE (Drools)",
    "jdm": "zen-engine of GoRules",
}
"""The engines that the tests run an exported file on, by format, and those it was tried on besides."""

OUTPUTS = ("now", "target", "row")
"""The names of the outputs, in order."""


def about(table: ExportTable, format_: str) -> str:
    """Where a table comes from and what a reader has to know before running it."""
    return "\n".join(_about(table, format_))


def _about(table: ExportTable, format_: str) -> Iterator[str]:
    yield flat(table.question)
    yield f"From the pack {table.pack} {table.version} (SHA-256 {table.sha256})."
    yield "Read from the top: the first rule that fits decides. The last rule takes whatever is left."
    yield (
        "The inputs are words that are settled before the table: the band of each score, yes or no for each "
        "fact, a word for each group of answers. The description of each input says how to come to its word. "
        "Every question that counts needs an answer. A question that is not relevant or does not apply "
        "satisfies no condition and adds nothing to a score. `advisor export --inputs` writes the same for a "
        "program to read, and `advisor export --vectors` answer sheets with inputs and outcomes to test with."
    )
    yield (
        "The outputs: now and target are outcomes; each rule's description says why. The output row names "
        "the pack's row that decides, or all that lead to the same here, with | between them."
    )
    for outcome in table.outcomes:
        yield f"- {outcome}: {flat(table.labels.get(outcome, outcome))}"
    if any(table.no_outcome in (row.now, row.target) for row in table.rows):
        yield f"- {table.no_outcome}: the gates exclude every outcome"
    if table.gates:
        yield (
            "Gates exclude outcomes whatever the rows say; the nearest outcome above that is left takes "
            "their place, else the nearest below. They are folded into the rules; each rule names those that "
            "change it:"
        )
    for gate in table.gates:
        yield f"- {gate.id} excludes {', '.join(gate.exclude)} when {gate.when}: {flat(gate.reason)}"
    yield f"The tests of advisor run its files in this format on {ENGINES[format_]}."


def note(row: TableRow, table: ExportTable) -> str:
    """Which rows of the pack a rule stands for, why each decides as it does, and what gates change."""
    reasons = {gate.id: flat(gate.reason) for gate in table.gates}
    told = []
    for name, reason, gates in zip(row.pack_rows, row.reasons, row.gates, strict=True):
        changed = f" Changed by gates: {', '.join(gates)}." if gates else ""
        told.append(f"{name}: {flat(reason)}{changed}")
    changing = dict.fromkeys(gate for gates in row.gates for gate in gates)
    return "\n".join([*told, *(f"Gate {gate}: {reasons[gate]}" for gate in changing)])


def outputs(row: TableRow) -> dict[str, str]:
    """What a rule gives, by the name of the output.

    ``row`` names the pack's row; where a rule stands for several, which lead to the same, all of them.
    """
    return {"now": row.now, "target": row.target, "row": "|".join(row.pack_rows)}


def output_meaning(name: str) -> str:
    """What an output says."""
    return {
        "now": "The outcome to use today, after gates.",
        "target": "The outcome to grow towards, after gates; the same as now where nothing is to change.",
        "row": "The pack's row that decides, or all that lead to the same here, with | between them.",
    }[name]


def meaning(each: TableInput) -> str:
    """What an input is, when it is which of its words, and what it rests on."""
    how = each.meaning
    lines = [how.how, "Values:"]
    lines += [f"- {value}: {told}" for value, told in zip(each.values, how.by_value, strict=True)]
    if how.questions:
        lines.append("Questions:")
    for question in how.questions:
        lines.append(f"- {question.text}")
        lines += [f"  - {answer}" for answer in question.answers]
    return "\n".join(lines)
