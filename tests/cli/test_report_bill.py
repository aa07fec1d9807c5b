"""``advisor report --bill``: what a bill shows goes into the report; a bad bill is told as one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("ibis", reason="bills are read with Ibis")

from advisor.cli.main import main
from tests.bistro import BISTRO
from tests.kitchen_bill import focus_file, kitchen_with_rules


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def bistro(tmp_path: Path, small_pack_folder: Path) -> Path:
    path = tmp_path / "bistro.yaml"
    path.write_text(BISTRO.format(pack=kitchen_with_rules(small_pack_folder, tmp_path)), "utf-8")
    return path


def test_the_report_has_the_bill_for_every_reader_alike(bistro: Path, tmp_path: Path, capsys) -> None:
    bill = focus_file(tmp_path / "march.csv")
    args = ["report", str(bistro), "-p", "owner,cook", "-f", "json", "--date", "none"]
    assert main([*args, "--bill", str(bill), "-o", str(tmp_path / "out")]) == 0
    found = [json.loads(path.read_text("utf-8")) for path in sorted((tmp_path / "out").glob("corner-*.json"))]
    assert len(found) == 2
    assert found[0]["evidence"] == found[1]["evidence"]
    assert found[0]["evidence"]["bill"]["rows"] == 40
    for each in found:
        ids = [one["id"] for one in (*each["document"]["sections"], *each["document"]["annexes"])]
        assert {"bill", "bill-measures", "bill-queries"} <= set(ids)
    assert "Traceback" not in capsys.readouterr().err


def test_a_bill_that_cannot_be_read_stops_before_anything_is_written(
    bistro: Path, tmp_path: Path, capsys
) -> None:
    (tmp_path / "menu.csv").write_text("dish,price\nsoup,3\n", "utf-8")
    code = main(["report", str(bistro), "--bill", str(tmp_path / "menu.csv"), "-o", str(tmp_path / "out")])
    assert code == 2
    assert "menu.csv" in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*"))
