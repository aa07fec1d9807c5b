"""Two packs over the same sheets: counts, changes and examples agree with looking at every sheet."""

from __future__ import annotations

from collections import Counter
from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import Engine
from advisor.decision.lot import Lot
from advisor.decision.proof.compare import Comparison, Incomparable, compare
from advisor.decision.sheets import ABSENT, domain_of
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import Option, Question
from advisor.model.rules import Decision, Dimension, Rules
from tests.decision.proof.oracle import Judge, all_sheets
from tests.decision.random_packs import conditions, packs
from tests.thoroughness import examples

small = packs().filter(lambda p: 2 * prod(len(domain_of(q).values) for q in p.questions) <= 400)


def as_data(pack: Pack) -> list[dict[str, object]]:
    return [
        {"id": q.id, "type": q.type.value, "options": [{"id": o.id} for o in q.options]}
        for q in pack.questions
    ]


@st.composite
def edited(draw: st.DrawFn, pack: Pack) -> Pack:
    """The pack as a consultant may have left it after some edits of every sort."""

    def sometimes() -> bool:
        return draw(st.integers(0, 3)) == 0

    def condition(before: int, names: list[str]) -> Condition:
        return Condition.model_validate(draw(conditions(as_data(pack)[:before], names)))

    names = sorted(pack.rules.dimensions)
    questions: list[Question] = []
    for index, question in enumerate(pack.questions):
        update: dict[str, object] = {}
        if sometimes():
            update["relevant_when"] = condition(index, []) if index and sometimes() else None
        if question.options and sometimes():
            levels = [draw(st.integers(0, 2)) for _ in question.options]
            options: list[Option] = [
                option.model_copy(update={"level": level})
                for option, level in zip(question.options, levels, strict=True)
            ]
            update["options"] = tuple(draw(st.permutations(options)))
        questions.append(question.model_copy(update=update))
    dimensions: dict[str, Dimension] = {}
    for name, dimension in pack.rules.dimensions.items():
        weights = {q: draw(st.integers(1, 3)) if sometimes() else w for q, w in dimension.weights.items()}
        bands = dimension.bands.model_copy(update={"high": 80} if sometimes() else {})
        dimensions[name] = dimension.model_copy(update={"weights": weights, "bands": bands})
    size: Decision = pack.rules.decisions["size"]
    table = tuple(
        row.model_copy(update={"when": condition(len(questions), names)}) if sometimes() else row
        for row in size.table
    )
    gates = size.gates[1:] if sometimes() else size.gates
    if sometimes():
        table = table[::-1]
    size = size.model_copy(update={"table": table, "gates": gates})
    rules = pack.rules.model_copy(update={"dimensions": dimensions, "decisions": {"size": size}})
    return changed(pack, tuple(questions), rules)


def changed(pack: Pack, questions: tuple[Question, ...], rules: Rules) -> Pack:
    """Made anew: a copy would keep the questions that the original has looked up by id."""
    return Pack.model_construct(
        manifest=pack.manifest, sections=pack.sections, questions=questions, rules=rules, sha256="1" * 64
    )


def outcome(pack: Pack, kind: str, chosen: dict[str, frozenset[str]]) -> tuple[str | None, str | None]:
    values = [[value.ids for value in domain_of(question).values] for question in pack.questions]
    sheet = tuple(
        each.index(chosen[question.id]) for each, question in zip(values, pack.questions, strict=True)
    )
    decided = Judge(pack, kind, sheet).decisions["size"]
    return decided.now, decided.target


def chosen_on(questions: tuple[Question, ...], sheet: tuple[int, ...]) -> dict[str, frozenset[str]]:
    return {q.id: domain_of(q).values[value].ids for q, value in zip(questions, sheet, strict=True)}


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_changes_are_those_of_every_sheet(data: st.DataObject) -> None:
    old = data.draw(small)
    new = data.draw(edited(old))
    found = compare(new, old)
    assert isinstance(found, Comparison)
    pairs: Counter[tuple[object, object]] = Counter()
    for sheet in all_sheets(old):
        chosen = chosen_on(old.questions, sheet.sheet)
        before = (sheet.decisions["size"].now, sheet.decisions["size"].target)
        pairs[before, outcome(new, sheet.kind, chosen)] += 1
    assert found.sheets == pairs.total()
    (size,) = found.decisions
    expected = {pair: count for pair, count in pairs.items() if pair[0] != pair[1]}
    assert {(each.before, each.after): each.sheets for each in size.changes} == expected
    assert found.sheets_changed == size.sheets == sum(expected.values())
    for each in size.changes:
        chosen = chosen_on(found.pack.questions, each.example.sheet)
        assert outcome(old, each.example.kind, chosen) == each.before
        assert outcome(new, each.example.kind, chosen) == each.after


@settings(max_examples=examples(15), deadline=None)
@given(small)
def test_a_pack_does_not_differ_from_itself(pack: Pack) -> None:
    found = compare(pack, pack)
    assert isinstance(found, Comparison)
    assert found.sheets_changed == 0


def test_a_question_that_only_one_asks_counts_for_that_one(small_pack: Pack) -> None:
    extra = small_pack.questions[0].model_copy(update={"id": "entirely-new"})
    rules = small_pack.rules
    more = {
        name: d.model_copy(update={"weights": {**d.weights, "entirely-new": 3}})
        for name, d in rules.dimensions.items()
    }
    new = changed(small_pack, (*small_pack.questions, extra), rules.model_copy(update={"dimensions": more}))
    found = compare(new, small_pack)
    assert isinstance(found, Comparison)
    assert (found.added, found.removed) == (("entirely-new",), ())
    assert 0 < found.sheets_changed < found.sheets
    back = compare(small_pack, new)
    assert isinstance(back, Comparison)
    assert (back.added, back.removed) == ((), ("entirely-new",))
    assert back.sheets_changed == found.sheets_changed


def test_the_bundled_pack_with_other_weights_throughout(bundled_pack: Pack) -> None:
    """All four dimensions change at once; the engine itself decides the examples as claimed."""
    rules = bundled_pack.rules
    dimensions = {
        name: dimension.model_copy(
            update={"weights": {q: 1 + (w * 5) % 7 for q, w in dimension.weights.items()}}
        )
        for name, dimension in rules.dimensions.items()
    }
    new = changed(bundled_pack, bundled_pack.questions, rules.model_copy(update={"dimensions": dimensions}))
    found = compare(new, bundled_pack)
    assert isinstance(found, Comparison)
    assert 0 < found.sheets_changed < found.sheets
    deciders = CompleteDecider(Engine(bundled_pack)), CompleteDecider(Engine(new))
    for decision in found.decisions:
        for each in decision.changes:
            ends = [decider.decide(each.example.kind, each.example.sheet) for decider in deciders]
            outcomes = [(end[decision.id].now, end[decision.id].target) for end in ends]
            assert outcomes == [each.before, each.after]
    primary = next(each for each in found.decisions if each.id == bundled_pack.manifest.primary_decision)
    lot, differing, tries = Lot(11), 0, 4_000
    sizes = [len(domain_of(question).values) for question in bundled_pack.questions]
    for _ in range(tries):
        kind = lot.one_of(bundled_pack.manifest.workload_kinds).id
        sheet = tuple(lot.below(size) if size else ABSENT for size in sizes)
        before, after = (decider.decide(kind, sheet)[primary.id] for decider in deciders)
        differing += (before.now, before.target) != (after.now, after.target)
    share = primary.sheets / found.sheets
    assert abs(differing / tries - share) < 4 * (share * (1 - share) / tries) ** 0.5


def test_packs_that_ask_otherwise_are_not_compared(small_pack: Pack, bundled_pack: Pack) -> None:
    found = compare(small_pack, bundled_pack)
    assert isinstance(found, Incomparable)
    assert any("kinds of workload" in reason for reason in found.reasons)
    assert any("decision" in reason for reason in found.reasons)
    first = next(q for q in small_pack.questions if q.type == "single")
    fewer = first.model_copy(update={"options": first.options[1:]})
    others = tuple(fewer if q is first else q for q in small_pack.questions)
    found = compare(small_pack, changed(small_pack, others, small_pack.rules))
    assert isinstance(found, Incomparable)
    assert found.reasons == (f"“{first.id}” has other options: new {first.options[0].id}",)


def test_packs_that_mix_too_many_answers_are_said_to_be_too_large(bundled_pack: Pack) -> None:
    found = compare(bundled_pack, bundled_pack, states=1000)
    assert isinstance(found, Incomparable)
    assert "1,000 states" in found.reasons[0]
