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


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_somebody_elses_and_what_it_leads_to_is_never_written(advisor, bistro, there):
    target, link = Path("elsewhere.md"), Path("out/corner-bistro-owner.md")
    if there:
        target.write_text("mine", "utf-8")
    link.parent.mkdir()
    link.symlink_to(target.resolve())
    assert advisor("report", bistro, "-o", "out").code == 2
    assert link.is_symlink()
    assert advisor("report", bistro, "-o", "out", "--force").code == 0
    assert not link.is_symlink()
    assert link.read_text("utf-8").startswith("# Corner Bistro")
    assert target.exists() == there
    assert not there or target.read_text("utf-8") == "mine"


def test_a_colour_too_light_for_text_is_named_with_what_stands_for_it(advisor, bistro):
    Path("brand.yaml").write_text("colours:\n  accent: '#ffe066'\n", "utf-8")
    done = advisor("report", bistro, "--brand", "brand.yaml")
    assert done.code == 0
    (note,) = done.err.splitlines()
    assert "accent #ffe066 is too light" in note
    Path("brand.yaml").write_text("colours:\n  accent: '#0b5d5a'\n", "utf-8")
    assert advisor("report", bistro, "--brand", "brand.yaml").err == ""


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


def test_many_files_are_reported_on_all_cores_as_on_one(advisor, bistro, kitchen):
    second = kitchen / "examples" / "second.yaml"
    text = bistro.read_text("utf-8")
    second.write_text(text.replace("assessment: corner-bistro", "assessment: second-bistro"), "utf-8")
    options = ["-p", "all", "-f", "markdown,html,json,madr", "--date", "none"]
    one = advisor("report", bistro, second, *options, "-o", "one", "-j", "1")
    both = advisor("report", bistro, second, *options, "-o", "both", "-j", "2")
    assert (one.code, both.code, both.err) == (0, 0, "")
    assert [Path(line).name for line in one.out.splitlines()] == [
        Path(line).name for line in both.out.splitlines()
    ]
    names = {path.name for path in Path("one").iterdir()}
    assert {name for name in names if name.startswith("second-bistro")}
    for name in names:
        assert (Path("one") / name).read_bytes() == (Path("both") / name).read_bytes()


def test_a_broken_file_is_named_and_stops_no_other(advisor, bistro, kitchen):
    broken = kitchen / "examples" / "broken.yaml"
    broken.write_text("assessment: broken\npack: kitchn\n", "utf-8")
    done = advisor("report", broken, bistro, "-o", "out")
    assert done.code == 2
    assert "broken.yaml:2" in done.err
    assert done.out.split() == [str(Path("out/corner-bistro-owner.md"))]


def test_a_format_that_fails_is_named_and_stops_no_other(advisor, bistro):
    Path("own/html").mkdir(parents=True)
    Path("own/html/report.html.jinja").write_text("\n{{ document.titel }}", "utf-8")
    done = advisor("report", bistro, "-f", "markdown,html", "-p", "all", "-o", "out", "--templates", "own")
    assert done.code == 2
    assert "report.html.jinja:2: error:" in done.err
    assert done.err.count("did you mean “title”?") == 1
    assert "not made for this reason: 2 files (html)" in done.err
    assert {path.suffix for path in Path("out").iterdir() if not path.name.startswith(".")} == {".md"}


def test_two_assessments_of_one_name_would_overwrite_each_other(advisor, bistro, kitchen):
    twin = kitchen / "examples" / "twin.yaml"
    twin.write_bytes(bistro.read_bytes())
    done = advisor("report", bistro, twin, "-o", "out")
    assert done.code == 2
    assert "corner-bistro-owner.md" in done.err
    assert not Path("out").exists()


def test_a_brand_file_is_begun_and_used(advisor, bistro):
    assert advisor("brand", "brand.yaml").code == 0
    assert Path("brand.schema.json").exists()
    again = advisor("brand", "brand.yaml")
    assert again.code == 2
    assert "--force" in again.err
    assert "Your firm" in advisor("report", bistro, "--brand", "brand.yaml").out
    Path("brand.yaml").write_text("frim: A\n", "utf-8")
    wrong = advisor("report", bistro, "--brand", "brand.yaml")
    assert wrong.code == 2
    assert "brand.yaml:1:1: error: unknown key “frim” (did you mean “firm”?)" in wrong.err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--templates", "nowhere"], "no such folder"),
        (["--template", "none.docx"], "no such file"),
        (["--brand", "none.yaml"], "no such file"),
        (["--paper", "a3"], "letter"),
    ],
)
def test_a_look_that_is_not_there_is_said(advisor, bistro, arguments, hint):
    done = advisor("report", bistro, *arguments)
    assert done.code == 2
    assert hint in done.err
