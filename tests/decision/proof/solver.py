"""A pack in the words of an SMT solver: an oracle that searches, where the proofs count."""

from __future__ import annotations

from typing import Any

import z3

from advisor.decision.sheets import Domain, domain_of
from advisor.model.condition import Band, Condition
from advisor.model.pack import Pack
from advisor.model.question import Question
from advisor.model.rules import Decision


class Solved:
    """One unknown complete sheet of a pack."""

    def __init__(self, pack: Pack, tag: str = "") -> None:
        self.pack = pack
        self.kind = z3.Int(f"kind{tag}")
        self.values = {q.id: z3.Int(f"{q.id}{tag}") for q in pack.questions}
        self.domains: dict[str, Domain] = {q.id: domain_of(q) for q in pack.questions}
        self.rules = [self.kind >= 0, self.kind < len(pack.manifest.workload_kinds)]
        for question, value in self.values.items():
            self.rules += [value >= 0, value < max(1, len(self.domains[question].values))]
        self.bands = {name: self._band(name, tag) for name in pack.rules.dimensions}

    def value_in(self, question: str, wanted: set[int]) -> Any:
        return z3.Or([self.values[question] == value for value in sorted(wanted)])

    def relevant(self, question: str) -> Any:
        condition = self.pack.question_by_id[question].relevant_when
        return z3.BoolVal(True) if condition is None else self.true(condition)

    def _band(self, name: str, tag: str) -> Any:
        """An integer that the rules hold between the thresholds of the score."""
        dimension = self.pack.rules.dimensions[name]
        reached, possible = [], []
        for question, weight in dimension.weights.items():
            domain = self.domains[question]
            level: Any = z3.IntVal(0)
            for index, value in enumerate(domain.values):
                level = z3.If(self.values[question] == index, z3.IntVal(value.level or 0), level)
            relevant = self.relevant(question)
            reached.append(z3.If(relevant, weight * level, 0))
            possible.append(z3.If(relevant, z3.IntVal(weight * domain.max_level), 0))
        band, points, most = z3.Int(f"band_{name}{tag}"), z3.Sum(reached), z3.Sum(possible)
        medium = z3.And(most > 0, 100 * points >= dimension.bands.medium * most)
        high = z3.And(most > 0, 100 * points >= dimension.bands.high * most)
        self.rules.append(band == z3.If(high, 2, z3.If(medium, 1, 0)))
        return band

    def true(self, condition: Condition) -> Any:
        if condition.all is not None:
            return z3.And([self.true(part) for part in condition.all])
        if condition.any is not None:
            return z3.Or([self.true(part) for part in condition.any])
        if condition.not_ is not None:
            return z3.Not(self.true(condition.not_))
        if condition.condition is not None:
            return self.true(self.pack.rules.conditions[condition.condition])
        if condition.kind is not None:
            kinds = [kind.id for kind in self.pack.manifest.workload_kinds]
            return z3.Or([self.kind == kinds.index(kind) for kind in condition.kind])
        order = list(Band)
        if condition.band is not None:
            wanted = condition.band.is_
            return z3.Or([self.bands[condition.band.dimension] == order.index(band) for band in wanted])
        if condition.at_least is not None:
            least = order.index(condition.at_least.band)
            return z3.And([self.bands[name] >= least for name in condition.at_least.dimensions])
        atom = condition.answer or condition.number
        assert atom is not None
        wanted_values = {
            index
            for index, value in enumerate(self.domains[atom.question].values)
            if (condition.answer is not None and value.ids & set(condition.answer.is_))
            or (
                condition.number is not None
                and _inside(self.pack.question_by_id[atom.question], value.ids, atom)
            )
        }
        return z3.And(self.relevant(atom.question), self.value_in(atom.question, wanted_values))

    def taken(self, decision: Decision, index: int) -> Any:
        """The row with this index decides; behind the last row stands ``otherwise``."""
        earlier = [z3.Not(self.true(row.when)) for row in decision.table[:index]]
        own = [self.true(decision.table[index].when)] if index < len(decision.table) else []
        return z3.And(earlier + own)

    def excluded(self, decision: Decision, outcome: str) -> Any:
        return z3.Or([self.true(gate.when) for gate in decision.gates if outcome in gate.exclude])

    def settled(self, decision: Decision, *, target: bool) -> Any:
        """The rank of the outcome, now or as the target; -1 for none."""
        rank: Any = z3.IntVal(-1)
        order = decision.outcomes
        last = len(decision.table)
        for index in range(last, -1, -1):
            row = decision.otherwise if index == last else decision.table[index]
            wanted = order.index((row.target or row.now) if target else row.now)
            nearest: Any = z3.IntVal(-1)
            # From the least wanted to the most wanted: the last one that is left counts.
            for other in reversed([*range(wanted, len(order)), *range(wanted - 1, -1, -1)]):
                nearest = z3.If(self.excluded(decision, order[other]), nearest, z3.IntVal(other))
            rank = z3.If(self.taken(decision, index), nearest, rank)
        return rank


def _inside(question: Question, ids: frozenset[str], atom: Any) -> bool:
    assert question.number is not None
    lower = question.number.minimum
    for each in question.number.bins:
        if each.id in ids:
            above = atom.at_least is None or lower >= atom.at_least
            return above and (atom.below is None or (each.below is not None and each.below <= atom.below))
        lower = each.below if each.below is not None else lower
    return False


def possible(*parts: Any, rules: list[Any]) -> bool:
    """Whether a sheet exists."""
    solver = z3.Solver()
    solver.add(*rules, *parts)
    answer = solver.check()
    assert answer != z3.unknown
    return bool(answer == z3.sat)
