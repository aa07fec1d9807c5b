"""The app in a browser, end to end: open, answer by key and mouse, see the advice move, take the report."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from advisor.content.assessments import load_assessment
from advisor.decision.recommend import recommend
from advisor.reporting.registry import FORMATS
from advisor.tui.report_files import document_for
from tests.cli.browser import CHROMIUM, Browser, wait_for
from tests.cli.serving import Server, folder_with_bistro

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


def reports_of_today(path: Path, before: datetime.date) -> set[bytes]:
    """What the report for its reader has to be; two where midnight came in between."""
    loaded = load_assessment(path)
    pack, assessment = loaded.pack, loaded.assessment
    advice = recommend(pack, assessment)
    assert assessment.persona is not None
    return {
        FORMATS["html"].render(document_for(pack, assessment, advice, assessment.persona, day))
        for day in (before, datetime.date.today())
    }


async def test_an_assessment_is_answered_in_a_browser_and_its_report_downloaded(tmp_path, small_pack_folder):
    began = datetime.date.today()
    folder = folder_with_bistro(tmp_path / "served", small_pack_folder)
    file = folder / "bistro.yaml"
    async with Server(folder) as server, Browser(tmp_path) as browser:
        await browser.go(server.address)
        await browser.shows("Escape leaves")
        await browser.press("Escape")
        await browser.shows("New assessment")
        await browser.press("o")
        await browser.shows("Open an assessment")
        await browser.press(*"bistro.yaml", "Enter")
        await browser.shows("Where does the written house rule", "Saved")
        before = advice_on(browser)

        await browser.press("1")
        await wait_for(lambda: "house_rule: anywhere" in file.read_text("utf-8"))
        await wait_for(lambda: advice_on(browser) != before)
        by_key = advice_on(browser)

        await browser.click("Only in our own building")
        await wait_for(lambda: "house_rule: own_building" in file.read_text("utf-8"))
        await wait_for(lambda: advice_on(browser) not in (before, by_key))
        assert "# asked on the phone" in file.read_text("utf-8")

        await browser.shows("Saved")
        await browser.click("Report F5")
        await browser.shows("Report for", "x Export")
        await browser.press("x")
        await browser.shows("Your browser downloads it")
        await browser.click("Download")
        report = tmp_path / "downloads" / "corner-bistro-owner.html"
        await wait_for(report.exists)
        assert report.read_bytes() in reports_of_today(file, began)
        assert not list(folder.glob("*.html")), "what is downloaded is not left on the server"

        here = server.address.split("//")[1].rstrip("/")
        assert {address.split("//")[1].split("/")[0] for address in browser.asked} == {here}
        assert browser.errors == []
        await browser.press("F10")
        await browser.shows("bistro.yaml")
    assert server.code == 0
    assert "Traceback" not in server.told


def advice_on(browser: Browser) -> str:
    """The panel beside the interview: model, target, shares."""
    return "\n".join(line[90:] for line in browser.grid.lines()[4:12])
