"""A report as JSON, for machines: the data that led to it, and the document as blocks.

The keys are stable; ``questionnaires/schemas/report.schema.json`` is their schema::

    schema          "advisor/report/1"
    organisation, assessment, persona, date (or null), headline
    depth           "brief" or "full"
    prepared_by     a name, or null
    pack            id, version, sha256
    recommendation  as ``advisor score --format json`` prints it ("advisor/recommendation/1")
    costs           as ``advisor tco --format json`` prints them ("advisor/tco/1"), or null
    evidence        the bill, as ``advisor evidence --format json --queries`` prints it, or null
    document        title, subject, glance, sections, annexes, credits

A section has ``id``, ``title``, ``blocks`` and ``sections``. A block has ``kind`` (``paragraph``,
``bullets``, ``facts``, ``table``, ``callout``, ``scores``, ``shares``, ``chart``) and the fields of the class
of that name in ``advisor.reporting.blocks``. A table's rows are objects, keyed by its columns' keys; a
cell's ``bar``, where it has one, is a stretch of the scale from 0 to 100. A chart's ``figure`` has a
``kind`` (``stacked_bars``, ``curves``, ``swings``, ``grid``, ``ladders``, ``timeline``,
``columns``) and the fields of
the class of that name in ``advisor.reporting.charts.figures``.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from advisor.model.bill_answers import Evidence
from advisor.reporting.blocks import Section, Table
from advisor.reporting.document import Document
from advisor.reporting.look import PLAIN, Look

SCHEMA = "advisor/report/1"

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(document: Document, _look: Look = PLAIN) -> bytes:
    """The document as UTF-8 JSON, indented; the same document gives the same bytes."""
    tree: Json = {
        "schema": SCHEMA,
        "organisation": document.organisation,
        "assessment": document.assessment,
        "persona": document.persona,
        "date": document.date,
        "headline": document.headline,
        "depth": document.depth.value,
        "prepared_by": document.prepared_by,
        "pack": document.pack.model_dump(mode="json", by_alias=True),
        "recommendation": document.recommendation.model_dump(mode="json", by_alias=True),
        "evidence": _evidence(document.evidence),
        "costs": document.estimate.model_dump(mode="json", by_alias=True) if document.estimate else None,
        "document": {
            "title": document.title,
            "subject": document.subject,
            "persona_title": document.persona_title,
            "assessment_title": document.assessment_title,
            "pack_title": document.pack_title,
            "language": document.language,
            "glance": _tree(document.glance),
            "sections": _tree(document.sections),
            "annexes": _tree(document.annexes),
            "credits": _tree(document.credits),
        },
    }
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    # Characters that steer a terminal or the reading direction are legal in JSON; escaped, they are harmless.
    return _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text).encode() + b"\n"


def _evidence(found: Evidence | None) -> Json:
    """The bill and what it speaks for."""
    if found is None:
        return None
    plain: Json = found.model_dump(mode="json", by_alias=True)
    return plain


def _tree(value: object) -> Json:
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, tuple):
        return [_tree(part) for part in value]
    if isinstance(value, Table):
        return _table(value)
    if is_dataclass(value):
        found: dict[str, Json] = {}
        if not isinstance(value, Section) and hasattr(value, "kind"):
            found["kind"] = _tree(value.kind)
        found.update({field.name: _tree(getattr(value, field.name)) for field in fields(value)})
        return found
    raise TypeError(f"a document holds no {type(value).__name__}")


def _table(table: Table) -> Json:
    keys = [column.key for column in table.columns]
    return {
        "kind": table.kind,
        "caption": table.caption,
        "columns": _tree(table.columns),
        "rows": [{key: _tree(cell) for key, cell in zip(keys, row, strict=True)} for row in table.rows],
        "note": table.note,
    }
