"""What a tally says in words, alike on the screen, in plain lines and in the minutes."""

from __future__ import annotations

from advisor.decision.tally import Tally


def middle_words(tally: Tally) -> str:
    """Median and middle half by the names of the options; empty without a scale."""
    if tally.middle is None:
        return ""
    first, median, last = tally.middle
    if first == last:
        return f"Median: {median}; the middle half of the votes is there too."
    return f"Median: {median}; middle half: from “{first}” to “{last}”."


def shared_words(tally: Tally) -> str:
    """Which options count as one step of the scale; empty where each is its own."""
    told = []
    for each in tally.shared_steps:
        names = [f"“{name}”" for name in each]
        told.append(f"{', '.join(names[:-1])} and {names[-1]} count as the same step.")
    return " ".join(told)
