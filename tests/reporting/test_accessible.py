"""The HTML report before a machine that looks for what keeps people out (axe-core, in a real browser)."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from advisor.model.pack import Pack
from advisor.reporting.document import Document
from advisor.reporting.html import render
from tests.reporting.conftest import report
from tests.reporting.test_document import example

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MODULES = os.environ.get("ADVISOR_NODE_MODULES")
AXE = Path(MODULES) / "axe-core" / "axe.min.js" if MODULES else None
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
RUN = """
window.addEventListener("load", () => {
  const wanted = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]};
  axe.run(document, wanted).then((found) => {
    const told = document.createElement("pre");
    told.id = "told";
    told.textContent = JSON.stringify({
      rules: found.passes.length,
      violations: found.violations.map((one) => ({
        id: one.id, help: one.help, nodes: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 300)),
      })),
    });
    document.body.replaceChildren(told);
  });
});
"""

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no browser"),
    pytest.mark.skipif(AXE is None or not AXE.is_file(), reason="ADVISOR_NODE_MODULES has no axe-core"),
]


def judged(page: bytes, folder: Path, width: int, scheme: str) -> dict[str, Any]:
    """What axe-core finds; the page's policy would keep its script out, so it is taken away first."""
    assert AXE is not None
    text, many = POLICY.subn("", page.decode(), count=1)
    assert many == 1
    script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    file = folder / f"page-{width}-{scheme}.html"
    file.write_text(
        text.replace("</head>", f"<script>{script}</script><script>{RUN}</script></head>", 1), "utf-8"
    )
    run = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},1000",
            f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
            f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000", "--dump-dom",
            file.as_uri(),
        ],
        check=True, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    found = re.search(r'<pre id="told">(.*?)</pre>', run.stdout, re.DOTALL)
    assert found, "axe-core did not come to an end"
    told: dict[str, Any] = json.loads(unescape(found[1]))
    return told


@pytest.fixture(scope="module")
def long_report(bundled_pack: Pack) -> Document:
    return report(bundled_pack, example(bundled_pack, "call-transcripts"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (520, "light")])
def test_a_full_report_keeps_nobody_out(
    long_report: Document, tmp_path: Path, width: int, scheme: str
) -> None:
    told = judged(render(long_report), tmp_path, width, scheme)
    assert told["rules"] > 20
    assert told["violations"] == []


def test_hostile_text_keeps_nobody_out_either(hostile_report: Document, tmp_path: Path) -> None:
    assert judged(render(hostile_report), tmp_path, 1280, "light")["violations"] == []


def test_axe_would_see_a_fault(plain_report: Document, tmp_path: Path) -> None:
    faulty = re.sub(rb'<html lang="[^"]*">', b"<html>", render(plain_report), count=1)
    assert "html-has-lang" in {one["id"] for one in judged(faulty, tmp_path, 1280, "light")["violations"]}
