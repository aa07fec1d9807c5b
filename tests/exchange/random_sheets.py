"""Random assessments of any pack, with one workload each."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from advisor.decision.engine import engine_for
from advisor.decision.sheets import Value
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import NumberFormat, Question, Scope


def random_assessment(
    pack: Pack, random: Random, *, unanswered: float = 0, unknown: float = 0, not_applicable: float = 0.05
) -> Assessment:
    """Answers drawn evenly; the shares say how often a question has none of that kind."""
    shared: dict[str, Answer] = {}
    own: dict[str, Answer] = {}
    for domain in engine_for(pack).domains:
        question, values = domain.question, domain.values
        kind = random.random()
        if not values or kind < unanswered:
            continue
        if kind < unanswered + unknown:
            answer = Answer.model_construct(state=AnswerState.UNKNOWN)
        elif kind < unanswered + unknown + not_applicable:
            answer = Answer.model_construct(state=AnswerState.NOT_APPLICABLE, reason="Drawn by lot.")
        else:
            answer = answer_with(question, random.choice(values), random)
        (own if question.scope is Scope.WORKLOAD else shared)[question.id] = answer
    kind_of_work = random.choice(pack.manifest.workload_kinds).id
    return Assessment.model_construct(
        id="drawn",
        pack=pack.id,
        organisation="Drawn by lot",
        answers=shared,
        workloads=(Workload.model_construct(id="work", kind=kind_of_work, answers=own),),
    )


def answer_with(question: Question, value: Value, random: Random) -> Answer:
    if question.number is not None:
        return Answer.model_construct(number=number_in(question.number, next(iter(value.ids)), random))
    chosen = tuple(option.id for option in question.options if option.id in value.ids)
    return (
        Answer.model_construct(choices=chosen)
        if question.type == "multiple"
        else Answer.model_construct(choice=chosen[0])
    )


def number_in(form: NumberFormat, wanted: str, random: Random) -> Decimal:
    """A number of a bin: often its lowest one, where mistakes hide."""
    position = next(i for i, each in enumerate(form.bins) if each.id == wanted)
    low = form.bins[position - 1].below if position else form.minimum
    high = form.bins[position].below
    assert low is not None
    if random.random() < 0.5:
        return low
    step = Decimal(1) if form.integer else Decimal("0.01")
    last = form.maximum if high is None else high - step
    return max(low, (low + (last - low) * Decimal(random.randrange(101)) / 100).quantize(step))
