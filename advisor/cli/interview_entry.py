"""What a typed line means: an answer to a question, or a question of the interview."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches

from advisor.cli.plain import clean
from advisor.decision.walk import Step
from advisor.model.question import NumberFormat, Question, QuestionType
from advisor.workflows.session import Change, Session
from advisor.workflows.session_edits import InvalidEntry, TwofoldEntry, plain


def answered(session: Session, step: Step, line: str) -> Change:
    """Take a line as the answer to a question.

    Raises:
        InvalidEntry: it cannot be one; nothing is changed then.
    """
    question = step.question
    if question.type is QuestionType.TEXT:
        return session.enter_text(step, line)
    if question.number is not None:
        try:
            return session.enter_number(step, line)
        except TwofoldEntry:
            raise
        except InvalidEntry:
            raise InvalidEntry(number_wanted(question.number)) from None
    several = question.type is QuestionType.MULTIPLE
    parts = line.replace(",", " ").split() if several else [line]
    return session.choose(step, [option_named(question, part) for part in parts])


def number_wanted(form: NumberFormat) -> str:
    """Which numbers a question takes, with one that somebody might have."""
    kind = "whole number" if form.integer else "number"
    return (
        f"Type a {kind} of {form.unit} between {plain(form.minimum)} and {plain(form.maximum)}, "
        f"for example {example_number(form)}, without separators."
    )


def example_number(form: NumberFormat) -> str:
    """A number that somebody might have: from a middle range, apart from its ends where there is room."""
    bounds = [each.below for each in form.bins if each.below is not None]
    place = (len(form.bins) - 1) // 2
    low = bounds[place - 1] if place else form.minimum
    high = bounds[place] if place < len(bounds) else form.maximum
    within = (low * 3, low * Decimal("1.5"), (low + high) / 2)
    value = next((each for each in within if low < each < high and _takes(form, each)), low)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _takes(form: NumberFormat, value: Decimal) -> bool:
    return not form.integer or value == value.to_integral_value()


def option_named(question: Question, typed: str) -> str:
    """The id of the option with this number, id or label.

    Raises:
        InvalidEntry: there is none.
    """
    options = question.options
    if typed.rstrip(".").isdecimal():
        number = int(typed.rstrip("."))
        if 1 <= number <= len(options):
            return options[number - 1].id
        raise InvalidEntry(f"There is no option {number}; type a number from 1 to {len(options)}.")
    names = {option.label.lower(): option.id for option in options} | {o.id: o.id for o in options}
    if typed.lower() in names:
        return names[typed.lower()]
    near = get_close_matches(typed.lower(), names, n=1)
    hint = f"did you mean {near[0]}?" if near else "help shows the commands."
    raise InvalidEntry(f"Type a number from 1 to {len(options)}; {hint}")


def step_named(steps: Sequence[Step], typed: str) -> Step:
    """The step with this number in the list, or the first with this question id (``id@workload`` for one).

    Raises:
        InvalidEntry: there is none.
    """
    if typed.isdecimal() and 1 <= int(typed) <= len(steps):
        return steps[int(typed) - 1]
    wanted = typed.lower()
    for step in steps:
        if wanted in (step.question.id, f"{step.question.id}@{step.workload}"):
            return step
    near = get_close_matches(wanted, [step.question.id for step in steps], n=1)
    hint = f"did you mean {near[0]}?" if near else f"type a number from 1 to {len(steps)}, or see list."
    raise InvalidEntry(f"There is no question “{clean(typed)}” in this interview; {hint}")
