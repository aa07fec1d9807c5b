"""What can be found about two packs beside one another."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.proof.finding_words import Share
from advisor.decision.proof.findings import Finding, Weight

MANIFEST = "pack.yaml"


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that stand in a sentence as they are, without quotes."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCopy(Finding):
    """Two different packs go by the same id and version."""

    code = "changed-copy"
    weight = Weight.WARNING
    says = (
        "the pack calls itself {pack} {version}, as does {other}, and holds something else "
        "(SHA-256 begins with {own}, there with {theirs})"
    )
    hint = "raise the version, or choose an id of its own, so that their results can be told apart"
    pack: str
    version: Plain
    other: Plain
    own: Plain
    theirs: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceDiffers(Finding):
    """A decision comes out otherwise than in the pack compared with."""

    code = "advice-differs"
    weight = Weight.NOTE
    says = "{decision} comes out otherwise than in {other} on {share} of all sheets"
    hint = "nothing to mend if that is meant; tell it to who uses the pack, and raise the version"
    decision: str
    other: Plain
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class NotComparable(Finding):
    """The pack does not speak about the same sheets as the one compared with."""

    code = "not-comparable"
    weight = Weight.NOTE
    says = "it cannot be compared with {other} sheet by sheet: {reasons}"
    hint = "compare with a version that offers the same answers, or change the answers in a step of its own"
    other: Plain
    reasons: Plain
