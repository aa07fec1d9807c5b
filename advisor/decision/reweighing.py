"""The scores on which weights and thresholds are tried: what each question adds, which bands are in reach."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from advisor.decision.engine import score_band
from advisor.decision.reported import Reported, relevant
from advisor.decision.sheets import ABSENT, OPEN
from advisor.model.rules import Bands

BAND_COUNT = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One question of a dimension: its weight, its level (expected where open), and the most."""

    question: str
    weight: int
    level: Fraction
    most: int


def margin(terms: list[Term], threshold: Fraction | int) -> tuple[Fraction, Fraction]:
    """``Σ w·c`` and ``Σ w·|c|`` against a threshold."""
    parts = [term.weight * (100 * term.level - threshold * term.most) for term in terms]
    return sum(parts, Fraction(0)), sum((abs(part) for part in parts), Fraction(0))


def terms_of(dimension: str, state: Reported) -> list[Term]:
    """The questions of a dimension that count; open ones stand at their expected level."""
    found = []
    for question, weight in state.pack.rules.dimensions[dimension].weights.items():
        domain = state.domains[question]
        value = state.sheet[state.slots[question]]
        if value == ABSENT or relevant(question, state) is False:
            continue
        if value == OPEN:
            whole = sum(v.likelihood * (v.level or 0) for v in domain.values)
            level = Fraction(whole, domain.total)
        else:
            level = Fraction(domain.values[value].level or 0)
        found.append(Term(question, weight, level, domain.max_level))
    return found


def score_of(terms: list[Term]) -> Fraction:
    """The score in points of 100; 0 where nothing counts."""
    most = sum(term.weight * term.most for term in terms)
    return Fraction(0) if most == 0 else 100 * sum((t.weight * t.level for t in terms), Fraction(0)) / most


def band_of(terms: list[Term], bands: Bands) -> int:
    """The index of the band of the score."""
    return score_band(score_of(terms), bands)


def reach(terms: list[Term], bands: Bands, now: int) -> list[Fraction | None]:
    """For each band, the least δ at which it can be reached; None where no change of weights reaches it."""
    found: list[Fraction | None] = []
    for band in range(BAND_COUNT):
        if band == now:
            found.append(Fraction(0))
            continue
        threshold = (bands.medium, bands.high)[band - 1 if band > now else band]
        total, absolute = margin(terms, threshold)
        delta = abs(total) / absolute if absolute else None
        found.append(delta if delta is not None and delta <= 1 and (delta < 1 or total == 0) else None)
    return found


def band_at(rest: list[Term], term: Term, weight: Fraction, limits: Bands) -> int:
    """The index of the band when one question has another weight."""
    most = sum((Fraction(t.weight * t.most) for t in rest), Fraction(0)) + weight * term.most
    reached = sum((t.weight * t.level for t in rest), Fraction(0)) + weight * term.level
    return score_band(100 * reached / most if most else Fraction(0), limits)
