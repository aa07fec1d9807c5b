"""What a merge tells of votes that nobody revealed."""

from __future__ import annotations

import shutil

import pytest

from advisor.errors import UnusableInput
from advisor.workflows.portfolio import portfolio_files
from advisor.workflows.workshop import open_room
from advisor.workflows.workshop_merge import merged
from advisor.workflows.workshop_steps import reveal
from tests.workshops import PEOPLE, five_people


def test_votes_that_were_never_revealed_stay_out_of_the_teams_file(tmp_path, small_pack_folder):
    pack = shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    folder = five_people(tmp_path / "spring", pack)
    reveal(open_room(folder), ("keepers", None))
    room = open_room(folder)
    team = merged(room)
    told = {(each.question, each.workload): each for each in team.provenance.answers}
    shown = told.pop(("keepers", None))
    assert sum(each.count for each in shown.said) == len(PEOPLE)
    assert told
    for each in told.values():
        assert (each.said, each.consensus) == ((), None)
        note = team.answer(each.question, each.workload).note
        assert "votes that were not revealed" in note
        assert ": 1" not in note and not any(name in note for name in PEOPLE)

    counted = merged(room, with_unrevealed=True)
    for each in counted.provenance.answers:
        assert each.said
        assert each.question == "keepers" or not any(said.by for said in each.said)
    assert [each.answer for each in counted.provenance.answers] == [
        each.answer for each in team.provenance.answers
    ], "what the team's answers are does not hang on what is told of them"


def test_a_portfolio_does_not_compare_hidden_votes(tmp_path, small_pack_folder):
    pack = shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    folder = five_people(tmp_path / "spring", pack)
    with pytest.raises(UnusableInput, match="hidden votes") as found:
        portfolio_files(folder / "participants")
    assert "advisor portfolio" in str(found.value.problems[0].hint)
    assert [each.name for each in portfolio_files(folder)] == ["team.yaml"]
