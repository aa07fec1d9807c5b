"""Deciding complete sheets fast: no shares, no trace, just what comes out.

Used for many sheets at once and for searches that try thousands of sheets. The general path in
``plan`` gives the same answer for a complete sheet; a test holds the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.builder import PlanBuilder
from advisor.decision.diagram import LAST, Diagram
from advisor.decision.engine import End, Engine
from advisor.decision.plan import CloseStep, KindStep, Step, band_index
from advisor.decision.sheets import ABSENT, OPEN, Sheet
from advisor.model.rules import Bands


@dataclass(frozen=True, slots=True)
class _Graph:
    """A diagram with, for each of its variables, where the value comes from."""

    variable: list[int]
    children: list[tuple[int, ...]]
    sources: tuple[tuple[int, int, tuple[int, ...]], ...]
    """Kind of source (0 workload kind, 1 question, 2 band), its index, and value classes."""

    def follow(self, node: int, kind: int, sheet: Sheet, bands: list[int]) -> int:
        """The terminal that a complete sheet leads to."""
        variable, children, sources = self.variable, self.children, self.sources
        test = variable[node]
        while test != LAST:
            source, index, classes = sources[test]
            if source == 1:
                value = sheet[index]
                node = children[node][classes[value] if value >= 0 else 0]
            else:
                node = children[node][bands[index] if source else kind]
            test = variable[node]
        return node


class CompleteDecider:
    """Decides sheets without open answers for one compiled pack."""

    def __init__(self, engine: Engine) -> None:
        """Prepare the tables."""
        pack = engine.pack
        self._kinds = {kind.id: index for index, kind in enumerate(pack.manifest.workload_kinds)}
        self._dimension_index = {name: index for index, name in enumerate(pack.rules.dimensions)}
        self._bands: list[Bands] = [dimension.bands for dimension in pack.rules.dimensions.values()]
        self._relevance, self._tests = self._relevance_graph(engine)
        self._terms = [
            [
                (
                    engine.slots[question],
                    tuple(weight * (value.level or 0) for value in engine.domain_by_id[question].values),
                    weight * engine.domain_by_id[question].max_level,
                    self._tests.get(question),
                )
                for question, weight in dimension.weights.items()
            ]
            for dimension in pack.rules.dimensions.values()
        ]
        self._decisions = [
            (
                name,
                self._graph(c.plan.diagram, c.plan.steps, c.plan.dimensions),
                c.plan.root,
                self._ends(engine, name),
            )
            for name, c in engine.decisions.items()
        ]

    @staticmethod
    def _ends(engine: Engine, name: str) -> dict[int, End]:
        payloads = enumerate(engine.decisions[name].plan.diagram.payload)
        return {node: payload for node, payload in payloads if isinstance(payload, End)}

    def _relevance_graph(self, engine: Engine) -> tuple[_Graph, dict[str, int]]:
        scored = {q for dimension in engine.pack.rules.dimensions.values() for q in dimension.weights}
        conditions = {
            question.id: question.relevant_when
            for question in engine.pack.questions
            if question.relevant_when is not None and question.id in scored
        }
        builder = PlanBuilder(engine.pack, engine.domains, conditions.values(), ())
        tests = {question: builder.condition(condition) for question, condition in conditions.items()}
        return self._graph(builder.diagram, builder.steps, ()), tests

    def _graph(self, diagram: Diagram, steps: tuple[Step, ...], dimensions: tuple[str, ...]) -> _Graph:
        sources: list[tuple[int, int, tuple[int, ...]]] = []
        for step in steps:
            if isinstance(step, KindStep):
                sources.append((0, 0, ()))
            elif isinstance(step, CloseStep):
                sources.append((2, self._dimension_index[dimensions[step.dimension]], ()))
            else:
                sources.append((1, step.slot, step.classes))
        return _Graph(diagram.variable, diagram.children, tuple(sources))

    def decide(self, kind: str, sheet: Sheet) -> dict[str, End]:
        """The outcome of every decision.

        Raises:
            ValueError: an answer of the sheet is open.
        """
        if OPEN in sheet:
            raise ValueError("a complete sheet has no open answers")
        index = self._kinds[kind]
        bands = self.bands(index, sheet)
        return {
            name: ends[graph.follow(root, index, sheet, bands)] for name, graph, root, ends in self._decisions
        }

    def bands(self, kind: int, sheet: Sheet) -> list[int]:
        """The band index of every dimension of a complete sheet."""
        follow = self._relevance.follow
        found: list[int] = []
        for terms, bands in zip(self._terms, self._bands, strict=True):
            reached = possible = 0
            for slot, levels, most, test in terms:
                value = sheet[slot]
                if value == ABSENT or (test is not None and follow(test, kind, sheet, found) != Diagram.TRUE):
                    continue
                reached += levels[value]
                possible += most
            found.append(band_index((reached, possible), bands))
        return found
