"""How the pieces of a scored sheet look as CSV and as JSON; put together, the pieces make a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from advisor.decision.advice_fields import stage_of
from advisor.decision.batch_advice import Advice
from advisor.decision.trace import rounded
from advisor.model.pack import Pack
from advisor.model.recommendation import DecisionTrace, Recommendation, WorkloadRecommendation


class Style(Protocol):
    """Pieces of a line, in this order: id, kind, primary, score and band of each dimension, others, end."""

    unsafe: str
    """A pattern of what cannot stand in an id as it is."""
    around_id: tuple[str, str]
    """What stands before and after an id that is safe."""
    end: str

    def header(self) -> str:
        """What stands before the first line."""

    def id(self, text: str) -> str:
        """Any id."""

    def kind(self, kind: str) -> str:
        """The kind of the workload."""

    def primary(self, advice: Advice) -> str:
        """The decision that chooses the model."""

    def score(self, dimension: str, score: float | None) -> str:
        """A dimension's score in points of 100."""

    def band(self, dimension: str, band: str | None) -> str:
        """A dimension's band."""

    def other(self, decision: str, advice: Advice) -> str:
        """Another decision."""


def lines_of(style: Style, pack: Pack, recommendation: Recommendation) -> str:
    """An assessment as lines, one a workload; the id names both."""
    return "".join(_line(style, pack, recommendation, workload) for workload in recommendation.workloads)


def _line(style: Style, pack: Pack, recommendation: Recommendation, workload: WorkloadRecommendation) -> str:
    traces = {trace.id: trace for trace in workload.trace.decisions}
    advices = {name: _advice(traces[name]) for name in pack.rules.decisions}
    primary = pack.manifest.primary_decision
    pieces = [style.id(f"{recommendation.assessment}/{workload.id}"), style.kind(workload.kind)]
    pieces.append(style.primary(advices[primary]))
    for dimension in workload.dimensions:
        pieces.append(style.score(dimension.id, dimension.score))
        pieces.append(style.band(dimension.id, dimension.band))
    pieces += [style.other(name, advice) for name, advice in advices.items() if name != primary]
    return "".join([*pieces, style.end])


def _advice(trace: DecisionTrace) -> Advice:
    shares = tuple(Fraction(share) for share in trace.exact.values())
    return Advice(trace.now, trace.target, trace.decided, trace.settled, shares)


class CsvStyle:
    """One column for each piece; an empty cell where there is nothing."""

    unsafe = r'[",\r\n]'
    around_id = ("", "")
    end = "\n"

    def __init__(self, pack: Pack) -> None:
        """Take names from the pack."""
        self._pack = pack

    def header(self) -> str:
        """The names of the columns."""
        primary = self._pack.manifest.primary_decision
        return (
            _row(
                [
                    "id",
                    "kind",
                    *("stage", "model", "target", "target_stage", "decided", "settled"),
                    *(f"share_{outcome}" for outcome in self._pack.primary.outcomes),
                    "share_none",
                    *(column for name in self._pack.rules.dimensions for column in (name, f"{name}_band")),
                    *(name for name in self._pack.rules.decisions if name != primary),
                ]
            )
            + self.end
        )

    def id(self, text: str) -> str:
        """In quotes where it has to be."""
        return _row([text])

    def kind(self, kind: str) -> str:
        """The kind's id."""
        return f",{kind}"

    def primary(self, advice: Advice) -> str:
        """Stage, model, target and its stage, whether it is decided and settled, and the shares."""
        pack = self._pack
        return "," + _row(
            [
                stage_of(pack, advice.now) or "",
                advice.now or "",
                advice.target or "",
                stage_of(pack, advice.target) or "",
                "true" if advice.decided else "false",
                "true" if advice.settled else "false",
                *(str(rounded(share, 6)) for share in (*advice.shares, advice.share_none)),
            ]
        )

    def score(self, dimension: str, score: float | None) -> str:
        """The score."""
        del dimension
        return "," if score is None else f",{score}"

    def band(self, dimension: str, band: str | None) -> str:
        """The band."""
        del dimension
        return f",{band or ''}"

    def other(self, decision: str, advice: Advice) -> str:
        """Its outcome now."""
        del decision
        return f",{advice.now or ''}"


class JsonStyle:
    """One object a line, with the keys of a workload's recommendation."""

    unsafe = r'["\\\x00-\x1f\x7f]'
    around_id = ('{"id":"', '"')

    def __init__(self, pack: Pack) -> None:
        """Take names from the pack."""
        self._pack = pack
        self._dimensions = list(pack.rules.dimensions)
        self._others = [name for name in pack.rules.decisions if name != pack.manifest.primary_decision]
        self.end = "}}\n" if self._others else "}\n"

    def header(self) -> str:
        """Lines need none."""
        return ""

    def id(self, text: str) -> str:
        """As a string."""
        return f'{{"id":{json.dumps(text)}'

    def kind(self, kind: str) -> str:
        """The kind's id."""
        return f',"kind":{json.dumps(kind)}'

    def primary(self, advice: Advice) -> str:
        """Stage, model, target and its stage, whether it is decided and settled, and the shares."""
        pack = self._pack
        shares = zip(pack.primary.outcomes, advice.shares, strict=True)
        return _members(
            {
                "stage": stage_of(pack, advice.now),
                "model": advice.now,
                "target": advice.target,
                "target_stage": stage_of(pack, advice.target),
                "decided": advice.decided,
                "settled": advice.settled,
                "shares": {outcome: rounded(share, 6) for outcome, share in shares},
                "share_none": rounded(advice.share_none, 6),
            }
        )

    def score(self, dimension: str, score: float | None) -> str:
        """An entry of ``dimensions``, up to its score."""
        before = ',"dimensions":[{' if dimension == self._dimensions[0] else ",{"
        return before + _members({"id": dimension, "score": score})[1:]

    def band(self, dimension: str, band: str | None) -> str:
        """The rest of the entry."""
        after = "}]" if dimension == self._dimensions[-1] else "}"
        return _members({"band": band}) + after

    def other(self, decision: str, advice: Advice) -> str:
        """An entry of ``decisions``."""
        before = ',"decisions":{' if decision == self._others[0] else ","
        return before + _members({decision: advice.now})[1:]


def _members(values: dict[str, object]) -> str:
    """The members of an object, with a comma before the first one."""
    return "," + json.dumps(values, separators=(",", ":"))[1:-1]


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().removesuffix("\n")
