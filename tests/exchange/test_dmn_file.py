"""The DMN file around its table: complete, ordered as specified, and drawn; hostile prose stays prose."""

from __future__ import annotations

import json
import re
from functools import cache
from xml.etree import ElementTree

import pytest
from lxml import etree
from SpiffWorkflow.dmn.parser.BpmnDmnParser import SCHEMAS

from advisor.decision.engine import admissible, nearest
from advisor.decision.export_table import ExportTable, export_table
from advisor.model.pack import Pack
from advisor.reporting.exchange.inputs import INPUTS
from advisor.reporting.exchange.registry import FORMATS
from tests.decision.random_packs import BINS, PROSE, decision, dimension, make_pack
from tests.exchange.conftest import TABLES

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DRAWN = "https://www.omg.org/spec/DMN/20191111/DMNDI/"
DMN = {"d": MODEL, "i": DRAWN, "dc": "http://www.omg.org/spec/DMN/20180521/DC/"}

ORDER = {
    "definitions": ["itemDefinition", "decision", "inputData", "textAnnotation", "association", "DMNDI"],
    "decision": ["description", "question", "variable", "informationRequirement", "decisionTable"],
    "inputData": ["description", "variable"],
    "decisionTable": ["input", "output", "rule"],
    "input": ["description", "inputExpression", "inputValues"],
    "output": ["description", "outputValues"],
    "rule": ["description", "inputEntry", "outputEntry"],
}
"""Chapters 6 to 8 of the specification: what may stand in an element, in which order."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
VARIABLE = re.compile(r"[a-z][a-z0-9_]*")


@pytest.fixture(params=TABLES)
def own(request, packs) -> tuple[Pack, ExportTable]:
    """A pack, and the table of one of its decisions."""
    name, decided = request.param.split("/")
    return packs[name], table_of(packs[name], decided)


@cache
def tables() -> dict[tuple[str, str], ExportTable]:
    return {}


def table_of(pack: Pack, name: str) -> ExportTable:
    """A table, made once."""
    key = (pack.sha256, name)
    if key not in tables():
        tables()[key] = export_table(pack, name)
    return tables()[key]


def parsed(table: ExportTable) -> ElementTree.Element:
    return ElementTree.fromstring(FORMATS["dmn"](table))


def names(element: ElementTree.Element) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


def assert_whole(table: ExportTable) -> ElementTree.Element:
    """What any exported file has to be; the schema is OMG's, as SpiffWorkflow brings it along."""
    content = FORMATS["dmn"](table)
    etree.XMLSchema(etree.parse(SCHEMAS[MODEL])).assertValid(etree.fromstring(content))
    root = ElementTree.fromstring(content)
    ids = [element.get("id", "") for element in root.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert all(NAME.fullmatch(each) for each in ids)
    for element in root.iter():
        order = ORDER.get(element.tag.rpartition("}")[2])
        if order is not None:
            assert [order.index(name) for name in names(element)] == sorted(map(order.index, names(element)))
    referred = [each.get("href", "")[1:] for each in root.iter() if each.get("href")]
    referred += [each.get("dmnElementRef", "") for each in root.iter() if each.get("dmnElementRef")]
    assert set(referred) <= set(ids)
    return root


def test_the_file_is_complete_and_in_order(own):
    _, exported = own
    root = assert_whole(exported)
    columns = [each.name for each in exported.inputs]
    [found] = root.findall("d:decision", DMN)
    assert names(root)[1] == "decision", "readers that take the first element of the diagram find it"
    # Engines name the result by the decision, and refuse a variable that is called otherwise.
    variable = found.find("d:variable", DMN)
    assert variable is not None
    assert variable.get("name") == found.get("name")
    assert VARIABLE.fullmatch(found.get("name", ""))
    types = {each.get("name"): each for each in root.findall("d:itemDefinition", DMN)}
    parts = types[variable.get("typeRef")].findall("d:itemComponent", DMN)
    outputs = found.findall("d:decisionTable/d:output", DMN)
    assert [each.get("name") for each in parts] == [each.get("name") for each in outputs]
    # pyDMNrules calls all outputs by the decision's variable, but for an empty label.
    table = found.find("d:decisionTable", DMN)
    assert table is not None
    assert table.get("outputLabel") == ""

    data = {each.get("id"): each for each in root.findall("d:inputData", DMN)}
    needed = [
        each.get("href", "")[1:] for each in found.findall("d:informationRequirement/d:requiredInput", DMN)
    ]
    assert [data[each].get("name") for each in needed] == columns
    assert needed == list(data)
    for each in data.values():
        own = each.find("d:variable", DMN)
        assert own is not None
        assert own.get("name") == each.get("name")
        assert own.get("typeRef") == "string"
        assert VARIABLE.fullmatch(own.get("name", ""))


def test_everything_is_drawn_once_and_nothing_lies_on_another(own):
    root = parsed(own[1])
    shapes = {each.get("dmnElementRef"): each for each in root.iter(f"{{{DRAWN}}}DMNShape")}
    edges = [each.get("dmnElementRef") for each in root.iter(f"{{{DRAWN}}}DMNEdge")]
    elements = [*root.findall("d:decision", DMN), *root.findall("d:inputData", DMN)]
    assert shapes.keys() == {each.get("id") for each in elements} | {"note"}
    needs = [each.get("id") for each in root.iter(f"{{{MODEL}}}informationRequirement")]
    assert sorted(map(str, edges)) == sorted([*map(str, needs), "note_about"])
    boxes = [
        tuple(int(bounds.get(side, "")) for side in ("x", "y", "width", "height"))
        for bounds in root.iter(f"{{{DMN['dc']}}}Bounds")
    ]
    assert len(boxes) == len(shapes)
    for x, y, width, height in boxes:
        assert min(x, y) > 0
        over = [
            b for b in boxes if x < b[0] + b[2] and b[0] < x + width and y < b[1] + b[3] and b[1] < y + height
        ]
        assert len(over) == 1, "only itself"


def test_two_decisions_of_a_pack_can_be_kept_side_by_side(packs):
    for pack in packs.values():
        roots = [parsed(table_of(pack, name)) for name in pack.rules.decisions]
        assert len(roots) > 1
        for key in ("id", "namespace"):
            assert len({root.get(key) for root in roots}) == len(roots)
        assert len({root.findall("d:decision", DMN)[0].get("id") for root in roots}) == len(roots)


def test_a_rule_names_the_gates_that_change_it(own):
    """Held against what gates do to outcomes, one gate at a time or several."""
    pack, table = own
    decided = pack.rules.decisions[table.decision]
    said = {row.id: (row.now, row.target or row.now) for row in (*decided.table, decided.otherwise)}
    position = {gate.id: index for index, gate in enumerate(decided.gates)}
    reasons = {gate.id: gate.reason for gate in decided.gates}
    root = parsed(table)
    for row, rule in zip(table.rows, root.iter(f"{{{MODEL}}}rule"), strict=True):
        told = rule.findtext("d:description", namespaces=DMN) or ""
        for name, gates in zip(row.pack_rows, row.gates, strict=True):
            assert bool(gates) == (said[name] != (row.now, row.target))
            for gate in gates:
                assert f"Gate {gate}: {' '.join(reasons[gate].split())}" in told
            left = admissible(decided, sum(1 << position[gate] for gate in gates))
            if row.now == table.no_outcome or not left:
                continue
            if len(gates) == 1:
                assert tuple(nearest(decided, each, left) for each in said[name]) == (row.now, row.target)


def test_descriptions_say_how_to_make_the_input_and_name_the_engines(own):
    pack, table = own
    root = parsed(table)
    for data, each in zip(root.findall("d:inputData", DMN), table.inputs, strict=True):
        told = data.findtext("d:description", namespaces=DMN) or ""
        for value in each.values:
            assert f"\n- {value}: " in told
        if each.source == "band":
            for question, weight in pack.rules.dimensions[each.id].weights.items():
                assert f"\n- {question}, weight {weight}, highest level " in told
        if each.source == "answer" and pack.question_by_id[each.id].options:
            named = {name for lists in each.lists for ids in lists for name in ids}
            for option in pack.question_by_id[each.id].options:
                assert option.id not in named or f"{option.id} (“{' '.join(option.label.split())}”)" in told
    about = root.findtext("d:decision/d:description", namespaces=DMN) or ""
    nodes = json.loads(FORMATS["jdm"](table))["nodes"]
    for engine in ("SpiffWorkflow", "dmn-moddle with feelin"):
        assert engine in about
    assert "zen-engine" in nodes[1]["description"]
    for column in (*nodes[1]["content"]["inputs"], *nodes[1]["content"]["outputs"]):
        assert column["description"]


NASTY = '<![CDATA[ ]]> & <b a="1">\'„“\r\n\t- | `code` \u202e\x07 {{ 7*7 }} =1+1 # é 你好 🦉'
"""Everything that some format takes for its own."""


def nasty_pack(length: int = 1) -> Pack:
    """Prose and ids at the edge of what a pack may hold, and gates that leave nothing."""
    prose = {key: value if isinstance(value, bool) else NASTY * length for key, value in PROSE.items()}
    prose["section"] = PROSE["section"]
    long = "x" * 80
    questions = [
        {"id": "if", "type": "single", "scope": "workload", "options": choices("true", "null"), **prose},
        {
            "id": "a-b",
            "type": "multiple",
            "scope": "workload",
            "options": choices("p-1", "q_1", "r"),
            **prose,
        },
        {"id": long, "type": "number", "scope": "organisation", "number": numbers(), **prose},
    ]
    table = [
        {
            "id": "for",
            "when": {"answer": {"question": "a-b", "is": ["p-1"]}},
            "now": "small",
            "reason": NASTY,
        },
        {"id": "x-1", "when": {"number": {"question": long, "below": 10}}, "now": "large", "reason": NASTY},
        {"id": "in", "when": {"band": {"dimension": "d", "is": ["high"]}}, "now": "large", "reason": NASTY},
    ]
    gates = [
        {
            "id": f"g-{outcome}",
            "when": {"answer": {"question": "if", "is": options}},
            "exclude": [outcome],
            "reason": NASTY,
        }
        for outcome, options in (("small", ["true", "null"]), ("middle", ["null"]), ("large", ["null"]))
    ]
    made = decision(table, title=NASTY, question=NASTY * length, gates=gates)
    rules = {"dimensions": {"d": dimension({"a-b": 1})}, "decisions": {"size": made, "and": made}}
    return make_pack(questions, rules)


def choices(*ids: str) -> list[dict[str, object]]:
    return [{"id": each, "label": NASTY, "level": level} for level, each in enumerate(ids)]


def numbers() -> dict[str, object]:
    return {"unit": NASTY, "minimum": 0, "maximum": 1000, "bins": BINS}


@pytest.mark.parametrize("name", ["size", "and"])
def test_nasty_packs_make_whole_files(name):
    pack = nasty_pack()
    table = export_table(pack, name)
    assert {row.now for row in table.rows} >= {table.no_outcome}
    root = assert_whole(table)
    found = root.findall("d:decision", DMN)[0]
    assert found.get("name") == f"decision_{name}"
    assert ']]> & <b a="1">\'„“' in (found.get("label") or "")
    assert all(VARIABLE.fullmatch(each.name) for each in table.inputs)
    assert json.loads(FORMATS["jdm"](table))["nodes"][1]["name"] == NASTY
    page = INPUTS["md"](pack, table).decode()
    assert "<b" not in page
    assert "\u202e" not in page
    json.loads(INPUTS["json"](pack, table))
    for write in FORMATS.values():
        assert write(export_table(nasty_pack(), name)) == write(table), "the same bytes again"


def test_very_long_text_is_kept_in_descriptions_and_cut_in_the_picture():
    table = export_table(nasty_pack(length=200), "size")
    root = assert_whole(table)
    assert len(root.findtext("d:textAnnotation/d:text", namespaces=DMN) or "") <= 220
    assert len(root.findtext("d:decision/d:question", namespaces=DMN) or "") > 5_000


def test_a_decision_that_looks_at_nothing_makes_a_whole_file():
    questions = [{"id": "q", "type": "single", "scope": "workload", "options": choices("a", "b"), **PROSE}]
    rules = {"dimensions": {"d": dimension({"q": 1})}, "decisions": {"size": decision([])}}
    pack = make_pack(questions, rules)
    table = export_table(pack, "size")
    assert (table.inputs, len(table.rows)) == ((), 1)
    assert_whole(table)
    assert json.loads(INPUTS["json"](pack, table))["inputs"] == []
