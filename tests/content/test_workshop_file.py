"""The facilitator's file: what is written is read back, and what is wrong is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.content.assessment_file import AssessmentFile
from advisor.content.assessment_rewrite import whole_text
from advisor.content.assessments import load_assessment, parse_assessment
from advisor.content.workshop_file import create_workshop, load_workshop, save_workshop
from advisor.content.workshop_reader import workshop_of
from advisor.content.workshop_yaml import workshop_text
from advisor.content.yaml_reader import read
from advisor.errors import CannotWrite, FileChanged, UnusableInput
from advisor.model.answer import Answer, AnswerState
from advisor.model.provenance import Dissent, Said, TeamAnswer, TeamProvenance
from advisor.model.workshop import Agreed, Discussion, Round, Workshop, WorkshopWorkload
from tests.conftest import SMALL_PACK

texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text
)
people = st.sampled_from(["anna", "ben", "null-c", "no", "on", "y"])
answers = st.one_of(
    st.builds(lambda choice: Answer(choice=choice), st.sampled_from(["nobody", "one", "several"])),
    st.just(Answer(state=AnswerState.UNKNOWN)),
    st.builds(lambda reason: Answer(state=AnswerState.NOT_APPLICABLE, reason=reason), texts),
)
dissent = st.lists(st.builds(Dissent, who=texts, why=st.none() | texts), max_size=2).map(tuple)
rounds = st.lists(st.builds(Round, votes=st.dictionaries(people, answers, max_size=3)), max_size=2).map(tuple)
discussions = st.builds(
    Discussion,
    question=st.just("keepers"),
    rounds=rounds,
    voting=st.booleans(),
    agreed=st.none() | st.builds(Agreed, answer=answers, rationale=st.none() | texts, dissent=dissent),
)
workshops = st.builds(
    Workshop,
    workshop=texts,
    pack=st.just(str(SMALL_PACK)),
    facilitator=st.none() | texts,
    organisation=texts,
    timer=st.integers(10, 7200),
    workloads=st.just((WorkshopWorkload(id="till", kind="orders", title="The till"),)),
    discussions=st.lists(discussions, max_size=1).map(tuple),
)


@given(workshops)
def test_what_is_written_is_read_back(small_pack, workshop):
    data = workshop_text(workshop).encode()
    found, _ = workshop_of(read(data, "workshop.yaml", len(data)), Path(), small_pack)
    assert found == workshop


@given(answers, texts, texts, dissent)
def test_where_a_teams_answers_come_from_is_read_back(small_pack, answer, name, reason, dissents):
    team = load_assessment(SMALL_PACK / "examples" / "corner-bistro.yaml", pack=small_pack).assessment
    origin = TeamAnswer(
        question="keepers",
        basis="agreed",
        answer=answer,
        said=(Said(answer=answer, count=2, by=(name, "no")), Said(answer=Answer(choice="one"), count=1)),
        rationale=reason,
        dissent=dissents,
        rounds=2,
        matters=True,
        consensus="0.5",
    )
    provenance = TeamProvenance(workshop=name, date="2026-04-01", participants=(name,), answers=(origin,))
    text = whole_text(team.model_copy(update={"provenance": provenance}), small_pack, None)
    assert parse_assessment(text.encode(), "t", SMALL_PACK / "examples").assessment.provenance == provenance


def test_answering_a_teams_file_leaves_its_provenance_alone(tmp_path, small_pack):
    team = load_assessment(SMALL_PACK / "examples" / "corner-bistro.yaml", pack=small_pack).assessment
    origin = TeamAnswer(question="keepers", basis="one_voice", answer=Answer(choice="one"))
    provenance = TeamProvenance(workshop="Spring", answers=(origin,))
    team = team.model_copy(update={"provenance": provenance, "pack": str(SMALL_PACK)})
    file = AssessmentFile.create(tmp_path / "team.yaml", team, small_pack)
    before = file.path.read_text()
    file.save(team.model_copy(update={"answers": team.answers | {"keepers": Answer(choice="several")}}))
    after = file.path.read_text()
    assert after.partition("provenance:")[2] == before.partition("provenance:")[2] != ""
    assert load_assessment(file.path).assessment.answers["keepers"].choice == "several"


GOOD = Workshop(
    workshop="Spring",
    pack=str(SMALL_PACK),
    organisation="Bistro",
    workloads=(WorkshopWorkload(id="till", kind="orders"),),
)


def problems(text: str, small_pack) -> list[tuple[int | None, str, str | None]]:
    with pytest.raises(UnusableInput) as raised:
        workshop_of(read(text.encode(), "workshop.yaml", 100_000), Path(), small_pack)
    return [(each.line, each.message, each.hint) for each in raised.value.problems]


def test_every_problem_is_named_at_once_with_its_place(small_pack):
    text = f"""\
workshop: Spring
pack: {SMALL_PACK}
organisation: Bistro
persona: ownr
timer: 5
workloads:
  - {{id: till, kind: order}}
  - {{id: till, kind: stock}}
discusions: []
discussions:
  - question: keeper
  - question: keepers
    workload: till
    rounds:
      - votes: {{anna: severl, ben: unknown}}
  - question: tickets
    agreed: {{answer: many}}
  - question: house_rule
    workload: tll
    agreed: {{rationale: none given}}
"""
    found = problems(text, small_pack)
    assert [line for line, _, _ in found] == [4, 5, 7, 8, 9, 11, 13, 15, 16, 17, 19, 20]
    said = "\n".join(f"{message} | {hint}" for _, message, hint in found)
    for part in (
        "no persona “ownr” | did you mean",
        "expected at least 10",
        "no kind of workload “order” | did you mean “orders”?",
        "“till” stands here a second time",
        "“discusions” | did you mean “discussions”?",
        "no question “keeper” | did you mean “keepers”?",
        "“keepers” is asked of the organisation",
        "no option “severl” | did you mean “several”?",
        "“tickets” is asked of each workload",
        "no workload “tll” | did you mean",
        "“answer” is missing here",
    ):
        assert part in said


def test_a_file_of_another_kind_or_a_newer_format_is_told_so(small_pack):
    assert "not the file of a workshop" in problems("assessment: x\n", small_pack)[0][1]
    assert "format 9" in problems("workshop: x\nformat: 9\nnew_key: 1\n", small_pack)[0][1]


def test_two_facilitators_never_overwrite_each_other(tmp_path, small_pack):
    create_workshop(tmp_path / "w", GOOD, small_pack)
    one, other = load_workshop(tmp_path / "w"), load_workshop(tmp_path / "w")
    one = save_workshop(one, one.workshop.model_copy(update={"timer": 60}))
    with pytest.raises(FileChanged):
        save_workshop(other, other.workshop.model_copy(update={"timer": 90}))
    assert load_workshop(tmp_path / "w").workshop.timer == 60
    assert save_workshop(one, one.workshop.model_copy(update={"timer": 70})).workshop.timer == 70


def test_a_workshop_begins_in_an_empty_folder_only(tmp_path, small_pack):
    (tmp_path / "w").mkdir()
    create_workshop(tmp_path / "w", GOOD, small_pack)
    with pytest.raises(CannotWrite, match="not empty"):
        create_workshop(tmp_path / "w", GOOD, small_pack)
    (tmp_path / "f").write_text("")
    with pytest.raises(CannotWrite, match="is a file"):
        create_workshop(tmp_path / "f", GOOD, small_pack)
