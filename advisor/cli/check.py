"""``advisor check``: all problems of a pack or an assessment at once, and proofs about a pack."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from advisor.cli import diagnostics
from advisor.cli.options import PageFormat, complete_pack
from advisor.errors import AdvisorError, Problem

_MORE = 10
"""Times the states that a proof may take with high effort."""

if TYPE_CHECKING:
    from advisor.workflows.check import Checked


class Effort(StrEnum):
    """How far a proof is followed before a part of it is given up."""

    NORMAL = "normal"
    HIGH = "high"


def command(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="[PACK|ASSESSMENT]",
            help="A bundled pack's id, a pack's folder, or an assessment; without it, every bundled pack.",
            show_default=False,
            autocompletion=complete_pack,
        ),
    ] = None,
    format_: Annotated[
        PageFormat,
        typer.Option(
            "--format",
            "-f",
            help="Text for people, JSON, or, with --against, a page in Markdown to hand on.",
        ),
    ] = PageFormat.TEXT,
    effort: Annotated[
        Effort,
        typer.Option(
            "--effort",
            help="How far to follow rules that mix very many answers: normal gives a part up after about "
            "half a minute and two gigabytes, high after about ten times that.",
        ),
    ] = Effort.NORMAL,
    counts: Annotated[
        bool,
        typer.Option("--counts", help="Print exact numbers of answer sheets instead of shares."),
    ] = False,
    notes: Annotated[
        bool, typer.Option("--notes", help="Print the notes as well: worth knowing, nothing to mend.")
    ] = False,
    pack: Annotated[
        str | None,
        typer.Option(
            "--pack",
            metavar="PACK",
            help="Check an assessment by this pack, a bundled id or a folder, instead of the one it names.",
            show_default=False,
            autocompletion=complete_pack,
        ),
    ] = None,
    new: Annotated[
        bool,
        typer.Option(
            "--new", help="With --against: only findings that OLDPACK does not have; the exit code is theirs."
        ),
    ] = False,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="OLDPACK",
            help="Compare a pack with this one: what was changed, on how many answer sheets advice differs, "
            "because of what, and which findings are new.",
            show_default=False,
            autocompletion=complete_pack,
        ),
    ] = None,
) -> int:
    """Find all problems of a pack or an assessment, and prove a pack over every answer sheet.

    Errors come first, then warnings, then notes. Exit code 1 when there are errors or warnings; notes
    alone leave it at 0. A pack with errors in its files is not proved before they are mended.
    """
    from advisor.cli.check_json import as_json
    from advisor.cli.check_text import check_lines
    from advisor.cli.plain import emit, style_for
    from advisor.cli.progress import Progress
    from advisor.content.locations import bundled_packs
    from advisor.decision.proof import STATES
    from advisor.workflows.check import check

    targets = list(bundled_packs()) if target is None else [target]
    if format_ is PageFormat.MARKDOWN and against is None:
        raise AdvisorError("--format markdown is a page about two packs: add --against OLDPACK.")
    if new and against is None:
        raise AdvisorError("--new tells what another pack lacks: add --against OLDPACK.")
    bar = Progress("comparisons", first=True)
    try:
        results = [
            check(
                name,
                pack=pack,
                against=against,
                states=STATES * (_MORE if effort is Effort.HIGH else 1),
                tell=lambda done, of: bar.show(done / of, done),
                proving=bar.say,
            )
            for name in targets
        ]
    finally:
        bar.clear()
    if new:
        results = [result.only_new() for result in results]
    diagnostics.tell(each for result in results for each in result.said)
    if format_ is PageFormat.MARKDOWN:
        _pages(results, only_new=new)
    elif format_ is PageFormat.JSON:
        typer.echo(json.dumps(as_json(results), indent=2))
    else:
        style = style_for(sys.stdout)
        emit(
            [line for result in results for line in check_lines(result, style, notes=notes, counts=counts)],
            style,
        )
    return diagnostics.FINDINGS if any(result.fails for result in results) else diagnostics.FINE


def _pages(results: list[Checked], *, only_new: bool) -> None:
    """A page about each pack that could be compared; what was found of others goes to stderr."""
    from advisor.cli.check_page import findings_told
    from advisor.reporting.pack_changes import packs_page

    for result in results:
        proved = result.proved
        if proved is None or proved.against is None or proved.comparison is None:
            diagnostics.tell(each for each in result.entries if isinstance(each, Problem))
            continue
        found = findings_told(result, only_new=only_new)
        sides = (proved.pack, proved.against, proved.comparison)
        page = packs_page(*sides, proved.changes, proved.effects, found)
        sys.stdout.flush()
        sys.stdout.buffer.write(page)
