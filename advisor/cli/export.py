"""``advisor export``: a decision for other rule engines: the table, what its inputs are, sheets to try."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import complete_pack
from advisor.errors import Problem, UnusableInput
from advisor.model.pack import Pack


class Exchange(StrEnum):
    """A file format of another rule engine."""

    DMN = "dmn"
    JDM = "jdm"


_TABLES = {".dmn": Exchange.DMN, ".xml": Exchange.DMN, ".jdm": Exchange.JDM, ".json": Exchange.JDM}
_VECTORS = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_INPUTS = {".json": "json", ".md": "md", ".markdown": "md"}


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
        Exchange | None,
        typer.Option(
            "--to",
            "-t",
            help="DMN 1.3 (XML), or JDM of GoRules (JSON); by default what the file's name says, else DMN.",
            show_default=False,
        ),
    ] = None,
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
    inputs: Annotated[
        bool,
        typer.Option(
            "--inputs",
            help=(
                "Instead of the table how its inputs are made from answers, weights and thresholds "
                "included: JSON for a program, or a page (.md) for people."
            ),
        ),
    ] = False,
    vectors: Annotated[
        int | None,
        typer.Option(
            "--vectors",
            min=1,
            metavar="N",
            help=(
                "Instead of the table N answer sheets with its inputs and the outcomes to expect, as CSV or "
                "JSON lines (.jsonl): one for each rule that can be reached, then sheets drawn by lot."
            ),
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Which sheets --vectors draws.")] = 0,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that differs.")] = False,
) -> None:
    """Write a decision as a table that other rule engines run.

    The table is read from the top: the first rule that fits decides. Scores, bands and relevance are
    settled before it, and gates are folded into it. Each input says which words it can be and when.

    Carrying a decision over takes three files: the table, what its inputs are made of (--inputs), and
    sheets with the outcomes to expect (--vectors), to try the other engine on.

    The tests of this program run the DMN file on SpiffWorkflow and on dmn-moddle with feelin, and the JDM
    file on zen-engine of GoRules. The DMN file was tried on pyDMNrules and Apache KIE (Drools), too.
    """
    from advisor.cli.output import write_all
    from advisor.content.names import choose_from
    from advisor.workflows.batch import deciding_pack
    from advisor.workflows.trust import unproved

    writer = _writer(to, output, seed=seed, inputs=inputs, vectors=vectors)
    chosen = deciding_pack(pack)
    name = decision or chosen.manifest.primary_decision
    if name not in chosen.rules.decisions:
        hint = choose_from(name, chosen.rules.decisions)
        message = f"the pack has no decision “{name}”"
        raise UnusableInput([Problem(chosen.id, None, None, message, hint, "unknown-decision")])
    diagnostics.tell(unproved(pack))
    content = writer(chosen, name)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    write_all(output.parent, {output.name: content}, force=force)
    typer.echo(str(output))


def _writer(
    to: Exchange | None, output: Path | None, *, seed: int, inputs: bool, vectors: int | None
) -> Callable[[Pack, str], bytes]:
    """What is asked for; a contradiction is told before anything is read."""
    if inputs and vectors is not None:
        message = "--inputs writes how inputs are made, and --vectors sheets to try an engine on"
        raise _misfit(output, message, "call export once for each of them")
    if inputs:
        return partial(_inputs, _inputs_kind(to, output))
    if vectors is not None:
        return partial(_vectors, _vectors_kind(to, output), vectors, seed)
    return partial(_table, _table_kind(to, output))


def _table(kind: str, pack: Pack, decision: str) -> bytes:
    from advisor.decision.export_table import export_table
    from advisor.reporting.exchange.registry import FORMATS

    return FORMATS[kind](export_table(pack, decision))


def _inputs(kind: str, pack: Pack, decision: str) -> bytes:
    from advisor.decision.export_table import export_table
    from advisor.reporting.exchange.inputs import INPUTS

    return INPUTS[kind](pack, export_table(pack, decision))


def _vectors(kind: str, count: int, seed: int, pack: Pack, decision: str) -> bytes:
    from advisor.decision.export_table import export_table
    from advisor.decision.export_vectors import vectors
    from advisor.reporting.exchange.vectors import VECTORS

    table = export_table(pack, decision)
    return VECTORS[kind](pack, table, vectors(pack, table, count, seed))


def _table_kind(to: Exchange | None, output: Path | None) -> str:
    """The format of a table: what is asked for, what the file's name says, or DMN on standard output."""
    suffix = output.suffix.lower() if output else ""
    said = _TABLES.get(suffix)
    if output is None or (said is to and to is not None):
        return to or Exchange.DMN
    if to is None and said is not None:
        return said
    if to is None:
        hint = f"call it {output.stem}.dmn or {output.stem}.jdm, or say --to dmn or --to jdm"
        if suffix in _VECTORS:
            hint = f"for sheets to try an engine on, say --vectors 1000; else {hint}"
        elif suffix in _INPUTS:
            hint = f"for how its inputs are made, say --inputs; else {hint}"
        raise _misfit(output, "the file's name does not say which format is wanted", hint)
    if said is not None or suffix in _VECTORS:
        message = f"--to {to} does not go with a file called {suffix}"
        raise _misfit(output, message, f"leave --to out, or call the file {output.stem}.{to}")
    return to


def _vectors_kind(to: Exchange | None, output: Path | None) -> str:
    if to is not None:
        message = "--vectors writes sheets to try an engine on, and --to a table for the engine"
        raise _misfit(output, message, "use one of them; the sheets are the same for every format")
    if output is None:
        return "csv"
    kind = _VECTORS.get(output.suffix.lower())
    if kind is None:
        hint = f"call it {output.stem}.csv or {output.stem}.jsonl"
        raise _misfit(output, "sheets are written as CSV or as JSON lines", hint)
    return kind


def _inputs_kind(to: Exchange | None, output: Path | None) -> str:
    if to is not None:
        message = "--inputs writes how the inputs of a table are made, and --to the table for an engine"
        raise _misfit(output, message, "use one of them; the inputs are the same for every format")
    if output is None:
        return "json"
    kind = _INPUTS.get(output.suffix.lower())
    if kind is None:
        hint = f"call it {output.stem}.json or {output.stem}.md"
        raise _misfit(output, "how inputs are made is written as JSON or as Markdown", hint)
    return kind


def _misfit(output: Path | None, message: str, hint: str) -> UnusableInput:
    return UnusableInput([Problem(str(output or "export"), None, None, message, hint, "usage")])
