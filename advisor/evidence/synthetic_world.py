"""The lines of a made-up bill: an invented marketplace for second-hand clothes, and what it buys.

They stand in a table beside this module, for a spreadsheet to edit. Services, units and wording look like
those of the vendors that are named, so that rules which read real bills find what they should. Prices are
round figures of the right size, not price lists.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from advisor.evidence.synthetic_lines import Charge, Kind, Line

TABLE: Final = Path(__file__).with_name("synthetic_lines.csv")
ORGANISATION: Final = "Roda Brecho"
SHARED_TEAM: Final = "platform"
"""The team on whose account stands what names no team."""
CURRENCY: Final = "USD"
"""What most vendors invoice in."""


def lines(*, currencies: bool = True) -> tuple[Line, ...]:
    """All lines. The first fills in for what has not started yet.

    Args:
        currencies: with the vendors that invoice in another currency.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        every = [_line(row) for row in csv.DictReader(file)]
    return tuple(line for line in every if currencies or line.currency == CURRENCY)


def _line(row: dict[str, str]) -> Line:
    return Line(
        provider=row["provider"],
        account=row["account"],
        currency=row["currency"],
        region=row["region"],
        region_name=row["region_name"],
        service=row["service"],
        category=row["category"],
        subcategory=row["subcategory"],
        sku=row["sku"],
        meter=row["meter"],
        unit=row["unit"],
        price=int(row["price"]),
        usage=int(row["usage"]),
        share=int(row["share"]),
        description=row["description"] or row["meter"],
        shape=row["shape"],
        charge=Charge(row["charge"]),
        rate=int(row["rate"]),
        publisher=row["publisher"] or row["provider"],
        resource=row["resource"],
        resource_type=row["resource_type"],
        resources=int(row["resources"]),
        team=row["team"],
        workload=row["workload"],
        environment=row["environment"],
        tagged=row["tagged"] == "yes",
        tags=_pairs(row["tags"]),
        kind=Kind(row["kind"]),
        family=row["family"],
        activity=row["activity"],
        commitment=row["commitment"],
        capacity=row["capacity"],
        model=row["model"],
        direction=row["direction"],
        daily=row["daily"] == "yes",
        starts=int(row["starts"]),
    )


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """``key=value;key=value``."""
    found = [each.partition("=") for each in text.split(";") if each]
    return tuple((key, value) for key, _, value in found)
