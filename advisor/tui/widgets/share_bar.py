"""How likely each model still is, as text and as a small bar."""

from __future__ import annotations

from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadAdvice
from advisor.tui.widgets.drawing import FAINT, MUTED, Lines, one_line, percent, said
from advisor.tui.widgets.naming import full_name, short_name

CHOSEN, SO_FAR, POSSIBLE, OUT, EXCLUDED = "●", "◐", "○", "·", "⊘"
"""The marks of a model: the advice, the advice so far, still possible, out of reach, ruled out by a gate."""
_NONE = "No model"


def share_bar(share: float, width: int, style: str) -> Content:
    """``share`` of ``width`` cells filled; anything above nothing shows at least one."""
    filled = min(width, max(1 if share > 0 else 0, int(share * width + 0.5)))
    return Content.assemble(("▰" * filled, style), ("▱" * (width - filled), FAINT))


def share_lines(pack: Pack, workload: WorkloadAdvice, width: int, *, full: bool = False) -> Lines:
    """A line for each model in the order of the pack: mark, name, bar, share, or that it is excluded."""
    excluded = {item.model for item in workload.excluded}
    name = full_name if full else short_name
    names = {model: name(pack, model) for model in pack.primary.outcomes}
    without = workload.share_none if workload.model is not None else 0.0
    longest = max(map(len, [*names.values(), *([_NONE] if without else [])]), default=0)
    room = min(longest, max(len(_NONE), width // 2 if full else width // 3))
    lines: Lines = []
    for model, label in names.items():
        share = workload.shares.get(model, 0.0)
        chosen = model == workload.model
        if model in excluded:
            mark, style = EXCLUDED, MUTED
        elif chosen:
            mark, style = (CHOSEN if workload.decided else SO_FAR), "bold $text-primary"
        else:
            mark, style = (POSSIBLE, "$foreground") if share > 0 else (OUT, MUTED)
        lead = said(f"{mark} ", style) + one_line(label, room, style).truncate(room, pad=True) + Content(" ")
        if model in excluded:
            lines.append((lead + said("excluded by a gate", MUTED)).truncate(width, ellipsis=True))
            continue
        size = max(4, min(24, width - lead.cell_length - 6))
        lines.append(lead + share_bar(share, size, style) + said(percent(share).rjust(6), style))
    if without:
        lead = said(f"{EXCLUDED} ") + one_line(_NONE, room).truncate(room, pad=True) + Content(" ")
        size = max(4, min(24, width - lead.cell_length - 6))
        lines.append(lead + share_bar(without, size, "$foreground") + said(percent(without).rjust(6)))
    return lines


def standing(workload: WorkloadAdvice) -> str:
    """Whether it is settled, for today or with the target, still open, or that the gates leave nothing."""
    if workload.model is None:
        return "no model is admissible"
    if workload.settled:
        return "settled"
    return "settled for today" if workload.decided else "still open"
