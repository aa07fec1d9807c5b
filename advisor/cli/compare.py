"""``advisor compare``: what changed between two states of an assessment, or would under a newer pack."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import PageFormat, complete_pack
from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.model.comparison import Comparison


def command(
    first: Annotated[
        Path, typer.Argument(metavar="FILE", help="An assessment or a milestone.", show_default=False)
    ],
    second: Annotated[
        Path | None,
        typer.Argument(
            metavar="LATER",
            help="What it has become: another assessment or milestone. Without it, FILE is compared with its "
            "own latest milestone.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="MILESTONE",
            help="Compare FILE with this milestone of its own, by name or date.",
            show_default=False,
        ),
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option(
            "--pack",
            metavar="PACK",
            help="Tell what this version of the pack would change about FILE, before it is taken over.",
            show_default=False,
            autocompletion=complete_pack,
        ),
    ] = None,
    format_: Annotated[
        PageFormat,
        typer.Option(
            "--format",
            "-f",
            help="Text for people, JSON (advisor/comparison/1), or, with --pack, a page in Markdown.",
        ),
    ] = PageFormat.TEXT,
    everything: Annotated[
        bool, typer.Option("--all", help="Also every KPI value that moved, not only the first few.")
    ] = False,
) -> int:
    """What changed: answers, scores, advice, KPI values, warnings, and how much of the way is done.

    The way to the target is counted in steps, one level of one answer each: the fewest that lead there.
    Per cent are those made since, of those that were needed then, both by the rules of now.
    """
    if sum(each is not None for each in (second, since, pack)) > 1:
        raise AdvisorError("Compare with one thing: a second file, --since, or --pack.")
    if format_ is PageFormat.MARKDOWN and pack is None:
        raise AdvisorError("--format markdown is a page about another pack: add --pack PACK.")
    found = _compared(first, second, since, pack)
    if format_ is PageFormat.MARKDOWN:
        return _page(found)
    if format_ is PageFormat.JSON:
        sys.stdout.flush()
        sys.stdout.buffer.write(found.model_dump_json(by_alias=True, indent=2).encode() + b"\n")
        return diagnostics.FINE
    from advisor.cli.compare_text import comparison_lines
    from advisor.cli.plain import emit, style_for

    style = style_for(sys.stdout)
    emit(comparison_lines(found, style, everything=everything), style)
    return diagnostics.FINE


def _page(found: Comparison) -> int:
    from advisor.reporting.pack_changes import effect_page

    if found.pack is None:
        raise AdvisorError("The file rests on this very pack, so there is nothing to tell.")
    sys.stdout.flush()
    sys.stdout.buffer.write(effect_page(found, found.pack))
    return diagnostics.FINE


def _compared(first: Path, second: Path | None, since: str | None, pack: str | None) -> Comparison:
    from advisor.workflows.compare import compare_files, compare_pack, compare_since

    if pack is not None:
        return compare_pack(first, pack)
    if second is not None:
        return compare_files(first, second)
    return compare_since(first, since)
