"""The advice itself: in one sentence, workload by workload, and what the advised models are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from advisor.model.catalogue import InfrastructureModel, Service
from advisor.model.known import differing, leaning_of_all, too_little_known
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.rules import WarningSeverity
from advisor.reporting import words
from advisor.reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Fact,
    Facts,
    Item,
    Paragraph,
    Section,
    Table,
    Tone,
)
from advisor.reporting.context import Context
from advisor.reporting.sections.unknown import gather

_FIRST = 4
"""Steps of the first weeks in the report's body."""


def headline(context: Context) -> str:
    """The advice in one sentence; provisional while an open answer can still change it.

    Where less than half of what is possible leads to an outcome, it is told as a guess, not as advice.
    """
    guesses = [workload for workload in context.workloads if too_little_known(workload)]
    if guesses:
        return _guessed(context, guesses)
    said = _advised(context, context.workloads)
    if context.recommendation.overall.decided:
        return said
    return f"Provisional: {_lower_first(said)}"


def _guessed(context: Context, guesses: list[WorkloadRecommendation]) -> str:
    lean = leaning_of_all(tuple(guesses))
    told = "; ".join(_lower_first(clause) for clause in _clauses(context, guesses, guess=True))
    known = [workload for workload in context.workloads if workload not in guesses]
    if not known:
        return f"Too little is known yet: {lean}, {told}."
    whom = words.workloads(guesses, context.workloads, apart=True)
    rest = "; ".join(_clauses(context, known))
    return f"Too little is known yet about {whom}: {lean}, {told}. {rest}."


def _advised(context: Context, workloads: Sequence[WorkloadRecommendation]) -> str:
    clauses = _clauses(context, workloads)
    if len(clauses) == 1:
        return f"{clauses[0]}."
    what = "The workloads differ" if _collides(context) else f"A mix {differing(context.recommendation)}"
    return f"{what}: {'; '.join(_lower_first(clause) for clause in clauses)}."


def _collides(context: Context) -> bool:
    return any(workload.model is None for workload in context.workloads)


def _clauses(
    context: Context, workloads: Sequence[WorkloadRecommendation], *, guess: bool = False
) -> list[str]:
    """One clause for the workloads with the same advice."""
    groups: dict[tuple[str | None, str | None], list[WorkloadRecommendation]] = {}
    for workload in workloads:
        groups.setdefault((workload.model, workload.target), []).append(workload)
    return [_clause(context, now, target, one, guess=guess) for (now, target), one in groups.items()]


def _lower_first(clause: str) -> str:
    return clause[:1].lower() + clause[1:]


def _clause(
    context: Context,
    now: str | None,
    target: str | None,
    members: list[WorkloadRecommendation],
    *,
    guess: bool = False,
) -> str:
    whom = words.workloads(members, context.workloads, apart=True)
    if now is None:
        return f"For {whom}, the rules leave no admissible model"
    advised = words.model_with_stage(context.pack, now)
    if guess:
        later = "" if target in (None, now) else f", later {words.model_with_stage(context.pack, target)}"
        return f"For {whom}, {advised} now{later}"
    open_target = any(words.target_share(context.trace(one)) is not None for one in members)
    if target is None or target == now:
        sure = " now (the same target, which is still open)" if open_target else ", now and as the target"
        return f"For {whom}, use {advised}{sure}"
    grown = words.model_with_stage(context.pack, target)
    return f"For {whom}, use {advised} now and grow towards {grown}{' (still open)' if open_target else ''}"


def glance(context: Context) -> tuple[Fact, ...]:
    """The few facts that a cover shows."""
    pack, overall = context.pack, context.recommendation.overall
    guess = any(too_little_known(workload) for workload in context.workloads)
    mixed = "Still open" if guess else words.MIXED
    now = mixed if overall.hybrid else words.model_with_stage(pack, overall.model)
    targets = [words.model_with_stage(pack, model) for model in context.models_target]
    target = mixed if len(targets) > 1 else words.listing(targets) or words.NO_MODEL
    return (
        Fact("Now", f"{now} (too little is known yet)" if guess else now),
        Fact(
            "Target",
            f"{target} (still open)" if target != "Still open" and _any_target_open(context) else target,
        ),
        Fact("How sure", sureness(context)),
        Fact("Warnings", _warnings(context)),
    )


def _any_target_open(context: Context) -> bool:
    return any(words.target_share(context.trace(one)) is not None for one in context.workloads)


def _warnings(context: Context) -> str:
    severities = [warning.severity for warning, _ in gather(context)]
    parts = [
        f"{severities.count(severity)} {severity.value}"
        for severity in reversed(WarningSeverity)
        if severity in severities
    ]
    return ", ".join(parts) or "None"


def sureness(context: Context) -> str:
    """Whether the advice is settled, and if not, how many answers could change it, in a few words."""
    overall = context.recommendation.overall
    if overall.settled:
        return "Settled"
    many = words.count(len(context.pending), "open answer")
    return (
        f"Settled for today; {many} could move the target"
        if overall.decided
        else f"{many} could still change it"
    )


def how_sure(context: Context, workload: WorkloadRecommendation) -> str:
    """How sure the advice for a workload is, in words."""
    if workload.settled:
        return "Settled: no open answer can change it"
    if workload.decided:
        return "Settled for today; the target can still move"
    trace = context.trace(workload)
    if trace is None:
        return "Not settled yet"
    if workload.model is None:
        return f"No model is left {words.ways(words.exactly(trace.without_outcome))}"
    return f"Holds {words.ways(Fraction(trace.exact[workload.model]))}"


def target_sureness(context: Context, workload: WorkloadRecommendation) -> str | None:
    """How sure the target is, in words; None when nothing else can come of the open answers."""
    share = words.target_share(context.trace(workload))
    return None if share is None else f"Open: this one {words.ways(share)}"


def advice(context: Context) -> Section:
    """The advice workload by workload."""
    blocks: list[Block] = []
    guess = any(too_little_known(workload) for workload in context.workloads)
    if context.recommendation.overall.hybrid and not guess:
        blocks.append(
            Callout(
                tone=Tone.INFO,
                label=words.MIXED,
                title="Different workloads call for different models",
                text="Read it workload by workload. They share people, tooling and budgets all the same.",
            )
        )
    blocks += [_collision(context, workload) for workload in context.workloads if workload.model is None]
    blocks.append(_workload_table(context))
    return Section("advice", "The advice", tuple(blocks))


def _collision(context: Context, workload: WorkloadRecommendation) -> Callout:
    excluded = "; ".join(
        f"{words.model_with_stage(context.pack, entry.model)}: {entry.reason}" for entry in workload.excluded
    )
    return Callout(
        tone=Tone.SERIOUS,
        label="No admissible model",
        title="The hard rules exclude every model",
        text=excluded or None,
        do="Settle which of these rules gives way, and have it in writing, before anything is bought.",
        about=workload.title if context.several else None,
    )


def _workload_table(context: Context) -> Table:
    pack = context.pack
    others = [name for name in pack.rules.decisions if name != pack.manifest.primary_decision]
    columns = [
        Column("workload", "Workload"),
        Column("now", "Now"),
        Column("target", "Target"),
        Column("sure", "How sure"),
        *(Column(name, pack.rules.decisions[name].title) for name in others),
    ]
    rows = tuple(
        (
            Cell(workload.title, detail=_kind(context, workload)),
            Cell(words.model_with_stage(pack, workload.model), lit=workload.model is not None),
            Cell(words.model_with_stage(pack, workload.target), detail=target_sureness(context, workload)),
            Cell(how_sure(context, workload)),
            *(_other(context, workload, name) for name in others),
        )
        for workload in context.workloads
    )
    return Table("Advice for each workload", tuple(columns), rows)


def _other(context: Context, workload: WorkloadRecommendation, name: str) -> Cell:
    """How a decision beside the primary one came out, with its doubt."""
    trace = context.trace(workload, name)
    if trace is None:
        return Cell(words.outcome(context.pack, name, workload.decisions.get(name)))
    return Cell(words.settled_outcome(context.pack, trace))


def _kind(context: Context, workload: WorkloadRecommendation) -> str:
    kinds = {kind.id: kind.title for kind in context.pack.manifest.workload_kinds}
    return kinds.get(workload.kind, words.name_of_id(workload.kind))


def models(context: Context) -> Section | None:
    """What the advised models are, and how to begin; None when the pack describes none."""
    sections: list[Section] = []
    for profile, now in _profiles(context):
        blocks: list[Block] = [Paragraph(profile.what)]
        if now:
            steps = tuple(Item(step) for step in profile.first_steps[:_FIRST])
            whole = context.early or len(steps) == len(profile.first_steps)
            title = "First weeks" if whole else "First weeks; more in the annex"
            blocks.append(Bullets(steps, title=title, ordered=True))
        when = "now" if now else "the target"
        sections.append(Section(f"model-{len(sections) + 1}", f"{profile.title}: {when}", tuple(blocks)))
    return Section("models", "What the advised model means", (), tuple(sections)) if sections else None


def profiles(context: Context) -> Section | None:
    """The advised models in full, for the annex."""
    sections = tuple(
        Section(
            f"profile-{place}",
            profile.title,
            (
                Facts(
                    (
                        Fact("Cost", profile.finops.cost),
                        Fact("Performance", profile.finops.performance),
                        Fact("Operations", profile.finops.operations),
                        Fact("Security", profile.finops.security),
                        Fact("Examples", "; ".join(_service(service) for service in profile.services)),
                    )
                ),
                Bullets(tuple(Item(text) for text in profile.first_steps), title="First weeks", ordered=True),
                Bullets(tuple(Item(text) for text in profile.pros), title="For"),
                Bullets(tuple(Item(text) for text in profile.cons), title="Against"),
                Bullets(tuple(Item(text) for text in profile.when_to_choose), title="When to choose it"),
            ),
        )
        for place, (profile, _) in enumerate(_profiles(context), start=1)
    )
    return Section("profiles", "The advised models in full", (), sections) if sections else None


def _profiles(context: Context) -> list[tuple[InfrastructureModel, bool]]:
    """Each advised model and whether it is advised now, those of today first."""
    wanted = dict.fromkeys((*context.models_now, *context.models_target))
    found = [(context.profile(model), model in context.models_now) for model in wanted]
    return [(profile, now) for profile, now in found if profile is not None]


def _service(service: Service) -> str:
    return service.name if service.name.startswith(service.provider) else f"{service.provider} {service.name}"
