"""What findings are made of: values that say themselves in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class What(StrEnum):
    """What carries a condition."""

    GATE = "gate"
    ROW = "row"
    WARNING = "warning"
    CELL = "framework cell"
    PRACTICE = "practice"
    QUESTION = "question"
    NAMED = "condition"


class Part(StrEnum):
    """What is proved in one go, and given up in one go where it grows too large."""

    DECISION = "this decision, and all that hangs on its result"
    REACHED = "which rows, gates and outcomes are reached, and how often"
    MONOTONE = "that the decision moves as declared"
    TOLD = "which warnings, framework cells and practices are told"
    BANDS = "which bands are reached"
    REDUNDANT = "which parts of conditions can be left out"
    EFFECT = "which questions, options, weights and gates have no effect"


@dataclass(frozen=True, slots=True)
class Count:
    """A large number."""

    number: int

    def __str__(self) -> str:
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Ends:
    """Now and target."""

    now: str
    target: str
    beside: bool = False
    """Whether the target is told although it is the same: it is what the other sheet differs in."""

    def __str__(self) -> str:
        told = self.beside or self.now != self.target
        target = f" (target “{self.target}”)" if told else ""
        return f"“{self.now}”{target}"


@dataclass(frozen=True, slots=True)
class Also:
    """Further questions of which the same is so."""

    questions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"; so does one level up in {listed(self.questions, 'or')}" if self.questions else ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that decide two sheets."""

    first: str
    second: str

    def __str__(self) -> str:
        if self.first == self.second:
            return f"; “{self.first}” decides both"
        return f"; “{self.first}” decides the first, “{self.second}” the second"


_VERBS = {
    "question": (
        ("{} becomes relevant", "{} become relevant"),
        ("{} is no longer relevant", "{} are no longer relevant"),
    ),
    "gate": (
        ("the gate {} fires", "the gates {} fire"),
        ("the gate {} is silent", "the gates {} are silent"),
    ),
}


@dataclass(frozen=True, slots=True)
class Turned:
    """Questions or gates that a step switches on and off."""

    what: Literal["question", "gate"] = "question"
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def __str__(self) -> str:
        forms = zip((self.on, self.off), _VERBS[self.what], strict=True)
        return " and ".join(form[len(names) > 1].format(listed(names)) for names, form in forms if names)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Parts of a condition that never hold together; of alternatives, such parts of each."""

    groups: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        words = [
            f"{listed(group)} {'is never so' if len(group) == 1 else 'never hold together'}"
            for group in self.groups
        ]
        return "; ".join(words)


def listed(names: tuple[str, ...], joint: str = "and") -> str:
    """Names in quotes, with a word before the last of several."""
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many sheets."""

    sheets: int
    of: int

    def __str__(self) -> str:
        """In per cent; none and all only when it is exactly so."""
        if self.sheets in (0, self.of):
            return "0 %" if self.sheets == 0 else "100 %"
        tenths = (2000 * self.sheets + self.of) // (2 * self.of)
        if tenths == 0:
            return "less than 0.1 %"
        if tenths == 1000:
            return "more than 99.9 %"
        return f"{tenths // 10}.{tenths % 10} %"
