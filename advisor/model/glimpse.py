"""A glimpse at the advice: what stays in sight while answers are given."""

from __future__ import annotations

from advisor.model.base import Model
from advisor.model.recommendation import Overall, WorkloadAdvice


class WorkloadGlimpse(WorkloadAdvice):
    """The advice for one workload, and what could still change it."""

    open_questions: tuple[str, ...]
    """Open questions whose answer can still change ``model`` or ``target``, most telling first."""


class Glimpse(Model):
    """The advice for every workload, without how it came about."""

    workloads: tuple[WorkloadGlimpse, ...]
    overall: Overall
