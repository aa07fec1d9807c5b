"""What another version of a pack does to an assessment's advice, and which of its edits had a part in it."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decision.recommend import recommend
from advisor.model.assessment import Assessment
from advisor.model.comparison import Lost, PackCause, PackChange, PackEffect
from advisor.model.milestone import FrozenWorkload, Named, Snapshot
from advisor.model.pack import Pack
from advisor.model.question import Question
from advisor.model.recommendation import DecisionTrace, PackReference, WorkloadRecommendation
from advisor.model.rules import Otherwise, Row


def pack_effect(
    before: Snapshot, old: Pack | None, new: Pack, carried: Assessment, lost: tuple[Lost, ...]
) -> PackEffect:
    """The advice on the answers of before under another pack, beside the advice of before.

    ``old`` is the pack of before, if it is at hand; without it, less can be told of the causes.
    """
    under = {each.id: each for each in recommend(new, carried).workloads}
    known = old.question_by_id if old else {}
    return PackEffect(
        before=before.pack,
        after=PackReference(id=new.id, version=new.version, sha256=new.sha256),
        complete=old is not None,
        lost=lost,
        new_questions=tuple(
            Named(id=each.id, title=each.short) for each in new.questions if old and each.id not in known
        ),
        workloads=tuple(
            _change(old, new, each, under[each.id]) for each in before.workloads if each.id in under
        ),
    )


def _change(old: Pack | None, new: Pack, then: FrozenWorkload, now: WorkloadRecommendation) -> PackChange:
    was = (then.now and then.now.id, then.target and then.target.id)
    differs = was != (now.model, now.target)
    causes = tuple(_causes(old, new, then, now)) if differs else ()
    return PackChange(workload=then.id, title=then.title, advice_changes=differs, causes=causes)


def _causes(
    old: Pack | None, new: Pack, then: FrozenWorkload, now: WorkloadRecommendation
) -> Iterator[PackCause]:
    """Edits of the pack that the changed advice rests on: the rule and gates that decided, then scores."""
    trace = next(each for each in now.trace.decisions if each.id == new.manifest.primary_decision)
    yield from _rows(old, new, then, trace)
    yield from _gates(old, new, then, trace)
    for score in then.scores:
        dimension = new.rules.dimensions.get(score.id)
        after = next((each for each in now.dimensions if each.id == score.id), None)
        if dimension is None or after is None or after.band == score.band:
            continue
        told = f"“{score.title}” is {after.band or 'open'} instead of {score.band or 'open'}"
        for name, was, is_ in (
            ("medium", score.medium_from, dimension.bands.medium),
            ("high", score.high_from, dimension.bands.high),
        ):
            if was is not None and was != is_:
                text = f"{told}: {name} begins at {is_} points, before at {was}."
                yield PackCause(kind="threshold", id=score.id, text=text)
        if old is not None and score.id in old.rules.dimensions:
            yield from _weights(old, new, score.id, told)


def _rows(old: Pack | None, new: Pack, then: FrozenWorkload, trace: DecisionTrace) -> Iterator[PackCause]:
    before, after = _row(old, then.row), _row(new, trace.row)
    if then.row != trace.row:
        state = "" if old is None or _row(old, trace.row) is not None else " It is new."
        text = f"The rule “{trace.row}” decides now: {after.reason if after else trace.reason or ''}{state}"
        yield PackCause(kind="row", id=trace.row or "", text=text.strip())
        if _row(new, then.row) is None:
            text = f"The rule “{then.row}”, which decided before, is gone: {then.reason or ''}"
            yield PackCause(kind="row", id=then.row or "", text=text.strip())
        elif before is not None and before != _row(new, then.row):
            text = f"The rule “{then.row}”, which decided before, is written otherwise now."
            yield PackCause(kind="row", id=then.row or "", text=text)
    elif before is not None and after is not None and before != after:
        text = f"The rule “{trace.row}” still decides, and says something else now: {after.reason}"
        yield PackCause(kind="row", id=trace.row or "", text=text)


def _row(pack: Pack | None, name: str | None) -> Row | Otherwise | None:
    if pack is None or name is None:
        return None
    rows: tuple[Row | Otherwise, ...] = (*pack.primary.table, pack.primary.otherwise)
    return next((row for row in rows if row.id == name), None)


def _gates(old: Pack | None, new: Pack, then: FrozenWorkload, trace: DecisionTrace) -> Iterator[PackCause]:
    held = {gate.id: gate for gate in then.gates}
    holds = {gate.id: gate for gate in trace.gates if gate.fires}
    before = {gate.id: gate for gate in old.primary.gates} if old else {}
    after = {gate.id: gate for gate in new.primary.gates}
    for name, gate in holds.items():
        if name not in held:
            new_one = "new " if old is not None and name not in before else ""
            text = f"The {new_one}hard rule “{name}” holds now: {gate.reason}"
            yield PackCause(kind="gate", id=name, text=text)
        elif tuple(gate.excludes) != tuple(held[name].excludes):
            text = f"The hard rule “{name}” leaves out other models now: {gate.reason}"
            yield PackCause(kind="gate", id=name, text=text)
    for name, was in held.items():
        if name not in holds:
            how = "is gone" if name not in after else "no longer holds"
            yield PackCause(kind="gate", id=name, text=f"The hard rule “{name}” {how}: {was.title}")


def _weights(old: Pack, new: Pack, dimension: str, told: str) -> Iterator[PackCause]:
    before, after = old.rules.dimensions[dimension].weights, new.rules.dimensions[dimension].weights
    for question in dict.fromkeys((*before, *after)):
        was, is_ = before.get(question), after.get(question)
        one, other = old.question_by_id.get(question), new.question_by_id.get(question)
        known = other or one
        title = known.short if known else question
        if was != is_:
            counts = "no longer counts" if is_ is None else f"counts {is_}"
            text = f"{told}: “{title}” {counts}, before {'nothing' if was is None else was}."
            yield PackCause(kind="weight", id=question, text=text)
        if one is not None and other is not None and _levels(one) != _levels(other):
            text = f"{told}: answers to “{title}” count other levels now."
            yield PackCause(kind="question", id=question, text=text)


def _levels(question: Question) -> dict[str, int | None]:
    found = {option.id: option.level for option in question.options}
    return found | ({each.id: each.level for each in question.number.bins} if question.number else {})
