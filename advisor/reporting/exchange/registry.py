"""Every format that a decision can be exported to."""

from __future__ import annotations

from collections.abc import Callable

from advisor.decision.export_table import ExportTable
from advisor.reporting.exchange import dmn, jdm

FORMATS: dict[str, Callable[[ExportTable], bytes]] = {"dmn": dmn.render, "jdm": jdm.render}
"""Format id, which is also the file's extension, to renderer."""
