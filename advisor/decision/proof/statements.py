"""The conditions of a pack as diagrams over its sheets.

Gates, tables and relevance speak about complete sheets. Warnings, framework cells and practices also
speak about the result, and about answers that nobody has or that nothing supports; for those there
are free flags: every relevant question can be unanswered, and every claim can lack evidence. Where an
answer is flagged as unknown, a condition on it is neither true nor false, as in ``reported``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import cast

from advisor.decision.conditions import leaves
from advisor.decision.diagram import LAST, Diagram
from advisor.decision.engine import End
from advisor.decision.plan import QuestionStep
from advisor.decision.proof.example import Example
from advisor.decision.proof.search import Search
from advisor.decision.proof.space import Layout, Space
from advisor.decision.proof.truths import Known, Truths
from advisor.decision.proof.view import View
from advisor.model.condition import Condition, WithoutEvidence
from advisor.model.pack import Pack


class Statements:
    """A space with its views, and the diagrams of conditions in it."""

    def __init__(self, pack: Pack, layout: Callable[..., Layout] = Layout) -> None:
        """Lay out a space in which every condition of the pack can be said."""
        self.pack = pack
        self.named = pack.rules.conditions
        conditions = tuple(all_conditions(pack))
        parts = [leaf for condition in conditions for leaf in leaves(condition, self.named)]
        claims = [leaf.without_evidence for leaf in parts if leaf.without_evidence is not None]
        # Counting claims looks at every answer of a dimension, so these become variables as well.
        counted = [
            Condition(unknown=question)
            for claim in claims
            for question in pack.rules.dimensions[claim.dimension].weights
        ]
        self.space = Space(pack, [*conditions, *counted], layout)
        self.diagram = self.space.diagram
        self.unknown = {
            question: self.space.flag()
            for question in dict.fromkeys(leaf.unknown for leaf in parts if leaf.unknown is not None)
        }
        self.unproved = {
            dimension: self.space.flag() for dimension in dict.fromkeys(claim.dimension for claim in claims)
        }
        self.ends: dict[str, int] = {}
        """Decision to its diagram of ends, which conditions about results look at."""
        self._views: dict[frozenset[int], View] = {}
        self._leaves: dict[tuple[Condition, bool], Known] = {}
        self.truths = Truths(self.named, self.leaf, self._every, self._some)

    def using(self, named: Mapping[str, Condition]) -> Statements:
        """The same space with other named conditions."""
        other = object.__new__(Statements)
        other.__dict__.update(self.__dict__)
        other.named = dict(named)
        other.truths = self.truths.using(other.named)
        return other

    def view(self, root: int, other: int = Diagram.TRUE) -> View:
        """The view that covers one statement, or two."""
        support = self.diagram.support(root) | self.diagram.support(other)
        support = frozenset(variable for variable in support if variable < self.space.variables)
        if support not in self._views:
            self._views[support] = View(self.space, support)
        return self._views[support]

    def find(self, root: int) -> Example | None:
        """A sheet on which a statement holds."""
        if root == Diagram.FALSE:
            return None
        return Search(self.view(root)).find(root, self.unknown, self.unproved)

    def possible(self, root: int) -> bool:
        """Whether a statement holds on some sheet."""
        return root != Diagram.FALSE and Search(self.view(root)).possible(root)

    def count(self, root: int) -> dict[Hashable, int]:
        """Result to the number of sheets that lead to it."""
        return self.view(root).count(root)

    def lowered(self, root: int) -> int:
        """A statement while every answer is known and supported."""
        if all(variable < self.space.variables for variable in self.diagram.support(root)):
            return root
        memo: dict[int, int] = {}

        def walk(node: int) -> int:
            if node not in memo:
                variable, children = self.diagram.variable[node], self.diagram.children[node]
                if variable == LAST:
                    memo[node] = node
                elif variable >= self.space.variables:
                    memo[node] = walk(children[0])
                else:
                    memo[node] = self.diagram.node(variable, tuple(walk(child) for child in children))
            return memo[node]

        return walk(root)

    def asks_who_knows(self, condition: Condition) -> bool:
        """Whether a condition is about what is not known or not supported, and not about sheets alone."""
        parts = leaves(condition, self.named)
        return any(part.unknown is not None or part.without_evidence is not None for part in parts)

    def both(self, left: int, right: int) -> int:
        """Where both hold."""
        return self.diagram.ite(left, right, Diagram.FALSE)

    def only(self, left: int, right: int) -> int:
        """Where the first holds and the second does not."""
        return self.diagram.ite(right, Diagram.FALSE, left)

    def holds(self, condition: Condition) -> int:
        """Where a condition of a gate, a table or relevance holds."""
        return self.truths.where(condition, given=True)

    def told(self, condition: Condition) -> int:
        """Where a condition about the reported result is definitely true."""
        return self.truths.where(condition, given=False)

    def _every(self, roots: Sequence[int]) -> int:
        return self.diagram.conjunction(self._small_first(roots))

    def _some(self, roots: Sequence[int]) -> int:
        return self.diagram.disjunction(self._small_first(roots))

    def _small_first(self, roots: Sequence[int]) -> list[int]:
        """What depends on little comes first, so that what depends on much is walked through only once."""
        return sorted(roots, key=lambda root: len(self.diagram.support(root)))

    def leaf(self, leaf: Condition, given: bool) -> Known:
        """Where a condition without parts is definitely true, and definitely false."""
        if (leaf, given) not in self._leaves:
            self._leaves[leaf, given] = self._leaf(leaf, given=given)
        return self._leaves[leaf, given]

    def _leaf(self, leaf: Condition, *, given: bool) -> Known:
        diagram = self.diagram
        atom = leaf.answer or leaf.number
        if atom is not None:
            true = self.space.layout.condition(leaf)
            false = diagram.negation(true)
            flag = None if given else self.unknown.get(atom.question)
            if flag is None:
                return true, false
            known = diagram.literal(flag, {0})
            never = diagram.negation(self.space.layout.relevance(atom.question))
            return self.both(known, true), diagram.ite(known, false, never)
        if leaf.kind is not None or leaf.band is not None or leaf.at_least is not None:
            true = self.space.layout.condition(leaf)
        else:
            true = self._about_result(leaf)
        return true, diagram.negation(true)

    def _about_result(self, leaf: Condition) -> int:
        if leaf.unknown is not None:
            flag = self.diagram.literal(self.unknown[leaf.unknown], {1})
            return self.both(self.space.layout.relevance(leaf.unknown), flag)
        if leaf.without_evidence is not None:
            return self._claims(leaf.without_evidence)
        if leaf.outcome is not None:
            now, target = leaf.outcome.now, leaf.outcome.target
            return self._result(
                leaf.outcome.decision,
                lambda end: (not now or end.now in now) and (not target or end.target in target),
            )
        if leaf.no_outcome is not None:
            return self._result(leaf.no_outcome, lambda end: end.now is None)
        if leaf.gap is None:
            raise ValueError("a condition states nothing")
        least = leaf.gap.at_least
        order = self.pack.rules.decisions[leaf.gap.decision].outcomes
        return self._result(
            leaf.gap.decision,
            lambda end: (
                end.now is not None
                and end.target is not None
                and order.index(end.target) - order.index(end.now) >= least
            ),
        )

    def _result(self, decision: str, test: Callable[[End], bool]) -> int:
        return self.diagram.relabel(self.ends[decision], lambda end: test(cast(End, end)))

    def _claims(self, claim: WithoutEvidence) -> int:
        """At least so many relevant answers of a dimension claim a level, and evidence is missing."""
        diagram, layout = self.diagram, self.space.layout
        enough = [Diagram.TRUE] + [Diagram.FALSE] * claim.count
        weights = layout.pack.rules.dimensions[claim.dimension].weights
        # From the last variable to the first, so that each answer is put on top of what is counted.
        for question in sorted(weights, key=layout.variable.__getitem__, reverse=True):
            step = cast(QuestionStep, layout.steps[layout.variable[question]])
            values = zip(step.classes, self.space.domains[step.slot].values, strict=True)
            groups = {group for group, value in values if (value.level or 0) >= claim.level}
            claimed = self.both(
                layout.relevance(question), diagram.literal(layout.variable[question], groups)
            )
            flag = self.unknown.get(question)
            if flag is not None:
                claimed = self.both(diagram.literal(flag, {0}), claimed)
            for count in range(claim.count, 0, -1):
                enough[count] = diagram.ite(claimed, enough[count - 1], enough[count])
        return self.both(enough[claim.count], diagram.literal(self.unproved[claim.dimension], {1}))


def all_conditions(pack: Pack) -> Iterable[Condition]:
    """Every condition of a pack, the primary decision's first: its diagrams are the largest."""
    primary = pack.manifest.primary_decision
    decisions = sorted(pack.rules.decisions.items(), key=lambda item: item[0] != primary)
    for _, decision in decisions:
        yield from (gate.when for gate in decision.gates)
        yield from (row.when for row in decision.table)
    for _, decision in decisions:
        yield from (warning.when for warning in decision.warnings)
    for row in pack.rules.framework:
        yield from (cell.when for cell in row.cells.values() if cell.when is not None)
    yield from (practice.when for practice in pack.practices if practice.when is not None)
    yield from (each.relevant_when for each in pack.questions if each.relevant_when is not None)
