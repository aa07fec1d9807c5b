"""Proofs about a pack, over every answer sheet that can be handed in: exact, and without a solver."""

from advisor.decision.proof.attribution import effects
from advisor.decision.proof.certificate import BandProof, DecisionProof, FrameworkProof, Proof, Reached
from advisor.decision.proof.compare import Changed, Comparison, Incomparable, compare
from advisor.decision.proof.example import Example
from advisor.decision.proof.findings import Finding, Place, Weight
from advisor.decision.proof.prove import STATES, prove

__all__ = [
    "STATES",
    "BandProof",
    "Changed",
    "Comparison",
    "DecisionProof",
    "Example",
    "Finding",
    "FrameworkProof",
    "Incomparable",
    "Place",
    "Proof",
    "Reached",
    "Weight",
    "compare",
    "effects",
    "prove",
]
