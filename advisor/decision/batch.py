"""Deciding many sheets at once, with the very results of deciding them one by one.

Whatever the answers settle is computed for all sheets together, in integers. A decision that an open
answer leaves open is decided exactly, as for a single sheet, and remembered for sheets like it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np

from advisor.decision.batch_advice import Advice
from advisor.decision.batch_exact import Codes, ExactRows
from advisor.decision.batch_graph import BatchGraph, Indexes
from advisor.decision.batch_scores import BatchScores, classes_of
from advisor.decision.decided import advice
from advisor.decision.engine import End, Engine
from advisor.decision.plan import CloseStep, KindStep, QuestionStep
from advisor.decision.sheets import Sheet


@dataclass(frozen=True, slots=True)
class BatchAdvice:
    """The results of one batch, one entry a sheet."""

    decisions: dict[str, Indexes]
    """Decision to indexes into ``BatchDecider.advices``."""
    scores: dict[str, Indexes]
    """Dimension to hundredths of points, rounded half up; -1 where nothing applies."""
    bands: dict[str, Indexes]
    """Dimension to band index; -1 where nothing applies."""


class BatchDecider:
    """Decides batches of sheets by one compiled pack."""

    def __init__(self, engine: Engine) -> None:
        """Prepare the tables."""
        self._scores = {name: BatchScores(engine, name) for name in engine.pack.rules.dimensions}
        self._decisions = {name: _Decision(engine, name) for name in engine.decisions}
        self.advices: dict[str, list[Advice]] = {
            name: decision.advices for name, decision in self._decisions.items()
        }
        """Decision to every advice that was met so far; the lists only grow."""

    def decide(self, kinds: Indexes, codes: Sequence[Codes]) -> BatchAdvice:
        """The advice for each sheet.

        ``kinds`` are indexes of workload kinds; ``codes`` has an array for each question of the pack,
        of indexes of values, ``OPEN`` and ``ABSENT``, plus ``SHIFT``.
        """
        scored = {name: scores.score(kinds, codes) for name, scores in self._scores.items()}
        certain = {name: found.certain for name, found in scored.items()}
        return BatchAdvice(
            decisions={name: each.decide(kinds, codes, certain) for name, each in self._decisions.items()},
            scores={name: found.hundredths for name, found in scored.items()},
            bands={name: found.bands for name, found in scored.items()},
        )


class _Decision:
    """One decision of the pack, for batches."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._compiled = engine.decisions[name]
        plan = self._compiled.plan
        self._graph = BatchGraph(plan.diagram, plan.root)
        self._classes = {
            variable: classes_of(step)
            for variable, step in enumerate(plan.steps)
            if isinstance(step, QuestionStep)
        }
        self.advices: list[Advice] = []
        self._known: dict[Advice, int] = {}
        self._exact = ExactRows(len(engine.domains), plan.slots, self._one)
        self._ends = np.full(self._graph.stuck + 1, -1, dtype=np.int64)
        for node, payload in self._graph.results.items():
            self._ends[node] = self._index({cast(End, payload): 1})

    def decide(self, kinds: Indexes, codes: Sequence[Codes], certain: Mapping[str, Indexes]) -> Indexes:
        """Indexes into ``advices``; ``certain`` has the band of each dimension where it is settled."""
        plan = self._compiled.plan

        def values(variable: int) -> Indexes:
            step = plan.steps[variable]
            if isinstance(step, CloseStep):
                return certain[plan.dimensions[step.dimension]]
            return kinds if isinstance(step, KindStep) else self._classes[variable].take(codes[step.slot])

        found = self._ends.take(self._graph.follow(values, len(kinds)))
        open_ = np.flatnonzero(found < 0)
        if len(open_):
            found[open_] = self._exact.run(kinds, codes, open_)
        return found

    def _one(self, kind: int, sheet: Sheet) -> int:
        return self._index(self._compiled.ends(self._compiled.plan.kinds[kind], sheet))

    def _index(self, ends: Mapping[End, int]) -> int:
        """The index of the advice that the ends of all completions make; it may be a new one."""
        decision = self._compiled.decision
        now = dict.fromkeys(decision.outcomes, 0)
        target = dict.fromkeys(decision.outcomes, 0)
        total = sum(ends.values())
        for end, weight in ends.items():
            if end.now is not None and end.target is not None:
                now[end.now] += weight
                target[end.target] += weight
        without = total - sum(now.values())
        made = Advice(
            now=advice(decision, now, without),
            target=advice(decision, target, without),
            decided=total in (without, *now.values()),
            settled=len({(end.now, end.target) for end, weight in ends.items() if weight}) == 1,
            shares=tuple(Fraction(count, total) for count in now.values()),
        )
        if made not in self._known:
            self._known[made] = len(self.advices)
            self.advices.append(made)
        return self._known[made]
