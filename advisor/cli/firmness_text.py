"""How firm an advice is, as text: what is open, what would change it, how far it may be pushed."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.cli.advice_text import AdviceText, number
from advisor.cli.plain import clean, pad, wrap
from advisor.decision.slips import only_slips
from advisor.model.robustness import (
    Alternative,
    AnswerChange,
    AnswerSwing,
    Firmness,
    OpenQuestion,
    Robustness,
)

MOST_QUESTIONS = 5
MOST_SWINGS = 8
_NAME = 30


def firmness(view: AdviceText, found: Robustness) -> list[str]:
    """The section of ``advisor explain`` on one workload's firmness."""
    slips = [one for one in found.alternatives if only_slips(view.pack, one)]
    lines = [
        view.style.paint("  What would settle it", "bold"),
        *_open(view, found),
        "",
        view.style.paint("  What would change it", "bold"),
        *_alternatives(view, [one for one in found.alternatives if one not in slips]),
    ]
    if slips:
        lines += ["", view.style.paint("  What must not slip, or the advice falls back", "bold")]
        lines += _alternatives(view, slips)
    return [
        *lines,
        "",
        view.style.paint("  How far it may be pushed", "bold"),
        *_pushed(view, found.firmness),
        *_swings(view, found.tornado),
    ]


def _open(view: AdviceText, found: Robustness) -> list[str]:
    if found.settled:
        return ["    Nothing: the open answers cannot change the advice."]
    lines = ["    Ask next, by what the answer is expected to settle:"]
    for one in found.next_questions[:MOST_QUESTIONS]:
        lines.append(f"      {pad(_bits(one), 10)}{view.question(one.question)}")
    more = len(found.next_questions) - MOST_QUESTIONS
    return [*lines, f"      and {more} more"] if more > 0 else lines


def _bits(one: OpenQuestion) -> str:
    return f"{one.bits:.2f} bit" if one.bits >= 0.005 else "<0.01 bit"


def _alternatives(view: AdviceText, found: Sequence[Alternative]) -> list[str]:
    if not found:
        return ["    No change that one would plan, of answers that are yours to change."]
    lines: list[str] = []
    for one in found:
        lines += [f"    {view.model(one.outcome)}", *_changes(view, one)]
    return lines


def _changes(view: AdviceText, one: Alternative) -> list[str]:
    if not one.changes:
        # Which of the open answers lead there would only be one way of many.
        return ["      - Nothing has to change: the open answers alone can lead there."]
    lines: list[str] = []
    for change in one.changes:
        lines += _bullet(
            view, change, f"{clean(change.before or 'open')} {view.style.arrow} {clean(change.after)}"
        )
    for change in one.presumes:
        lines += _bullet(view, change, f"if it turns out: {clean(change.after)}")
    return lines


def _bullet(view: AdviceText, change: AnswerChange, text: str) -> list[str]:
    return wrap(f"{view.question(change.question)}: {text}", indent="        ", first="      - ")


def _pushed(view: AdviceText, found: Firmness) -> list[str]:
    if found.all_weights is None:
        lines = ["    No change of the weights alone flips the advice."]
    elif found.all_weights == 0:
        flips = view.model(found.flips_to)
        lines = wrap(
            f"No room: a score lies exactly on its threshold, with {flips} on the other side.",
            indent="    ",
            first="    ",
        )
    else:
        flip = f", then it is {view.model(found.flips_to)}"
        lines = wrap(
            f"All weights may change at once by up to {100 * found.all_weights:.1f} %{flip}.",
            indent="    ",
            first="    ",
        )
    if found.basis == "expected":
        lines = [
            *wrap(
                f"With open answers at their expected value the rules come to {view.model(found.outcome)}; "
                "the figures below are measured from there.",
                indent="    ",
                first="    ",
            ),
            *lines,
        ]
    for threshold in found.thresholds:
        if threshold.low is not None or threshold.high is not None:
            side = (
                f"up to {number(threshold.high)}"
                if threshold.high is not None
                else f"down to {number(threshold.low)}"
            )
            title = clean(view.pack.rules.dimensions[threshold.dimension].title)
            lines.append(f"    {title}: “{threshold.band}” from {threshold.threshold}; may move {side}.")
    tight = [weight for weight in found.weights if weight.low is not None or weight.high is not None]
    for weight in tight[:MOST_SWINGS]:
        low, high = (("0" if weight.low is None else number(weight.low)), weight.high)
        top = "any" if high is None else number(high)
        lines.append(
            f"    Weight of {view.question(weight.question)}: {weight.weight}, holds from {low} to {top}"
        )
    return lines


def _swings(view: AdviceText, swings: tuple[AnswerSwing, ...]) -> list[str]:
    if not swings:
        return []
    lines = ["", view.style.paint("  What each single answer could do", "bold")]
    for swing in swings[:MOST_SWINGS]:
        scores = ", ".join(
            f"{clean(view.pack.rules.dimensions[name].title)} {number(low)} to {number(high)}"
            for name, (low, high) in swing.scores.items()
        )
        outcomes = " or ".join(
            view.model(outcome).split(f" {view.style.dot} ")[0] for outcome in swing.outcomes
        )
        text = "; ".join(part for part in (scores, outcomes if len(swing.outcomes) > 1 else "") if part)
        lines += wrap(
            text, indent=" " * (_NAME + 4), first=f"    {pad(view.question(swing.question), _NAME)}"
        )
    return lines
