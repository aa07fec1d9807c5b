"""What several commands take, and what the shell completes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


class PageFormat(StrEnum):
    """How a result is printed that can also be a page to hand on."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def _bundled() -> dict[str, Path]:
    from advisor.content.locations import bundled_packs

    return bundled_packs()


def complete_pack(incomplete: str) -> list[str]:
    """Bundled packs."""
    return [name for name in _bundled() if name.startswith(incomplete)]


def complete_example(incomplete: str) -> list[tuple[str, str]]:
    """Bundled examples, with their titles."""
    from advisor.content.examples import bundled_examples, bundled_studies

    found = [each for folder in _bundled().values() for each in bundled_examples(folder)]
    found += [each for folder in _bundled().values() for each in bundled_studies(folder)]
    return [(example.id, example.title) for example in found if example.id.startswith(incomplete)]


def complete_persona(incomplete: str) -> Iterator[tuple[str, str]]:
    """Personas of the bundled packs."""
    from advisor.content.packs import load_pack

    for folder in _bundled().values():
        for persona in load_pack(folder).personas:
            if persona.id.startswith(incomplete):
                yield persona.id, persona.title


def complete_kind(incomplete: str) -> Iterator[tuple[str, str]]:
    """Workload kinds of the bundled packs."""
    from advisor.content.packs import load_pack

    for folder in _bundled().values():
        for kind in load_pack(folder, whole=False).manifest.workload_kinds:
            if kind.id.startswith(incomplete):
                yield kind.id, kind.title


def complete_report_format(incomplete: str) -> list[str]:
    """The last of the formats that are listed with commas."""
    from advisor.reporting.registry import FORMATS

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in [*FORMATS, "all"] if name.startswith(last)]


PackOption = Annotated[
    str | None,
    typer.Option(
        "--pack",
        metavar="PACK",
        help="Use this pack, a bundled id or a folder, instead of the one that the file names.",
        autocompletion=complete_pack,
    ),
]

NewPackOption = Annotated[
    str | None,
    typer.Option(
        "--pack",
        metavar="PACK",
        help="The pack of a new assessment: a bundled id or a folder.",
        autocompletion=complete_pack,
    ),
]

AssessmentFileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="An assessment.", show_default=False, dir_okay=True)
]

WorkloadsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--workload",
        "-w",
        metavar="NAME[:KIND]",
        help="A workload and its kind; may be given several times.",
        show_default=False,
    ),
]

KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Kind of the workloads that name none.",
        show_default=False,
        autocompletion=complete_kind,
    ),
]

OutputFileOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write this file instead of printing.", show_default=False
    ),
]

ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]

ForceForeignOption = Annotated[
    bool, typer.Option("--force", help="Replace a file that advisor did not write.")
]
"""For commands that note down what they wrote, and replace that without being asked."""

JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Processes at most; without it, one a core.")
]
