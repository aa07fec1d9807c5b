"""``advisor new`` and ``advisor demo``."""

from __future__ import annotations

from pathlib import Path

from advisor.content.assessments import load_assessment


def test_a_fresh_assessment_can_be_used_at_once(advisor, kitchen):
    done = advisor(
        "new", "ours.yaml", "-g", "Ours", "-w", "The till:orders", "-w", "Cold room", "--kind", "stock",
        "--persona", "owner", "--pack", "kitchen",
    )  # fmt: skip
    assert (done.code, done.out, done.err) == (0, "ours.yaml\n", "")
    assessment = load_assessment(Path("ours.yaml")).assessment
    assert assessment.organisation == "Ours"
    assert assessment.persona == "owner"
    assert [(each.id, each.kind, each.title) for each in assessment.workloads] == [
        ("the-till", "orders", "The till"),
        ("cold-room", "stock", "Cold room"),
    ]
    assert advisor("score", "ours.yaml").code == 0


def test_the_file_is_named_after_the_organisation(advisor, kitchen):
    assert advisor("new", "-g", "Ärzte & Co. 7", "--pack", "kitchen").out == "rzte-co-7.yaml\n"


def test_nothing_is_overwritten_without_force(advisor, kitchen):
    Path("ours.yaml").write_text("mine", "utf-8")
    done = advisor("new", "ours.yaml", "--pack", "kitchen")
    assert done.code == 2
    assert "--force" in done.err
    assert Path("ours.yaml").read_text("utf-8") == "mine"
    assert advisor("new", "ours.yaml", "--pack", "kitchen", "--force").code == 0
    assert load_assessment(Path("ours.yaml")).assessment.answers == {}


def test_force_loses_nothing_when_the_new_one_cannot_be_made(advisor, kitchen):
    Path("ours.yaml").write_text("mine", "utf-8")
    done = advisor("new", "ours.yaml", "--pack", "kitchen", "--kind", "oders", "--persona", "ownr", "--force")
    assert done.code == 2
    assert "did you mean “orders”?" in done.err
    assert "did you mean “owner”?" in done.err
    assert Path("ours.yaml").read_text("utf-8") == "mine"


def test_an_example_is_copied_with_its_comments(advisor, tmp_path, monkeypatch, bundled_pack_folder):
    monkeypatch.chdir(tmp_path)
    assert advisor("new", "--example", "game-studio").out == "game-studio.yaml\n"
    original = (bundled_pack_folder / "examples" / "game-studio.yaml").read_text("utf-8")
    assert Path("game-studio.yaml").read_text("utf-8") == original.split("\n", 1)[1]
    assert advisor("score", "game-studio.yaml").code == 0
    done = advisor("new", "--example", "game-studoi")
    assert "did you mean “game-studio”?" in done.err


def test_demo_shows_advice_framework_warnings_and_what_to_do_next(advisor):
    done = advisor("demo", "game-studio")
    assert (done.code, done.err) == (0, "")
    for part in ("  Now ", "Selection framework", "   Warned   ", "Next", "advisor new my.yaml"):
        assert part in done.out
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_demo_lists_every_example(advisor, bundled_pack_folder):
    out = advisor("demo", "--list").out
    for path in (bundled_pack_folder / "examples").glob("*.yaml"):
        assert f"\n{path.stem}  " in f"\n{out}"
