"""Saving: whole or not at all, never over somebody else's work, nothing left behind."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from pathlib import Path

import pytest

from advisor.content import atomic
from advisor.content.assessment_file import AssessmentFile
from advisor.content.assessments import load_assessment
from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.content.schema_line import schema_reference
from advisor.errors import CannotWrite, FileChanged, UnusableInput
from advisor.model.assessment import Answer, Assessment, Workload

TEXT = """\
# mine
assessment: a
pack: kitchen
organisation: O
answers: {keepers: one}   # asked
workloads: [{id: till, kind: orders}]
"""


@pytest.fixture
def path(tmp_path) -> Path:
    path = tmp_path / "folder" / "a.yaml"
    path.parent.mkdir()
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def file(path, small_pack) -> AssessmentFile:
    return AssessmentFile.open(path, pack=small_pack)


def with_keepers(file: AssessmentFile, option: str = "several") -> Assessment:
    return file.loaded.assessment.model_copy(update={"answers": {"keepers": Answer(choice=option)}})


def test_saving_replaces_the_file_and_remembers_it(file, path, small_pack):
    file.save(with_keepers(file))
    assert path.read_text(encoding="utf-8") == TEXT.replace("one", "several")
    assert file.loaded == load_assessment(path, pack=small_pack)
    file.save(with_keepers(file, "nobody"))
    assert "nobody" in path.read_text(encoding="utf-8")
    assert [each.name for each in path.parent.iterdir()] == ["a.yaml"]


def test_saving_nothing_new_does_not_touch_the_file(file, path):
    before = path.stat()
    file.save(file.loaded.assessment)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_somebody_elses_change_is_never_overwritten_silently(file, path):
    other = TEXT.replace("one", "nobody")
    path.write_text(other, encoding="utf-8")
    with pytest.raises(FileChanged, match=r"a\.yaml"):
        file.save(with_keepers(file))
    assert path.read_text(encoding="utf-8") == other
    assert file.loaded.assessment.answers["keepers"].choice == "one"
    file.overwrite(with_keepers(file))
    assert path.read_text(encoding="utf-8") == TEXT.replace("one", "several")


def test_reloading_takes_somebody_elses_change(file, path):
    path.write_text(TEXT.replace("one", "nobody").replace("# mine", "# theirs"), encoding="utf-8")
    assert file.reload().assessment.answers["keepers"].choice == "nobody"
    file.save(with_keepers(file))
    assert path.read_text(encoding="utf-8").startswith("# theirs")


def test_reloading_what_cannot_be_used_keeps_what_was_there(file, path):
    path.write_text("assessment: [", encoding="utf-8")
    with pytest.raises(UnusableInput):
        file.reload()
    assert file.loaded.assessment.answers["keepers"].choice == "one"
    file.overwrite(with_keepers(file))
    assert path.read_text(encoding="utf-8") == TEXT.replace("one", "several")


def test_a_file_that_was_deleted_is_not_brought_back_silently(file, path):
    path.unlink()
    with pytest.raises(FileChanged, match="no longer there"):
        file.save(with_keepers(file))
    file.overwrite(with_keepers(file))
    assert path.read_text(encoding="utf-8") == TEXT.replace("one", "several")


def test_a_folder_that_vanished_is_named(file, path):
    path.unlink()
    path.parent.rmdir()
    with pytest.raises(CannotWrite, match=r"there is no folder “.*”; create it first"):
        file.overwrite(with_keepers(file))


@pytest.mark.parametrize(
    ("step", "number", "said"),
    [
        ("fsync", errno.ENOSPC, "the disk is full"),
        ("fsync", errno.EIO, "Input/output error"),
        ("open", errno.EROFS, "the disk is read-only"),
        ("open", errno.EACCES, "write-protected"),
        ("open", errno.EDQUOT, "quota"),
        ("replace", errno.EBUSY, "busy"),
    ],
)
def test_when_the_system_refuses_nothing_is_lost_or_left_behind(step, number, said, file, path, monkeypatch):
    def refuse(*arguments: object, **more: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((Path, "replace") if step == "replace" else (atomic.os, step)), refuse)
    with pytest.raises(CannotWrite, match=f"a.yaml: cannot be written: .*{said}"):
        file.save(with_keepers(file))
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == TEXT
    assert [each.name for each in path.parent.iterdir()] == ["a.yaml"]
    assert file.loaded.assessment.answers["keepers"].choice == "one"
    file.save(with_keepers(file))
    assert "several" in path.read_text(encoding="utf-8")


def test_a_kill_at_any_moment_leaves_the_old_or_the_new(file, path, monkeypatch):
    """Stop dead after each system call that saving makes; the file is always readable."""
    for step in ("fsync", "replace"):

        def stop(*arguments: object, **more: object) -> None:
            raise KeyboardInterrupt

        target = (Path, "replace") if step == "replace" else (atomic.os, step)
        with monkeypatch.context() as patch:
            patch.setattr(*target, stop)
            with pytest.raises(KeyboardInterrupt):
                file.overwrite(with_keepers(file))
        assert path.read_text(encoding="utf-8") == TEXT
        assert [each.name for each in path.parent.iterdir()] == ["a.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_modes_are_kept_and_protection_is_respected(file, path, monkeypatch):
    path.chmod(0o640)
    file.save(with_keepers(file))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    monkeypatch.setattr(atomic.os, "access", lambda target, mode: False)  # The tests may run as root.
    with pytest.raises(CannotWrite, match="write-protected"):
        file.save(with_keepers(file, "nobody"))


def test_links_are_written_through(tmp_path, path, small_pack):
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    file = AssessmentFile.open(link, pack=small_pack)
    file.save(with_keepers(file))
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == TEXT.replace("one", "several")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "link.yaml"]


def test_what_could_not_be_read_back_is_not_written(file, path):
    strange = file.loaded.assessment.model_copy(update={"answers": {"keepers": Answer(choice="everybody")}})
    with pytest.raises(UnusableInput, match="everybody"):
        file.save(strange)
    assert path.read_text(encoding="utf-8") == TEXT


def test_control_characters_are_left_out_so_that_the_file_can_be_opened_again(file, path, small_pack):
    answer = Answer(choice="one", note="a\x1b[31mred\x07\r\nb\x9b", evidence="\x00")
    file.save(file.loaded.assessment.model_copy(update={"answers": {"keepers": answer}}))
    assert "\x1b" not in path.read_text(encoding="utf-8")
    again = load_assessment(path, pack=small_pack).assessment.answers["keepers"]
    assert (again.note, again.evidence) == ("a[31mred\nb", None)


# New files -----------------------------------------------------------------------------------------


def fresh(pack: str) -> Assessment:
    return Assessment(id="a", pack=pack, organisation="no", workloads=(Workload(id="till", kind="orders"),))


def test_a_new_file_is_tidy(tmp_path, small_pack):
    path = tmp_path / "new.yaml"
    file = AssessmentFile.create(path, fresh("kitchen"), small_pack)
    assert path.read_text(encoding="utf-8") == (
        'assessment: a\npack: kitchen\norganisation: "no"\nworkloads:\n  - id: till\n    kind: orders\n'
    )
    assert file.loaded.path == path
    file.save(with_keepers(file))
    assert 'organisation: "no"\nanswers:\n  keepers: several\nworkloads:' in path.read_text(encoding="utf-8")


def test_a_new_file_in_the_checkout_names_the_schema_there():
    name, folder = next(iter(bundled_packs().items()))
    pack = load_pack(folder)
    here = folder / "examples" / "new.yaml"
    assert schema_reference(here, pack) == f"../../schemas/assessment.{name}.schema.json"


@pytest.mark.parametrize(
    ("schema", "reference"),
    [
        ("assessment.kitchen.schema.json", "../assessment.kitchen.schema.json"),
        ("schemas/assessment.kitchen.schema.json", "../schemas/assessment.kitchen.schema.json"),
        ("teams/schemas/assessment.schema.json", "schemas/assessment.schema.json"),
        ("teams/assessment.another.schema.json", None),
        ("elsewhere/assessment.kitchen.schema.json", None),
    ],
)
def test_a_new_file_names_its_schema_where_there_is_one(schema, reference, tmp_path, small_pack):
    (tmp_path / schema).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / schema).write_text("{}", encoding="utf-8")
    path = tmp_path / "teams" / "new.yaml"
    path.parent.mkdir(exist_ok=True)
    AssessmentFile.create(path, fresh("kitchen"), small_pack)
    first, *_ = path.read_text(encoding="utf-8").splitlines()
    assert first == (f"# yaml-language-server: $schema={reference}" if reference else "assessment: a")


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_a_new_file_never_replaces_anything(kind, tmp_path, small_pack):
    path = tmp_path / "new.yaml"
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(CannotWrite, match="already"):
        AssessmentFile.create(path, fresh("kitchen"), small_pack)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_new_file_in_no_folder_is_refused(tmp_path, small_pack):
    with pytest.raises(CannotWrite, match=r"there is no folder “.*”; create it first"):
        AssessmentFile.create(tmp_path / "none" / "new.yaml", fresh("kitchen"), small_pack)


def test_saving_one_answer_is_quick(tmp_path):
    """Far below what a person notices; the bound leaves room for a busy machine."""
    folder = next(iter(bundled_packs().values()))
    example = max((folder / "examples").glob("*.yaml"), key=lambda each: each.stat().st_size)
    path = tmp_path / "a.yaml"
    path.write_bytes(example.read_bytes())
    file = AssessmentFile.open(path)
    question, answer = next(
        (key, each) for key, each in file.loaded.assessment.answers.items() if each.choice
    )
    times = []
    for number in range(7):
        note = answer.model_copy(update={"note": f"note {number}"})
        answers = file.loaded.assessment.answers | {question: note}
        start = time.perf_counter()
        file.save(file.loaded.assessment.model_copy(update={"answers": answers}))
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1


def test_a_change_that_comes_while_it_is_being_saved_is_not_overwritten(
    file: AssessmentFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = TEXT.replace("organisation: O", "organisation: P").encode()
    # The new bytes are on their way to the disk when somebody else saves.
    monkeypatch.setattr(atomic.os, "fsync", lambda _descriptor: path.write_bytes(theirs))
    changed = file.loaded.assessment.model_copy(update={"organisation": "Q"})
    with pytest.raises(FileChanged):
        file.save(changed)
    assert path.read_bytes() == theirs
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
