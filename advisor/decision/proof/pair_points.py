"""Two sheets side by side: the points that they can gain in a dimension, and the bands these make."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.plan import BANDS, Points, band_index
from advisor.decision.proof.example import Candidate, spread
from advisor.decision.proof.space import Term
from advisor.decision.proof.stages import AskStage, CloseStage, Stage
from advisor.decision.proof.view import Held, State, View

Twin = tuple[State, State]
"""The states of the first and the second sheet."""


@dataclass(frozen=True, slots=True)
class Change:
    """In what the two sheets differ."""

    question: str
    values: tuple[tuple[int, int], ...]
    """Pairs of value indexes that the question may have in the first and the second sheet."""
    rising: bool = False
    """Whether every pair goes from a lower level to a higher one."""
    unweighted: str | None = None
    """A dimension in which the question does not score in the second sheet; the answers are equal."""


class PairPoints:
    """What the questions that only score add in the two sheets."""

    def __init__(self, view: View, change: Change) -> None:
        """Look at two sheets that differ by a change."""
        self.view = view
        self.change = change
        self.slot = view.space.slots[change.question]
        self._sums: dict[tuple[int, Held, Held], frozenset[tuple[int, int]]] = {}
        self._pairs: dict[tuple[int, Held, Held, Points, Points], tuple[tuple[int, int], ...]] = {}

    def enters(self, stage: Stage) -> bool:
        """Whether the two sheets can come apart at a stage."""
        if isinstance(stage, AskStage):
            return stage.slot == self.slot
        return isinstance(stage, CloseStage) and any(term.slot == self.slot for term in stage.plain)

    def name(self, position: int) -> str:
        """The dimension at a position of the view."""
        return self.view.space.layout.dimensions[self.view.dimensions[position]]

    def bands(self, stage: CloseStage, twin: Twin) -> tuple[tuple[int, int], ...]:
        """Bands that a dimension can have in the two sheets."""
        view = self.view
        first, second = twin
        held = (view.held(stage, first[1]), view.held(stage, second[1]))
        bases = (first[2][stage.position], second[2][stage.position])
        if held[0] == held[1] and bases[0] == bases[1] and not self.enters(stage):
            ways = view.bands(stage, held[0], bases[0])
            return tuple((band, band) for band in range(len(BANDS)) if ways[band])
        key = (stage.position, *held, *bases)
        if key not in self._pairs:
            bands = view.thresholds_of(stage)
            most = self._possible(stage, held, bases)
            self._pairs[key] = tuple(
                sorted(
                    {
                        (
                            band_index((bases[0][0] + a, most[0]), bands),
                            band_index((bases[1][0] + b, most[1]), bands),
                        )
                        for a, b in self._gained(stage, held)
                    }
                )
            )
        return self._pairs[key]

    def _possible(
        self, stage: CloseStage, held: tuple[Held, Held], bases: tuple[Points, Points]
    ) -> tuple[int, int]:
        first = sum(term.most for term, on in zip(stage.plain, held[0], strict=True) if on)
        second = sum(
            term.most
            for term, on in zip(stage.plain, held[1], strict=True)
            if on and not self._is_left_out(stage, term)
        )
        return bases[0][1] + first, bases[1][1] + second

    def _is_left_out(self, stage: CloseStage, term: Term) -> bool:
        """Whether a question does not score in the second sheet."""
        return term.slot == self.slot and self.change.unweighted == self.name(stage.position)

    def _gained(self, stage: CloseStage, held: tuple[Held, Held]) -> frozenset[tuple[int, int]]:
        key = (stage.position, *held)
        if key not in self._sums:
            sums = {(0, 0)}
            for candidates in self._candidates(stage, held):
                gains = {candidate.gains for candidate in candidates}
                sums = {(a + more, b + again) for a, b in sums for more, again in gains}
            self._sums[key] = frozenset(sums)
        return self._sums[key]

    def _candidates(self, stage: CloseStage, held: tuple[Held, Held]) -> list[list[Candidate]]:
        return [
            [
                Candidate(
                    (a, b),
                    (
                        term.gains[a] if first else 0,
                        term.gains[b] if second and not self._is_left_out(stage, term) else 0,
                    ),
                )
                for a, b in self._value_pairs(term)
            ]
            for term, first, second in zip(stage.plain, *held, strict=True)
        ]

    def _value_pairs(self, term: Term) -> tuple[tuple[int, int], ...]:
        if term.slot == self.slot:
            return self.change.values
        return tuple((value, value) for value in range(len(term.gains)))

    def answers(self, stage: CloseStage, twin: Twin, bands: tuple[int, int]) -> dict[int, tuple[int, int]]:
        """Answers in the two sheets with which a dimension has these bands."""
        view = self.view
        held = (view.held(stage, twin[0][1]), view.held(stage, twin[1][1]))
        bases = (twin[0][2][stage.position], twin[1][2][stage.position])
        thresholds, most = view.thresholds_of(stage), self._possible(stage, held, bases)

        def accept(a: int, b: int) -> bool:
            first = band_index((bases[0][0] + a, most[0]), thresholds)
            return (first, band_index((bases[1][0] + b, most[1]), thresholds)) == bands

        chosen = spread(self._candidates(stage, held), accept)
        return {
            term.slot: candidate.values for term, candidate in zip(stage.plain, chosen or (), strict=True)
        }
