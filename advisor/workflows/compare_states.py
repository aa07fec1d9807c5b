"""What is different between two frozen states: pure, from what stands in them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from advisor.model.assessment import Answer, Assessment
from advisor.model.comparison import (
    AnswerChange,
    ComparedAnswer,
    ComparedDecision,
    ComparedEvidence,
    ComparedKpi,
    ComparedScore,
    ComparedWorkload,
    Progress,
)
from advisor.model.milestone import (
    FrozenAnswer,
    FrozenGate,
    FrozenKpi,
    FrozenScore,
    FrozenWarning,
    FrozenWorkload,
    Snapshot,
)

_Same = TypeVar("_Same", FrozenGate, FrozenWarning, FrozenKpi, FrozenScore)
NOTHING_MEASURED = Progress(target=None, steps_before=None, steps_now=None, percent=None, reason=None)


def compared_answers(before: Snapshot, after: Snapshot) -> tuple[ComparedAnswer, ...]:
    """Every answer that is not the same, in the order of today's questions, then those that went."""
    then = {(each.workload, each.question): each for each in before.answers}
    now = {(each.workload, each.question): each for each in after.answers}
    keys = [*now, *(key for key in then if key not in now)]
    return tuple(found for key in keys if (found := _answer(then.get(key), now.get(key))) is not None)


def compared_evidence(
    then: Assessment | None, now: Assessment | None, snapshot: Snapshot
) -> tuple[ComparedEvidence, ...]:
    """Answers that say the same and name other evidence, in the order of today's questions."""
    if then is None or now is None:
        return ()
    found = []
    for each in snapshot.answers:
        before, after = _given(then, each), _given(now, each)
        if before is None or after is None or before.evidence == after.evidence:
            continue
        if before.model_copy(update={"evidence": None, "note": None}) == after.model_copy(
            update={"evidence": None, "note": None}
        ):
            found.append(
                ComparedEvidence(
                    question=each.question,
                    workload=each.workload,
                    title=each.title,
                    before=before.evidence,
                    after=after.evidence,
                )
            )
    return tuple(found)


def _given(assessment: Assessment, each: FrozenAnswer) -> Answer | None:
    if each.workload is not None and each.workload not in {one.id for one in assessment.workloads}:
        return None
    return assessment.answer(each.question, each.workload)


def _answer(then: FrozenAnswer | None, now: FrozenAnswer | None) -> ComparedAnswer | None:
    either = now or then
    if either is None or (then and now and (then.answer, then.level) == (now.answer, now.level)):
        return None
    levels = None
    if then is None:
        change = AnswerChange.GIVEN
    elif now is None:
        change = AnswerChange.WITHDRAWN
    elif then.level is None or now.level is None or then.level == now.level:
        change = AnswerChange.CHANGED
    else:
        levels = now.level - then.level
        change = AnswerChange.RAISED if levels > 0 else AnswerChange.LOWERED
    return ComparedAnswer(
        question=either.question,
        workload=either.workload,
        title=either.title,
        change=change,
        before=then.answer if then else None,
        after=now.answer if now else None,
        levels=levels,
    )


def compared_workloads(before: Snapshot, after: Snapshot) -> Iterator[ComparedWorkload]:
    """Every workload of today, then those that went; progress is left open."""
    then = {each.id: each for each in before.workloads}
    now = {each.id: each for each in after.workloads}
    for name in [*now, *(name for name in then if name not in now)]:
        yield _workload(then.get(name), now.get(name))


def _workload(then: FrozenWorkload | None, now: FrozenWorkload | None) -> ComparedWorkload:
    either = now or then
    if either is None:
        raise ValueError("a workload stands on at least one side")
    return ComparedWorkload(
        id=either.id,
        title=either.title,
        presence="new" if then is None else "gone" if now is None else "both",
        now_before=then.now if then else None,
        now_after=now.now if now else None,
        target_before=then.target if then else None,
        target_after=now.target if now else None,
        decided_before=then.decided if then else None,
        decided_after=now.decided if now else None,
        scores=tuple(_scores(then, now)),
        gates_new=_only(now.gates if now else (), then.gates if then else ()),
        gates_gone=_only(then.gates if then else (), now.gates if now else ()),
        warnings_new=_only(now.warnings if now else (), then.warnings if then else ()),
        warnings_gone=_only(then.warnings if then else (), now.warnings if now else ()),
        decisions=tuple(_decisions(then, now)),
        kpis=tuple(_kpis(then, now)),
        cost_before=then.cost if then else None,
        cost_after=now.cost if now else None,
        progress=NOTHING_MEASURED,
    )


def _only(these: Iterable[_Same], those: Iterable[_Same]) -> tuple[_Same, ...]:
    known = {each.id for each in those}
    return tuple(each for each in these if each.id not in known)


def _pairs(then: Iterable[_Same], now: Iterable[_Same]) -> Iterator[tuple[_Same | None, _Same | None]]:
    old: dict[str, _Same] = {each.id: each for each in then}
    new: dict[str, _Same] = {each.id: each for each in now}
    for name in [*new, *(name for name in old if name not in new)]:
        yield old.get(name), new.get(name)


def _scores(then: FrozenWorkload | None, now: FrozenWorkload | None) -> Iterator[ComparedScore]:
    for old, new in _pairs(then.scores if then else (), now.scores if now else ()):
        either = new or old
        if either is None:
            continue
        before, after = old.score if old else None, new.score if new else None
        yield ComparedScore(
            id=either.id,
            title=either.title,
            before=before,
            after=after,
            change=_change(before, after),
            band_before=old.band if old else None,
            band_after=new.band if new else None,
        )


def _change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    return None if before is None or after is None else after - before


def _decisions(then: FrozenWorkload | None, now: FrozenWorkload | None) -> Iterator[ComparedDecision]:
    old, new = then.decisions if then else {}, now.decisions if now else {}
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name), new.get(name)
        if (before and before.id) != (after and after.id):
            yield ComparedDecision(id=name, before=before, after=after)


def _kpis(then: FrozenWorkload | None, now: FrozenWorkload | None) -> Iterator[ComparedKpi]:
    for old, new in _pairs(then.kpis if then else (), now.kpis if now else ()):
        either = new or old
        if either is None or (old and new and (old.value, old.unit) == (new.value, new.unit)):
            continue
        same = old is not None and new is not None and old.unit == new.unit
        yield ComparedKpi(
            id=either.id,
            title=either.title,
            unit=either.unit,
            before=old,
            after=new,
            change=new.value - old.value if same and old and new else None,
        )
