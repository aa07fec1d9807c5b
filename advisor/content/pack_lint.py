"""Findings about a pack: what makes it unusable, and what its author probably did not mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advisor.content.condition_tools import everything, questions_in
from advisor.content.lint_rows import check_rows
from advisor.content.locations import MANIFEST
from advisor.content.pack_checks import check_references
from advisor.content.pack_files import (
    EVIDENCE,
    FILES,
    KPIS,
    MODELS,
    PERSONAS,
    PRACTICES,
    PRICES,
    QUESTIONS,
    REQUIRED,
    RULES,
    PackFiles,
    read_pack_files,
)
from advisor.content.pack_names import levels, value_ids
from advisor.content.yaml_reader import At
from advisor.errors import Problem, Severity
from advisor.model.catalogue import Kpis, Models, Personas, Practices
from advisor.model.condition import Condition
from advisor.model.pack import Manifest
from advisor.model.question import Question, Questionnaire, QuestionType
from advisor.model.rules import Rules

_USERS = (QUESTIONS, RULES, PRACTICES)
"""The files whose conditions and weights look at questions, dimensions and named conditions."""


def lint_pack(folder: Path) -> tuple[Problem, ...]:
    """Every finding about a pack, errors and warnings, in the order of its files and their lines."""
    files = read_pack_files(folder)
    if files.newer:
        return files.all_problems()
    check_references(files)
    _check_stray_files(files)
    _check_use(files)
    _check_catalogues(files)
    rules = files.get(RULES, Rules)
    if rules is not None:
        check_rows(files, rules)
    return files.all_problems()


def warn(
    files: PackFiles,
    file: str,
    at: At,
    message: str,
    hint: str | None = None,
    code: str = "unused",
    *,
    key: bool = False,
) -> None:
    """Add a warning at a path of a file."""
    files.report(file, at, message, hint, code, key=key, severity=Severity.WARNING)


def _check_stray_files(files: PackFiles) -> None:
    for path in sorted(files.folder.iterdir()) if files.folder.is_dir() else ():
        if path.suffix in (".yaml", ".yml") and path.name not in FILES:
            message = "no part of a pack has this name, so it is never read"
            hint = "known here: " + ", ".join(FILES)
            files.problems.append(
                Problem(str(path), None, None, message, hint, "stray-file", Severity.WARNING)
            )


def _conditions(files: PackFiles) -> Iterator[Condition]:
    """Every condition of a pack that is in use; names are followed by who looks into them."""
    questionnaire, rules = files.get(QUESTIONS, Questionnaire), files.get(RULES, Rules)
    practices = files.get(PRACTICES, Practices)
    for question in questionnaire.questions if questionnaire else ():
        if question.relevant_when is not None:
            yield question.relevant_when
    for decision in rules.decisions.values() if rules else ():
        yield from (gate.when for gate in decision.gates)
        yield from (row.when for row in decision.table)
        yield from (warning.when for warning in decision.warnings)
    for row in rules.framework if rules else ():
        for cell in row.cells.values():
            if cell.when is not None:
                yield cell.when
    for practice in practices.practices if practices else ():
        if practice.when is not None:
            yield practice.when


def _check_use(files: PackFiles) -> None:
    """What is defined and has no effect: questions, options, sections, conditions, dimensions."""
    questionnaire, rules = files.get(QUESTIONS, Questionnaire), files.get(RULES, Rules)
    manifest = files.get(MANIFEST, Manifest)
    if questionnaire is not None:
        _check_interview(files, questionnaire, manifest)
    if questionnaire is None or rules is None:
        return
    conditions = list(_conditions(files))
    parts = [part for condition in conditions for part in everything(condition, rules.conditions)]
    asked = set().union(*(questions_in(condition, rules.conditions) for condition in conditions))
    scored = {name for dimension in rules.dimensions.values() for name in dimension.weights}
    tested = {(part.answer.question, option) for part in parts if part.answer for option in part.answer.is_}
    for index, question in enumerate(questionnaire.questions):
        at: At = ("questions", index)
        # What its answers count for, and who looks at them, has to be known in full.
        if files.loss(QUESTIONS).within(at) or files.may_use(question.id, *_USERS):
            continue
        if question.type is not QuestionType.TEXT and question.id not in asked | scored:
            message = f"nothing looks at “{question.id}”: neither a dimension nor a condition"
            warn(files, QUESTIONS, (*at, "id"), message, "use it, or ask less", "unused-question")
        elif question.id not in scored:
            _check_options(files, at, question, tested)
        else:
            _check_levels(files, at, question)
        if question.likelihood and question.type is QuestionType.MULTIPLE:
            message = "likelihoods have no effect where several options can be chosen"
            warn(files, QUESTIONS, (*at, "likelihood"), message, "delete them", "no-effect", key=True)
    _check_defined(files, rules, parts)


def _check_defined(files: PackFiles, rules: Rules, parts: list[Condition]) -> None:
    named = {part.condition for part in parts}
    for name in rules.conditions:
        if name not in named and not files.may_use(name, *_USERS):
            message = f"nothing uses the condition “{name}”"
            warn(files, RULES, ("conditions", name), message, "delete it", "unused-condition", key=True)
    looked_at = {test.dimension for part in parts for test in (part.band, part.without_evidence) if test}
    looked_at.update(name for part in parts if part.at_least for name in part.at_least.dimensions)
    for name in rules.dimensions:
        if name not in looked_at and not files.may_use(name, *_USERS):
            message = f"no rule looks at the dimension “{name}”"
            hint = "let a rule look at its band, or delete it"
            warn(files, RULES, ("dimensions", name), message, hint, "unused-dimension", key=True)


def _check_interview(files: PackFiles, questionnaire: Questionnaire, manifest: Manifest | None) -> None:
    used = {question.section for question in questionnaire.questions}
    for index, section in enumerate(questionnaire.sections):
        if section.id not in used and not files.may_use(section.id, QUESTIONS):
            message = f"no question is in the section “{section.id}”"
            warn(files, QUESTIONS, ("sections", index, "id"), message, None, "unused-section")
    asked = any(question.quick for question in questionnaire.questions)
    if not asked and not files.may_use("quick", QUESTIONS):
        warn(files, QUESTIONS, (), "no question is “quick”, so there is no quick interview", None, "no-quick")
    if manifest is None or files.loss(MANIFEST).within(("interview",)):
        return
    if manifest.interview.quick_minutes > manifest.interview.full_minutes:
        message = "the quick interview takes longer than the full one"
        warn(files, MANIFEST, ("interview", "quick_minutes"), message, None, "minutes")


def _check_options(files: PackFiles, at: At, question: Question, tested: set[tuple[str, str]]) -> None:
    """Of a question that only steers, more than one option that no rule tells apart from the others."""
    untested = [index for index, each in enumerate(question.options) if (question.id, each.id) not in tested]
    untested = [index for index in untested if not files.may_use(question.options[index].id, *_USERS)]
    # One option may be "everything else": rules that name all others tell it apart.
    if len(untested) < 2:
        return
    *first, last = (f"“{question.options[each].id}”" for each in untested)
    message = f"no score and no rule tells {', '.join(first)} and {last} apart"
    # Where a proof tells the same of them.
    place = (*at, "options", untested[1], "id")
    warn(files, QUESTIONS, place, message, "use them, or merge them", "unused-option")


def _check_levels(files: PackFiles, at: At, question: Question) -> None:
    place: At = ("options",)
    found = [(option.id, option.level) for option in question.options]
    if question.number is not None:
        place = ("number", "bins")
        found = [(each.id, each.level) for each in question.number.bins]
    for index, (name, level) in enumerate(found):
        if level is None and any(levels(question)):
            message = f"“{name}” has no level although “{question.id}” is scored; it counts as 0"
            warn(files, QUESTIONS, (*at, *place, index, "id"), message, "write the level", "no-level")
    if len(set(levels(question))) == 1 and len(value_ids(question)) == len(levels(question)):
        message = f"every answer to “{question.id}” has the same level, so scoring it changes nothing"
        warn(files, QUESTIONS, (*at, "id"), message, None, "same-levels")


def _check_catalogues(files: PackFiles) -> None:
    """What no reader would ever see, and catalogues that are absent."""
    for name in FILES:
        if name not in files.sources and name not in (*REQUIRED, PRICES, EVIDENCE):
            message = "the pack has no such file, so reports go without that part"
            path = str(files.folder / name)
            files.problems.append(Problem(path, None, None, message, None, "no-catalogue", Severity.WARNING))
    personas, kpis, practices = (
        files.get(PERSONAS, Personas),
        files.get(KPIS, Kpis),
        files.get(PRACTICES, Practices),
    )
    if personas is not None and kpis is not None:
        wanted = {name for persona in personas.personas for name in persona.kpis}
        for index, kpi in enumerate(kpis.kpis):
            if kpi.id not in wanted and not files.may_use(kpi.id, PERSONAS):
                message = f"no persona cares about the KPI “{kpi.id}”"
                warn(files, KPIS, ("kpis", index, "id"), message, None, "unused-kpi")
    for index, practice in enumerate(practices.practices if practices else ()):
        lost = files.loss(PRACTICES).within(("practices", index))
        if not practice.questions and not practice.kpis and not lost:
            message = f"the practice “{practice.id}” moves neither a question nor a KPI"
            warn(files, PRACTICES, ("practices", index, "id"), message, None, "practice-moves-nothing")
    models, rules, manifest = (
        files.get(MODELS, Models),
        files.get(RULES, Rules),
        files.get(MANIFEST, Manifest),
    )
    primary = rules.decisions.get(manifest.primary_decision) if rules and manifest else None
    if models is not None and primary is not None:
        order = list(primary.outcomes)
        found = [each.id for each in models.models]
        # Models that are too many or too few are told already.
        if found != order and sorted(found) == sorted(order):
            message = "the models stand in another order than the outcomes: " + ", ".join(order)
            warn(files, MODELS, ("models",), message, None, "model-order", key=True)
