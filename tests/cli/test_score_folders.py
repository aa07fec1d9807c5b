"""``advisor score FOLDER``: what counts, in which order, what is passed over, and what is said beforehand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from advisor.cli import scoring_files

ROW = "id,kind\n{},training\n"


def put(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ROW.format(path.stem) if path.suffix == ".csv" else "", "utf-8")


@pytest.fixture
def scored(advisor, tmp_path, monkeypatch):
    """The ids of the rows that are scored, in the order of their files; exit code; what was said."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str):
        done = advisor("score", *arguments)
        ids = [line.partition(",")[0] for line in done.out.splitlines() if not line.startswith("id,")]
        return ids, done.code, done.err.splitlines()

    return run


def test_files_are_scored_in_the_order_of_their_paths(scored):
    put("f/b.csv", "f/a/z.csv", "f/a.csv", "f/a/b/c.csv", "f/a-b/y.csv", "f/A.csv", "f/read.me")
    ids, code, _ = scored("f")
    expected = sorted(path for path in Path("f").rglob("*.csv"))
    assert (ids, code) == ([path.stem for path in expected], 0)


def test_what_is_hidden_or_filled_by_programs_is_passed_over(scored):
    put("f/a.csv", "f/.git/b.csv", "f/.c.csv", "f/node_modules/x/d.csv", "f/__pycache__/e.csv")
    put(
        "f/env/pyvenv.cfg",
        "f/env/lib/f.csv",
        "f/work.milestones/g.csv",
        "f/rules/pack.yaml",
        "f/rules/h.yaml",
    )
    assert scored("f")[:2] == (["a"], 0)
    assert scored("f/node_modules")[:2] == (["d"], 0), "who names it, means it"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
def test_links_to_folders_are_not_followed_and_links_to_files_are(scored):
    put("f/a.csv", "f/g/b.csv", "other/c.csv")
    Path("f/g/up").symlink_to("..", target_is_directory=True)
    Path("f/out").symlink_to(Path("other").absolute(), target_is_directory=True)
    Path("f/linked.csv").symlink_to(Path("other/c.csv").absolute())
    Path("f/nowhere.csv").symlink_to("gone.csv")
    assert scored("f")[:2] == (["a", "b", "c"], 0)
    Path("door").symlink_to("f", target_is_directory=True)
    assert scored("door")[:2] == (["a", "b", "c"], 0), "who names a link, means where it leads"


def test_folders_of_any_depth(scored):
    deep = Path("f", *["d"] * 600)
    put(str(deep / "a.csv"))
    assert scored("f")[:2] == (["a"], 0)


def test_a_folder_that_nobody_may_look_into_is_told_and_stops_no_other(scored, monkeypatch):
    put("f/a.csv", "f/locked/b.csv", "f/z.csv")
    look = os.scandir

    def scandir(path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(scoring_files.os, "scandir", scandir)
    ids, code, err = scored("f")
    assert (ids, code) == (["a", "z"], 2)
    assert err[0] == f"advisor: {Path('f', 'locked')}: Permission denied"
    assert scored("f", "--strict") == ([], 2, err[:1])


def test_a_folder_without_anything_to_score_is_told(scored):
    put("f/read.me")
    ids, code, [told] = scored("f")
    assert (ids, code) == ([], 2)
    assert told.startswith("f: error: ")


def test_many_files_are_counted_before_and_failures_after(scored):
    put("f/a.csv", *(f"f/{number:03}.yaml" for number in range(119)))
    ids, code, err = scored("f")
    assert (ids, code) == (["a"], 2)
    assert err[0] == "advisor: 120 files to score."
    assert err[-1] == "advisor: 119 of 120 files could not be scored as a whole."
    assert not any("files" in line for line in scored("f/a.csv", "f/000.yaml")[2])


def test_tables_come_out_as_one_and_each_as_if_it_were_alone(scored, advisor):
    """What an earlier table has left in memory changes nothing."""
    columns = ("task", "daily_requests", "latency_bound")
    cells = (("tables", "5", ""), ("text_to_text", "3000", "50"), ("", "n/a", "unknown"), ("tables", "", "7"))
    Path("f").mkdir()
    for number, row in enumerate(cells):
        keep = [place for place in range(3) if place != number]
        head = ",".join(["id", "kind", *(columns[place] for place in keep)])
        rest = ",".join(["training", *(row[place] for place in keep)])
        Path(f"f/{number}.csv").write_text(f"{head}\ns{number},{rest}\n", "utf-8")
    alone = [advisor("score", f"f/{number}.csv").out.splitlines() for number in range(4)]
    together = advisor("score", "f").out.splitlines()
    assert together == [alone[0][0], *(lines[1] for lines in alone)]
