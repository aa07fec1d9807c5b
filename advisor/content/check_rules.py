"""Rules: dimensions that can score, decisions that name only what exists, a complete framework."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.content.check_conditions import ConditionChecker, Place, check_named_conditions
from advisor.content.check_questions import unique
from advisor.content.locations import MANIFEST
from advisor.content.pack_files import RULES, PackFiles
from advisor.content.pack_names import Names, levels
from advisor.content.yaml_reader import At
from advisor.model.pack import Manifest
from advisor.model.question import QuestionType
from advisor.model.rules import Decision, Dimension, FrameworkRow, Rules


def check_rules(files: PackFiles, names: Names, checker: ConditionChecker) -> None:
    """Report what is wrong in ``pack.yaml`` and ``rules.yaml`` beyond their form."""
    manifest, rules = files.get(MANIFEST, Manifest), files.get(RULES, Rules)
    if manifest is not None:
        kinds = [each.id for each in manifest.workload_kinds]
        unique(files, MANIFEST, ("workload_kinds",), "kind of workload", kinds)
        if rules is not None:
            name = manifest.primary_decision
            message = f"there is no decision “{name}” in {RULES}"
            files.refer(MANIFEST, ("primary_decision",), message, name, rules.decisions)
    if rules is None:
        return
    check_named_conditions(files, checker)
    for name, dimension in rules.dimensions.items():
        _check_dimension(files, ("dimensions", name), dimension, names)
    for name, decision in rules.decisions.items():
        _check_decision(files, ("decisions", name), decision, names, checker)
    warned: list[tuple[At, str]] = [
        (("decisions", name, "warnings", index), warning.id)
        for name, decision in rules.decisions.items()
        for index, warning in enumerate(decision.warnings)
    ]
    _unique_at(files, "warning", warned)
    if rules.agreement is not None and rules.agreement.alpha_tentative > rules.agreement.alpha_reliable:
        tentative, reliable = rules.agreement.alpha_tentative, rules.agreement.alpha_reliable
        message = f"the tentative bound of alpha, {tentative}, is above the reliable one, {reliable}"
        files.report(RULES, ("agreement", "alpha_tentative"), message, "exchange the two", "alpha")
    unique(files, RULES, ("framework",), "framework row", [each.id for each in rules.framework])
    if names.outcomes is not None:
        for index, row in enumerate(rules.framework):
            _check_row(files, ("framework", index), row, names.outcomes)
    for index, row in enumerate(rules.framework):
        for outcome, cell in row.cells.items():
            at: At = ("framework", index, "cells", outcome, "when")
            checker.check(RULES, at, cell.when, Place.REPORT)


def _check_dimension(files: PackFiles, at: At, dimension: Dimension, names: Names) -> None:
    bands = dimension.bands
    if bands.medium >= bands.high and not files.loss(RULES).within((*at, "bands")):
        message = f"the medium band begins at {bands.medium}, not below the high one at {bands.high}"
        files.report(RULES, (*at, "bands"), message, None, "bands")
    for name, weight in dimension.weights.items():
        here = (*at, "weights", name)
        if weight <= 0:
            message = f"a weight is a whole number above 0, found {weight}"
            files.report(RULES, here, message, "delete the line if it does not count", "weight")
        if names.questions is None:
            continue
        message = f"there is no question “{name}”"
        if not files.refer(RULES, here, message, name, sorted(names.questions), key=True):
            continue
        question = names.questions[name]
        if name in names.opaque:
            continue
        if question.type is QuestionType.TEXT:
            message = f"“{name}” is answered with a text, which cannot be scored"
            files.report(RULES, here, message, "delete the line", "weight-of-text", key=True)
        elif max(levels(question), default=0) == 0 and name not in names.damaged:
            message = f"no answer to “{name}” has a level above 0, so it cannot be scored"
            hint = "give its options or bins a “level”"
            files.report(RULES, here, message, hint, "weight-without-levels", key=True)


def _check_decision(
    files: PackFiles, at: At, decision: Decision, names: Names, checker: ConditionChecker
) -> None:
    unique(files, RULES, (*at, "outcomes"), "outcome", decision.outcomes, key=None)
    labels_lost = files.loss(RULES).within((*at, "labels"))
    for outcome in decision.outcomes if not labels_lost else ():
        if outcome not in decision.labels:
            message = f"the outcome “{outcome}” has no label"
            files.report(RULES, (*at, "labels"), message, f"{outcome}: what it is called", "label", key=True)
    for name in decision.labels:
        _outcome(files, (*at, "labels", name), name, decision.outcomes, key=True)
    for index, gate in enumerate(decision.gates):
        here = (*at, "gates", index)
        for place, name in enumerate(gate.exclude):
            _outcome(files, (*here, "exclude", place), name, decision.outcomes)
        checker.check(RULES, (*here, "when"), gate.when, Place.DECISION)
    for index, row in enumerate(decision.table):
        here = (*at, "table", index)
        _results(files, here, row.now, row.target, decision.outcomes)
        checker.check(RULES, (*here, "when"), row.when, Place.DECISION)
    last = decision.otherwise
    _results(files, (*at, "otherwise"), last.now, last.target, decision.outcomes)
    for declared in decision.monotone:
        if names.dimensions is not None:
            message = f"there is no dimension “{declared}”"
            files.refer(RULES, (*at, "monotone", declared), message, declared, names.dimensions, key=True)
    if decision.monotone and not decision.ordered:
        message = "the outcomes are no scale, so nothing about them rises or falls"
        files.report(RULES, (*at, "monotone"), message, "delete it", "not-ordered", key=True)
    for index, warning in enumerate(decision.warnings):
        checker.check(RULES, (*at, "warnings", index, "when"), warning.when, Place.REPORT)
    rows: list[tuple[At, str]] = [
        ((*at, "gates", index), each.id) for index, each in enumerate(decision.gates)
    ]
    rows += [((*at, "table", index), each.id) for index, each in enumerate(decision.table)]
    rows.append(((*at, "otherwise"), last.id))
    _unique_at(files, "gate or row", rows)


def _check_row(files: PackFiles, at: At, row: FrameworkRow, outcomes: list[str]) -> None:
    cells = (*at, "cells")
    for name in row.cells:
        _outcome(files, (*cells, name), name, outcomes, key=True)
    if files.loss(RULES).within(cells):
        return  # Which cells there are, and which have a condition, is not known.
    for outcome in outcomes:
        if outcome not in row.cells:
            message = f"the row “{row.id}” has no cell for “{outcome}”"
            files.report(RULES, cells, message, None, "framework-cell", key=True)
    resorts = [name for name, cell in row.cells.items() if cell.when is None]
    if len(resorts) != 1:
        found = " and ".join(f"“{name}”" for name in resorts) or "none"
        message = f"exactly one cell of a row goes without “when”, found {found}"
        hint = "it is lit when no other cell is"
        files.report(RULES, cells, message, hint, "framework-resort", key=True)


def _results(files: PackFiles, at: At, now: str, target: str | None, outcomes: Iterable[str]) -> None:
    _outcome(files, (*at, "now"), now, outcomes)
    if target is not None:
        _outcome(files, (*at, "target"), target, outcomes)


def _outcome(files: PackFiles, at: At, name: str, outcomes: Iterable[str], *, key: bool = False) -> None:
    files.refer(RULES, at, f"there is no outcome “{name}” here", name, outcomes, key=key)


def _unique_at(files: PackFiles, what: str, named: list[tuple[At, str]]) -> None:
    first: dict[str, At] = {}
    for at, name in named:
        if name in first:
            before = files.sources[RULES].mark(first[name])
            where = f", first in line {before.line}" if before else ""
            message = f"the {what} “{name}” stands here a second time{where}"
            files.report(RULES, (*at, "id"), message, "give each its own id", "duplicate-id")
        else:
            first[name] = at
