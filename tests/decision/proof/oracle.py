"""Every sheet of a small pack, one by one, decided by the definitions word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from advisor.decision.sheets import domain_of
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.rules import Decision

NUMBERS = {"few": 5, "some": 50, "many": 500}
BANDS = ("low", "medium", "high")


@dataclass(frozen=True)
class Decided:
    row: str
    now: str | None
    target: str | None
    gates: frozenset[str]
    excluded: frozenset[str]


@dataclass(frozen=True)
class Judged:
    """One sheet and everything that follows from it."""

    kind: str
    sheet: tuple[int, ...]
    bands: dict[str, int]
    decisions: dict[str, Decided]
    warnings: frozenset[str]
    cells: dict[str, str]


class Judge:
    """The definitions, for one complete sheet."""

    def __init__(self, pack: Pack, kind: str, sheet: tuple[int, ...]) -> None:
        self.pack = pack
        self.kind = kind
        self.values = {
            question.id: domain_of(question).values[value]
            for question, value in zip(pack.questions, sheet, strict=True)
        }
        self.bands = {name: self._band(name) for name in pack.rules.dimensions}
        self.decisions = {name: self._decide(each) for name, each in pack.rules.decisions.items()}

    def relevant(self, question: str) -> bool:
        condition = self.pack.question_by_id[question].relevant_when
        return condition is None or self.true(condition)

    def _band(self, name: str) -> int:
        dimension = self.pack.rules.dimensions[name]
        counted = [q for q in dimension.weights if self.relevant(q)]
        most = {q: max(v.level or 0 for v in domain_of(self.pack.question_by_id[q]).values) for q in counted}
        possible = sum(dimension.weights[q] * most[q] for q in counted)
        if not possible:
            return 0
        reached = sum(dimension.weights[q] * (self.values[q].level or 0) for q in counted)
        score = Fraction(100 * reached, possible)
        return (score >= dimension.bands.medium) + (score >= dimension.bands.high)

    def true(self, condition: Condition) -> bool:
        if condition.all is not None:
            return all(self.true(part) for part in condition.all)
        if condition.any is not None:
            return any(self.true(part) for part in condition.any)
        if condition.not_ is not None:
            return not self.true(condition.not_)
        if condition.condition is not None:
            return self.true(self.pack.rules.conditions[condition.condition])
        if condition.kind is not None:
            return self.kind in condition.kind
        if condition.band is not None:
            return BANDS[self.bands[condition.band.dimension]] in condition.band.is_
        if condition.at_least is not None:
            least = BANDS.index(condition.at_least.band)
            return all(self.bands[name] >= least for name in condition.at_least.dimensions)
        if condition.outcome is not None:
            decided = self.decisions[condition.outcome.decision]
            now, target = condition.outcome.now, condition.outcome.target
            return (not now or decided.now in now) and (not target or decided.target in target)
        if condition.answer is not None:
            given = self.values[condition.answer.question].ids & set(condition.answer.is_)
            return bool(given) and self.relevant(condition.answer.question)
        assert condition.number is not None
        atom = condition.number
        number = NUMBERS[next(iter(self.values[atom.question].ids))]
        inside = (atom.at_least is None or number >= atom.at_least) and (
            atom.below is None or number < atom.below
        )
        return inside and self.relevant(atom.question)

    def _decide(self, decision: Decision) -> Decided:
        row = next((row for row in decision.table if self.true(row.when)), decision.otherwise)
        gates = frozenset(gate.id for gate in decision.gates if self.true(gate.when))
        out = frozenset(o for gate in decision.gates if gate.id in gates for o in gate.exclude)
        order = decision.outcomes
        left = [outcome for outcome in order if outcome not in out]

        def settle(outcome: str) -> str | None:
            above = [o for o in left if order.index(o) >= order.index(outcome)]
            return above[0] if above else left[-1] if left else None

        return Decided(row.id, settle(row.now), settle(row.target or row.now), gates, out)

    def judged(self, sheet: tuple[int, ...]) -> Judged:
        rules = self.pack.rules
        return Judged(
            self.kind,
            sheet,
            self.bands,
            self.decisions,
            frozenset(w.id for d in rules.decisions.values() for w in d.warnings if self.true(w.when)),
            {
                row.id: next(
                    (o for o, cell in row.cells.items() if cell.when is not None and self.true(cell.when)),
                    next(o for o, cell in row.cells.items() if cell.when is None),
                )
                for row in rules.framework
            },
        )


def judge(pack: Pack, kind: str, sheet: tuple[int, ...]) -> Judged:
    return Judge(pack, kind, sheet).judged(sheet)


def all_sheets(pack: Pack) -> Iterator[Judged]:
    sizes = [range(len(domain_of(question).values)) for question in pack.questions]
    for kind in pack.manifest.workload_kinds:
        for sheet in product(*sizes):
            yield judge(pack, kind.id, sheet)
