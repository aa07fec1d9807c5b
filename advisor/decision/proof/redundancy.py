"""Parts of conditions that can be left out without treating a single sheet otherwise.

A part of a row counts as redundant only if no sheet is taken by another row without it; the rows'
reasons are part of the advice. Parts found in one condition can all be left out together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from advisor.decision.conditions import Named
from advisor.decision.diagram import Diagram
from advisor.decision.proof.decided import Decided
from advisor.decision.proof.example import Example
from advisor.decision.proof.finding_words import What
from advisor.decision.proof.findings import PRACTICES, QUESTIONS, RULES, Finding, Path, Place
from advisor.decision.proof.findings_effect import RedundantChoice, RedundantPart, RedundantWhenComplete
from advisor.decision.proof.parts import Part, parts, without
from advisor.decision.proof.probes import Probes
from advisor.decision.proof.statements import Statements
from advisor.decision.proof.truths import Truths
from advisor.model.condition import Condition


@dataclass(frozen=True, slots=True)
class Use:
    """A condition where it stands."""

    what: What
    name: str
    place: Place
    condition: Condition
    within: int
    """The sheets on which it is looked at at all: those that earlier rows or cells leave."""
    given: bool
    """Whether it speaks about complete sheets; else about what is reported."""
    root: int
    """The sheets on which it holds."""


class Redundancy:
    """Looks for parts that can be left out."""

    def __init__(
        self, statements: Statements, decided: Iterable[Decided], examples: Iterable[Example] = ()
    ) -> None:
        """Look at every condition of the pack; sheets near ``examples`` are tried before proving."""
        self.statements = statements
        self._probes = Probes(statements, examples)
        self._tried = self._probes.truths()
        self.uses = tuple(self._uses(tuple(decided)))
        self.live = tuple(use for use in self.uses if self._is_live(use))
        """Uses that ever matter; of the others, that they do not is the finding."""

    def findings(self) -> Iterator[Finding]:
        """All parts that can be left out, first where they stand, then in named conditions."""
        for use in self.live:

            def same(changed: Condition, use: Use = use) -> bool:
                return self._same(use, changed, self._tried, self.statements)

            yield from self._of(use, same)
        for name, condition in self.statements.named.items():
            yield from self._of_named(name, condition)

    @staticmethod
    def _of(use: Use, same: Callable[[Condition], bool]) -> Iterator[Finding]:
        left_out: frozenset[Path] = frozenset()
        before: frozenset[Path] | None = None
        # Leaving out one part can make another one redundant that was tried before.
        while before != left_out:
            before = left_out
            for part in _outer_last_first(use.condition):
                more = left_out | {part.path}
                if _is_inside(part.path, left_out) or _emptied(use.condition, more):
                    continue
                if same(without(use.condition, more)):
                    left_out = more
        for part in parts(use.condition):
            if part.path in left_out and not _is_inside(part.path, left_out - {part.path}):
                kind = _kind(part, given=use.given)
                place = Place(use.place.file, (*use.place.path, *part.path))
                yield kind(place=place, what=use.what, name=use.name, part=part.text)

    def _of_named(self, name: str, condition: Condition) -> Iterator[Finding]:
        uses = [use for use in self.uses if _mentions(use.condition, name, self.statements.named)]
        if not any(use in uses for use in self.live) or any(use.what is What.QUESTION for use in uses):
            # Unused ones are found without a proof; relevance reaches further than its own condition.
            return

        def same(changed: Condition) -> bool:
            other = self.statements.using({**self.statements.named, name: changed})
            tried = self._tried.using(other.named)
            if any(self._comes_apart(use, use.condition, tried) for use in uses):
                return False
            return all(self._is_same(use, use.condition, other) for use in uses)

        place = Place(RULES, ("conditions", name))
        given = all(use.given for use in uses)
        yield from self._of(self._use(What.NAMED, name, place, condition, given=given), same)

    def _same(self, use: Use, changed: Condition, tried: Truths, statements: Statements) -> bool:
        return not self._comes_apart(use, changed, tried) and self._is_same(use, changed, statements)

    def _comes_apart(self, use: Use, changed: Condition, tried: Truths) -> bool:
        """Whether one of the sheets that are tried is treated otherwise."""
        before = self._tried.where(use.condition, given=use.given)
        differing = before ^ tried.where(changed, given=use.given)
        return bool(differing and differing & self._probes.where(use.within))

    def _is_same(self, use: Use, changed: Condition, statements: Statements) -> bool:
        """Whether no sheet at all is treated otherwise."""
        root = statements.truths.where(changed, given=use.given)
        return not any(
            self.statements.possible(self.statements.both(use.within, self.statements.only(left, right)))
            for left, right in ((root, use.root), (use.root, root))
        )

    def _use(
        self,
        what: What,
        name: str,
        place: Place,
        condition: Condition,
        within: int = Diagram.TRUE,
        *,
        given: bool,
    ) -> Use:
        root = self.statements.truths.where(condition, given=given)
        return Use(what, name, place, condition, within, given, root)

    def _is_live(self, use: Use) -> bool:
        return self.statements.possible(self.statements.both(use.within, use.root))

    def _uses(self, decided: tuple[Decided, ...]) -> Iterator[Use]:
        pack = self.statements.pack
        for index, question in enumerate(pack.questions):
            if question.relevant_when is not None:
                place = Place(QUESTIONS, ("questions", index, "relevant_when"))
                yield self._use(What.QUESTION, question.id, place, question.relevant_when, given=True)
        for each in decided:
            path: Path = ("decisions", each.name)
            for index, gate in enumerate(each.decision.gates):
                place = Place(RULES, (*path, "gates", index, "when"))
                yield self._use(What.GATE, gate.id, place, gate.when, given=True)
            for index, row in enumerate(each.decision.table):
                place = Place(RULES, (*path, "table", index, "when"))
                yield self._use(What.ROW, row.id, place, row.when, each.arriving[index], given=True)
            for index, warning in enumerate(each.decision.warnings):
                place = Place(RULES, (*path, "warnings", index, "when"))
                yield self._use(What.WARNING, warning.id, place, warning.when, given=False)
        yield from self._cells()
        for index, practice in enumerate(pack.practices):
            if practice.when is not None:
                place = Place(PRACTICES, ("practices", index, "when"))
                yield self._use(What.PRACTICE, practice.id, place, practice.when, given=False)

    def _cells(self) -> Iterator[Use]:
        for index, row in enumerate(self.statements.pack.rules.framework):
            left = Diagram.TRUE
            for outcome, cell in row.cells.items():
                if cell.when is None:
                    continue
                place = Place(RULES, ("framework", index, "cells", outcome, "when"))
                yield self._use(What.CELL, f"{row.id}: {outcome}", place, cell.when, left, given=False)
                told = self.statements.told(cell.when)
                left = self.statements.diagram.ite(told, Diagram.FALSE, left)


def _kind(
    part: Part, *, given: bool
) -> type[RedundantChoice] | type[RedundantPart] | type[RedundantWhenComplete]:
    if part.choice:
        return RedundantChoice
    return RedundantPart if given else RedundantWhenComplete


def _outer_last_first(condition: Condition) -> list[Part]:
    """Outer parts first; of parts beside one another the later first, which tend to repeat earlier ones."""
    found = list(parts(condition))
    return sorted(found, key=lambda part: (len(part.path), -found.index(part)))


def _emptied(condition: Condition, left_out: frozenset[Path]) -> bool:
    """Whether nothing would stay of some list."""
    sizes: dict[Path, int] = {}
    for part in parts(condition):
        sizes[part.path[:-1]] = sizes.get(part.path[:-1], 0) + (part.path not in left_out)
    gone = {path for path, size in sizes.items() if size == 0}
    return any(not _is_inside(path, left_out) for path in gone)


def _is_inside(path: Path, left_out: frozenset[Path]) -> bool:
    return any(path[: len(outer)] == outer for outer in left_out)


def _mentions(condition: Condition, name: str, named: Named) -> bool:
    if condition.condition is not None:
        return condition.condition == name or _mentions(named[condition.condition], name, named)
    inner = (*(condition.all or ()), *(condition.any or ()), *((condition.not_,) if condition.not_ else ()))
    return any(_mentions(each, name, named) for each in inner)
