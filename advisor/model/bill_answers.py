"""The answers that a bill speaks for, beside those that are there."""

from __future__ import annotations

import datetime
from decimal import Decimal
from enum import StrEnum

from advisor.model.base import Model, Slug
from advisor.model.bill import Bill
from advisor.model.bill_costs import Measure


class Verdict(StrEnum):
    """How a proposal stands to the present answer."""

    NEW = "new"
    """There is no answer yet, or it is unknown."""
    AGREES = "agrees"
    DIFFERS = "differs"
    """It is another answer, but no rule calls that a contradiction."""
    CONTRADICTS = "contradicts"


class Proposal(Model):
    """An answer that the bill speaks for. It becomes an answer only when somebody accepts it."""

    id: str
    """``RULE`` or ``RULE@WORKLOAD``; what ``--accept`` takes."""
    rule: Slug
    question: Slug
    workload: Slug | None
    """Of the assessment; None for the organisation."""
    found: Slug | None
    """The workload of the bill that speaks; None for the bill as a whole."""
    option: Slug | None
    number: Decimal | None
    """One of the two is set."""
    label: str
    """The proposed answer in words."""
    bounds: str
    """The range of the option, in words: ``50 % to less than 80 %``."""
    measure: Measure
    first: datetime.date
    last: datetime.date
    reason: str
    caution: str | None
    source: str
    present: str | None
    """The present answer in words; None when there is none."""
    verdict: Verdict
    warning: str | None = None
    """For a contradiction: what disagrees."""
    do: str | None = None
    evidence: str
    """What is written into the answer: file, SHA-256, period, rule."""


class Unproposed(Model):
    """A rule of the pack that proposes no answer."""

    rule: Slug
    question: Slug
    workload: Slug | None
    why: str


class KpiFromBill(Model):
    """A KPI of the catalogue whose value the bill gives."""

    kpi: Slug
    title: str
    unit: str
    value: Decimal | None
    currency: str
    quantities: dict[str, Decimal]
    """The quantities of its formula with their values, in the units of the price book."""
    measures: tuple[Slug, ...]
    """The measures that gave them."""
    queries: tuple[Slug, ...]
    why: str | None = None
    """Why there is no value."""


class Evidence(Model):
    """A bill beside an assessment: what screen and report show."""

    bill: Bill
    proposals: tuple[Proposal, ...]
    kpis: tuple[KpiFromBill, ...]
    unmatched: tuple[str, ...]
    """AI workloads of the bill that no workload of the assessment is named after."""
    unproposed: tuple[Unproposed, ...] = ()
    """Answers that the bill might speak for, and does not, with the reason."""
