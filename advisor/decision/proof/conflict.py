"""Why no sheet fulfils a condition: the parts of it that never hold together, as few as there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from advisor.decision.proof.finding_words import Conflicts
from advisor.decision.proof.findings import RULES, Named, Place
from advisor.decision.proof.parts import said
from advisor.decision.proof.statements import Statements
from advisor.model.condition import Condition

_MOST_ALTERNATIVES = 4
"""Alternatives of which each is explained; more would bury the first."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a condition that has to be true, or false, and where it stands."""

    condition: Condition
    truth: bool
    place: Place

    @property
    def text(self) -> str:
        return said(self.condition) if self.truth else f"not {said(self.condition)}"

    def parts(self, key: str, parts: tuple[Condition, ...]) -> Iterator[_Piece]:
        for index, part in enumerate(parts):
            yield _Piece(part, self.truth, Place(self.place.file, (*self.place.path, key, index)))


class Conflict:
    """Explains conditions that never hold."""

    def __init__(self, statements: Statements) -> None:
        """Explain within the space of these statements."""
        self._statements = statements

    def of(self, condition: Condition, place: Place, *, given: bool) -> tuple[Conflicts, tuple[Named, ...]]:
        """The parts that never hold together, in words and with their places."""
        groups = list(self._groups(_Piece(condition, True, place), given=given))
        named = dict.fromkeys(Named("part", each.text, each.place) for group in groups for each in group)
        return Conflicts(tuple(tuple(each.text for each in group) for group in groups)), tuple(named)

    def _groups(self, whole: _Piece, *, given: bool) -> Iterator[list[_Piece]]:
        group = self._smallest(list(self._needed(whole)), given=given)
        alternatives = list(self._alternatives(group[0])) if len(group) == 1 else []
        if not alternatives:
            yield group
        for each in alternatives[:_MOST_ALTERNATIVES]:
            yield from self._groups(each, given=given)

    def _smallest(self, pieces: list[_Piece], *, given: bool) -> list[_Piece]:
        """As few of the pieces as never hold together."""

        def together(group: Sequence[_Piece]) -> bool:
            truths = self._statements.truths
            roots = [truths.where(each.condition, given=given, truth=each.truth) for each in group]
            return self._statements.possible(self._statements.diagram.conjunction(roots))

        for size in (1, 2):
            for group in combinations(pieces, size):
                if not together(group):
                    return list(group)
        left = pieces
        for piece in pieces:
            rest = [each for each in left if each is not piece]
            left = left if together(rest) else rest
        return left

    def _needed(self, piece: _Piece) -> Iterator[_Piece]:
        """The parts that all have to be so, as deep as they go; names are followed."""
        inner = self._followed(piece)
        parts = inner.condition.all if inner.truth else inner.condition.any
        if parts is None:
            yield piece
        for part in inner.parts("all" if inner.truth else "any", parts or ()):
            yield from self._needed(part)

    def _alternatives(self, piece: _Piece) -> Iterator[_Piece]:
        """The parts of which one would have to be so."""
        inner = self._followed(piece)
        parts = inner.condition.any if inner.truth else inner.condition.all
        return inner.parts("any" if inner.truth else "all", parts or ())

    def _followed(self, piece: _Piece) -> _Piece:
        """What a piece comes to behind negations and names."""
        while True:
            condition, place = piece.condition, piece.place
            if condition.not_ is not None:
                piece = _Piece(condition.not_, not piece.truth, Place(place.file, (*place.path, "not")))
            elif condition.condition is not None:
                name = condition.condition
                piece = _Piece(self._statements.named[name], piece.truth, Place(RULES, ("conditions", name)))
            else:
                return piece
