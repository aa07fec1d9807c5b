"""What open answers can still change is not told as reached."""

from __future__ import annotations

from pathlib import Path

from advisor.workflows.compare import compare_files
from advisor.workflows.compare_progress import UNDECIDED
from tests.workflows.over_time import copied_pack, team


def test_an_open_advice_has_not_arrived(small_pack_folder: Path, tmp_path: Path) -> None:
    copied_pack(small_pack_folder, tmp_path)
    path = team(tmp_path / "teams", keepers="unknown", rule="unknown")
    found = compare_files(path, path)
    for each in found.workloads:
        if each.decided_after is False:
            assert each.progress.percent != 100
    assert any(each.decided_after is False for each in found.workloads)
    assert found.progress.reason == UNDECIDED or found.progress.percent != 100
