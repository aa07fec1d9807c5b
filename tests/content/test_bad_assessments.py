"""Assessments that cannot be used: every problem, at its place, with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.content.assessments import load_assessment, parse_assessment
from advisor.content.packs import load_pack
from advisor.content.yaml_reader import ASSESSMENT_LIMIT
from advisor.errors import Severity, UnusableInput
from tests.conftest import SMALL_PACK
from tests.thoroughness import examples

BAD = Path(__file__).parent / "bad" / "assessments"


@pytest.mark.parametrize("name", sorted(path.stem for path in BAD.glob("*.yaml")))
def test_every_problem_is_reported_at_once(name, small_pack):
    with pytest.raises(UnusableInput) as caught:
        parse_assessment((BAD / f"{name}.yaml").read_bytes(), f"{name}.yaml", None, pack=small_pack)
    found = "".join(f"{problem} [{problem.code}]\n" for problem in caught.value.problems)
    assert found == (BAD / f"{name}.problems").read_text(encoding="utf-8")
    assert all(problem.severity is Severity.ERROR for problem in caught.value.problems)


def test_escapes_of_control_characters_in_a_text_are_shown_instead_of_acting(small_pack):
    """YAML forbids the characters themselves; an escape in quotes is text like any other."""
    data = GOOD.replace(b"organisation: O", b'organisation: "Cor\\0ner\\e[31m \\x7f\\x9b Bistro"')
    assert data != GOOD
    loaded = parse_assessment(data, "a.yaml", None, pack=small_pack)
    assert loaded.assessment.organisation == "Cor\u2400ner\u241b[31m \u2421[U+009B] Bistro"


def problems(data: bytes, pack, near: Path | None = None) -> list[tuple[int | None, int | None, str]]:
    with pytest.raises(UnusableInput) as caught:
        parse_assessment(data, "a.yaml", near, pack=pack)
    return [(each.line, each.column, each.code) for each in caught.value.problems]


GOOD = b"assessment: a\npack: kitchen\norganisation: O\nworkloads: [{id: till, kind: orders}]\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", (1, 1, "empty")),
        (b"# only a comment\n", (1, 1, "empty")),
        (b"- a\n- list\n", (1, 1, "not-an-assessment")),
        (GOOD.decode().encode("utf-16"), (1, 1, "encoding")),
        (GOOD.decode().encode("utf-32"), (1, 1, "encoding")),
        (GOOD + b"title: caf\xe9\n", (5, 11, "encoding")),
        (GOOD + b"title: a\x1b[2Jb\n", (5, 9, "control-character")),
        (GOOD + b"title: a\x00b\n", (5, 9, "control-character")),
        (GOOD + b"title: a\x7fb\n", (5, 9, "control-character")),
        (GOOD + b"title: a\xc2\x9bb\n", (5, 9, "control-character")),
        (GOOD + b"answers:\n\t- a\n", (6, 1, "yaml-syntax")),
        (GOOD + b"title: 'open\n", (6, 1, "yaml-syntax")),
        (b"a: " + b"[" * 200 + b"]" * 200, (1, 67, "too-deep")),
        (b"a: " + b"{a: " * 200 + b"}" * 200, (1, 256, "too-deep")),
        (b"x" * (ASSESSMENT_LIMIT + 1), (None, None, "too-large")),
        (GOOD + b"answers: {spare_hours: " + b"9" * 5000 + b"}\n", (5, 24, "yaml-surprise")),
        (GOOD + b"title: " + b"x" * 20_001 + b"\n", (5, 8, "too-long")),
    ],
    ids=lambda each: each[-1] if isinstance(each, tuple) else "",
)
def test_what_is_no_readable_text_is_said_to_be(data, expected, small_pack):
    assert problems(data, small_pack) == [expected]


def test_a_good_one_is_read_with_windows_line_ends_and_a_mark(small_pack):
    data = b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")
    assert parse_assessment(data, "a.yaml", None, pack=small_pack).assessment.organisation == "O"


def test_a_bomb_of_aliases_is_refused_without_being_built(small_pack):
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 200)]
    found = problems("\n".join(lines).encode(), small_pack)
    assert {code for _, _, code in found} >= {"anchor", "alias"}


def test_a_huge_file_is_not_read(tmp_path, small_pack):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000_000)  # Sparse; reading it all would exhaust the memory.
    with pytest.raises(UnusableInput) as caught:
        load_assessment(path, pack=small_pack)
    assert [each.code for each in caught.value.problems] == ["too-large"]


def test_absent_files_and_folders_are_named(tmp_path, small_pack):
    for path, code in ((tmp_path / "none.yaml", "no-file"), (tmp_path, "unreadable")):
        with pytest.raises(UnusableInput) as caught:
            load_assessment(path, pack=small_pack)
        assert [(each.file, each.code) for each in caught.value.problems] == [(str(path), code)]


@pytest.mark.parametrize("reference", ["crawl-walk-rum", "../nowhere", "", "a\\0b", "x" * 5000, "/dev/null"])
def test_a_pack_that_is_not_there_is_reported_at_its_line(reference, tmp_path):
    data = GOOD.replace(b"kitchen", f'"{reference}"'.encode())
    with pytest.raises(UnusableInput) as caught:
        parse_assessment(data, "a.yaml", tmp_path)
    found = caught.value.problems[0]
    assert (found.line, found.column) == (2, 7)
    if reference == "crawl-walk-rum":
        assert found.hint == "did you mean “crawl-walk-run”?"


def test_a_pack_is_found_relative_to_the_file(small_pack_folder):
    loaded = load_assessment(small_pack_folder / "examples" / "corner-bistro.yaml")
    assert loaded.pack.id == "kitchen"
    assert loaded.path == small_pack_folder / "examples" / "corner-bistro.yaml"
    assert loaded.notices == ()


def test_another_version_of_the_pack_is_a_notice(small_pack):
    data = GOOD + b"pack_version: 0.1.0\n"
    loaded = parse_assessment(data, "a.yaml", None, pack=small_pack)
    assert [(each.line, each.code, each.severity) for each in loaded.notices] == [
        (5, "pack-version", Severity.WARNING)
    ]
    assert "0.1.0" in loaded.notices[0].message
    assert small_pack.version in loaded.notices[0].message


def test_text_that_looks_like_markup_stays_text(small_pack):
    data = GOOD + b'title: "[red]x[/red] <b>{{ 1 }}</b> \\u202e"\n'
    title = parse_assessment(data, "a.yaml", None, pack=small_pack).assessment.title
    assert title == "[red]x[/red] <b>{{ 1 }}</b> \u202e"


def test_the_four_states_stay_apart(small_pack):
    data = GOOD + (
        b"answers:\n  keepers: nobody\n  habits: unknown\n"
        b"  spare_hours: {not_applicable: we are closed}\n  dream:\n"
    )
    answers = parse_assessment(data, "a.yaml", None, pack=small_pack).assessment.answers
    assert {key: answer.state for key, answer in answers.items()} == {
        "keepers": "answered",
        "habits": "unknown",
        "spare_hours": "not_applicable",
    }


FRAGMENTS = ["a", "keepers", "answers", "workloads", "one", "no", "010", "\n", "\n  ", "\n    ", "\t", "- "]
FRAGMENTS += [": ", ":", "? ", ", ", "[", "]", "{", "}", '"', "'", "|", ">", "#", "---", "...", "%", "\\"]
FRAGMENTS += ["&x", "*x", "!t", "!<%1b> ", "<<", "\x85", "\ufeff"]


@settings(max_examples=examples(150), deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(lambda parts: "".join(parts).encode()),
        st.tuples(st.integers(0, len(GOOD)), st.sampled_from(FRAGMENTS)).map(
            lambda cut: GOOD[: cut[0]] + cut[1].encode() + GOOD[cut[0] :]
        ),
    )
)
def test_no_bytes_lead_to_anything_but_problems(data):
    pack = load_pack(SMALL_PACK)
    try:
        parse_assessment(data, "a.yaml", None, pack=pack)
    except UnusableInput as unusable:
        assert unusable.problems
        assert all(str(each).isprintable() for each in unusable.problems)
