"""Everything in a pack that has a name, for the checks that look references up."""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.content.locations import MANIFEST
from advisor.content.pack_files import KPIS, MODELS, PERSONAS, QUESTIONS, RULES, PackFiles
from advisor.content.salvage import Loss
from advisor.content.yaml_reader import At
from advisor.model.catalogue import Kpis, Models, Personas
from advisor.model.condition import Condition
from advisor.model.pack import Manifest
from advisor.model.question import Question, Questionnaire, QuestionType
from advisor.model.rules import Decision, Dimension, Rules


@dataclass(slots=True)
class Names:
    """The names of a pack; None for a kind whose file cannot be read, so that nothing is said to dangle."""

    questions: dict[str, Question] | None = None
    unread: set[str] = field(default_factory=set)
    """Questions whose type, scope or answers could not be read in full."""
    opaque: set[str] = field(default_factory=set)
    """Those, and questions that state no answers although they have to: what they allow is not known."""
    damaged: set[str] = field(default_factory=set)
    """Questions of which anything could not be read."""
    sections: set[str] = field(default_factory=set)
    kinds: set[str] | None = None
    primary: str | None = None
    conditions: dict[str, Condition] = field(default_factory=dict)
    dimensions: dict[str, Dimension] | None = None
    decisions: dict[str, Decision] | None = None
    models: set[str] | None = None
    stages: set[str] | None = None
    personas: set[str] | None = None
    kpis: set[str] | None = None

    @property
    def outcomes(self) -> list[str] | None:
        """The outcomes of the primary decision, which are the ids of the models."""
        decision = self.decisions.get(self.primary) if self.decisions and self.primary else None
        return list(decision.outcomes) if decision else None


def names_of(files: PackFiles) -> Names:
    """The names that the files of a pack define, as far as they can be used."""
    names = Names()
    if (questionnaire := files.get(QUESTIONS, Questionnaire)) is not None:
        names.questions = {each.id: each for each in questionnaire.questions}
        names.sections = {each.id for each in questionnaire.sections}
        _judge_losses(names, questionnaire, files.loss(QUESTIONS))
    if (manifest := files.get(MANIFEST, Manifest)) is not None:
        names.kinds = {each.id for each in manifest.workload_kinds}
        names.primary = manifest.primary_decision
    if (rules := files.get(RULES, Rules)) is not None:
        names.conditions = rules.conditions
        names.dimensions = rules.dimensions
        names.decisions = rules.decisions
    if (models := files.get(MODELS, Models)) is not None:
        names.models = {each.id for each in models.models}
        names.stages = {each.stage for each in models.models}
    # An optional file that is absent defines nothing; one that is invalid says nothing.
    if (personas := files.get(PERSONAS, Personas)) is not None:
        names.personas = {each.id for each in personas.personas}
    elif PERSONAS not in files.sources:
        names.personas = set()
    if (kpis := files.get(KPIS, Kpis)) is not None:
        names.kpis = {each.id for each in kpis.kpis}
    elif KPIS not in files.sources:
        names.kpis = set()
    return names


_HARMLESS = frozenset({"label", "detail", "level", "alone", "unit", "integer"})
"""Keys of options, bins and numbers that say nothing about which answers there are."""


def _judge_losses(names: Names, questionnaire: Questionnaire, loss: Loss) -> None:
    for index, question in enumerate(questionnaire.questions):
        if question.type is not QuestionType.TEXT and not value_ids(question):
            names.opaque.add(question.id)
        at: At = ("questions", index)
        if not loss.within(at):
            continue
        names.damaged.add(question.id)
        for place in loss.places:
            about_answers = place[2:3] in (("type",), ("scope",), ("options",), ("number",))
            whole = place == at[: len(place)]
            if whole or (place[:2] == at and about_answers and place[-1] not in _HARMLESS):
                names.unread.add(question.id)
    names.opaque |= names.unread


def value_ids(question: Question) -> list[str]:
    """The ids of a question's options, or of its bins."""
    if question.type is QuestionType.NUMBER and question.number is not None:
        return [each.id for each in question.number.bins]
    return [each.id for each in question.options]


def levels(question: Question) -> list[int]:
    """The levels that a question's options or bins have."""
    values = question.number.bins if question.number is not None else question.options
    return [each.level for each in values if each.level is not None]
