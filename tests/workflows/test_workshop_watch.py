"""Looking at a workshop's folder again and again: what changed, and nothing lost half-way."""

from __future__ import annotations

import os
import shutil

import pytest

from advisor.content import assessments
from advisor.workflows.workshop import open_room
from advisor.workflows.workshop_board import board
from advisor.workflows.workshop_steps import reveal, set_timer
from advisor.workflows.workshop_watch import Watch
from tests.workshops import answer, five_people, kitchen_workshop


@pytest.fixture
def room(tmp_path, small_pack_folder):
    shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    return five_people(tmp_path / "spring", tmp_path / "kitchen")


def test_nothing_new_is_nothing_read(room, monkeypatch):
    watch = Watch(room)

    def never(*_args, **_more):
        raise AssertionError("a file was read although nothing changed")

    monkeypatch.setattr(assessments, "read_bytes", never)
    assert watch.poll() is None
    (room / "participants" / ".anna.yaml.abc.tmp").write_text("half")
    assert watch.poll() is None


def test_who_answers_comes_or_leaves_is_told(room):
    watch = Watch(room)
    answer(room, "Anna", {"keepers": "several"})
    answer(room, "Gus", {"keepers": "one"})
    (room / "participants" / "ben.yaml").unlink()
    change = watch.poll()
    assert change is not None
    assert change.changed == ("anna", "ben", "gus")
    assert not change.workshop
    assert board(watch.room) == board(open_room(room))
    assert watch.poll() is None


def test_a_file_that_arrives_in_halves_keeps_what_it_said(room):
    watch = Watch(room)
    path = room / "participants" / "anna.yaml"
    whole = path.read_bytes()
    before = watch.room.votes(("keepers", None))
    path.write_bytes(whole[: len(whole) // 2] + b"\n: {")
    change = watch.poll()
    assert change is not None and change.problems
    assert change.room.votes(("keepers", None)) == before
    (broken,) = [each for each in change.room.participants if each.broken]
    assert broken.id == "anna"
    assert any(str(path) == each.file for each in change.room.problems)
    assert watch.poll() is None
    path.write_bytes(whole)
    healed = watch.poll()
    assert healed is not None
    assert not healed.room.problems and not any(each.broken for each in healed.room.participants)


def test_a_file_that_was_only_touched_is_no_news(room):
    watch = Watch(room)
    path = room / "participants" / "anna.yaml"
    path.write_bytes(path.read_bytes())
    assert watch.poll() is None


def test_another_facilitator_is_noticed_and_oneself_is_not(room):
    watch = Watch(room)
    watch.wrote(reveal(watch.room, ("keepers", None)))
    assert watch.poll() is None
    assert watch.room.discussion(("keepers", None)).revealed is not None
    set_timer(open_room(room), 60)
    change = watch.poll()
    assert change is not None and change.workshop
    assert change.room.workshop.timer == 60
    data = (room / "workshop.yaml").read_bytes()
    (room / "workshop.yaml").write_bytes(b"workshop: [")
    broken = watch.poll()
    assert broken is not None and broken.room.workshop.timer == 60
    assert [each.file for each in broken.room.problems] == [str(room / "workshop.yaml")]
    (room / "workshop.yaml").write_bytes(data)
    healed = watch.poll()
    assert healed is not None and not healed.room.problems


def test_an_empty_workshop_fills_up(tmp_path, small_pack_folder):
    shutil.copytree(small_pack_folder, tmp_path / "kitchen")
    folder = kitchen_workshop(tmp_path / "w", tmp_path / "kitchen")
    watch = Watch(folder)
    assert board(watch.room).voters == 0
    answer(folder, "Anna", {"keepers": "one"})
    change = watch.poll()
    assert change is not None and change.changed == ("anna",)


def test_a_change_that_the_time_does_not_show_is_seen_all_the_same(room):
    watch = Watch(room)
    path = room / "participants" / "anna.yaml"
    before = path.stat()
    text = path.read_text()
    assert text.count("keepers: nobody") == 1
    path.write_text(text.replace("keepers: nobody", "keepers: one   "))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    change = watch.poll()
    assert change is not None and change.changed == ("anna",)


def test_a_step_during_a_look_is_not_taken_back_by_what_the_look_began_with(room, monkeypatch):
    watch = Watch(room)
    look = watch._look

    def long_look(listing=None):
        found = look(listing)
        watch.wrote(reveal(watch.room, ("keepers", None)))
        return found

    monkeypatch.setattr(watch, "_look", long_look)
    answer(room, "Anna", {"keepers": "several"})
    change = watch.poll()
    assert change is not None and change.changed == ("anna",)
    assert len(change.room.discussion(("keepers", None)).rounds) == 1
    # And the next step finds the file as it was written.
    assert set_timer(watch.room, 60).workshop.timer == 60
