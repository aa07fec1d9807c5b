"""What ``advisor check`` found of a pack, remembered beside the cache of packs by the pack's contents.

So that who is advised by a pack that nobody has proved can be told so, without proving it each time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import advisor
from advisor.content.pack_cache import cached_part, keep_part

_NAME = "verdict"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many findings a pack has that should be mended."""

    errors: int
    warnings: int


def keep_verdict(sha256: str, verdict: Verdict) -> None:
    """Remember what was found of the pack with these files; a folder that cannot be written is no error."""
    keep_part(sha256, _NAME, {"prover": _prover(), "errors": verdict.errors, "warnings": verdict.warnings})


def kept_verdict(sha256: str) -> Verdict | None:
    """What was found of the pack with these files; None when this version of the proofs never looked."""
    found = cached_part(sha256, _NAME)
    if not isinstance(found, dict) or found.get("prover") != _prover():
        return None
    errors, warnings = found.get("errors"), found.get("warnings")
    if not isinstance(errors, int) or not isinstance(warnings, int):
        return None
    return Verdict(errors, warnings)


@cache
def _prover() -> str:
    """A digest of the code that proves, so that a new proof never meets an old verdict."""
    root = Path(advisor.__file__).parent / "decision"
    digest = hashlib.sha256()
    for folder in (root, root / "proof"):
        for path in sorted(folder.glob("*.py"), key=lambda path: path.name):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
