"""What each input of an exported table means: enough to compute it without the pack or this program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.decision.conditions import leaves, questions_of
from advisor.decision.export_names import YES, Lists
from advisor.decision.export_words import answer_labels, asked, flat, quoted, said
from advisor.decision.plan import BANDS
from advisor.decision.sheets import Domain
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import QuestionType


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A question that an input rests on."""

    text: str
    answers: tuple[str, ...] = ()
    """What is to be known of its answers."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How an input is made."""

    how: str
    """What it is, in a sentence or two."""
    by_value: tuple[str, ...]
    """For each of its values when it has that value."""
    questions: tuple[RestsOn, ...] = ()
    """Each question that it rests on."""


def kind_meaning(pack: Pack) -> Meaning:
    """The kind of the workload."""
    kinds = pack.manifest.workload_kinds
    return Meaning("The kind of the workload.", tuple(quoted(kind.title) for kind in kinds))


def band_meaning(pack: Pack, dimension: str) -> Meaning:
    """The band of a dimension's score: weights, levels, thresholds, in whole numbers."""
    rules = pack.rules.dimensions[dimension]
    _, medium, high = BANDS
    reached, possible = "100 * sum(weight * level)", "sum(weight * highest level)"
    return Meaning(
        f"The band of the score {quoted(rules.title)} ({dimension}): {flat(rules.summary)} The score is "
        f"{reached} / {possible}, both sums over those questions below that are relevant and apply. Compare "
        "as written here, in whole numbers: a rounded score can fall into the wrong band. An option without "
        "a level counts 0; of several choices the highest level counts.",
        (
            f"neither {high} nor {medium}; also when no question is relevant and applies",
            f"not {high}, and {reached} >= {rules.bands.medium} * {possible}",
            f"{reached} >= {rules.bands.high} * {possible}",
        ),
        tuple(_scored(pack, question, weight) for question, weight in rules.weights.items()),
    )


def _scored(pack: Pack, question: str, weight: int) -> RestsOn:
    found = pack.question_by_id[question]
    levels = {option.id: option.level or 0 for option in found.options}
    if found.number is not None:
        levels = {each.id: each.level or 0 for each in found.number.bins}
    labels = answer_labels(found)
    text = f"{question}, weight {weight}, highest level {max(levels.values(), default=0)}"
    return RestsOn(
        f"{text}: {asked(found, pack.rules.conditions)}",
        tuple(f"level {levels[name]}: {name} ({labels[name]})" for name in levels),
    )


def fact_meaning(pack: Pack, fact: str) -> Meaning:
    """A named condition over answers, numbers and kinds."""
    named = pack.rules.conditions
    text = said(named[fact], named)
    return Meaning(
        f"Whether {fact} holds. A question that is not relevant or does not apply makes no comparison true.",
        (f"not {YES}", text),
        tuple(_compared(pack, named[fact], each) for each in questions_of([named[fact]], named)),
    )


def _compared(pack: Pack, condition: Condition, question: str) -> RestsOn:
    """A question with the options that a condition names."""
    found, named = pack.question_by_id[question], pack.rules.conditions
    names = {
        name
        for leaf in leaves(condition, named)
        if leaf.answer is not None and leaf.answer.question == question
        for name in leaf.answer.is_
    }
    labels = answer_labels(found)
    return RestsOn(
        f"{question}: {asked(found, named)}",
        tuple(f"{name} ({text})" for name, text in labels.items() if name in names),
    )


def answer_meaning(pack: Pack, domain: Domain, lists: Sequence[Lists]) -> Meaning:
    """The answer to one question, as far as the rules tell answers apart; the first value takes the rest."""
    question = domain.question
    labels = answer_labels(question)
    named = {name for each in lists for ids in each for name in ids}

    def listed(ids: Iterable[str]) -> str:
        return ", ".join(f"{each} ({labels[each]})" for each in ids)

    if question.type is QuestionType.MULTIPLE:
        rest = "none of the choices that the other values name"
        meant = [" and ".join(f"at least one of {listed(ids)}" for ids in each) for each in lists[1:]]
    else:
        rest = listed(name for name in labels if name not in named)
        meant = [listed(*each) for each in lists[1:]]
    unasked = "the question is not relevant or does not apply"
    return Meaning(
        f"The answer to {question.id}, as far as the rules tell answers apart.",
        (f"{rest}; also while {unasked}" if rest else unasked, *meant),
        (RestsOn(f"{question.id}: {asked(question, pack.rules.conditions)}"),),
    )
