"""The rules of a pack for reading bills, from disk, kept ready as packs are."""

from __future__ import annotations

from pathlib import Path

from advisor.content.pack_cache import cached_part, keep_part
from advisor.content.pack_codec import know
from advisor.content.pack_identity import pack_sha256
from advisor.content.packs import folder_of
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model import evidence_rules
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.pack import Pack

_PART = "evidence"
know((evidence_rules,))


def load_evidence(folder: Path) -> EvidenceRules:
    """The rules of a pack for reading bills.

    Raises:
        UnusableInput: the pack has none, or it cannot be used; the problems are all there are.
    """
    sha256 = pack_sha256(folder)
    kept = cached_part(sha256, _PART)
    if isinstance(kept, EvidenceRules):
        return kept
    rules = _read(folder)
    keep_part(sha256, _PART, rules)
    return rules


def evidence_of(pack: Pack) -> EvidenceRules | None:
    """The rules that belong to a pack; None when it has none, or was not read from a folder.

    Raises:
        UnusableInput: the pack's folder has changed since, and its rules cannot be used any more.
    """
    folder = folder_of(pack)
    if folder is None:
        return None
    try:
        return load_evidence(folder)
    except UnusableInput as unusable:
        if all(problem.code == _NONE for problem in unusable.problems):
            return None
        raise


_NONE = "no-evidence"


def _read(folder: Path) -> EvidenceRules:
    # Only here is the machinery of validation and checks worth the time that importing it takes.
    from advisor.content.pack_checks import check_references
    from advisor.content.pack_files import EVIDENCE, read_pack_files

    files = read_pack_files(folder)
    check_references(files)
    errors = [problem for problem in files.all_problems() if problem.severity is Severity.ERROR]
    if errors:
        raise UnusableInput(errors)
    rules = files.get(EVIDENCE, EvidenceRules)
    if rules is None:
        message = "this pack has no rules for reading bills"
        hint = f"put an “{EVIDENCE}” into the folder"
        raise UnusableInput([Problem(str(folder / EVIDENCE), None, None, message, hint, _NONE)])
    return rules
