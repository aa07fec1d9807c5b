"""The bar on top: what it says of saving, and that it keeps up with theme and size."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual import events

from advisor.content.assessment_file import AssessmentFile
from advisor.model.assessment import Assessment
from advisor.tui.app import AdvisorApp
from advisor.tui.widgets.top_bar import PLACES, TopBar
from advisor.workflows.session import Session
from tests.tui.conftest import until

WIDE = (120, 40)


def bar(app: AdvisorApp) -> TopBar:
    return app.screen.query_one(TopBar)


def said(app: AdvisorApp) -> str:
    return bar(app).render_line(0).text.rstrip()


def cells(app: AdvisorApp) -> list[list[tuple[str, str]]]:
    rows = range(bar(app).size.height)
    return [[(part.text, str(part.style)) for part in bar(app).render_line(y)] for y in rows]


async def test_saved_is_said_only_of_what_is_in_the_file(
    app: AdvisorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = threading.Event(), threading.Event()
    save = AssessmentFile.save

    def held_up(self: AssessmentFile, assessment: Assessment) -> None:
        begun.set()
        assert may_end.wait(10)
        save(self, assessment)

    monkeypatch.setattr(AssessmentFile, "save", held_up)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        app.post_message(events.Key("1", "1"))
        await until(pilot, begun.is_set)
        await until(pilot, lambda: said(app).endswith("Saving…"))
        assert app.status == "Saving…"
        may_end.set()
        await until(pilot, lambda: said(app).endswith("Saved 14:02"))
        assert app.status == "Saved 14:02"


async def test_another_theme_and_another_size_paint_the_tabs_anew(bistro: Path) -> None:
    changed, fresh = AdvisorApp(Session.open(bistro)), AdvisorApp(Session.open(bistro))
    async with fresh.run_test(size=(80, 20)) as pilot:
        fresh.theme = "advisor-light"
        await pilot.press("f3", "f2")
        await pilot.pause()
        wanted = cells(fresh)
    async with changed.run_test(size=WIDE) as pilot:
        await pilot.pause()
        before = cells(changed)
        changed.theme = "advisor-light"
        await pilot.resize_terminal(80, 20)
        await until(pilot, lambda: cells(changed) == wanted)
        assert cells(changed) != before


@pytest.mark.parametrize("width", [40, 50, 60, 70, 80, 96, 120])
async def test_no_tab_is_cut_in_the_middle_of_its_name(bistro: Path, width: int) -> None:
    app = AdvisorApp(Session.open(bistro))
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        shown = said(app).replace("▸", "")
        tabs = [f"{place.title} {place.key}" for place in PLACES]
        kept = [tab for tab in tabs if tab in shown]
        assert kept == tabs[: len(kept)]
        if len(kept) < len(tabs):
            assert shown[shown.index(kept[-1]) + len(kept[-1]) :].split()[:2] == ["…", "^p"]
            assert tabs[len(kept)].split()[0][:3] not in shown
