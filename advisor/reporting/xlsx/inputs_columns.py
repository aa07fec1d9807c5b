"""The columns of the sheet of inputs, in their order."""

from __future__ import annotations

TITLES = (
    "Workload",
    "Figure",
    "Only for",
    "Unit",
    "Low",
    "Typical",
    "High",
    "Your figure",
    "Counts",
    "Changed?",
    "How known",
    "Where from",
    "As of",
    "In base units",
)
WIDTHS = (24, 44, 15, 18, 13, 13, 13, 14, 14, 12, 15, 60, 13, 16)
(
    WORKLOAD,
    FIGURE,
    ONLY,
    UNIT,
    LOW,
    TYPICAL,
    HIGH,
    OWN,
    COUNTS,
    CHANGED,
    KNOWN,
    FROM,
    DAY,
    BASE,
) = range(14)
