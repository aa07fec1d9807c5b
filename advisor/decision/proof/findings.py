"""What a proof can find: one typed value for each kind, with its place, an example and a way out.

``ERROR``: the pack breaks a promise that it makes. ``WARNING``: something in it has no effect, or not
the one that its author meant. ``NOTE``: worth knowing, and often intended; notes alone fail no check.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from advisor.decision.proof.example import Example
from advisor.decision.proof.finding_words import Conflicts, Count, Part, Share, What

RULES, QUESTIONS, PRACTICES = "rules.yaml", "questions.yaml", "practices.yaml"
"""The files of a pack that rules stand in."""

Path = tuple[str | int, ...]
"""Keys and indexes from the top of a file."""


class Weight(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the pack: a file and a path into it."""

    file: str
    path: Path

    @property
    def dotted(self) -> str:
        """The path in one word, as in ``decisions.size.table[3]``."""
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        return text


@dataclass(frozen=True, slots=True)
class Named:
    """A part of the pack that a finding names, and where it stands."""

    what: str
    """What it is, in a word or two: row, gate, part."""
    name: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that holds of all sheets, or is shown by one."""

    code: ClassVar[str]
    """A stable name of the kind of finding."""
    weight: ClassVar[Weight]
    says: ClassVar[str]
    """What was found, with names of fields in braces."""
    hint: ClassVar[str]
    """How to mend it."""
    place: Place
    examples: tuple[Example, ...] = ()
    """No sheet, one that shows it, or two that show it together."""
    named: tuple[Named, ...] = ()
    """What else of the pack it is about, apart from its own place."""

    @property
    def message(self) -> str:
        """What was found, in a sentence."""
        words = {each.name: self._word(getattr(self, each.name)) for each in fields(self)}
        return self.says.format(**words)

    @staticmethod
    def _word(value: object) -> str:
        if isinstance(value, tuple):
            return ", ".join(f"“{each}”" for each in value)
        return f"“{value}”" if isinstance(value, str) and not isinstance(value, StrEnum) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProved(Finding):
    """A part of the proof that was given up, because the rules mix too many answers."""

    code = "not-proved"
    weight = Weight.WARNING
    says = "not proved: {what}; the rules mix more answers than {most} states can tell apart"
    hint = (
        "let fewer rows look at single answers: at bands, or at named conditions over few answers; "
        "--effort high tries ten times as many states"
    )
    what: Part
    most: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOutcome(Finding):
    """The gates leave nothing on some sheets."""

    code = "no-outcome"
    weight = Weight.NOTE
    says = "the gates of {decision} leave no outcome on {share} of all sheets"
    hint = "nothing to mend if these rules can truly collide; a warning on no_outcome should say what to do"
    decision: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverHolds(Finding):
    """A condition that no sheet fulfils."""

    code = "never-holds"
    weight = Weight.WARNING
    says = "no answer sheet fulfils the condition of the {what} {name}: {because}"
    hint = "change one of the parts named, or delete it"
    what: What
    name: str
    because: Conflicts


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowedRow(Finding):
    """Every sheet that fulfils a row is taken by earlier rows."""

    code = "shadowed-row"
    weight = Weight.WARNING
    says = "the row {row} is never reached: all sheets that fulfil it are taken first by {by}"
    hint = "move it up, narrow the rows before it, or delete it"
    row: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowedCell(Finding):
    """A framework cell that is never lit, because cells before it are."""

    code = "shadowed-cell"
    weight = Weight.WARNING
    says = "the cell {cell} of {row} is never lit: all sheets that fulfil it are taken first by {by}"
    hint = "narrow the cells before it, or try the cells in another order"
    row: str
    cell: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedOtherwise(Finding):
    """The rows take every sheet, so that `otherwise` decides none."""

    code = "unused-otherwise"
    weight = Weight.NOTE
    says = "the rows of {decision} take every sheet; its “otherwise” decides none"
    hint = "let the last row be the “otherwise”"
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachableOutcome(Finding):
    """An outcome that nobody is ever advised, neither now nor as a target."""

    code = "unreachable-outcome"
    weight = Weight.WARNING
    says = "no answer sheet leads {decision} to {outcome}, now or as a target"
    hint = "add a row that leads there, or delete the outcome"
    decision: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRuledOut(UnreachableOutcome):
    """An outcome that rows lead to, and that gates exclude wherever they do."""

    code = "outcome-ruled-out"
    says = (
        "rows lead {decision} to {outcome}, and no sheet is advised to use it, now or as a target: "
        "excluded wherever they do, by {gates}"
    )
    hint = "narrow the condition of the gate named, or delete the outcome and its rows"
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRuledOut(Finding):
    """A row whose outcome gates exclude on every sheet that it takes."""

    code = "row-ruled-out"
    weight = Weight.WARNING
    says = "the row {row} names {outcome}, and on every sheet that it takes this is excluded, by {gates}"
    hint = "let the row name what comes out instead, or narrow the condition of the gate named"
    row: str
    outcome: str
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetOnly(Finding):
    """An outcome that is only ever a target."""

    code = "target-only"
    weight = Weight.NOTE
    says = "{outcome} is only ever a target of {decision}: nobody is advised to use it now"
    hint = "check whether a row, or a gate, should lead there at once"
    decision: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachableBand(Finding):
    """A band of a dimension that no answers reach."""

    code = "unreachable-band"
    weight = Weight.WARNING
    says = "no answers bring {dimension} into the band {band}"
    hint = "move the thresholds, or give the options other levels"
    dimension: str
    band: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAlwaysFires(Finding):
    """A gate that excludes its outcomes on every sheet."""

    code = "gate-always-fires"
    weight = Weight.WARNING
    says = "the gate {gate} fires on every sheet"
    hint = "narrow its condition, or delete the outcomes that it excludes"
    gate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningAlwaysFires(Finding):
    """A warning that tells nothing, because everybody gets it."""

    code = "warning-always-fires"
    weight = Weight.WARNING
    says = "the warning {warning} is given on every sheet"
    hint = "narrow its condition, or say it once in the outcome's profile"
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateWithoutEffect(Finding):
    """A gate that fires and never changes what comes out."""

    code = "gate-without-effect"
    weight = Weight.NOTE
    says = "the gate {gate} never changes what comes out: rows or other gates see to it already"
    hint = "keep it for its reason, or delete it"
    gate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapDisagrees(Finding):
    """A row that would decide otherwise on sheets that earlier rows take."""

    code = "overlap-disagrees"
    weight = Weight.NOTE
    says = "{row} would decide otherwise on sheets that go to {earlier} first: their order matters"
    hint = "check on the example that the earlier row should win"
    row: str
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsOutOfOrder(Finding):
    """The options of a question do not stand in the order of their levels."""

    code = "options-out-of-order"
    weight = Weight.NOTE
    says = "in {question}, {option} has a lower level than {before} before it"
    hint = "list options from the lowest level to the highest, so that a reader sees which is more"
    question: str
    option: str
    before: str
