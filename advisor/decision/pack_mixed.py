"""Packs between two packs: the old one with some of the edits that lead to the new one.

Only what decides is in them; warnings, framework and practices are left out. An edit may need another
one, as a gate needs the question that it looks at: where what is left makes no pack, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.decision.pack_edit import Key, pairs
from advisor.decision.pack_edits import levels
from advisor.decision.pack_edits_decision import common_rows
from advisor.decision.pack_fits import fits
from advisor.model.pack import Pack
from advisor.model.pack_change import Part
from advisor.model.question import Question
from advisor.model.rules import Bands, Decision, Dimension, Gate, Otherwise, Row, Rules


def mixed(old: Pack, new: Pack, applied: Iterable[Key], only: str | None = None) -> Pack | None:
    """The old pack with these edits applied; None when that is no pack that could be read.

    ``only`` names the one decision that is wanted.
    """
    pack = _Mix(old, new, frozenset(applied)).pack(only)
    return pack if fits(pack) else None


@dataclass(frozen=True, slots=True)
class _Mix:
    old: Pack
    new: Pack
    applied: frozenset[Key]

    def pack(self, only: str | None) -> Pack:
        questions = tuple(self._questions())
        asked = {each.id for each in questions}
        dimensions = {
            name: each
            for name, one, other in pairs(self.old.rules.dimensions, self.new.rules.dimensions)
            if (each := self._dimension(name, one, other, asked)) is not None
        }
        decisions = {
            name: found
            for name, before, after in pairs(self.old.rules.decisions, self.new.rules.decisions)
            if only in (None, name) and (found := self._decision(name, before, after)) is not None
        }
        kinds = {kind.id: kind for pack in (self.old, self.new) for kind in pack.manifest.workload_kinds}
        manifest = self.new.manifest.model_copy(
            update={"workload_kinds": tuple(kinds.values()), **({"primary_decision": only} if only else {})}
        )
        rules = Rules.model_construct(
            conditions={
                name: chosen
                for name, one, other in pairs(self.old.rules.conditions, self.new.rules.conditions)
                if (chosen := other if self._is(Part.CONDITION, name) else one) is not None
            },
            dimensions=dimensions,
            decisions=decisions,
        )
        return Pack.model_construct(
            manifest=manifest,
            sections=self.new.sections,
            questions=questions,
            rules=rules,
            models=self.new.models,
            sha256=self.new.sha256,
        )

    def _is(self, part: Part, *where: str) -> bool:
        """Whether the new pack's side of a difference is taken."""
        return (part.value, *where) in self.applied

    def _questions(self) -> Iterable[Question]:
        for name, before, after in pairs(self.old.question_by_id, self.new.question_by_id):
            if before is None or after is None:
                chosen = after if self._is(Part.QUESTION, name) else before
                if chosen is not None:
                    yield chosen
                continue
            offers = after if self._is(Part.OPTIONS, name) else before
            counts = levels(after if self._is(Part.LEVELS, name) else before)
            options = tuple(
                each.model_copy(update={"level": counts.get(each.id, each.level)}) for each in offers.options
            )
            number = offers.number
            if number is not None:
                bins = tuple(
                    each.model_copy(update={"level": counts.get(each.id, each.level)}) for each in number.bins
                )
                number = number.model_copy(update={"bins": bins})
            yield offers.model_copy(
                update={
                    "options": options,
                    "number": number,
                    "relevant_when": (after if self._is(Part.RELEVANCE, name) else before).relevant_when,
                    "likelihood": (after if self._is(Part.LIKELIHOOD, name) else before).likelihood,
                }
            )

    def _dimension(
        self, name: str, before: Dimension | None, after: Dimension | None, asked: set[str]
    ) -> Dimension | None:
        if before is None or after is None:
            chosen = after if self._is(Part.DIMENSION, name) else before
            if chosen is None:
                return None
            weights = {question: weight for question, weight in chosen.weights.items() if question in asked}
            return chosen.model_copy(update={"weights": weights})
        weights = {}
        for question, one, other in pairs(before.weights, after.weights):
            in_both = question in self.old.question_by_id and question in self.new.question_by_id
            weight = other if self._is(Part.WEIGHT, name, question) else one
            if not in_both:
                weight = other if one is None else one
            elif one == other:
                weight = one
            if weight is not None and question in asked:
                weights[question] = weight
        bands = Bands.model_construct(
            medium=(after if self._is(Part.THRESHOLD, name, "medium") else before).bands.medium,
            high=(after if self._is(Part.THRESHOLD, name, "high") else before).bands.high,
        )
        return after.model_copy(update={"weights": weights, "bands": bands})

    def _decision(self, name: str, before: Decision | None, after: Decision | None) -> Decision | None:
        if before is None or after is None:
            chosen = after if self._is(Part.DECISION, name) else before
            return chosen and chosen.model_copy(update={"warnings": (), "monotone": {}})
        ends = after if self._is(Part.OUTCOMES, name, "outcomes") else before
        gates: list[Gate] = []
        for gate, one, other in pairs({g.id: g for g in before.gates}, {g.id: g for g in after.gates}):
            chosen_gate = other if self._is(Part.GATE, name, gate) else one
            gates += [chosen_gate] if chosen_gate is not None else []
        otherwise: Otherwise = (
            after if self._is(Part.OTHERWISE, name, after.otherwise.id) else before
        ).otherwise
        return ends.model_copy(
            update={
                "labels": before.labels | after.labels,
                "gates": tuple(gates),
                "table": self._table(name, before, after),
                "otherwise": otherwise,
                "warnings": (),
                "monotone": {},
            }
        )

    def _table(self, name: str, before: Decision, after: Decision) -> tuple[Row, ...]:
        """The common rows in the order of one pack, each other row after the one before it in its own."""
        ordered = self._is(Part.ORDER, name, "order")
        order = common_rows(after, before) if ordered else common_rows(before, after)
        common = set(order)
        old, new = ({row.id: row for row in decision.table} for decision in (before, after))
        for decision, taken in ((before, False), (after, True)):
            last = None
            for row in decision.table:
                if row.id not in common and self._is(Part.ROW, name, row.id) is taken:
                    order.insert(0 if last is None else order.index(last) + 1, row.id)
                if row.id in order:
                    last = row.id
        return tuple(
            (new.get(each) if self._is(Part.ROW, name, each) else old.get(each)) or new[each]
            for each in order
        )
