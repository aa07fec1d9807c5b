"""A supposed advice beside the present one, as text in 80 columns."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import number, percent
from advisor.cli.plain import Style, clean, pad, wrap
from advisor.decision.labels import answer_label
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.workflows.whatif import Setting, WhatIf

_NAME = 28
_VALUE = 25


def comparison(pack: Pack, found: WhatIf, style: Style) -> list[str]:
    """What was supposed, and for each workload what stays and what moves."""
    view = AdviceText(pack, style)
    lines = [*view.header(found.before), "", style.paint("Suppose", "bold")]
    for setting in found.settings:
        lines += _setting(setting, style)
    for before, after in zip(found.before.workloads, found.after.workloads, strict=True):
        lines += _workload(view, before, after)
    return lines


def _setting(setting: Setting, style: Style) -> list[str]:
    where = "" if setting.workload is None else f" ({setting.workload})"
    change = (
        f"{answer_label(setting.question, setting.before)} {style.arrow} "
        f"{answer_label(setting.question, setting.after)}"
    )
    return wrap(f"{setting.question.short}{where}: {change}", indent="    ", first="  ")


def _workload(view: AdviceText, before: WorkloadRecommendation, after: WorkloadRecommendation) -> list[str]:
    style = view.style
    lines = view.title(before)
    lines.append(style.paint(f"  {pad('', _NAME)}{pad('now', _VALUE)}{pad('supposed', _VALUE)}", "dim"))
    rows = [("Advice", view.model(before.model, before.stage), view.model(after.model, after.stage))]
    rows.append(("Target", view.model(before.target), view.model(after.target)))
    for one, other in zip(before.dimensions, after.dimensions, strict=True):
        rows.append(
            (one.title, f"{number(one.score)} {one.band or ''}", f"{number(other.score)} {other.band or ''}")
        )
    for outcome, share in before.shares.items():
        label = f"Share of {clean(view.pack.primary.labels[outcome])}"
        rows.append((label, percent(share), percent(after.shares[outcome])))
    if before.share_none or after.share_none:
        rows.append(("Share without any model", percent(before.share_none), percent(after.share_none)))
    for name, now in before.decisions.items():
        title = clean(view.pack.rules.decisions[name].title)
        rows.append((title, view.outcome(name, now), view.outcome(name, after.decisions[name])))
    for label, was, will in rows:
        mark = " " if was == will else "*"
        for line in _row(mark, label, was, will):
            lines.append(line if was == will else style.paint(line, "bold"))
    if any(was != will for _, was, will in rows):
        lines.append("  * differs from today")
    lines += _warnings(before, after)
    return lines


def _row(mark: str, label: str, was: str, will: str) -> list[str]:
    """A row of the table, on as many lines as its longest cell needs: cut texts could look alike."""
    widths = (_NAME, _VALUE, _VALUE)
    cells = [
        textwrap.wrap(text, width - 1) or [""] for text, width in zip((label, was, will), widths, strict=True)
    ]
    return [
        f"{mark if place == 0 else ' '} "
        + "".join(pad(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
        for place, parts in enumerate(zip_longest(*cells, fillvalue=""))
    ]


def _warnings(before: WorkloadRecommendation, after: WorkloadRecommendation) -> list[str]:
    had, has = ({warning.id: warning for warning in side.warnings} for side in (before, after))
    lines: list[str] = []
    for sign, warnings in (
        ("+", [has[i] for i in has if i not in had]),
        ("-", [had[i] for i in had if i not in has]),
    ):
        for warning in warnings:
            lines += wrap(
                f"{sign} {warning.severity.value}: {warning.message}", indent="      ", first="    "
            )
    return (
        ["", "  Warnings that come (+) and go (-)", *lines]
        if lines
        else ["", "  The warnings stay the same."]
    )
