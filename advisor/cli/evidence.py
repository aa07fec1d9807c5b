"""``advisor evidence``: what a bill shows, and the answers that it speaks for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import Format, NewPackOption


def command(
    bills: Annotated[
        list[str],
        typer.Argument(
            metavar="BILL...",
            help="FOCUS exports: CSV, CSV in gzip, Parquet; folders and globs of them. With --backend also "
            "the name of a table.",
            show_default=False,
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FILE",
            help="Hold the bill against this assessment. On a terminal you are asked about each proposed "
            "answer; nothing is written without a yes.",
            show_default=False,
        ),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option(
            "--accept",
            metavar="all|ID,...",
            help="Write these proposed answers into the file, with the bill as their evidence.",
            show_default=False,
        ),
    ] = None,
    forecast: Annotated[
        str | None,
        typer.Option(
            "--forecast",
            metavar="AMOUNT",
            help="What was expected: “36000 USD” for the time of the bill, or “12000 USD/month”.",
            show_default=False,
        ),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="NAME=WORKLOAD",
            help="An AI workload of the bill is this one of the assessment. Any number of times.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text for people, or JSON.")
    ] = Format.TEXT,
    queries: Annotated[bool, typer.Option("--queries", help="List the queries behind the figures.")] = False,
    backend: Annotated[
        str | None,
        typer.Option(
            "--backend",
            metavar="ADDRESS",
            help="Let another engine work, by its Ibis address: pyspark://, trino://..., bigquery://...",
            show_default=False,
        ),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Measure again, even what is kept.")] = False,
    pack: NewPackOption = None,
) -> int | None:
    """Read a bill in FOCUS format, measure it, and propose answers that rest on it."""
    from advisor.cli.beginning import default_pack
    from advisor.cli.plain import emit, style_for
    from advisor.cli.progress import Progress
    from advisor.content.assessment_file import AssessmentFile
    from advisor.content.locations import pack_folder
    from advisor.content.packs import load_pack
    from advisor.workflows.evidence import evidence, forecast_of, read_bill, rules_for
    from advisor.workflows.evidence_accepting import accept_into, chosen, stated_pairs
    from advisor.workflows.evidence_demo import is_demo

    if into is None and (accept is not None or map_):
        diagnostics.say(
            "advisor: --accept and --map go with --into FILE, the assessment that they are about."
        )
        return diagnostics.UNUSABLE
    expected = forecast_of(forecast)
    named = load_pack(pack_folder(pack, Path())) if pack is not None else None
    file = AssessmentFile.open(into, pack=named) if into is not None else None
    if file is not None:
        diagnostics.tell(file.loaded.notices)
    own = file.loaded.pack if file is not None else named or default_pack(None)[1]
    rules = rules_for(own)
    assessment = file.loaded.assessment if file is not None else None
    pairs = stated_pairs(map_ or [], assessment)
    progress = Progress("steps", first=True)
    try:
        bill = read_bill(bills, rules, backend=backend, forecast=expected, told=progress.say, fresh=fresh)
    finally:
        progress.clear()
    if not bill.rows:
        names = ", ".join(each.name for each in bill.files[:3])
        diagnostics.say(f"{names}: warning: no rows, so there is nothing to measure (names of columns alone)")
    found = evidence(bill, own, rules, assessment, pairs)
    taken = chosen(found, accept) if accept is not None else ()
    if file is not None:
        if is_demo(bill, own):
            diagnostics.say(
                "advisor: this is the demo bill of an invented company; answers that it gives are marked so."
            )
        accept_into(file, taken)
        if accept is not None:
            diagnostics.say(f"{len(taken)} of {len(found.proposals)} written into {into}.")
    if format_ is Format.JSON:
        from advisor.cli.evidence_json import document

        sys.stdout.flush()
        sys.stdout.buffer.write(document(found, [each.id for each in taken], queries=queries))
        return None
    from advisor.cli.evidence_text import EvidenceText

    style = style_for(sys.stdout)
    text = EvidenceText(found, style)
    asking = file is not None and accept is None and bool(found.proposals) and _asks()
    emit(text.lines(into, [each.id for each in taken], queries=queries, asking=asking), style)
    if file is not None and asking:
        from advisor.cli.evidence_asking import ask

        ask(file, found.proposals, own.question_by_id, style)
    return None


def _asks() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
