"""What changed between two packs as a Markdown page, for those who are advised by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advisor.decision.proof.compare import Comparison as Compared
from advisor.decision.proof.compare import DecisionCompared, Incomparable, Outcome
from advisor.decision.proof.finding_words import Share
from advisor.model.comparison import ComparedWorkload, Comparison, PackChange, PackEffect
from advisor.model.milestone import Named
from advisor.model.pack import Pack
from advisor.model.pack_change import RuleChange, RuleEffect
from advisor.reporting.markdown import escape
from advisor.reporting.pack_findings import FindingsTold, findings_section
from advisor.reporting.plain import visible

_NO_OUTCOME = "no admissible outcome"


def packs_page(
    new: Pack,
    old: Pack,
    found: Compared | Incomparable,
    changes: Sequence[RuleChange],
    effects: Sequence[RuleEffect],
    findings: FindingsTold,
) -> bytes:
    """Two packs side by side: whose advice differs, what was found, from what to what, and all changes."""
    return _page(_packs(new, old, found, changes, effects, findings))


def effect_page(found: Comparison, effect: PackEffect) -> bytes:
    """What another pack changes for one assessment: whose advice, because of what, and all changes."""
    return _page(_effect(found, effect))


def _page(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines).rstrip() + "\n").encode()


def _said(text: str) -> str:
    return escape(visible(text))


def _packs(
    new: Pack,
    old: Pack,
    found: Compared | Incomparable,
    changes: Sequence[RuleChange],
    effects: Sequence[RuleEffect],
    findings: FindingsTold,
) -> Iterator[str]:
    yield f"# {_said(new.manifest.title)}: what changed"
    yield ""
    before = (old.id, old.version, old.sha256, "the pack of before")
    yield from _sides(before, (new.id, new.version, new.sha256, "this pack"))
    if isinstance(found, Incomparable):
        yield "The two cannot be compared answer sheet by answer sheet:"
        yield ""
        yield from (f"- {_said(reason)}" for reason in found.reasons)
        yield ""
    elif not found.sheets_changed:
        yield f"The advice is the same on all {found.sheets:,} answer sheets."
        yield ""
    else:
        share = Share(found.sheets_changed, found.sheets)
        yield f"Over every combination of answers, the advice differs on **{share}** of all sheets."
        yield ""
    yield from findings_section(findings)
    if isinstance(found, Incomparable):
        yield from _changes(changes, {}, 0)
        return
    for decision in found.decisions:
        if decision.sheets:
            yield from _decision(new, old, decision, found.sheets)
    yield from _changes(changes, {each.change: each for each in effects}, found.sheets)


def _sides(*sides: tuple[str, str, str, str]) -> Iterator[str]:
    yield "| | Pack | Version | SHA-256 |"
    yield "| --- | --- | --- | --- |"
    for name, version, sha256, role in sides:
        yield f"| {role.capitalize()} | {_said(name)} | {_said(version)} | `{sha256[:12]}` |"
    yield ""


def _decision(new: Pack, old: Pack, decision: DecisionCompared, sheets: int) -> Iterator[str]:
    title = new.rules.decisions[decision.id].title
    yield f"## {_said(title)}: {Share(decision.sheets, sheets)} of all sheets"
    yield ""
    yield "| Before | With this pack | Share of all sheets |"
    yield "| --- | --- | ---: |"
    for change in decision.changes:
        before, after = _outcome(old, decision.id, change.before), _outcome(new, decision.id, change.after)
        yield f"| {before} | {after} | {Share(change.sheets, sheets)} |"
    yield ""


def _outcome(pack: Pack, name: str, outcome: Outcome) -> str:
    now, target = outcome
    if now is None or target is None:
        return _NO_OUTCOME
    labels = pack.rules.decisions[name].labels
    label = _said(labels.get(now, now))
    return label if now == target else f"{label}, target {_said(labels.get(target, target))}"


def _changes(
    changes: Sequence[RuleChange], counted: Mapping[RuleChange, RuleEffect], sheets: int
) -> Iterator[str]:
    for decides, title in ((True, "Changes that can move advice"), (False, "Other changes")):
        found = [each for each in changes if each.decides is decides]
        yield f"## {title}"
        yield ""
        if not found:
            yield "None."
        elif decides and len(counted) > 1:
            yield "| Change | Alone | All but this |"
            yield "| --- | ---: | ---: |"
            for change in found:
                effect = counted[change]
                shares = f"{_share(effect.alone, sheets)} | {_share(effect.without, sheets)}"
                yield f"| {_said(change.text)} | {shares} |"
            yield ""
            yield "“Alone” is the share of all sheets on which the advice would differ with this change only,"
            yield "“all but this” with every other one. They need not add up: two changes may move one sheet."
        else:
            yield from (f"- {_said(each.text)}" for each in found)
        yield ""


def _share(count: int | None, sheets: int) -> str:
    return "no pack" if count is None else str(Share(count, sheets))


def _effect(found: Comparison, effect: PackEffect) -> Iterator[str]:
    before, after = effect.before, effect.after
    yield f"# {_said(found.before.assessment)}: what another pack changes"
    yield ""
    yield from _sides(
        (before.id, before.version, before.sha256, "before"), (after.id, after.version, after.sha256, "with")
    )
    turned = [each for each in effect.workloads if each.advice_changes]
    yield f"With the same answers, the advice changes for {len(turned)} of {len(effect.workloads)} workloads."
    yield ""
    workloads = {each.id: each for each in found.workloads}
    for each in effect.workloads:
        yield from _workload(each, workloads.get(each.workload))
    if effect.lost:
        yield "## Not taken over"
        yield ""
        yield from (f"- {_said(lost.title)}: {_said(lost.reason)}" for lost in effect.lost)
        yield ""
    if effect.complete:
        yield from _changes(effect.changes, {}, 0)
    else:
        yield "The pack of before is not at hand, so its changes cannot be told."


def _workload(each: PackChange, compared: ComparedWorkload | None) -> Iterator[str]:
    yield f"## {_said(each.title)}"
    yield ""
    if compared is not None:
        yield f"- Today: {_moved(compared.now_before, compared.now_after)}"
        yield f"- Target: {_moved(compared.target_before, compared.target_after)}"
        yield ""
    if each.how:
        yield f"{_said(each.how)}"
        yield ""
    for lead, changes in (
        (each.lead, each.causes),
        ("That alone would not have done it; it took these as well:", each.helping),
        ("Changed, but without part in this:", each.idle),
    ):
        if changes:
            yield lead
            yield ""
            yield from (f"- {_said(change.text)}" for change in changes)
            yield ""


def _moved(before: Named | None, after: Named | None) -> str:
    first, then = (_NO_OUTCOME if each is None else _said(each.title) for each in (before, after))
    return first if first == then else f"{first} → **{then}**"
