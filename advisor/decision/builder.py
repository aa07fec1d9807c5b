"""Lays out the steps of a plan and builds its diagrams from conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from advisor.decision.conditions import Named, leaves, questions_of
from advisor.decision.diagram import Diagram
from advisor.decision.plan import BANDS, CloseStep, KindStep, Plan, QuestionStep, Scored, Step
from advisor.decision.sheets import Domain
from advisor.model.condition import AnswerIs, Condition, NumberIs
from advisor.model.pack import Pack
from advisor.model.question import Scope


class PlanBuilder:
    """Lays out the steps for a set of conditions and dimensions, and builds diagrams over them."""

    def __init__(
        self,
        pack: Pack,
        domains: tuple[Domain, ...],
        conditions: Iterable[Condition],
        dimensions: Iterable[str],
    ) -> None:
        """Lay out the steps.

        ``conditions`` are all that the diagrams will be built from, ``dimensions`` all whose points
        or bands are needed.
        """
        self.pack = pack
        self.named: Named = pack.rules.conditions
        self.domains = domains
        self.slot = {domain.question.id: i for i, domain in enumerate(domains)}
        self.dimensions = tuple(dict.fromkeys(dimensions))
        self.weights = [pack.rules.dimensions[d].weights for d in self.dimensions]
        conditions = tuple(conditions)
        scored = [q for weights in self.weights for q in weights]
        in_several = [question for question in scored if scored.count(question) > 1]
        self.looked_at = self._closure([*questions_of(conditions, self.named), *in_several], scored)
        self.atoms = self._atoms(conditions, scored)
        self.tracked = tuple(dict.fromkeys(q for q in scored if self._relevant_when(q) is not None))
        self.steering = self._closure(
            questions_of([c for q in self.tracked if (c := self._relevant_when(q))], self.named), ()
        )
        self.steps, self.variable, self.band_variable = self._lay_out()
        self.diagram = Diagram([self._size(step) for step in self.steps])
        self._relevance: dict[str, int] = {}

    def _relevant_when(self, question: str) -> Condition | None:
        return self.pack.question_by_id[question].relevant_when

    def _closure(self, questions: Iterable[str], scored: Iterable[str]) -> tuple[str, ...]:
        """The questions looked at, and those that their relevance, and the scored ones', looks at."""
        found: dict[str, None] = {}

        def add(question: str) -> None:
            if question not in found:
                follow(question)
                found[question] = None

        def follow(question: str) -> None:
            condition = self._relevant_when(question)
            for other in questions_of([condition], self.named) if condition else ():
                add(other)

        for question in questions:
            add(question)
        for question in scored:
            follow(question)
        return tuple(found)

    def _atoms(
        self, conditions: tuple[Condition, ...], scored: Iterable[str]
    ) -> dict[str, list[AnswerIs | NumberIs]]:
        relevance = [self._relevant_when(q) for q in dict.fromkeys([*self.looked_at, *scored])]
        atoms: dict[str, list[AnswerIs | NumberIs]] = {q: [] for q in self.looked_at}
        for condition in [*conditions, *(c for c in relevance if c is not None)]:
            for leaf in leaves(condition, self.named):
                atom = leaf.answer or leaf.number
                if atom is not None and atom not in atoms[atom.question]:
                    atoms[atom.question].append(atom)
        return atoms

    def _lay_out(self) -> tuple[tuple[Step, ...], dict[str, int], dict[str, int]]:
        """Order the steps so that few states are carried; each dimension closes as early as it can.

        What differs by workload comes first: dimensions of workloads, then questions that only steer,
        then dimensions that both have a part in, then what belongs to the organisation.
        """
        order: list[str] = []
        waiting = list(range(len(self.dimensions)))
        steps: list[Step] = [KindStep()]
        variable: dict[str, int] = {}
        band_variable: dict[str, int] = {}

        def close_ready() -> None:
            for dimension in list(waiting):
                if self._needs(dimension) <= variable.keys():
                    band_variable[self.dimensions[dimension]] = len(steps)
                    waiting.remove(dimension)
                    steps.append(CloseStep(dimension, self._released(waiting)))

        for block in self._blocks():
            for question in block:
                self._place(question, order)
            for question in order[len(variable) :]:
                variable[question] = len(steps)
                steps.append(self._question_step(question))
            if block:
                close_ready()
        close_ready()
        return tuple(steps), variable, band_variable

    def _blocks(self) -> Iterator[list[str]]:
        scored = {q for weights in self.weights for q in weights}
        steering = [q for q in self.looked_at if q not in scored]
        own = [q for q in steering if self._is_own(q)]
        shares = [sum(map(self._is_own, weights)) / len(weights) for weights in self.weights]
        blocks = [[q for q in weights if q in self.looked_at] for weights in self.weights]
        yield from (block for block, share in zip(blocks, shares, strict=True) if share == 1)
        yield own
        yield from (block for block, share in zip(blocks, shares, strict=True) if 0 < share < 1)
        yield [q for q in steering if q not in own]
        yield from (block for block, share in zip(blocks, shares, strict=True) if share == 0)

    def _is_own(self, question: str) -> bool:
        return self.pack.question_by_id[question].scope is Scope.WORKLOAD

    def _released(self, waiting: list[int]) -> frozenset[int]:
        needed = {question for dimension in waiting for question in self.weights[dimension]}
        return frozenset(i for i, question in enumerate(self.tracked) if question not in needed)

    def _place(self, question: str, order: list[str]) -> None:
        """Put a question after those that its relevance looks at, which must be known to score it."""
        if question not in order:
            condition = self._relevant_when(question)
            for other in questions_of([condition], self.named) if condition else ():
                self._place(other, order)
            order.append(question)

    def _needs(self, dimension: int) -> set[str]:
        needs: set[str] = set()
        for question in self.weights[dimension]:
            if question in self.looked_at:
                needs.add(question)
            condition = self._relevant_when(question)
            if condition is not None:
                needs.update(self._closure(questions_of([condition], self.named), ()))
        return needs

    def _signature(self, question: str, value: int) -> tuple[bool, ...]:
        return tuple(self._holds(atom, question, value) for atom in self.atoms[question])

    def _holds(self, atom: AnswerIs | NumberIs, question: str, value: int) -> bool:
        domain = self.domains[self.slot[question]]
        ids = domain.values[value].ids
        if isinstance(atom, AnswerIs):
            return not ids.isdisjoint(atom.is_)
        spec = domain.question.number
        if spec is None:
            return False
        position = next(i for i, b in enumerate(spec.bins) if b.id in ids)
        lower = spec.bins[position - 1].below if position else spec.minimum
        upper = spec.bins[position].below
        above = atom.at_least is None or (lower is not None and lower >= atom.at_least)
        return above and (atom.below is None or (upper is not None and upper <= atom.below))

    def _question_step(self, question: str) -> QuestionStep:
        slot = self.slot[question]
        seen: dict[tuple[bool, ...], int] = {(False,) * len(self.atoms[question]): 0}
        classes = tuple(
            seen.setdefault(self._signature(question, v), len(seen))
            for v in range(len(self.domains[slot].values))
        )
        scored = tuple(
            (d, self._scored(question, weights[question]))
            for d, weights in enumerate(self.weights)
            if question in weights
        )
        return QuestionStep(slot, classes, scored, question in self.steering)

    def _scored(self, question: str, weight: int) -> Scored:
        relevance = self.tracked.index(question) if question in self.tracked else None
        return Scored(self.slot[question], weight, relevance)

    def _size(self, step: Step) -> int:
        if isinstance(step, KindStep):
            return len(self.pack.manifest.workload_kinds)
        if isinstance(step, CloseStep):
            return len(BANDS)
        return max(step.classes, default=0) + 1

    def relevance(self, question: str) -> int:
        """The diagram of when a question is relevant."""
        if question not in self._relevance:
            condition = self._relevant_when(question)
            self._relevance[question] = Diagram.TRUE if condition is None else self.condition(condition)
        return self._relevance[question]

    def condition(self, condition: Condition) -> int:
        """The diagram of a condition over answers, numbers, kinds and bands.

        Raises:
            ValueError: the condition looks at something that is not known before a decision.
        """
        diagram = self.diagram
        if condition.all is not None:
            return diagram.conjunction([self.condition(part) for part in condition.all])
        if condition.any is not None:
            return diagram.disjunction([self.condition(part) for part in condition.any])
        if condition.not_ is not None:
            return diagram.negation(self.condition(condition.not_))
        if condition.condition is not None:
            return self.condition(self.named[condition.condition])
        return self._leaf(condition)

    def _leaf(self, leaf: Condition) -> int:
        diagram = self.diagram
        atom = leaf.answer or leaf.number
        if atom is not None:
            variable = self.variable[atom.question]
            step = cast(QuestionStep, self.steps[variable])
            true = {step.classes[v] for v in range(len(step.classes)) if self._holds(atom, atom.question, v)}
            return diagram.ite(self.relevance(atom.question), diagram.literal(variable, true), Diagram.FALSE)
        if leaf.kind is not None:
            kinds = [kind.id for kind in self.pack.manifest.workload_kinds]
            return diagram.literal(0, {kinds.index(kind) for kind in leaf.kind})
        if leaf.band is not None:
            bands = {BANDS.index(band) for band in leaf.band.is_}
            return diagram.literal(self.band_variable[leaf.band.dimension], bands)
        if leaf.at_least is not None:
            bands = set(range(BANDS.index(leaf.at_least.band), len(BANDS)))
            return diagram.conjunction(
                [diagram.literal(self.band_variable[d], bands) for d in leaf.at_least.dimensions]
            )
        raise ValueError("a decision cannot look at its own result or at evidence")

    def plan(self, root: int = Diagram.TRUE, *, readout: bool = False) -> Plan:
        """The finished plan for a diagram built here."""
        plain = tuple(
            tuple(self._scored(q, weight) for q, weight in weights.items() if q not in self.looked_at)
            for weights in self.weights
        )
        slots = {step.slot for step in self.steps if isinstance(step, QuestionStep)}
        slots.update(scored.slot for questions in plain for scored in questions)
        return Plan(
            kinds=tuple(kind.id for kind in self.pack.manifest.workload_kinds),
            domains=self.domains,
            dimensions=self.dimensions,
            bands=tuple(self.pack.rules.dimensions[d].bands for d in self.dimensions),
            steps=self.steps,
            diagram=self.diagram,
            relevances=tuple(self.relevance(q) for q in self.tracked),
            plain=plain,
            root=root,
            readout=readout,
            slots=tuple(sorted(slots)),
        )
