"""What a report tells its reader: models, personas, KPIs and practices."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from advisor.model.base import Model, Slug, Text
from advisor.model.condition import Condition
from advisor.model.expression import Expression


class Considerations(Model):
    """What running on a model means for the money and the work."""

    cost: Text
    performance: Text
    operations: Text
    security: Text


class Service(Model):
    """An example of a product of this kind; a name, never a recommendation."""

    provider: Text
    name: Text


class InfrastructureModel(Model):
    """The profile of one outcome of the primary decision."""

    id: Slug
    stage: Slug
    """``crawl``, ``walk`` or ``run`` in the bundled pack."""
    title: Text
    tagline: Text
    """One short sentence for cards and headings."""
    what: Text
    services: tuple[Service, ...] = Field(min_length=1)
    finops: Considerations
    pros: tuple[Text, ...] = Field(min_length=1)
    cons: tuple[Text, ...] = Field(min_length=1)
    when_to_choose: tuple[Text, ...] = Field(min_length=1)
    first_steps: tuple[Text, ...] = Field(min_length=1)
    """What to do in the first weeks on this model, in order."""


class Models(Model):
    """The file ``models.yaml``, in the order of the primary decision's outcomes."""

    models: tuple[InfrastructureModel, ...] = Field(min_length=1)


class ReportPart(StrEnum):
    """The parts of a report that speak to a reader's question."""

    ADVICE = "advice"
    """The advice, workload by workload."""
    FRAMEWORK = "framework"
    """Where the assessment stands in the selection framework."""
    REASON = "reason"
    """The rule that leads to the advice."""
    SCORES = "scores"
    """The scores, the weakest of them first."""
    HARD_RULES = "hard_rules"
    """What excludes models outright."""
    UNKNOWN = "unknown"
    """Open answers that can still change the advice."""
    FIRM = "firm"
    """The fewest changes that would change the advice."""
    WARNINGS = "warnings"
    MODELS = "models"
    """What the advised models are."""
    ROLE = "role"
    """What the reader does under the advised models."""
    KPIS = "kpis"
    """The reader's KPIs, most important first."""
    MEASURING = "measuring"
    """How the reader's KPIs are measured; it points to where figures come from and answers nothing."""
    PRACTICES = "practices"
    """What to take up next."""
    PATH = "path"
    """What has to change on the way to the target."""
    DECISIONS = "decisions"
    """The decisions beside the primary one."""
    ASSUMPTIONS = "assumptions"
    """What is judged by the pack instead of measured."""
    COSTS = "costs"
    """What the advised models cost, and whether others would cost less."""
    FIRST_YEAR = "first_year"
    """What is paid at the start and in the first year under the advised models, and for the target."""
    HALF_USE = "half_use"
    """What the advised models cost when half of the load comes."""
    UNIT_COSTS = "unit_costs"
    """What one unit costs under the advised model and under the target."""
    BREAK_EVEN = "break_even"
    """Which model costs least at which volume."""
    PAYBACK = "payback"
    """When the advised model has paid for itself."""
    COST_FIGURES = "cost_figures"
    """How many figures behind the costs are stated, and how many assumed."""


class ReaderQuestion(Model):
    """What a reader would ask of the report, and what can answer it.

    The answers named in ``answers`` come first, then the first part of ``see``; where neither can
    tell, the report says so, with ``cannot_say``.
    """

    ask: Text
    see: tuple[ReportPart, ...] = ()
    """Parts that speak to it: the first one answers in a sentence, the others are pointed to."""
    answers: tuple[Slug, ...] = ()
    """Questions of the questionnaire whose answers tell it."""
    cannot_say: Text | None = None
    """Where to ask instead, when the report cannot tell."""


class Persona(Model):
    """One kind of reader, for whom a report is written."""

    id: Slug
    title: Text
    group: Text | None = None
    use_case: Text
    roles: dict[Slug, Text]
    """Model id to what this person does there."""
    kpis: tuple[Slug, ...] = Field(min_length=1)
    """What this person cares about, most important first."""
    questions: tuple[ReaderQuestion, ...] = Field(min_length=1)
    """What this person would ask of the report."""


class Personas(Model):
    """The file ``personas.yaml``."""

    personas: tuple[Persona, ...] = Field(min_length=1)


class KpiDirection(StrEnum):
    """Which way is better."""

    LOWER = "lower"
    HIGHER = "higher"
    WITHIN = "within"
    """Neither: a corridor to stay in."""


class Measurement(Model):
    """How and where a KPI is measured."""

    how: Text
    where: Text
    """The system or export that holds the figures."""
    focus_columns: tuple[str, ...] = ()
    """FOCUS columns, where they exist."""
    focus_note: Text | None = None


class Target(Model):
    """A sample target for a stage; always with its source."""

    text: Text
    value: Decimal | None = None
    upper: Decimal | None = None
    """The other end, for a corridor."""
    source: Text


class Formula(Model):
    """How a value is computed, and in which unit it is told."""

    unit: Text
    """Such as ``USD/1k requests``; a currency stands for whichever the result is in."""
    formula: Expression


class Kpi(Model):
    """A key performance indicator."""

    id: Slug
    title: Text
    definition: Text
    formula: Text
    unit: Text
    direction: KpiDirection
    measure: Measurement
    expectation: dict[Slug, Text]
    """Model id to what to expect there."""
    targets: dict[Slug, Target] = Field(default_factory=dict)
    """Model id to sample target."""
    owner: Slug
    """Persona id."""
    cadence: Text
    source: Text
    kinds: tuple[Slug, ...] = ()
    """Workload kinds that it applies to; empty means all."""
    value: Formula | None = None
    """How it is computed from the quantities of ``prices.yaml`` and what a year comes to."""


class Kpis(Model):
    """The file ``kpis.yaml``."""

    kpis: tuple[Kpi, ...] = Field(min_length=1)


class Effort(StrEnum):
    """How much work a practice is for the team that takes it up."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Practice(Model):
    """Something worth doing, with its first step."""

    id: Slug
    title: Text
    area: Text
    what: Text
    first_step: Text
    effort: Effort
    owner: Slug
    """Persona id."""
    kpis: tuple[Slug, ...] = ()
    """KPIs that it moves."""
    questions: tuple[Slug, ...] = ()
    """Questions whose answers it improves."""
    from_stage: Slug
    """The stage from which on it pays."""
    when: Condition | None = None
    """Takes part only while this holds."""
    source: Text


class Practices(Model):
    """The file ``practices.yaml``."""

    practices: tuple[Practice, ...] = Field(min_length=1)
