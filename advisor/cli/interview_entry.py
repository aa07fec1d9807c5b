"""What a typed line means: an option of a question, or a question of the interview."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from advisor.cli.plain import clean
from advisor.decision.walk import Step
from advisor.model.question import Question
from advisor.workflows.session_edits import InvalidEntry


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
