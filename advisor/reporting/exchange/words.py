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
        f"leave, and {table.no_outcome} where they leave nothing."
    )


def note(row: TableRow) -> str:
    """Which rows of the pack a rule stands for."""
    gates = ", after gates" if row.gated else ""
    return f"{', '.join(row.pack_rows)}{gates}"


def meaning(each: TableInput) -> str:
    """What an input is and which words it can be."""
    return f"{each.meaning} Values: {', '.join(each.values)}."
