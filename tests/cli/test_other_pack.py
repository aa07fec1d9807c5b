"""``--pack``: another pack than the one that a file names, and packs whose names are nearly right."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from advisor.content.assessments import load_assessment


@pytest.fixture
def bank(kitchen: Path) -> Path:
    """A copy of the small pack with an id and a version of its own."""
    folder = kitchen.parent / "bank-pack"
    shutil.copytree(kitchen, folder)
    edit(folder / "pack.yaml", "id: kitchen", "id: bank-pack")
    edit(folder / "pack.yaml", "version: 0.3.1", "version: 2.0.0")
    return folder


@pytest.fixture
def till(kitchen: Path) -> Path:
    """An assessment that names the small pack and the version that it was answered against."""
    path = kitchen.parent / "till.yaml"
    shutil.copyfile(kitchen / "examples" / "corner-bistro.yaml", path)
    edit(path, "pack: ..", "pack: ./kitchen")
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


TOLD = ": warning: the file names the pack “./kitchen”; it is read by “bank-pack” 2.0.0, as asked"
COMMANDS = (
    ("score", "FILE"),
    ("explain", "FILE"),
    ("whatif", "FILE", "--set", "keepers=several"),
    ("whatif", "FILE", "--set", "keepers=several", "--all"),
    ("tco", "FILE"),
    ("check", "FILE"),
    ("report", "FILE", "--format", "markdown"),
    ("milestone", "FILE", "Kick-off", "--date", "2026-09-01"),
    ("questionnaire", "FILE", "-o", "asked.xlsx"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command[0]}-{len(command)}")
def test_a_pack_stands_in_for_the_one_that_the_file_names(advisor, bank, till, command) -> None:
    advisor("check", bank)
    done = advisor(*(till if each == "FILE" else each for each in command), "--pack", bank)
    assert done.code == 0
    told = [line for line in done.err.splitlines() if "names the pack" in line]
    assert told == [f"{till}:7:7{TOLD}"]
    assert "answered against version" not in done.err + done.out
    own = advisor(*(till if each == "FILE" else each for each in command[:2]), "--pack", "kitchen")
    assert "names the pack" not in own.err


def test_the_advice_is_that_of_the_pack_that_was_asked_for(advisor, bank, till) -> None:
    found = json.loads(advisor("score", till, "--pack", bank, "-f", "json").out)
    assert (found["pack"]["id"], found["pack"]["version"]) == ("bank-pack", "2.0.0")
    entries = json.loads(advisor("portfolio", ".", "--pack", bank, "-f", "json").out)["entries"]
    (entry,) = [each for each in entries if each["file"] == "till.yaml"]
    assert any("is read by “bank-pack”" in notice for notice in entry["notices"])


def test_what_to_do_next_keeps_to_the_pack(advisor, bank, till) -> None:
    out = advisor("score", till, "--pack", bank).out
    assert f"advisor explain {till} --pack {bank}" in out
    assert f"{till} --pack {bank} --all" in advisor("explain", till, "--pack", bank).out
    done = advisor("ask", till, "--pack", bank, stdin="quit\n")
    assert f"{till} is asked by the pack that it names; --pack is for a new file." in done.err


def test_what_the_other_pack_does_not_ask_is_named_with_the_nearest(advisor, bank, till) -> None:
    for name in ("questions.yaml", "rules.yaml", "kpis.yaml", "practices.yaml", "prices.yaml"):
        text = (bank / name).read_text("utf-8")
        (bank / name).write_text(text.replace("line_quality", "line_qualities"), "utf-8")
    done = advisor("score", till, "--pack", bank)
    assert done.code == 2
    assert "there is no question “line_quality” (did you mean “line_qualities”?)" in done.err


def test_a_file_that_is_written_to_keeps_to_its_own_pack(advisor, bank, till) -> None:
    before = till.read_bytes()
    advisor("questionnaire", till, "--pack", bank, "-o", "asked.xlsx")
    done = advisor("import", "asked.xlsx", "--into", till, "--pack", bank)
    assert done.code == 2
    assert "change this line if the file is to follow that pack" in done.err
    assert till.read_bytes() == before


def test_a_questionnaire_is_read_back_by_the_pack_that_asked(advisor, bank, till) -> None:
    advisor("questionnaire", till, "--pack", bank, "-o", "asked.xlsx")
    assert advisor("import", "asked.xlsx", "-o", "ours.yaml", "--pack", bank).code == 0
    ours = load_assessment(Path("ours.yaml"))
    assert (ours.pack.id, ours.assessment.pack_version) == ("bank-pack", "2.0.0")
    advisor("questionnaire", till, "-o", "old.xlsx")
    done = advisor("import", "old.xlsx", "-o", "theirs.yaml", "--pack", bank)
    assert done.code == 0
    assert "names the pack “kitchen”; it is read by “bank-pack”" in done.err
    assert load_assessment(Path("theirs.yaml")).assessment.answers == ours.assessment.answers


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bank-pak", "bank-pack"),
        ("./bank-pak", "./bank-pack"),
        ("../{here}/bankpack", "../{here}/bank-pack"),
        ("crawl-walk", "crawl-walk-run"),
    ],
)
def test_a_pack_that_is_nearly_named_is_guessed(advisor, bank, till, typed, meant) -> None:
    here = bank.parent.name
    done = advisor("score", till, "--pack", typed.format(here=here))
    assert done.code == 2
    assert f"did you mean “{meant.format(here=here)}”?" in done.err


def test_an_example_answers_the_pack_that_was_asked_for(
    advisor, tmp_path, monkeypatch, bundled_pack_folder
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(bundled_pack_folder, "bank-pack")
    edit(Path("bank-pack/pack.yaml"), "id: crawl-walk-run", "id: bank-pack")
    Path("teams").mkdir()
    done = advisor("new", "teams/z.yaml", "--pack", "bank-pack", "--example", "regional-hospital")
    assert (done.code, done.err) == (0, "")
    original = (bundled_pack_folder / "examples" / "regional-hospital.yaml").read_text("utf-8")
    text = Path("teams/z.yaml").read_text("utf-8")
    assert text == original.split("\n", 1)[1].replace("pack: crawl-walk-run", 'pack: "../bank-pack"')
    assert load_assessment(Path("teams/z.yaml")).pack.id == "bank-pack"


def test_an_example_that_does_not_fit_is_not_written(advisor, bank) -> None:
    done = advisor("new", "z.yaml", "--pack", bank, "--example", "regional-hospital")
    assert done.code == 2
    first, *others = done.err.splitlines()
    assert "does not fit the pack “bank-pack”, so nothing was written" in first
    assert any("there is no question" in line for line in others)
    assert not Path("z.yaml").exists()
    assert advisor("new", "z.yaml", "--pack", bank, "--example", "corner-bistro").code == 0
    assert load_assessment(Path("z.yaml")).pack.id == "bank-pack"


def test_a_pack_whose_examples_name_another_one_is_told_so(advisor, bank) -> None:
    example = bank / "examples" / "corner-bistro.yaml"
    edit(example, "pack: ..", "pack: crawl-walk-run")
    done = advisor("check", bank, "-f", "json")
    (found,) = [each for each in json.loads(done.out)["findings"] if each["code"] == "example-of-other-pack"]
    assert done.code == 1
    assert (found["file"], found["line"], found["severity"]) == (str(example), 7, "warning")
    assert found["message"] == "its example names another pack, “crawl-walk-run”, and not “bank-pack”"
    edit(example, "pack: crawl-walk-run", "pack: ..")
    assert "example-of-other-pack" not in advisor("check", bank, "-f", "json").out
