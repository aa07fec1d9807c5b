"""How far weights and thresholds may move before the advice flips.

A dimension's score meets a threshold T when ``Σ w·(100·level − T·max) >= 0``. With ``c`` for the
bracket of each question, and all weights changed at once by up to a share δ of themselves, the sign
can turn only when ``δ >= |Σ w·c| / Σ w·|c|``. The advice, that is today's outcome and the target, flips
at the least δ at which some combination of bands within reach decides otherwise about either. Today's
outcome alone may hold for longer; its own limits stand beside. All figures are exact fractions.

Scores with open answers stand at their expected value, and open answers that rules look at count as
in the advice; ``basis`` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

from advisor.decision.engine import CompiledDecision, Engine, Pair
from advisor.decision.held_bands import HeldBands
from advisor.decision.reported import Reported, relevant
from advisor.decision.reweighing import BAND_COUNT, Term, band_at, band_of, margin, reach, score_of, terms_of
from advisor.decision.sheets import OPEN
from advisor.model.rules import Bands


@dataclass(frozen=True, slots=True)
class Interval:
    """Values between which nothing flips; None where there is no limit. The bounds themselves may flip."""

    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class WeightStability:
    """How far one weight may move, all else as it is."""

    dimension: str
    question: str
    weight: int
    interval: Interval
    """Where neither today's outcome nor the target flips."""
    now: Interval
    """Where today's outcome does not flip: at least as wide."""


@dataclass(frozen=True, slots=True)
class ThresholdStability:
    """How far one threshold may move, in points of 100, all else as it is."""

    dimension: str
    band: Literal["medium", "high"]
    threshold: int
    interval: Interval
    """Where neither today's outcome nor the target flips."""
    now: Interval
    """Where today's outcome does not flip: at least as wide."""


@dataclass(frozen=True, slots=True)
class Room:
    """How far all weights may move at once."""

    delta: Fraction | None
    """Largest relative change of all weights that cannot flip what is kept; None when none can."""
    beyond: Pair
    """Today's outcome and the target that are reached first beyond; those that are kept when none are."""


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """One score that flips today's outcome or the target by passing a threshold, all others as they are."""

    dimension: str
    threshold: int
    below: bool
    """Whether by falling below the threshold; else by reaching it."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How firm a decision is against its own weights and thresholds."""

    outcome: str | None
    """Today's outcome that is kept."""
    target: str | None
    """The target that is kept."""
    basis: Literal["answers", "expected"]
    """Whether every answer that counts is known, or open ones stand at their expected value."""
    whole: Room
    """Within which neither today's outcome nor the target flips."""
    now: Room
    """Within which today's outcome does not flip: at least as large."""
    weights: tuple[WeightStability, ...]
    thresholds: tuple[ThresholdStability, ...]
    moves: tuple[ScoreMove, ...]
    """What single scores would have to reach, or to fall below, for either to flip."""

    @property
    def all_weights(self) -> Fraction | None:
        """Largest relative change of all weights that flips neither; None when none can flip either."""
        return self.whole.delta


def stability(engine: Engine, decision: str, state: Reported) -> Stability:
    """How firm a decision is for one workload, whose reported state is given."""
    compiled = engine.decisions[decision]
    terms = {name: terms_of(name, state) for name in compiled.dimensions}
    bands = {name: band_of(terms[name], engine.pack.rules.dimensions[name].bands) for name in terms}
    held = HeldBands(compiled, state.kind, state.sheet)
    outcome, target = held.advised(bands)
    limits = {name: engine.pack.rules.dimensions[name].bands for name in terms}
    whole, now = _all_at_once(limits, terms, bands, held)
    return Stability(
        outcome=outcome,
        target=target,
        basis="expected" if _open(engine, compiled, state) else "answers",
        whole=whole,
        now=now,
        weights=tuple(
            WeightStability(
                name,
                term.question,
                term.weight,
                *_weight_intervals(limits[name], name, term, terms[name], bands, held),
            )
            for name in terms
            for term in terms[name]
        ),
        thresholds=tuple(
            ThresholdStability(name, which, threshold, *intervals)
            for name in terms
            for which, threshold, intervals in _threshold_intervals(
                limits[name], name, terms[name], bands, held
            )
        ),
        moves=tuple(move for name in terms for move in _moves(limits[name], name, bands, held)),
    )


def _moves(limits: Bands, dimension: str, bands: Mapping[str, int], held: HeldBands) -> Iterator[ScoreMove]:
    """The nearest threshold above, and the nearest below, beyond which the advice is another."""
    advised, now, thresholds = held.advised(bands), bands[dimension], (limits.medium, limits.high)
    for below, others in ((False, range(now + 1, BAND_COUNT)), (True, range(now - 1, -1, -1))):
        for band in others:
            if held.advised({**bands, dimension: band}) != advised:
                yield ScoreMove(dimension, thresholds[band if below else band - 1], below)
                break


def _open(engine: Engine, compiled: CompiledDecision, state: Reported) -> bool:
    scored = {q for name in compiled.dimensions for q in engine.pack.rules.dimensions[name].weights}
    return any(
        state.sheet[engine.slots[question]] == OPEN and relevant(question, state) is not False
        for question in scored.union(compiled.questions)
    )


def _all_at_once(
    limits: Mapping[str, Bands],
    terms: Mapping[str, list[Term]],
    bands: Mapping[str, int],
    held: HeldBands,
) -> tuple[Room, Room]:
    """The room of the whole advice, and that of today's outcome alone."""
    advised = held.advised(bands)
    names = list(terms)
    reachable = [reach(terms[name], limits[name], bands[name]) for name in names]
    whole = now = Room(None, advised)
    for combination in product(range(BAND_COUNT), repeat=len(names)):
        needed = [reachable[i][band] for i, band in enumerate(combination)]
        known = [delta for delta in needed if delta is not None]
        if len(known) < len(needed):
            continue
        delta = max(known, default=Fraction(0))
        nearer = whole.delta is None or delta < whole.delta
        sooner = now.delta is None or delta < now.delta
        if not nearer and not sooner:
            continue
        other = held.advised(dict(zip(names, combination, strict=True)))
        if sooner and other[0] != advised[0]:
            now = Room(delta, other)
        if nearer and other != advised:
            whole = Room(delta, other)
    # Where both begin to flip at once, tell of both.
    whole = now if now.delta is not None and now.delta == whole.delta else whole
    return whole, now


def _weight_intervals(
    limits: Bands,
    dimension: str,
    term: Term,
    terms: list[Term],
    bands: Mapping[str, int],
    held: HeldBands,
) -> tuple[Interval, Interval]:
    """Where one weight may lie: the band changes only where a threshold's margin crosses zero.

    For the whole advice, and for today's outcome alone.
    """
    rest = [other for other in terms if other is not term]
    crossings: set[Fraction] = set()
    for threshold in (limits.medium, limits.high):
        slope = 100 * term.level - threshold * term.most
        if slope:
            crossing = -margin(rest, threshold)[0] / slope
            if crossing >= 0:
                crossings.add(crossing)
    advised = held.advised(bands)

    def at(weight: Fraction) -> Pair:
        return held.advised({**bands, dimension: band_at(rest, term, weight, limits)})

    return (
        _interval(sorted(crossings), Fraction(term.weight), lambda weight: at(weight) != advised),
        _interval(sorted(crossings), Fraction(term.weight), lambda weight: at(weight)[0] != advised[0]),
    )


def _interval(crossings: list[Fraction], present: Fraction, flips: Callable[[Fraction], bool]) -> Interval:
    """The widest interval around the present value in which nothing flips.

    Between two crossings nothing changes, so one sample of each stretch, and each crossing, is enough.
    """
    cells: list[tuple[Fraction, Fraction | None, Fraction]] = []
    below = Fraction(0)
    for crossing in crossings:
        if crossing > below:
            cells.append((below, crossing, (below + crossing) / 2))
        cells.append((crossing, crossing, crossing))
        below = crossing
    cells.append((below, None, below + 1))
    under = [cell for cell in cells if cell[1] is not None and cell[1] <= present and cell[0] < present]
    over = [cell for cell in cells if cell[0] >= present and cell[1] != present]
    low = next((cell[1] for cell in reversed(under) if flips(cell[2])), None)
    high = next((cell[0] for cell in over if flips(cell[2])), None)
    return Interval(low, high)


def _threshold_intervals(
    limits: Bands,
    dimension: str,
    terms: list[Term],
    bands: Mapping[str, int],
    held: HeldBands,
) -> Iterator[tuple[Literal["medium", "high"], int, tuple[Interval, Interval]]]:
    """A threshold flips the advice when it passes the score and the band next to it decides otherwise.

    For the whole advice, and for today's outcome alone.
    """
    score = score_of(terms)
    advised = held.advised(bands)
    now = bands[dimension]
    for index, (which, threshold) in enumerate((("medium", limits.medium), ("high", limits.high))):
        lower, upper = index, index + 1
        other = {lower: upper, upper: lower}.get(now)
        then = advised if other is None else held.advised({**bands, dimension: other})
        passed = Interval(score, None) if now == lower else Interval(None, score)
        free = Interval(None, None)
        intervals = (
            passed if then != advised else free,
            passed if then[0] != advised[0] else free,
        )
        yield ("medium" if which == "medium" else "high"), threshold, intervals
