"""Scored sheets as lines, made for all sheets of a batch at once.

Every piece of a line is one of few different texts, so the texts are made once and only taken together
for each sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
_SCORES = _BEST + 2
"""Scores, and none."""


class Lines:
    """Writes the lines of one table."""

    def __init__(self, pack: Pack, style: Style) -> None:
        """Make every piece that does not depend on the table."""
        self._style = style
        kinds = [style.kind(kind.id) for kind in pack.manifest.workload_kinds]
        self._dimensions = {name: _dimension(style, name) for name in pack.rules.dimensions}
        primary = pack.manifest.primary_decision
        self._primary = _Pieces(kinds, primary, style.primary)
        self._others = [
            _Pieces([""], name, partial(style.other, name))
            for name in pack.rules.decisions
            if name != primary
        ]

    def lines(self, sheets: ScoredSheets) -> memoryview:
        """The lines of a batch, as bytes in UTF-8."""
        advice = sheets.advice
        parts = [self._ids(sheets.ids), self._primary.pieces(sheets, sheets.kinds)]
        for name, texts in self._dimensions.items():
            # Nothing applies is -1 and comes first.
            parts.append(_take(texts, (advice.bands[name] + 1) * _SCORES + advice.scores[name] + 1))
        parts += [other.pieces(sheets, 0) for other in self._others]
        joined = pc.binary_join_element_wise(*parts, pa.scalar(self._style.end), "")
        _, offsets, data = joined.buffers()
        length = memoryview(offsets).cast("i")[len(joined)]
        return memoryview(data)[:length]

    def _ids(self, ids: pa.Array) -> pa.Array:
        if pc.match_substring_regex(ids, self._style.unsafe).true_count:
            return pa.array([self._style.id(each) for each in ids.to_pylist()], pa.string())
        before, after = self._style.around_id
        return pc.binary_join_element_wise(pa.scalar(before), ids, pa.scalar(after), "")


def _dimension(style: Style, name: str) -> pa.Array:
    """Every score with every band, as one text: the fewer pieces a line has, the sooner it is joined."""
    scores = [style.score(name, None), *(style.score(name, each / 100) for each in range(_BEST + 1))]
    bands = [style.band(name, None), *(style.band(name, str(band)) for band in BANDS)]
    return pa.array([score + band for band in bands for score in scores])


class _Pieces:
    """The pieces of one decision behind one of few texts; they grow with the advices that are met."""

    def __init__(self, before: Sequence[str], decision: str, text: Callable[[Advice], str]) -> None:
        self._before = before
        self._decision = decision
        self._text = text
        self._texts: list[str] = []

    def pieces(self, sheets: ScoredSheets, before: Indexes | int) -> pa.Array:
        """One piece a sheet; ``before`` says which text stands before it."""
        met = sheets.advices[self._decision]
        known = len(self._texts) // len(self._before)
        self._texts += [text + self._text(advice) for advice in met[known:] for text in self._before]
        indexes = sheets.advice.decisions[self._decision] * len(self._before) + before
        return _take(pa.array(self._texts, pa.string()), indexes)


def _take(texts: pa.Array, indexes: Indexes) -> pa.Array:
    return texts.take(pa.array(indexes))
