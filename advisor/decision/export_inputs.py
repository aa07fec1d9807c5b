"""How to come from answers to the inputs of an exported table, as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.decision.conditions import questions_of
from advisor.decision.export_table import ExportTable, TableInput
from advisor.decision.sheets import domain_of
from advisor.model.condition import Condition
from advisor.model.decision_inputs import (
    DecisionInput,
    DecisionInputs,
    InputGate,
    InputOption,
    InputQuestion,
    InputRange,
    InputValue,
    ScorePart,
    ScoreRule,
)
from advisor.model.pack import Pack
from advisor.model.question import NumberFormat, Question
from advisor.model.recommendation import PackReference


def decision_inputs(pack: Pack, table: ExportTable) -> DecisionInputs:
    """Everything that the inputs of a table rest on, and nothing else of the pack."""
    decision = pack.rules.decisions[table.decision]
    questions = _rested_on(pack, table)
    conditions = [
        *(pack.rules.conditions[each.id] for each in table.inputs if each.source == "fact"),
        *(gate.when for gate in decision.gates),
        *(each.relevant_when for each in questions if each.relevant_when is not None),
    ]
    return DecisionInputs(
        pack=PackReference(id=table.pack, version=table.version, sha256=table.sha256),
        decision=table.decision,
        title=table.title,
        question=table.question,
        outcomes={outcome: table.labels.get(outcome, outcome) for outcome in table.outcomes},
        no_outcome=table.no_outcome,
        inputs=tuple(_input(pack, each) for each in table.inputs),
        conditions=_referred(pack, conditions),
        questions=tuple(map(_question, questions)),
        gates=tuple(
            InputGate(id=gate.id, when=gate.when, exclude=gate.exclude, reason=gate.reason)
            for gate in decision.gates
        ),
    )


def _rested_on(pack: Pack, table: ExportTable) -> list[Question]:
    """The questions that inputs, gates and relevance look at, in the pack's order."""
    named = pack.rules.conditions
    wanted = list(questions_of((gate.when for gate in pack.rules.decisions[table.decision].gates), named))
    for each in table.inputs:
        if each.source == "band":
            wanted.extend(pack.rules.dimensions[each.id].weights)
        elif each.source == "fact":
            wanted.extend(questions_of([named[each.id]], named))
        elif each.source == "answer":
            wanted.append(each.id)
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.add(name)
            only = pack.question_by_id[name].relevant_when
            wanted.extend(questions_of([only], named) if only is not None else ())
    return [question for question in pack.questions if question.id in found]


def _referred(pack: Pack, conditions: Iterable[Condition]) -> dict[str, Condition]:
    """The named conditions that some conditions refer to, however deep, in the pack's order."""
    named = pack.rules.conditions
    found: set[str] = set()
    waiting = [name for condition in conditions for name in _names(condition)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_names(named[name]))
    return {name: condition for name, condition in named.items() if name in found}


def _names(condition: Condition) -> Iterator[str]:
    if condition.condition is not None:
        yield condition.condition
    if condition.not_ is not None:
        yield from _names(condition.not_)
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _names(part)


def _input(pack: Pack, each: TableInput) -> DecisionInput:
    lists = each.lists or ((),) * len(each.values)
    return DecisionInput(
        name=each.name,
        source=each.source,
        id=each.id,
        meaning=each.meaning.how,
        values=tuple(
            InputValue(value=value, meaning=told, any_of=any_of)
            for value, told, any_of in zip(each.values, each.meaning.by_value, lists, strict=True)
        ),
        score=_score(pack, each.id) if each.source == "band" else None,
        yes_when=pack.rules.conditions[each.id] if each.source == "fact" else None,
        otherwise=each.values[0] if each.source == "answer" else None,
    )


def _score(pack: Pack, dimension: str) -> ScoreRule:
    rules = pack.rules.dimensions[dimension]
    return ScoreRule(
        parts=tuple(
            ScorePart(question=name, weight=weight, highest=domain_of(pack.question_by_id[name]).max_level)
            for name, weight in rules.weights.items()
        ),
        medium=rules.bands.medium,
        high=rules.bands.high,
    )


def _question(question: Question) -> InputQuestion:
    return InputQuestion(
        id=question.id,
        ask=question.ask,
        scope=question.scope,
        type=question.type,
        relevant_when=question.relevant_when,
        unit=question.number.unit if question.number is not None else None,
        options=tuple(
            InputOption(id=option.id, label=option.label, level=option.level or 0)
            for option in question.options
        ),
        ranges=tuple(_ranges(question.number)) if question.number is not None else (),
    )


def _ranges(form: NumberFormat) -> Iterator[InputRange]:
    low = None
    for each in form.bins:
        yield InputRange(id=each.id, label=each.label, level=each.level or 0, at_least=low, below=each.below)
        low = each.below
