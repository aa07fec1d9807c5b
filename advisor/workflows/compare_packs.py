"""What another pack does to an assessment's advice, and which of its changes had a part in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.decision.pack_causes import causes
from advisor.decision.pack_changes import changes_of
from advisor.decision.pack_edit import Edit
from advisor.decision.pack_edits import edits_of
from advisor.decision.recommend import recommend
from advisor.model.assessment import Assessment
from advisor.model.comparison import Lost, PackChange, PackEffect, Undoing
from advisor.model.milestone import FrozenWorkload, Named, Snapshot
from advisor.model.pack import Pack
from advisor.model.recommendation import DecisionTrace, PackReference, WorkloadRecommendation


def pack_effect(
    before: Snapshot,
    old: Pack | None,
    new: Pack,
    carried: Assessment,
    lost: tuple[Lost, ...],
    given: Assessment | None,
) -> PackEffect:
    """The advice on the answers of before under another pack, beside the advice of before.

    Args:
        before: the state of before.
        old: the pack of before, if it is at hand; without it, nothing can be told of causes.
        new: the other pack.
        carried: the answers of before as far as ``new`` takes them.
        lost: what it does not take.
        given: the answers of before as they were given to ``old``.
    """
    under = {each.id: each for each in recommend(new, carried).workloads}
    known = old.question_by_id if old else {}
    edits = edits_of(old, new) if old else ()
    return PackEffect(
        before=before.pack,
        after=PackReference(id=new.id, version=new.version, sha256=new.sha256),
        complete=old is not None,
        lost=lost,
        new_questions=tuple(
            Named(id=each.id, title=each.short) for each in new.questions if old and each.id not in known
        ),
        changes=changes_of(old, new) if old else (),
        workloads=tuple(
            _change(old, new, edits, given, each, under[each.id])
            for each in before.workloads
            if each.id in under
        ),
    )


def _change(
    old: Pack | None,
    new: Pack,
    edits: Sequence[Edit],
    given: Assessment | None,
    then: FrozenWorkload,
    now: WorkloadRecommendation,
) -> PackChange:
    was = (then.now.id if then.now else None, then.target.id if then.target else None)
    is_ = (now.model, now.target)
    trace = next(each for each in now.trace.decisions if each.id == new.manifest.primary_decision)
    found = None
    workload = next((each for each in given.workloads if each.id == then.id), None) if given else None
    if was != is_ and old is not None and given is not None and workload is not None:
        found = causes(old, new, edits, given, workload, (was, is_))
    if found is None:
        return PackChange(
            workload=then.id,
            title=then.title,
            advice_changes=was != is_,
            how=" ".join(_how(then, now, trace)) if was != is_ else None,
            causes=(),
            undoing=None,
            smallest=False,
            helping=(),
            idle=(),
        )
    part = {each.key for each in (*found.needed, *found.helping)}
    undoing = Undoing.ANY if found.each else Undoing.ALL
    return PackChange(
        workload=then.id,
        title=then.title,
        advice_changes=True,
        how=" ".join(_how(then, now, trace)),
        causes=tuple(each.change for each in found.needed),
        undoing=Undoing.ONE if len(found.needed) == 1 else undoing,
        smallest=found.smallest,
        helping=tuple(each.change for each in found.helping),
        idle=tuple(each.change for each in edits if each.key not in part),
    )


def _how(then: FrozenWorkload, now: WorkloadRecommendation, trace: DecisionTrace) -> Iterator[str]:
    """What is otherwise between the answers and the advice."""
    scores = {each.id: each for each in now.dimensions}
    for score in then.scores:
        after = scores.get(score.id)
        if after is not None and after.band != score.band:
            yield f"“{score.title}” is {after.band or 'open'} now, before {score.band or 'open'}."
    held = {gate.id: gate for gate in then.gates}
    holds = {gate.id: gate for gate in trace.gates if gate.fires}
    for name, gate in holds.items():
        if name not in held:
            yield f"The hard rule “{name}” holds now: {gate.reason}"
    for name, was in held.items():
        if name not in holds:
            yield f"The hard rule “{name}” no longer holds: {was.title}"
    if then.row != trace.row:
        yield f"The row “{trace.row}” decides now, before “{then.row}”: {trace.reason or ''}".rstrip(": ")
