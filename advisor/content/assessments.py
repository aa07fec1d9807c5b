"""Assessments from disk, read strictly against their pack.

Two phases: the file becomes plain data with places; then each answer is read as its question wants
it. All problems are reported together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessment_reader import assessment_of
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, Source, read, read_bytes
from advisor.errors import Problem, Severity
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack


@dataclass(frozen=True, slots=True)
class LoadedAssessment:
    """An assessment together with its pack and the exact bytes that it was read from."""

    assessment: Assessment
    pack: Pack
    path: Path | None
    """None when it came from standard input."""
    digest: str
    """SHA-256 of the bytes, in hexadecimal; tells whether the file changed since."""
    notices: tuple[Problem, ...] = ()
    """What the user should know although the assessment can be used."""


def load_assessment(path: Path, *, pack: Pack | None = None, whole: bool = True) -> LoadedAssessment:
    """Read an assessment file against ``pack``, or else against the pack that it names.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
    """
    data = read_bytes(path, ASSESSMENT_LIMIT)
    loaded = parse_assessment(data, str(path), path.parent, pack=pack, whole=whole)
    return LoadedAssessment(loaded.assessment, loaded.pack, path, loaded.digest, loaded.notices)


def parse_assessment(
    data: bytes, name: str, near: Path | None, *, pack: Pack | None = None, whole: bool = True
) -> LoadedAssessment:
    """Read an assessment from bytes; ``name`` is what problems call it, ``near`` where packs are looked for.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
    """
    source = read(data, name, ASSESSMENT_LIMIT)
    assessment, found = assessment_of(source, near, pack, whole=whole)
    notices = _notices(source, assessment, found)
    return LoadedAssessment(assessment, found, None, hashlib.sha256(data).hexdigest(), notices)


def _notices(source: Source, assessment: Assessment, pack: Pack) -> tuple[Problem, ...]:
    return (*_version_notice(source, assessment, pack), *_money_notices(source, assessment, pack))


def _money_notices(source: Source, assessment: Assessment, pack: Pack) -> tuple[Problem, ...]:
    if assessment.economics is None:
        return ()
    from advisor.content.check_economics import economics_notices  # Most assessments have no such section.

    return economics_notices(source, assessment.economics, pack)


def _version_notice(source: Source, assessment: Assessment, pack: Pack) -> tuple[Problem, ...]:
    if assessment.pack_version in (None, pack.version):
        return ()
    at = source.problem(("pack_version",), "")
    message = f"answered against version {assessment.pack_version} of the pack; {pack.version} is installed"
    hint = "the advice follows the installed version; look through the answers again"
    return (Problem(at.file, at.line, at.column, message, hint, "pack-version", Severity.WARNING),)
