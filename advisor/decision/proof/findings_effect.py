"""What a proof can find about effects: parts without any, and effects that a pack rules out itself."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decision.proof.findings import Finding, Weight, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class RedundantPart(Finding):
    """A part of a condition without which every sheet is treated alike."""

    code = "redundant-condition"
    weight = Weight.WARNING
    what: str
    name: str
    part: str

    @property
    def message(self) -> str:
        return (
            f"“{self.part}” in the {self.what} “{self.name}” can be left out: no sheet is treated otherwise"
        )

    @property
    def hint(self) -> str:
        return "leave it out, or find what it should have told apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedundantWhenComplete(Finding):
    """The same of what is said about a result; open answers may still need the part."""

    code = "redundant-when-complete"
    weight = Weight.NOTE
    what: str
    name: str
    part: str

    @property
    def message(self) -> str:
        return (
            f"“{self.part}” in the {self.what} “{self.name}” makes no difference once every answer is known"
        )

    @property
    def hint(self) -> str:
        return "keep it if it matters while answers are open, or makes the rule easier to read"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedundantChoice(Finding):
    """One of several options, bands or kinds in a condition that can be left out."""

    code = "redundant-choice"
    weight = Weight.NOTE
    what: str
    name: str
    part: str

    @property
    def message(self) -> str:
        return (
            f"“{self.part}” can be left out of the {self.what} “{self.name}”: no sheet is treated otherwise"
        )

    @property
    def hint(self) -> str:
        return "keep it where it makes the rule easier to read"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMonotone(Finding):
    """One answer rises by one level, and a decision that is declared to follow moves the other way."""

    code = "not-monotone"
    weight = Weight.ERROR
    decision: str
    dimension: str
    direction: str
    question: str
    before: tuple[str, str]
    """Now and target before the step."""
    after: tuple[str, str]

    @property
    def message(self) -> str:
        return (
            f"“{self.decision}” is declared to go {self.direction} with “{self.dimension}”, but one step up in "
            f"“{self.question}” moves it from {ends(self.before)} to {ends(self.after)}"
        )

    @property
    def hint(self) -> str:
        return "change the row that takes one of the two example sheets, or withdraw the declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAgainstMonotone(Finding):
    """The same, but only because the step changes what the gates exclude."""

    code = "gate-against-monotone"
    weight = Weight.WARNING
    decision: str
    dimension: str
    direction: str
    question: str
    gates: tuple[str, ...]
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def message(self) -> str:
        return (
            f"“{self.decision}” is declared to go {self.direction} with “{self.dimension}”, but one step up in "
            f"“{self.question}” changes the gates {quoted(self.gates)}, which moves it from "
            f"{ends(self.before)} to {ends(self.after)}"
        )

    @property
    def hint(self) -> str:
        return "let the gate look at a question that does not score here, or withdraw the declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWithoutEffect(Finding):
    """A question whose answer changes nothing at all."""

    code = "question-without-effect"
    weight = Weight.WARNING
    question: str

    @property
    def message(self) -> str:
        return (
            f"no answer to “{self.question}” ever changes a decision, a warning, the framework or a practice"
        )

    @property
    def hint(self) -> str:
        return "let a rule look at it, raise its weight, or ask less"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDecidesNothing(Finding):
    """A question that changes what is said, and never what is decided."""

    code = "question-decides-nothing"
    weight = Weight.NOTE
    question: str

    @property
    def message(self) -> str:
        return f"“{self.question}” never changes a decision, only warnings, the framework or practices"

    @property
    def hint(self) -> str:
        return "nothing to mend if that is what it is asked for"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameOptions(Finding):
    """Options that no sheet can tell apart."""

    code = "same-options"
    weight = Weight.NOTE
    question: str
    options: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"no sheet comes out differently between {quoted(self.options)} of “{self.question}”"

    @property
    def hint(self) -> str:
        return "merge them, or keep them for what they teach the reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightWithoutEffect(Finding):
    """A weight that could be left out without changing anything."""

    code = "weight-without-effect"
    weight = Weight.WARNING
    dimension: str
    question: str

    @property
    def message(self) -> str:
        return f"leaving “{self.question}” out of “{self.dimension}” changes no sheet's result"

    @property
    def hint(self) -> str:
        return "delete the weight, raise it, or move the thresholds so that it counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightDecidesNothing(Finding):
    """A weight that changes what is said, and never what is decided."""

    code = "weight-decides-nothing"
    weight = Weight.NOTE
    dimension: str
    question: str

    @property
    def message(self) -> str:
        return f"leaving “{self.question}” out of “{self.dimension}” changes no decision, only what is said about it"

    @property
    def hint(self) -> str:
        return "nothing to mend if the dimension is only reported"


def ends(result: tuple[str, str]) -> str:
    """Now and target in words."""
    now, target = result
    return f"“{now}”" if now == target else f"“{now}” (target “{target}”)"
