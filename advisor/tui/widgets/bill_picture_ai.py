"""The AI of a bill: what was found, its workloads, its tokens, and what looks like AI."""

from __future__ import annotations

from decimal import Decimal

from textual.content import Content

from advisor.evidence.notices import share_text
from advisor.model.bill import Picture
from advisor.model.bill_workloads import FoundWorkload
from advisor.model.evidence_finding import Kind
from advisor.tui.widgets.bill_charts import spark
from advisor.tui.widgets.bill_picture_parts import MOST, figures_row, heading, more_of
from advisor.tui.widgets.cost_words import money, precise
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, one_line, said, spread, wrapped

KINDS = {
    Kind.KNOWN: ("◆", "known", "published as AI by its vendor"),
    Kind.TAGGED: ("●", "tagged", "marked by you"),
    Kind.DISCOVERED: ("○", "discovered", "given away by machine or unit"),
}


def findings(picture: Picture, width: int) -> Lines:
    """AI spending by the rule that found it, the largest first."""
    lines = [heading("AI spend, by the rule that found it", width)]
    if not picture.findings:
        return [*lines, *wrapped("No rule of the pack finds any AI in this bill.", width, MUTED)]
    for kind, (mark, name, why) in KINDS.items():
        rules = [each for each in picture.findings if each.kind is kind and each.rows]
        if not rules:
            continue
        whole = sum((each.effective for each in rules), Decimal(0))
        share = whole / picture.ai.effective if picture.ai.effective else Decimal(0)
        head = Content.assemble((f"{mark} {name}", STRONG), ("  " + why if width >= 56 else "", MUTED))
        figures = f"{money(whole)}{share_text(share).rjust(9)}"
        lines.append(spread(head, said(figures, STRONG), width))
        for each in rules[:MOST]:
            lines.append(
                spread(said(f"  {each.title}"), said(f"{money(each.effective)}{'':9}", MUTED), width)
            )
        lines += more_of(len(rules), MOST)
    also = sum(each.also_rows for each in picture.findings)
    if also:
        lines += wrapped(f"{also:,} times a row fits a further rule; each row counts once.", width, MUTED)
    return lines


def workloads(picture: Picture, width: int) -> Lines:
    """The AI workloads with what each costs; nothing where none was found."""
    if not picture.workloads:
        return []
    curve = max(8, min(24, width - 46))
    lines = [heading("AI workloads found", width, "effective  variation")]
    for each in picture.workloads[:MOST]:
        marks = "".join(KINDS[kind][0] for kind in KINDS if kind in each.kinds)
        cv = _of(each, "load_cv")
        figures = f"{money(each.cost.effective):>10}{f'{cv:.2f}' if cv is not None else '–':>8}"
        name = width - curve - len(figures) - 5
        left = said(f"{marks} ", MUTED) + one_line(each.name, name)
        drawn = said(spark(each.series, curve).ljust(curve), "$primary")
        lines.append(left.truncate(width - curve - len(figures) - 1, pad=True) + drawn + said(" " + figures))
    return [*lines, *more_of(len(picture.workloads), MOST)]


def _of(workload: FoundWorkload, name: str) -> Decimal | None:
    return next((each.value for each in workload.measures if each.id == name), None)


def tokens(picture: Picture, width: int) -> Lines:
    """Tokens by model and direction; nothing where the bill counts none."""
    listed = [each for each in picture.tokens if each.tokens is not None]
    if not listed:
        return []
    lines = [
        heading("Tokens", width),
        figures_row(said("model", MUTED), ("million", picture.currency), width),
    ]
    for each in listed[:MOST]:
        direction = each.direction.value.replace("_", " ") if each.direction else "direction not told"
        label = said(f"{each.model or 'model not told'}, {direction}")
        tokens = (each.tokens or Decimal(0)) / 1_000_000
        lines.append(figures_row(label, (precise(tokens), money(each.effective)), width))
    return [*lines, *more_of(len(listed), MOST)]


def unclaimed(picture: Picture, width: int) -> Lines:
    """Spending that looks like AI and fits no rule; nothing where there is none."""
    if not picture.unclaimed:
        return []
    lines = [heading("Looks like AI, and no rule claims it: not counted", width)]
    for each in picture.unclaimed[:MOST]:
        what = " – ".join(part for part in (each.service, each.description) if part) or each.title
        lines.append(spread(said(what), said(f"{each.rows:,} rows, {money(each.effective)}", MUTED), width))
    return [*lines, *more_of(len(picture.unclaimed), MOST)]
