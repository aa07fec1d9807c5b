"""``advisor check`` and ``advisor schema``."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema


def test_the_bundled_pack_is_clean(advisor):
    done = advisor("check")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1].startswith("crawl-walk-run: no problems.")


def test_every_bundled_example_is_clean(advisor, bundled_pack_folder):
    for path in (bundled_pack_folder / "examples").glob("*.yaml"):
        assert advisor("check", path).code == 0


def test_problems_of_a_pack_are_findings_with_places(advisor, kitchen):
    rules = kitchen / "rules.yaml"
    rules.write_text(rules.read_text("utf-8").replace("keepers:", "kepers:"), "utf-8")
    done = advisor("check", kitchen)
    assert done.code == 1
    assert "rules.yaml:" in done.out
    assert "keepers" in done.out
    found = json.loads(advisor("check", kitchen, "--format", "json").out)
    assert found["schema"] == "advisor/check/1"
    assert len(found["findings"]) == done.out.count(": error: ") == 1
    assert all(
        {"file", "line", "column", "severity", "code", "message", "hint"} == set(f) for f in found["findings"]
    )


def test_problems_of_an_assessment_are_findings(advisor, bistro):
    bistro.write_text(bistro.read_text("utf-8").replace("habits:", "habit:"), "utf-8")
    done = advisor("check", bistro)
    assert done.code == 1
    assert "did you mean “habits”?" in done.out


def test_what_is_neither_is_unusable(advisor, kitchen):
    done = advisor("check", "crawl-walk-runn")
    assert done.code == 2
    assert "crawl-walk-run" in done.err


def test_schemas_are_written_and_accept_an_assessment(advisor, bistro, kitchen):
    done = advisor("schema", "schemas", "--pack", "kitchen")
    assert done.code == 0
    names = [Path(line) for line in done.out.splitlines()]
    assert names
    for path in names:
        jsonschema.validators.validator_for(json.loads(path.read_text("utf-8"))).check_schema(
            json.loads(path.read_text("utf-8"))
        )
    assert advisor("schema", "schemas", "--pack", "kitchen").code == 0


def test_the_schema_that_new_files_refer_to_is_among_those_written(advisor, tmp_path):
    assert advisor("schema", tmp_path).code == 0
    assert advisor("new", tmp_path / "ours.yaml").code == 0
    first = (tmp_path / "ours.yaml").read_text("utf-8").splitlines()[0]
    assert (tmp_path / first.partition("$schema=")[2]).is_file()


def test_scores_fit_their_schema(advisor, tmp_path, bundled_pack_folder):
    assert advisor("schema", tmp_path).code == 0
    schema = json.loads((tmp_path / "recommendation.schema.json").read_text("utf-8"))
    for example in sorted((bundled_pack_folder / "examples").glob("*.yaml"))[:3]:
        for options in ((), ("--no-robustness",)):
            found = json.loads(advisor("score", example, "-f", "json", *options).out)
            jsonschema.validate(found, schema)


def test_personas_are_listed(advisor, small_pack, kitchen):
    out = advisor("personas", "kitchen").out
    assert [line.split()[0] for line in out.splitlines() if not line.startswith(" ")] == list(
        small_pack.persona_by_id
    )
