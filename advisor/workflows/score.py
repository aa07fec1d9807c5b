"""From an assessment to its recommendation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from advisor.content.assessments import LoadedAssessment, load_assessment, parse_assessment
from advisor.content.locations import pack_folder
from advisor.content.packs import load_pack
from advisor.decision.recommend import recommend
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation
from advisor.workflows.kept import kept_notice


@dataclass(frozen=True, slots=True)
class Scored:
    """An assessment as it was read, with what the user should know about it, and what is recommended."""

    loaded: LoadedAssessment
    recommendation: Recommendation

    @property
    def pack(self) -> Pack:
        """The pack that decided."""
        return self.loaded.pack


def pack_at(reference: str | None, *, whole: bool = False) -> Pack | None:
    """The pack that a user names instead of the one in the file; None when none is named.

    Raises:
        UnusableInput: there is no such pack, or it has problems.
    """
    return None if reference is None else load_pack(pack_folder(reference, Path()), whole=whole)


def score_file(path: Path, *, pack: Pack | None = None, whole: bool = False) -> Scored:
    """The recommendation for the assessment in a file; ``whole`` also loads what only reports need.

    Raises:
        UnusableInput: with every problem of the assessment or its pack.
    """
    return _scored(load_assessment(path, pack=pack, whole=whole, instead=True))


def score_bytes(data: bytes, name: str, *, pack: Pack | None = None, whole: bool = False) -> Scored:
    """The recommendation for an assessment that did not come from a file; ``name`` stands in messages.

    Raises:
        UnusableInput: as above.
    """
    return _scored(parse_assessment(data, name, Path(), pack=pack, whole=whole, instead=True), name)


def _scored(loaded: LoadedAssessment, name: str | None = None) -> Scored:
    notices = (*loaded.notices, *kept_notice(loaded, name))
    return Scored(replace(loaded, notices=notices), recommend(loaded.pack, loaded.assessment))
