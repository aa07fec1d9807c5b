"""Levels, likelihoods and bands as formulas."""

from __future__ import annotations

from fractions import Fraction

from advisor.content.questionnaire_form import YES
from advisor.model.condition import Band
from advisor.model.question import Question, QuestionType
from advisor.model.rules import Bands
from advisor.reporting import words
from advisor.reporting.xlsx.cases import Group
from advisor.reporting.xlsx.formula import Expression, Ref, part
from advisor.reporting.xlsx.functions import both, call, greatest, if_
from advisor.reporting.xlsx.truths import Truths
from advisor.reporting.xlsx.working import Subject


def level_of(question: Question, subject: Subject, code: Ref) -> Expression:
    """The level of a known answer."""
    places = subject.places[question.id]
    if question.type is QuestionType.MULTIPLE:
        return greatest(
            [if_(cell.equals(YES), _of(question, option), 0) for option, cell in places.ticks.items()]
        )
    if question.number is not None:
        found: Expression = part(question.number.bins[0].level or 0)
        for before, after in zip(question.number.bins, question.number.bins[1:], strict=False):
            step = (after.level or 0) - (before.level or 0)
            if step and before.below is not None:
                found = found + if_(places.answer.at_least(Fraction(before.below)), step, 0)
        return found
    if places.levels is None:
        raise ValueError(f"{question.id} has no levels")
    return call("INDEX", places.levels, code)


def _of(question: Question, option: str) -> int:
    return next(each.level for each in question.options if each.id == option) or 0


def share_of(group: Group, code: Ref, truths: Truths) -> Expression:
    """How likely a group of answers is: certain or impossible once the question is answered."""
    tests = [
        truths.fits(atom) if holds else call("NOT", truths.fits(atom)) for atom, holds in group.truths.items()
    ]
    known = if_(both(tests), 1, 0) if tests else part(1)
    return if_(code.equals(0), group.share, if_(code.below(0), int(group.none), known))


def band_of(score: Ref, bands: Bands) -> Expression:
    """0 low, 1 medium, 2 high."""
    # Division leaves the last digits of a fraction open; at a threshold they must not decide.
    exact = call("ROUND", score, 9)
    above = if_(exact.at_least(bands.medium), 1, 0) + if_(exact.at_least(bands.high), 1, 0)
    return if_(call("ISNUMBER", score), above, 0)


def name_of(band: Expression) -> Expression:
    """The word for a band's number."""
    low, medium, high = (words.band(each) for each in Band)
    return if_(band.equals(0), low, if_(band.equals(1), medium, high))
