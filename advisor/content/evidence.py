"""The rules of a pack for reading bills, from disk, kept ready as packs are."""

from __future__ import annotations

from pathlib import Path

from advisor.content.pack_cache import cached_part, keep_part
from advisor.content.pack_codec import know
from advisor.content.pack_identity import pack_sha256
from advisor.content.pack_parts import PackPart
from advisor.content.packs import folder_of
from advisor.model import evidence_finding, evidence_proposing, evidence_rules
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.pack import Pack

_PART = "evidence"
know((evidence_rules, evidence_finding, evidence_proposing))
_RULES = PackPart(
    "evidence.yaml",
    EvidenceRules,
    "no-evidence",
    "this pack has no rules for reading bills",
    "put an “evidence.yaml” into the folder",
)


def load_evidence(folder: Path) -> EvidenceRules:
    """The rules of a pack for reading bills.

    Raises:
        UnusableInput: the pack has none, or it cannot be used; the problems are all there are.
    """
    sha256 = pack_sha256(folder)
    kept = cached_part(sha256, _PART)
    if isinstance(kept, EvidenceRules):
        return kept
    rules = _RULES.read(folder)
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
    return _RULES.if_any(load_evidence, folder)
