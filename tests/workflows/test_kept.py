"""Answers that no longer count: kept in the file, left out of the advice, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import Severity
from advisor.workflows.check import check
from advisor.workflows.score import score_bytes, score_file

TEXT = """assessment: bistro
pack: {pack}
organisation: Bistro
answers:
  keepers: {keepers}
  spare_hours: 4
workloads:
  - {{id: till, kind: orders, answers: {{tickets: 4, line_quality: never}}}}
  - id: cold-room
    kind: stock
    answers:
      house_rule: {house_rule}
      line_quality: weekly
"""


@pytest.fixture
def written(tmp_path: Path, small_pack_folder: Path):
    def write(keepers: str, house_rule: str) -> Path:
        path = tmp_path / "bistro.yaml"
        text = TEXT.format(pack=small_pack_folder, keepers=keepers, house_rule=house_rule)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_check_tells_each_at_its_place_with_the_reason(written):
    path = written("nobody", "own_building")
    checked = check(str(path))
    assert [(each.file, each.line, each.column, each.code) for each in checked.problems] == [
        (str(path), 6, 3, "kept-answer"),
        (str(path), 13, 7, "kept-answer"),
    ]
    assert all(each.severity is Severity.WARNING for each in checked.problems)
    assert [each.message for each in checked.problems] == [
        "the answer to “spare_hours” is kept, not counted: "
        "it is not asked because “People who can restore” is “Nobody”",
        "the answer to “line_quality” is kept, not counted: "
        "it is not asked because “House rule” is “Only in our own building”",
    ]
    assert checked.fails


def test_score_tells_all_in_one_line_and_does_not_count_them(written):
    path = written("nobody", "own_building")
    scored = score_file(path)
    notice, *others = scored.loaded.notices
    assert not others
    assert "2 answers are kept, not counted" in notice.message
    assert "spare_hours, line_quality (cold-room)" in notice.message
    assert str(path) in str(notice.hint)
    text = path.read_text(encoding="utf-8")
    without = text.replace("  spare_hours: 4\n", "").replace("      line_quality: weekly\n", "")
    path.write_text(without, encoding="utf-8")
    again = score_file(path)
    assert again.loaded.notices == ()
    assert again.recommendation.overall == scored.recommendation.overall
    with_them, by_itself = scored.recommendation.workloads, again.recommendation.workloads
    assert [each.dimensions for each in by_itself] == [each.dimensions for each in with_them]
    assert [each.shares for each in by_itself] == [each.shares for each in with_them]


def test_from_standard_input_it_is_said_without_a_file_to_check(written):
    data = written("several", "own_building").read_bytes()
    (notice,) = score_bytes(data, "standard input").loaded.notices
    assert (notice.file, notice.line, notice.hint) == ("standard input", None, None)
    assert "1 answer is kept" in notice.message


@pytest.mark.parametrize("keepers", ["one", "unknown"])
def test_what_may_still_count_is_not_warned_about(keepers, written):
    path = written(keepers, "unknown")
    assert check(str(path)).problems == ()
    assert score_file(path).loaded.notices == ()
