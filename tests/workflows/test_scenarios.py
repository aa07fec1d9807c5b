"""Scenarios: laws of supposing, keeping and comparing, on the small pack."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.content.scenario_file import (
    drop_scenario,
    load_scenarios,
    put_scenario,
    scenarios_path,
)
from advisor.content.scenario_reader import LoadedScenarios
from advisor.decision.recommend import recommend
from advisor.errors import FileChanged, UnusableInput
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope
from advisor.model.scenario import Scenario
from advisor.model.scenario_weights import bounds, reweighted, weights_between, without_effect
from advisor.model.stated import Economics, Given
from advisor.workflows.scenario import scenario_between, suppose
from advisor.workflows.scenario_counting import Side, counted
from advisor.workflows.scenario_table import scenario_table
from advisor.workflows.scenario_weights import range_words, weigh
from tests.thoroughness import examples


def answers(question: Question) -> st.SearchStrategy[Answer | None]:
    """Every way to answer a question, and none."""
    given_: st.SearchStrategy[Answer]
    if question.type is QuestionType.SINGLE:
        given_ = st.sampled_from([Answer(choice=each.id) for each in question.options])
    elif question.type is QuestionType.MULTIPLE:
        loose = [each.id for each in question.options if not each.alone]
        given_ = st.sets(st.sampled_from(loose), min_size=1).map(
            lambda chosen: Answer(choices=tuple(each for each in loose if each in chosen))
        )
    elif question.type is QuestionType.NUMBER and question.number is not None:
        form = question.number
        given_ = st.integers(int(form.minimum), int(form.maximum)).map(lambda n: Answer(number=Decimal(n)))
    else:
        words = st.sampled_from(
            ["unanswered", "unknown", "a: b # c", "- {x}", "“so”", "two\nlines", "1.0", "no"]
        )
        given_ = words.map(lambda text: Answer(text=text))
    remarks = st.sampled_from([None, "as told"])
    noted = st.builds(lambda one, note: one.model_copy(update={"note": note}), given_, remarks)
    unknown = st.just(Answer(state=AnswerState.UNKNOWN))
    idle = st.just(Answer(state=AnswerState.NOT_APPLICABLE, reason="we: have none"))
    return st.one_of(st.none(), unknown, idle, noted)


AMOUNTS = st.one_of(
    st.none(),
    st.decimals(0, 5, places=3).map(lambda n: Given(typical=n, unit="%/year")),
    st.just(
        Given(low=Decimal("0.1"), typical=Decimal("0.2"), high=Decimal("0.3"), unit="%/year", source="a: b")
    ),
)


@st.composite
def states(draw: st.DrawFn, pack: Pack) -> Assessment:
    """An assessment of two workloads, answered anyhow."""

    def some(scope: Scope) -> dict[str, Answer]:
        found = {each.id: draw(answers(each)) for each in pack.questions if each.scope is scope}
        return {name: each for name, each in found.items() if each is not None}

    kind = pack.manifest.workload_kinds[0].id
    price = draw(AMOUNTS)
    return Assessment(
        id="one",
        pack=pack.id,
        organisation="One",
        answers=some(Scope.ORGANISATION),
        workloads=tuple(Workload(id=each, kind=kind, answers=some(Scope.WORKLOAD)) for each in ("a", "b")),
        economics=None if price is None else Economics(values={"rise": price}),
    )


@st.composite
def weightings(draw: st.DrawFn, pack: Pack) -> Pack:
    """The pack with other weights, within bounds."""
    weights = {
        name: {question: draw(st.integers(*bounds(weight))) for question, weight in dimension.weights.items()}
        for name, dimension in pack.rules.dimensions.items()
    }
    return pack if without_effect(pack, weights) is not None else reweighted(pack, weights)


def bare(assessment: Assessment) -> Assessment:
    """Without remarks, which are no part of a scenario."""

    def strip(given_: dict[str, Answer]) -> dict[str, Answer]:
        return {
            name: each.model_copy(update={"note": None, "evidence": None})
            for name, each in sorted(given_.items())
        }

    workloads = tuple(
        each.model_copy(update={"answers": strip(each.answers)}) for each in assessment.workloads
    )
    return assessment.model_copy(update={"answers": strip(assessment.answers), "workloads": workloads})


@settings(max_examples=examples(40), deadline=None)
@given(data=st.data())
def test_what_leads_from_one_state_to_another_leads_there_also_from_its_file(
    data: st.DataObject, small_pack: Pack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Saving then loading is identity, and a scenario says all that differs: answers, weights, amounts."""
    pack = small_pack
    before, after = data.draw(states(pack)), data.draw(states(pack))
    other = data.draw(weightings(pack))
    scenario = scenario_between("Other", (pack, before), (other, after), note="A note: with # signs")
    path = tmp_path_factory.mktemp("kept") / "one.yaml"
    put_scenario(path, Scenario(name="First"))
    put_scenario(path, scenario)
    loaded = load_scenarios(path)
    kept = loaded.called(" oTHER")
    assert kept == scenario
    found = suppose(pack, before, kept, loaded.places(kept))
    assert not found.left_out
    assert bare(found.assessment) == bare(after)
    assert weights_between(other, found.pack) == {}


@settings(max_examples=examples(10), deadline=None)
@given(data=st.data())
def test_a_scenario_without_changes_is_the_present(data: st.DataObject, small_pack: Pack) -> None:
    assessment = data.draw(states(small_pack))
    assessment = assessment.model_copy(update={"economics": None})
    scenario = scenario_between("Same", (small_pack, assessment), (small_pack, assessment))
    assert scenario.empty
    found = suppose(small_pack, assessment, scenario, LoadedScenarios(Path("x")).places(scenario))
    assert found.pack is small_pack
    table = scenario_table(
        counted(Side("Present", small_pack, assessment)),
        [counted(Side("Same", found.pack, found.assessment))],
    )
    assert not any(row.differs for row in table.rows)
    assert table.columns[1].changes == ()


@settings(max_examples=examples(30), deadline=None)
@given(data=st.data())
def test_weights_that_stay_the_same_in_proportion_change_no_score(
    data: st.DataObject, small_pack: Pack
) -> None:
    """Weights as they are are the very pack; all twice as heavy give the same scores and advice."""
    own = {name: dict(each.weights) for name, each in small_pack.rules.dimensions.items()}
    assert reweighted(small_pack, own) is small_pack
    assessment = data.draw(states(small_pack)).model_copy(update={"economics": None})
    twice = reweighted(small_pack, {n: {q: 2 * w for q, w in each.items()} for n, each in own.items()})
    assert twice is not small_pack
    for one, other in zip(
        recommend(small_pack, assessment).workloads, recommend(twice, assessment).workloads, strict=True
    ):
        assert (one.model, one.target, one.shares) == (other.model, other.target, other.shares)
        assert [each.score for each in one.dimensions] == [each.score for each in other.dimensions]


@settings(max_examples=examples(30), deadline=None)
@given(data=st.data())
def test_inside_the_range_that_is_told_the_advice_stays(data: st.DataObject, small_pack: Pack) -> None:
    """The words tell whole numbers; each of them, tried, leaves the outcome."""
    assessment = data.draw(states(small_pack)).model_copy(update={"economics": None})
    dimension = data.draw(st.sampled_from(sorted(small_pack.rules.dimensions)))
    weights = small_pack.rules.dimensions[dimension].weights
    question = data.draw(st.sampled_from(sorted(weights)))
    for now in weigh(small_pack, small_pack, assessment):
        words = range_words(now.interval(dimension, question), weights[question])
        if now.interval(dimension, question) is None:
            assert words == "not asked here"
            continue
        numbers = [int(each) for each in words.split() if each.isdigit()]
        low = 0 if "up to" in words or not numbers else numbers[0]
        high = numbers[-1] if numbers and "more" not in words else 3 * weights[question]
        weight = data.draw(st.integers(max(low, 1), max(low, 1, high)))
        other = reweighted(small_pack, {dimension: {question: weight}})
        if low <= weight <= high and without_effect(small_pack, {dimension: {question: weight}}) is None:
            then = next(
                each for each in weigh(small_pack, other, assessment) if each.workload == now.workload
            )
            assert then.firm.outcome == now.firm.outcome


# The file --------------------------------------------------------------------------------------------

BY_HAND = """\
# What we talk about on Mondays
scenarios:
  # the cautious one
  - name: "Careful: 1"
    answers: {keepers: several}   # from the interview
    weights:
      crew_strength: {keepers: 9}

  # what the boss wants
  - name: Bold
    note: "all in"
    workloads:
      till:
        tickets: 400
# the end
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "bistro.yaml"
    scenarios_path(path).write_text(BY_HAND, "utf-8")
    return path


def test_a_change_leaves_the_lines_of_the_others_alone(kept: Path) -> None:
    put_scenario(kept, Scenario(name="New", answers={"keepers": "one"}))
    text = scenarios_path(kept).read_text("utf-8")
    assert BY_HAND.removesuffix("# the end\n") in text
    assert "# the end\n" in text
    loaded, gone = drop_scenario(kept, "bold")
    assert gone.note == "all in"
    assert [each.name for each in loaded.scenarios] == ["Careful: 1", "New"]
    text = scenarios_path(kept).read_text("utf-8")
    assert "# from the interview" in text
    assert "all in" not in text
    put_scenario(kept, gone, at=1)
    assert [each.name for each in load_scenarios(kept).scenarios] == ["Careful: 1", "Bold", "New"]
    assert "# from the interview" in scenarios_path(kept).read_text("utf-8")


def test_the_last_one_can_go_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    put_scenario(path, Scenario(name="Only", answers={"keepers": "one"}))
    loaded, gone = drop_scenario(path, "Only")
    assert loaded.scenarios == ()
    assert put_scenario(path, gone).scenarios == (gone,)


def test_what_somebody_wrote_in_the_meantime_is_never_overwritten(kept: Path, monkeypatch) -> None:
    from advisor.content import scenario_file

    def late(path: Path, data: bytes, check) -> None:
        path.write_text("scenarios: []\n", "utf-8")
        check()

    monkeypatch.setattr(scenario_file, "write_atomically", late)
    with pytest.raises(FileChanged):
        put_scenario(kept, Scenario(name="New"))
    assert scenarios_path(kept).read_text("utf-8") == "scenarios: []\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("scenarios: 3\n", 1, "expected a list"),
        ("scenario: []\n", 1, "unknown key"),
        ("scenarios:\n  - answers: {keepers: one}\n", 2, "no name"),
        ("scenarios:\n  - name: A\n  - name: a\n", 3, "already"),
        ("scenarios:\n  - {name: A, weights: {crew_strength: {keepers: 1.5}}}\n", 2, "a whole number"),
        ("scenarios:\n  - {name: A, answer: {keepers: one}}\n", 2, "unknown key"),
        ("format: 9\nscenarios: []\n", 1, "format 9"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_stays(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "x.yaml"
    scenarios_path(path).write_text(text, "utf-8")
    with pytest.raises(UnusableInput) as refused:
        put_scenario(path, Scenario(name="New"))
    assert [each.line for each in refused.value.problems] == [line]
    assert words in refused.value.problems[0].message
    assert scenarios_path(path).read_text("utf-8") == text


def test_what_is_no_longer_there_is_told_with_its_line_and_kept(tmp_path: Path, small_pack: Pack) -> None:
    path = tmp_path / "x.yaml"
    scenarios_path(path).write_text(
        "scenarios:\n  - name: Old\n    answers: {keeper: one, keepers: nobody, habits: [naps]}\n"
        "    workloads: {gone: {tickets: 3}}\n"
        "    weights: {crew_strength: {keepers: 999, dream: 1}, x: {z: 1}}\n"
        "    economics: {values: {nothing_such: 3 USD}}\n",
        "utf-8",
    )
    kind = small_pack.manifest.workload_kinds[0].id
    assessment = Assessment(id="x", pack="x", organisation="X", workloads=(Workload(id="till", kind=kind),))
    loaded = load_scenarios(path)
    (old,) = loaded.scenarios
    found = suppose(small_pack, assessment, old, loaded.places(old))
    assert found.assessment.answers == {"keepers": Answer(choice="nobody")}
    assert found.pack is small_pack
    assert found.assessment.economics is None
    assert [each.line for each in found.left_out] == [3, 3, 4, 5, 5, 5, 6]
    assert "keepers" in (found.left_out[0].hint or "")
    put_scenario(path, Scenario(name="New"))
    assert load_scenarios(path).scenarios[0] == old
