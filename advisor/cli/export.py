"""``advisor export``: a decision as a table that other rule engines run."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import complete_pack
from advisor.errors import Problem, UnusableInput


class Exchange(StrEnum):
    """A file format of another rule engine."""

    DMN = "dmn"
    JDM = "jdm"


def command(
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK]",
            help="A bundled pack's id or a pack's folder; without it, the bundled pack.",
            show_default=False,
            autocompletion=complete_pack,
        ),
    ] = None,
    to: Annotated[
        Exchange, typer.Option("--to", "-t", help="DMN 1.3 (XML), or JDM of GoRules (JSON).")
    ] = Exchange.DMN,
    decision: Annotated[
        str | None,
        typer.Option(
            "--decision",
            "-d",
            metavar="ID",
            help="Which decision; without it, the one that chooses the model.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that differs.")] = False,
) -> None:
    """Write a decision as a table that other rule engines run.

    The table is read from the top: the first rule that fits decides. Scores, bands and relevance are
    settled before it, and gates are folded into it; each input says which words it can be and when.
    """
    from advisor.cli.output import write_all
    from advisor.content.names import choose_from
    from advisor.decision.export_table import export_table
    from advisor.reporting.exchange.registry import FORMATS
    from advisor.workflows.batch import deciding_pack

    chosen = deciding_pack(pack)
    name = decision or chosen.manifest.primary_decision
    if name not in chosen.rules.decisions:
        hint = choose_from(name, chosen.rules.decisions)
        message = f"the pack has no decision “{name}”"
        raise UnusableInput([Problem(chosen.id, None, None, message, hint, "unknown-decision")])
    content = FORMATS[to](export_table(chosen, name))
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    write_all(output.parent, {output.name: content}, force=force)
    typer.echo(str(output))
