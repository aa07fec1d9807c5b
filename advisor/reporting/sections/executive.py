"""The executive page: the advice, why, three figures, three risks and the next three steps.

Format-neutral: a format with pages of its own (PDF, Word) opens a full report with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from advisor.model.economics import Origin
from advisor.model.recommendation import DimensionScore, WorkloadRecommendation
from advisor.model.rules import Role
from advisor.reporting import words
from advisor.reporting.blocks import Item
from advisor.reporting.context import Context
from advisor.reporting.sections import money
from advisor.reporting.sections.advice import headline
from advisor.reporting.sections.summary import FEW, next_steps
from advisor.reporting.sections.unknown import gather, open_sentence


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that stands out, and what it is."""

    value: str
    label: str
    note: str
    """What to make of it, in a few words."""


@dataclass(frozen=True, slots=True)
class Risk:
    """A warning and what to do about it."""

    label: str
    """How urgent it is, in words: ``High``."""
    text: str
    do: str
    about: str | None
    """The workloads that it concerns, when there are several."""


@dataclass(frozen=True, slots=True)
class Executive:
    """What a reader with one minute has to know."""

    advice: str
    """The advice in one sentence."""
    reasons: tuple[Item, ...]
    """Why, the same reason once; the detail says for which workloads."""
    reasons_note: str | None
    figures: tuple[KeyFigure, ...]
    risks: tuple[Risk, ...]
    """The most urgent first."""
    risks_note: str | None
    """That there are more of them, or none at all."""
    money: Item | None
    """Where the money disagrees with the rules, and what to do; None where it does not."""
    steps: tuple[Item, ...]
    sure: str
    """What is still open about the advice."""


def executive(context: Context) -> Executive:
    """The executive page of a report."""
    reasons = _reasons(context)
    met = gather(context)
    risks = tuple(
        Risk(
            label=warning.severity.value.capitalize(),
            text=warning.message,
            do=warning.do,
            about=words.workloads(members, context.workloads) if context.several else None,
        )
        for warning, members in met[:FEW]
    )
    more, rest = len(met) - len(risks), len(reasons) - FEW
    return Executive(
        advice=headline(context),
        reasons=reasons[:FEW],
        reasons_note=f"{words.count(rest, 'more reason')} with the advice." if rest > 0 else None,
        figures=_figures(context),
        risks=risks,
        risks_note=(
            f"{words.count(more, 'more warning')} further on."
            if more
            else None
            if risks
            else "No warning holds for these answers."
        ),
        money=_money(context),
        steps=next_steps(context),
        sure=open_sentence(context),
    )


def _reasons(context: Context) -> tuple[Item, ...]:
    """Each reason once, with the workloads and the advice that it leads to."""
    found: dict[tuple[str, str | None], list[WorkloadRecommendation]] = {}
    for workload in context.workloads:
        trace = context.trace(workload)
        reason = trace.reason if trace is not None and trace.now is not None else None
        excluded = " ".join(dict.fromkeys(entry.reason for entry in workload.excluded))
        found.setdefault((reason or excluded or "No single rule stands out.", workload.model), []).append(
            workload
        )
    return tuple(
        Item(
            reason,
            f"{words.workloads(members, context.workloads)}: {words.model_with_stage(context.pack, model)}"
            if context.several
            else None,
        )
        for (reason, model), members in found.items()
    )


def _figures(context: Context) -> tuple[KeyFigure, ...]:
    """The sum at stake where it is known, the weaker capability, the stronger need, how sure it is."""
    found = (
        _cost(context),
        _extreme(context, Role.CAPABILITY, "the weaker capability"),
        _extreme(context, Role.NEED, "the stronger need"),
        _sureness(context),
    )
    told = [one for one in found if one is not None]
    # How sure it is always stands there: without it, a provisional advice would look settled.
    return (*told[: FEW - 1], told[-1])


def _extreme(context: Context, role: Role, words_for_it: str) -> KeyFigure | None:
    """The score that binds: the lowest capability, or the highest need, over all workloads."""
    scored: list[tuple[float, DimensionScore, WorkloadRecommendation]] = [
        (score.score, score, workload)
        for workload in context.workloads
        for score in workload.dimensions
        if score.role is role and score.score is not None
    ]
    if not scored:
        return None
    wanted = (min if role is Role.CAPABILITY else max)(value for value, _, _ in scored)
    value, score, workload = next(entry for entry in scored if entry[0] == wanted)
    bounds = ""
    if score.low is not None and score.high is not None and score.low != score.high:
        bounds = f"; between {words.score(score.low)} and {words.score(score.high)} while answers are open"
    alone = not context.several or all(other == value for other, seen, _ in scored if seen.id == score.id)
    whom = "" if alone else f", for {words.quoted(workload.title)}"
    return KeyFigure(
        value=words.score(value),
        label=f"{score.title}, {words_for_it}{whom}",
        note=f"Of 100: {words.bands(score)}{bounds}",
    )


def _sureness(context: Context) -> KeyFigure:
    """The share of ways the open answers could turn out that lead to the advice, where it is least."""
    shares = []
    for workload in context.workloads:
        trace = context.trace(workload)
        if trace is not None and not trace.decided:
            held = Fraction(trace.exact[trace.now]) if trace.now is not None else None
            shares.append(words.exactly(trace.without_outcome) if held is None else held)
    if not shares:
        whole = context.recommendation.overall.settled
        note = "No open answer can change it" if whole else "For today; the target can still move"
        if _cost(context) is not None:
            note += ". That is about the rules, not the money"
        return KeyFigure("Settled", "How sure the advice is", note)
    note = "So many of the ways the open answers could turn out lead to it"
    whom = ", where it is least sure" if context.several else ""
    return KeyFigure(words.percent(min(shares)), f"How sure the advice is{whom}", note)


def _cost(context: Context) -> KeyFigure | None:
    """What the models advised for today cost over the horizon; None where one of them has no price."""
    estimate, known = context.estimate, money.at_stake(context)
    if estimate is None or known is None:
        return None
    total, span = known
    between = f"Between {money.rounded(span.low)} and {money.rounded(span.high)}"
    rough = any(one.provenance.origin is Origin.GIVEN for each in estimate.workloads for one in each.inputs)
    note = between if rough else f"{between}, by the pack's prices alone: an order of magnitude"
    stays = any(one.move for one in estimate.workloads)
    moving = money.way(context)
    if moving is not None:
        note += f". {money.rounded(moving)} on the way to the target, moved to as early as can be"
    models = "Staying on today's models" if stays else "What the advised models cost"
    return KeyFigure(
        value=f"{estimate.currency} {money.rounded(total)}",
        label=f"{models}{',' if stays else ' in'} {words.count(estimate.years, 'year')}",
        note=note,
    )


def _money(context: Context) -> Item | None:
    """Where money and rules disagree, the most urgent first; what else disagrees is counted."""
    found = money.disagreements(context)
    if not found:
        return None
    warning, whom = found[0]
    rest = len(found) - 1
    more = f" {words.count(rest, 'more such case')} under What it costs." if rest else ""
    return Item(f"{warning.message}{f' ({whom})' if whom else ''}", f"{warning.do}{more}")
