"""From what a report says to named files of bytes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from advisor.content.names import choose_from
from advisor.errors import Problem, UnusableInput
from advisor.reporting.depth import Depth
from advisor.reporting.document import build_document
from advisor.reporting.registry import FORMATS, Renderer
from advisor.workflows.report import ReportInput


def renderers_for(formats: Iterable[str]) -> list[Renderer]:
    """The renderers of these formats, each once.

    Raises:
        UnusableInput: there is no such format.
    """
    problems = [
        Problem(
            "--format",
            None,
            None,
            f"there is no format “{name}”",
            choose_from(name, FORMATS),
            "unknown-format",
        )
        for name in formats
        if name not in FORMATS
    ]
    if problems:
        raise UnusableInput(problems)
    return [FORMATS[name] for name in dict.fromkeys(formats)]


def rendered(
    inputs: Sequence[ReportInput],
    formats: Sequence[str],
    date: datetime.date | None,
    *,
    depth: Depth = Depth.FULL,
    annex: bool = True,
    prepared_by: str | None = None,
) -> dict[str, bytes]:
    """File name to content, for each reader and format; raises as ``renderers_for`` does.

    A brief is named apart, so that it can lie beside the full report.
    """
    renderers = renderers_for(formats)
    ending = "-brief" if depth is Depth.BRIEF else ""
    files: dict[str, bytes] = {}
    for each in inputs:
        document = build_document(
            each.pack,
            each.assessment,
            each.recommendation,
            each.persona,
            date=date,
            practices=each.practices,
            roadmap=each.roadmap,
            robustness=each.robustness,
            depth=depth,
            annex=annex,
            prepared_by=prepared_by,
        )
        for renderer in renderers:
            name = f"{each.assessment.id}-{each.persona}{ending}.{renderer.extension}"
            files[name] = renderer.render(document)
    return files
