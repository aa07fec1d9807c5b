"""In what the decisions of two packs differ: outcomes, gates, rows, and the order of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.decision.condition_words import condition_words, joined
from advisor.decision.pack_edit import Edit, edit, pairs
from advisor.model.pack import Pack
from advisor.model.pack_change import Happened, Part
from advisor.model.rules import Decision, Gate, Otherwise, Row


def decision_edits(old: Pack, new: Pack) -> Iterator[Edit]:
    """Every edit of decisions, in the order of the rules file."""
    for name, before, after in pairs(old.rules.decisions, new.rules.decisions):
        if before is None and after is not None:
            yield edit(Part.DECISION, Happened.NEW, name, f"New decision “{after.title}”: {after.question}")
        elif after is None and before is not None:
            yield edit(Part.DECISION, Happened.GONE, name, f"The decision “{before.title}” is gone.")
        elif before is not None and after is not None:
            yield from _Told(old, new, name, before, after).edits()


@dataclass(frozen=True, slots=True)
class _Told:
    """One decision in both packs."""

    old: Pack
    new: Pack
    name: str
    before: Decision
    after: Decision

    def edits(self) -> Iterator[Edit]:
        if (self.before.outcomes, self.before.ordered) != (self.after.outcomes, self.after.ordered):
            labels = joined(f"“{self._label(each)}”" for each in self.after.outcomes)
            order = "" if self.after.ordered else ", in no order"
            text = f"“{self.after.title}” can come out as {labels}{order}."
            yield edit(Part.OUTCOMES, Happened.CHANGED, "outcomes", text, self.name)
        gates = ({each.id: each for each in decision.gates} for decision in (self.before, self.after))
        for name, was, now in pairs(*gates):
            yield from self._gate(name, was, now)
        tables = ({each.id: each for each in decision.table} for decision in (self.before, self.after))
        for name, first, then in pairs(*tables):
            yield from self._row(name, first, then)
        if common_rows(self.before, self.after) != common_rows(self.after, self.before):
            order = joined(f"“{each}”" for each in common_rows(self.after, self.before))
            text = f"The rows of “{self.after.title}” are tried in another order: {order}."
            yield edit(Part.ORDER, Happened.CHANGED, "order", text, self.name)
        if self._ends(self.before.otherwise) != self._ends(self.after.otherwise):
            text = f"Where no row holds, “{self.after.title}” comes to {self._end(self.after.otherwise)}; "
            text += f"before to {self._end(self.before.otherwise)}."
            yield edit(Part.OTHERWISE, Happened.CHANGED, self.after.otherwise.id, text, self.name)

    def _gate(self, name: str, was: Gate | None, now: Gate | None) -> Iterator[Edit]:
        if was is None and now is not None:
            text = f"New hard rule “{name}”, which {self._leaves(now)}: {now.reason}"
            yield edit(Part.GATE, Happened.NEW, name, text, self.name)
        elif now is None and was is not None:
            text = f"The hard rule “{name}” is gone: {was.reason}"
            yield edit(Part.GATE, Happened.GONE, name, text, self.name)
        elif (
            was is not None
            and now is not None
            and (was.when, set(was.exclude)) != (now.when, set(now.exclude))
        ):
            text = self._told(f"The hard rule “{name}”", was, now, self._leaves(was), self._leaves(now))
            yield edit(Part.GATE, Happened.CHANGED, name, text, self.name)

    def _row(self, name: str, was: Row | None, now: Row | None) -> Iterator[Edit]:
        if was is None and now is not None:
            text = f"New row “{name}”, which {self._comes(now)}: {now.reason}"
            yield edit(Part.ROW, Happened.NEW, name, text, self.name)
        elif now is None and was is not None:
            text = f"The row “{name}”, which came to {self._end(was)}, is gone: {was.reason}"
            yield edit(Part.ROW, Happened.GONE, name, text, self.name)
        elif (
            was is not None and now is not None and (was.when, self._ends(was)) != (now.when, self._ends(now))
        ):
            text = self._told(f"The row “{name}”", was, now, self._comes(was), self._comes(now))
            yield edit(Part.ROW, Happened.CHANGED, name, text, self.name)

    def _told(self, called: str, was: Gate | Row, now: Gate | Row, before: str, after: str) -> str:
        """When it holds and what it does then, as far as that is not the same."""
        parts = []
        if was.when != now.when:
            then, first = condition_words(now.when, self.new), condition_words(was.when, self.old)
            parts.append(f"{called} holds if {then}; before if {first}.")
        if before != after:
            parts.append(f"{'It' if parts else called} {after}; before it {before}.")
        return " ".join(parts)

    def _leaves(self, gate: Gate) -> str:
        order = [each for each in self.after.outcomes if each in gate.exclude]
        order += sorted(set(gate.exclude) - set(order))
        return f"leaves out {joined(f'“{self._label(each)}”' for each in order)}"

    def _comes(self, row: Row) -> str:
        return f"comes to {self._end(row)}"

    def _label(self, outcome: str) -> str:
        return self.after.labels.get(outcome) or self.before.labels.get(outcome, outcome)

    def _end(self, row: Row | Otherwise) -> str:
        now, target = self._ends(row)
        label = f"“{self._label(now)}”"
        return label if now == target else f"{label} with the target “{self._label(target)}”"

    @staticmethod
    def _ends(row: Row | Otherwise) -> tuple[str, str]:
        return row.now, row.target or row.now


def _gate(gate: Gate) -> object:
    return gate.when, frozenset(gate.exclude)


def common_rows(decision: Decision, other: Decision) -> list[str]:
    """The rows that both have, in the order of the first."""
    theirs = {row.id for row in other.table}
    return [row.id for row in decision.table if row.id in theirs]
