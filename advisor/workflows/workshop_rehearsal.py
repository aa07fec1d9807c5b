"""A workshop to try alone: a bundled example, and made-up people who answer it a little differently each."""

from __future__ import annotations

import hashlib
from pathlib import Path

from advisor.content.assessment_file import AssessmentFile
from advisor.model.answer import Answer, AnswerState
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.question import Question
from advisor.workflows.workshop_new import join

PEOPLE = ("Ada", "Bela", "Chloé", "Deniz", "Eva")
"""They do not exist."""
_APART, _UNSURE, _OPEN = 24, 5, 3
"""In a hundred answers: those that differ from the example's, that nobody knows, that are not given yet."""


def seat_made_up(folder: Path, example: Assessment, pack: Pack) -> None:
    """Let made-up people take part, who answer like the example but for some questions.

    Where they differ hangs on the names and the questions alone, so that a rehearsal is the same each time.

    Raises:
        CannotWrite: the system does not let us.
    """
    for name in PEOPLE:
        file = AssessmentFile.open(join(folder, name), pack=pack)
        begun = file.loaded.assessment
        own = {each.id: each.answers for each in example.workloads}
        said = begun.model_copy(
            update={
                "answers": _made_up(name, None, example.answers, pack),
                "workloads": tuple(
                    each.model_copy(update={"answers": _made_up(name, each.id, own.get(each.id, {}), pack)})
                    for each in begun.workloads
                ),
            }
        )
        file.save(said)


def _made_up(name: str, workload: str | None, given: dict[str, Answer], pack: Pack) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for question, answer in given.items():
        chance = _chance(f"{name}/{workload}/{question}")
        if chance < _OPEN:
            continue
        if chance < _OPEN + _UNSURE:
            found[question] = Answer(state=AnswerState.UNKNOWN)
        elif chance < _OPEN + _UNSURE + _APART:
            found[question] = _beside(pack.question_by_id[question], answer, up=bool(chance % 2))
        else:
            found[question] = answer.bare
    return found


def _beside(question: Question, answer: Answer, *, up: bool) -> Answer:
    """The option next to the chosen one; other answers stay."""
    ids = [option.id for option in question.options]
    if answer.choice not in ids:
        return answer.bare
    at = ids.index(answer.choice) + (1 if up else -1)
    return Answer(choice=ids[max(0, min(len(ids) - 1, at))])


def _chance(text: str) -> int:
    """0 to 99, always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % 100
