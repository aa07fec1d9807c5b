"""A portfolio as CSV: one row a workload, and one for each file that cannot be used."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO

from advisor.model.portfolio import Portfolio
from advisor.model.portfolio_view import PortfolioRow, dimension_ids
from advisor.reporting.kpi_csv import guarded

_FIRST = (
    "file",
    "assessment",
    "organisation",
    "pack",
    "pack_version",
    "workload",
    "workload_title",
    "kind",
    "now",
    "target",
    "stage",
    "decided",
)
_LAST = (
    "warnings_high",
    "warnings",
    "hard_rules",
    "answered",
    "asked",
    "next_practice",
    "cost_now",
    "cost_target",
    "cheapest",
    "currency",
    "months",
    "problem",
)


def render(portfolio: Portfolio, rows: Sequence[PortfolioRow]) -> bytes:
    """The rows as RFC 4180 has them, UTF-8 with a byte order mark; texts are never formulas."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    dimensions = tuple(dimension_ids(portfolio))
    head = [*_FIRST]
    for name in dimensions:
        head += [name, f"{name}_band"]
    writer.writerow([*head, *_LAST])
    for row in rows:
        writer.writerow([_cell(each) for each in _values(row, dimensions)])
    for broken in portfolio.broken:
        first = broken.problems[0]
        place = f"line {first.line}: " if first.line else ""
        width = len(head) + len(_LAST)
        writer.writerow([guarded(broken.file), *[""] * (width - 2), guarded(f"{place}{first.message}")])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _values(row: PortfolioRow, dimensions: Sequence[str]) -> list[str | Decimal | int | None]:
    entry, workload, cost = row.entry, row.workload, row.workload.cost
    found: list[str | Decimal | int | None] = [
        entry.file,
        entry.assessment,
        entry.organisation,
        entry.pack.id,
        entry.pack.version,
        workload.id,
        workload.title,
        workload.kind,
        workload.now.id if workload.now else None,
        workload.target.id if workload.target else None,
        workload.stage,
        "yes" if workload.decided else "no",
    ]
    scores = {each.id: each for each in workload.scores}
    for name in dimensions:
        score = scores.get(name)
        found += [score.score if score else None, score.band if score else None]
    return [
        *found,
        row.urgent,
        len(workload.warnings),
        "; ".join(workload.gates),
        entry.answered,
        entry.asked,
        entry.practices[0].title if entry.practices else None,
        cost.now if cost else None,
        cost.target if cost else None,
        cost.cheapest if cost else None,
        cost.currency if cost else None,
        cost.months if cost else None,
        None,
    ]


def _cell(value: str | Decimal | int | None) -> str:
    if value is None:
        return ""
    return (
        guarded(value) if isinstance(value, str) else format(value, "f" if isinstance(value, Decimal) else "")
    )
