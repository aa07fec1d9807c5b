"""Assessments from disk, read strictly against their pack.

Two phases: the file becomes plain data with places; then each answer is read as its question wants
it. All problems are reported together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessment_reader import assessment_of, names_another
from advisor.content.names import shown
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


def load_assessment(
    path: Path, *, pack: Pack | None = None, whole: bool = True, instead: bool = False
) -> LoadedAssessment:
    """Read an assessment file against ``pack``, or else against the pack that it names.

    ``instead``: ``pack`` stands in for whichever the file names, which is told by a notice; without it,
    that has to be the same one.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
    """
    data = read_bytes(path, ASSESSMENT_LIMIT)
    loaded = parse_assessment(data, str(path), path.parent, pack=pack, whole=whole, instead=instead)
    return LoadedAssessment(loaded.assessment, loaded.pack, path, loaded.digest, loaded.notices)


def parse_assessment(
    data: bytes,
    name: str,
    near: Path | None,
    *,
    pack: Pack | None = None,
    whole: bool = True,
    instead: bool = False,
) -> LoadedAssessment:
    """Read an assessment from bytes; ``name`` is what problems call it, ``near`` where packs are looked for.

    ``pack`` and ``instead`` as for ``load_assessment``.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
    """
    source = read(data, name, ASSESSMENT_LIMIT)
    assessment, found = assessment_of(source, near, pack, whole=whole, instead=instead)
    # Versions of different packs say nothing of one another.
    stands_in = pack is not None and instead and names_another(assessment.pack, near, pack)
    notices = (
        (pack_notice(assessment.pack, found, source.problem(("pack",), "")),)
        if stands_in
        else _version_notice(source, assessment, found)
    )
    notices += _money_notices(source, assessment, found)
    return LoadedAssessment(assessment, found, None, hashlib.sha256(data).hexdigest(), notices)


def _money_notices(source: Source, assessment: Assessment, pack: Pack) -> tuple[Problem, ...]:
    if assessment.economics is None:
        return ()
    from advisor.content.check_economics import economics_notices  # Most assessments have no such section.

    return economics_notices(source, assessment.economics, pack)


OTHER_PACK = "read-by-other-pack"
"""The code of the notice that a pack stands in for the one that a file names."""


def pack_notice(named: str, pack: Pack, at: Problem) -> Problem:
    """That ``pack`` stands in for the one ``named`` at a place."""
    message = f"the file names the pack “{shown(named)}”; it is read by “{pack.id}” {pack.version}, as asked"
    return Problem(at.file, at.line, at.column, message, None, OTHER_PACK, Severity.WARNING)


def _version_notice(source: Source, assessment: Assessment, pack: Pack) -> tuple[Problem, ...]:
    if assessment.pack_version in (None, pack.version):
        return ()
    at = source.problem(("pack_version",), "")
    message = f"answered against version {assessment.pack_version} of the pack; {pack.version} is installed"
    hint = "the advice follows the installed version; look through the answers again"
    return (Problem(at.file, at.line, at.column, message, hint, "pack-version", Severity.WARNING),)
