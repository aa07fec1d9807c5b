"""What a proof can find: one typed value for each kind, with its place, an example and a way out.

``ERROR``: the pack breaks a promise that it makes. ``WARNING``: something in it has no effect, or not
the one that its author meant. ``NOTE``: worth knowing, and often intended; notes alone fail no check.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from advisor.decision.proof.example import Example

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

    def __str__(self) -> str:
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        return f"{self.file} › {text}" if text else self.file


def quoted(names: tuple[str, ...]) -> str:
    """Names in quotation marks, with commas."""
    return ", ".join(f"“{name}”" for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(ABC):
    """Something that holds of all sheets, or is shown by one."""

    code: ClassVar[str]
    """A stable name of the kind of finding."""
    weight: ClassVar[Weight]
    place: Place
    examples: tuple[Example, ...] = ()
    """No sheet, one that shows it, or two that show it together."""

    @property
    @abstractmethod
    def message(self) -> str:
        """What was found."""

    @property
    @abstractmethod
    def hint(self) -> str:
        """How to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOutcome(Finding):
    """The gates leave nothing on some sheets."""

    code = "no-outcome"
    weight = Weight.NOTE
    decision: str
    sheets: int
    of: int

    @property
    def message(self) -> str:
        return (
            f"the gates of “{self.decision}” leave no outcome on {share(self.sheets, self.of)} of all sheets"
        )

    @property
    def hint(self) -> str:
        return (
            "nothing to mend if these rules can truly collide; a warning on no_outcome should say what to do"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverHolds(Finding):
    """A condition that no sheet fulfils."""

    code = "never-holds"
    weight = Weight.WARNING
    what: str
    name: str

    @property
    def message(self) -> str:
        return f"no answer sheet fulfils the condition of the {self.what} “{self.name}”"

    @property
    def hint(self) -> str:
        return (
            "its parts contradict one another, or ask for a band that no answers reach; change or delete it"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowedRow(Finding):
    """Every sheet that fulfils a row is taken by earlier rows."""

    code = "shadowed-row"
    weight = Weight.WARNING
    row: str
    by: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"the row “{self.row}” is never reached: {quoted(self.by)} {takes(self.by)} every sheet first"

    @property
    def hint(self) -> str:
        return "move it up, narrow the rows before it, or delete it"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowedCell(Finding):
    """A framework cell that is never lit, because cells before it are."""

    code = "shadowed-cell"
    weight = Weight.WARNING
    row: str
    cell: str
    by: tuple[str, ...]

    @property
    def message(self) -> str:
        return (
            f"the cell “{self.cell}” of “{self.row}” is never lit: {quoted(self.by)} {takes(self.by)} "
            "every sheet first"
        )

    @property
    def hint(self) -> str:
        return "narrow the cells before it, or give its aspect another order"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedOtherwise(Finding):
    """The rows take every sheet, so ``otherwise`` decides none."""

    code = "unused-otherwise"
    weight = Weight.NOTE
    decision: str

    @property
    def message(self) -> str:
        return f"the rows of “{self.decision}” take every sheet; its “otherwise” decides none"

    @property
    def hint(self) -> str:
        return "let the last row be the “otherwise”"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachableOutcome(Finding):
    """An outcome that nobody is ever advised, neither now nor as a target."""

    code = "unreachable-outcome"
    weight = Weight.WARNING
    decision: str
    outcome: str

    @property
    def message(self) -> str:
        return f"no answer sheet leads “{self.decision}” to “{self.outcome}”, now or as a target"

    @property
    def hint(self) -> str:
        return "add a row that leads there, or delete the outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetOnly(Finding):
    """An outcome that is only ever a target."""

    code = "target-only"
    weight = Weight.NOTE
    decision: str
    outcome: str

    @property
    def message(self) -> str:
        return f"“{self.outcome}” is only ever a target of “{self.decision}”: nobody is advised to use it now"

    @property
    def hint(self) -> str:
        return "check that a row, or a gate, should lead there at once"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreachableBand(Finding):
    """A band of a dimension that no answers reach."""

    code = "unreachable-band"
    weight = Weight.WARNING
    dimension: str
    band: str

    @property
    def message(self) -> str:
        return f"no answers bring “{self.dimension}” into the band “{self.band}”"

    @property
    def hint(self) -> str:
        return "move the thresholds, or give the options other levels"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAlwaysFires(Finding):
    """A gate that excludes its outcomes on every sheet."""

    code = "gate-always-fires"
    weight = Weight.WARNING
    gate: str

    @property
    def message(self) -> str:
        return f"the gate “{self.gate}” fires on every sheet"

    @property
    def hint(self) -> str:
        return "narrow its condition, or delete the outcomes that it excludes"


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningAlwaysFires(Finding):
    """A warning that tells nothing, because everybody gets it."""

    code = "warning-always-fires"
    weight = Weight.NOTE
    warning: str

    @property
    def message(self) -> str:
        return f"the warning “{self.warning}” is given on every sheet"

    @property
    def hint(self) -> str:
        return "narrow its condition, or say it once in the outcome's profile"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateWithoutEffect(Finding):
    """A gate that fires and never changes what comes out."""

    code = "gate-without-effect"
    weight = Weight.NOTE
    gate: str

    @property
    def message(self) -> str:
        return f"the gate “{self.gate}” never changes what comes out: rows or other gates see to it already"

    @property
    def hint(self) -> str:
        return "keep it for its reason, or delete it"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapDisagrees(Finding):
    """A row that would decide otherwise on sheets that earlier rows take."""

    code = "overlap-disagrees"
    weight = Weight.NOTE
    row: str
    earlier: tuple[str, ...]

    @property
    def message(self) -> str:
        verb = "takes" if len(self.earlier) == 1 else "take"
        return (
            f"“{self.row}” would decide otherwise on sheets that {quoted(self.earlier)} {verb} first: "
            "their order matters"
        )

    @property
    def hint(self) -> str:
        return "check on the example that the earlier row should win"


def takes(names: tuple[str, ...]) -> str:
    """The verb that goes with so many names."""
    return "takes" if len(names) == 1 else "together take"


def share(part: int, whole: int) -> str:
    """A share in per cent, exact about none and all, and about next to none."""
    if part in (0, whole):
        return "0 %" if part == 0 else "100 %"
    tenths = (2000 * part + whole) // (2 * whole)
    if tenths == 0:
        return "less than 0.1 %"
    if tenths == 1000:
        return "more than 99.9 %"
    return f"{tenths // 10}.{tenths % 10} %"
