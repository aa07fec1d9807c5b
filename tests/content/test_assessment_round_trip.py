"""Whatever is saved is read back, and what was not changed stays as it was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor.content import yaml_nodes
from advisor.content.assessment_edit import edited
from advisor.content.assessment_file import AssessmentFile
from advisor.content.assessment_rewrite import rewritten
from advisor.content.assessment_yaml import tidied, whole_file
from advisor.content.assessments import parse_assessment
from advisor.content.packs import load_pack
from advisor.content.yaml_spans import EditError
from advisor.model.assessment import Answer, Assessment
from advisor.model.pack import Pack
from tests.content.assessment_strategies import ODD, assessments
from tests.thoroughness import examples

PACK = load_pack(Path(__file__).parents[1] / "packs" / "kitchen")
RELAXED = settings(max_examples=examples(80), deadline=None, suppress_health_check=list(HealthCheck))


def read(text: str, pack: Pack = PACK) -> Assessment:
    return parse_assessment(text.encode(), "test.yaml", None, pack=pack).assessment


BY_HAND = """\
# yaml-language-server: $schema=x.json
# Written by hand.

assessment: corner-bistro   # the id
pack: kitchen
organisation: 'Corner Bistro'

# What the crew said.
answers:
    # Asked on the phone.
    keepers:            # by Ann
        choice: one     # not sure
        # where is the log?
        evidence: "restore log of May"
    habits:
        - patches       # monthly
        - bills_read
    spare_hours: 4.5    # a guess
    dream: |            # long
        A longer

        dream.
    # end of answers

workloads:
-   id: till
    kind: orders
    title: The   till
    answers:
        tickets: 250    # Saturday
        wish: [reports, live_board]
        house_rule:     # nobody looked yet
        line_quality: {choice: weekly, note: "router: log"}  # flow

# The other one.
-   {id: cold-room, kind: stock, answers: {house_rule: own_building, tickets: unknown}}
# the end
"""
JSON_LIKE = """\
{"assessment": "corner-bistro", "pack": "kitchen", "organisation": "Corner Bistro",
 "answers": {"keepers": "one", "habits": ["patches"], "dream": {"text": "x", "note": "y"}},
 "workloads": [{"id": "till", "kind": "orders", "answers": {}},
               {"id": "cold-room", "kind": "stock", "answers": {"tickets": 12, "wish": "unknown"}}]}
"""
BARE = """\
assessment: corner-bistro
pack: kitchen
organisation: Corner Bistro
answers:
workloads:
  - id: till
    kind: orders
  -
    id: cold-room
    kind: stock
    answers:
      tickets:
        note: >-
          folded
          text
        number: 12

"""
EXPLICIT = """\
# explicit keys
assessment: corner-bistro
pack: kitchen
organisation: Corner Bistro
answers:
  ? keepers
  : one   # kept
workloads:
  - id: till
    kind: orders
"""
DEEP = """\
assessment: corner-bistro
pack: kitchen
organisation: |-
  Corner
  Bistro
 # deep below the name
answers:
  dream: |
    A longer

    dream.
  keepers: one
        # deep below the keepers
  habits:
    - patches
            # deep in the list
    - bills_read
          # deep below the list
workloads:
  - id: till
    kind: orders
    title: |-
      The
      till
    answers:
      tickets: 250
                # deep in the till
  - id: cold-room
    kind: stock
         # deep at the end
"""
TEXTS = {"by hand": BY_HAND, "json": JSON_LIKE, "bare": BARE, "explicit": EXPLICIT, "deep": DEEP}
TEXTS["windows"] = BY_HAND.replace("\n", "\r\n")
TEXTS["no last line end"] = BARE.rstrip()


@RELAXED
@given(assessments(PACK))
def test_a_new_file_is_read_back_as_it_was(assessment):
    text = whole_file(assessment, PACK, "schema.json")
    assert read(text) == tidied(assessment, PACK)


@RELAXED
@given(assessments(PACK))
def test_other_yaml_readers_see_the_same_texts(assessment):
    """Every text is quoted so that a full YAML reader, pure Python here, takes it for that text."""
    text = whole_file(assessment, PACK, "schema.json")
    value = yaml.load(text, yaml.SafeLoader)
    expected = tidied(assessment, PACK)
    assert value["organisation"] == expected.organisation
    assert [each.get("title") for each in value["workloads"]] == [each.title for each in expected.workloads]
    for question, answer in expected.answers.items():
        written = value["answers"][question]
        if isinstance(written, dict):
            assert written.get("note") == answer.note
            assert written.get("evidence") == answer.evidence


@RELAXED
@given(st.sampled_from(sorted(TEXTS)), st.lists(assessments(PACK), min_size=1, max_size=3))
def test_any_change_to_any_text_is_read_back(name, states):
    text = TEXTS[name]
    before = read(text)
    for after in states:
        text = changed(text, before, after)
        before = read(text)
        assert before == tidied(after, PACK)


def changed(text: str, before: Assessment, after: Assessment) -> str:
    """The edited text, which has to be read back; the file written anew only where editing refuses."""
    try:
        result = edited(text, before, after, PACK)
    except EditError:
        return rewritten(text, after, PACK, "schema.json")
    assert read(result) == tidied(after, PACK), result
    return result


@RELAXED
@given(st.sampled_from(["by hand", "windows", "json", "deep"]), assessments(PACK, ids=("till", "cold-room")))
def test_usual_texts_are_never_written_anew(name, after):
    text = TEXTS[name]
    result = edited(text, read(text), after, PACK)
    assert read(result) == tidied(after, PACK)
    if name == "windows":
        assert "\n" not in result.replace("\r\n", "")


@RELAXED
@given(assessments(PACK, ids=("till", "cold-room")))
def test_comments_on_their_own_lines_survive(after):
    assume({"till", "cold-room"} == {each.id for each in after.workloads})
    assume("keepers" in after.answers)
    result = edited(BY_HAND, read(BY_HAND), after, PACK)
    assert read(result) == tidied(after, PACK)
    own = re.findall(r"^ *(#.*)$", BY_HAND, re.MULTILINE)
    assert [line for line in own if line not in result] == []


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_saving_what_is_there_changes_no_byte(name, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXTS[name].encode())
    file = AssessmentFile.open(path, pack=PACK)
    file.overwrite(file.loaded.assessment)
    assert path.read_bytes() == b"\xef\xbb\xbf" + TEXTS[name].encode()


@pytest.mark.parametrize("text", ODD)
def test_each_odd_text_survives_everywhere(text, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(BY_HAND.encode())
    file = AssessmentFile.open(path, pack=PACK)
    odd = Answer(choice="one", note=text, evidence=text)
    before = file.loaded.assessment
    till, cold = before.workloads
    after = before.model_copy(
        update={
            "title": text,
            "organisation": text,
            "answers": before.answers | {"keepers": odd, "dream": Answer(text=text)},
            "workloads": (
                till.model_copy(
                    update={
                        "title": text,
                        "answers": till.answers | {"house_rule": Answer(choice="anywhere", note=text)},
                    }
                ),
                cold.model_copy(
                    update={"title": text, "answers": {"line_quality": Answer(choice="never", evidence=text)}}
                ),
            ),
        }
    )
    file.save(after)
    assert AssessmentFile.open(path, pack=PACK).loaded.assessment == after


EDITS = {
    "another option": (
        {"keepers": Answer(choice="several", evidence="restore log of May")},
        "        choice: one     # not sure\n",
        "        choice: several     # not sure\n",
    ),
    "unknown in the long form": (
        {"keepers": Answer(state="unknown", evidence="restore log of May")},
        "        choice: one     # not sure\n",
        "        unknown: true     # not sure\n",
    ),
    "a note more": (
        {"keepers": Answer(choice="one", evidence="restore log of May", note="a: b")},
        "        choice: one     # not sure\n",
        '        choice: one     # not sure\n        note: "a: b"\n',
    ),
    "evidence gone": (
        {"keepers": Answer(choice="one")},
        '        evidence: "restore log of May"\n',
        "",
    ),
    "an option less": (
        {"habits": Answer(choices=("bills_read",))},
        "        - patches       # monthly\n",
        "",
    ),
    "an option more": (
        {"habits": Answer(choices=("copies_checked", "bills_read", "patches"))},
        "        - bills_read\n",
        "        - bills_read\n        - copies_checked\n",
    ),
    "another number": (
        {"spare_hours": Answer(number="12")},
        "    spare_hours: 4.5    # a guess\n",
        "    spare_hours: 12    # a guess\n",
    ),
    "a short form becomes long": (
        {"spare_hours": Answer(number="4.5", note="two\nlines")},
        "    spare_hours: 4.5    # a guess\n",
        "    spare_hours:  # a guess\n      number: 4.5\n      note: |-\n        two\n        lines\n",
    ),
    "a block becomes a line": (
        {"dream": Answer(text="Short.")},
        "    dream: |            # long\n        A longer\n\n        dream.\n",
        "    dream: Short.  # long\n",
    ),
    "an answer gone": ({"spare_hours": None}, "    spare_hours: 4.5    # a guess\n", ""),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_touches_nothing_else(name):
    change, old_lines, new_lines = EDITS[name]
    before = read(BY_HAND)
    answers = {key: value for key, value in (before.answers | change).items() if value is not None}
    result = edited(BY_HAND, before, before.model_copy(update={"answers": answers}), PACK)
    assert result == BY_HAND.replace(old_lines, new_lines)


def test_an_answer_that_waits_for_its_value_gets_it_on_its_line():
    before = read(BY_HAND)
    till, cold = before.workloads
    till = till.model_copy(update={"answers": till.answers | {"house_rule": Answer(choice="anywhere")}})
    result = edited(BY_HAND, before, before.model_copy(update={"workloads": (till, cold)}), PACK)
    assert "        house_rule: anywhere     # nobody looked yet\n" in result


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_comment_that_is_left_alone_below_a_text_stays_a_comment(line_end):
    """The comment stood below a key that goes, as deep as the text that now comes before it."""
    text = DEEP.replace("\n", line_end)
    before = read(text)
    dream = {"dream": before.answers["dream"]}
    result = edited(text, before, before.model_copy(update={"answers": dream}), PACK)
    assert read(result).answers == dream
    assert [line.strip() for line in result.split(line_end) if "deep below the keepers" in line] == [
        "# deep below the keepers"
    ]
    assert f"{line_end}  # deep below the keepers{line_end}" in result, "as deep as the key of the text"
    assert f"{line_end} # deep below the name{line_end}" in result, "out of reach, and so left alone"


def test_a_text_that_comes_in_above_a_comment_does_not_swallow_it():
    before = read(DEEP)
    answers = before.answers | {"keepers": Answer(choice="one", note="two\nlines")}
    result = edited(DEEP, before, before.model_copy(update={"answers": answers}), PACK)
    assert read(result).answers == answers
    assert "      lines\n    # deep below the keepers\n" in result


def test_a_text_written_anew_keeps_every_comment(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(EXPLICIT + "# last\n", encoding="utf-8")
    file = AssessmentFile.open(path, pack=PACK)
    after = file.loaded.assessment.model_copy(update={"answers": {"keepers": Answer(choice="several")}})
    file.save(after)
    text = path.read_text(encoding="utf-8")
    assert read(text) == after
    assert text.startswith("# explicit keys\n")
    assert "# kept\n" in text
    assert "# last\n" in text


def test_numbers_are_exact(tmp_path):
    text = BY_HAND.replace("4.5 ", "0.30000000000000004 ")
    assert str(read(text).answers["spare_hours"].number) == "0.30000000000000004"


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_python_only_yaml_reads_and_changes_the_same(name, monkeypatch):
    text = TEXTS[name]
    before = read(text)
    after = before.model_copy(update={"title": "New", "answers": {"dream": Answer(text="a\nb", note="n")}})
    fast = changed(text, before, after)
    monkeypatch.setattr(yaml_nodes, "_LOADER", yaml.SafeLoader)
    assert read(text) == before
    assert changed(text, before, after) == fast
