"""Reports to look at: a plain one, and one in which every text of every file is hostile."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from advisor.content.assessments import load_assessment
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.reporting.document import Document, build_document

DATE = datetime.date(2026, 3, 1)

PAYLOAD = (
    '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{1234*5678}} {% raw %} '
    "[x](javascript:alert(1)) ![i](http://evil.example/i.png) https://evil.example www.evil.example "
    "</style></title> &lt;b&gt; `code` *b* _i_ ~~s~~ $x$ | a | b | \u202egnp.exe \x1b[31mred\x07 "
    "👩‍👩‍👧 中文 العربية\n# heading\n| --- | --- |\n- item\n> quote"
)
SHOWN = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{1234*5678}}",
    "{% raw %}",
    "[x](javascript:alert(1))",
    "![i](http://evil.example/i.png)",
    "https://evil.example www.evil.example",
    "</style></title>",
    "&lt;b&gt;",
    "`code` *b* _i_ ~~s~~ $x$ | a | b |",
    "[U+202E]gnp.exe",
    "␛[31mred␇",
    "👩‍👩‍👧 中文 العربية",
    "# heading",
    "- item",
    "> quote",
)
"""What a reader has to see of the payload, in every format."""

_PROSE = re.compile(r"[^a-z0-9_.\-]")
_KEPT = frozenset({"version", "sha256", "cadence", "unit", "language"})


def report(pack: Pack, assessment: Assessment, persona: str | None = None) -> Document:
    recommendation = recommend(pack, assessment)
    return build_document(
        pack,
        assessment,
        recommendation,
        persona,
        date=DATE,
        practices=next_practices(pack, assessment, recommendation, persona),
        roadmap=roadmap(pack, assessment, recommendation),
    )


def hostile(tree: Any, key: str = "") -> Any:
    """Every prose string of a tree with the payload behind it; ids, numbers and keys stay."""
    if isinstance(tree, dict):
        return {name: hostile(value, str(name)) for name, value in tree.items()}
    if isinstance(tree, list):
        return [hostile(value, key) for value in tree]
    if isinstance(tree, str) and key not in _KEPT and _PROSE.search(tree):
        return f"{tree} {PAYLOAD}"
    return tree


@pytest.fixture(scope="session")
def plain_assessment(small_pack_folder: Path) -> Assessment:
    return load_assessment(small_pack_folder / "examples" / "corner-bistro.yaml").assessment


@pytest.fixture(scope="session")
def plain_report(small_pack: Pack, plain_assessment: Assessment) -> Document:
    return report(small_pack, plain_assessment)


@pytest.fixture(scope="session")
def hostile_report(small_pack: Pack, plain_assessment: Assessment) -> Document:
    pack = Pack.model_validate(hostile(json.loads(small_pack.model_dump_json(by_alias=True))))
    tree = hostile(json.loads(plain_assessment.model_dump_json(by_alias=True)))
    tree["organisation"] = f"{PAYLOAD} {'W' * 10_000}"
    for answer in tree["answers"].values():
        answer["note"] = answer["evidence"] = PAYLOAD
    return report(pack, Assessment.model_validate(tree))
