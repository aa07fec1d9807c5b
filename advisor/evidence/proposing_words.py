"""Figures and bounds as a proposal tells them."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.evidence.notices import money_text, plain, share_text
from advisor.model.bill_workloads import FoundWorkload
from advisor.model.evidence_proposing import Bound


def quoted(found: FoundWorkload) -> str:
    """Its name in a line of evidence, in which semicolons part one piece from the next."""
    return found.name.replace(";", ",")


_MONEY = re.compile(r"[A-Z]{3}(/\w+)?")
"""Units that are a currency, or a currency in a time."""


def told(value: Decimal, unit: str) -> str:
    """A measure for people."""
    if unit == "%":
        return share_text(value)
    if _MONEY.fullmatch(unit):
        return f"{money_text(value)} {unit}"
    return plain(value) if unit == "1" else f"{plain(value)} {unit}"


def bounds_text(bound: Bound, unit: str) -> str:
    """A range in words: ``50.0 % to less than 80.0 %``."""
    low = bound.from_ if bound.from_ is not None else bound.above
    high = bound.below if bound.below is not None else bound.up_to
    parts = []
    if low is not None:
        parts.append(f"{'more than ' if bound.above is not None else ''}{told(low, unit)}")
    if high is not None:
        parts.append(f"{'less than ' if bound.below is not None else ''}{told(high, unit)}")
    if low is not None and high is not None:
        return f"{parts[0]} to {parts[1]}"
    if high is not None:
        return parts[0] if bound.below is not None else f"{parts[0]} or less"
    return parts[0] if bound.above is not None else f"{parts[0]} or more"
