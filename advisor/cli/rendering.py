"""From what a report says to named files of bytes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.content.names import choose_from
from advisor.errors import Problem, UnusableInput
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document, build_document
from advisor.reporting.files import Made, file_name, made_of
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.numerals import numbers_written
from advisor.reporting.registry import FORMATS
from advisor.workflows.report import ReportInput

ALL = "all"
"""Stands for every format."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the reports are to be, the same for every reader."""

    formats: tuple[str, ...]
    date: datetime.date | None = None
    depth: Depth = Depth.FULL
    annex: bool = True
    prepared_by: str | None = None
    look: Look = PLAIN


def formats_of(text: str) -> tuple[str, ...]:
    """The formats that a list with commas names, each once; ``all`` stands for every one.

    Raises:
        UnusableInput: there is no such format.
    """
    names = [name for name in text.replace(" ", "").split(",") if name]
    if ALL in names:
        return tuple(FORMATS)
    problems = [
        Problem(
            "--format",
            None,
            None,
            f"there is no format “{name}”",
            choose_from(name, [*FORMATS, ALL]),
            "unknown-format",
        )
        for name in names
        if name not in FORMATS
    ]
    if not names:
        problems = [Problem("--format", None, None, "no format is named", choose_from("", FORMATS))]
    if problems:
        raise UnusableInput(problems)
    return tuple(dict.fromkeys(names))


def made(inputs: Iterable[ReportInput], wish: Wish) -> Iterator[Made]:
    """Every file, reader by reader; a format that fails does not keep the others from being made."""
    for each in inputs:
        with numbers_written(wish.look.brand.numbers):
            document = _document(each, wish)
            files = list(made_of(document, wish.formats, wish.look))
        yield from files


def names(assessment: str, personas: Sequence[str], wish: Wish) -> list[str]:
    """The names of all files that ``made`` gives for one assessment, in its order."""
    return [
        file_name(assessment, persona, wish.depth, FORMATS[name])
        for persona in personas
        for name in wish.formats
    ]


def _document(each: ReportInput, wish: Wish) -> Document:
    return build_document(
        each.pack,
        each.assessment,
        each.recommendation,
        each.persona,
        date=wish.date,
        practices=each.practices,
        roadmap=each.roadmap,
        robustness=each.robustness,
        estimate=each.estimate,
        no_costs=each.no_costs,
        evidence=each.evidence,
        depth=wish.depth,
        annex=wish.annex,
        prepared_by=wish.prepared_by,
    )
