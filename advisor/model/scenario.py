"""Scenarios: named sets of changes to one assessment, and what they come to beside the present.

A scenario says only what differs. It never touches the assessment, and it outlives changes of the
questionnaire: what it names and is no longer there is reported when it is looked at, and kept.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from advisor.model.base import Model
from advisor.model.recommendation import Recommendation

SCENARIO_FORMAT = 1
"""The newest format of scenario files that this version reads."""
UNANSWERED = "unanswered"
"""Stands where an answer is taken away."""
UNSTATED = "unstated"
"""Stands where an amount is taken away, so that it is derived or assumed again."""
NAME_LENGTH = 60
NEXT_MOVE = "next_move"
"""The row that names the scores which would move the advice by reaching their next threshold."""

AnswerText = str | bool | Decimal | tuple[str, ...] | dict[str, str | bool | Decimal | tuple[str, ...]]
"""An answer as in an assessment, short or long, or ``unanswered``."""
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LENGTH, pattern=r"^[^\n\r\t]+$"),
]


class Scenario(Model):
    """One scenario: what is supposed to differ from the assessment as it is."""

    name: Name
    note: str | None = None
    """A sentence about what it stands for."""
    answers: dict[str, AnswerText] = Field(default_factory=dict)
    """Question id to another answer, for questions about the organisation."""
    workloads: dict[str, dict[str, AnswerText]] = Field(default_factory=dict)
    """Workload id to question id to another answer."""
    weights: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Dimension id to question id to another weight: a whole number from 0 to three times the pack's."""
    economics: dict[str, object] = Field(default_factory=dict)
    """What differs in the section ``economics``, laid out like that section; ``unstated`` takes back."""

    @property
    def empty(self) -> bool:
        """Whether nothing is supposed to differ."""
        return not (self.answers or self.workloads or self.weights or self.economics)


class ScenarioFile(Model):
    """The file ``<assessment>.scenarios.yaml``."""

    format: int = SCENARIO_FORMAT
    scenarios: tuple[Scenario, ...] = ()


Group = Literal["advice", "scores", "firmness", "decisions", "costs", "kpis"]

# Side by side --------------------------------------------------------------------------------------


class SupposedChange(Model):
    """One thing that a scenario supposes, in words."""

    kind: Literal["answer", "weight", "amount"]
    id: str
    """Of the question, or the path in the section ``economics``."""
    where: str | None = None
    """Workload id of an answer or amount, dimension id of a weight; None for the organisation."""
    title: str
    before: str
    after: str


class MovedWarning(Model):
    """A warning that only one of the present and a scenario gives."""

    workload: str
    comes: bool
    """Whether the scenario gives it; else only the present does."""
    severity: str
    message: str


class ScenarioColumn(Model):
    """The present, or one scenario."""

    name: str
    note: str | None = None
    present: bool = False
    weights_changed: bool = False
    """The scores do not rest on the weights of the pack."""
    changes: tuple[SupposedChange, ...] = ()
    notices: tuple[str, ...] = ()
    """What the scenario names and is no longer there, or why something could not be told."""
    warnings: tuple[MovedWarning, ...] = ()
    """Against the present; none for the present itself."""
    recommendation: Recommendation | None = None
    """The whole advice, as ``advisor score`` prints it without its firmness."""


class ScenarioCell(Model):
    """What one row says of one column."""

    text: str
    value: Decimal | str | bool | None = None
    """Score in points of 100, share or firmness as a part of one, cost in the currency, or an id."""


class ScenarioRow(Model):
    """One thing that is looked at, over all columns."""

    id: str
    workload: str | None = None
    """None where it is about all workloads together."""
    group: Group
    title: str
    unit: str = ""
    cells: tuple[ScenarioCell, ...]
    """One for each column, in their order."""
    differs: bool
    """Whether any scenario differs from the present."""


class ScenarioWorkload(Model):
    """A workload as the rows name it."""

    id: str
    title: str


class ScenarioTable(Model):
    """The present and scenarios side by side, as ``advisor whatif`` prints it."""

    schema_: Literal["advisor/scenarios/1"] = Field(default="advisor/scenarios/1", alias="schema")
    pack: str
    pack_version: str
    assessment: str
    organisation: str
    currency: str | None = None
    """Of the costs; None where none could be computed."""
    months: int | None = None
    """How far ahead the present's costs are counted."""
    columns: tuple[ScenarioColumn, ...]
    """The present first."""
    workloads: tuple[ScenarioWorkload, ...]
    rows: tuple[ScenarioRow, ...]
