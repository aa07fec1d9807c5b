"""Reports to look at: a plain one, and one in which every text of every file is hostile."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from advisor.content.assessments import load_assessment
from advisor.content.prices import load_prices
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.economics.tco import estimate
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.price import PriceBook
from advisor.model.stated import Economics
from advisor.reporting.document import Document, build_document
from advisor.workflows.tco import costs_of, request_for

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
_PRICE_TEXTS = frozenset({"title", "short", "about", "source", "message", "do"})
_KEPT = frozenset({"version", "sha256", "cadence", "unit", "language"})


def report(
    pack: Pack,
    assessment: Assessment,
    persona: str | None = None,
    book: PriceBook | None = None,
    *,
    priced: bool = True,
) -> Document:
    """A full report, with costs where a book of prices is given or the pack's own folder has one."""
    recommendation = recommend(pack, assessment)
    if book is None:
        costs = costs_of(pack, assessment, recommendation) if priced else None
    else:
        costs = estimate(request_for(pack, book, assessment, recommendation, Economics())[0])
    return build_document(
        pack,
        assessment,
        recommendation,
        persona,
        date=DATE,
        practices=next_practices(pack, assessment, recommendation, persona),
        roadmap=roadmap(pack, assessment, recommendation),
        estimate=costs,
    )


def hostile_prices(tree: Any, key: str = "") -> Any:
    """Every text for people of a book of prices with the payload behind it; its formulas and units stay."""
    if isinstance(tree, dict):
        # A rental names its source by an id.
        return {n: v if n == "rentals" else hostile_prices(v, str(n)) for n, v in tree.items()}
    if isinstance(tree, list):
        return [hostile_prices(value, key) for value in tree]
    return f"{tree} {PAYLOAD}" if isinstance(tree, str) and key in _PRICE_TEXTS else tree


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
def hostile_report(small_pack: Pack, small_pack_folder: Path, plain_assessment: Assessment) -> Document:
    pack = Pack.model_validate(hostile(json.loads(small_pack.model_dump_json(by_alias=True))))
    tree = hostile(json.loads(plain_assessment.model_dump_json(by_alias=True)))
    tree["organisation"] = f"{PAYLOAD} {'W' * 10_000}"
    for answer in tree["answers"].values():
        answer["note"] = answer["evidence"] = PAYLOAD
    prices = json.loads(load_prices(small_pack_folder).model_dump_json(by_alias=True))
    book = PriceBook.model_validate(hostile_prices(prices))
    return report(pack, Assessment.model_validate(tree), book=book)
