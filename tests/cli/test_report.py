"""``advisor report``: one report to standard output, or many into a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_one_report_goes_to_standard_output(advisor, bistro):
    done = advisor("report", bistro)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Corner Bistro")
    assert json.loads(advisor("report", bistro, "-f", "json").out)


def test_several_reports_need_a_folder(advisor, bistro):
    done = advisor("report", bistro, "--format", "markdown,html")
    assert done.code == 2
    assert done.out == ""
    assert "-o DIR" in done.err


def test_a_folder_gets_every_persona_in_every_format(advisor, bistro, small_pack):
    done = advisor("report", bistro, "--persona", "all", "--format", "markdown,html,json", "-o", "out/deep")
    assert done.code == 0
    names = {path.name for path in Path("out/deep").iterdir() if not path.name.startswith(".")}
    endings = ("md", "html", "json")
    assert names == {f"corner-bistro-{persona}.{e}" for persona in small_pack.persona_by_id for e in endings}
    assert done.out.split() == [
        str(Path("out/deep") / f"corner-bistro-{p}.{e}") for p in small_pack.persona_by_id for e in endings
    ]


def test_a_report_is_replaced_but_never_what_somebody_wrote(advisor, bistro):
    report = Path("out/corner-bistro-owner.md")
    assert advisor("report", bistro, "-o", "out").code == 0
    assert advisor("report", bistro, "-o", "out", "--date", "2026-02-03").code == 0
    assert "2026-02-03" in report.read_text("utf-8")
    report.write_text("my own words", "utf-8")
    done = advisor("report", bistro, "-o", "out")
    assert done.code == 2
    assert "--force" in done.err
    assert report.read_text("utf-8") == "my own words"
    assert advisor("report", bistro, "-o", "out", "--force").code == 0
    assert report.read_text("utf-8").startswith("# Corner Bistro")


def test_nothing_is_written_when_one_file_is_somebody_elses(advisor, bistro):
    Path("out").mkdir()
    Path("out/corner-bistro-owner.html").write_text("mine", "utf-8")
    assert advisor("report", bistro, "-f", "markdown,html", "-o", "out").code == 2
    assert [path.name for path in Path("out").iterdir()] == ["corner-bistro-owner.html"]


def test_without_a_date_two_runs_give_the_same_bytes(advisor, bistro):
    assert advisor("report", bistro, "-f", "html").out == advisor("report", bistro, "-f", "html").out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--persona", "ownr"], "did you mean “owner”?"),
        (["--format", "markdwn"], "did you mean “markdown”?"),
        (["--date", "3.2.2026"], "2026-01-31"),
        (["-o", "kitchen/pack.yaml"], "kitchen/pack.yaml"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_way_out(advisor, bistro, arguments, hint):
    done = advisor("report", bistro, *arguments)
    assert done.code == 2
    assert hint in done.err
