"""Assessments made up for measuring."""

from __future__ import annotations

import random

from advisor.decision.engine import Engine
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.question import QuestionType, Scope


def answered(engine: Engine, dice: random.Random, kind: str, count: int | None = None) -> Assessment:
    """An assessment of one workload with so many answers, drawn at random; None: to every question."""
    drawn = engine.domains if count is None else dice.sample([d for d in engine.domains if d.values], count)
    answers: dict[Scope, dict[str, Answer]] = {scope: {} for scope in Scope}
    for domain in drawn:
        question = domain.question
        if question.number is not None:
            low, high = question.number.minimum, question.number.maximum
            answer = Answer(number=low + (high - low) * dice.randrange(1000) / 1_000_000)
        elif question.type is QuestionType.MULTIPLE:
            ids = dice.choice(domain.values).ids
            answer = Answer(choices=tuple(o.id for o in question.options if o.id in ids))
        elif question.options:
            answer = Answer(choice=dice.choice(question.options).id)
        else:
            answer = Answer(text="words")
        answers[question.scope][question.id] = answer
    workload = Workload(id="w", kind=kind, answers=answers[Scope.WORKLOAD])
    return Assessment(
        id="a",
        pack=engine.pack.id,
        organisation="o",
        answers=answers[Scope.ORGANISATION],
        workloads=(workload,),
    )
