"""Take pictures of two pages of an example report, for the README.

``python tools/make_pages.py`` draws them with pdftoppm from the PDF under ``reports/examples``. What
the pages say is noted beside the pictures, so that a test can tell when they are stale: how a page
is turned into pixels differs from one version of that program to the next.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

from pypdf import PdfReader

from advisor.content.locations import data_root

PDF = data_root() / "reports" / "examples" / "regional-hospital-finance.pdf"
IMAGES = data_root() / "docs" / "images"
NOTE = IMAGES / "report-pages.json"
PAGES = {"report-cover.png": 1, "report-advice.png": 2}
"""Picture and page."""
_DOTS = 64
"""Dots an inch: a page is about 530 dots wide."""


def shown() -> dict[str, str]:
    """Picture to a digest of what its page says."""
    pages = PdfReader(PDF).pages
    return {
        name: hashlib.sha256(pages[page - 1].extract_text().encode()).hexdigest()
        for name, page in PAGES.items()
    }


def stale() -> list[str]:
    """Pictures that are missing, or whose page says something else by now."""
    noted = json.loads(NOTE.read_text("utf-8")) if NOTE.exists() else {}
    now = shown()
    return [name for name in PAGES if not (IMAGES / name).exists() or noted.get(name) != now[name]]


def main() -> int:
    """Draw the pages anew."""
    for name, page in PAGES.items():
        target = IMAGES / name
        subprocess.run(
            [
                *("pdftoppm", "-png", "-r", str(_DOTS), "-f", str(page), "-l", str(page), "-singlefile"),
                *(str(PDF), str(target.with_suffix(""))),
            ],
            check=True,
        )
    NOTE.write_text(json.dumps(shown(), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
