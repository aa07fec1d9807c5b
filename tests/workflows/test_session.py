"""The session: answers, undo, resuming, and the file behind them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from advisor.decision.glimpse import glimpse
from advisor.decision.recommend import recommend
from advisor.decision.walk import Step
from advisor.errors import CannotWrite, FileChanged
from advisor.model.assessment import AnswerState
from advisor.model.pack import Pack
from advisor.workflows.session import Session
from advisor.workflows.session_edits import InvalidEntry

FILE = """\
assessment: corner
pack: {pack}
organisation: Corner Bistro
answers:
  keepers: one            # asked on the phone
  spare_hours: 4.5
workloads:
  - {{id: till, kind: orders, title: The till}}
"""


@pytest.fixture
def path(tmp_path: Path, small_pack_folder: Path) -> Path:
    path = tmp_path / "corner.yaml"
    path.write_text(FILE.format(pack=small_pack_folder), "utf-8")
    return path


@pytest.fixture
def session(path: Path) -> Session:
    return Session.open(path)


def step(session: Session, question: str, workload: str | None = None) -> Step:
    return Step(session.pack.question_by_id[question], workload)


def test_it_resumes_at_the_first_open_question(session: Session) -> None:
    first = session.first_open()
    assert first is not None
    assert first.key == ("habits", None)


def test_the_quick_interview_asks_less_and_still_knows_every_answer(path: Path) -> None:
    session = Session.open(path, quick=True)
    assert [s.question.id for s in session.steps()] == ["keepers", "house_rule", "tickets"]
    assert session.assessment.answers["spare_hours"].number == Decimal("4.5")


def test_an_answer_changes_the_advice(session: Session) -> None:
    before = session.recommendation
    session.choose(step(session, "house_rule", "till"), ["own_building"])
    after = session.recommendation
    assert before.workloads[0].shares != after.workloads[0].shares
    assert session.recommendation is after, "nothing changed, so nothing is decided anew"


def test_undo_and_redo_walk_the_same_way_back_and_forth(session: Session) -> None:
    start = session.assessment
    house_rule = step(session, "house_rule", "till")
    session.choose(house_rule, ["anywhere"])
    session.mark_unknown(house_rule)
    last = session.assessment
    assert session.undo()
    assert session.undo()
    assert session.assessment == start
    assert not session.undo()
    assert session.redo()
    assert session.redo()
    assert session.assessment == last
    assert not session.redo()


def test_a_new_answer_ends_what_could_be_redone(session: Session) -> None:
    session.mark_unknown(step(session, "dream"))
    session.undo()
    session.enter_text(step(session, "dream"), "A garden")
    assert not session.can_redo


def test_the_same_answer_twice_is_one_edit(session: Session) -> None:
    session.choose(step(session, "keepers"), ["one"])
    assert not session.can_undo


def test_an_answer_that_makes_another_irrelevant_says_so_and_keeps_it(session: Session) -> None:
    change = session.choose(step(session, "keepers"), ["nobody"])
    assert [lapsed.question.id for lapsed in change.lapsed] == ["spare_hours"]
    assert session.assessment.answers["spare_hours"].number == Decimal("4.5")
    assert [lapsed.key for lapsed in session.lapsed] == [("spare_hours", None)]
    change = session.choose(step(session, "keepers"), ["several"])
    assert [revived.question.id for revived in change.revived] == ["spare_hours"]
    assert session.lapsed == ()


def test_not_applicable_needs_a_reason(session: Session) -> None:
    dream = step(session, "dream")
    with pytest.raises(InvalidEntry, match="does not apply"):
        session.mark_not_applicable(dream, "   ")
    assert session.answer_to(dream) is None
    session.mark_not_applicable(dream, " nobody dreams ")
    answer = session.answer_to(dream)
    assert answer is not None
    assert (answer.state, answer.reason) == (AnswerState.NOT_APPLICABLE, "nobody dreams")


def test_note_and_evidence_stay_when_the_answer_changes(session: Session) -> None:
    keepers = step(session, "keepers")
    session.annotate(keepers, note="ask again", evidence="restore log")
    session.choose(keepers, ["several"])
    answer = session.answer_to(keepers)
    assert answer is not None
    assert (answer.choice, answer.note, answer.evidence) == ("several", "ask again", "restore log")
    session.annotate(keepers, note=" ", evidence="")
    answer = session.answer_to(keepers)
    assert answer is not None
    assert (answer.note, answer.evidence) == (None, None)


def test_a_note_needs_an_answer_to_stand_by(session: Session) -> None:
    with pytest.raises(InvalidEntry):
        session.annotate(step(session, "dream"), note="x", evidence="")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3000", "3000"),
        ("3,000", "3000"),
        ("3 000", "3000"),
        ("3_000", "3000"),
        (" 12 ", "12"),
        ("1e3", "1000"),
    ],
)
def test_numbers_as_people_type_them(session: Session, typed: str, number: str) -> None:
    tickets = step(session, "tickets", "till")
    session.enter_number(tickets, typed)
    answer = session.answer_to(tickets)
    assert answer is not None
    assert answer.number == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("many", "Type a number of tickets/hour"),
        ("-1", "between 0 and 100,000"),
        ("100001", "between 0 and 100,000"),
        ("2.5", "whole number"),
        ("NaN", "Type a number"),
        ("Infinity", "Type a number"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_nothing_changes(
    session: Session, typed: str, complaint: str
) -> None:
    with pytest.raises(InvalidEntry, match=complaint):
        session.enter_number(step(session, "tickets", "till"), typed)
    assert not session.can_undo


def test_several_choices_come_in_the_order_of_the_pack_and_one_may_stand_alone(session: Session) -> None:
    habits = step(session, "habits")
    session.choose(habits, ["patches", "copies_checked"])
    answer = session.answer_to(habits)
    assert answer is not None
    assert answer.choices == ("copies_checked", "patches")
    with pytest.raises(InvalidEntry, match="cannot be combined"):
        session.choose(habits, ["none_of_these", "patches"])
    with pytest.raises(InvalidEntry, match="not an option"):
        session.choose(habits, ["juggling"])


def test_a_single_choice_takes_one(session: Session) -> None:
    with pytest.raises(InvalidEntry, match="Only one"):
        session.choose(step(session, "keepers"), ["one", "several"])


def test_workloads_are_added_renamed_and_removed_and_come_back(session: Session) -> None:
    kind = session.pack.manifest.workload_kinds[-1].id
    added = session.add_workload("The Cold Room", kind)
    assert added == "the-cold-room"
    assert session.add_workload("The Cold Room", kind) == "the-cold-room-2"
    session.rename_workload(added, "Cellar")
    assert session.workload_title(added) == "Cellar"
    session.choose(step(session, "house_rule", added), ["anywhere"])
    session.remove_workload(added)
    assert session.workload_title(added) is None
    session.undo()
    assert session.answer_to(step(session, "house_rule", added)) is not None


def test_the_last_workload_stays(session: Session) -> None:
    with pytest.raises(InvalidEntry, match="at least one"):
        session.remove_workload("till")


def test_saving_keeps_what_a_person_wrote(session: Session, path: Path) -> None:
    session.choose(step(session, "house_rule", "till"), ["anywhere"])
    assert session.unsaved
    session.save()
    assert not session.unsaved
    text = path.read_text("utf-8")
    assert "# asked on the phone" in text
    again = Session.open(path)
    assert again.assessment == session.assessment


def test_undo_to_the_saved_state_leaves_nothing_to_save(session: Session) -> None:
    session.mark_unknown(step(session, "dream"))
    session.undo()
    assert not session.unsaved


def test_a_file_that_changed_is_not_written(session: Session, path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("4.5", "7"), "utf-8")
    theirs = path.read_bytes()
    session.mark_unknown(step(session, "dream"))
    with pytest.raises(FileChanged):
        session.save()
    assert path.read_bytes() == theirs
    assert session.unsaved


def test_after_a_change_on_disk_theirs_can_be_taken_and_ours_comes_back(session: Session, path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("4.5", "7"), "utf-8")
    session.mark_unknown(step(session, "dream"))
    ours = session.assessment
    session.reload()
    assert session.assessment.answers["spare_hours"].number == Decimal(7)
    assert not session.unsaved
    session.undo()
    assert session.assessment == ours
    session.save()
    assert Session.open(path).assessment == ours


def test_after_a_change_on_disk_ours_can_be_kept(session: Session, path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("4.5", "7"), "utf-8")
    session.mark_unknown(step(session, "dream"))
    session.overwrite()
    assert Session.open(path).assessment == session.assessment


def test_a_copy_never_overwrites(session: Session, tmp_path: Path) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("mine", "utf-8")
    with pytest.raises(CannotWrite):
        session.save_as(there)
    assert there.read_text("utf-8") == "mine"
    session.save_as(tmp_path / "new.yaml")
    session.mark_unknown(step(session, "dream"))
    session.save()
    assert Session.open(tmp_path / "new.yaml").assessment == session.assessment


def test_looking_at_an_example_never_writes(path: Path) -> None:
    before = path.read_bytes()
    session = Session.look_at(path)
    session.mark_unknown(step(session, "dream"))
    session.save()
    assert not session.has_file
    assert path.read_bytes() == before


def test_every_example_of_the_bundled_pack_opens(bundled_pack_folder: Path, bundled_pack: Pack) -> None:
    examples = sorted((bundled_pack_folder / "examples").glob("*.yaml"))
    assert examples
    for example in examples:
        session = Session.look_at(example)
        assert session.pack.id == bundled_pack.id
        assert session.progress().total > 0


def test_what_is_supposed_is_never_written(session: Session, path: Path) -> None:
    written = path.read_bytes()
    present = session.recommendation
    session.suppose()
    session.choose(step(session, "house_rule", "till"), ["own_building"])
    assert session.supposing
    assert session.differs
    assert session.present is present
    assert session.recommendation.workloads[0].shares != present.workloads[0].shares
    assert not session.unsaved
    session.save()
    session.overwrite()
    assert Session.open(path).assessment.workloads[0].answers == {}
    assert path.read_bytes() == written
    session.drop_supposed()
    assert session.present is None
    assert session.recommendation.workloads == present.workloads


def test_what_is_kept_is_one_edit(session: Session) -> None:
    house_rule, tickets = step(session, "house_rule", "till"), step(session, "tickets", "till")
    session.mark_unknown(tickets)
    before = session.assessment
    session.suppose()
    assert not session.can_undo, "what was so is not undone by supposing"
    session.choose(house_rule, ["own_building"])
    session.enter_number(tickets, "7")
    session.keep_supposed()
    assert not session.supposing
    assert session.answer_to(house_rule) is not None
    session.undo()
    assert session.assessment == before
    session.undo()
    assert session.answer_to(tickets) is None


def test_the_advice_is_worked_out_anew_only_where_it_can_have_changed(session: Session) -> None:
    other = session.add_workload("Cold room", session.pack.manifest.workload_kinds[-1].id)
    before = {one.id: one for one in session.recommendation.workloads}
    session.choose(step(session, "house_rule", other), ["own_building"])
    after = {one.id: one for one in session.recommendation.workloads}
    assert after["till"] is before["till"]
    assert after[other] is not before[other]
    assert session.recommendation == recommend(session.pack, session.assessment)
    session.choose(step(session, "keepers"), ["several"])
    assert session.recommendation == recommend(session.pack, session.assessment)


def test_a_glimpse_is_worked_out_anew_only_where_it_can_have_changed(session: Session) -> None:
    other = session.add_workload("Cold room", session.pack.manifest.workload_kinds[-1].id)
    before = {one.id: one for one in session.glimpse.workloads}
    session.choose(step(session, "house_rule", other), ["own_building"])
    after = {one.id: one for one in session.glimpse.workloads}
    assert after["till"] is before["till"]
    assert after[other] is not before[other]
    session.choose(step(session, "keepers"), ["several"])
    first = {one.id: one for one in session.glimpse_first_at("till").workloads}
    assert first[other] is after[other], "the others may lag behind"
    assert first["till"] == glimpse(session.pack, session.assessment).workloads[0]
    assert session.glimpse == glimpse(session.pack, session.assessment)
    assert session.glimpse_first_at(other) is session.glimpse


def test_nothing_is_known_before_the_first_answer(session: Session, path: Path) -> None:
    assert session.has_answers("till")
    session.clear(step(session, "keepers"))
    session.clear(step(session, "spare_hours"))
    assert not session.has_answers("till")
    assert not session.has_answers(None)
    session.mark_unknown(step(session, "keepers"))
    assert not session.has_answers("till"), "unknown is no knowledge"
    session.choose(step(session, "house_rule", "till"), ["anywhere"])
    assert session.has_answers("till")
