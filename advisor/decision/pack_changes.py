"""All in what two packs differ: what can move a decision first, then what is only told about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Protocol, TypeVar

from advisor.decision.condition_words import condition_words
from advisor.decision.pack_edit import pairs
from advisor.decision.pack_edits import edits_of, option_labels
from advisor.model.pack import Pack
from advisor.model.pack_change import Happened, Part, RuleChange
from advisor.model.question import Question
from advisor.model.rules import Decision, Dimension, WarningRule


class _Titled(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


class _Known(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Known)


def changes_of(old: Pack, new: Pack) -> tuple[RuleChange, ...]:
    """Every difference between two packs, the deciding ones first, each in the order of a pack's files."""
    return (*(each.change for each in edits_of(old, new)), *_told(old, new))


def _told(old: Pack, new: Pack) -> Iterator[RuleChange]:
    yield from _listed(
        Part.KIND, "kind of workload", old.manifest.workload_kinds, new.manifest.workload_kinds
    )
    for _, one, other in pairs(old.question_by_id, new.question_by_id):
        if one is not None and other is not None:
            yield from _question(one, other)
    for name, first, then in pairs(old.rules.dimensions, new.rules.dimensions):
        if first is not None and then is not None:
            yield from _dimension(name, first, then)
    for name, was, now in pairs(old.rules.decisions, new.rules.decisions):
        if was is not None and now is not None:
            yield from _decision(old, new, name, was, now)
    yield from _listed(Part.FRAMEWORK, "row of the framework", old.rules.framework, new.rules.framework)
    yield from _listed(Part.MODEL, "description of the model", old.models, new.models)
    yield from _listed(Part.PERSONA, "reader", old.personas, new.personas)
    yield from _listed(Part.KPI, "KPI", old.kpis, new.kpis)
    yield from _listed(Part.PRACTICE, "practice", old.practices, new.practices)


def _by_id(things: Iterable[_Thing]) -> dict[str, _Thing]:
    return {each.id: each for each in things}


def _change(part: Part, happened: Happened, name: str, text: str, within: str | None = None) -> RuleChange:
    return RuleChange(part=part, happened=happened, id=name, within=within, decides=False, text=text)


def _listed(part: Part, called: str, old: Sequence[_Titled], new: Sequence[_Titled]) -> Iterator[RuleChange]:
    """Things of a catalogue, each told as a whole."""
    for name, before, after in pairs(_by_id(old), _by_id(new)):
        if before is None and after is not None:
            yield _change(part, Happened.NEW, name, f"New {called} “{after.title}”.")
        elif after is None and before is not None:
            yield _change(part, Happened.GONE, name, f"The {called} “{before.title}” is gone.")
        elif after is not None and before != after:
            yield _change(part, Happened.CHANGED, name, f"The {called} “{after.title}” says something else.")


def _question(before: Question, after: Question) -> Iterator[RuleChange]:
    if before.changeable != after.changeable:
        can = "can" if after.changeable else "cannot"
        text = f"“{after.short}”: by the pack, the organisation {can} change the answer by its own work."
        yield _change(Part.QUESTION, Happened.CHANGED, after.id, text)
    if before.quick != after.quick:
        text = f"“{after.short}” is {'now' if after.quick else 'no longer'} part of the quick interview."
        yield _change(Part.QUESTION, Happened.CHANGED, after.id, text)
    common = option_labels(before).keys() & option_labels(after).keys()
    if _words(before, common) != _words(after, common):
        text = f"“{after.short}” is worded otherwise."
        yield _change(Part.QUESTION, Happened.REWORDED, after.id, text)


_APART = {"changeable", "quick", "relevant_when", "likelihood", "type", "scope", "options", "number"}


def _words(question: Question, common: Set[str]) -> object:
    """What is only read of a question and of these answers to it."""
    number = question.number
    values = number.bins if number is not None else question.options
    labels = {each.id: (each.label, getattr(each, "detail", None)) for each in values if each.id in common}
    return question.model_dump(exclude=_APART), labels


def _dimension(name: str, before: Dimension, after: Dimension) -> Iterator[RuleChange]:
    if before.role != after.role:
        text = f"“{after.title}” is a {after.role.value} now, before a {before.role.value}."
        yield _change(Part.DIMENSION, Happened.CHANGED, name, text)
    words = ((each.title, each.summary, each.threshold_source) for each in (before, after))
    if len(set(words)) > 1:
        text = f"The score “{after.title}” is described otherwise."
        yield _change(Part.DIMENSION, Happened.REWORDED, name, text)


def _decision(old: Pack, new: Pack, name: str, before: Decision, after: Decision) -> Iterator[RuleChange]:
    for part, called, was, now in (
        (Part.GATE, "hard rule", before.gates, after.gates),
        (Part.ROW, "row", before.table, after.table),
        (Part.OTHERWISE, "last row", (before.otherwise,), (after.otherwise,)),
    ):
        reasons = ({each.id: each.reason for each in rules} for rules in (was, now))
        for each, first, then in pairs(*reasons):
            if first is not None and then is not None and first != then:
                text = f"The {called} “{each}” gives another reason: {then}"
                yield _change(part, Happened.REWORDED, each, text, name)
    for _, one, other in pairs(_by_id(before.warnings), _by_id(after.warnings)):
        yield from _warning(old, new, name, one, other)
    if before.monotone != after.monotone:
        text = f"What “{after.title}” promises about better scores is another."
        yield _change(Part.DECISION, Happened.CHANGED, name, text)
    words = ((each.title, each.question, tuple(sorted(each.labels.items()))) for each in (before, after))
    if len(set(words)) > 1:
        yield _change(Part.DECISION, Happened.REWORDED, name, f"“{after.title}” is worded otherwise.")


def _warning(
    old: Pack, new: Pack, decision: str, before: WarningRule | None, after: WarningRule | None
) -> Iterator[RuleChange]:
    if before is None and after is not None:
        text = f"New warning “{after.id}” ({after.severity.value}): {after.message}"
        yield _change(Part.WARNING, Happened.NEW, after.id, text, decision)
    elif after is None and before is not None:
        text = f"The warning “{before.id}” is gone: {before.message}"
        yield _change(Part.WARNING, Happened.GONE, before.id, text, decision)
    elif before is not None and after is not None:
        parts = []
        if before.when != after.when:
            now, then = condition_words(after.when, new), condition_words(before.when, old)
            parts.append(f"is given if {now}; before if {then}")
        if before.severity != after.severity:
            parts.append(f"is {after.severity.value}, before {before.severity.value}")
        if parts:
            text = f"The warning “{after.id}” {', and '.join(parts)}."
            yield _change(Part.WARNING, Happened.CHANGED, after.id, text, decision)
        if (before.message, before.do) != (after.message, after.do):
            text = f"The warning “{after.id}” is worded otherwise: {after.message}"
            yield _change(Part.WARNING, Happened.REWORDED, after.id, text, decision)
