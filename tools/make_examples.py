"""Render the example reports under ``reports/examples`` from the bundled examples.

``python tools/make_examples.py`` writes them; with ``--check`` it writes nothing and fails when one
of them is stale. They carry no date, so the same pack and code give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from advisor.content.locations import bundled_packs, data_root
from advisor.decision.practices import next_practices
from advisor.decision.roadmap import roadmap
from advisor.reporting.depth import Depth
from advisor.reporting.document import build_document
from advisor.reporting.registry import FORMATS
from advisor.workflows.score import score_file

TARGET = data_root() / "reports" / "examples"
SHOWN = (("call-transcripts", "finops_practitioner"), ("regional-hospital", "finance"))
"""Example and reader: a path from one model to the next, and a hybrid of three workloads."""
BRIEFS = ("html", "markdown")
"""Formats in which the briefs of the same examples lie beside the full reports."""


def rendered() -> dict[str, bytes]:
    """Every example report by its file name."""
    (folder,) = bundled_packs().values()
    found = {}
    for example, persona in SHOWN:
        scored = score_file(folder / "examples" / f"{example}.yaml", pack=None, whole=True)
        pack, assessment, recommendation = scored.pack, scored.loaded.assessment, scored.recommendation
        practices = next_practices(pack, assessment, recommendation, persona)
        steps = roadmap(pack, assessment, recommendation)
        for depth, ending, formats in ((Depth.FULL, "", tuple(FORMATS)), (Depth.BRIEF, "-brief", BRIEFS)):
            document = build_document(
                pack,
                assessment,
                recommendation,
                persona,
                date=None,
                practices=practices,
                roadmap=steps,
                depth=depth,
            )
            for one in (FORMATS[name] for name in formats):
                found[f"{example}-{persona}{ending}.{one.extension}"] = one.render(document)
    return found


def stale(reports: dict[str, bytes], folder: Path = TARGET) -> list[str]:
    """Names of reports that are missing, differ, or are no longer made."""
    kept = {path.name: path.read_bytes() for path in folder.glob("*.*") if path.name != "README.md"}
    return sorted(name for name in reports.keys() | kept.keys() if reports.get(name) != kept.get(name))


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
