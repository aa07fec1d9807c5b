"""The KPIs of a report's reader as CSV: one row for each KPI and workload, for a dashboard or a spreadsheet.

UTF-8 with a byte order mark, because spreadsheets take a file without one for another encoding; commas
and CRLF as RFC 4180 has them. Figures are plain numbers with a point. A text that a spreadsheet would
take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO

from advisor.reporting import words
from advisor.reporting.document import Document
from advisor.reporting.kpi_rows import DIRECTIONS, KpiRow, kpi_rows
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.numerals import plain_figure
from advisor.reporting.plain import visible

COLUMNS = (
    "kpi",
    "title",
    "workload",
    "workload_title",
    "kind",
    "model",
    "unit",
    "direction",
    "value",
    "value_needs",
    "target",
    "target_from",
    "target_to",
    "target_source",
    "verdict",
    "owner",
    "cadence",
    "definition",
    "formula",
    "measured_in",
    "focus_columns",
    "source",
    "measured",
    "measured_unit",
    "measured_queries",
)
"""The names of the columns; they stay."""

_FORMULA = re.compile(r"[\s\u200b]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What makes a spreadsheet compute: the signs, also as wide letters and behind space."""


def render(document: Document, _look: Look = PLAIN) -> bytes:
    """The reader's KPIs, most important first; the same document gives the same bytes."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in kpi_rows(document):
        writer.writerow(
            [_number(each) if not isinstance(each, str) else guarded(each) for each in _row(row, document)]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def guarded(text: str) -> str:
    """A text that stays one when a spreadsheet opens the file."""
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(text) or _FORMULA.match(shown) else shown


def _number(number: Decimal | None) -> str:
    return "" if number is None else plain_figure(number)


def _row(row: KpiRow, document: Document) -> tuple[str | Decimal | None, ...]:
    kpi, workload, target = row.kpi, row.workload, row.target
    return (
        kpi.id,
        kpi.title,
        workload.id,
        workload.title,
        workload.kind,
        workload.model or "",
        row.unit,
        DIRECTIONS[kpi.direction],
        row.value,
        "; ".join(row.missing),
        target.text if target else "",
        target.value if target else None,
        target.upper if target else None,
        target.source if target else "",
        row.verdict or "",
        words.persona(document.content, kpi.owner),
        kpi.cadence,
        kpi.definition,
        kpi.formula,
        kpi.measure.where,
        " ".join(kpi.measure.focus_columns),
        kpi.source,
        row.bill.value if row.bill else None,
        row.bill.unit if row.bill and row.bill.value is not None else "",
        " ".join(row.bill.queries) if row.bill and row.bill.value is not None else "",
    )
