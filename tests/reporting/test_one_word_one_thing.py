"""One word for workloads that differ, another for the cost alternative with two kinds of machines."""

from __future__ import annotations

from advisor.content.prices import prices_of
from advisor.model.pack import Pack
from advisor.reporting.document import Document
from advisor.reporting.markdown import render


def test_workloads_that_differ_are_no_hybrid(plain_report: Document) -> None:
    assert plain_report.recommendation.overall.hybrid
    assert "ybrid" not in plain_report.headline
    assert "ybrid" not in render(plain_report).decode()


def test_a_hybrid_says_what_it_is_made_of(bundled_pack: Pack) -> None:
    prices = prices_of(bundled_pack)
    assert prices is not None
    titles = [each.title for each in prices.alternatives.values() if "ybrid" in each.title]
    assert titles == ["Hybrid (owned base, rented peak)"]
