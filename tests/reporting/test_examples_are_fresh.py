"""The reports shown in the repository are those that the code makes today."""

from __future__ import annotations

import importlib.util
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "make_examples.py"


def test_example_reports_are_fresh() -> None:
    spec = importlib.util.spec_from_file_location("make_examples", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.stale(tool.rendered()) == [], "run: python tools/make_examples.py"
    assert len(tool.rendered()) == 10
