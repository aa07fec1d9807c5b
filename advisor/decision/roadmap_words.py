"""What is said of a path: how many answers it changes, what is to be settled first, and a shorter way."""

from __future__ import annotations

from advisor.decision.counterfactual import Counterfactual
from advisor.model.pack import Pack


def asked(answers: int, steps: int, *, steering: bool) -> str:
    """How many answers the path changes, in as many steps as it lists, and whether fewer are enough."""
    if not answers:
        return "No answer has to change."
    taken = f", in {steps} steps" if steps > answers else ""
    if steering:
        verb = "one answer has" if answers == 1 else f"{answers} answers have"
        return (
            "Skill and practice alone do not lead there. With as few other answers as possible,"
            f" {verb} to change{taken}."
        )
    if answers == 1:
        return f"By skill and practice alone, one answer has to change{taken}; nothing less is enough."
    return f"By skill and practice alone, {answers} answers have to change{taken}; fewer are not enough."


def settled_first(open_answers: int) -> str:
    """That open answers come first; a question each."""
    if not open_answers:
        return ""
    which = "one of them comes" if open_answers == 1 else f"{open_answers} of them come"
    return (
        f" Settle the open ones first: it is enough, for example, that {which} out as listed,"
        " which may be so already."
    )


def shorter(pack: Pack, answers: int, other: Counterfactual | None) -> str:
    """The least change of any answers that leads to the target, where it takes fewer than the path."""
    if other is None or len(other.changes) >= answers:
        return ""
    if not other.changes:
        return " The open answers alone can lead there, too."
    names = [f"“{pack.question_by_id[change.question].short}”" for change in other.changes]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    enough = "one is enough" if len(names) == 1 else f"{len(names)} are enough"
    return f" Of all answers that are yours to change, bought and agreed ones included, {enough}: {listed}."
