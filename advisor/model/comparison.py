"""Two states of one assessment beside each other: ``advisor compare --format json``."""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from advisor.model.base import Model
from advisor.model.condition import Band
from advisor.model.milestone import FrozenCost, FrozenGate, FrozenKpi, FrozenWarning, Named
from advisor.model.pack_change import RuleChange
from advisor.model.recommendation import PackReference


class Side(Model):
    """One of the two states."""

    name: str
    """The milestone's name, or the file's."""
    file: str
    date: datetime.date | None
    """None for an assessment, which is as it is now."""
    assessment: str
    pack: PackReference
    now: str


class AnswerChange(StrEnum):
    """What happened to an answer."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    RAISED = "raised"
    LOWERED = "lowered"
    CHANGED = "changed"
    """It says something else that counts the same, or that counts nothing."""


class ComparedAnswer(Model):
    """An answer that is not the same."""

    question: str
    workload: str | None
    title: str
    change: AnswerChange
    before: str | None
    after: str | None
    levels: int | None
    """By how many points of the question's scale it moved; None where it has none."""


class ComparedScore(Model):
    """A dimension's score then and now."""

    id: str
    title: str
    before: Decimal | None
    after: Decimal | None
    change: Decimal | None
    """Points of 100; None when one of the two is missing."""
    band_before: Band | None
    band_after: Band | None


class ComparedKpi(Model):
    """The value of a KPI then and now."""

    id: str
    title: str
    unit: str
    before: FrozenKpi | None
    after: FrozenKpi | None
    change: Decimal | None
    """None when one is missing or the units differ."""


class ComparedDecision(Model):
    """A further decision whose outcome is another one."""

    id: str
    before: Named | None
    after: Named | None


class Progress(Model):
    """How much of the way to the target is done.

    ``percent = 100 · (steps_before − steps_now) / steps_before``, both counted from the answers of then
    and of now to the target of now, under the pack of now, whole per cent rounded down, never below 0.
    """

    target: str | None
    steps_before: int | None
    steps_now: int | None
    percent: int | None = Field(ge=0, le=100)
    """None where no way can be measured; ``reason`` says why."""
    reason: str | None


class ComparedWorkload(Model):
    """A workload then and now."""

    id: str
    title: str
    presence: Literal["both", "new", "gone"]
    now_before: Named | None
    now_after: Named | None
    target_before: Named | None
    target_after: Named | None
    decided_before: bool | None
    decided_after: bool | None
    scores: tuple[ComparedScore, ...]
    gates_new: tuple[FrozenGate, ...]
    gates_gone: tuple[FrozenGate, ...]
    warnings_new: tuple[FrozenWarning, ...]
    warnings_gone: tuple[FrozenWarning, ...]
    decisions: tuple[ComparedDecision, ...]
    kpis: tuple[ComparedKpi, ...]
    """Those that moved, appeared or went."""
    cost_before: FrozenCost | None
    cost_after: FrozenCost | None
    progress: Progress

    @property
    def advice_changed(self) -> bool:
        """Whether another model is advised, now or as the target."""
        before = (_id(self.now_before), _id(self.target_before))
        return before != (_id(self.now_after), _id(self.target_after))


class Lost(Model):
    """Something of an assessment that a pack cannot take."""

    what: str
    """The place in the file: ``workload/question``."""
    title: str
    answer: str | None
    """As it stands in the file."""
    reason: str
    renamed_to: str | None = None
    """A question that very likely is the same under another id."""


class Undoing(StrEnum):
    """What it takes to bring the advice of before back, the other changes staying."""

    ONE = "one"
    """The one change that is named would have to be taken back."""
    ANY = "any"
    """Any one of those that are named: each was needed."""
    ALL = "all"
    """All that are named, together."""


class PackChange(Model):
    """What another pack does to one workload's advice, the answers being the same."""

    workload: str
    title: str
    advice_changes: bool
    how: str | None
    """What is otherwise on the way to the advice, in sentences: bands, hard rules, the row that decides."""
    causes: tuple[RuleChange, ...]
    """The changes without which the advice is that of before; decided anew, not inferred."""
    undoing: Undoing | None
    """How many of ``causes`` that takes; None without causes."""
    smallest: bool
    """Whether no smaller set of changes would do; else none of ``causes`` can be spared."""
    helping: tuple[RuleChange, ...]
    """What else it took: the causes alone would not have turned the advice."""
    idle: tuple[RuleChange, ...]
    """Changes that could decide something and have no part in this."""

    @property
    def lead(self) -> str:
        """What the causes are, to be said before them."""
        if self.undoing is Undoing.ONE:
            return "This change turned it; without it, the advice is that of before:"
        if self.undoing is Undoing.ANY:
            return "Each of these changes was needed; without any one of them, the advice is that of before:"
        least = "no fewer would do" if self.smallest else "none of them can be spared"
        return f"Only without all of these changes is the advice that of before ({least}):"


class PackEffect(Model):
    """What taking over another version of the pack changes."""

    before: PackReference
    after: PackReference
    complete: bool
    """Whether the pack of before was at hand, so that the causes are all there are."""
    lost: tuple[Lost, ...]
    new_questions: tuple[Named, ...]
    """Questions that only the other version asks."""
    changes: tuple[RuleChange, ...]
    """All in what the two packs differ, the deciding ones first; none while the pack of before is missing."""
    workloads: tuple[PackChange, ...]


class ComparedEvidence(Model):
    """An answer that is the same and rests on something else."""

    question: str
    workload: str | None
    title: str
    before: str | None
    after: str | None


class Comparison(Model):
    """What changed between two states."""

    schema_: Literal["advisor/comparison/1"] = Field(default="advisor/comparison/1", alias="schema")
    before: Side
    after: Side
    answers: tuple[ComparedAnswer, ...]
    evidence: tuple[ComparedEvidence, ...] = ()
    """Answers that are the same with other evidence; none where a frozen state's pack is not at hand."""
    workloads: tuple[ComparedWorkload, ...]
    progress: Progress
    """Over all workloads whose way can be measured."""
    pack: PackEffect | None
    """None when both states rest on the same pack."""


def _id(named: Named | None) -> str | None:
    return named.id if named else None
