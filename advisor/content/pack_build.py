"""A pack from its YAML files, checked; the slow way, taken when the cache has nothing."""

from __future__ import annotations

from pathlib import Path

from advisor.content.locations import MANIFEST
from advisor.content.pack_checks import check_references
from advisor.content.pack_files import (
    KPIS,
    MODELS,
    PERSONAS,
    PRACTICES,
    QUESTIONS,
    RULES,
    PackFiles,
    read_pack_files,
)
from advisor.errors import Severity, UnusableInput
from advisor.model.catalogue import Kpis, Models, Personas, Practices
from advisor.model.pack import Manifest, Pack
from advisor.model.question import Questionnaire
from advisor.model.rules import Rules


def build_pack(folder: Path, sha256: str) -> Pack:
    """The whole pack in a folder.

    Raises:
        UnusableInput: the pack cannot be used; the problems are all there are, of all its files.
    """
    files = read_pack_files(folder)
    check_references(files)
    errors = [problem for problem in files.all_problems() if problem.severity is Severity.ERROR]
    if errors:
        raise UnusableInput(errors)
    return _assembled(files, sha256)


def _assembled(files: PackFiles, sha256: str) -> Pack:
    """The pack that valid files make up."""
    questionnaire = files.get(QUESTIONS, Questionnaire)
    rules, manifest = files.get(RULES, Rules), files.get(MANIFEST, Manifest)
    if questionnaire is None or rules is None or manifest is None:
        raise UnusableInput(files.all_problems())
    models, personas = files.get(MODELS, Models), files.get(PERSONAS, Personas)
    kpis, practices = files.get(KPIS, Kpis), files.get(PRACTICES, Practices)
    return Pack.model_construct(
        manifest=manifest,
        sections=questionnaire.sections,
        questions=questionnaire.questions,
        rules=rules,
        models=models.models if models else (),
        personas=personas.personas if personas else (),
        kpis=kpis.kpis if kpis else (),
        practices=practices.practices if practices else (),
        sha256=sha256,
    )
