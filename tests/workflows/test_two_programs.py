"""Two programs on one assessment: nobody's work is overwritten without a word."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.content.atomic import remove_leftovers
from advisor.content.packs import load_pack
from advisor.decision.walk import Step
from advisor.errors import CannotWrite, FileChanged
from advisor.workflows.session import Session
from tests.thoroughness import examples

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "tests" / "packs" / "kitchen"
FILE = """\
assessment: corner
pack: {pack}
organisation: Corner Bistro
answers:
  spare_hours: 0
workloads:
  - {{id: till, kind: orders, title: The till}}
"""


@dataclass
class Program:
    """One of the two, and what it knows of the file."""

    session: Session
    knows: bytes

    def note(self, text: str) -> None:
        pack = self.session.pack
        self.session.enter_text(Step(pack.question_by_id["dream"], None), text)


WAYS = st.sampled_from(["edit", "undo", "save", "reload", "overwrite", "touch", "remove"])


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.tuples(WAYS, st.booleans()), max_size=14))
def test_no_save_lands_on_what_was_not_read(acts):
    """Whatever two programs and an editor do in turns, a save needs the file as the program left it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corner.yaml"
        path.write_text(FILE.format(pack=PACK), "utf-8")
        programs = [Program(Session.open(path), path.read_bytes()) for _ in range(2)]
        for number, (act, second) in enumerate(acts):
            program = programs[second]
            before = path.read_bytes() if path.exists() else None
            match act:
                case "edit":
                    program.note(f"dream {number}")
                case "undo":
                    program.session.undo()
                case "touch":
                    path.write_bytes((before or b"") + b"# by hand\n")
                case "remove":
                    path.unlink(missing_ok=True)
                case "reload" if before is not None and b"assessment:" in before:
                    program.session.reload()
                    program.knows = before
                case "overwrite":
                    program.session.overwrite()
                    program.knows = path.read_bytes()
                case "save":
                    saves(program, path, before)
            assert not list(Path(folder).glob(".*")), "no draft is left"


def saves(program: Program, path: Path, before: bytes | None) -> None:
    """Save, and hold the outcome to what the program knows."""
    due = program.session.unsaved
    wanted = program.session.assessment
    try:
        program.session.save()
    except FileChanged:
        assert due
        assert before != program.knows, "nobody changed the file"
        assert (path.read_bytes() if path.exists() else None) == before, "what others wrote stays"
        assert program.session.unsaved
    else:
        if due:
            assert before == program.knows, "somebody's work was overwritten"
            program.knows = path.read_bytes()
            assert Session.open(path).assessment.answers == wanted.answers


COUNTING = """
import os, sys, time
from pathlib import Path
from advisor.decision.walk import Step
from advisor.errors import FileChanged
from advisor.workflows.session import Session
replace = os.replace
def slowly(*given, **named):
    time.sleep(0.002)
    replace(*given, **named)
os.replace = slowly
path, times = Path(sys.argv[1]), int(sys.argv[2])
session = Session.open(path)
step = Step(session.pack.question_by_id["spare_hours"], None)
Path(sys.argv[3]).touch()
while len(list(path.parent.glob("ready-*"))) < int(sys.argv[4]):
    time.sleep(0.005)
while times:
    session.enter_number(step, str(session.answer_to(step).number + 1))
    try:
        session.save()
        times -= 1
    except FileChanged:
        session.reload()
"""


def test_programs_that_count_in_one_file_lose_no_count(tmp_path):
    """Each adds one, again and again, and reads anew when it is refused; every one has to be there."""
    path = tmp_path / "corner.yaml"
    path.write_text(
        FILE.format(pack=PACK).replace("spare_hours: 0", "spare_hours: 0\n  keepers: one"), "utf-8"
    )
    load_pack(PACK)
    programs, times = 3, 8
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                COUNTING,
                str(path),
                str(times),
                str(tmp_path / f"ready-{n}"),
                str(programs),
            ],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for n in range(programs)
    ]
    assert [each.wait(60) for each in running] == [0] * programs
    assert Session.open(path).assessment.answers["spare_hours"].number == programs * times


def test_two_programs_do_not_both_begin_one_file(tmp_path, small_pack, monkeypatch):
    """The second finds the name taken, also when it came up after the first look."""
    path = tmp_path / "new.yaml"
    source = tmp_path / "corner.yaml"
    source.write_text(FILE.format(pack=PACK), "utf-8")
    opened = Session.open(source)
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        sync(descriptor)
        with contextlib.suppress(FileExistsError), path.open("x") as other:
            other.write("theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(CannotWrite, match="already a file"):
        Session.create(path, opened.assessment, small_pack)
    assert path.read_text() == "theirs"
    assert not list(tmp_path.glob(".*.tmp"))


def test_what_is_being_written_is_not_called_saved(tmp_path):
    """Going back to the state that the file had, while another is on its way there, is one more edit."""
    path = tmp_path / "corner.yaml"
    path.write_text(FILE.format(pack=PACK), "utf-8")
    program = Program(Session.open(path), b"")
    program.note("for a moment")
    found: list[bool] = []
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        sync(descriptor)
        program.session.undo()
        found.append(program.session.unsaved)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", meanwhile)
        program.session.save()
    assert found[0]
    assert program.session.unsaved
    program.session.save()
    assert "for a moment" not in path.read_text("utf-8")


def test_what_a_killed_program_left_goes_when_the_file_is_opened(tmp_path):
    path = tmp_path / "corner.yaml"
    path.write_text(FILE.format(pack=PACK), "utf-8")
    old, young, other = (
        tmp_path / name
        for name in (".corner.yaml.0123456789ab.tmp", ".corner.yaml.ba9876543210.tmp", ".corner.yaml.swp")
    )
    for each in (old, young, other):
        shutil.copy(path, each)
    for each in (old, other):
        os.utime(each, (time.time() - 7200,) * 2)
    Session.open(path)
    assert not old.exists()
    assert young.exists(), "somebody may be at it"
    assert other.exists(), "not ours"
    remove_leftovers(tmp_path / "nowhere" / "file.yaml")
