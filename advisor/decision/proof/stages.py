"""The stages of a walk through the sheets that a statement can tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from advisor.decision.diagram import Diagram
from advisor.decision.proof.space import Move, Space, Term
from advisor.decision.proof.twins import TwinStage, TwinTerm
from advisor.decision.sheets import Value


@dataclass(frozen=True, slots=True)
class KindStage:
    """Choose the kind of workload."""

    variable: int
    kinds: int


@dataclass(frozen=True, slots=True)
class AskStage:
    """Choose the class of a question's answer."""

    variable: int
    slot: int
    moves: tuple[Move, ...]
    terms: tuple[tuple[int, Term], ...]
    """Position of a dimension in the view, and how the question counts there."""


@dataclass(frozen=True, slots=True)
class CloseStage:
    """Turn the points of a dimension into a band."""

    variable: int
    position: int
    plain: tuple[Term, ...]
    """Questions that are summed up here."""
    keep: tuple[bool, ...]
    """Which relevance functions are still needed afterwards."""


Stage = KindStage | AskStage | CloseStage | TwinStage


class Stages:
    """Works out what has to be walked through for statements with a given support."""

    def __init__(self, space: Space, support: frozenset[int]) -> None:
        """Choose what to walk through, and in which order."""
        self.space = space
        layout = space.layout
        self.dimensions = [
            d for d, name in enumerate(layout.dimensions) if layout.band_variable[name] in support
        ]
        weights = [layout.weights[d] for d in self.dimensions]
        scored = [question for each in weights for question in each]
        counted = {
            layout.counted(d, question): None for d in self.dimensions for question in layout.weights[d]
        }
        self.relevances = tuple(root for root in counted if root != Diagram.TRUE)
        self.wanted = set(support).union(*(space.diagram.support(r) for r in self.relevances))
        self.twins = self._twins(scored)
        # What scores in two dimensions ties their bands together, so it is walked through.
        apart = {q for first in self.twins for q in (*weights[first], *weights[first + 1])}
        self.wanted.update(layout.variable[q] for q in scored if scored.count(q) > 1 and q not in apart)
        self.all = self._stages()
        """The stages, in the order of their variables."""

    def _twins(self, scored: list[str]) -> tuple[int, ...]:
        """Positions of dimensions whose bands are settled together with those of the next one.

        The two close one after the other, and no third dimension scores any of their questions.
        """
        layout, found = self.space.layout, []
        for first, (one, other) in enumerate(pairwise(self.dimensions)):
            own = [*layout.weights[one], *layout.weights[other]]
            variables = [layout.band_variable[layout.dimensions[d]] for d in (one, other)]
            apart = all(scored.count(question) == own.count(question) for question in own)
            if layout.are_twins(one, other) and variables[1] == variables[0] + 1 and apart:
                found.append(first)
        return tuple(found)

    def _stages(self) -> tuple[Stage, ...]:
        stages: list[Stage] = []
        seconds = {self.dimensions[first + 1] for first in self.twins}
        for variable in range(self.space.variables):
            if variable not in self.wanted or self.space.band(variable) in seconds:
                continue
            dimension, question = self.space.band(variable), self.space.question(variable)
            if dimension is not None and self.dimensions.index(dimension) in self.twins:
                stages.append(self._close_both(variable, self.dimensions.index(dimension)))
            elif dimension is not None:
                stages.append(self._close(variable, self.dimensions.index(dimension)))
            elif question is not None:
                slot = self.space.slots[question]
                stages.append(
                    AskStage(variable, slot, self.space.moves(variable), tuple(self._terms(question)))
                )
            else:
                stages.append(KindStage(variable, len(self.space.kinds)))
        return tuple(stages)

    def term(self, dimension: int, question: str) -> Term:
        """How a question counts in a dimension."""
        layout = self.space.layout
        gains, counted = layout.gains(dimension, question), layout.counted(dimension, question)
        relevance = None if counted == Diagram.TRUE else self.relevances.index(counted)
        return Term(self.space.slots[question], gains, max(gains), relevance)

    def _terms(self, question: str) -> list[tuple[int, Term]]:
        return [
            (position, self.term(d, question))
            for position, d in enumerate(self.dimensions)
            if question in self.space.layout.weights[d]
        ]

    def _close(self, variable: int, position: int) -> CloseStage:
        layout = self.space.layout
        own = self.dimensions[position]
        plain = tuple(
            self.term(own, question)
            for question in layout.weights[own]
            if layout.variable.get(question) not in self.wanted
        )
        return CloseStage(variable, position, plain, self._needed_after(variable))

    def _close_both(self, variable: int, first: int) -> TwinStage:
        layout = self.space.layout
        both = self.dimensions[first : first + 2]
        plain = []
        for question in dict.fromkeys(question for d in both for question in layout.weights[d]):
            if layout.variable.get(question) in self.wanted:
                continue
            none = Term(self.space.slots[question], (0,) * len(self._values(question)), 0, None)
            one, other = (self.term(d, question) if question in layout.weights[d] else none for d in both)
            gains = tuple(zip(one.gains, other.gains, strict=True))
            relevance = (one.relevance, other.relevance)
            plain.append(TwinTerm(one.slot, gains, (one.most, other.most), relevance))
        keep = self._needed_after(variable + 1)
        return TwinStage(variable, variable + 1, (first, first + 1), tuple(plain), keep)

    def _values(self, question: str) -> tuple[Value, ...]:
        return self.space.domains[self.space.slots[question]].values

    def _needed_after(self, variable: int) -> tuple[bool, ...]:
        """Which relevance functions dimensions need that close after a variable."""
        layout = self.space.layout
        later = {
            layout.counted(d, question)
            for d in self.dimensions
            if layout.band_variable[layout.dimensions[d]] > variable
            for question in layout.weights[d]
        }
        return tuple(root in later for root in self.relevances)
