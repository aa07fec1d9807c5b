"""Warnings are counted alike wherever they are: on the advice, on the tab, and beside what is supposed."""

from __future__ import annotations

import shutil
from pathlib import Path

from textual.widgets import TabbedContent

from advisor.tui.app import AdvisorApp
from advisor.tui.screens.result import ResultScreen
from advisor.tui.widgets.compare import compared_lines
from advisor.tui.widgets.comparison import Comparison
from advisor.workflows.money import money_warnings
from advisor.workflows.session import Session
from tests.tui.conftest import until
from tests.tui.fixtures_result import Told, decided_walk, recommendation, small_pack


async def test_the_comparison_counts_what_the_tab_counts(tmp_path: Path, bundled_pack_folder: Path) -> None:
    path = tmp_path / "hospital.yaml"
    shutil.copy(bundled_pack_folder / "examples" / "regional-hospital.yaml", path)
    app = AdvisorApp(Session.open(path), now=lambda: "14:02")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        session = app.session
        assert session is not None
        first = session.recommendation.workloads[0]
        money = money_warnings(session.pack, session.assessment, session.recommendation)
        before = len(first.warnings) + len(money[first.id])
        assert money[first.id], "a case in which the costs have their say"
        await pilot.press("f4", "f9")
        await until(pilot, lambda: session.supposing)
        session.suppose_all(session.assessment.model_copy(update={"answers": {}}), session.pack)
        app.refresh_session()
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen))

        def row() -> list[str]:
            lines = app.screen.query_one(Comparison).draw(70)
            return next((line.plain.split() for line in lines if line.plain.startswith("Warnings")), [])

        await until(pilot, lambda: bool(row()))
        await app.workers.wait_for_complete()
        await pilot.pause()
        label = str(app.screen.query_one(TabbedContent).get_tab("warnings").label)
        assert row() == ["Warnings", str(before), "→", label.removeprefix("Warnings ")]


def test_nothing_is_counted_until_all_of_it_is_known() -> None:
    sides = recommendation(Told(), decided_walk()).workloads
    for money, shown in (((1, 0), "3 → 0"), ((0, 2), "2   2"), (None, "")):
        lines = [line.plain for line in compared_lines(small_pack(), *sides, 60, money=money)]
        rows = [" ".join(line.split()) for line in lines if line.startswith("Warnings")]
        assert rows == ([f"Warnings {' '.join(shown.split())}"] if shown else [])
