"""Practices come in the order of what they move for their effort, and say why."""

from __future__ import annotations

from decimal import Decimal

from advisor.decision.practices import PracticeAdvice, next_practices
from advisor.decision.recommend import recommend
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.catalogue import Effort, Practice
from advisor.model.condition import AnswerIs, Condition
from advisor.model.pack import Pack
from advisor.model.rules import Role


def assessment(**changed: Answer) -> Assessment:
    answers = {
        "keepers": Answer(choice="one"),
        "habits": Answer(choices=("patches",)),
        "spare_hours": Answer(number=Decimal(4)),
    }
    own = {
        "house_rule": Answer(choice="anywhere"),
        "tickets": Answer(number=Decimal(9000)),
        "line_quality": Answer(choice="weekly"),
    }
    return Assessment(
        id="till",
        pack="kitchen",
        organisation="Bistro",
        answers={**answers, **changed},
        workloads=(Workload(id="till", kind="orders", answers=own),),
    )


def practice(pack: Pack, **changed: object) -> Practice:
    return pack.practices[0].model_copy(update={"questions": (), "kpis": (), "when": None, **changed})


def ranked(
    pack: Pack, *practices: Practice, persona: str | None = None, given: Assessment | None = None
) -> list[str]:
    return [one.practice.id for one in advised(pack, *practices, persona=persona, given=given)]


def advised(
    pack: Pack, *practices: Practice, persona: str | None = None, given: Assessment | None = None
) -> tuple[PracticeAdvice, ...]:
    pack = pack.model_copy(update={"practices": practices})
    given = given or assessment()
    return next_practices(pack, given, recommend(pack, given), persona)


def test_the_heavier_question_comes_first(small_pack: Pack) -> None:
    light = practice(small_pack, id="light", questions=("spare_hours",))
    heavy = practice(small_pack, id="heavy", questions=("keepers",))
    assert ranked(small_pack, light, heavy) == ["heavy", "light"]


def test_less_effort_comes_first(small_pack: Pack) -> None:
    same = {"questions": ("keepers",)}
    slow = practice(small_pack, id="slow", effort=Effort.MONTHS, **same)
    fast = practice(small_pack, id="fast", effort=Effort.HOURS, **same)
    assert ranked(small_pack, slow, fast) == ["fast", "slow"]


def test_the_readers_first_kpi_outranks_the_second(small_pack: Pack) -> None:
    second = practice(small_pack, id="second", kpis=("lost_minutes",), owner="cook")
    first = practice(small_pack, id="first", kpis=("cost_per_ticket",), owner="cook")
    assert ranked(small_pack, second, first, persona="owner") == ["first", "second"]


def test_the_readers_own_practice_comes_first(small_pack: Pack) -> None:
    same = {"questions": ("keepers",)}
    others = practice(small_pack, id="others", owner="cook", **same)
    own = practice(small_pack, id="own", owner="owner", **same)
    assert ranked(small_pack, others, own, persona="owner") == ["own", "others"]
    assert ranked(small_pack, others, own, persona="cook") == ["others", "own"]


def test_equals_keep_the_packs_order(small_pack: Pack) -> None:
    same = {"questions": ("keepers",)}
    names = ["c", "a", "b"]
    assert ranked(small_pack, *(practice(small_pack, id=name, **same) for name in names)) == names


def test_what_is_at_its_best_is_not_advised(small_pack: Pack) -> None:
    done = practice(small_pack, id="done", questions=("keepers",), kpis=("cost_per_ticket",))
    best = assessment(keepers=Answer(choice="several"))
    assert ranked(small_pack, done, given=best, persona="owner") == []
    assert ranked(small_pack, done, persona="owner") == ["done"]


def test_a_need_that_is_found_out_does_not_end_a_practice(small_pack: Pack) -> None:
    """The strictest duty is the highest level of a need, and nothing that has been achieved."""
    name, level = "line_quality", "weekly"
    needs = [d for d in small_pack.rules.dimensions.values() if name in d.weights]
    options = {option.id: option.level for option in small_pack.question_by_id[name].options}
    assert [d.role for d in needs] == [Role.NEED]
    assert options[level] == max(each or 0 for each in options.values())
    one = practice(small_pack, id="one", questions=(name,), kpis=("lost_minutes",))
    given = assessment()
    work = given.workloads[0]
    work = work.model_copy(update={"answers": {**work.answers, name: Answer(choice=level)}})
    strict = given.model_copy(update={"workloads": (work,)})
    assert ranked(small_pack, one, given=strict, persona="owner") == ["one"]


def test_an_open_answer_leaves_room(small_pack: Pack) -> None:
    one = practice(small_pack, id="one", questions=("keepers",))
    unknown = assessment(keepers=Answer(state=AnswerState.UNKNOWN))
    (advice,) = advised(small_pack, one, given=unknown)
    assert advice.questions == ("keepers",)
    assert "still open" in advice.reason


def test_a_later_stage_than_the_target_waits(small_pack: Pack) -> None:
    late = practice(small_pack, id="late", questions=("keepers",), from_stage="owner")
    calm = assessment()
    calm = calm.model_copy(
        update={
            "workloads": (
                calm.workloads[0].model_copy(
                    update={
                        "answers": {
                            **calm.workloads[0].answers,
                            "tickets": Answer(number=Decimal(1)),
                            "line_quality": Answer(choice="never"),
                        }
                    }
                ),
            )
        }
    )
    assert ranked(small_pack, late, given=calm) == []
    assert ranked(small_pack, late) == ["late"]


def test_only_what_definitely_holds_takes_part(small_pack: Pack) -> None:
    when = Condition(answer=AnswerIs.model_validate({"question": "keepers", "is": ["one"]}))
    one = practice(small_pack, id="one", questions=("keepers",), when=when)
    assert ranked(small_pack, one) == ["one"]
    assert ranked(small_pack, one, given=assessment(keepers=Answer(choice="nobody"))) == []
    assert ranked(small_pack, one, given=assessment(keepers=Answer(state=AnswerState.UNKNOWN))) == []


def test_the_reason_names_question_answer_and_kpi(small_pack: Pack) -> None:
    one = practice(small_pack, id="one", questions=("keepers",), kpis=("lost_minutes",))
    (advice,) = advised(small_pack, one, persona="owner")
    for name in ("People who can restore", "One person", "Lost minutes", "Strength of the crew"):
        assert f"“{name}”" in advice.reason
    assert advice.kpis == ("lost_minutes",)


def test_a_practice_that_moves_nothing_is_left_out(small_pack: Pack) -> None:
    idle = practice(small_pack, id="idle", kpis=("cost_per_ticket",))
    assert ranked(small_pack, idle, persona="cook") == []


def test_kpis_of_other_kinds_of_workload_neither_count_nor_show(small_pack: Pack) -> None:
    one = practice(small_pack, id="one", questions=("keepers",), kpis=("lost_minutes", "cost_per_ticket"))
    elsewhere = next(k.id for k in small_pack.manifest.workload_kinds if k.id != "orders")
    kpis = tuple(
        kpi.model_copy(update={"kinds": (elsewhere,) if kpi.id == "lost_minutes" else ("orders",)})
        for kpi in small_pack.kpis
    )
    (advice,) = advised(small_pack.model_copy(update={"kpis": kpis}), one, persona="owner")
    assert advice.kpis == ("cost_per_ticket",)
    assert "Lost minutes" not in advice.reason
