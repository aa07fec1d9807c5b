"""The decision record: the structure of MADR 4, and text that stays text."""

from __future__ import annotations

import re

import pytest
import yaml

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
    head = r'---\nstatus: "proposed"\ndate: 2026-03-01\ndecision-makers: \[".*"\]\n---\n\n# '
    assert re.match(head, text)
    assert yaml.safe_load(text.split("---\n")[1])["decision-makers"]
    headings = re.findall(r"^#{2,3} .*$", text, re.MULTILINE)
    options = headings[7:-1]
    assert headings == [*_HEADINGS[:7], *options, _HEADINGS[7]]
    considered = re.search(r"## Considered Options\n\n((?:\* .*\n)+)", text)
    assert considered
    assert [f"### {line[2:]}" for line in considered[1].splitlines()] == options
    assert len(options) == len(document.content.primary.outcomes) + 1, (
        "a mix, where there are several workloads"
    )
    chosen = re.search(r'^Chosen option: "(.*?)"\. ', text, re.MULTILINE)
    if chosen:
        assert f"### {chosen[1]}" in options
    else:
        assert "No option is chosen yet." in text
    assert text.count("\n# ") == 1


def test_every_workload_has_its_outcome(plain_report):
    text = render(plain_report).decode()
    for workload in plain_report.recommendation.workloads:
        assert re.search(rf"^\* \*\*{re.escape(workload.title)}\*\*: .+ as the target", text, re.MULTILINE)


def test_consequences_and_reasons_to_look_again_are_said(plain_report):
    text = render(plain_report).decode()
    for warning in plain_report.recommendation.workloads[0].warnings:
        if warning.severity.value == "high":
            assert warning.message[:20] in text
    for part in re.split(r"^(?:#|\*\*)", text, flags=re.MULTILINE):
        assert part.count("* Bad, because") <= 4
    assert "Questions and rules" in text.partition("## More Information")[2]


def test_it_is_signed_and_always_the_same(plain_report):
    look = Look(brand=Brand(firm="Weber & Partner"))
    assert render(plain_report, look) == render(plain_report, look)
    assert "Prepared by Weber & Partner." in render(plain_report, look).decode()
