"""A sheet that makes a case as lines of text: one answer a line, so that it can be read and filled in."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.cli.plain import wrap
from advisor.workflows.sheet_words import Shown


def sheet_lines(shown: Sequence[Shown], lead: str) -> list[str]:
    """What of a sheet makes the case, under a word that leads it in."""
    if not shown:
        return [f"{lead}: any"]
    lines = [f"{lead}:"]
    deeper = " " * (len(lead) - len(lead.lstrip()) + 2)
    for each in shown:
        lines += wrap(each.words, indent=f"{deeper}  ", first=f"{deeper}- ")
        for answer in each.answers:
            lines += wrap(answer, indent=f"{deeper}      ", first=f"{deeper}    ")
        if each.more:
            lines.append(f"{deeper}    and {each.more} more; JSON has the whole sheet")
    return lines
