"""Packs from disk: used whole or refused with every reason, found by name, kept in the cache."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from advisor.content import locations, pack_build
from advisor.content.assessments import parse_assessment
from advisor.content.locations import bundled_packs, data_root, pack_folder, templates_root
from advisor.content.pack_lint import lint_pack
from advisor.content.packs import load_pack, pack_sha256, same_pack
from advisor.content.yaml_reader import read
from advisor.decision.recommend import recommend
from advisor.errors import Severity, UnusableInput
from advisor.model.pack import Pack
from advisor.workflows.check import check

BAD = Path(__file__).parent / "bad"
CASES = {case["name"]: case for case in yaml.safe_load((BAD / "packs.yaml").read_text(encoding="utf-8"))}


def expected() -> dict[str, str]:
    sections = (BAD / "packs.problems").read_text(encoding="utf-8").split("## ")[1:]
    return {name: body.strip() for name, _, body in (each.partition("\n") for each in sections)}


@pytest.fixture
def folder(tmp_path, small_pack_folder, monkeypatch) -> Path:
    """A copy of the small pack to break, with a cache of its own."""
    monkeypatch.setenv("ADVISOR_CACHE_DIR", str(tmp_path / "cache"))
    return Path(shutil.copytree(small_pack_folder, tmp_path / "kitchen"))


@pytest.mark.parametrize("name", CASES)
def test_every_finding_about_a_pack_is_reported_at_once(name, folder):
    case = CASES[name]
    path = folder / case["in"]
    text = path.read_text(encoding="utf-8")
    assert case["replace"] in text
    path.write_text(text.replace(case["replace"], case["by"], 1), encoding="utf-8")
    found = lint_pack(folder)
    said = [
        f"{each} [{each.code}{'' if each.severity is Severity.ERROR else ', warning'}]".replace(
            f"{folder}/", ""
        )
        for each in found
    ]
    assert "\n".join(said) == expected()[name]
    errors = [each for each in found if each.severity is Severity.ERROR]
    if errors:
        with pytest.raises(UnusableInput) as caught:
            load_pack(folder)
        assert list(caught.value.problems) == errors
    else:
        assert load_pack(folder).id == "kitchen"


def test_the_packs_of_this_repository_have_no_findings(small_pack_folder):
    assert lint_pack(small_pack_folder) == ()
    assert not check(str(small_pack_folder)).fails


def test_gates_of_the_small_pack_can_collide(small_pack):
    data = b"""assessment: a
pack: kitchen
organisation: O
answers: {habits: none_of_these}
workloads: [{id: cold-room, kind: stock, answers: {house_rule: own_building}}]
"""
    only = recommend(
        small_pack, parse_assessment(data, "a.yaml", None, pack=small_pack).assessment
    ).workloads[0]
    assert only.model is None
    assert {each.gate for each in only.excluded} == {"stays_in_the_building", "insured_with_habits_only"}
    assert "no_place_left" in {each.id for each in only.warnings}


@pytest.mark.parametrize("name", ["pack.yaml", "questions.yaml", "rules.yaml"])
def test_a_pack_without_one_of_its_three_files_is_unusable(name, folder):
    (folder / name).unlink()
    with pytest.raises(UnusableInput) as caught:
        load_pack(folder)
    assert [(Path(each.file).name, each.code) for each in caught.value.problems] == [(name, "no-file")]


def test_catalogues_are_optional(folder):
    for name in ("models.yaml", "personas.yaml", "kpis.yaml", "practices.yaml"):
        (folder / name).unlink()
    pack = load_pack(folder)
    assert (pack.models, pack.personas, pack.kpis, pack.practices) == ((), (), (), ())
    assert {each.code for each in lint_pack(folder)} == {"no-catalogue"}


TEN_DEFECTS = [
    ("pack.yaml", "version: 0.3.1", "version: draft"),
    (
        "questions.yaml",
        "section: crew\n    scope: organisation\n    type: multiple",
        "section: crew\n    type: multiple",
    ),
    ("questions.yaml", "is: [one, several]", "is: [one, severall]"),
    ("questions.yaml", "short: Wished tools", "shot: Wished tools"),
    ("rules.yaml", "weights: {keepers: 2,", "weights: {keepers: 2, cooks: 1,"),
    ("rules.yaml", "now: cluster\n        target: own", "now: clusters\n        target: own"),
    ("rules.yaml", "      - id: weak_but_pressed", ""),
    ("rules.yaml", "    otherwise: {now: hosted, reason: Nothing calls for more.}\n", ""),
    (
        "rules.yaml",
        "severity: high\n        message: A machine",
        "severity: dire\n        message: A machine",
    ),
    ("kpis.yaml", "owner: cook", "owner: cok"),
]
DUPLICATE_ROW = """\
      - id: pressed_again
        when:
          all:
            - at_least: {dimensions: [pressure], band: medium}
            - band: {dimension: crew_strength, is: [high]}
        now: cluster
        reason: The same once more.
      - id: weak_but_pressed"""


def test_ten_defects_in_four_files_are_all_reported_at_once(folder):
    for name, old, new in TEN_DEFECTS:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new or (DUPLICATE_ROW if "weak" in old else "")), encoding="utf-8")
    found = lint_pack(folder)
    assert [(Path(each.file).name, each.code, each.message) for each in found] == [
        ("pack.yaml", "invalid-value", "“draft” is not a version"),
        ("questions.yaml", "missing-key", "“scope” is missing here"),
        ("questions.yaml", "dangling", "there is no option “severall” of “keepers”"),
        ("questions.yaml", "missing-key", "“short” is missing here"),
        ("questions.yaml", "unknown-key", "unknown key “shot”"),
        ("rules.yaml", "dangling", "there is no question “cooks”"),
        ("rules.yaml", "missing-key", "“otherwise” is missing here"),
        ("rules.yaml", "dangling", "there is no outcome “clusters” here"),
        (
            "rules.yaml",
            "shadowed-row",
            "the row “pressed_again” is never reached: “able_and_pressed” in line 45 holds whenever it does",
        ),
        ("rules.yaml", "invalid-value", "“dire” is not known here"),
        ("kpis.yaml", "dangling", "there is no persona “cok”"),
    ]
    assert all(each.line and each.column for each in found)


def broken(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every place in a file's data, with something there that does not belong."""
    if at:
        yield at, "a text" if isinstance(value, dict) else {"strange": 1}
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, dict | list):
            yield from broken(each, (*at, key))
        else:
            yield (*at, key), {"strange": 1}


@pytest.mark.parametrize(
    "name", ["pack.yaml", "questions.yaml", "rules.yaml", "models.yaml", "personas.yaml", "practices.yaml"]
)
def test_what_cannot_be_read_is_one_problem_without_consequences(name, folder):
    """Sampled, because each place means reading the whole pack."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    places = list(broken(read(text.encode(), name, 1_000_000).value))
    for at, wrong in random.Random(name).sample(places, min(len(places), 25)):
        data = yaml.load(text, Loader=yaml.CSafeLoader)
        inner = data
        for key in at[:-1]:
            inner = inner[key]
        inner[at[-1]] = wrong
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
        found = lint_pack(folder)
        assert len(found) == 1, (at, [str(each) for each in found])


def test_problems_of_all_files_come_together_in_file_order(folder):
    for name in ("kpis.yaml", "questions.yaml", "pack.yaml"):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8") + "extra: 1\n", encoding="utf-8")
    (folder / "models.yaml").write_text("models: [\n", encoding="utf-8")
    with pytest.raises(UnusableInput) as caught:
        load_pack(folder)
    assert [(Path(each.file).name, each.code) for each in caught.value.problems] == [
        ("pack.yaml", "unknown-key"),
        ("questions.yaml", "unknown-key"),
        ("models.yaml", "yaml-syntax"),
        ("kpis.yaml", "unknown-key"),
    ]


def test_a_file_that_is_no_part_of_a_pack_is_noticed(folder):
    (folder / "question.yaml").write_text("a: 1\n", encoding="utf-8")
    assert [(Path(each.file).name, each.code) for each in lint_pack(folder)] == [
        ("question.yaml", "stray-file")
    ]


# Identity ------------------------------------------------------------------------------------------


def test_the_identity_depends_on_every_file_and_on_nothing_else(folder):
    before = pack_sha256(folder)
    assert len(before) == 64
    (folder / "examples" / "more.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "README.md").write_text("x", encoding="utf-8")
    assert pack_sha256(folder) == before
    for path in folder.glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert pack_sha256(folder) == before
    assert load_pack(folder).sha256 == before
    for path in folder.glob("*.yaml"):
        text = path.read_bytes()
        path.write_bytes(text + b"# x\n")
        assert pack_sha256(folder) != before
        path.write_bytes(text)
    (folder / "kpis.yaml").rename(folder / "kpi.yaml")
    assert pack_sha256(folder) != before


# Cache ---------------------------------------------------------------------------------------------


@pytest.fixture
def built(monkeypatch) -> list[Path]:
    """The folders of packs that were built from their YAML."""
    folders: list[Path] = []
    real = pack_build.build_pack

    def watched(folder: Path, sha256: str) -> Pack:
        folders.append(folder)
        return real(folder, sha256)

    monkeypatch.setattr(pack_build, "build_pack", watched)
    return folders


def entries() -> list[Path]:
    return sorted(Path(os.environ["ADVISOR_CACHE_DIR"]).iterdir())


@pytest.mark.parametrize("bundled", [False, True])
def test_a_pack_from_the_cache_is_the_same_pack(bundled, folder, built):
    folder = next(iter(bundled_packs().values())) if bundled else folder
    fresh = load_pack(folder)
    assert built == [folder]
    again = load_pack(folder)
    assert built == [folder]
    assert again == fresh
    assert again.model_dump_json() == fresh.model_dump_json()
    light = load_pack(folder, whole=False)
    assert built == [folder]
    assert (light.kpis, light.practices) == ((), ())
    assert light.rules == fresh.rules
    assert light.personas == fresh.personas


def test_without_the_cache_the_light_pack_is_the_same(folder, monkeypatch):
    monkeypatch.setenv("ADVISOR_CACHE_DIR", "/dev/null/nowhere")
    light = load_pack(folder, whole=False)
    assert (light.kpis, light.practices) == ((), ())
    assert load_pack(folder, whole=True).kpis


def test_all_assessments_follow_the_very_same_pack_until_its_files_change(folder):
    first = same_pack(folder)
    assert same_pack(folder) is first
    assert same_pack(folder, whole=False) is not first
    manifest = folder / "pack.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "# changed\n", "utf-8")
    assert same_pack(folder).sha256 != first.sha256


def test_a_changed_pack_is_read_anew(folder, built):
    load_pack(folder)
    path = folder / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("0.3.1", "0.4.0"), encoding="utf-8")
    assert load_pack(folder).version == "0.4.0"
    assert len(built) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:-20] + b"x" + data[-19:],
        lambda data: data.replace(b"Where to keep", b"Where to hide"),
        lambda data: b"\x80\x04\x95" + data,
        lambda data: b"[]",
    ],
    ids=["empty", "cut", "changed", "forged", "pickle", "other"],
)
def test_a_damaged_entry_is_ignored_and_written_anew(damage, folder, built):
    fresh = load_pack(folder)
    for path in entries():
        path.write_bytes(damage(path.read_bytes()))
    assert load_pack(folder) == fresh
    assert len(built) == 2
    assert load_pack(folder) == fresh
    assert len(built) == 2


def test_an_entry_under_a_wrong_name_is_ignored(folder, built):
    load_pack(folder)
    other = entries()
    path = folder / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("0.3.1", "0.4.0"), encoding="utf-8")
    load_pack(folder)
    for old in other:
        for new in entries():
            if new.suffix == old.suffix and new != old:
                new.write_bytes(old.read_bytes())
    assert load_pack(folder).version == "0.4.0"
    assert len(built) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_an_entry_that_others_may_write_is_ignored(folder, built):
    load_pack(folder)
    for path in entries():
        assert path.stat().st_mode & 0o077 == 0
        path.chmod(0o666)
    load_pack(folder)
    assert len(built) == 2


def test_old_entries_are_cleared_away(folder):
    load_pack(folder)
    stale = entries()[0].with_name("stale.core")
    stale.write_bytes(b"x")
    os.utime(stale, (1, 1))
    path = folder / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("0.3.1", "0.4.0"), encoding="utf-8")
    load_pack(folder)
    assert not stale.exists()


def test_the_cache_lies_where_the_system_keeps_caches(folder, tmp_path, monkeypatch):
    monkeypatch.delenv("ADVISOR_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    load_pack(folder)
    assert list((tmp_path / "xdg" / "advisor" / "packs").iterdir())
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    load_pack(folder)
    assert list((tmp_path / "home" / ".cache" / "advisor" / "packs").iterdir())


# Places --------------------------------------------------------------------------------------------


def test_bundled_packs_and_templates_are_found():
    assert bundled_packs()
    assert all((folder / "pack.yaml").is_file() for folder in bundled_packs().values())
    assert templates_root().is_dir()


def test_the_wheel_carries_its_data_inside_the_package(tmp_path, monkeypatch):
    package = tmp_path / "advisor"
    (package / "_data" / "questionnaires" / "x").mkdir(parents=True)
    (package / "_data" / "questionnaires" / "x" / "pack.yaml").write_text("id: x\n", encoding="utf-8")
    monkeypatch.setattr(locations.advisor, "__file__", str(package / "__init__.py"))
    data_root.cache_clear()
    try:
        assert bundled_packs() == {"x": package / "_data" / "questionnaires" / "x"}
        assert templates_root() == package / "_data" / "reports" / "templates"
    finally:
        data_root.cache_clear()


def test_a_pack_is_named_by_id_by_folder_or_by_its_manifest(small_pack_folder):
    name, folder = next(iter(bundled_packs().items()))
    assert pack_folder(name, small_pack_folder) == folder
    assert pack_folder(str(small_pack_folder)) == small_pack_folder
    assert pack_folder("../kitchen", small_pack_folder) == small_pack_folder
    assert pack_folder("pack.yaml", small_pack_folder) == small_pack_folder


def test_loading_neither_writer_nor_screen():
    code = (
        "import sys; import advisor.content.assessments, advisor.content.pack_lint, advisor.content.schemas,"
        "advisor.content.assessment_file, advisor.content.examples;"
        "print(sorted({'ruamel', 'typer', 'textual', 'rich', 'jinja2'} & set(sys.modules)))"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
