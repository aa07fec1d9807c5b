"""Two packs beside one another, as text: whose advice differs, from what to what, and on which sheet."""

from __future__ import annotations

from advisor.cli.plain import Style, clean, wrap
from advisor.decision.proof import Changed, Comparison, Incomparable
from advisor.decision.proof.compare import DecisionCompared, Outcome
from advisor.decision.proof.finding_words import Share, listed
from advisor.model.pack import Pack
from advisor.workflows.check import ProvedPack
from advisor.workflows.sheet_words import example_words

_MOST = 5
"""Ways of changing that are told of each decision; JSON has all."""


def compared_lines(proved: ProvedPack, style: Style) -> list[str]:
    """What changes from the other pack; nothing when none was named."""
    other, found = proved.against, proved.comparison
    if other is None or found is None:
        return []
    name = f"{other.id} {other.version} ({other.sha256[:12]})"
    if isinstance(found, Incomparable):
        lines = wrap(f"Not compared with {name} sheet by sheet:")
        return [*lines, *(line for each in found.reasons for line in wrap(each, "    ", "  - ")), ""]
    if not found.sheets_changed:
        lines = wrap(f"Against {name}: the advice is the same on all {found.sheets:,} answer sheets.")
    else:
        share = Share(found.sheets_changed, found.sheets)
        lines = wrap(
            f"Against {name}: the advice differs on {share} of all answer sheets, "
            f"{found.sheets_changed:,} of {found.sheets:,}."
        )
    for word, names in (("Only here", found.added), ("Only there", found.removed)):
        lines += wrap(f"{word}: {listed(names)}; the other pack ignores it.", "  ", "  ") if names else []
    for decision in found.decisions:
        if decision.sheets:
            lines += ["", *_decision(proved.pack, other, found, decision, style)]
    return [*lines, ""]


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
        lines += wrap(_sheet(found, change), "      ", "    sheet: ")
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


def _sheet(found: Comparison, change: Changed) -> str:
    return "; ".join(example_words(found.pack, change.example)) or "any sheet"
