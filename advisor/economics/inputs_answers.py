"""Inputs that answers of the questionnaire tell."""

from __future__ import annotations

from advisor.economics.situation import Input, Situation, in_book_units
from advisor.model.assessment import Answer, AnswerState
from advisor.model.construct import constructed
from advisor.model.economics import Origin, Provenance
from advisor.model.price import Derivation, Quantity
from advisor.model.question import Question
from advisor.model.units import unit


def derived(situation: Situation, name: str, quantity: Quantity) -> Input | None:
    """What the answers say of a quantity; None where they say nothing."""
    for derivation in quantity.derive:
        answer = situation.answers.get(derivation.question)
        question = situation.questions.get(derivation.question)
        if answer is None or question is None or answer.state is not AnswerState.ANSWERED:
            continue
        found = _from_answer(situation, name, quantity, derivation, answer, question)
        if found is not None:
            return found
    return None


def _from_answer(
    situation: Situation,
    name: str,
    quantity: Quantity,
    derivation: Derivation,
    answer: Answer,
    question: Question,
) -> Input | None:
    if answer.number is not None and question.number is not None:
        measured = unit(derivation.unit or question.number.unit)
        number = measured.to_base(answer.number)
        own = situation.unit(quantity.unit)
        # A plan of no months is an answer to the question, yet nothing that could be counted with.
        if number < own.to_base(quantity.minimum):
            return None
        source = f"answer to “{question.short}”: {answer.number:f} {question.number.unit}"
        provenance = constructed(Provenance, origin=Origin.DERIVED, source=source, question=question.id)
        return Input(name, quantity.title, own, number, number, number, provenance)
    chosen = answer.choice or next(
        (each for each in answer.choices or () if each in derivation.options), None
    )
    if chosen is None or chosen not in derivation.options:
        return None
    label = next((option.label for option in question.options if option.id == chosen), chosen)
    source = f"answer to “{question.short}”: {label}"
    if derivation.source:
        source += f" ({derivation.source})"
    provenance = constructed(
        Provenance, origin=Origin.DERIVED, source=source, as_of=derivation.as_of, question=question.id
    )
    return in_book_units(situation, name, quantity, derivation.options[chosen], provenance)
