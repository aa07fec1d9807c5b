"""Scored sheets as lines, made for all sheets of a batch at once.

Every piece of a line is one of few different texts, so the texts are made once and only taken together
for each sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from advisor.decision.batch_advice import Advice
from advisor.decision.batch_graph import Indexes
from advisor.decision.plan import BANDS
from advisor.model.pack import Pack
from advisor.workflows.batch import ScoredSheets
from advisor.workflows.batch_styles import Style

_BEST = 10_000
"""The highest score, in hundredths of points."""


class Lines:
    """Writes the lines of one table."""

    def __init__(self, pack: Pack, style: Style) -> None:
        """Make every piece that does not depend on the table."""
        self._style = style
        self._kinds = pa.array([style.kind(kind.id) for kind in pack.manifest.workload_kinds])
        scores = [None, *(hundredths / 100 for hundredths in range(_BEST + 1))]
        bands = [None, *(str(band) for band in BANDS)]
        self._dimensions = {
            name: (
                pa.array([style.score(name, score) for score in scores]),
                pa.array([style.band(name, band) for band in bands]),
            )
            for name in pack.rules.dimensions
        }
        primary = pack.manifest.primary_decision
        self._primary = _Advices(primary, style.primary)
        self._others = [
            _Advices(name, partial(style.other, name)) for name in pack.rules.decisions if name != primary
        ]

    def lines(self, sheets: ScoredSheets) -> memoryview:
        """The lines of a batch, as bytes in UTF-8."""
        advice = sheets.advice
        parts = [self._ids(sheets.ids), _take(self._kinds, sheets.kinds), self._primary.pieces(sheets)]
        for name, (scores, bands) in self._dimensions.items():
            # Nothing applies is -1 and comes first.
            parts += [_take(scores, advice.scores[name] + 1), _take(bands, advice.bands[name] + 1)]
        parts += [other.pieces(sheets) for other in self._others]
        joined = pc.binary_join_element_wise(*parts, pa.scalar(self._style.end), "")
        _, offsets, data = joined.buffers()
        length = memoryview(offsets).cast("i")[len(joined)]
        return memoryview(data)[:length]

    def _ids(self, ids: pa.Array) -> pa.Array:
        if pc.match_substring_regex(ids, self._style.unsafe).true_count:
            return pa.array([self._style.id(each) for each in ids.to_pylist()], pa.string())
        before, after = self._style.around_id
        return pc.binary_join_element_wise(pa.scalar(before), ids, pa.scalar(after), "")


class _Advices:
    """The pieces of one decision; they grow with the advices that are met."""

    def __init__(self, decision: str, text: Callable[[Advice], str]) -> None:
        self._decision = decision
        self._text = text
        self._texts: list[str] = []

    def pieces(self, sheets: ScoredSheets) -> pa.Array:
        """One piece a sheet."""
        met = sheets.advices[self._decision]
        self._texts += [self._text(advice) for advice in met[len(self._texts) :]]
        return _take(pa.array(self._texts), sheets.advice.decisions[self._decision])


def _take(texts: pa.Array, indexes: Indexes) -> pa.Array:
    return texts.take(pa.array(indexes))
