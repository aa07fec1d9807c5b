"""Scores and bands of one dimension for many sheets at once, exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np
from numpy.typing import NDArray

from advisor.decision.batch_exact import SHIFT, Codes, ExactRows
from advisor.decision.batch_graph import BatchGraph, Indexes
from advisor.decision.builder import PlanBuilder
from advisor.decision.diagram import Diagram
from advisor.decision.engine import Engine, score_band
from advisor.decision.plan import BANDS, QuestionStep
from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet

UNCERTAIN = len(BANDS)
"""In place of a band that open answers leave open."""

_SAFE = 2**62
_NO, _YES, _UNSURE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class BatchScore:
    """One entry a sheet."""

    hundredths: Indexes
    """The expected score in hundredths of points, rounded half up; -1 where nothing applies."""
    bands: Indexes
    """The band of the expected score; -1 where nothing applies."""
    certain: Indexes
    """The band that every completion has, or ``UNCERTAIN``."""


class BatchScores:
    """Scores one dimension."""

    def __init__(self, engine: Engine, name: str) -> None:
        """Prepare the tables."""
        self._engine = engine
        self._name = name
        rules = engine.pack.rules.dimensions[name]
        self._bands = rules.bands
        domains = {question: engine.domain_by_id[question] for question in rules.weights}
        unit = lcm(*(domain.total for domain in domains.values() if domain.total))
        most = sum(weight * domains[question].max_level for question, weight in rules.weights.items())
        # Expected levels are fractions; counted in their common denominator they are integers, too.
        self._unit = unit if 40_000 * unit * max(most, 1) < _SAFE else 1
        self._expects = self._unit == unit
        builder = _relevance_builder(engine, tuple(rules.weights))
        self._terms = [
            _Term(builder, domains[question], engine.slots[question], weight, self._unit)
            for question, weight in rules.weights.items()
        ]
        self._exact = ExactRows(len(engine.domains), engine.dimensions[name].slots, self._one)

    def score(self, kinds: Indexes, codes: Sequence[Codes]) -> BatchScore:
        """Score a batch; the arguments are those of ``BatchDecider.decide``."""
        expected, low, high, possible = (np.zeros(len(kinds), dtype=np.int64) for _ in range(4))
        unsure = np.zeros(len(kinds), dtype=np.bool_)
        for term in self._terms:
            code = codes[term.slot]
            if term.relevance is not None:
                relevant = term.relevance.truth(kinds, codes)
                unsure |= (relevant == _UNSURE) & (code != ABSENT + SHIFT)
                code = np.where(relevant == _NO, np.int16(ABSENT + SHIFT), code)
            if not self._expects:
                unsure |= code == OPEN + SHIFT
            expected += term.expected.take(code)
            low += term.low.take(code)
            high += term.high.take(code)
            possible += term.possible.take(code)
        lowest, highest = self._band(low, possible, 1), self._band(high, possible, 1)
        certain = np.where((lowest == highest) & ~unsure, lowest, UNCERTAIN)
        none = possible == 0
        whole = np.where(none, 1, possible) * self._unit
        hundredths = np.where(none, -1, (20_000 * expected + whole) // (2 * whole))
        bands = np.where(none, -1, self._band(expected, possible, self._unit))
        rows = np.flatnonzero(unsure)
        if len(rows):
            packed = self._exact.run(kinds, codes, rows)
            hundredths[rows], bands[rows] = packed // (UNCERTAIN + 1) - 1, packed % (UNCERTAIN + 1) - 1
        return BatchScore(hundredths, bands, certain)

    def _band(self, reached: Indexes, possible: Indexes, unit: int) -> Indexes:
        """Low where nothing applies, as for a single sheet."""
        some = possible > 0
        medium = some & (100 * reached >= self._bands.medium * unit * possible)
        high = some & (100 * reached >= self._bands.high * unit * possible)
        return medium.astype(np.int64) + high

    def _one(self, kind: int, sheet: Sheet) -> int:
        """Score and band of one sheet, in one number."""
        name = self._engine.pack.manifest.workload_kinds[kind].id
        expected = self._engine.dimension(self._name, name, sheet).expected
        if expected is None:
            return 0
        hundredths = int((200 * expected + 1) // 2)
        return (hundredths + 1) * (UNCERTAIN + 1) + score_band(expected, self._bands) + 1


class Relevance:
    """When one question counts."""

    def __init__(self, builder: PlanBuilder, root: int) -> None:
        """Prepare the tables."""
        self._graph = BatchGraph(builder.diagram, root)
        self._slots: dict[int, tuple[int, Indexes]] = {
            variable: (step.slot, classes_of(step))
            for variable, step in enumerate(builder.steps)
            if isinstance(step, QuestionStep)
        }
        self._truth = np.full(self._graph.stuck + 1, _UNSURE, dtype=np.int8)
        for node, payload in self._graph.results.items():
            self._truth[node] = _YES if payload is True else _NO

    def truth(self, kinds: Indexes, codes: Sequence[Codes]) -> NDArray[np.int8]:
        """Whether it counts, for each sheet."""

        def values(variable: int) -> Indexes:
            if variable not in self._slots:
                return kinds
            slot, classes = self._slots[variable]
            return classes.take(codes[slot])

        return self._truth.take(self._graph.follow(values, len(kinds)))


class _Term:
    """What one question adds to a dimension, by code."""

    def __init__(self, builder: PlanBuilder, domain: Domain, slot: int, weight: int, unit: int) -> None:
        self.slot = slot
        root = builder.relevance(domain.question.id)
        self.relevance = None if root == Diagram.TRUE else Relevance(builder, root)
        levels = [weight * (value.level or 0) for value in domain.values]
        likelihoods = [value.likelihood for value in domain.values]
        total = domain.total or 1
        mean = sum(a * b for a, b in zip(levels, likelihoods, strict=True)) * unit // total
        most = weight * domain.max_level
        self.expected = _table(0, mean, [level * unit for level in levels])
        self.low = _table(0, weight * domain.min_level, levels)
        self.high = _table(0, most, levels)
        self.possible = _table(0, most, [most] * len(levels))


def _table(absent: int, open_: int, values: list[int]) -> Indexes:
    return np.array([absent, open_, *values], dtype=np.int64)


def classes_of(step: QuestionStep) -> Indexes:
    """Code to class; the class after the last one stands for open."""
    return _table(0, max(step.classes, default=0) + 1, list(step.classes))


def _relevance_builder(engine: Engine, questions: tuple[str, ...]) -> PlanBuilder:
    conditions = (engine.pack.question_by_id[question].relevant_when for question in questions)
    return PlanBuilder(engine.pack, engine.domains, [c for c in conditions if c is not None], ())
