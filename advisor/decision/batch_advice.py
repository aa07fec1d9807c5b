"""What one decision comes to for one sheet, apart from how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Advice:
    """One way a decision comes out for a sheet."""

    now: str | None
    target: str | None
    decided: bool
    """Whether no open answer can change ``now``."""
    settled: bool
    """Whether no open answer can change ``now`` or ``target``."""
    shares: tuple[Fraction, ...]
    """Of each outcome, in order, over all completions; what they miss of 1 has no outcome."""

    @property
    def share_none(self) -> Fraction:
        """The share of completions without an outcome."""
        return 1 - sum(self.shares, Fraction(0))
