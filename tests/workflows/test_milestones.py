"""Freezing: to the letter, once, readable without the pack; what changed since is told exactly."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.content.milestone_file import (
    milestone_file_name,
    milestone_text,
    milestones_folder,
    read_milestone,
)
from advisor.content.yaml_reader import read
from advisor.errors import CannotWrite, UnusableInput
from advisor.model.comparison import AnswerChange
from advisor.workflows.compare import compare_files, compare_pack, compare_since, state_at
from advisor.workflows.compare_progress import progress
from advisor.workflows.compare_states import compared_answers, compared_workloads
from advisor.workflows.milestone import freeze, latest_milestone, milestone_named, milestones_of
from tests.workflows.over_time import copied_pack, newer, team

DAY = datetime.date(2026, 9, 1)


@pytest.fixture
def pack(small_pack_folder: Path, tmp_path: Path) -> Path:
    return copied_pack(small_pack_folder, tmp_path)


@pytest.fixture
def path(pack: Path, tmp_path: Path) -> Path:
    return team(tmp_path / "teams")


def test_a_milestone_holds_the_file_to_the_letter_and_reads_back_the_same(path: Path) -> None:
    frozen = freeze(path, "Before the pilot", date=DAY, note="quiet: yes")
    assert frozen.path == milestones_folder(path) / "2026-09-01-before-the-pilot.yaml"
    back = read_milestone(frozen.path)
    assert back == frozen.milestone
    assert back.file == path.read_text("utf-8")
    assert back.state.workloads[0].now is not None
    assert back.state.workloads[0].now.title == "A rented cluster"
    assert back.state.pack.version == "0.3.1"
    assert [answer.answer for answer in back.state.answers][:2] == ["One person", "Patches are installed"]


def test_none_is_ever_replaced_and_nothing_is_left_lying_about(path: Path) -> None:
    first = freeze(path, "Pilot", date=DAY)
    before = first.path.read_bytes()
    with pytest.raises(CannotWrite, match="already"):
        freeze(path, "pilot!", date=DAY)
    assert first.path.read_bytes() == before
    assert [each.name for each in first.path.parent.iterdir()] == [first.path.name]
    assert freeze(path, "Pilot", date=DAY + datetime.timedelta(1)).path != first.path


def test_it_is_read_when_the_pack_is_gone_and_compared_with_a_later_one(path: Path, pack: Path) -> None:
    one = freeze(path, "One", date=DAY)
    team(path.parent, keepers="several")
    two = freeze(path, "Two", date=DAY + datetime.timedelta(30))
    shutil.rmtree(pack)
    found = compare_files(one.path, two.path)
    (answer,) = found.answers
    assert (answer.question, answer.change, answer.levels) == ("keepers", AnswerChange.RAISED, 2)
    assert found.progress.percent is not None
    assert found.pack is None


def test_listing_names_what_cannot_be_read_and_shows_the_rest(path: Path) -> None:
    freeze(path, "One", date=DAY)
    (milestones_folder(path) / "2026-10-01-broken.yaml").write_text("milestone: x\ndate: maybe\n", "utf-8")
    shelf = milestones_of(path)
    assert [each.milestone.milestone for each in shelf.frozen] == ["One"]
    assert any(problem.line == 2 for problem in shelf.problems)
    assert latest_milestone(path).milestone.milestone == "One"


def test_a_milestone_is_found_by_name_day_and_file_and_nearest_names_are_told(path: Path) -> None:
    frozen = freeze(path, "Before pilot", date=DAY)
    for name in ("Before pilot", "before-pilot", "2026-09-01", frozen.path.name):
        assert milestone_named(path, name).path == frozen.path
    with pytest.raises(UnusableInput) as refused:
        milestone_named(path, "before-pilt")
    assert "2026-09-01-before-pilot" in str(refused.value)


@pytest.mark.parametrize("name", ["", "…", "\x1b[2J", "a" * 300])
def test_a_name_that_names_no_file_is_refused(name: str) -> None:
    with pytest.raises(UnusableInput):
        milestone_file_name(name, DAY)


@given(
    st.text(max_size=40), st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30)
)
def test_any_text_comes_back_from_the_file_as_it_was(text: str, note: str) -> None:
    from advisor.content.validation import validated
    from advisor.model.milestone import Milestone

    clean = "".join(char for char in text if char == "\n" or char.isprintable()) + "\n"
    milestone = Milestone.model_validate(
        {
            "milestone": "One",
            "date": DAY,
            "note": note if note.strip() else None,
            "file": clean,
            "state": {
                "pack": {"id": "p", "version": "1.0.0", "sha256": "0"},
                "assessment": "a",
                "organisation": note,
                "now": "x",
                "workloads": [
                    {"id": "w", "title": note, "kind": "k", "decided": True, "path": {"reason": "r"}}
                ],
            },
        }
    )
    source = read(milestone_text(milestone).encode(), "m.yaml", 1_000_000)
    assert validated(Milestone, source) == milestone
    assert not source.problems


def test_nothing_differs_from_itself(path: Path) -> None:
    freeze(path, "One", date=DAY)
    found = compare_since(path)
    assert not found.answers
    assert not any(each.advice_changed or each.kpis or each.warnings_new for each in found.workloads)
    assert all(score.change == 0 for each in found.workloads for score in each.scores)


def test_both_ways_are_mirror_images(path: Path) -> None:
    one = state_at(path).snapshot
    two = state_at(team(path.parent, "other", keepers="several", tickets=50)).snapshot
    there, back = compared_answers(one, two), compared_answers(two, one)
    assert {(a.question, a.before, a.after) for a in there} == {(a.question, a.after, a.before) for a in back}
    for away, home in zip(compared_workloads(one, two), compared_workloads(two, one), strict=True):
        assert {w.id for w in away.warnings_new} == {w.id for w in home.warnings_gone}
        for first, second in zip(away.scores, home.scores, strict=True):
            assert first.change is not None
            assert second.change == -first.change


def test_progress_is_measured_from_the_answers_of_then_to_the_target_of_now(path: Path) -> None:
    """One person who can restore: a step away from a machine of one's own. Then two; then nobody."""
    freeze(path, "Start", date=DAY)
    start = compare_since(path).progress
    assert (start.steps_before, start.steps_now, start.percent) == (1, 1, 0)
    team(path.parent, keepers="several")
    there = compare_since(path).progress
    assert (there.steps_now, there.percent) == (0, 100)
    team(path.parent, keepers="nobody")
    back = compare_since(path).progress
    assert back.percent == 0
    assert (back.steps_now or 0) > (back.steps_before or 0)


@given(st.integers(0, 50), st.integers(0, 50))
def test_per_cent_never_leave_their_bounds_and_are_whole_only_at_the_target(before: int, now: int) -> None:
    percent = progress("x", before, now, None).percent
    assert percent is not None
    assert 0 <= percent <= 100
    assert (percent == 100) == (now == 0)


def test_a_newer_pack_tells_which_advice_would_change_and_by_what(
    path: Path, pack: Path, tmp_path: Path
) -> None:
    new = newer(
        pack, tmp_path, ("rules.yaml", "bands: {medium: 35, high: 75}", "bands: {medium: 70, high: 75}")
    )
    before = path.read_bytes()
    found = compare_pack(path, str(new))
    assert path.read_bytes() == before
    assert found.pack is not None
    (change,) = found.pack.workloads
    assert change.advice_changes
    (cause,) = change.causes
    assert (cause.part, cause.within, cause.id) == ("threshold", "crew_strength", "medium")
    assert "medium begins at 70 points, before at 35" in cause.text
    assert change.undoing == "one"
    assert (change.helping, change.idle) == ((), ())
    assert change.how is not None
    assert "The row “weak_but_pressed” decides now" in change.how
    assert not found.answers


def test_a_pack_that_only_words_differently_changes_no_advice(path: Path, pack: Path, tmp_path: Path) -> None:
    new = newer(
        pack, tmp_path, ("rules.yaml", "The crew can hold a cluster", "The crew can hold one cluster")
    )
    found = compare_pack(path, str(new))
    assert found.pack is not None
    assert not any(each.advice_changes or each.causes for each in found.pack.workloads)


def test_a_question_that_is_gone_or_renamed_is_named(path: Path, pack: Path, tmp_path: Path) -> None:
    files = [(name, "keepers", "restorers") for name in ("questions.yaml", "rules.yaml", "practices.yaml")]
    files = [each for each in files if "keepers" in (pack / each[0]).read_text("utf-8")]
    rest = [
        (each.name, "keepers", "restorers")
        for each in pack.glob("*.yaml")
        if each.name not in {name for name, _, _ in files} and "keepers" in each.read_text("utf-8")
    ]
    found = compare_pack(path, str(newer(pack, tmp_path, *files, *rest)))
    assert found.pack is not None
    (lost,) = found.pack.lost
    assert (lost.what, lost.answer, lost.renamed_to) == ("keepers", "one", "restorers")
    assert [each.id for each in found.pack.new_questions] == ["restorers"]
    assert [each.change for each in found.answers] == [AnswerChange.WITHDRAWN]


def test_a_milestone_of_an_older_pack_is_measured_with_the_rules_of_now(
    path: Path, pack: Path, tmp_path: Path
) -> None:
    freeze(path, "Old", date=DAY)
    new = newer(
        pack, tmp_path, ("rules.yaml", "bands: {medium: 40, high: 80}", "bands: {medium: 40, high: 81}")
    )
    shutil.rmtree(pack)
    new.rename(pack)
    found = compare_since(path)
    assert found.pack is not None
    assert not found.pack.complete
    assert found.progress.percent == 0
