"""The list of commands in ``advisor --help``: grouped by what one wants to do, each in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typer._click import Context, HelpFormatter

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Begin": {
        "demo": "a bundled example with its recommendation, at once",
        "new": "a fresh assessment, or a copy of an example",
        "open": "the terminal app with an assessment",
        "serve": "the app in browser tabs",
    },
    "Answer": {
        "ask": "the interview as plain lines",
        "workshop": "many people answer, differ and agree",
        "questionnaire": "the questions as an Excel file to fill in",
        "import": "a filled Excel file back into an assessment",
        "evidence": "what a bill in FOCUS format says about the answers",
    },
    "Decide": {
        "score": "the recommendation for each workload",
        "explain": "why, how firm, and what would change it",
        "whatif": "what other answers, weights or costs would do",
        "tco": "costs side by side, unit costs, break-even",
    },
    "Tell, and follow": {
        "report": "the report for a reader, in every format",
        "brand": "a brand file to begin with, for reports",
        "personas": "the readers that a report can be written for",
        "milestone": "freeze how an assessment stands",
        "compare": "what has changed, or would under a newer pack",
        "portfolio": "all assessments of a folder side by side",
    },
    "Rules": {
        "check": "all problems of a pack, and proofs over all answers",
        "schema": "JSON Schemas for editors",
        "export": "a decision as a table for other rule engines",
        "sample-bill": "a made-up bill, and what is true of it",
    },
}
"""Heading to command to what it gives."""


class Overview(TyperGroup):
    """Typer's group with its commands under headings."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the headings; a command that stands under none comes last."""
        left = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        width = max(len(name) for name in left)
        for heading, told in SECTIONS.items():
            rows = [(name.ljust(width), text) for name, text in told.items() if left.pop(name, None)]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
        rows = [(name, each.get_short_help_str()) for name, each in left.items() if each is not None]
        if rows:
            with formatter.section("More"):
                formatter.write_dl(rows)
