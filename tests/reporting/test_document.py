"""What a report says, whatever draws it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from advisor.content.assessments import load_assessment
from advisor.content.locations import bundled_packs
from advisor.decision.next_question import next_questions
from advisor.decision.recommend import recommend
from advisor.errors import UnusableInput
from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.pack import Pack
from advisor.reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Facts,
    Paragraph,
    Section,
    Table,
)
from advisor.reporting.charts.figures import Swings
from advisor.reporting.document import Document, build_document
from advisor.reporting.layout import layout
from advisor.reporting.plain import visible
from advisor.reporting.registry import FORMATS
from advisor.reporting.words import score
from tests.reporting.conftest import report


def sections(document: Document) -> Iterator[Section]:
    pending = [*document.sections, *document.annexes]
    while pending:
        section = pending.pop(0)
        yield section
        pending[:0] = section.sections


def section(document: Document, name: str) -> Section:
    return next(one for one in sections(document) if one.id == name)


def blocks(part: Section) -> list[Block]:
    return [*part.blocks, *(block for inner in part.sections for block in blocks(inner))]


def table(document: Document, name: str) -> Table:
    return next(block for block in blocks(section(document, name)) if isinstance(block, Table))


def column(found: Table, key: str) -> list[Cell]:
    place = [one.key for one in found.columns].index(key)
    return [row[place] for row in found.rows]


def test_section_ids_are_unique_and_no_section_is_empty(plain_report: Document) -> None:
    ids = [one.id for one in sections(plain_report)]
    assert len(ids) == len(set(ids))
    assert all(one.blocks or one.sections for one in sections(plain_report))


def test_tables_are_rectangular_with_keys_of_their_own(plain_report: Document) -> None:
    tables = [b for part in sections(plain_report) for b in part.blocks if isinstance(b, Table)]
    assert len(tables) > 10
    for found in tables:
        keys = [one.key for one in found.columns]
        assert len(set(keys)) == len(keys)
        assert all(len(row) == len(keys) for row in found.rows)
        assert {one.under for one in found.columns} - {None} <= set(keys)


def test_the_headline_tells_a_hybrid_workload_by_workload(plain_report: Document) -> None:
    assert plain_report.headline.startswith("A mix now")
    assert "“The till”" in plain_report.headline
    assert "“cold-room”" in plain_report.headline
    assert "grow towards Owner · A machine of your own" in plain_report.headline


def test_one_workload_is_told_without_a_hybrid(small_pack: Pack, plain_assessment: Assessment) -> None:
    single = plain_assessment.model_copy(update={"workloads": plain_assessment.workloads[1:]})
    document = report(small_pack, single)
    assert document.headline == "For “cold-room”, use Owner · A machine of your own, now and as the target."


def test_colliding_gates_are_said_first(small_pack: Pack, plain_assessment: Assessment) -> None:
    decision = small_pack.primary
    shut = decision.model_copy(
        update={
            "gates": tuple(
                gate.model_copy(update={"exclude": decision.outcomes[place : place + 2]})
                for place, gate in enumerate(
                    (decision.gates[0], decision.gates[0].model_copy(update={"id": "b"}))
                )
            )
        }
    )
    rules = small_pack.rules.model_copy(
        update={"decisions": {**small_pack.rules.decisions, small_pack.manifest.primary_decision: shut}}
    )
    document = report(small_pack.model_copy(update={"rules": rules}), plain_assessment)
    assert "the rules leave no admissible model" in document.headline
    callout = next(b for b in section(document, "advice").blocks if isinstance(b, Callout))
    assert "The house rule keeps this data in the building." in (callout.text or "")
    path = section(document, "path")
    assert any("no admissible model" in str(block) for block in blocks(path))


def test_the_framework_lights_each_workloads_own_cell(plain_report: Document) -> None:
    people, traffic = table(plain_report, "framework").rows
    assert [cell.mark for cell in people[1:4]] == [None, "You are here", None]
    assert [cell.mark for cell in traffic[1:4]] == ["Here: cold-room", "Here: The till", None]
    assert all(cell.lit == (cell.mark is not None) for cell in (*people[1:4], *traffic[1:4]))


def test_own_kpis_come_in_the_personas_order_and_the_rest_in_the_annex(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    owner = report(small_pack, plain_assessment, "owner")
    cook = report(small_pack, plain_assessment, "cook")
    assert [cell.text for cell in column(table(owner, "kpis"), "kpi")] == ["Cost per ticket", "Lost minutes"]
    assert [cell.text for cell in column(table(cook, "kpis"), "kpi")] == ["Lost minutes"]
    assert [cell.text for cell in column(table(cook, "other-kpis"), "kpi")] == ["Cost per ticket"]
    assert {one.key for one in table(cook, "kpis").columns} >= {
        "definition", "formula", "unit", "source", "target", "owner", "cadence",
        "expect_hosted", "expect_cluster", "expect_own",
    }  # fmt: skip


def test_the_annex_tells_how_to_measure_the_personas_own_kpis(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    (found,) = section(report(small_pack, plain_assessment, "owner"), "measuring").blocks
    assert isinstance(found, Bullets)
    assert [(item.text, item.detail) for item in found.items] == [
        ("Cost per ticket", "Divide. FOCUS columns: BilledCost."),
        ("Lost minutes", "Count."),
    ]


def test_the_expectation_under_the_advised_model_is_lit(plain_report: Document) -> None:
    found = table(plain_report, "kpis")
    lit = {one.key for one in found.columns if one.lit}
    assert lit == {"expect_cluster", "expect_own"}
    assert all(cell.lit for cell in column(found, "expect_cluster"))
    assert not any(cell.lit for cell in column(found, "expect_hosted"))


def test_open_questions_that_matter_name_what_would_settle_them(plain_report: Document) -> None:
    found = table(plain_report, "unknown")
    assert "Tickets in a busy hour" in [cell.text for cell in column(found, "question")]
    assert "The till's report of last Saturday." in [cell.text for cell in column(found, "evidence")]


def test_high_warnings_stand_out_and_each_is_told_once(plain_report: Document) -> None:
    told = table(plain_report, "warnings")
    assert [cell.text for cell in column(told, "severity")] == ["Medium", "Low"]
    assert (
        dict(
            zip((f.label for f in plain_report.glance), (f.value for f in plain_report.glance), strict=True)
        )["Warnings"]
        == "1 medium, 1 low"
    )


def test_every_answer_stands_in_the_annex(
    small_pack: Pack, plain_assessment: Assessment, plain_report: Document
) -> None:
    found = [b for b in blocks(section(plain_report, "answers")) if isinstance(b, Table)]
    own = [question for question in small_pack.questions if question.scope.value == "workload"]
    expected = len(small_pack.questions) - len(own) + len(own) * len(plain_assessment.workloads)
    told = [b.text for b in blocks(section(plain_report, "answers")) if isinstance(b, Paragraph)]
    named = [text.partition(": ")[2] for text in told if text.startswith("Not a")]
    # One name each, for none of these holds a comma or "and".
    without = sum(len(re.split(", | and ", text)) for text in named)
    assert sum(len(one.rows) for one in found) + without == expected
    till = found[1]
    assert [cell.text for cell in column(till, "answer")][1] == "250 tickets/hour"
    assert [cell.text for cell in column(till, "points")][1] == "37.5"


def test_states_without_an_answer_are_told_apart(small_pack: Pack, plain_assessment: Assessment) -> None:
    document = report(small_pack, plain_assessment)
    answers = [
        cell.text
        for block in blocks(section(document, "answers"))
        if isinstance(block, Table)
        for cell in column(block, "answer")
    ]
    told = " ".join(b.text for b in blocks(section(document, "answers")) if isinstance(b, Paragraph))
    assert "Unknown" in answers
    assert "Not answered yet: " in told
    assert "Not asked, because other answers make it irrelevant: " in told
    assert "Does not apply: The cooks were not asked." in answers


def test_an_answer_that_no_longer_counts_is_marked(small_pack: Pack, plain_assessment: Assessment) -> None:
    kept = Answer(choice="weekly")
    second = plain_assessment.workloads[1]
    assessment = plain_assessment.model_copy(
        update={
            "workloads": (
                plain_assessment.workloads[0],
                second.model_copy(update={"answers": {**second.answers, "line_quality": kept}}),
            )
        }
    )
    document = report(small_pack, assessment)
    details = [cell.detail for cell in column(table(document, "answers-2"), "answer")]
    assert "Kept, but no longer relevant: not counted" in details


def test_pack_and_attribution_stand_in_every_text(small_pack: Pack, plain_report: Document) -> None:
    # Binary formats are read with readers of their own; KPIs alone carry no attribution.
    for one in FORMATS.values():
        if one.binary or one.id == "csv":
            continue
        text = one.render(plain_report).decode()
        assert small_pack.sha256 in text
        assert "The Order Book" in text
        assert "One idea taken over and changed." in text


def test_an_unknown_persona_is_refused_with_the_known_ones(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    with pytest.raises(UnusableInput, match="owner, cook"):
        report(small_pack, plain_assessment, "waiter")


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_same_input_gives_the_same_bytes(
    name: str, small_pack: Pack, plain_assessment: Assessment, plain_report: Document
) -> None:
    assert FORMATS[name].render(report(small_pack, plain_assessment)) == FORMATS[name].render(plain_report)


def test_each_persona_of_the_bundled_pack_gets_a_report(bundled_pack: Pack) -> None:
    kind = bundled_pack.manifest.workload_kinds[0].id
    assessment = Assessment.model_validate(
        {
            "id": "new",
            "pack": bundled_pack.id,
            "organisation": "New",
            "workloads": [{"id": "first", "kind": kind}],
        }
    )
    titles = set()
    for persona in bundled_pack.personas:
        document = report(bundled_pack, assessment, persona.id)
        titles.add(document.title)
        told = column(table(document, "questions"), "answer")
        assert len(told) == len(persona.questions)
        assert all(cell.text and cell.links for cell in told)
    assert len(titles) == len(bundled_pack.personas)


def test_json_has_stable_keys_and_rows_by_column(plain_report: Document, small_pack: Pack) -> None:
    tree = json.loads(FORMATS["json"].render(plain_report))
    assert tree["schema"] == "advisor/report/1"
    assert list(tree) == [
        "schema", "organisation", "assessment", "persona", "date", "headline",
        "depth", "prepared_by", "pack", "recommendation", "evidence", "costs", "document",
    ]  # fmt: skip
    assert tree["costs"]["schema"] == "advisor/tco/1"
    assert tree["recommendation"]["schema"] == "advisor/recommendation/1"
    assert tree["pack"]["sha256"] == small_pack.sha256
    kpis = next(part for part in tree["document"]["sections"] if part["id"] == "kpis")
    rows = next(block for block in kpis["blocks"] if block["kind"] == "table")["rows"]
    assert rows[0]["formula"]["text"] == "cost of the month / tickets of the month"


def test_json_carries_no_raw_steering_characters(hostile_report: Document) -> None:
    data = FORMATS["json"].render(hostile_report)
    assert not {"\u202e", "\x1b", "\x07"} & set(data.decode())
    assert "\u202e" in json.loads(data)["recommendation"]["organisation"]


def test_layout_sets_columns_beneath_the_one_they_name() -> None:
    found = Table(
        "t",
        (Column("a", "A"), Column("b", "B", under="a"), Column("c", "C")),
        ((Cell("1"), Cell("2"), Cell("3")),),
    )
    assert [(one.title, [under.title for under in one.under]) for one in layout(found)] == [
        ("A", ["B"]),
        ("C", []),
    ]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b", "a␀b"),
        ("\x1b[2J", "␛[2J"),
        ("a\u202eb\u2066c", "a[U+202E]b[U+2066]c"),
        ("x\u2028y", "x\ny"),
        ("\ud800", "[U+D800]"),
        ("tab\there\r\n", "tab here\n"),
        ("👩‍👩‍👧 中文 العربية", "👩‍👩‍👧 中文 العربية"),
    ],
)
def test_what_acts_instead_of_showing_is_made_visible(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_the_report_carries_the_recommendation_that_it_renders(
    small_pack: Pack, plain_assessment: Assessment, plain_report: Document
) -> None:
    assert plain_report.recommendation == recommend(small_pack, plain_assessment)


def example(pack: Pack, name: str) -> Assessment:
    folder = next(iter(bundled_packs().values())) / "examples"
    return load_assessment(folder / f"{name}.yaml", pack=pack).assessment


def tables(document: Document, name: str) -> dict[str, Table]:
    return {b.caption: b for b in blocks(section(document, name)) if isinstance(b, Table)}


def test_open_questions_come_in_the_order_of_what_they_settle(
    small_pack: Pack, plain_assessment: Assessment, plain_report: Document
) -> None:
    blank = plain_assessment.model_copy(
        update={
            "answers": {},
            "workloads": (plain_assessment.workloads[0].model_copy(update={"answers": {}}),),
        }
    )
    document = report(small_pack, blank)
    names = [cell.text for cell in column(table(document, "unknown"), "question")]
    ranked = [
        small_pack.question_by_id[one.step.question.id].short for one in next_questions(small_pack, blank)
    ]
    assert names[: len(ranked)] == ranked[: len(names)]
    assert len(ranked) > 3
    settles = [cell.text for cell in column(table(document, "unknown"), "settles")]
    assert settles[0].endswith(" % of the doubt")
    (first, *_) = blocks(section(document, "firm"))
    assert isinstance(first, Paragraph)
    assert f"“{ranked[0]}” ({settles[0]})" in first.text


def test_firmness_tells_the_fewest_changes_and_keeps_setbacks_apart(bundled_pack: Pack) -> None:
    document = report(bundled_pack, example(bundled_pack, "call-transcripts"))
    (first, *rest) = blocks(section(document, "firm"))
    assert isinstance(first, Paragraph)
    assert first.text.startswith("Settled: ")
    changes = tables(document, "firm")["The fewest changes that would change today's model or the target"]
    assert [cell.text for cell in column(changes, "outcome")] == [
        "Run · Self-managed today",
        "Walk · Partially managed as the target",
    ]
    assert [cell.detail for cell in column(changes, "outcome")] == ["The target of today", None]
    assert "Cost models: from “By price lists” to “" in column(changes, "changes")[0].text
    assert "Appetite for capital: from " in column(changes, "changes")[1].text
    (slips,) = [block for block in rest if isinstance(block, Bullets)]
    assert [item.text for item in slips.items] == [
        "Today's model becomes Crawl · Fully managed if any one of these 5 answers gets worse",
        "Today's model becomes Crawl · Fully managed if this answer asks for less",
        "The target becomes Walk · Partially managed if any one of these 2 answers asks for less",
    ]
    assert slips.items[0].detail is not None and len(slips.items[0].detail.splitlines()) == 5
    assert any(
        "All weights may change at once by less than" in one.text
        for one in rest
        if isinstance(one, Paragraph)
    )
    (pushed,) = [block for block in blocks(section(document, "figures")) if isinstance(block, Facts)]
    assert "All weights may change at once by less than" in pushed.facts[0].value
    # 51.8519, which must not read as 51.9.
    assert "FinOps maturity, medium from 45: may move up to 51.85, beyond" in pushed.facts[1].value


def test_answers_that_change_only_the_target_are_not_said_to_change_nothing(bundled_pack: Pack) -> None:
    document = report(bundled_pack, example(bundled_pack, "call-transcripts"))
    swings = tables(document, "figures")["What each single answer could do"]
    could = dict(
        zip(
            [cell.text for cell in column(swings, "answer")],
            [cell.text for cell in column(swings, "advice")],
            strict=True,
        )
    )
    for name in ("Appetite for capital", "Central service", "Planning horizon", "Shape of the load"):
        assert could[name] == "Walk · Partially managed as the target"
    assert could["Items a day"].splitlines() == [
        "Crawl · Fully managed today and as the target",
        "Walk · Partially managed as the target",
    ]
    (chart,) = [block for block in blocks(section(document, "firm")) if isinstance(block, Chart)]
    assert isinstance(chart.figure, Swings)
    lit = [span.lit for span in chart.figure.spans]
    assert lit == sorted(lit, reverse=True)
    assert any(lit)
    assert chart.note is not None and "“Appetite for capital”" in chart.note


def test_a_settled_advice_that_no_weight_can_move_is_not_said_to_hang_on_weights(bundled_pack: Pack) -> None:
    for name, judged in (("pension-fund", False), ("call-transcripts", True)):
        document = report(bundled_pack, example(bundled_pack, name))
        (first, *_) = blocks(section(document, "firm"))
        assert isinstance(first, Paragraph)
        assert first.text.startswith("Settled: every question that applies has its answer. ")
        assert ("another judgement of weights and thresholds, can" in first.text) is judged


def test_the_chart_of_single_answers_says_in_words_what_it_draws(bundled_pack: Pack) -> None:
    document = report(bundled_pack, example(bundled_pack, "call-transcripts"))
    found = tables(document, "figures")["What each single answer could do"]
    drawn = [cell for cell in column(found, "between") if cell.bar is not None]
    assert drawn
    for cell in drawn:
        assert cell.bar is not None
        low, high = map(float, cell.text.split(" and "))
        assert (low, high) == pytest.approx((cell.bar.low, cell.bar.high), abs=0.05)
        assert cell.bar.now is not None
        assert cell.bar.low <= cell.bar.now <= cell.bar.high
    assert '<svg class="range"' in FORMATS["html"].render(document).decode()
    assert len(found.rows) >= 8
    assert "How far each single weight may move" in tables(document, "figures")


def test_colliding_gates_name_the_answer_that_would_end_it(bundled_pack: Pack) -> None:
    document = report(bundled_pack, example(bundled_pack, "pension-fund"))
    changes = tables(document, "firm")["The fewest changes that would change today's model or the target"]
    assert [cell.text for cell in column(changes, "outcome")] == [
        "Run · Self-managed today and as the target"
    ]
    texts = [block.text for block in blocks(section(document, "firm")) if isinstance(block, Paragraph)]
    told = " ".join(texts)
    assert "Crawl · Fully managed" in told
    assert "Walk · Partially managed" in told
    assert "only if a fact were otherwise" in told


def test_given_firmness_is_not_worked_out_again(small_pack: Pack, plain_assessment: Assessment) -> None:
    recommendation = recommend(small_pack, plain_assessment)
    document = build_document(
        small_pack, plain_assessment, recommendation, None, date=None, practices=(), roadmap=(), robustness=()
    )
    assert "firm" not in {one.id for one in document.sections}


def test_kpis_that_measure_no_workload_here_are_marked(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    tree = json.loads(small_pack.model_dump_json(by_alias=True))
    for kpi in tree["kpis"]:
        kpi["kinds"] = ["stock"] if kpi["id"] == "lost_minutes" else []
    only_till = plain_assessment.model_copy(update={"workloads": plain_assessment.workloads[:1]})
    document = report(Pack.model_validate(tree), only_till, "owner")
    assert "Lost minutes" not in [cell.text for cell in column(table(document, "kpis"), "kpi")]
    marked = {cell.text: cell.detail for cell in column(table(document, "other-kpis"), "kpi")}
    assert (marked["Lost minutes"] or "").startswith("Not for a workload here: it measures ")


def test_what_a_path_presumes_is_to_be_settled_first(small_pack: Pack, plain_assessment: Assessment) -> None:
    first, *_ = plain_assessment.workloads
    pressed = {
        **first.answers,
        "tickets": Answer(number=Decimal(9000)),
        "line_quality": Answer(choice="weekly"),
    }
    assessment = plain_assessment.model_copy(
        update={
            "answers": {"habits": plain_assessment.answers["habits"]},
            "workloads": (first.model_copy(update={"answers": pressed}),),
        }
    )
    found = table(report(small_pack, assessment), "path")
    today = {cell.text: cell.detail for cell in column(found, "from")}
    assert today["Not answered yet"] == "Settle it first: it may be so already"


def test_a_rule_that_a_gate_overrules_is_said_so(small_pack: Pack, plain_assessment: Assessment) -> None:
    first, *_ = plain_assessment.workloads

    def reason(house_rule: Answer) -> str:
        answers = {**first.answers, "tickets": Answer(number=Decimal(10)), "house_rule": house_rule}
        only = first.model_copy(update={"answers": answers})
        document = report(small_pack, plain_assessment.model_copy(update={"workloads": (only,)}))
        callout = next(b for b in blocks(section(document, "why")) if isinstance(b, Callout))
        return callout.text or ""

    certain = reason(Answer(choice="own_building"))
    assert "a hard rule moves the advice to the nearest admissible model" in certain
    assert "The rule itself names" not in reason(Answer(choice="anywhere"))


def test_a_rule_that_gates_may_still_overrule_is_said_so(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    decision = small_pack.primary
    gates = (decision.gates[0], decision.gates[1].model_copy(update={"exclude": ("hosted",)}))
    changed = decision.model_copy(update={"gates": gates})
    decisions = {**small_pack.rules.decisions, small_pack.manifest.primary_decision: changed}
    questions = tuple(q.model_copy(update={"likelihood": {}}) for q in small_pack.questions)
    rules = small_pack.rules.model_copy(update={"decisions": decisions})
    pack = small_pack.model_copy(update={"rules": rules, "questions": questions})
    first, *_ = plain_assessment.workloads
    answers = {
        **first.answers,
        "tickets": Answer(number=Decimal(10)),
        "house_rule": Answer(state=AnswerState.UNKNOWN),
    }
    only = first.model_copy(update={"answers": answers})
    document = report(pack, plain_assessment.model_copy(update={"workloads": (only,)}))
    callout = next(b for b in blocks(section(document, "why")) if isinstance(b, Callout))
    assert "Now: Tenant · A rented cluster." in (callout.text or "")
    assert "Hosted for you. Open answers may still let a hard rule exclude it" in (callout.text or "")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (65.43, "65.4"),
        (62.5, "62.5"),
        (70.0, "70"),
        (0.0, "0"),
        (100.0, "100"),
        (69.96, "69.96"),
        (40.02, "40.02"),
        (99.999, "99.999"),
        (80.0000001, "80"),
    ],
)
def test_a_score_has_one_decimal_and_never_looks_as_if_it_reached_a_band(points: float, said: str) -> None:
    assert score(points) == said
