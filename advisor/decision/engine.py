"""A pack, compiled: everything that can be prepared before the first answer is known."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, cast

from advisor.decision.builder import PlanBuilder
from advisor.decision.conditions import dimensions_of, questions_of
from advisor.decision.plan import Plan, Points, band_index
from advisor.decision.sheets import Domain, Sheet, domain_of, value_index
from advisor.model.assessment import Assessment, Workload
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.rules import Bands, Decision, Otherwise, Row

OTHERWISE = -1
"""The row index of ``otherwise``."""
Pair: TypeAlias = tuple[str | None, str | None]
"""The outcome now and the target; both None when the gates leave nothing."""


@dataclass(frozen=True, slots=True)
class End:
    """One way a decision can come out."""

    row: int
    """Index of the row that decides, or ``OTHERWISE``."""
    now: str | None
    target: str | None
    """Both None when the gates leave nothing."""


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


def row_of(decision: Decision, index: int) -> Row | Otherwise:
    """The row with an index, or what is decided when none holds."""
    return decision.otherwise if index == OTHERWISE else decision.table[index]


def end_of(decision: Decision, index: int, left: tuple[str, ...]) -> End:
    """What a row decides when gates leave these outcomes."""
    row = row_of(decision, index)
    if not left:
        return End(index, None, None)
    return End(index, nearest(decision, row.now, left), nearest(decision, row.target or row.now, left))


@dataclass(frozen=True)
class CompiledDecision:
    """A decision, ready to run."""

    id: str
    decision: Decision
    plan: Plan
    """Its results are ``End``."""
    fires: int
    """In the diagram of ``plan`` the node of which gates fire, as the numbers that ``gates`` gives."""
    gates: Plan
    """Its results are numbers whose bit ``i`` is set when gate ``i`` fires."""
    questions: tuple[str, ...]
    """Questions that gates and rows look at."""
    dimensions: tuple[str, ...]
    """Dimensions whose bands gates and rows look at."""

    @cached_property
    def advice(self) -> Plan:
        """The same as ``plan`` without its reasons: its results are the outcome now, or None.

        Made when first asked for: one recommendation does without.
        """
        now = self.plan.diagram.relabel(self.plan.root, lambda payload: cast(End, payload).now)
        return self.plan.rooted(now)

    @cached_property
    def aims(self) -> Plan:
        """The same as ``plan`` without its reasons: its results are the target, or None."""
        target = self.plan.diagram.relabel(self.plan.root, lambda payload: cast(End, payload).target)
        return self.plan.rooted(target)

    @cached_property
    def advised(self) -> Plan:
        """The same as ``plan`` without its reasons: its results are pairs of outcome now and target.

        Made when first asked for: an assessment without open answers does without.
        """

        def pair(payload: Hashable) -> Pair:
            end = cast(End, payload)
            return (end.now, end.target)

        return self.plan.rooted(self.plan.diagram.relabel(self.plan.root, pair))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair of outcome now and target that some answers lead to, in order; no outcome last."""
        order: tuple[str | None, ...] = (*self.decision.outcomes, None)
        found = {cast(Pair, result) for result in self.advised.results()}
        return tuple(sorted(found, key=lambda pair: (order.index(pair[0]), order.index(pair[1]))))

    @cached_property
    def doubts(self) -> dict[tuple[str, Sheet], object]:
        """What was found out about sheets lately; ``advisor.decision.doubt`` keeps it here."""
        return {}

    def ends(self, kind: str, sheet: Sheet) -> dict[End, int]:
        """Each way it can come out, with the summed likelihood of its completions."""
        return cast(dict[End, int], self.plan.run(kind, sheet))

    def fired(self, kind: str, sheet: Sheet) -> dict[int, int]:
        """Each combination of firing gates, with the summed likelihood of its completions."""
        return cast(dict[int, int], self.gates.run(kind, sheet))


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
        self._asked = tuple(
            (domain.question.id, domain.question.scope is Scope.WORKLOAD, domain) for domain in self.domains
        )
        self.slots = {question.id: i for i, question in enumerate(pack.questions)}
        self.decisions = {
            name: _compile(pack, self.domains, name, decision)
            for name, decision in pack.rules.decisions.items()
        }
        self.dimensions = {
            name: PlanBuilder(pack, self.domains, (), [name]).plan(readout=True)
            for name in pack.rules.dimensions
        }

    @cached_property
    def steering(self) -> frozenset[str]:
        """Questions on whose answers the relevance of questions depends."""
        conditions = [question.relevant_when for question in self.pack.questions]
        return frozenset(questions_of([c for c in conditions if c is not None], self.pack.rules.conditions))

    def sheet(self, assessment: Assessment, workload: Workload) -> Sheet:
        """The answers that count for a workload, as a sheet."""
        shared, own = assessment.answers.get, workload.answers.get
        return tuple(
            [
                value_index(domain, own(question) if is_own else shared(question))
                for question, is_own, domain in self._asked
            ]
        )

    def dimension(self, name: str, kind: str, sheet: Sheet) -> DimensionRange:
        """A dimension's expected score and its exact range over all completions."""
        bands = self.pack.rules.dimensions[name].bands
        reached: set[int] = set()
        by_possible: dict[int, list[int]] = {}
        for points, weight in cast(dict[Points, int], self.dimensions[name].run(kind, sheet)).items():
            if not weight:  # Rests on an answer that the pack declares as never given.
                continue
            reached.add(band_index(points, bands))
            gained, possible = points
            known = by_possible.get(possible)
            if known is None:
                by_possible[possible] = [weight, weight * gained, gained, gained]
            else:
                known[0] += weight
                known[1] += weight * gained
                known[2] = min(known[2], gained)
                known[3] = max(known[3], gained)
        by_possible.pop(0, None)
        if not by_possible:
            return DimensionRange(None, None, None, tuple(sorted(reached)))
        # Fractions only where the points that are possible differ: they take their time.
        total = sum(found[0] for found in by_possible.values())
        weighted = sum((Fraction(100 * found[1], p) for p, found in by_possible.items()), Fraction(0))
        low = min(Fraction(100 * found[2], p) for p, found in by_possible.items())
        high = max(Fraction(100 * found[3], p) for p, found in by_possible.items())
        return DimensionRange(weighted / total, low, high, tuple(sorted(reached)))


def score_band(score: Fraction, bands: Bands) -> int:
    """The band index of an exact score."""
    return band_index((score.numerator, 100 * score.denominator), bands)


def _compile(pack: Pack, domains: tuple[Domain, ...], name: str, decision: Decision) -> CompiledDecision:
    named = pack.rules.conditions
    gates = [gate.when for gate in decision.gates]
    conditions = [*gates, *(row.when for row in decision.table)]
    dimensions = dimensions_of(conditions, named)
    builder = PlanBuilder(pack, domains, conditions, dimensions)
    diagram = builder.diagram
    table = diagram.terminal(OTHERWISE)
    for index in range(len(decision.table) - 1, -1, -1):
        when = builder.condition(decision.table[index].when)
        table = diagram.ite(when, diagram.terminal(index), table)
    fires = _masks(builder, gates)
    left = diagram.relabel(fires, lambda mask: admissible(decision, cast(int, mask)))

    def end(row: Hashable, outcomes: Hashable) -> Hashable:
        return end_of(decision, cast(int, row), cast(tuple[str, ...], outcomes))

    ends = diagram.combine(table, left, end)
    looking = PlanBuilder(pack, domains, gates, dimensions_of(gates, named))
    return CompiledDecision(
        id=name,
        decision=decision,
        plan=builder.plan(ends),
        fires=fires,
        gates=looking.plan(_masks(looking, gates)),
        questions=questions_of(conditions, named),
        dimensions=dimensions,
    )


def _masks(builder: PlanBuilder, gates: list[Condition]) -> int:
    """The diagram of which gates fire, as a number with a bit for each."""
    diagram = builder.diagram
    found = diagram.terminal(0)
    for index, gate in enumerate(gates):
        bit = diagram.ite(builder.condition(gate), diagram.terminal(1 << index), diagram.terminal(0))
        found = diagram.combine(found, bit, lambda left, right: cast(int, left) | cast(int, right))
    return found


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
