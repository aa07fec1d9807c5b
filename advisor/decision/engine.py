"""A pack, compiled: everything that can be prepared before the first answer is known."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from advisor.decision.builder import PlanBuilder
from advisor.decision.conditions import dimensions_of, questions_of
from advisor.decision.plan import Plan, Points, band_index
from advisor.decision.sheets import Domain, Sheet, domain_of, value_index
from advisor.model.assessment import Assessment, Workload
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.rules import Bands, Decision

OTHERWISE = -1
"""The row index of ``otherwise``."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One way a decision can come out: the row that decides, and the gates that fire."""

    row: int
    gates: int
    """Bit ``i`` is set when gate ``i`` fires."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one hit: both None when the gates leave nothing."""

    now: str | None
    target: str | None
    moved: bool
    """Whether a gate moved the row's outcome."""


def admissible(decision: Decision, gates: int) -> tuple[str, ...]:
    """The outcomes that the firing gates leave, in order."""
    excluded = {
        outcome for i, gate in enumerate(decision.gates) if gates >> i & 1 for outcome in gate.exclude
    }
    return tuple(outcome for outcome in decision.outcomes if outcome not in excluded)


def nearest(decision: Decision, outcome: str, left: tuple[str, ...]) -> str:
    """The outcome itself, else the nearest one that is left above it, else the nearest below."""
    order = decision.outcomes
    wanted = order.index(outcome)
    above = [candidate for candidate in left if order.index(candidate) >= wanted]
    return above[0] if above else left[-1]


def verdict(decision: Decision, hit: Hit) -> Verdict:
    """What a hit decides, after its gates."""
    row = decision.otherwise if hit.row == OTHERWISE else decision.table[hit.row]
    target = row.target or row.now
    if not hit.gates:
        return Verdict(row.now, target, moved=False)
    left = admissible(decision, hit.gates)
    if not left:
        return Verdict(None, None, moved=False)
    now = nearest(decision, row.now, left)
    return Verdict(now, nearest(decision, target, left), moved=now != row.now)


@dataclass(frozen=True, slots=True)
class CompiledDecision:
    """A decision with its plan and what each hit means."""

    id: str
    decision: Decision
    plan: Plan
    verdicts: dict[Hit, Verdict]
    questions: tuple[str, ...]
    """Questions that gates and rows look at, with those that their relevance looks at."""
    dimensions: tuple[str, ...]
    """Dimensions whose bands gates and rows look at."""

    def hits(self, kind: str, sheet: Sheet) -> dict[Hit, int]:
        """Each way it can come out, with the summed likelihood of its completions."""
        return cast(dict[Hit, int], self.plan.run(kind, sheet))


@dataclass(frozen=True, slots=True)
class DimensionRange:
    """What a dimension's score can still be, in points of 100; None when nothing applies."""

    expected: Fraction | None
    low: Fraction | None
    high: Fraction | None
    bands: tuple[int, ...]


class Engine:
    """A compiled pack. Make it through ``engine_for``, which keeps the latest ones."""

    def __init__(self, pack: Pack) -> None:
        """Compile a pack that was read without problems."""
        self.pack = pack
        self.domains: tuple[Domain, ...] = tuple(domain_of(question) for question in pack.questions)
        self.domain_by_id = {domain.question.id: domain for domain in self.domains}
        self.slots = {question.id: i for i, question in enumerate(pack.questions)}
        self.decisions = {
            name: _compile(pack, self.domains, name, decision)
            for name, decision in pack.rules.decisions.items()
        }
        self.dimensions = {
            name: PlanBuilder(pack, self.domains, (), [name]).plan(readout=True)
            for name in pack.rules.dimensions
        }

    def sheet(self, assessment: Assessment, workload: Workload) -> Sheet:
        """The answers that count for a workload, as a sheet."""
        shared, own = assessment.answers, workload.answers
        return tuple(
            [
                value_index(d, (own if d.question.scope is Scope.WORKLOAD else shared).get(d.question.id))
                for d in self.domains
            ]
        )

    def dimension(self, name: str, kind: str, sheet: Sheet) -> DimensionRange:
        """A dimension's expected score and its exact range over all completions."""
        bands = self.pack.rules.dimensions[name].bands
        total = 0
        weighted = Fraction(0)
        scores: list[Fraction] = []
        reached: set[int] = set()
        for points, weight in cast(dict[Points, int], self.dimensions[name].run(kind, sheet)).items():
            reached.add(band_index(points, bands))
            if points[1]:
                score = Fraction(100 * points[0], points[1])
                scores.append(score)
                weighted += weight * score
                total += weight
        if not scores:
            return DimensionRange(None, None, None, tuple(sorted(reached)))
        return DimensionRange(weighted / total, min(scores), max(scores), tuple(sorted(reached)))


def score_band(score: Fraction, bands: Bands) -> int:
    """The band index of an exact score."""
    return band_index((score.numerator, 100 * score.denominator), bands)


def _compile(pack: Pack, domains: tuple[Domain, ...], name: str, decision: Decision) -> CompiledDecision:
    conditions = [gate.when for gate in decision.gates] + [row.when for row in decision.table]
    named = pack.rules.conditions
    dimensions = dimensions_of(conditions, named)
    builder = PlanBuilder(pack, domains, conditions, dimensions)
    diagram = builder.diagram
    table = diagram.terminal(OTHERWISE)
    for index in range(len(decision.table) - 1, -1, -1):
        table = diagram.ite(builder.condition(decision.table[index].when), diagram.terminal(index), table)
    root = _with_gates(builder, decision, table, builder.condition)
    plan = builder.plan(root)
    hits = [payload for payload in diagram.payload if isinstance(payload, Hit)]
    verdicts = {hit: verdict(decision, hit) for hit in hits}
    looked_at = questions_of(conditions, named)
    return CompiledDecision(name, decision, plan, verdicts, looked_at, dimensions)


def _with_gates(
    builder: PlanBuilder, decision: Decision, table: int, compile_: Callable[[Condition], int]
) -> int:
    diagram = builder.diagram
    gates = diagram.terminal(("gates", 0))
    for index, gate in enumerate(decision.gates):
        fired = diagram.ite(
            compile_(gate.when), diagram.terminal(("gates", 1 << index)), diagram.terminal(("gates", 0))
        )
        gates = diagram.combine(gates, fired, _union)
    return diagram.combine(table, gates, _hit)


def _union(left: Hashable, right: Hashable) -> Hashable:
    return ("gates", _mask(left) | _mask(right))


def _hit(row: Hashable, gates: Hashable) -> Hashable:
    return Hit(cast(int, row), _mask(gates))


def _mask(payload: Hashable) -> int:
    return cast(tuple[str, int], payload)[1]


_KEPT = 8
_engines: list[Engine] = []


def engine_for(pack: Pack) -> Engine:
    """The compiled pack; the latest few are kept, each with the very pack it was made from."""
    for engine in _engines:
        if engine.pack is pack:
            return engine
    engine = Engine(pack)
    _engines.append(engine)
    del _engines[:-_KEPT]
    return engine
