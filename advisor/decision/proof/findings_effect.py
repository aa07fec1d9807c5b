"""What a proof can find about effects: parts without any, and effects that a pack rules out itself."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.proof.findings import Also, Ends, Finding, Weight, What


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
    """The same of what is said about a result; open answers may still need the part."""

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
class NotMonotone(Finding):
    """One answer rises by one level, and a decision that is declared to follow moves the other way."""

    code = "not-monotone"
    weight = Weight.ERROR
    says = (
        "{decision} is declared to go {direction} with {dimension}, but one step up in {question} "
        "moves it from {before} to {after}{also}"
    )
    hint = "change the row that takes one of the two example sheets, or withdraw the declaration"
    decision: str
    dimension: str
    direction: str
    question: str
    before: Ends
    after: Ends
    also: Also


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAgainstMonotone(Finding):
    """The same, but only because the step changes what the gates exclude."""

    code = "gate-against-monotone"
    weight = Weight.WARNING
    says = (
        "{decision} is declared to go {direction} with {dimension}, but one step up in {question} "
        "switches {gates}, which moves it from {before} to {after}{also}"
    )
    hint = "let the gate look at a question that does not score here, or withdraw the declaration"
    decision: str
    dimension: str
    direction: str
    question: str
    gates: tuple[str, ...]
    before: Ends
    after: Ends
    also: Also


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
