"""What a scenario supposes, in words: which answers, weights and amounts differ from the present."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.content.prices import prices_of
from advisor.decision.labels import answer_label
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.scenario import SupposedChange
from advisor.model.scenario_weights import weights_between
from advisor.model.stated import Given
from advisor.workflows.scenario_amounts import Leaf, leaf_data, leaves


def changes_between(
    present: tuple[Pack, Assessment], supposed: tuple[Pack, Assessment]
) -> tuple[SupposedChange, ...]:
    """What differs, in words: answers, then weights, then amounts."""
    (pack, before), (other, after) = present, supposed
    found = list(_answers(pack, before, after, None))
    for workload in before.workloads:
        found += _answers(pack, before, after, workload)
    for name, weights in weights_between(pack, other).items():
        own = pack.rules.dimensions[name].weights
        found += [
            SupposedChange(
                kind="weight",
                id=question,
                where=name,
                title=pack.question_by_id[question].short,
                before=str(own[question]),
                after=str(weight),
            )
            for question, weight in weights.items()
        ]
    return (*found, *_amounts(pack, before, after))


def _answers(
    pack: Pack, before: Assessment, after: Assessment, workload: Workload | None
) -> Iterator[SupposedChange]:
    where = workload.id if workload else None
    for question in pack.questions:
        was, will = before.answer(question.id, where), after.answer(question.id, where)
        labels = answer_label(question, was), answer_label(question, will)
        if was != will and labels[0] != labels[1]:
            yield SupposedChange(
                kind="answer",
                id=question.id,
                where=where,
                title=question.short,
                before=labels[0],
                after=labels[1],
            )


def _amounts(pack: Pack, before: Assessment, after: Assessment) -> Iterator[SupposedChange]:
    was, will = leaves(before.economics), leaves(after.economics)
    if was == will:
        return
    book = prices_of(pack)
    for path in (*was, *(each for each in will if each not in was)):
        if was.get(path) == will.get(path):
            continue
        quantity = book.quantities.get(path[-1]) if book is not None else None
        yield SupposedChange(
            kind="amount",
            id="/".join(path),
            where=path[1] if path[0] in ("workloads", "alternatives") and len(path) > 1 else None,
            title=quantity.title if quantity is not None else path[-1].replace("_", " "),
            before=_stated(was.get(path)),
            after=_stated(will.get(path)),
        )


def _stated(leaf: Leaf | None) -> str:
    if leaf is None:
        return "not stated"
    if isinstance(leaf, Given):
        middle = f"{leaf.typical:f} {leaf.unit}".rstrip()
        if leaf.low is None and leaf.high is None:
            return middle
        return f"{middle} ({leaf.low or leaf.typical:f} to {leaf.high or leaf.typical:f})"
    data = leaf_data(leaf)
    return " ".join(str(each) for each in data.values()) if isinstance(data, dict) else str(data)
