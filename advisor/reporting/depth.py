"""How much a report says; apart from the document, so that a command line need not load it."""

from __future__ import annotations

from enum import StrEnum


class Depth(StrEnum):
    """How much a report says."""

    BRIEF = "brief"
    """Two pages: what to do, why, how sure, and what comes next."""
    FULL = "full"
    """Every reason, KPI and step, with an annex."""
