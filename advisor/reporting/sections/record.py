"""The advice as a decision record: context, drivers, options, outcome, and when to look again.

The parts are those of Markdown Architectural Decision Records (MADR 4). It proposes; accepting is
for people, so its status is ``proposed`` and nobody is named as having decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.decision.conditions import leaves
from advisor.decision.ways import Way, become_said, ways
from advisor.model.known import differing, too_little_known
from advisor.model.recommendation import FiredWarning, WorkloadRecommendation
from advisor.model.rules import WarningSeverity
from advisor.reporting import words
from advisor.reporting.context import Context
from advisor.reporting.sections import money
from advisor.reporting.sections.advice import headline, how_sure
from advisor.reporting.sections.costs_brief import in_short
from advisor.reporting.sections.kpis import own_kpis
from advisor.reporting.sections.unknown import gather, open_sentence

_GOOD = 2
"""Advantages of each advised model; the options have the others."""
_MIX = f"{words.MIXED}: a model of its own for each workload"
_MOST = 4
"""Drawbacks in one list; a reader who meets more of them reads none."""
_CHECKED = 5
"""KPIs that confirm the decision; the report has the others."""
_ASKED = 5
"""Open questions that are named; the report has the others."""


@dataclass(frozen=True, slots=True)
class Option:
    """A model that was considered."""

    title: str
    what: str
    chosen_for: str | None
    """The workloads it is advised for, and whether later only; None for none."""
    good: tuple[str, ...]
    bad: tuple[str, ...]
    excluded: tuple[str, ...]
    """Hard rules that exclude it, with the workloads."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is advised for one workload."""

    workload: str
    now: str
    target: str
    reason: str
    sure: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows for the workloads that are advised one model now."""

    title: str
    """The model, and the workloads where not all have it."""
    good: tuple[str, ...]
    bad: tuple[str, ...]
    """What this model brings with it, and what to do about each."""
    more: str | None
    """How many of those stand in the report only."""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A proposal that a team can accept, change or reject, and keep beside its code."""

    title: str
    problem: str
    drivers: tuple[str, ...]
    options: tuple[Option, ...]
    organisation: str
    option: str | None
    """Title of the option that is chosen, one of ``options``; None while none is."""
    chosen: str
    outcomes: tuple[Outcome, ...]
    consequences: tuple[Consequences, ...]
    cost: str | None
    """What it costs, with its range, and what would cost less; None where the pack has no prices."""
    disagreements: tuple[str, ...]
    """Where the money points elsewhere than the rules."""
    risks: tuple[str, ...]
    """The weightiest that hold whichever option is chosen, and what to do about each."""
    more_risks: str | None
    """How many of those stand in the report only."""
    confirmation: tuple[str, ...]
    """What to measure to see that the decision holds."""
    revisit: tuple[str, ...]
    """Changes after which it has to be looked at again."""


def record(context: Context) -> DecisionRecord:
    """The decision record of an advice."""
    subject = context.pack.primary.title
    whom = context.recommendation.organisation
    many = words.count(len(context.workloads), "workload")
    risks = _risks(context)
    return DecisionRecord(
        title=f"{subject} for {whom}",
        problem=(
            f"{whom} has to choose how to run {many}:"
            f" {words.listing(words.quoted(w.title) for w in context.workloads)}."
            f" {open_sentence(context)}"
        ),
        drivers=_drivers(context),
        options=_options(context),
        organisation=whom,
        option=_chosen(context),
        chosen=headline(context),
        outcomes=tuple(_outcome(context, workload) for workload in context.workloads),
        consequences=_consequences(context),
        cost=in_short(context),
        disagreements=tuple(
            f"Money and rules disagree{f' for {one}' if one else ''}: {warning.message} To do: {warning.do}"
            for warning, one in money.disagreements(context)
        )[:_MOST],
        risks=risks[:_MOST],
        more_risks=_rest(len(risks)),
        confirmation=_confirmation(context),
        revisit=_revisit(context),
    )


def _drivers(context: Context) -> tuple[str, ...]:
    """Hard rules first, then what each score says, workload by workload where they differ."""
    found: dict[str, list[WorkloadRecommendation]] = {}
    for workload in context.workloads:
        for gone in workload.excluded:
            found.setdefault(f"Hard rule: {gone.reason}", []).append(workload)
    for workload in context.workloads:
        for score in workload.dimensions:
            if score.score is not None:
                said = f"{score.title} ({score.role.value}): {words.score(score.score)} of 100,"
                found.setdefault(f"{said} {words.bands(score)}", []).append(workload)
    return tuple(_for(context, text, members) for text, members in found.items())


def _for(context: Context, text: str, members: Sequence[WorkloadRecommendation]) -> str:
    if len(members) == len(context.workloads):
        return text
    return f"{text} ({words.workloads(members, context.workloads)})"


def _option(context: Context, outcome: str) -> Option:
    profile = context.profile(outcome)
    chosen = [workload for workload in context.workloads if workload.model == outcome]
    gone: dict[str, list[WorkloadRecommendation]] = {}
    for workload in context.workloads:
        for one in workload.excluded:
            if one.model == outcome:
                gone.setdefault(one.reason, []).append(workload)
    return Option(
        title=words.model_with_stage(context.pack, outcome),
        what=profile.tagline if profile else "",
        chosen_for=words.workloads(chosen, context.workloads) if chosen else None,
        good=profile.pros[:_MOST] if profile else (),
        bad=profile.cons[:_MOST] if profile else (),
        excluded=tuple(_for(context, reason, members) for reason, members in gone.items()),
    )


def _outcome(context: Context, workload: WorkloadRecommendation) -> Outcome:
    trace = context.trace(workload)
    excluded = " ".join(dict.fromkeys(one.reason for one in workload.excluded))
    reason = trace.reason if trace is not None and trace.now is not None else excluded
    return Outcome(
        workload=workload.title,
        now=words.model_with_stage(context.pack, workload.model),
        target=words.model_with_stage(context.pack, workload.target),
        reason=reason or "No single rule stands out.",
        sure=how_sure(context, workload),
    )


def _options(context: Context) -> tuple[Option, ...]:
    """The models, and a mix of them where workloads may differ."""
    models = tuple(_option(context, outcome) for outcome in context.outcomes)
    if not context.several:
        return models
    what = "Each workload gets what suits it. They share people, tooling and budgets all the same."
    good = ("No workload has to take more, or less, than its work calls for.",)
    bad = ("Skills, contracts and controls for more than one model have to be kept up side by side.",)
    chosen = words.workloads(context.workloads, context.workloads) if _chosen(context) == _MIX else None
    return (*models, Option(_MIX, what, chosen, good, bad, ()))


def _chosen(context: Context) -> str | None:
    """The option that the advice amounts to; None while too little is known, or where none is admissible."""
    told = context.workloads
    if not told or any(each.model is None or too_little_known(each) for each in told):
        return None
    if differing(context.recommendation):
        return _MIX
    return words.model_with_stage(context.pack, told[0].model)


def _consequences(context: Context) -> tuple[Consequences, ...]:
    """Model by model: two advantages, and what the advised model itself brings with it."""
    met = [one for one in gather(context) if one[0].severity is not WarningSeverity.LOW]
    groups: dict[str, list[WorkloadRecommendation]] = {}
    for workload in context.workloads:
        if workload.model is not None:
            groups.setdefault(workload.model, []).append(workload)
    found = []
    for model, members in groups.items():
        profile = context.profile(model)
        bad = [
            _for(context, f"{warning.message} To do: {warning.do}", concerned)
            for warning, whom in met
            if _of_the_option(context, warning) and (concerned := [each for each in whom if each in members])
        ]
        title = _for(context, words.model_with_stage(context.pack, model), members)
        good = profile.pros[:_GOOD] if profile else ()
        found.append(Consequences(title, good, tuple(bad[:_MOST]), _rest(len(bad))))
    return tuple(found)


def _risks(context: Context) -> tuple[str, ...]:
    """Warnings that look at the answers only, so that another option would not end them."""
    return tuple(
        _for(context, f"{warning.message} To do: {warning.do}", whom)
        for warning, whom in gather(context)
        if warning.severity is not WarningSeverity.LOW and not _of_the_option(context, warning)
    )


def _of_the_option(context: Context, warning: FiredWarning) -> bool:
    """Whether a warning is there because of the model that is advised."""
    rules = context.pack.rules
    for decision in rules.decisions.values():
        for each in decision.warnings:
            if each.id == warning.id:
                told = leaves(each.when, rules.conditions)
                return any(leaf.outcome or leaf.gap or leaf.no_outcome for leaf in told)
    return False


def _rest(count: int) -> str | None:
    more = count - _MOST
    return f"{words.count(more, 'more stands', 'more stand')} in the report." if more > 0 else None


def _confirmation(context: Context) -> tuple[str, ...]:
    lines = []
    for kpi in own_kpis(context)[:_CHECKED]:
        aims = [
            f"{target.text[:1].lower()}{target.text[1:]}"
            + (f" ({words.model_with_stage(context.pack, model)})" if len(context.models_now) > 1 else "")
            for model in context.models_now
            if model is not None and (target := kpi.targets.get(model))
        ]
        goal = words.listing(dict.fromkeys(aims)) or "set your own goal; the sources have no sample"
        lines.append(f"{kpi.title}, {kpi.cadence[:1].lower()}{kpi.cadence[1:]}: {goal}")
    return tuple(lines)


def _revisit(context: Context) -> tuple[str, ...]:
    """The fewest changes that lead elsewhere, and the open questions that may."""
    lines = []
    for workload in context.workloads:
        found = context.firmness(workload)
        for way in ways(found.alternatives, found.target_alternatives) if found else ():
            lines.append(_change(context, workload, way))
    for entry in context.pending[:_ASKED]:
        name = words.question(context.pack, entry.question)
        whom = f" of {words.quoted(entry.workload.title)}" if entry.workload and context.several else ""
        lines.append(f"The answer to {words.quoted(name)}{whom} becomes known")
    lines += money.moments(context)
    path = next((way for way in context.roadmap if way.steps), None)
    if path is not None:
        lines.append("The exit criteria on the path to the target are met")
    lines.append(f"A version of the questions and rules after {context.pack.version} is taken up")
    return tuple(lines)


def _change(context: Context, workload: WorkloadRecommendation, way: Way) -> str:
    where = f"For {words.quoted(workload.title)}: " if context.several else ""
    changes = words.listing(
        f"{words.quoted(words.question(context.pack, change.question))} becomes {words.quoted(change.after)}"
        for change in (*way.alternative.changes, *way.alternative.presumes)
    )
    return f"{where}{changes}; {become_said(way.places, context.name, 'would be')}"
