"""What each part of a report says in one sentence to a reader's question; None when it has nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from types import MappingProxyType

from advisor.decision.ways import become_said, begun, ways
from advisor.model.catalogue import ReportPart
from advisor.model.rules import Role, WarningSeverity
from advisor.reporting import words
from advisor.reporting.context import Context
from advisor.reporting.sections import advice, cost_replies, costs_brief
from advisor.reporting.sections.kpis import own_kpis
from advisor.reporting.sections.unknown import gather, open_sentence

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FEW = 3


def _framework(context: Context) -> str | None:
    places = Counter(place.cell for workload in context.workloads for place in workload.trace.framework)
    if not places:
        return None
    told = words.listing(
        f"{places[cell]} at {words.model_with_stage(context.pack, cell)}"
        for cell in context.outcomes
        if places[cell]
    )
    each = " (each row once a workload)" if context.several else ""
    return f"Of {words.count(places.total(), 'place')} in the framework{each}: {told}."


def _reason(context: Context) -> str | None:
    reasons: dict[str, list[str]] = {}
    for workload in context.workloads:
        trace = context.trace(workload)
        if trace is not None and trace.reason:
            reasons.setdefault(trace.reason, []).append(words.quoted(workload.title))
    if len(reasons) == 1:
        return next(iter(reasons))
    return " ".join(f"{words.listing(whom)}: {reason}" for reason, whom in reasons.items()) or None


def _scores(context: Context) -> str | None:
    """The lowest capability, and where most is to be gained in it."""
    workload = context.workloads[0]
    scored = [one for one in workload.dimensions if one.role is Role.CAPABILITY and one.score is not None]
    if not scored:
        return None
    lowest = min(scored, key=lambda one: one.score or 0.0)
    room = {
        part.question: part.possible - part.points
        for part in workload.trace.contributions
        if part.dimension == lowest.id and part.points is not None
    }
    most = sorted((name for name in room if room[name] > 0), key=lambda name: -room[name])[:_FEW]
    gain = words.listing(
        f"{words.quoted(words.question(context.pack, name))} ({words.figure(round(room[name], 1))} points)"
        for name in most
    )
    figure = words.score(lowest.score or 0)
    stands = f"{lowest.title} is the weaker capability, {figure} of 100 ({words.bands(lowest)})"
    return f"{stands}; most is to be gained by {gain}." if gain else f"{stands}."


def _hard_rules(context: Context) -> str | None:
    told: dict[str, list[str]] = {}
    unsure = False
    for workload in context.workloads:
        for entry in workload.excluded:
            told.setdefault(
                f"{words.model_with_stage(context.pack, entry.model)} is excluded: {entry.reason}", []
            ).append(words.quoted(workload.title))
        trace = context.trace(workload)
        unsure = unsure or (trace is not None and any(0 < gate.share < 1 for gate in trace.gates))
    if told:
        whom = {
            text: f"For {words.listing(names)}, " if context.several else "" for text, names in told.items()
        }
        return " ".join(f"{whom[text]}{text}" for text in told)
    if unsure:
        return "No hard rule excludes a model yet, but an open answer may bring one in."
    return "No hard rule excludes a model here."


def firm(context: Context) -> str | None:
    """The fewest changes of answers after which today's model or the target would be another."""
    every = [
        (workload, way)
        for workload in context.workloads
        for found in [context.firmness(workload)]
        if found
        for way in ways(found.alternatives, found.target_alternatives)
        if way.alternative.changes
    ]
    if not every:
        return None
    workload, way = min(every, key=lambda one: (len(one[1].alternative.changes), one[1].alternative.steps))
    changes = words.listing(
        f"{words.question(context.pack, change.question)} became {words.quoted(change.after)}"
        for change in way.alternative.changes
    )
    whom = f"For {words.quoted(workload.title)}, " if context.several else ""
    rest = ", and open answers came out for it" if way.alternative.presumes else ""
    said = f"{whom}{become_said(way.places, context.name, 'would be')} if {changes}{rest}."
    return begun(said)


def _warnings(context: Context) -> str | None:
    met = gather(context)
    if not met:
        return "No warning holds for these answers."
    first, _ = met[0]
    most = (
        f"the most urgent: {first.message}"
        if first.severity is WarningSeverity.HIGH
        else f"the first: {first.message}"
    )
    return f"{words.count(len(met), 'warning')}; {most}" if len(met) > 1 else first.message


def _models(context: Context) -> str | None:
    told = [
        f"{words.model_with_stage(context.pack, model)}: {profile.tagline}"
        for model in context.models_now
        if (profile := context.profile(model)) is not None
    ]
    return " ".join(told) or None


def _role(context: Context) -> str | None:
    told = [
        (model, _SENTENCE.split(text)[0])
        for model in context.models_now
        if (text := context.persona.roles.get(model))
    ]
    if len(told) == 1:
        return told[0][1]
    return " ".join(f"{words.model_with_stage(context.pack, model)}: {text}" for model, text in told) or None


def _kpis(context: Context) -> str | None:
    titles = [words.quoted(kpi.title) for kpi in own_kpis(context)[:_FEW]]
    return f"Begin with {words.listing(titles)}." if titles else None


def _practices(context: Context) -> str | None:
    if not context.practices:
        return None
    first, *more = context.practices[:_FEW]
    then = words.listing(words.quoted(one.practice.title) for one in more)
    order = words.quoted(first.practice.title) + (f", then {then}" if then else "")
    return f"First {order}. {first.practice.first_step}"


def _path(context: Context) -> str | None:
    climbs = [way for way in context.roadmap if way.steps]
    if not climbs:
        reasons = {way.reason for way in context.roadmap}
        return reasons.pop() if len(reasons) == 1 else None
    told = []
    for way in climbs:
        names = dict.fromkeys(words.question(context.pack, step.question) for step in way.steps)
        target = words.model_with_stage(context.pack, way.target)
        title = next((one.title for one in context.workloads if one.id == way.workload), way.workload)
        whom = f"For {words.quoted(title)}, what" if context.several else "What"
        told.append(f"{whom} has to change on the way to {target}: {words.listing(names)}.")
    return " ".join(told)


def decisions(context: Context) -> str | None:
    """How the decisions beside the primary one came out, with their doubt."""
    told = []
    for name, decision in context.pack.rules.decisions.items():
        if name == context.pack.manifest.primary_decision:
            continue
        came: dict[str, list[str]] = {}
        for workload in context.workloads:
            trace = context.trace(workload, name)
            if trace is not None:
                came.setdefault(words.settled_outcome(context.pack, trace), []).append(
                    words.quoted(workload.title)
                )
        said = [f"{text} for {words.listing(whom)}" if len(came) > 1 else text for text, whom in came.items()]
        if said:
            told.append(f"{decision.title}: {'; '.join(said)}.")
    return " ".join(told) or None


def assumptions(context: Context) -> str | None:
    """How much of the scores rests on named evidence."""
    scored = {
        (part.question, None if context.assessment.answer(part.question) else workload.id)
        for workload in context.workloads
        for part in workload.trace.contributions
        if part.state == "answered"
    }
    if not scored:
        return "No scored answer is given yet; every figure is an expectation over what is still open."
    proven = sum(
        bool(given and given.evidence)
        for given in (context.assessment.answer(question, workload) for question, workload in scored)
    )
    return (
        f"Of {words.count(len(scored), 'scored answer')}, {_proven(proven)} evidence; weights and thresholds"
        " are judged by the authors of the rules, and no figure here was measured by this report."
    )


def _proven(many: int) -> str:
    return "none names" if many == 0 else "one names" if many == 1 else f"{many} name"


REPLIES: MappingProxyType[ReportPart, Callable[[Context], str | None]] = MappingProxyType(
    {
        ReportPart.ADVICE: advice.headline,
        ReportPart.FRAMEWORK: _framework,
        ReportPart.REASON: _reason,
        ReportPart.SCORES: _scores,
        ReportPart.HARD_RULES: _hard_rules,
        ReportPart.UNKNOWN: open_sentence,
        ReportPart.FIRM: firm,
        ReportPart.WARNINGS: _warnings,
        ReportPart.MODELS: _models,
        ReportPart.ROLE: _role,
        ReportPart.KPIS: _kpis,
        ReportPart.MEASURING: lambda _: None,
        ReportPart.PRACTICES: _practices,
        ReportPart.PATH: _path,
        ReportPart.DECISIONS: decisions,
        ReportPart.ASSUMPTIONS: assumptions,
        ReportPart.COSTS: costs_brief.in_short,
        ReportPart.FIRST_YEAR: cost_replies.first_year,
        ReportPart.HALF_USE: cost_replies.half_use,
        ReportPart.UNIT_COSTS: cost_replies.unit_costs,
        ReportPart.BREAK_EVEN: cost_replies.break_even,
        ReportPart.PAYBACK: cost_replies.payback,
        ReportPart.COST_FIGURES: cost_replies.cost_figures,
    }
)
"""Every part of a report, and how it answers."""
