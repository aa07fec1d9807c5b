"""The reports shown in the repository are those that the code makes today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from advisor.reporting.registry import FORMATS

TOOLS = Path(__file__).parents[2] / "tools"


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_example_reports_are_fresh() -> None:
    examples = tool("make_examples")
    reports = examples.rendered()
    assert examples.stale(reports) == [], "run: python tools/make_examples.py"
    assert len(reports) == len(examples.SHOWN) * (len(FORMATS) + len(examples.BRIEFS))


def test_pictures_of_pages_are_fresh() -> None:
    assert tool("make_pages").stale() == [], "run: python tools/make_pages.py"


def test_what_a_file_says_is_seen_to_change() -> None:
    examples = tool("make_examples")
    full, brief = "call-transcripts-finops_practitioner", "call-transcripts-finops_practitioner-brief"
    for ending in ("md", "html", "pdf"):
        one, other = ((examples.TARGET / f"{name}.{ending}").read_bytes() for name in (full, brief))
        assert examples.said(f"x.{ending}", one) != examples.said(f"x.{ending}", other)
        assert examples.said(f"x.{ending}", one) == examples.said(f"x.{ending}", one)
