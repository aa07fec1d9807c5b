"""Conditions: exactly one kind each, nothing dangling, nothing that its place does not allow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from advisor.content.condition_tools import circles, everything, kinds_of, named_graph, parts
from advisor.content.pack_files import RULES, PackFiles
from advisor.content.pack_names import Names, value_ids
from advisor.content.yaml_reader import At
from advisor.model.condition import AnswerIs, Condition, NumberIs, OutcomeIs
from advisor.model.question import QuestionType, Scope


class Place(Enum):
    """Where a condition stands, which limits what it may look at."""

    ORGANISATION_RELEVANCE = "the relevance of a question that is asked of the organisation"
    WORKLOAD_RELEVANCE = "the relevance of a question"
    DECISION = "a gate or a table"
    REPORT = "a warning, a framework cell or a practice"


_AFTER_DECISION = frozenset({"outcome", "gap", "no_outcome", "unknown", "without_evidence"})
_SCORES = frozenset({"band", "at_least"})
_FORBIDDEN: dict[Place, frozenset[str]] = {
    Place.ORGANISATION_RELEVANCE: _AFTER_DECISION | _SCORES | {"kind"},
    Place.WORKLOAD_RELEVANCE: _AFTER_DECISION | _SCORES,
    Place.DECISION: _AFTER_DECISION,
    Place.REPORT: frozenset(),
}


@dataclass(frozen=True, slots=True)
class ConditionChecker:
    """Checks the conditions of one pack and reports into its files."""

    files: PackFiles
    names: Names

    def check(self, file: str, at: At, condition: Condition | None, place: Place) -> None:
        """Report everything that is wrong with a condition at a path of a file."""
        if condition is None:
            return
        for each, here in parts(condition, at):
            self._check_one(file, here, each, place)

    def _check_one(self, file: str, at: At, condition: Condition, place: Place) -> None:
        kinds = kinds_of(condition)
        if len(kinds) != 1:
            if self.files.loss(file).within(at):
                return  # What it states could not be read.
            found = " and ".join(f"“{kind}”" for kind in kinds) or "none"
            hint = "join them under “all” or “any”" if kinds else "say what has to hold, such as “answer: …”"
            self.files.report(file, at, f"a condition states one kind, found {found}", hint, "condition-kind")
            return
        kind = kinds[0]
        here = (*at, kind)
        if kind in _FORBIDDEN[place]:
            self._forbidden(file, here, f"“{kind}”", place)
        elif condition.condition is not None:
            self._named(file, here, condition.condition, place)
        else:
            self._references(file, here, condition, place)

    def _forbidden(self, file: str, at: At, what: str, place: Place) -> None:
        message = f"{what} cannot stand in {place.value}"
        hint = "it looks at what is decided only later"
        if place is Place.ORGANISATION_RELEVANCE:
            hint = "only answers about the organisation are known there"
        self.files.report(file, at, message, hint, "condition-place", key=True)

    def _named(self, file: str, at: At, name: str, place: Place) -> None:
        conditions = self.names.conditions
        if name not in conditions:
            if not self.files.loss(RULES).at(("conditions",)) and self.names.dimensions is not None:
                self._one(file, at, "condition", name, conditions)
            return
        for each in everything(conditions[name], conditions):
            for kind in kinds_of(each):
                if kind in _FORBIDDEN[place]:
                    self._forbidden(file, at, f"“{name}” looks at “{kind}”, which", place)
                    return
            if place is Place.ORGANISATION_RELEVANCE:
                for question in (test.question for test in (each.answer, each.number) if test):
                    if not self._organisation_wide(file, at, question):
                        return

    def _references(self, file: str, at: At, condition: Condition, place: Place) -> None:
        dimensions, decisions = self.names.dimensions, self.names.decisions
        if () in (condition.all, condition.any, condition.kind):
            self.files.report(file, at, "an empty list", "state at least one", "condition-empty")
        self._each(file, at, "workload kind", condition.kind or (), self.names.kinds)
        for test in (condition.band, condition.without_evidence):
            if test is not None:
                self._one(file, (*at, "dimension"), "dimension", test.dimension, dimensions)
        if condition.at_least is not None:
            self._each(file, (*at, "dimensions"), "dimension", condition.at_least.dimensions, dimensions)
        if condition.answer is not None:
            self._answer(file, at, condition.answer, place)
        if condition.number is not None:
            self._number(file, at, condition.number, place)
        if condition.outcome is not None:
            self._outcome(file, at, condition.outcome)
        if condition.gap is not None:
            self._gap(file, (*at, "decision"), condition.gap.decision)
        if condition.no_outcome is not None:
            self._one(file, at, "decision", condition.no_outcome, decisions)
        if condition.unknown is not None:
            self._one(file, at, "question", condition.unknown, self.names.questions)

    def _gap(self, file: str, at: At, name: str) -> None:
        decisions = self.names.decisions
        if self._one(file, at, "decision", name, decisions) and decisions and not decisions[name].ordered:
            message = f"the outcomes of “{name}” are no scale, so there is no gap"
            self.files.report(file, at, message, None, "not-ordered")

    def _answer(self, file: str, at: At, test: AnswerIs, place: Place) -> None:
        if not self._one(file, (*at, "question"), "question", test.question, self.names.questions):
            return
        question = (self.names.questions or {})[test.question]
        if test.question in self.names.opaque:
            return
        if question.type not in (QuestionType.SINGLE, QuestionType.MULTIPLE):
            hint = (
                "compare it with “number”" if question.type is QuestionType.NUMBER else "texts decide nothing"
            )
            message = f"“{test.question}” has no options"
            self.files.report(file, (*at, "question"), message, hint, "wrong-question-type")
            return
        self._each(file, (*at, "is"), f"option of “{test.question}”", test.is_, value_ids(question))
        if place is Place.ORGANISATION_RELEVANCE:
            self._organisation_wide(file, (*at, "question"), test.question)

    def _number(self, file: str, at: At, test: NumberIs, place: Place) -> None:
        if not self._one(file, (*at, "question"), "question", test.question, self.names.questions):
            return
        form = (self.names.questions or {})[test.question].number
        if test.question in self.names.opaque:
            return
        if form is None:
            message, hint = f"“{test.question}” does not ask for a number", "test its options with “answer”"
            self.files.report(file, (*at, "question"), message, hint, "wrong-question-type")
            return
        lost = self.files.loss(file).within(at)
        if test.at_least is None and test.below is None and not lost:
            message = "a number is compared with “at_least”, “below” or both"
            self.files.report(file, at, message, None, "condition-empty")
        bounds = [each.below for each in form.bins if each.below is not None]
        for key, bound in (("at_least", test.at_least), ("below", test.below)):
            if bound is not None and bound not in bounds:
                message = f"{bound} is no boundary between two bins of “{test.question}”"
                hint = "use one of " + ", ".join(str(each) for each in bounds) + ", or add a bin"
                self.files.report(file, (*at, key), message, hint, "not-a-bin-boundary")
        if test.at_least is not None and test.below is not None and test.at_least >= test.below:
            message = f"no number is at least {test.at_least} and below {test.below}"
            self.files.report(file, at, message, None, "empty-range")
        if place is Place.ORGANISATION_RELEVANCE:
            self._organisation_wide(file, (*at, "question"), test.question)

    def _outcome(self, file: str, at: At, test: OutcomeIs) -> None:
        decisions = self.names.decisions
        if not self._one(file, (*at, "decision"), "decision", test.decision, decisions):
            return
        valid = (decisions or {})[test.decision].outcomes
        for key, given in (("now", test.now), ("target", test.target)):
            self._each(file, (*at, key), f"outcome of “{test.decision}”", given, valid)
        if not test.now and not test.target and not self.files.loss(file).within(at):
            message = "“outcome” names outcomes under “now”, “target” or both"
            self.files.report(file, at, message, None, "condition-empty")

    def _organisation_wide(self, file: str, at: At, question: str) -> bool:
        found = (self.names.questions or {}).get(question)
        if found is None or found.scope is Scope.ORGANISATION or question in self.names.opaque:
            return True
        message = f"“{question}” is answered for each workload, and this question only once"
        hint = "look at organisation answers only, or make this a workload question"
        self.files.report(file, at, message, hint, "wrong-scope")
        return False

    def _each(
        self, file: str, at: At, what: str, given: tuple[str, ...], valid: Collection[str] | None
    ) -> None:
        for index, name in enumerate(given):
            self._one(file, (*at, index), what, name, valid)

    def _one(self, file: str, at: At, what: str, name: str, valid: Collection[str] | None) -> bool:
        """Whether a name is known; reports it when it is not, unless the known names are not known."""
        if valid is None:
            return False
        kind, of, owner = what.partition(" of ")
        return self.files.refer(file, at, f"there is no {kind} “{name}”{of}{owner}", name, sorted(valid))


def check_named_conditions(files: PackFiles, checker: ConditionChecker) -> None:
    """Check the conditions that rules define by name, circles included."""
    conditions = checker.names.conditions
    for name, condition in conditions.items():
        checker.check(RULES, ("conditions", name), condition, Place.REPORT)
    for circle in circles(named_graph(conditions)):
        message = "conditions in a circle: " + " → ".join([*circle, circle[0]])
        files.report(RULES, ("conditions", circle[0]), message, "break it", "circle", key=True)
