"""How much of the way to the target is done: one measure, one ruler.

The way is the least climb that the roadmap finds: the fewest levels of answers that have to be gained
until the advice is the target, open answers that have to be settled counting one each. Both ends are
measured with the pack of now and to the target of now; else a moved target or a changed rule would look
like work done, or undone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from advisor.decision.recommend import recommend
from advisor.decision.roadmap import WorkloadPath, roadmap
from advisor.model.assessment import Assessment
from advisor.model.comparison import Progress
from advisor.model.milestone import FrozenWorkload, Snapshot
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation

NEW = "The workload is new, so there is no way behind it."
GONE = "The workload is no longer there."
NO_RULER = "The two states rest on different packs, and the answers of then cannot be read with that of now."
UNDECIDED = (
    "Not decided yet: open answers can still change the advice, so nobody can say that the target is reached."
)
OTHER_TARGET = "The target is another one now, and the answers of then cannot be read with the pack of now."


def measured(pack: Pack, then: Assessment, now: Assessment) -> dict[str, Progress]:
    """The progress of each workload of now, both sides under this pack."""
    today = recommend(pack, now)
    targets = {each.id: each.target for each in today.workloads}
    after = {path.workload: path for path in roadmap(pack, now, today)}
    past = recommend(pack, then)
    aimed = past.model_copy(
        update={
            "workloads": tuple(
                each.model_copy(update={"target": targets.get(each.id)})
                for each in past.workloads
                if targets.get(each.id) is not None
            )
        }
    )
    before = {path.workload: path for path in roadmap(pack, _only(then, aimed), aimed)}
    labels = pack.primary.labels
    found = {}
    for name, path in after.items():
        target = targets[name]
        title = labels.get(target, target) if target else None
        if name not in {each.id for each in past.workloads}:
            found[name] = progress(title, None, _steps(path), NEW)
        else:
            found[name] = progress(
                title, _steps(before.get(name)), _steps(path), _why(before.get(name), path)
            )
    return found


def _only(assessment: Assessment, recommendation: Recommendation) -> Assessment:
    names = {each.id for each in recommendation.workloads}
    return assessment.model_copy(
        update={"workloads": tuple(each for each in assessment.workloads if each.id in names)}
    )


def _steps(path: WorkloadPath | None) -> int | None:
    return len(path.steps) if path is not None and path.reachable else None


def _why(before: WorkloadPath | None, after: WorkloadPath) -> str:
    return after.reason if _steps(after) is None or before is None else before.reason


def frozen_progress(before: Snapshot, after: Snapshot) -> dict[str, Progress]:
    """The same from what two states say of themselves, where both used one pack and one target."""
    then = {each.id: each for each in before.workloads}
    same_pack = before.pack.sha256 == after.pack.sha256
    return {each.id: _frozen(then.get(each.id), each, same_pack=same_pack) for each in after.workloads}


def _frozen(then: FrozenWorkload | None, now: FrozenWorkload, *, same_pack: bool) -> Progress:
    title = now.target.title if now.target else None
    if then is None:
        return progress(title, None, now.path.steps, NEW)
    if not same_pack:
        return progress(title, None, now.path.steps, NO_RULER)
    if (then.target and then.target.id) != (now.target and now.target.id):
        return progress(title, None, now.path.steps, OTHER_TARGET)
    return progress(title, then.path.steps, now.path.steps, now.path.reason)


def progress(target: str | None, before: int | None, now: int | None, reason: str | None) -> Progress:
    """Steps then and now as per cent of the way; ``reason`` is kept only where there is none."""
    percent = None
    if before is not None and now is not None:
        reason = None
        percent = (100 if now == 0 else 0) if before == 0 else max(0, 100 * (before - now) // before)
    return Progress(target=target, steps_before=before, steps_now=now, percent=percent, reason=reason)


def arrived_or_open(each: Mapping[str, Progress], after: Snapshot) -> dict[str, Progress]:
    """The same, without the arrivals of workloads whose advice open answers can still change."""
    open_ = {one.id for one in after.workloads if not one.decided}
    return {
        name: progress(one.target, None, None, UNDECIDED) if name in open_ and one.steps_now == 0 else one
        for name, one in each.items()
    }


def overall(each: Collection[Progress]) -> Progress:
    """Over all workloads whose way can be measured: their steps added up."""
    known = [one for one in each if one.percent is not None]
    if not known:
        if any(one.reason == UNDECIDED for one in each):
            return progress(None, None, None, UNDECIDED)
        return progress(None, None, None, "No workload has a way that can be measured.")
    before = sum(one.steps_before or 0 for one in known)
    return progress(None, before, sum(one.steps_now or 0 for one in known), None)
