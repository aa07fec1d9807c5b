"""A pack: everything that a consultant edits."""

from functools import cached_property

from pydantic import Field

from advisor.model.base import Address, Model, Slug, Text
from advisor.model.catalogue import InfrastructureModel, Kpi, Persona, Practice
from advisor.model.question import Question, Section
from advisor.model.rules import Decision, Rules

PACK_FORMAT = 1
"""The newest pack format that this version reads."""


class Attribution(Model):
    """A work that the pack builds on, as its licence asks to be named."""

    title: Text
    author: Text
    licence: Text
    licence_url: Address | None = None
    """Where the licence can be read."""
    url: Address | None = None
    """Where the work can be read; only addresses that were looked at."""
    note: Text
    """What was taken over and that it was changed."""


class WorkloadKind(Model):
    """A kind of workload, the unit of decision."""

    id: Slug
    title: Text
    help: Text


class Interview(Model):
    """Minutes that an interview takes, stated before it starts."""

    quick_minutes: int = Field(ge=1)
    full_minutes: int = Field(ge=1)


class Manifest(Model):
    """The file ``pack.yaml``."""

    id: Slug
    format: int = PACK_FORMAT
    title: Text
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    summary: Text
    licence: Text
    language: str = "en"
    primary_decision: Slug
    """The decision whose outcomes are the models."""
    workload_kinds: tuple[WorkloadKind, ...] = Field(min_length=1)
    interview: Interview
    attributions: tuple[Attribution, ...] = ()
    own_assumptions: tuple[Text, ...] = ()
    """Thresholds and weights that are this pack's own judgement, said plainly."""


class Pack(Model):
    """A whole pack, checked, with the hash of the files it was read from."""

    manifest: Manifest
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    rules: Rules
    models: tuple[InfrastructureModel, ...] = ()
    personas: tuple[Persona, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    practices: tuple[Practice, ...] = ()
    sha256: str
    """Of the pack's files, see ``advisor.content.packs``."""

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.manifest.id

    @property
    def version(self) -> str:
        """The pack's version."""
        return self.manifest.version

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """Questions by id, in file order."""
        return {question.id: question for question in self.questions}

    @cached_property
    def model_by_id(self) -> dict[str, InfrastructureModel]:
        """Models by id, in file order."""
        return {model.id: model for model in self.models}

    @cached_property
    def persona_by_id(self) -> dict[str, Persona]:
        """Personas by id, in file order."""
        return {persona.id: persona for persona in self.personas}

    @cached_property
    def kpi_by_id(self) -> dict[str, Kpi]:
        """KPIs by id, in file order."""
        return {kpi.id: kpi for kpi in self.kpis}

    @property
    def primary(self) -> Decision:
        """The decision whose outcomes are the models."""
        return self.rules.decisions[self.manifest.primary_decision]
