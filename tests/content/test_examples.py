"""The examples of a pack, as the start screen lists them."""

from __future__ import annotations

import pytest

from advisor.content.assessments import load_assessment
from advisor.content.examples import bundled_examples, leading_comment
from advisor.content.locations import bundled_packs


def test_title_and_summary_come_from_the_file(small_pack_folder):
    (example,) = bundled_examples(small_pack_folder)
    assert example.id == "corner-bistro"
    assert example.title == "The bistro at the corner"
    assert (
        example.summary
        == "A bistro with one busy till and a weekly broken line. Half of the answers are open."
    )
    assert example.path.is_file()


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("a: 1\n", ""),
        ("# yaml-language-server: $schema=x\na: 1\n", ""),
        ("\n\n# One.\n#\n#   Two.\n\n# Not this.\na: 1\n", "One. Two."),
        ("a: 1\n# late\n", ""),
    ],
)
def test_the_summary_is_the_first_comment(text, summary):
    assert leading_comment(text) == summary


def test_what_cannot_be_read_is_listed_all_the_same(tmp_path):
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "b.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "examples" / "a.yaml").write_text("- 1\n", encoding="utf-8")
    (tmp_path / "examples" / "c.txt").write_text("x", encoding="utf-8")
    assert [(each.id, each.title, each.summary) for each in bundled_examples(tmp_path)] == [
        ("a", "a", ""),
        ("b", "b", ""),
    ]
    assert bundled_examples(tmp_path / "none") == ()


def test_every_bundled_example_can_be_used_and_says_what_it_shows():
    for folder in bundled_packs().values():
        for example in bundled_examples(folder):
            loaded = load_assessment(example.path)
            assert loaded.notices == ()
            assert example.title == loaded.assessment.title
            assert example.summary
