"""The bundled demonstration bill, and the command that makes more of its kind."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="made-up bills are written with pyarrow")

from advisor.cli.main import main
from advisor.content.assessments import load_assessment
from tools.make_demo_bill import FILE, PLAN, demo_bill


def test_the_bundled_bill_is_what_the_tool_makes() -> None:
    assert gzip.decompress(FILE.read_bytes()) == gzip.decompress(demo_bill()), (
        "run python -m tools.make_demo_bill"
    )
    assert FILE.stat().st_size < 600_000


def test_its_workloads_are_those_of_the_example() -> None:
    example = load_assessment(FILE.parents[1] / "fashion-marketplace.yaml").assessment
    assert {each.id for each in example.workloads} <= {line.workload for line in PLAN.lines}


def test_the_command_writes_a_bill_and_its_truth_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sample-bill", str(tmp_path / "new"), "--rows", "500", "--format", "parquet", "--monthly"]
    assert main(asked) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.suffix for path in written} == {".parquet", ".json"}
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(path.name for path in written)
    assert json.loads(written[-1].read_text())["rows"] == 500
    before = {path: path.read_bytes() for path in written}
    assert main(asked) == 2
    assert "--force" in capsys.readouterr().err
    assert main([*asked, "--force"]) == 0
    assert {path: path.read_bytes() for path in written} == before


@pytest.mark.parametrize("wrong", [["--rows", "0"], ["--start", "yesterday"], ["--format", "xlsx"]])
def test_what_cannot_be_made_is_told(
    tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample-bill", str(tmp_path), *wrong]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
