"""What was proved: for each part of a pack how many sheets it takes, and one that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.proof.example import Example
from advisor.decision.proof.findings import Finding, Place


@dataclass(frozen=True, slots=True)
class Reached:
    """One row, gate, outcome, warning, cell, practice or band."""

    id: str
    place: Place
    sheets: int | None
    """On how many sheets; None where it also hangs on what is not known or not shown."""
    example: Example | None
    """None when no sheet leads there."""


@dataclass(frozen=True, slots=True)
class DecisionProof:
    """One decision over all sheets. Rows add up to all sheets, and so do outcomes with ``without``."""

    id: str
    rows: tuple[Reached, ...]
    """The sheets that each row takes; the last one is ``otherwise``."""
    gates: tuple[Reached, ...]
    now: tuple[Reached, ...]
    target: tuple[Reached, ...]
    without: Reached
    """Sheets on which the gates leave no outcome."""
    warnings: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class FrameworkProof:
    """One row of the framework; its cells add up to all sheets."""

    id: str
    cells: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class BandProof:
    """One dimension; its bands add up to all sheets."""

    id: str
    bands: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that was proved about a pack."""

    sheets: int
    """Kinds of workload, times the number of values of each question."""
    decisions: tuple[DecisionProof, ...]
    dimensions: tuple[BandProof, ...]
    framework: tuple[FrameworkProof, ...]
    practices: tuple[Reached, ...]
    """Only those with a condition."""
    findings: tuple[Finding, ...]
    """In the order of files and of their parts."""
