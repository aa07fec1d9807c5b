"""Facts of an exported table: named conditions over answers, and the questions that stand in for them."""

from __future__ import annotations

from advisor.decision.conditions import leaves
from advisor.decision.export_names import NO, YES
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import Option, Question, QuestionType


def facts_of(pack: Pack) -> dict[str, Condition]:
    """The named conditions that look at answers, numbers and kinds only."""
    named = pack.rules.conditions
    return {
        name: condition
        for name, condition in named.items()
        if all(leaf.answer or leaf.number or leaf.kind for leaf in leaves(condition, named))
    }


def stand_in(pack: Pack, name: str) -> Question:
    """A question that a fact answers with yes or no; no id of a pack has a space in it."""
    options = tuple(
        Option.model_construct(id=word, label=word, detail=None, level=None, alone=False)
        for word in (NO, YES)
    )
    return pack.questions[0].model_copy(
        update={
            "id": f"fact {name}",
            "type": QuestionType.SINGLE,
            "relevant_when": None,
            "options": options,
            "number": None,
            "likelihood": {},
        }
    )
