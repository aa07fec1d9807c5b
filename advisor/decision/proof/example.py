"""Sheets that show that something is so: complete, and with the part that makes the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from advisor.decision.plan import BANDS
from advisor.decision.proof.space import Space
from advisor.decision.sheets import ABSENT, Sheet


@dataclass(frozen=True, slots=True)
class Example:
    """A complete sheet, and which part of it makes the case."""

    kind: str
    """The kind of workload."""
    sheet: Sheet
    """A value index for every question, in pack order; ``ABSENT`` for texts, which decide nothing."""
    kind_matters: bool
    questions: tuple[str, ...]
    """The questions whose answers make the case, in pack order."""
    bands: tuple[tuple[str, str], ...]
    """The dimensions whose band makes the case, and the band that each has."""
    unknown: tuple[str, ...] = ()
    """Questions of which nobody may know the answer; the sheet holds what it would be."""
    unproved: tuple[str, ...] = ()
    """Dimensions whose answers may name no evidence."""


def make_example(
    space: Space,
    kind: int,
    values: Mapping[int, int],
    bands: Mapping[int, int],
    tested: Set[int],
    unknown: tuple[str, ...] = (),
    unproved: tuple[str, ...] = (),
) -> Example:
    """An example from what a walk fixed; what it left free takes its first value."""
    looked_at = {q for variable in tested if (q := space.question(variable)) is not None}
    names = space.layout.dimensions
    return Example(
        kind=space.kinds[kind],
        sheet=tuple(
            values.get(slot, 0) if domain.values else ABSENT for slot, domain in enumerate(space.domains)
        ),
        kind_matters=any(space.is_kind(variable) for variable in tested) and len(space.kinds) > 1,
        questions=tuple(question for question in space.slots if question in looked_at),
        bands=tuple(
            (names[d], BANDS[band].value)
            for d, band in sorted(bands.items())
            if space.layout.band_variable[names[d]] in tested
        ),
        unknown=unknown,
        unproved=unproved,
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to answer a question in two sheets at once, and the points that each gains."""

    values: tuple[int, int]
    gains: tuple[int, int]


def spread(
    candidates: Sequence[Sequence[Candidate]], accept: Callable[[int, int], bool]
) -> list[Candidate] | None:
    """One candidate of each question so that the sums of both gains are accepted; None if there are none."""
    layers: list[set[tuple[int, int]]] = [{(0, 0)}]
    for each in candidates:
        gains = {candidate.gains for candidate in each}
        layers.append({(a + more, b + again) for a, b in layers[-1] for more, again in gains})
    wanted = next((sums for sums in sorted(layers[-1]) if accept(*sums)), None)
    if wanted is None:
        return None
    found: list[Candidate] = []
    for each, before in zip(reversed(candidates), reversed(layers[:-1]), strict=True):
        for candidate in each:
            rest = (wanted[0] - candidate.gains[0], wanted[1] - candidate.gains[1])
            if rest in before:
                found.append(candidate)
                wanted = rest
                break
    return found[::-1]
