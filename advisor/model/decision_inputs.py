"""What ``advisor export --inputs`` writes: how the inputs of an exported table are made, for a program.

Whoever carries a decision into another rule engine computes the inputs from the answers by this file,
without the pack and without this program.
"""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from advisor.model.base import Model
from advisor.model.condition import Condition
from advisor.model.question import QuestionType, Scope
from advisor.model.recommendation import PackReference


class InputValue(Model):
    """A word that an input can be."""

    value: str
    meaning: str
    """When the input is this word, for people."""
    any_of: tuple[tuple[str, ...], ...] = ()
    """Of an answer: lists of options or ranges. The input is this word when the answer has at least one of
    each of these lists, and none of the lists of the other words."""


class ScorePart(Model):
    """A question that adds to a score, while it is relevant and applies."""

    question: str
    weight: int
    highest: int
    """The highest level that an answer can have."""


class ScoreRule(Model):
    """How a score becomes a band, in whole numbers.

    ``reached`` is the sum of weight times the level of the answer, ``possible`` the sum of weight times
    ``highest``, both over the questions that are relevant and apply. The band is high when
    ``100 * reached >= high * possible``, else medium when ``100 * reached >= medium * possible``, else low;
    it is low, too, when ``possible`` is 0.
    """

    parts: tuple[ScorePart, ...]
    medium: int
    high: int


class DecisionInput(Model):
    """One input of the table."""

    name: str
    """The variable's name in the table."""
    source: Literal["band", "fact", "answer", "kind"]
    """A band of a score, whether a condition holds, the answer to a question, or the kind of the workload."""
    id: str
    """The dimension, named condition or question of the pack."""
    meaning: str
    """What it is, for people."""
    values: tuple[InputValue, ...]
    score: ScoreRule | None = None
    """Of a band."""
    yes_when: Condition | None = None
    """Of a fact: yes while this holds, else no."""
    otherwise: str | None = None
    """Of an answer: the word when no other fits, and while the question is not relevant or does not apply."""


class InputOption(Model):
    """A choice."""

    id: str
    label: str
    level: int
    """What it adds to a score, before the weight; 0 for one without a level."""


class InputRange(Model):
    """Numbers that count alike: ``at_least <= number < below``; without a bound, all beyond."""

    id: str
    label: str
    level: int
    at_least: Decimal | None = None
    below: Decimal | None = None


class InputQuestion(Model):
    """A question that some input rests on."""

    id: str
    ask: str
    scope: Scope
    type: QuestionType
    relevant_when: Condition | None = None
    """It counts only while this holds; without it, always."""
    unit: str | None = None
    options: tuple[InputOption, ...] = ()
    """Of several choices, the highest level among the chosen ones counts."""
    ranges: tuple[InputRange, ...] = ()
    """A number counts as the range that it lies in; conditions look at the number itself."""


class InputGate(Model):
    """What excludes outcomes; folded into the table, and told for who reads it."""

    id: str
    when: Condition
    exclude: tuple[str, ...]
    reason: str


class DecisionInputs(Model):
    """How to come from answers to the inputs of an exported table.

    A condition holds as in ``rules.yaml``. What looks at a question that is not relevant, or that does not
    apply, is false. ``answer`` holds when one of the chosen options is in ``is``, ``number`` when
    ``at_least <= number < below``, ``kind`` when the workload is of one of the kinds, and ``condition``
    when the condition of that name does.
    """

    schema_: Literal["advisor/decision-inputs/1"] = Field(default="advisor/decision-inputs/1", alias="schema")
    pack: PackReference
    decision: str
    title: str
    question: str
    outcomes: dict[str, str]
    """Outcome to what it is called."""
    no_outcome: str
    """What ``now`` and ``target`` say where the gates exclude every outcome."""
    inputs: tuple[DecisionInput, ...]
    """In the order of the table's columns."""
    conditions: dict[str, Condition]
    """Every named condition that others refer to."""
    questions: tuple[InputQuestion, ...]
    """Every question that inputs, conditions or relevance look at."""
    gates: tuple[InputGate, ...] = ()
