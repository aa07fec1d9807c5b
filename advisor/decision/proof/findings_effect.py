"""What a proof can find about effects: parts without any, and effects that a pack rules out itself."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.proof.finding_words import Also, Ends, Rows, Turned, What
from advisor.decision.proof.findings import Finding, Weight
from advisor.model.rules import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class RedundantPart(Finding):
    """A part of a condition without which every sheet is treated alike."""

    code = "redundant-condition"
    weight = Weight.WARNING
    says = "{part} can be left out of the {what} {name}: no sheet is treated otherwise"
    hint = "leave it out, or find what it should have told apart"
    what: What
    name: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedundantWhenComplete(Finding):
    """A part of a warning, cell or practice that makes no difference once all answers are known."""

    code = "redundant-when-complete"
    weight = Weight.NOTE
    says = "{part} makes no difference in the {what} {name} once every answer is known"
    hint = "keep it if it matters while answers are open, or makes the rule easier to read"
    what: What
    name: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedundantChoice(Finding):
    """One of several options, bands or kinds in a condition that can be left out."""

    code = "redundant-choice"
    weight = Weight.NOTE
    says = "{part} can be left out of the list in the {what} {name}: no sheet is treated otherwise"
    hint = "keep it where it makes the rule easier to read"
    what: What
    name: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWay(Finding):
    """One answer rises by one level, and a decision that is declared to follow moves the other way."""

    decision: str
    dimension: str
    direction: Direction
    question: str
    before: Ends
    after: Ends
    rows: Rows
    turned: Turned
    """The gates or questions to blame; empty when the rows are."""
    also: Also


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMonotone(WrongWay):
    """One answer rises by one level, and a decision moves against its declared direction."""

    code = "not-monotone"
    weight = Weight.ERROR
    says = (
        "{decision} is declared to go {direction} with {dimension}, but one level up in {question} "
        "moves it from {before} to {after}{rows}{also}"
    )
    hint = "change one of the two rows, or withdraw the declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelevanceAgainstMonotone(WrongWay):
    """The same, but only because another question becomes relevant with it, or ceases to be."""

    code = "relevance-against-monotone"
    weight = Weight.ERROR
    says = (
        "{decision} is declared to go {direction} with {dimension}, but with one level up in {question}, "
        "{turned}, which moves it from {before} to {after}{rows}{also}"
    )
    hint = "let the question that is switched score nothing here, ask it always, or withdraw the declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAgainstMonotone(WrongWay):
    """One answer rises by one level, and a gate that it switches moves a decision the wrong way."""

    code = "gate-against-monotone"
    weight = Weight.WARNING
    says = (
        "{decision} is declared to go {direction} with {dimension}, but with one level up in {question}, "
        "{turned}, which moves it from {before} to {after}{rows}{also}"
    )
    hint = "let the gate look at a question that does not score here, or withdraw the declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWithoutEffect(Finding):
    """A question whose answer changes nothing at all."""

    code = "question-without-effect"
    weight = Weight.WARNING
    says = "no answer to {question} ever changes a decision, a warning, the framework or a practice"
    hint = "let a rule look at it, raise its weight, or ask less"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDecidesNothing(Finding):
    """A question that changes what is said, and never what is decided."""

    code = "question-decides-nothing"
    weight = Weight.NOTE
    says = "{question} never changes a decision, only warnings, the framework or practices"
    hint = "nothing to mend if that is what it is asked for"
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameOptions(Finding):
    """Options that no sheet can tell apart."""

    code = "same-options"
    weight = Weight.NOTE
    says = "no sheet comes out differently between {options} of {question}"
    hint = "merge them, or keep them for what they teach the reader"
    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightWithoutEffect(Finding):
    """A weight that could be left out without changing anything."""

    code = "weight-without-effect"
    weight = Weight.WARNING
    says = "leaving {question} out of {dimension} changes nothing on any sheet"
    hint = "delete the weight, raise it, or move the thresholds so that it counts"
    dimension: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightDecidesNothing(Finding):
    """A weight that changes what is said, and never what is decided."""

    code = "weight-decides-nothing"
    weight = Weight.NOTE
    says = "leaving {question} out of {dimension} changes no decision, only what is said about it"
    hint = "nothing to mend if that is what it is scored for"
    dimension: str
    question: str
