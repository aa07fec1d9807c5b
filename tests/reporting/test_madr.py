"""The decision record: the structure of MADR 4, and text that stays text."""

from __future__ import annotations

import re

import pytest

from advisor.model.brand import Brand
from advisor.reporting.look import Look
from advisor.reporting.madr import render

_HEADINGS = (
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## Pros and Cons of the Options",
    "## More Information",
)
"""Of the MADR 4 template, in its order; an option's own heading stands between the last two."""


@pytest.mark.parametrize("which", ["plain_report", "hostile_report"])
def test_it_has_the_parts_of_a_record_in_their_order(request, which):
    document = request.getfixturevalue(which)
    text = render(document).decode()
    assert re.match(r'---\nstatus: "proposed"\ndate: 2026-03-01\n---\n\n# ', text)
    headings = re.findall(r"^#{2,3} .*$", text, re.MULTILINE)
    options = headings[7:-1]
    assert headings == [*_HEADINGS[:7], *options, _HEADINGS[7]]
    considered = re.search(r"## Considered Options\n\n((?:\* .*\n)+)", text)
    assert considered
    assert [f"### {line[2:]}" for line in considered[1].splitlines()] == options
    assert len(options) == len(document.content.primary.outcomes)
    assert text.count("\n# ") == 1


def test_every_workload_has_its_outcome(plain_report):
    text = render(plain_report).decode()
    for workload in plain_report.recommendation.workloads:
        assert re.search(rf"^\* \*\*{re.escape(workload.title)}\*\*: .+ as the target", text, re.MULTILINE)


def test_consequences_and_reasons_to_look_again_are_said(plain_report):
    text = render(plain_report).decode()
    consequences = text.partition("### Consequences")[2].partition("###")[0]
    for warning in plain_report.recommendation.workloads[0].warnings:
        if warning.severity.value != "low":
            assert warning.message[:20] in consequences
    assert "Questions and rules" in text.partition("## More Information")[2]


def test_it_is_signed_and_always_the_same(plain_report):
    look = Look(brand=Brand(firm="Weber & Partner"))
    assert render(plain_report, look) == render(plain_report, look)
    assert "Prepared by Weber &amp; Partner." in render(plain_report, look).decode()
