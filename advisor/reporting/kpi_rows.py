"""The KPIs of a report's reader as rows of figures, for formats that compute: one for each workload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.kpis import Verdict, verdict
from advisor.model.bill_answers import KpiFromBill
from advisor.model.catalogue import Kpi, KpiDirection, Target
from advisor.model.economics import KpiValue
from advisor.model.recommendation import WorkloadRecommendation
from advisor.reporting.document import Document

DIRECTIONS = {
    KpiDirection.LOWER: "lower is better",
    KpiDirection.HIGHER: "higher is better",
    KpiDirection.WITHIN: "within a corridor",
}


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One KPI for one workload."""

    kpi: Kpi
    workload: WorkloadRecommendation
    unit: str
    """Of the value; the pack's own where there is no value."""
    value: Decimal | None
    """As the estimate of costs has it."""
    missing: tuple[str, ...]
    """What a value would take."""
    target: Target | None
    """The sample target under the model advised for today."""
    bill: KpiFromBill | None = None
    """What a bill says of the KPI, for the organisation as a whole; None where none says anything."""

    @property
    def verdict(self) -> Verdict | None:
        """Whether the value meets the target; None without one of them."""
        return verdict(self.kpi.direction, self.value, self.target)


def kpi_rows(document: Document) -> Iterator[KpiRow]:
    """The reader's KPIs, most important first, for each workload of a kind that they measure."""
    pack = document.content
    measured = document.evidence.kpis if document.evidence else ()
    for name in pack.persona_by_id[document.persona].kpis:
        kpi = pack.kpi_by_id.get(name)
        if kpi is None:
            continue
        for workload in document.recommendation.workloads:
            if kpi.kinds and workload.kind not in kpi.kinds:
                continue
            found = _value(document, workload.id, name)
            yield KpiRow(
                kpi=kpi,
                workload=workload,
                unit=found.unit if found else kpi.unit,
                value=found.value if found else None,
                missing=found.missing if found else (),
                target=kpi.targets.get(workload.model) if workload.model else None,
                bill=next((each for each in measured if each.kpi == name), None),
            )


def _value(document: Document, workload: str, kpi: str) -> KpiValue | None:
    estimates = document.estimate.workloads if document.estimate else ()
    values = (value for one in estimates if one.workload == workload for value in one.kpis)
    return next((value for value in values if value.kpi == kpi), None)
