"""Answers of a table as the numbers that batches are decided by."""

from __future__ import annotations

import numpy as np

from advisor.content.table_reader import AnswerColumn, TableBatch
from advisor.decision.batch import BatchAdvice, BatchDecider
from advisor.decision.batch_exact import SHIFT, Codes
from advisor.decision.engine import engine_for
from advisor.decision.sheets import Domain, value_index
from advisor.model.pack import Pack


class Coder:
    """Decides the batches of one table."""

    def __init__(self, pack: Pack, decider: BatchDecider | None = None) -> None:
        """Compile the pack, unless its decider is there from another table."""
        engine = engine_for(pack)
        self._domains = engine.domains
        self._known: list[Codes] = [np.empty(0, dtype=np.int16) for _ in self._domains]
        self.decider = decider or BatchDecider(engine)

    def decide(self, batch: TableBatch) -> BatchAdvice:
        """The advice for each sheet of a batch."""
        count = len(batch.kinds)
        codes = [
            self._column(slot, domain, batch.columns.get(domain.question.id), count)
            for slot, domain in enumerate(self._domains)
        ]
        return self.decider.decide(batch.kinds, codes)

    def _column(self, slot: int, domain: Domain, column: AnswerColumn | None, count: int) -> Codes:
        if column is None:
            return np.full(count, value_index(domain, None) + SHIFT, dtype=np.int16)
        known = self._known[slot]
        new = [value_index(domain, answer) + SHIFT for answer in column.answers[len(known) :]]
        if new:
            known = self._known[slot] = np.append(known, np.array(new, dtype=np.int16))
        return known.take(column.positions)
