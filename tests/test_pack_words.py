"""The words of the bundled pack: what a room has to understand alike, and what warnings may claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.content.assessments import load_assessment
from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.decision.recommend import recommend
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import Question, Scope
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.rules import WarningRule, WarningSeverity

FOLDER = next(iter(bundled_packs().values()))
PACK = load_pack(FOLDER)
EXAMPLES = sorted((FOLDER / "examples").glob("*.yaml"))
WARNINGS = [warning for decision in PACK.rules.decisions.values() for warning in decision.warnings]
each_question = pytest.mark.parametrize("question", PACK.questions, ids=lambda question: question.id)
each_warning = pytest.mark.parametrize("warning", WARNINGS, ids=lambda warning: warning.id)
NOT_KNOWN = re.compile(r"not known|nobody could say|nobody knows", re.IGNORECASE)


def asked(question: Question) -> str:
    """Everything that is read out: the question and its answers."""
    options = [f"{option.label} {option.detail or ''}" for option in question.options]
    number = [question.number.unit, *(one.label for one in question.number.bins)] if question.number else []
    return " ".join([question.ask, *options, *number]).lower()


@each_question
def test_the_glossary_explains_words_that_are_used_there(question: Question) -> None:
    assert question.help
    unused = [word for word in question.help if word.lower() not in asked(question)]
    assert unused == []


HARD = (
    "accelerator chargeback cluster colocation commitment container dedicated depreciation endpoint gpu idle "
    "milliseconds notebook on-call patch pipeline quota reservation rota scheduler showback utilisation "
    "virtual weights"
)


@pytest.mark.parametrize("word", HARD.split())
def test_a_hard_word_is_explained_where_it_is_used(word: str) -> None:
    using = [question for question in PACK.questions if re.search(rf"\b{word}", asked(question))]
    assert using, f"“{word}” is used nowhere; take it off the list"
    silent = [
        q.id for q in using if not any(word in f"{term} {told}".lower() for term, told in q.help.items())
    ]
    assert silent == []


@each_question
def test_no_answer_primes_the_room(question: Question) -> None:
    stages = {model.stage for model in PACK.models} - {"run"}
    for jargon in [*stages, "sample goal", "coefficient", "this pack", "score", "maturity"]:
        assert jargon not in asked(question)


@each_question
def test_a_range_of_numbers_says_what_it_means(question: Question) -> None:
    for one in question.number.bins if question.number else ():
        figures, _, words = one.label.partition(": ")
        assert re.search(r"\d", figures)
        assert len(words.split()) >= 2, one.label


def test_most_self_ratings_say_when_they_do_not_apply() -> None:
    given = [question for question in PACK.questions if question.not_applicable_example]
    assert len(given) >= 15
    assert all(
        question.not_applicable_example.endswith(".") for question in given if question.not_applicable_example
    )


def answer_everything_unknown(kind: str) -> Assessment:
    unknown = Answer(state=AnswerState.UNKNOWN)
    own = {q.id: unknown for q in PACK.questions if q.scope is Scope.WORKLOAD}
    shared = {q.id: unknown for q in PACK.questions if q.scope is Scope.ORGANISATION}
    work = Workload(id="work", kind=kind, answers=own)
    return Assessment(id="any", pack=PACK.id, organisation="Any", answers=shared, workloads=(work,))


def leaves(condition: Condition, pack: Pack) -> Iterator[Condition]:
    """The conditions at the bottom, named ones opened."""
    if condition.condition is not None:
        yield from leaves(pack.rules.conditions[condition.condition], pack)
    elif condition.all is not None or condition.any is not None:
        for part in condition.all or condition.any or ():
            yield from leaves(part, pack)
    elif condition.not_ is not None:
        yield from leaves(condition.not_, pack)
    else:
        yield condition


@each_warning
def test_a_warning_about_not_knowing_is_told_as_such(warning: WarningRule) -> None:
    """Its name, its words and its condition agree on whether something is not known."""
    says_so = bool(NOT_KNOWN.search(warning.message))
    assert says_so == warning.id.endswith("_unknown") or warning.id == "open_to_unknown_many"
    if says_so:
        assert any(leaf.unknown for leaf in leaves(warning.when, PACK))


@pytest.mark.parametrize("kind", [kind.id for kind in PACK.manifest.workload_kinds])
def test_where_nothing_is_known_nothing_grave_is_asserted(kind: str) -> None:
    (work,) = recommend(PACK, answer_everything_unknown(kind)).workloads
    assert {warning.id for warning in work.warnings} >= {"rule_unknown", "load_unknown"}
    grave = [warning for warning in work.warnings if warning.severity is WarningSeverity.HIGH]
    assert all(NOT_KNOWN.search(warning.message) for warning in grave)


@pytest.fixture(scope="module")
def example_workloads() -> list[WorkloadRecommendation]:
    return [w for path in EXAMPLES for w in _advice(path)]


def _advice(path: Path) -> tuple[WorkloadRecommendation, ...]:
    return recommend(PACK, load_assessment(path, pack=PACK).assessment).workloads


def test_a_typical_workload_gets_a_handful_of_warnings(
    example_workloads: list[WorkloadRecommendation],
) -> None:
    counts = [len(one.warnings) for one in example_workloads]
    assert 4 <= sum(counts) / len(counts) <= 8
    assert max(counts) <= 10
    grave = [sum(w.severity is WarningSeverity.HIGH for w in one.warnings) for one in example_workloads]
    assert max(grave) <= 3
    assert sum(grave) / len(grave) <= 1
