"""In what two packs differ, as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from advisor.cli.plain import Style, wrap
from advisor.model.pack_change import Happened, RuleChange

_MOST = 12
"""Changes that are told one by one, unless all are asked for."""
_HAPPENED = {
    Happened.NEW: "new",
    Happened.GONE: "gone",
    Happened.CHANGED: "changed",
    Happened.REWORDED: "worded otherwise",
}


def change_lines(
    changes: Sequence[RuleChange],
    style: Style,
    *,
    everything: bool,
    option: str = "--all",
    said: Callable[[RuleChange], str | None] = lambda _: None,
) -> list[str]:
    """What was changed: first what can move a decision, then what is only told; rewordings are counted.

    ``option`` is what shows everything; ``said`` a line more about a change.
    """
    if not changes:
        return wrap("In what is asked, decided and told, the two packs are the same.", "", "")
    lines = []
    for decides, title in ((True, "Changes that can move advice"), (False, "Other changes")):
        found = [each for each in changes if each.decides is decides]
        words = [each for each in found if each.happened is Happened.REWORDED]
        told = found if everything else [each for each in found if each.happened is not Happened.REWORDED]
        lines.append(style.paint(f"{title}: {_counted(found)}", "bold"))
        shown = told if everything else told[:_MOST]
        for change in shown:
            lines += wrap(change.text, "      ", f"  {_sign(change)} ")
            if more := said(change):
                lines += wrap(more, "        ", "      ")
        if len(told) > len(shown):
            lines.append(f"  and {len(told) - len(shown)} more; {option} lists them")
        if words and not everything:
            verb, them = ("is", "it") if len(words) == 1 else ("are", "them")
            lines.append(f"  {len(words)} {verb} in the wording only; {option} lists {them}")
    return lines


def _counted(changes: Sequence[RuleChange]) -> str:
    if not changes:
        return "none"
    parts = []
    for happened, word in _HAPPENED.items():
        count = sum(each.happened is happened for each in changes)
        if count:
            parts.append(f"{count} {word}")
    return ", ".join(parts)


def _sign(change: RuleChange) -> str:
    return {Happened.NEW: "+", Happened.GONE: "-"}.get(change.happened, "*")
