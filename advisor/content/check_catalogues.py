"""Models, personas, KPIs and practices: what they name has to exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from advisor.content.check_conditions import ConditionChecker, Place
from advisor.content.check_questions import unique
from advisor.content.pack_files import KPIS, MODELS, PERSONAS, PRACTICES, PackFiles
from advisor.content.pack_names import Names
from advisor.content.salvage import is_filler
from advisor.content.yaml_reader import At
from advisor.model.catalogue import Kpis, Models, Personas, Practices


def check_catalogues(files: PackFiles, names: Names, checker: ConditionChecker) -> None:
    """Report what dangles in the catalogues."""
    _check_models(files, names)
    _check_personas(files, names)
    _check_kpis(files, names)
    _check_practices(files, names, checker)


def _check_models(files: PackFiles, names: Names) -> None:
    models = files.get(MODELS, Models)
    if models is None:
        return
    ids = [each.id for each in models.models]
    unique(files, MODELS, ("models",), "model", ids)
    outcomes = names.outcomes
    if outcomes is None:
        return
    for index, name in enumerate(ids):
        _known(files, MODELS, ("models", index, "id"), f"outcome of “{names.primary}”", name, outcomes)
    for outcome in outcomes if not any(map(is_filler, ids)) else ():
        if outcome not in ids:
            message = f"the outcome “{outcome}” of “{names.primary}” has no model"
            files.report(MODELS, ("models",), message, "describe it", "missing-model", key=True)


def _check_personas(files: PackFiles, names: Names) -> None:
    personas = files.get(PERSONAS, Personas)
    if personas is None:
        return
    unique(files, PERSONAS, ("personas",), "persona", [each.id for each in personas.personas])
    for index, persona in enumerate(personas.personas):
        at: At = ("personas", index)
        _keys(files, PERSONAS, (*at, "roles"), "model", persona.roles, _models(names), complete=True)
        _each(files, PERSONAS, (*at, "kpis"), "KPI", persona.kpis, names.kpis)
        unique(files, PERSONAS, (*at, "kpis"), "KPI", persona.kpis, key=None)
        for place, asked in enumerate(persona.questions):
            where: At = (*at, "questions", place, "answers")
            _each(files, PERSONAS, where, "question", asked.answers, names.questions)


def _check_kpis(files: PackFiles, names: Names) -> None:
    kpis = files.get(KPIS, Kpis)
    if kpis is None:
        return
    unique(files, KPIS, ("kpis",), "KPI", [each.id for each in kpis.kpis])
    for index, kpi in enumerate(kpis.kpis):
        at: At = ("kpis", index)
        _keys(files, KPIS, (*at, "expectation"), "model", kpi.expectation, _models(names), complete=True)
        _keys(files, KPIS, (*at, "targets"), "model", kpi.targets, _models(names), complete=False)
        _known(files, KPIS, (*at, "owner"), "persona", kpi.owner, names.personas)
        _each(files, KPIS, (*at, "kinds"), "kind of workload", kpi.kinds, names.kinds)
        for name, target in kpi.targets.items():
            if target.upper is not None and target.value is not None and target.upper <= target.value:
                message = (
                    f"a corridor goes from “value” up to “upper”, found {target.value} to {target.upper}"
                )
                files.report(KPIS, (*at, "targets", name, "upper"), message, None, "bounds")


def _check_practices(files: PackFiles, names: Names, checker: ConditionChecker) -> None:
    practices = files.get(PRACTICES, Practices)
    if practices is None:
        return
    unique(files, PRACTICES, ("practices",), "practice", [each.id for each in practices.practices])
    for index, practice in enumerate(practices.practices):
        at: At = ("practices", index)
        _known(files, PRACTICES, (*at, "owner"), "persona", practice.owner, names.personas)
        _each(files, PRACTICES, (*at, "kpis"), "KPI", practice.kpis, names.kpis)
        _each(files, PRACTICES, (*at, "questions"), "question", practice.questions, names.questions)
        _known(files, PRACTICES, (*at, "from_stage"), "stage", practice.from_stage, names.stages)
        checker.check(PRACTICES, (*at, "when"), practice.when, Place.REPORT)


def _models(names: Names) -> Collection[str] | None:
    """The models as the decision names them, so that catalogues can be checked before all are described."""
    return names.outcomes


def _keys(
    files: PackFiles,
    file: str,
    at: At,
    what: str,
    given: Iterable[str],
    valid: Collection[str] | None,
    *,
    complete: bool,
) -> None:
    if valid is None:
        return
    found = list(given)
    for name in found:
        _known(files, file, (*at, name), what, name, valid, key=True)
    for name in valid if complete and not files.loss(file).within(at) else ():
        if name not in found:
            message = f"“{at[-1]}” says nothing about the {what} “{name}”"
            files.report(file, at, message, None, "incomplete", key=True)


def _each(
    files: PackFiles, file: str, at: At, what: str, given: Iterable[str], valid: Collection[str] | None
) -> None:
    for index, name in enumerate(given):
        _known(files, file, (*at, index), what, name, valid)


def _known(
    files: PackFiles,
    file: str,
    at: At,
    what: str,
    name: str,
    valid: Collection[str] | None,
    *,
    key: bool = False,
) -> None:
    if valid is not None:
        kind, of, owner = what.partition(" of “")
        files.refer(file, at, f"there is no {kind} “{name}”{of}{owner}", name, sorted(valid), key=key)
