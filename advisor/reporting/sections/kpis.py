"""The KPIs: the reader's own first, the others in the annex."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.model.catalogue import Kpi, KpiDirection, Measurement
from advisor.model.economics import KpiValue
from advisor.reporting import words
from advisor.reporting.blocks import Block, Bullets, Cell, Column, Item, Paragraph, Section, Table
from advisor.reporting.context import Context
from advisor.reporting.sections import bill_words
from advisor.reporting.sections.cost_words import precise, with_unit

_NAMED = 3
"""Missing inputs that are named."""
_DIRECTION = {
    KpiDirection.LOWER: "lower is better",
    KpiDirection.HIGHER: "higher is better",
    KpiDirection.WITHIN: "stay inside the corridor",
}


def _unit(kpi: Kpi) -> str:
    """The unit of a KPI, which a plain ratio has none of, and where it should go."""
    direction = _DIRECTION[kpi.direction]
    return f"{direction[:1].upper()}{direction[1:]}" if kpi.unit == "1" else f"{kpi.unit}; {direction}"


def own_kpis(context: Context) -> list[Kpi]:
    """The persona's KPIs that apply to a workload here, most important first."""
    known = context.pack.kpi_by_id
    return [known[kpi] for kpi in context.persona.kpis if kpi in known and applies(context, known[kpi])]


def kpis(context: Context) -> Section:
    """The persona's KPIs, most important first."""
    known = context.pack.kpi_by_id
    own = own_kpis(context)
    skipped = [known[kpi].title for kpi in context.persona.kpis if kpi in known and known[kpi] not in own]
    blocks: list[Block] = [
        Paragraph(
            "Most important first. What to expect under the recommended model stands beside the other models."
            + (" Estimates are for the first year on the advised model." if _valued(context) else "")
        )
    ]
    if own:
        made = _short_table if context.early else kpi_table
        blocks.append(made(context, own, f"KPIs for {context.persona.title}"))
    else:
        blocks.append(Paragraph("None of this persona's KPIs applies to these workloads."))
    if skipped and not context.early:
        blocks.append(
            Paragraph(f"In the annex, because no workload here is of their kind: {words.listing(skipped)}.")
        )
    return Section("kpis", "Your KPIs", tuple(blocks))


def measuring(context: Context) -> Section | None:
    """How to measure the persona's KPIs, for the annex."""
    items = tuple(Item(kpi.title, _how(kpi.measure)) for kpi in own_kpis(context))
    return Section("measuring", "How to measure your KPIs", (Bullets(items),)) if items else None


def _how(measure: Measurement) -> str:
    columns = f"FOCUS columns: {', '.join(measure.focus_columns)}." if measure.focus_columns else ""
    return " ".join(part for part in (measure.how, columns, measure.focus_note or "") if part)


def other_kpis(context: Context) -> Section | None:
    """The KPIs that do not stand in the body, for the annex: other personas', then those of other kinds."""
    own = set(context.persona.kpis)
    rest = [kpi for kpi in context.pack.kpis if kpi.id not in own or not applies(context, kpi)]
    rest.sort(key=lambda kpi: not applies(context, kpi))
    if not rest:
        return None
    return Section("other-kpis", "The other KPIs", (_short_table(context, rest, "KPIs beside your own"),))


def applies(context: Context, kpi: Kpi) -> bool:
    """Whether one of the workloads is of a kind that the KPI measures."""
    return not kpi.kinds or any(workload.kind in kpi.kinds for workload in context.workloads)


def kpi_table(context: Context, kpis: Iterable[Kpi], caption: str) -> Table:
    """KPIs with definition, formula, source, expectation under each model, target, owner and cadence."""
    pack = context.pack
    columns = (
        Column("kpi", "KPI"),
        Column("definition", "Definition", under="kpi"),
        Column("formula", "Formula", under="kpi"),
        Column("unit", "Unit", under="kpi"),
        *(
            Column(f"expect_{model}", words.model_with_stage(pack, model), lit=context.sets_apart(model))
            for model in context.outcomes
        ),
        Column("target", "Target"),
        *((Column("value", "Estimate, first year", under="target"),) if _valued(context) else ()),
        *((Column("bill", "From the bill", under="target"),) if bill_words.gives_kpis(context) else ()),
        Column("owner", "Owner"),
        Column("cadence", "How often", under="owner"),
        Column("where", "Measured in", under="kpi"),
        Column("source", "Source", under="kpi"),
    )
    rows = tuple(
        (
            Cell(kpi.title, detail=_elsewhere(context, kpi)),
            Cell(kpi.definition),
            Cell(kpi.formula),
            Cell(_unit(kpi)),
            *(
                Cell(kpi.expectation.get(model, words.NOTHING), lit=context.sets_apart(model))
                for model in context.outcomes
            ),
            targets(context, kpi),
            *((Cell(value(context, kpi)),) if _valued(context) else ()),
            *((bill_words.kpi_cell(context, kpi.id),) if bill_words.gives_kpis(context) else ()),
            Cell(
                words.persona(pack, kpi.owner),
                lit=kpi.owner == context.persona.id,
                mark="You" if kpi.owner == context.persona.id else None,
            ),
            Cell(kpi.cadence),
            Cell(kpi.measure.where),
            Cell(kpi.source),
        )
        for kpi in kpis
    )
    return Table(caption, columns, rows)


def _short_table(context: Context, kpis: Iterable[Kpi], caption: str) -> Table:
    """KPIs of other readers, without what to expect under models that are not advised."""
    pack = context.pack
    only = context.models_now[0] if len(context.models_now) == 1 else None
    columns = (
        Column("kpi", "KPI"),
        Column("definition", "Definition", under="kpi"),
        Column("formula", "Formula"),
        Column("unit", "Unit", under="formula"),
        *((Column("expect", f"Expect under {words.model_with_stage(pack, only)}"),) if only else ()),
        Column("target", "Target"),
        Column("owner", "Owner"),
        Column("cadence", "How often", under="owner"),
    )
    rows = tuple(
        (
            Cell(kpi.title, detail=_elsewhere(context, kpi)),
            Cell(kpi.definition),
            Cell(kpi.formula),
            Cell(_unit(kpi)),
            *((Cell(kpi.expectation.get(only, words.NOTHING)),) if only else ()),
            targets(context, kpi, sources=False, short=True),
            Cell(words.persona(pack, kpi.owner)),
            Cell(kpi.cadence),
        )
        for kpi in kpis
    )
    return Table(caption, columns, rows)


def _elsewhere(context: Context, kpi: Kpi) -> str | None:
    """That a KPI measures no workload here, and what it measures."""
    if applies(context, kpi):
        return None
    titles = {kind.id: kind.title for kind in context.pack.manifest.workload_kinds}
    kinds = words.listing(titles.get(kind, words.name_of_id(kind)).lower() for kind in kpi.kinds)
    return f"Not for a workload here: it measures {kinds}"


def _valued(context: Context) -> bool:
    """Whether there are estimates to take values from."""
    return context.estimate is not None and any(one.kpis for one in context.estimate.workloads)


def value(context: Context, kpi: Kpi) -> str:
    """The KPI's value on the advised model with its verdict, or what is missing for one."""
    estimates = context.estimate.workloads if context.estimate else ()
    found: dict[str, list[str]] = {}
    for workload in estimates:
        for one in workload.kpis:
            if one.kpi == kpi.id:
                found.setdefault(_said(one), []).append(workload.title)
    if not found:
        return "none; it has to be measured"
    if len(found) == 1:
        return next(iter(found))
    return "\n".join(f"{words.listing(titles)}: {text}" for text, titles in found.items())


def _said(one: KpiValue) -> str:
    """A value and its verdict in words, or what is missing."""
    if one.value is not None:
        verdict = f", target {one.verdict}" if one.verdict else ""
        return f"{with_unit(precise(one.value), one.unit)}{verdict}"
    named = list(one.missing[:_NAMED])
    rest = len(one.missing) - len(named)
    if rest:
        named.append(f"{rest} more")
    return f"none yet; needs: {words.listing(named)}"


def targets(context: Context, kpi: Kpi, *, sources: bool = True, short: bool = False) -> Cell:
    """The sample targets under the models advised now, then those of the target; with their sources.

    With ``short``, a model is named by its stage alone, for a narrow column.
    """
    wanted = dict.fromkeys((*context.models_now, *context.models_target))
    found = {model: kpi.targets[model] for model in wanted if model in kpi.targets}
    if not found:
        return Cell("No sample in the sources; set your own")
    several = len(wanted) > 1

    def named(model: str | None) -> str:
        profile = context.profile(model) if short and model is not None else None
        return words.name_of_id(profile.stage) if profile else words.model_with_stage(context.pack, model)

    lines = (f"{named(model)}: {target.text}" if several else target.text for model, target in found.items())
    origins = dict.fromkeys(target.source for target in found.values()) if sources else {}
    return Cell("\n".join(lines), detail=words.listing(origins) or None)
