"""What every exported file says about itself and its rows."""

from __future__ import annotations

from advisor.decision.export_table import ExportTable, TableInput, TableRow


def about(table: ExportTable) -> str:
    """Where a table comes from and what a reader has to know before running it."""
    return (
        f"{table.question} From the pack {table.pack} {table.version} (SHA-256 {table.sha256}). Read from "
        "the top, the first rule that fits decides. The inputs are settled beforehand: scores become bands, "
        "answers become the words that each input lists, and the answer to a question that is not relevant "
        "or does not apply satisfies no condition. Gates are folded in: now and target are what the gates "
        f"leave, and {table.no_outcome} where they leave nothing. The output row names the pack's row that "
        "decides, or all that lead to the same here, with | between them; each rule's description says why."
    )


def note(row: TableRow) -> str:
    """Which rows of the pack a rule stands for, and why each of them decides as it does."""
    gates = " Gates change what some of these rows say." if row.gated and len(row.pack_rows) > 1 else ""
    gates = gates or (" Gates change what this row says." if row.gated else "")
    told = " ".join(f"{name}: {reason}" for name, reason in zip(row.pack_rows, row.reasons, strict=True))
    return f"{told}{gates}"


def outputs(row: TableRow) -> dict[str, str]:
    """What a rule gives, by the name of the output.

    ``row`` names the pack's row; where a rule stands for several, which lead to the same, all of them.
    """
    return {"now": row.now, "target": row.target, "row": "|".join(row.pack_rows)}


OUTPUTS = ("now", "target", "row")
"""The names of the outputs, in order."""


def meaning(each: TableInput) -> str:
    """What an input is and which words it can be."""
    return f"{each.meaning} Values: {', '.join(each.values)}."
