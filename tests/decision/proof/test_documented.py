"""The page on findings lists every kind, as the kinds say it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from advisor.decision.proof import findings_effect, findings_packs
from advisor.decision.proof.findings import Finding

PAGE = Path(__file__).parents[3] / "docs" / "checking-packs.md"


def kinds(kind: type[Finding] = Finding) -> Iterator[type[Finding]]:
    if "code" in vars(kind):
        yield kind
    for each in kind.__subclasses__():
        yield from kinds(each)


def test_every_kind_is_listed_with_its_severity_and_way_out() -> None:
    assert findings_effect.__doc__
    assert findings_packs.__doc__
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (error|warning|note) \| (.*?) \| (.*?) \|$", PAGE.read_text("utf-8"), re.M
    )
    expected = {(k.code, k.weight.value, (k.__doc__ or "").splitlines()[0], k.hint) for k in kinds()}
    assert set(rows) == expected
    assert len(rows) == len(expected)
