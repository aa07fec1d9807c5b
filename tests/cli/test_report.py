"""``advisor report``: one report to standard output, or many into a folder."""

from __future__ import annotations

import datetime
import json
import re
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


@pytest.mark.parametrize("date", ["2026-11-22", "none"])
def test_with_the_same_date_two_runs_give_the_same_bytes(advisor, bistro, date):
    first, second = (advisor("report", bistro, "-f", "html", "--date", date).out for _ in range(2))
    assert first == second
    assert ("2026-11-22" in first) == (date != "none")
    assert ("<time" in first) == (date != "none")


def test_a_report_carries_the_day_and_the_name_of_who_signs(advisor, bistro):
    before = datetime.date.today()
    told = advisor("report", bistro, "--prepared-by", "Ada Kühn").out
    assert "**Prepared by:** Ada Kühn" in told
    assert re.search(r"\*\*Date:\*\* (\S+)", told)[1] in {str(before), str(datetime.date.today())}


def test_personas_are_listed_with_commas(advisor, bistro):
    done = advisor("report", bistro, "-p", "cook, owner,cook", "-o", "out")
    assert done.code == 0
    assert done.out.split() == [str(Path("out") / f"corner-bistro-{who}.md") for who in ("cook", "owner")]
    wrong = advisor("report", bistro, "-p", "cook,ownr", "-o", "out")
    assert wrong.code == 2
    assert "did you mean “owner”?" in wrong.err


def test_a_brief_lies_beside_the_full_report(advisor, bistro):
    for arguments in ([], ["--depth", "brief"]):
        assert advisor("report", bistro, "-o", "out", *arguments).code == 0
    full, brief = (Path(f"out/corner-bistro-owner{end}.md").read_text("utf-8") for end in ("", "-brief"))
    assert len(brief) < len(full) / 3
    assert "**Brief for:** Owner" in brief
    assert "Annex" in full
    assert "Annex" not in brief


def test_the_annex_can_be_left_out(advisor, bistro):
    assert "## Annex: Every answer" in advisor("report", bistro).out
    assert "Annex" not in advisor("report", bistro, "--no-annex").out


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
