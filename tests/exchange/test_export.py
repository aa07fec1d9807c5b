"""The exported table itself: it says what the pack says, in a dialect that nobody reads differently."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.cli.main import main
from advisor.decision.complete import CompleteDecider
from advisor.decision.engine import engine_for
from advisor.decision.export_table import export_table
from advisor.decision.export_values import table_values
from advisor.decision.recommend import recommend
from advisor.decision.sheets import domain_of
from advisor.model.assessment import Answer, AnswerState
from advisor.model.pack import Pack
from advisor.reporting.exchange.registry import FORMATS
from tests.decision.random_packs import (
    BINS,
    KINDS,
    PROSE,
    answers,
    as_answer,
    assessment_of,
    decision,
    dimension,
    make_pack,
    packs,
)
from tests.thoroughness import examples

DMN = {"d": "https://www.omg.org/spec/DMN/20191111/MODEL/"}


@st.composite
def complete(draw: st.DrawFn, pack: Pack, *, applicable: bool = False) -> dict[str, Answer]:
    """An answer to every question, now and then that it does not apply."""
    found = {}
    for question in pack.questions:
        value = draw(st.sampled_from([*domain_of(question).values, *([] if applicable else [None])]))
        if value is None:
            found[question.id] = Answer(state=AnswerState.NOT_APPLICABLE, reason="because")
        else:
            found[question.id] = as_answer(pack, question.id, value.ids)
    return found


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_the_table_decides_like_the_pack(data):
    pack = data.draw(packs())
    table = export_table(pack, "size")
    engine = engine_for(pack)
    for _ in range(4):
        drawn = assessment_of(pack, data.draw(complete(pack)), data.draw(st.sampled_from(KINDS)))
        values = table_values(pack, table, drawn, drawn.workloads[0])
        assert None not in values.values()
        row = table.decide({name: value for name, value in values.items() if value is not None})
        sheet = engine.sheet(drawn, drawn.workloads[0])
        end = CompleteDecider(engine).decide(drawn.workloads[0].kind, sheet)["size"]
        assert (row.now, row.target) == (end.now or table.no_outcome, end.target or table.no_outcome)
        names = [
            each.id for each in (*pack.rules.decisions["size"].table, pack.rules.decisions["size"].otherwise)
        ]
        assert names[end.row] in row.pack_rows


@settings(max_examples=examples(50), deadline=None)
@given(st.data())
def test_inputs_that_open_answers_settle_all_the_same_are_right(data):
    """What is known of the inputs holds for the whole sheet; what is not known is not made up."""
    pack = data.draw(packs())
    table = export_table(pack, "size")
    given_answers = data.draw(answers(pack))
    kind = data.draw(st.sampled_from(KINDS))
    before = assessment_of(pack, given_answers, kind)
    known = table_values(pack, table, before, before.workloads[0])
    filled = data.draw(complete(pack, applicable=True)) | {
        question: answer for question, answer in given_answers.items() if answer.state != "unknown"
    }
    after = assessment_of(pack, filled, kind)
    full = table_values(pack, table, after, after.workloads[0])
    assert {name: full[name] for name, value in known.items() if value is not None} == {
        name: value for name, value in known.items() if value is not None
    }


def test_the_last_row_takes_everything_and_no_row_is_idle(exported):
    table = exported.table
    assert not any(table.rows[-1].cells)
    hit = {id(table.decide(case)) for case in exported.cases}
    assert len(hit) == len(table.rows)


def test_dmn_keeps_to_the_portable_dialect(exported):
    root = ElementTree.fromstring(FORMATS["dmn"](exported.table))
    [found] = root.findall("d:decision", DMN)
    [table] = found.findall("d:decisionTable", DMN)
    assert table.get("hitPolicy") == "FIRST"
    for each in table.findall("d:input", DMN):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", each.get("label", ""))
        assert each.findtext("d:inputExpression/d:text", namespaces=DMN) == each.get("label")
        offered = each.findtext("d:inputValues/d:text", namespaces=DMN) or ""
        values = next(i.values for i in exported.table.inputs if i.name == each.get("label"))
        assert offered.split(",") == [f'"{value}"' for value in values]
    given = {name: set() for name in ("now", "target", "row")}
    for rule in table.findall("d:rule", DMN):
        for name, cell in zip(given, rule.findall("d:outputEntry/d:text", DMN), strict=True):
            assert re.fullmatch(r'"[a-z0-9_|-]+"', cell.text or "")
            given[name].add(cell.text)
    for each in table.findall("d:output", DMN):
        assert each.get("label") == each.get("name")
        offered = each.findtext("d:outputValues/d:text", namespaces=DMN)
        if each.get("name") != "row":
            assert set((offered or "").split(",")) == given[each.get("name") or ""]
    # Engines refuse a clause for annotations; a rule's reason is its description.
    assert table.find("d:annotation", DMN) is None
    for rule, row in zip(table.findall("d:rule", DMN), exported.table.rows, strict=True):
        told = rule.findtext("d:description", namespaces=DMN) or ""
        for name, reason in zip(row.pack_rows, row.reasons, strict=True):
            assert f"{name}: {' '.join(reason.split())}" in " ".join(told.split())
    for cell in table.findall("d:rule/d:inputEntry/d:text", DMN):
        assert re.fullmatch(r'-|"[a-z0-9_|+-]+"', cell.text or "")
    last = table.findall("d:rule", DMN)[-1]
    assert {cell.text for cell in last.findall("d:inputEntry/d:text", DMN)} == {"-"}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def awkward_pack() -> Pack:
    """Names that are no variables, that meet each other, and prose full of markup."""
    questions = [
        {"id": "q-a", "type": "single", "scope": "workload", "options": options(), **PROSE},
        {"id": "q_a", "type": "single", "scope": "workload", "options": options(), **PROSE},
        {
            "id": "and",
            "type": "number",
            "scope": "workload",
            "number": {"unit": "n", "minimum": 0, "maximum": 1000, "bins": BINS},
            **PROSE,
        },
    ]
    table = [
        {
            "id": "one",
            "when": {"answer": {"question": "q-a", "is": ["other"]}},
            "now": "small",
            "reason": "r",
        },
        {
            "id": "two",
            "when": {"answer": {"question": "q_a", "is": ["other"]}},
            "now": "large",
            "reason": "r",
        },
        {"id": "three", "when": {"number": {"question": "and", "below": 10}}, "now": "large", "reason": "r"},
    ]
    made = decision(table, title='<b>"Size" & more</b>\x07', question="{{ 7 }} <script>")
    return make_pack(questions, {"dimensions": {"d": dimension({"q-a": 1})}, "decisions": {"size": made}})


def options() -> list[dict[str, object]]:
    return [{"id": each, "label": each, "level": level} for level, each in enumerate(["other", "else"])]


def test_awkward_names_become_different_variables_and_prose_stays_prose():
    table = export_table(awkward_pack(), "size")
    names = [each.name for each in table.inputs]
    assert names == ["answer_q_a", "answer_q_a_2", "answer_and"]
    assert table.inputs[0].values == ("other_2", "other"), "an option that is called other keeps its name"
    root = ElementTree.fromstring(FORMATS["dmn"](table))
    assert root.get("name") == '<b>"Size" & more</b>'
    assert json.loads(FORMATS["jdm"](table))["nodes"][1]["name"] == '<b>"Size" & more</b>\x07'


def test_the_command_writes_what_the_renderers_give(small_pack_folder, small_pack, tmp_path, capfdbinary):
    table = export_table(small_pack, small_pack.manifest.primary_decision)
    assert main(["export", str(small_pack_folder), "--to", "jdm"]) == 0
    assert capfdbinary.readouterr().out == FORMATS["jdm"](table)
    file = tmp_path / "hosting.dmn"
    assert main(["export", str(small_pack_folder), "-o", str(file)]) == 0
    assert file.read_bytes() == FORMATS["dmn"](table)


def test_the_command_never_replaces_a_file_of_somebody_else(small_pack_folder, tmp_path, capfd):
    file = tmp_path / "theirs.dmn"
    file.write_text("theirs")
    assert main(["export", str(small_pack_folder), "-o", str(file)]) == 2
    assert file.read_text() == "theirs"
    assert "--force" in capfd.readouterr().err


@pytest.mark.parametrize(("wrong", "right"), [("hostin", "hosting"), ("engin", "engine")])
def test_the_command_names_the_nearest_decision(wrong, right, small_pack_folder, capfd):
    assert main(["export", str(small_pack_folder), "--decision", wrong]) == 2
    assert right in capfd.readouterr().err


def test_examples_reach_their_advice_through_the_table(bundled_pack):
    """A complete example gives the table everything, and the table gives the example's advice."""
    from advisor.content.assessments import load_assessment
    from advisor.content.examples import bundled_examples
    from advisor.content.locations import bundled_packs

    primary = bundled_pack.manifest.primary_decision
    table = export_table(bundled_pack, primary)
    checked = 0
    for example in bundled_examples(next(iter(bundled_packs().values()))):
        assessment = load_assessment(example.path, pack=bundled_pack).assessment
        for work, advice in zip(
            assessment.workloads, recommend(bundled_pack, assessment).workloads, strict=True
        ):
            values = table_values(bundled_pack, table, assessment, work)
            known = {name: value for name, value in values.items() if value is not None}
            if len(known) == len(values):
                row = table.decide(known)
                expected = (advice.model or table.no_outcome, advice.target or table.no_outcome)
                assert (row.now, row.target) == expected
                checked += 1
    assert checked >= 5
