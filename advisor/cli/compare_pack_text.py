"""What another pack changes about an assessment, as text: whose advice, and because of what."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.cli.plain import Style, clean, wrap
from advisor.model.comparison import PackChange, PackEffect
from advisor.model.pack_change import RuleChange
from advisor.model.recommendation import PackReference

_MOST = 12
"""Changes without a part in it that are told of each workload."""


def pack_lines(effect: PackEffect, style: Style) -> list[str]:
    """Both packs, whose advice turns and why, and what is not taken over."""
    before, after = effect.before, effect.after
    alike = (before.id, before.version) == (after.id, after.version)
    title = f"The pack: {_called(before, alike)} {style.arrow} {_called(after, alike)}"
    lines = [style.paint(line, "bold") for line in wrap(clean(title), "  ", "")]
    changing = [each for each in effect.workloads if each.advice_changes]
    if changing:
        lines += wrap(
            f"With the same answers, it alone changes the advice of {len(changing)} of "
            f"{len(effect.workloads)} workloads:",
            "  ",
            "  ",
        )
    else:
        lines += wrap("With the same answers, it changes no advice.", "  ", "  ")
    for each in changing:
        lines += _turned(each, effect, style)
    for lost in effect.lost:
        said = f" (answered {lost.answer})" if lost.answer else ""
        lines += wrap(f"“{lost.title}” ({lost.what}){said}: {lost.reason}", "    ", "  not taken over: ")
    for question in effect.new_questions:
        lines += wrap(f"“{question.title}” ({question.id})", "    ", "  asks anew: ")
    if not effect.complete:
        lines += wrap(
            "The pack of before is not at hand, so only what the frozen state tells could be compared.",
            "  ",
            "  ",
        )
    return lines


def _called(pack: PackReference, alike: bool) -> str:
    """Id and version, and where both packs go by the same ones, what tells them apart."""
    return f"{pack.id} {pack.version}{f' ({pack.sha256[:12]})' if alike else ''}"


def _turned(each: PackChange, effect: PackEffect, style: Style) -> list[str]:
    lines = [style.paint(line, "bold") for line in wrap(each.title, "    ", "  - ")]
    if each.how:
        lines += wrap(each.how, "    ", "    ")
    if each.causes:
        lines += wrap(each.lead, "    ", "    ")
        lines += _bullets(each.causes)
    elif effect.complete:
        lines += wrap("Which of the changes did it could not be told.", "    ", "    ")
    if each.helping:
        lines += wrap("That alone would not have done it; it took these as well:", "    ", "    ")
        lines += _bullets(each.helping)
    if each.idle:
        lines += wrap("Changed, but without part in this:", "    ", "    ")
        lines += _bullets(each.idle[:_MOST])
        if len(each.idle) > _MOST:
            lines.append(f"      and {len(each.idle) - _MOST} more, listed at the end")
    return lines


def _bullets(changes: Sequence[RuleChange]) -> list[str]:
    return [line for change in changes for line in wrap(change.text, "        ", "      - ")]
