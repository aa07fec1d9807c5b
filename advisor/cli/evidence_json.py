"""A bill and its proposals as JSON; stable: keys are added, never changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from advisor.model.bill_answers import Evidence


def document(found: Evidence, accepted: Sequence[str], *, queries: bool) -> bytes:
    """The document that ``advisor evidence --format json`` prints; queries only when they are asked for."""
    plain: dict[str, Any] = found.model_dump(mode="json", by_alias=True)
    bill = plain.pop("bill")
    if not queries:
        bill.pop("queries")
    whole = {"schema": bill.pop("schema"), "bill": bill, **plain, "accepted": list(accepted)}
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode()
