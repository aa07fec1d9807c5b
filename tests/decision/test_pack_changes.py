"""In what two packs differ, packs between them, and which differences turn an advice: laws on small packs."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.decision.pack_causes import causes
from advisor.decision.pack_changes import changes_of
from advisor.decision.pack_edits import edits_of
from advisor.decision.pack_mixed import mixed
from advisor.decision.proof import Comparison, compare, effects
from advisor.decision.recommend import recommend
from advisor.model.assessment import Answer, Assessment
from advisor.model.pack import Pack
from advisor.model.pack_change import Happened
from advisor.model.question import Question
from advisor.model.rules import Decision
from tests.decision.random_packs import (
    OUTCOMES,
    PROSE,
    answers,
    assessment_of,
    conditions,
    decision,
    dimension,
    make_pack,
    packs,
)
from tests.thoroughness import examples


def advice(pack: Pack | None, assessment: Assessment) -> tuple[str | None, str | None] | None:
    """What a pack advises on the only workload, by the public door; None without a pack."""
    if pack is None:
        return None
    (found,) = recommend(pack, assessment, open_too=False).workloads
    return found.model, found.target


def asking(pack: Pack, questions: tuple[Question, ...]) -> Pack:
    return Pack(
        manifest=pack.manifest,
        sections=pack.sections,
        questions=questions,
        rules=pack.rules,
        sha256=pack.sha256,
    )


def with_rules(pack: Pack, **update: Any) -> Pack:
    return pack.model_copy(update={"rules": pack.rules.model_copy(update=update)})


def with_decision(pack: Pack, **update: Any) -> Pack:
    decision: Decision = pack.rules.decisions["size"].model_copy(update=update)
    return with_rules(pack, decisions={"size": decision})


@st.composite
def edited(draw: st.DrawFn, pack: Pack) -> Pack:
    """The pack with one to five small changes, some of which need one another."""
    for _ in range(draw(st.integers(1, 5))):
        decision = pack.rules.decisions["size"]
        which = draw(st.sampled_from(["band", "weight", "level", "gate", "row", "end", "order", "otherwise"]))
        if which in ("band", "weight"):
            name = draw(st.sampled_from(sorted(pack.rules.dimensions)))
            score = pack.rules.dimensions[name]
            if which == "band":
                bands = {"medium": draw(st.integers(10, 60)), "high": draw(st.integers(61, 90))}
                score = score.model_copy(update={"bands": score.bands.model_copy(update=bands)})
            else:
                question = draw(st.sampled_from(sorted(pack.question_by_id)))
                weights = {**score.weights, question: draw(st.integers(1, 5))}
                score = score.model_copy(update={"weights": weights})
            pack = with_rules(pack, dimensions={**pack.rules.dimensions, name: score})
        elif which == "level":
            index = draw(st.integers(0, len(pack.questions) - 1))
            question_ = pack.questions[index]
            options = tuple(
                each.model_copy(update={"level": draw(st.integers(0, 3)) if each.id != "o0" else 0})
                for each in question_.options
            )
            changed = question_.model_copy(update={"options": options, "short": "other words"})
            pack = asking(pack, (*pack.questions[:index], changed, *pack.questions[index + 1 :]))
        elif which == "gate":
            pack = with_decision(pack, gates=decision.gates[1:])
        elif which == "row" and len(decision.table) > 1:
            gone = draw(st.integers(0, len(decision.table) - 1))
            row = decision.table[gone].model_copy(update={"id": f"{decision.table[gone].id}x"})
            kept = [each for index, each in enumerate(decision.table) if index != gone]
            pack = with_decision(pack, table=(row, *kept) if draw(st.booleans()) else tuple(kept))
        elif which == "end" and decision.table:
            first, *rest = decision.table
            end = {"now": draw(st.sampled_from(OUTCOMES)), "target": draw(st.sampled_from(OUTCOMES))}
            pack = with_decision(pack, table=(first.model_copy(update=end), *rest))
        elif which == "order":
            pack = with_decision(pack, table=tuple(draw(st.permutations(decision.table))))
        elif which == "otherwise":
            end = {"now": draw(st.sampled_from(OUTCOMES))}
            pack = with_decision(pack, otherwise=decision.otherwise.model_copy(update=end))
    return pack


@given(st.data())
@settings(max_examples=examples(40), deadline=None)
def test_all_edits_lead_from_one_pack_to_the_other_and_none_leave_it_as_it_is(data: st.DataObject) -> None:
    old, new = data.draw(packs()), data.draw(packs())
    if data.draw(st.booleans()):
        new = data.draw(edited(old))
    keys = [each.key for each in edits_of(old, new)]
    assert len(keys) == len(set(keys))
    assessment = assessment_of(old, data.draw(answers(old)))
    for pack, applied in ((old, ()), (new, keys)):
        assert advice(mixed(old, new, applied), assessment) == advice(pack, assessment)
        between = mixed(old, new, applied)
        assert between is not None
        assert edits_of(pack, between) == edits_of(between, pack) == ()


@given(st.data())
@settings(max_examples=examples(80), deadline=None)
def test_what_is_named_is_what_was_needed_by_trying_every_set(data: st.DataObject) -> None:
    old = data.draw(packs())
    new = data.draw(edited(old))
    edits = edits_of(old, new)
    assume(0 < len(edits) <= 7)
    assessment = assessment_of(old, data.draw(answers(old)))
    before, after = advice(old, assessment), advice(new, assessment)
    assert before is not None
    assert after is not None
    found = causes(old, new, edits, assessment, assessment.workloads[0], (before, after))
    if before == after:
        assert found is None
        return
    assert found is not None
    every = frozenset(each.key for each in edits)
    least = next(
        [
            set(each)
            for each in combinations(sorted(every), size)
            if undone(old, new, every, each, assessment, before)
        ]
        for size in range(1, len(every) + 1)
        if any(
            undone(old, new, every, each, assessment, before) for each in combinations(sorted(every), size)
        )
    )
    named = {each.key for each in found.needed}
    assert found.smallest
    if len(least[0]) == 1:
        assert [{key} for key in sorted(named)] == least
        assert found.each == (len(least) > 1)
    else:
        assert named in least
        assert not found.each
    helped = frozenset(named | {each.key for each in found.helping})
    assert advice(mixed(old, new, helped), assessment) == after
    assert bool(found.helping) == (advice(mixed(old, new, named), assessment) != after)


def undone(
    old: Pack,
    new: Pack,
    every: frozenset[tuple[str, ...]],
    without: tuple[tuple[str, ...], ...],
    assessment: Assessment,
    before: tuple[str | None, str | None],
) -> bool:
    return advice(mixed(old, new, every - set(without)), assessment) == before


@given(st.data())
@settings(max_examples=examples(20), deadline=None)
def test_a_pack_differs_from_itself_in_nothing_and_words_decide_nothing(data: st.DataObject) -> None:
    pack = data.draw(packs())
    assert changes_of(pack, pack) == ()
    reworded = tuple(each.model_copy(update={"why": "Because."}) for each in pack.questions)
    found = changes_of(pack, asking(pack, reworded))
    assert {each.id for each in found} == set(pack.question_by_id)
    assert {each.happened for each in found} == {Happened.REWORDED}
    assert not any(each.decides for each in found)


@given(st.data())
@settings(max_examples=examples(20), deadline=None)
def test_a_gate_that_needs_a_new_question_cannot_come_without_it(data: st.DataObject) -> None:
    old = data.draw(packs())
    extra = old.questions[0].model_copy(update={"id": "extra", "relevant_when": None})
    pack = asking(old, (*old.questions, extra))
    asked = {"id": "extra", "type": extra.type.value, "options": [{"id": o.id} for o in extra.options]}
    when = data.draw(conditions([asked], [], 0).filter(lambda each: "kind" not in each))
    gates = old.rules.decisions["size"].gates
    decision = old.rules.decisions["size"].model_dump(by_alias=True, exclude_none=True)
    decision["gates"] = [
        *decision["gates"],
        {"id": "last", "when": when, "exclude": [OUTCOMES[0]], "reason": "r"},
    ]
    new = with_rules(pack, decisions={"size": Decision.model_validate(decision)})
    assert len(new.rules.decisions["size"].gates) == len(gates) + 1
    keys = {each.key for each in edits_of(old, new)}
    assert keys == {("question", "extra"), ("gate", "size", "last")}
    assert mixed(old, new, {("gate", "size", "last")}) is None
    assert mixed(old, new, {("question", "extra")}) is not None


def test_a_score_that_nothing_raises_any_more_turns_an_advice_like_any_other_change() -> None:
    """All levels of the only question that counts fall to nothing; what is left is still a pack."""
    options = [{"id": f"o{level}", "label": f"o{level}", "level": level} for level in (0, 1)]
    question = {"id": "q", "type": "single", "scope": "organisation", "options": options, **PROSE}
    row = {
        "id": "able",
        "when": {"band": {"dimension": "skill", "is": ["high"]}},
        "now": "large",
        "reason": "r",
    }
    rules = {"dimensions": {"skill": dimension({"q": 1})}, "decisions": {"size": decision([row])}}
    old = make_pack([question], rules)
    new = make_pack([{**question, "options": [{**each, "level": 0} for each in options]}], rules)
    assessment = assessment_of(old, {"q": Answer(choice="o1")})
    turned = advice(old, assessment), advice(new, assessment)
    assert turned == (("large", "large"), ("middle", "middle"))
    found = causes(old, new, edits_of(old, new), assessment, assessment.workloads[0], turned)
    assert found is not None
    assert [each.key for each in found.needed] == [("levels", "q")]
    compared = compare(new, old)
    assert isinstance(compared, Comparison)
    (effect,) = effects(new, old, compared)
    assert (effect.alone, effect.without) == (compared.sheets_changed, 0) == (2, 0)
