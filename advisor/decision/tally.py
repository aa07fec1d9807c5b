"""The votes on one question: how they lie, who stands at the ends, and whether that is agreement.

"Unknown" and "does not apply" are counted apart: neither has a place on a scale (``vote_scale``). What the
votes come to for the team is ``team_answer``; what is said about them, ``tally_words``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from advisor.decision.agreement import Spread, ends, krippendorff_alpha, spread
from advisor.decision.sheets import bin_of
from advisor.decision.vote_scale import scale, step_of
from advisor.model.answer import Answer, AnswerState
from advisor.model.question import Question, QuestionType
from advisor.model.rules import Agreement

_WITH_NEIGHBOURS = 3
"""Steps from which a scale has a place that is near another without being its other end."""

Votes = Mapping[str, Answer]
"""Participant to answer; who has not answered is not in it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One way to answer, and who chose it."""

    id: str
    """Of the option or range; the text itself for a text."""
    label: str
    step: int | None
    """Its place on the scale, from 0; None where answers have no order."""
    by: tuple[str, ...]

    @property
    def count(self) -> int:
        """Votes for it. With several choices, people have more than one."""
        return len(self.by)


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one question, counted."""

    bars: tuple[Bar, ...]
    """Every option or range, also those without votes, in the pack's order."""
    unknown: tuple[str, ...]
    """Who said "unknown"."""
    not_applicable: tuple[str, ...]
    """Who said that it does not apply."""
    valued: int
    """How many gave an answer other than these two."""
    spread: Spread | None
    """Median, quartiles and consensus, in steps of the scale from 0; None without a scale or votes."""
    majority: Fraction
    """Share of the most frequent whole answer among all who know, "does not apply" included; 0 without."""
    lowest: tuple[str, ...]
    """Who stands lowest on the scale, to explain first; empty where all are alike or nothing has an order."""
    highest: tuple[str, ...]
    unanimous: bool
    """Whether everybody who knows gave the same answer; a number is the same only to the digit."""
    close: bool
    """Whether the votes are near enough by the thresholds."""

    def called(self, step: int) -> str:
        """The options of a step that somebody chose, by name."""
        return " / ".join(bar.label for bar in self.bars if bar.step == step and bar.by)

    @property
    def middle(self) -> tuple[str, str, str] | None:
        """Where the middle half begins, the median, and where it ends, by name; None without a scale."""
        if self.spread is None:
            return None
        first, median, last = map(self.called, self.spread.middle)
        return first, median, last

    @property
    def shared_steps(self) -> tuple[tuple[str, ...], ...]:
        """Names of options that count as one step of the scale."""
        steps: dict[int, list[str]] = {}
        for bar in self.bars:
            if bar.step is not None:
                steps.setdefault(bar.step, []).append(bar.label)
        return tuple(tuple(each) for each in steps.values() if len(each) > 1)


def tally(question: Question, agreement: Agreement, votes: Votes) -> Tally:
    """The votes on a question, counted and measured."""
    known = {who: each for who, each in votes.items() if each.state is not AnswerState.UNKNOWN}
    valued = {who: each for who, each in known.items() if each.state is AnswerState.ANSWERED}
    steps = {who: step for who, each in valued.items() if (step := step_of(question, each)) is not None}
    own = scale(question)
    lowest, highest = ends(steps)
    said = Counter(what_is_said(each) for each in known.values())
    found = Tally(
        bars=tuple(_bars(question, valued, own)),
        unknown=tuple(who for who in votes if who not in known),
        not_applicable=tuple(who for who in known if who not in valued),
        valued=len(valued),
        spread=spread(tuple(own.values()), steps.values()) if own and steps else None,
        majority=Fraction(max(said.values(), default=0), max(len(known), 1)),
        lowest=lowest,
        highest=highest,
        unanimous=len(said) == 1,
        close=False,
    )
    return _judged(question, found, agreement, valued)


def _judged(question: Question, found: Tally, agreement: Agreement, valued: Votes) -> Tally:
    close = found.unanimous
    votes = found.valued + len(found.not_applicable)
    if votes and not close:
        if len(found.not_applicable) * 100 >= agreement.majority * votes:
            close = True
        elif found.valued * 100 >= agreement.majority * votes:
            close = _close(question, found, agreement, valued)
    return replace(found, close=close)


def _close(question: Question, found: Tally, agreement: Agreement, valued: Votes) -> bool:
    """Whether those who gave a value are near enough."""
    if found.spread is not None:
        counts = found.spread.counts
        if len(counts) < _WITH_NEIGHBOURS:
            # Two steps are the ends of the scale: nothing lies near, so that it is as without an order.
            return max(counts.values()) * 100 >= agreement.majority * found.valued
        if _around_one(counts, agreement):
            return True
        # Rounded as it is shown, so that "0.80" is never short of 80.
        near = round(100 * found.spread.consensus) >= agreement.consensus
        return near and found.spread.interquartile_range <= Fraction(agreement.interquartile_range)
    if question.type is QuestionType.MULTIPLE:
        return bool(ticked_by_most(question, agreement, valued))
    if question.type is QuestionType.TEXT:
        return True
    most = max(bar.count for bar in found.bars)
    return most * 100 >= agreement.majority * found.valued


def _around_one(counts: Mapping[int, int], agreement: Agreement) -> bool:
    """Whether enough votes lie on one step and every other one lies next to it.

    Consensus alone is measured by the width of the scale: on three steps, four of six votes in the middle
    and one on either side have 0.67, and on five steps 0.86.
    """
    total = sum(counts.values())
    return any(
        count * 100 >= agreement.one_step * total
        and all(abs(level - other) <= 1 for other, votes in counts.items() if votes)
        for level, count in counts.items()
    )


def ticked_by_most(question: Question, agreement: Agreement, valued: Votes) -> tuple[str, ...]:
    """The options that enough people ticked, when every other is ticked by few enough; else nothing."""
    ticks = Counter(option for each in valued.values() for option in each.choices or ())
    enough = {name for name, count in ticks.items() if count * 100 >= agreement.majority * len(valued)}
    few = all(
        count * 100 <= (100 - agreement.majority) * len(valued)
        for name, count in ticks.items()
        if name not in enough
    )
    return tuple(each.id for each in question.options if each.id in enough) if few else ()


def _bars(question: Question, valued: Votes, own: Mapping[str, int]) -> list[Bar]:
    def bar(name: str, label: str) -> Bar:
        by = tuple(who for who, each in valued.items() if name in _parts(question, each))
        return Bar(name, label, own.get(name), by)

    if question.type is QuestionType.NUMBER and question.number is not None:
        return [bar(each.id, each.label) for each in question.number.bins]
    if question.type is QuestionType.TEXT:
        return [bar(text, text) for text in dict.fromkeys(each.text or "" for each in valued.values())]
    return [bar(each.id, each.label) for each in question.options]


def _parts(question: Question, answer: Answer) -> tuple[str, ...]:
    if answer.number is not None:
        return (bin_of(question, answer.number),)
    if answer.choices is not None:
        return answer.choices
    return (answer.choice or answer.text or "",)


def what_is_said(answer: Answer) -> tuple[object, ...]:
    """What an answer says, without the words around it."""
    return (answer.state, answer.choice, answer.choices, answer.number, answer.text)


def alpha(asked: Iterable[tuple[Question, Votes]]) -> float | None:
    """Krippendorff's ordinal alpha of a panel, over every question that has a scale.

    None when no two votes can be compared. A vote counts as its step of the scale.
    """
    return krippendorff_alpha(
        [step for each in votes.values() if (step := step_of(question, each)) is not None]
        for question, votes in asked
    )
