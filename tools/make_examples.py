"""Render the example reports under ``reports/examples`` from the bundled examples.

``python tools/make_examples.py`` writes them; with ``--check`` it writes nothing and fails when one
of them is stale. They carry no date, so the same pack, code and libraries give the same bytes. What
libraries draw may differ from release to release, so files that hold drawings are compared by what
they say: the text of pages, the parts of an Office file, a page without its charts.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

from pypdf import PdfReader

from advisor.content.locations import bundled_packs, data_root
from advisor.reporting.depth import Depth
from advisor.reporting.document import build_document
from advisor.reporting.registry import FORMATS
from advisor.workflows.report import report_inputs

TARGET = data_root() / "reports" / "examples"
SHOWN = (("call-transcripts", "finops_practitioner"), ("regional-hospital", "finance"))
"""Example and reader: a path from one model to the next, and a hybrid of three workloads."""
BRIEFS = ("html", "markdown", "pdf")
"""Formats in which the briefs of the same examples lie beside the full reports."""
_CHART = re.compile(rb"<svg[^>]*>.*?</svg>", re.DOTALL)


def rendered() -> dict[str, bytes]:
    """Every example report by its file name."""
    (folder,) = bundled_packs().values()
    found = {}
    for example, persona in SHOWN:
        (made,) = report_inputs(folder / "examples" / f"{example}.yaml", persona)
        for depth, ending, formats in ((Depth.FULL, "", tuple(FORMATS)), (Depth.BRIEF, "-brief", BRIEFS)):
            document = build_document(
                made.pack,
                made.assessment,
                made.recommendation,
                persona,
                date=None,
                practices=made.practices,
                roadmap=made.roadmap,
                robustness=made.robustness,
                estimate=made.estimate,
                depth=depth,
            )
            for one in (FORMATS[name] for name in formats):
                found[f"{example}-{persona}{ending}.{one.extension}"] = one.render(document)
    return found


def said(name: str, content: bytes) -> object:
    """What a file says, without what a library draws."""
    match name.rpartition(".")[2]:
        case "pdf":
            return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        case "docx" | "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                return {part: parts.read(part) for part in parts.namelist() if part.endswith(".xml")}
        case "html":
            return _CHART.sub(b"", content)
        case _:
            return content


def stale(reports: dict[str, bytes], folder: Path = TARGET) -> list[str]:
    """Names of reports that are missing, say something else, or are no longer made."""
    kept = {path.name: path.read_bytes() for path in folder.glob("*.*") if path.name != "README.md"}
    return sorted(
        name
        for name in reports.keys() | kept.keys()
        if name not in reports
        or name not in kept
        or (reports[name] != kept[name] and said(name, reports[name]) != said(name, kept[name]))
    )


def main(arguments: list[str]) -> int:
    """Write the reports, or check them; the exit code is 1 when a check finds one stale."""
    reports = rendered()
    if arguments == ["--check"]:
        old = stale(reports)
        for name in old:
            print(f"stale: reports/examples/{name}; run: python tools/make_examples.py", file=sys.stderr)
        return 1 if old else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in stale(reports):
        if name in reports:
            (TARGET / name).write_bytes(reports[name])
        else:
            (TARGET / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
