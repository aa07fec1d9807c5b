"""Reports into files: rendered, looked at, written whole or not at all."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from advisor.content.brand import LoadedBrand, load_brand
from advisor.decision.practices import next_practices
from advisor.decision.roadmap import roadmap
from advisor.decision.robustness import robustness
from advisor.errors import CannotWrite
from advisor.model.assessment import Assessment
from advisor.model.bill_answers import Evidence
from advisor.model.brand import Brand
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document, build_document
from advisor.reporting.files import file_name
from advisor.reporting.look import Look, Paper
from advisor.reporting.registry import FORMATS
from advisor.workflows.tco import costs_or_reason


def document_for(
    pack: Pack,
    assessment: Assessment,
    recommendation: Recommendation,
    persona: str,
    today: datetime.date | None,
    evidence: Evidence | None = None,
    *,
    prepared_by: str | None = None,
    depth: Depth = Depth.FULL,
) -> Document:
    """The report of a recommendation for one reader; where costs cannot be told, it says why."""
    estimate, no_costs = costs_or_reason(pack, assessment, recommendation)
    return build_document(
        pack,
        assessment,
        recommendation,
        persona,
        date=today,
        practices=next_practices(pack, assessment, recommendation, persona),
        roadmap=roadmap(pack, assessment, recommendation),
        robustness=robustness(pack, assessment),
        estimate=estimate,
        no_costs=no_costs,
        evidence=evidence,
        prepared_by=prepared_by,
        depth=depth,
    )


def look_of(brand: Path | None, paper: Paper = Paper.A4) -> Look:
    """What reports look like under a brand file, on pages of this size; None for our own look.

    Raises:
        UnusableInput: the file cannot be used.
    """
    loaded = LoadedBrand(Brand()) if brand is None else load_brand(brand)
    return Look(brand=loaded.brand, logo=loaded.logo, paper=paper, fonts=loaded.fonts)


def file_names(document: Document, formats: Sequence[str], depth: Depth) -> tuple[str, ...]:
    """What the files of a report of this depth are called, format by format."""
    return tuple(file_name(document.assessment, document.persona, depth, FORMATS[name]) for name in formats)


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes files into a folder, which is made when missing; replaces what is there.

    Raises:
        CannotWrite: the system does not let us; no file is left half written.
    """
    paths = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            paths.append(_write(folder / name, content))
    except OSError as error:
        raise CannotWrite(f"{error.filename or folder}: {error.strerror or error}") from error
    return tuple(paths)


def _write(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone; a report is meant to be passed on.
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return path
