"""What the formulas of a workbook come to: held against the engine, and recomputed by another program."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.content.assessments import load_assessment
from advisor.decision.recommend import recommend
from advisor.decision.sheets import domain_of
from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope
from advisor.reporting.xlsx import render
from tests.decision import random_packs
from tests.reporting.office import convert, needs_office
from tests.reporting.sheets import check, costed_report, fill, opened, report, rows, with_reader
from tests.thoroughness import examples, factor

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@given(st.data())
@settings(max_examples=examples(40), deadline=None, suppress_health_check=QUIET)
def test_formulas_agree_with_the_engine_for_any_rules_and_answers(data):
    pack = with_reader(data.draw(random_packs.packs()))
    answers = data.draw(random_packs.answers(pack))
    kind = data.draw(st.sampled_from(random_packs.KINDS))
    assessment = random_packs.assessment_of(pack, answers, kind)
    book = opened(render(report(pack, assessment)))
    check(book, pack, recommend(pack, assessment), complete=_is_complete(pack, assessment))


def _is_complete(pack: Pack, assessment: Assessment) -> bool:
    """Whether nothing at all is open."""
    for workload in assessment.workloads:
        for question in pack.questions:
            answer = assessment.answer(question.id, workload.id if question.scope is Scope.WORKLOAD else None)
            if question.type is not QuestionType.TEXT and (
                answer is None or answer.state is AnswerState.UNKNOWN
            ):
                return False
    return True


def _any_answer(question: Question, random: Random, *, open_: float) -> Answer | None:
    if random.random() < open_:
        return random.choice([None, Answer(state=AnswerState.UNKNOWN)])
    if random.random() < 0.06:
        return Answer(state=AnswerState.NOT_APPLICABLE, reason="So it is.")
    if question.type is QuestionType.TEXT:
        return Answer(text="Anything.")
    if question.number is not None:
        form = question.number
        bounds = [each.below for each in form.bins if each.below is not None]
        near = random.choice([form.minimum, form.maximum, *bounds, *(each - 1 for each in bounds)])
        return Answer(number=Decimal(min(max(near, form.minimum), form.maximum)))
    ids = random.choice(domain_of(question).values).ids
    if question.type is QuestionType.MULTIPLE:
        return Answer(choices=tuple(option.id for option in question.options if option.id in ids))
    return Answer(choice=next(iter(ids)))


def _other_answers(pack: Pack, assessment: Assessment, random: Random, *, open_: float) -> Assessment:
    """The same workloads, answered anew."""

    def sheet(scope: Scope) -> dict[str, Answer]:
        asked = [question for question in pack.questions if question.scope is scope]
        drawn = {question.id: _any_answer(question, random, open_=open_) for question in asked}
        return {name: answer for name, answer in drawn.items() if answer is not None}

    workloads = tuple(
        workload.model_copy(update={"answers": sheet(Scope.WORKLOAD)}) for workload in assessment.workloads
    )
    return assessment.model_copy(update={"answers": sheet(Scope.ORGANISATION), "workloads": workloads})


@pytest.fixture(scope="module")
def recomputed(tmp_path_factory, small_pack, bundled_pack, small_pack_folder, bundled_pack_folder):
    """Workbooks that were opened, filled with other answers, and recomputed by LibreOffice."""
    folder = tmp_path_factory.mktemp("recomputed")
    random = Random(20260301)
    cases: dict[str, tuple[Pack, Assessment]] = {}
    found = [(small_pack, path) for path in sorted((small_pack_folder / "examples").glob("*.yaml"))]
    bundled = sorted((bundled_pack_folder / "examples").glob("*.yaml"))
    found += [(bundled_pack, path) for path in bundled[:: 1 if factor() > 1 else 3]]
    for pack, path in found:
        own = load_assessment(path, pack=pack).assessment
        data = render(report(pack, own))
        variants = [("own", own)]
        variants += [
            (f"{share}", _other_answers(pack, own, random, open_=share)) for share in (0.0, 0.1, 0.6)
        ]
        for name, assessment in variants:
            book = opened(data, values=False)
            fill(book, pack, assessment)
            # Saved by another library, no formula has a value: whatever is there afterwards was computed.
            book.save(folder / f"{path.stem}-{name}.xlsx")
            cases[f"{path.stem}-{name}"] = (pack, assessment)
    out = convert(sorted(folder.glob("*.xlsx")), "xlsx", folder)
    return {name: (out / f"{name}.xlsx", *case) for name, case in cases.items()}


@needs_office
def test_another_program_recomputes_scores_and_outcomes_from_changed_answers(recomputed):
    assert len(recomputed) > 15
    for path, pack, assessment in recomputed.values():
        book = openpyxl.load_workbook(path, data_only=True)
        check(book, pack, recommend(pack, assessment), complete=_is_complete(pack, assessment))


@needs_office
def test_every_value_saved_with_a_formula_is_what_another_program_computes(tmp_path):
    data = render(costed_report())
    (tmp_path / "report.xlsx").write_bytes(data)
    out = convert([tmp_path / "report.xlsx"], "xlsx", tmp_path)
    theirs = openpyxl.load_workbook(out / "report.xlsx", data_only=True)
    ours, formulas = opened(data), opened(data, values=False)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    compared += 1
                    mine = ours[sheet.title][cell.coordinate].value
                    other = theirs[sheet.title][cell.coordinate].value
                    assert _alike(mine, other), (sheet.title, cell.coordinate, cell.value, mine, other)
    assert compared > 1_000


def _alike(mine: object, other: object) -> bool:
    if isinstance(mine, int | float) and isinstance(other, int | float):
        return abs(mine - other) <= 1e-9 * max(1.0, abs(mine))
    return (mine or "") == (other or "")


def test_formulas_have_no_error_and_no_foreign_function():
    known = {"IF", "MIN", "MAX", "SUM", "AND", "OR", "NOT", "ROUND", "ISNUMBER", "COUNTIF"}
    known |= {"SUMIF", "SUMPRODUCT", "NPV", "INDEX", "LEFT", "FIXED", "ROW", "ROUNDUP", "POWER"}
    data = render(costed_report())
    ours, formulas = opened(data), opened(data, values=False)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    tokens = openpyxl.formula.Tokenizer(cell.value).items
                    names = {
                        each.value[:-1] for each in tokens if each.type == "FUNC" and each.subtype == "OPEN"
                    }
                    assert names <= known, (sheet.title, cell.coordinate)
                    value = ours[sheet.title][cell.coordinate].value
                    assert not str(value).startswith("#"), (sheet.title, cell.coordinate, value)
                    assert len(cell.value) < 8_192


def test_rules_too_long_for_one_formula_are_parted():
    """Hundreds of options, and a row that looks at all of them in many ways."""
    options = [
        {"id": f"o{number}", "label": f"{number} * ? ~ “x”", "level": number % 4} for number in range(300)
    ]
    questions = [
        {"id": f"q{number}", "type": "single", "scope": "workload", "options": options, **random_packs.PROSE}
        for number in range(3)
    ]
    ids = [option["id"] for option in options]
    parts = []
    for number in range(40):
        asked = {"answer": {"question": f"q{number % 3}", "is": ids[number::7]}}
        parts.append({"all": [asked, {"not": {"kind": ["train"]}}]})
    row = {"id": "r", "when": {"any": parts}, "now": "small", "target": "large", "reason": "r"}
    rules = {
        "dimensions": {"skill": random_packs.dimension({each["id"]: 2 for each in questions})},
        "decisions": {"size": random_packs.decision([row])},
    }
    pack = with_reader(random_packs.make_pack(questions, rules))
    given_ = {each["id"]: Answer(choice=f"o{place * 97}") for place, each in enumerate(questions)}
    for answers in (given_, {}):
        assessment = random_packs.assessment_of(pack, answers)
        data = render(report(pack, assessment))
        check(opened(data), pack, recommend(pack, assessment), complete=bool(answers))
        longest = max(
            len(str(cell.value))
            for sheet in opened(data, values=False)
            for line in sheet.iter_rows()
            for cell in line
            if cell.data_type == "f"
        )
        assert longest < 8_192


def test_a_dimension_with_too_many_ways_to_be_asked_says_so():
    """Five steering answers with three outcomes each are more than a sheet can follow."""
    steering = [
        {
            "id": f"s{number}",
            "type": "single",
            "scope": "workload",
            "options": [{"id": f"o{each}", "label": f"o{each}"} for each in range(3)],
            **random_packs.PROSE,
        }
        for number in range(4)
    ]
    scored = [
        {
            "id": f"q{number}{each}",
            "type": "single",
            "scope": "workload",
            "options": [{"id": f"o{level}", "label": f"o{level}", "level": level} for level in range(3)],
            "relevant_when": {"answer": {"question": f"s{number}", "is": [f"o{each}"]}},
            **random_packs.PROSE,
        }
        for number in range(4)
        for each in range(3)
    ]
    rules = {
        "dimensions": {"skill": random_packs.dimension({each["id"]: 1 for each in scored})},
        "decisions": {"size": random_packs.decision([])},
    }
    pack = with_reader(random_packs.make_pack([*steering, *scored], rules))
    known = {f"s{number}": Answer(choice="o1") for number in range(4)}
    known |= {f"q{number}1": Answer(choice="o2") for number in range(3)}
    assessment = random_packs.assessment_of(pack, known)
    check(opened(render(report(pack, assessment))), pack, recommend(pack, assessment), complete=False)
    book = opened(render(report(pack, random_packs.assessment_of(pack, {}))))
    (line,) = rows(book["Scores"], ("Workload", "Dimension"))
    assert "Cannot be told" in line["Score"] and (line["From"], line["To"]) == (0, 100)


def _single(name: str, levels: range, **more: object) -> dict[str, object]:
    options = [{"id": f"o{level}", "label": f"o{level}", "level": level} for level in levels]
    return {
        "id": name,
        "type": "single",
        "scope": "workload",
        "options": options,
        **random_packs.PROSE,
        **more,
    }


@pytest.mark.parametrize("medium", [33, 34, 40, 60, 66, 67])
@pytest.mark.parametrize("level", range(6))
def test_a_score_on_a_threshold_lies_in_the_higher_band(medium, level):
    rules = {
        "dimensions": {"skill": random_packs.dimension({"q": 1, "r": 1}, medium=medium, high=80)},
        "decisions": {
            "size": random_packs.decision(
                [
                    {
                        "id": "r",
                        "when": {"band": {"dimension": "skill", "is": ["medium"]}},
                        "now": "large",
                        "target": "large",
                        "reason": "r",
                    }
                ]
            )
        },
    }
    pack = with_reader(random_packs.make_pack([_single("q", range(6)), _single("r", range(2))], rules))
    answers = {"q": Answer(choice=f"o{level}"), "r": Answer(choice="o0")}
    assessment = random_packs.assessment_of(pack, answers)
    check(opened(render(report(pack, assessment))), pack, recommend(pack, assessment), complete=True)


@pytest.mark.parametrize("steering", ["o0", "o1", None])
@pytest.mark.parametrize("turned", [False, True])
def test_an_answer_to_a_question_that_is_not_asked_makes_no_condition_true(steering, turned):
    asked = {"answer": {"question": "s", "is": ["o1"]}}
    looked_at = {"answer": {"question": "q", "is": ["o2"]}}
    rules = {
        "dimensions": {"skill": random_packs.dimension({"s": 1})},
        "decisions": {
            "size": random_packs.decision(
                [
                    {
                        "id": "r",
                        "when": {"not": looked_at} if turned else looked_at,
                        "now": "large",
                        "target": "large",
                        "reason": "r",
                    }
                ],
                gates=[{"id": "g", "when": looked_at, "exclude": ["small"], "reason": "g"}],
            )
        },
    }
    questions = [_single("s", range(2)), _single("q", range(3), relevant_when=asked)]
    pack = with_reader(random_packs.make_pack(questions, rules))
    answers = {"q": Answer(choice="o2")}
    if steering is not None:
        answers["s"] = Answer(choice=steering)
    assessment = random_packs.assessment_of(pack, answers)
    book = opened(render(report(pack, assessment)))
    check(book, pack, recommend(pack, assessment), complete=steering is not None)
