"""The path's steps are enough, none can be left out, and what blocks it is named."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor.content.assessments import parse_assessment
from advisor.decision.counterfactual import Counterfactual, counterfactuals
from advisor.decision.engine import Engine, engine_for, row_of
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import WorkloadPath, roadmap
from advisor.decision.sheets import ABSENT, Sheet, domain_of
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.question import QuestionType
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.rules import Role, Row
from tests.benchmarks import random_answers
from tests.decision.random_packs import KINDS, as_answer, assessment_of, packs
from tests.thoroughness import examples

PUBLISHED = sorted((Path(__file__).parents[1] / "cases" / "published").glob("*.yaml"))


def kitchen(*, keepers: str, habits: tuple[str, ...], hours: int, tickets: int, line: str) -> Assessment:
    """A till with a load, and a crew that could carry more or less."""
    return Assessment(
        id="till",
        pack="kitchen",
        organisation="Bistro",
        answers={
            "keepers": Answer(choice=keepers),
            "habits": Answer(choices=habits),
            "spare_hours": Answer(number=Decimal(hours)),
        },
        workloads=(
            Workload(
                id="till",
                kind="orders",
                answers={
                    "house_rule": Answer(choice="anywhere"),
                    "tickets": Answer(number=Decimal(tickets)),
                    "line_quality": Answer(choice=line),
                },
            ),
        ),
    )


def path_of(pack: Pack, assessment: Assessment) -> WorkloadPath:
    (path,) = roadmap(pack, assessment, recommend(pack, assessment))
    return path


def advice(pack: Pack, assessment: Assessment, workload: str) -> WorkloadRecommendation:
    return next(one for one in recommend(pack, assessment).workloads if one.id == workload)


def answered(
    pack: Pack, assessment: Assessment, question_id: str, workload: str | None, label: str
) -> Assessment:
    """The assessment with one answer changed to the one that is called so."""
    question = pack.question_by_id[question_id]
    if question.type is QuestionType.NUMBER and question.number is not None:
        lower = question.number.minimum
        for one in question.number.bins:
            if one.label == label:
                break
            lower = one.below if one.below is not None else lower
        answer = Answer(number=lower)
    elif question.type is QuestionType.MULTIPLE:
        wanted = label.split("; ")
        answer = Answer(choices=tuple(option.id for option in question.options if option.label in wanted))
    else:
        answer = Answer(choice=next(option.id for option in question.options if option.label == label))
    if workload is None:
        return assessment.model_copy(update={"answers": {**assessment.answers, question_id: answer}})
    workloads = tuple(
        one.model_copy(update={"answers": {**one.answers, question_id: answer}})
        if one.id == workload
        else one
        for one in assessment.workloads
    )
    return assessment.model_copy(update={"workloads": workloads})


def climbed(
    pack: Pack, assessment: Assessment, path: WorkloadPath, *, without: int | None = None
) -> Assessment:
    """The assessment after the path's steps, one of them left out: its question stays a level lower."""
    for place, step in enumerate(path.steps):
        left_out = without is not None and path.steps[without]
        later = left_out and (step.question, step.workload) == (left_out.question, left_out.workload)
        if not (later and without is not None and place >= without):
            assessment = answered(pack, assessment, step.question, step.workload, step.to_label)
    return assessment


def counted_alike(path: WorkloadPath) -> None:
    """The sentence speaks of the answers and steps that the list has."""
    climb = [step for step in path.steps if not step.presumed]
    answers = len({(step.question, step.workload) for step in climb})
    verb = {0: "No answer has", 1: "one answer has"}.get(answers, f"{answers} answers have")
    assert f"{verb} to change" in path.reason
    assert (f", in {len(climb)} steps" in path.reason) == (len(climb) > answers)


WEAK = {"keepers": "nobody", "habits": ("none_of_these",), "hours": 0}
MIDDLING = {"keepers": "one", "habits": ("patches",), "hours": 4}


def test_the_steps_reach_the_target_and_none_can_be_left_out(small_pack: Pack) -> None:
    assessment = kitchen(**WEAK, tickets=9000, line="weekly")
    path = path_of(small_pack, assessment)
    assert (path.now, path.target, path.reachable) == ("hosted", "cluster", True)
    assert path.steps
    assert advice(small_pack, climbed(small_pack, assessment, path), "till").model == "cluster"
    for place in range(len(path.steps)):
        lower = climbed(small_pack, assessment, path, without=place)
        assert advice(small_pack, lower, "till").model == "hosted"


def test_the_sentence_counts_what_the_list_has_and_says_what_it_is_limited_to(small_pack: Pack) -> None:
    for one in (WEAK, MIDDLING):
        path = path_of(small_pack, kitchen(**one, tickets=9000, line="weekly"))
        counted_alike(path)
        assert path.reason.startswith("By skill and practice alone, ")


def test_a_shorter_way_by_other_answers_is_named(bundled_pack: Pack) -> None:
    engine, decision = engine_for(bundled_pack), bundled_pack.manifest.primary_decision
    dice, named = random.Random(7), 0
    kinds = [kind.id for kind in bundled_pack.manifest.workload_kinds]
    for run in range(60):
        assessment = random_answers.answered(engine, dice, kinds[run % len(kinds)])
        paths = roadmap(bundled_pack, assessment, recommend(bundled_pack, assessment))
        for path, workload in zip(paths, assessment.workloads, strict=True):
            if not path.steps:
                continue
            sheet = engine.sheet(assessment, workload)
            other = counterfactuals(engine, decision, workload.kind, sheet).now.get(path.target)
            many = len({step.question for step in path.steps if not step.presumed})
            told = "bought and agreed ones included" in path.reason
            assert told == (other is not None and len(other.changes) < many)
            for change in other.changes if told and other else ():
                named += 1
                assert f"“{bundled_pack.question_by_id[change.question].short}”" in path.reason
    assert named


def test_a_path_that_is_the_least_change_names_no_other(small_pack: Pack) -> None:
    path = path_of(small_pack, kitchen(**WEAK, tickets=9000, line="weekly"))
    assert "bought and agreed" not in path.reason


def test_each_step_rises_one_level_and_continues_the_one_before(small_pack: Pack) -> None:
    path = path_of(small_pack, kitchen(**MIDDLING, tickets=9000, line="weekly"))
    assert (path.now, path.target) == ("cluster", "own")
    today: dict[str, str] = {}
    for step in path.steps:
        levels = {o.label: o.level for o in small_pack.question_by_id[step.question].options}
        assert today.get(step.question, step.from_label) == step.from_label
        today[step.question] = step.to_label
        if step.from_label in levels and step.to_label in levels:
            assert levels[step.to_label] > levels[step.from_label]
        assert step.dimension == "crew_strength"
        assert step.workload is None


def test_what_is_already_there_needs_no_steps(small_pack: Pack) -> None:
    path = path_of(small_pack, kitchen(**MIDDLING, tickets=10, line="never"))
    assert (path.now, path.target, path.steps, path.reachable) == ("hosted", "hosted", (), True)


def test_a_target_that_no_capability_brings_says_which_rule_decides(small_pack: Pack) -> None:
    path = path_of(small_pack, kitchen(**MIDDLING, tickets=2000, line="weekly"))
    assert (path.now, path.target, path.steps, path.reachable) == ("cluster", "own", (), False)
    assert "The crew can hold a cluster, and the load may outgrow it." in path.reason


def test_an_open_answer_on_the_path_is_to_be_settled_first(small_pack: Pack) -> None:
    known = kitchen(**WEAK, tickets=9000, line="weekly")
    path = path_of(small_pack, known.model_copy(update={"answers": {}}))
    assert "Settle the open ones first" not in path_of(small_pack, known).reason
    assert path.steps
    assert {"Not answered yet"} <= {step.from_label for step in path.steps}
    assert "Settle the open ones first" in path.reason


def test_answers_that_work_cannot_change_are_never_asked_for(small_pack: Pack) -> None:
    fixed = small_pack.model_copy(
        update={"questions": tuple(q.model_copy(update={"changeable": False}) for q in small_pack.questions)}
    )
    path = path_of(fixed, kitchen(**WEAK, tickets=9000, line="weekly"))
    assert (path.steps, path.reachable) == ((), False)


def test_colliding_gates_leave_no_path(small_pack: Pack) -> None:
    decision = small_pack.primary
    gates = tuple(gate.model_copy(update={"exclude": decision.outcomes}) for gate in decision.gates)
    shut = decision.model_copy(update={"gates": gates})
    rules = small_pack.rules.model_copy(
        update={"decisions": {**small_pack.rules.decisions, small_pack.manifest.primary_decision: shut}}
    )
    assessment = answered(
        small_pack,
        kitchen(**MIDDLING, tickets=9000, line="weekly"),
        "house_rule",
        "till",
        "Only in our own building",
    )
    path = path_of(small_pack.model_copy(update={"rules": rules}), assessment)
    assert (path.now, path.target, path.steps, path.reachable) == (None, None, (), False)


def test_a_gate_that_forces_the_model_leaves_the_skill_to_gain(small_pack: Pack) -> None:
    forced = answered(
        small_pack,
        kitchen(**MIDDLING, tickets=9000, line="weekly"),
        "house_rule",
        "till",
        "Only in our own building",
    )
    path = path_of(small_pack, forced)
    assert (path.now, path.target, path.reachable) == ("own", "own", True)
    assert path.steps
    after = advice(small_pack, climbed(small_pack, forced, path), "till")
    assert not after.trace.decisions[0].moved_by_gate
    assert after.model == "own"


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda path: path.stem)
def test_published_cases_keep_their_promise(case: Path, bundled_pack: Pack) -> None:
    tree = {
        "assessment": case.stem,
        "pack": bundled_pack.id,
        **yaml.safe_load(case.read_text())["assessment"],
    }
    data = yaml.safe_dump(tree, allow_unicode=True).encode()
    assessment = parse_assessment(data, case.name, None, pack=bundled_pack).assessment
    order = bundled_pack.primary.outcomes
    for path in roadmap(bundled_pack, assessment, recommend(bundled_pack, assessment)):
        assert path.reason
        if not path.reachable or not path.steps:
            continue
        counted_alike(path)
        reached = advice(bundled_pack, climbed(bundled_pack, assessment, path), path.workload)
        assert order.index(reached.model or order[0]) >= order.index(path.target or order[0])
        for place in range(len(path.steps)):
            lower = climbed(bundled_pack, assessment, path, without=place)
            found = advice(bundled_pack, lower, path.workload)
            assert found.trace.decisions[0].moved_by_gate or (
                order.index(found.model or order[0]) < order.index(path.target or order[0])
            )


Cost = tuple[int, int, int]
"""Answers that steer, answers that rise, levels."""


def with_a_climb(pack: Pack, fixed: set[str]) -> Pack:
    """The pack with a need, answers that work cannot change, and mostly more to reach than is there."""
    questions = tuple(q.model_copy(update={"changeable": q.id not in fixed}) for q in pack.questions)
    dimensions = dict(pack.rules.dimensions)
    if "need" in dimensions:
        dimensions["need"] = dimensions["need"].model_copy(update={"role": Role.NEED})
    able = Condition.model_validate({"at_least": {"dimensions": ["skill"], "band": "medium"}})
    top = Row(id="able", when=able, now="large", reason="r")
    table = tuple(row.model_copy(update={"target": "large"}) for row in pack.primary.table)
    other = pack.primary.otherwise.model_copy(update={"target": "large"})
    changed = pack.primary.model_copy(update={"table": (*table[:1], top, *table[1:]), "otherwise": other})
    rules = pack.rules.model_copy(update={"dimensions": dimensions, "decisions": {"size": changed}})
    return pack.model_copy(update={"questions": questions, "rules": rules})


def complete(data: st.DataObject, pack: Pack) -> Assessment:
    """Every question answered, or said not to apply."""
    found = {}
    for question in pack.questions:
        values = domain_of(question).values
        place = data.draw(st.integers(-1, len(values) - 1))
        found[question.id] = (
            as_answer(pack, question.id, values[place].ids)
            if place >= 0
            else Answer(state=AnswerState.NOT_APPLICABLE, reason="because")
        )
    return assessment_of(pack, found, data.draw(st.sampled_from(KINDS)))


def upward(pack: Pack, engine: Engine, slot: int, value: int) -> Iterator[tuple[int, Cost]]:
    """Every value that a path may give an answer, by the definition, with its cost."""
    yield value, (0, 0, 0)
    domain = engine.domains[slot]
    if value == ABSENT or not domain.question.changeable:
        return
    dimensions = pack.rules.dimensions.values()
    weighed = [one for one in dimensions if domain.question.id in one.weights]
    today = domain.values[value]
    alone = {option.id for option in domain.question.options if option.alone}
    kept = today.ids - alone if domain.question.type is QuestionType.MULTIPLE else set()
    for index, other in enumerate(domain.values):
        if index == value:
            continue
        if any(one.role is Role.CAPABILITY for one in weighed):
            rise = (other.level or 0) - (today.level or 0)
            if rise > 0 and kept <= other.ids:
                yield index, (0, 1, rise)
        elif not weighed and domain.question.id in engine.decisions["size"].questions and len(other.ids) == 1:
            yield index, (1, 0, 1)


def least_climb(pack: Pack, engine: Engine, assessment: Assessment, target: str) -> Cost | None:
    """The definition of a path, by trying every sheet."""
    workload = assessment.workloads[0]
    compiled, order = engine.decisions["size"], pack.primary.outcomes
    sheet = engine.sheet(assessment, workload)
    best: Cost | None = None
    for moves in product(*(list(upward(pack, engine, slot, value)) for slot, value in enumerate(sheet))):
        cost = (sum(c[0] for _, c in moves), sum(c[1] for _, c in moves), sum(c[2] for _, c in moves))
        if best is not None and cost >= best:
            continue
        (end,) = compiled.ends(workload.kind, tuple(value for value, _ in moves))
        named = row_of(compiled.decision, end.row).now
        if end.now is not None and min(order.index(end.now), order.index(named)) >= order.index(target):
            best = cost
    return best


def cost_of(engine: Engine, path: WorkloadPath, sheet: Sheet) -> Cost:
    reached = {step.question: step for step in path.steps}
    changes = rise = steering = 0
    for question, step in reached.items():
        slot = engine.slots[question]
        values = engine.domains[slot].values
        if step.dimension is None:
            steering, rise = steering + 1, rise + 1
        else:
            after = next(value for value in values if value.label == step.to_label)
            changes, rise = changes + 1, rise + (after.level or 0) - (values[sheet[slot]].level or 0)
    return steering, changes, rise


def all_upward(pack: Pack, engine: Engine, sheet: Sheet, other: Counterfactual) -> bool:
    for change in other.changes:
        slot = engine.slots[change.question]
        labels = [value.label for value in engine.domains[slot].values]
        moves = dict(upward(pack, engine, slot, sheet[slot]))
        if moves.get(labels.index(change.after), (1, 0, 0))[0]:
            return False
    return True


def moved(engine: Engine, assessment: Assessment, other: Counterfactual) -> bool:
    """Whether the counterfactual only gets there because a gate moves what the row names."""
    sheet = list(engine.sheet(assessment, assessment.workloads[0]))
    for change in other.changes:
        slot = engine.slots[change.question]
        sheet[slot] = [value.label for value in engine.domains[slot].values].index(change.after)
    compiled = engine.decisions["size"]
    (end,) = compiled.ends(assessment.workloads[0].kind, tuple(sheet))
    return row_of(compiled.decision, end.row).now != end.now


@settings(max_examples=examples(80), deadline=None)
@given(st.data())
def test_no_sheet_reaches_the_target_with_less(data: st.DataObject) -> None:
    pack = data.draw(packs())
    pack = with_a_climb(pack, data.draw(st.sets(st.sampled_from([q.id for q in pack.questions]), max_size=1)))
    engine = engine_for(pack)
    assessment = complete(data, pack)
    path = path_of(pack, assessment)
    order = pack.primary.outcomes
    if path.now is None or path.target is None or order.index(path.now) >= order.index(path.target):
        return
    best = least_climb(pack, engine, assessment, path.target)
    assert path.reachable == (best is not None)
    if best is None:
        return
    sheet = engine.sheet(assessment, assessment.workloads[0])
    assert cost_of(engine, path, sheet) == best
    event("compared")
    other = counterfactuals(engine, "size", assessment.workloads[0].kind, sheet).now.get(path.target)
    if other is not None and all_upward(pack, engine, sheet, other):
        event("counterfactual only goes upward")
        assert (best[0] + best[1], best[2]) <= (len(other.changes), other.steps) or moved(
            engine, assessment, other
        )
