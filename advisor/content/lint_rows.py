"""Rows that can be seen not to matter without any proof: literally shadowed, or excluding all."""

from __future__ import annotations

from advisor.content.condition_tools import everything, is_sound
from advisor.content.pack_files import RULES, PackFiles
from advisor.content.yaml_reader import At
from advisor.errors import Severity
from advisor.model.condition import Band, Condition, NumberIs
from advisor.model.rules import Decision, Rules


def check_rows(files: PackFiles, rules: Rules) -> None:
    """Warn about rows behind a row that always holds before them, and gates that leave nothing."""
    for name, decision in rules.decisions.items():
        _check_gates(files, name, decision)
        at: At = ("decisions", name, "table")
        known = [_is_known(files, rules, row.when, (*at, index)) for index, row in enumerate(decision.table)]
        for index, row in enumerate(decision.table):
            for before, earlier in enumerate(decision.table[:index]):
                if known[index] and known[before] and implies(row.when, earlier.when, rules.conditions):
                    mark = files.sources[RULES].mark((*at, before))
                    where = f" in line {mark.line}" if mark else ""
                    message = (
                        f"the row “{row.id}” is never reached: “{earlier.id}”{where} holds whenever it does"
                    )
                    files.report(
                        RULES,
                        (*at, index, "when"),
                        message,
                        "move it up, make it differ, or delete it",
                        "shadowed-row",
                        key=True,
                        severity=Severity.WARNING,
                    )
                    break


def _is_known(files: PackFiles, rules: Rules, condition: Condition, at: At) -> bool:
    """Whether a condition could be read in full, with all that it names."""
    if not is_sound(condition, rules.conditions):
        return False
    named = {each.condition for each in everything(condition, rules.conditions) if each.condition}
    loss = files.loss(RULES)
    return not loss.within(at) and not any(loss.within(("conditions", name)) for name in named)


def _check_gates(files: PackFiles, name: str, decision: Decision) -> None:
    for index, gate in enumerate(decision.gates):
        if set(gate.exclude) >= set(decision.outcomes):
            files.report(
                RULES,
                ("decisions", name, "gates", index, "exclude"),
                f"the gate “{gate.id}” excludes every outcome",
                "leave one, or make it a warning",
                "gate-excludes-all",
                key=True,
                severity=Severity.WARNING,
            )


def implies(first: Condition, then: Condition, conditions: dict[str, Condition]) -> bool:
    """Whether one look at the two texts shows that ``then`` holds whenever ``first`` does.

    Literal, so it misses what only a proof would find, and never claims what is not so.
    """
    first, then = _unnamed(first, conditions), _unnamed(then, conditions)
    if first == then:
        return True
    if then.all is not None:
        return all(implies(first, each, conditions) for each in then.all)
    if first.any is not None:
        return all(implies(each, then, conditions) for each in first.any)
    if then.any is not None and any(implies(first, each, conditions) for each in then.any):
        return True
    if first.all is not None:
        return any(implies(each, then, conditions) for each in first.all)
    return _narrower(first, then)


def _unnamed(condition: Condition, conditions: dict[str, Condition]) -> Condition:
    """The condition behind a name, and the only part of an ``all`` or ``any`` that has just one."""
    while True:
        if condition.condition is not None:
            condition = conditions[condition.condition]
        elif condition.all is not None and len(condition.all) == 1:
            condition = condition.all[0]
        elif condition.any is not None and len(condition.any) == 1:
            condition = condition.any[0]
        else:
            return condition


def _narrower(first: Condition, then: Condition) -> bool:
    """The same for two conditions without parts."""
    if first.band and then.band:
        return first.band.dimension == then.band.dimension and set(first.band.is_) <= set(then.band.is_)
    if first.answer and then.answer:
        same = first.answer.question == then.answer.question
        return same and set(first.answer.is_) <= set(then.answer.is_)
    if first.kind and then.kind:
        return set(first.kind) <= set(then.kind)
    if first.number and then.number:
        return _inside(first.number, then.number)
    if then.at_least:
        order = list(Band)
        wanted = set(order[order.index(then.at_least.band) :])
        if first.at_least:
            stricter = order.index(first.at_least.band) >= order.index(then.at_least.band)
            return stricter and set(then.at_least.dimensions) <= set(first.at_least.dimensions)
        if first.band:
            return set(then.at_least.dimensions) == {first.band.dimension} and set(first.band.is_) <= wanted
    return False


def _inside(first: NumberIs, then: NumberIs) -> bool:
    if first.question != then.question:
        return False
    from_below = then.at_least is None or (first.at_least is not None and first.at_least >= then.at_least)
    from_above = then.below is None or (first.below is not None and first.below <= then.below)
    return from_below and from_above
