"""Two packs beside one another, as text: whose advice differs, from what to what, and on which sheet."""

from __future__ import annotations

from advisor.cli.change_text import change_lines
from advisor.cli.check_sheet import sheet_lines
from advisor.cli.plain import Style, clean, wrap
from advisor.decision.proof import Comparison, Incomparable
from advisor.decision.proof.attribution import MOST
from advisor.decision.proof.compare import DecisionCompared, Outcome
from advisor.decision.proof.finding_words import Share, listed
from advisor.model.pack import Pack
from advisor.model.pack_change import RuleChange
from advisor.workflows.check import ProvedPack
from advisor.workflows.sheet_words import shown_compared

_MOST = 5
"""Ways of changing that are told of each decision; JSON has all."""


def compared_lines(proved: ProvedPack, style: Style, *, everything: bool) -> list[str]:
    """What changes from the other pack; nothing when none was named."""
    other, found = proved.against, proved.comparison
    if other is None or found is None:
        return []
    here, there = (f"{each.id} {each.version} ({each.sha256[:12]})" for each in (proved.pack, other))
    title = wrap(f"{here}, compared with {there}:", "  ", "")
    if isinstance(found, Incomparable):
        lines = wrap(f"{here}: Not compared with {there} sheet by sheet:", "  ", "")
        lines += [line for each in found.reasons for line in wrap(each, "    ", "  - ")]
        return [*lines, "", *_changes(proved, None, style, everything=everything), ""]
    if not found.sheets_changed:
        lines = [*title, *wrap(f"the advice is the same on all {found.sheets:,} answer sheets.", "  ")]
    else:
        share = Share(found.sheets_changed, found.sheets)
        lines = [
            *title,
            *wrap(
                f"the advice differs on {share} of all answer sheets, "
                f"{found.sheets_changed:,} of {found.sheets:,}.",
                "  ",
            ),
        ]
    for word, names in (("Only here", found.added), ("Only there", found.removed)):
        them = "it" if len(names) == 1 else "them"
        lines += wrap(f"{word}: {listed(names)}; the other pack ignores {them}.", "  ", "  ") if names else []
    lines += ["", *_changes(proved, found, style, everything=everything)]
    for decision in found.decisions:
        if decision.sheets:
            lines += ["", *_decision(proved.pack, other, found, decision, style)]
    return [*lines, ""]


def _changes(proved: ProvedPack, found: Comparison | None, style: Style, *, everything: bool) -> list[str]:
    """What was changed, with what each change does by itself where that was counted."""
    effects = {each.change: each for each in proved.effects}

    def said(change: RuleChange) -> str | None:
        each = effects.get(change)
        if each is None or found is None or len(effects) < 2:
            return None
        alone, without = (
            "no pack" if count is None else f"{Share(count, found.sheets)}"
            for count in (each.alone, each.without)
        )
        return f"alone: {alone}; all but this: {without}"

    lines = change_lines(proved.changes, style, everything=everything, option="--notes", said=said)
    if len(effects) > 1:
        lines += wrap(
            "“alone” is on how many of all sheets the advice would differ with this change only, “all but "
            "this” with every other one. “no pack” stands where the rules would not hold together. Shares "
            "need not add up: two changes may move the same sheet.",
            "  ",
            "  ",
        )
    count = sum(each.decides for each in proved.changes)
    if count > 1 and not effects and found is not None and found.sheets_changed:
        why = f"there are more than {MOST}" if count > MOST else "the rules are too large"
        lines += wrap(f"What each does by itself was not counted: {why}.", "  ", "  ")
    return lines


def _decision(
    pack: Pack, other: Pack, found: Comparison, decision: DecisionCompared, style: Style
) -> list[str]:
    title = pack.rules.decisions[decision.id].title
    lines = [clean(f"{title}: {Share(decision.sheets, found.sheets)} of all sheets")]
    for change in decision.changes[:_MOST]:
        before = _outcome(other, decision.id, change.before, style)
        after = _outcome(pack, decision.id, change.after, style)
        share = Share(change.sheets, found.sheets)
        lines.append(f"  {share} of all sheets")
        lines += wrap(before, "      ", "    before: ")
        lines += wrap(after, "      ", "    here: ")
        lines += sheet_lines(shown_compared(found, pack, other, change.example), "    sheet")
    more = len(decision.changes) - _MOST
    if more > 0:
        left = Share(sum(each.sheets for each in decision.changes[_MOST:]), found.sheets)
        ways = "1 more way" if more == 1 else f"{more} more ways"
        lines += wrap(f"and {ways}, together {left} of all sheets; --format json has them all", "    ", "  ")
    return lines


def _outcome(pack: Pack, name: str, outcome: Outcome, style: Style) -> str:
    now, target = outcome
    labels = pack.rules.decisions[name].labels
    if now is None or target is None:
        return "no outcome"
    label = labels.get(now, now)
    return label if now == target else f"{label} {style.arrow} {labels.get(target, target)}"
