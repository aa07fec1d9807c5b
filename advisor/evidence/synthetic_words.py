"""What stands in the text columns of a made-up row, told by its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from advisor.evidence.synthetic_lines import Charge, Kind, Line
from advisor.evidence.synthetic_world import ORGANISATION, SHARED_TEAM

_CATEGORY: Final = {
    Charge.FEE: "Purchase",
    Charge.RECURRING: "Purchase",
    Charge.CREDIT: "Credit",
    Charge.TAX: "Tax",
}
_PRICING: Final = {
    Charge.SPOT: "Dynamic",
    Charge.COMMITTED: "Committed",
    Charge.UNUSED: "Committed",
    Charge.CREDIT: "Other",
    Charge.TAX: None,
}
_FREQUENCY: Final = {
    Charge.FEE: "Recurring",
    Charge.RECURRING: "Recurring",
    Charge.CREDIT: "One-Time",
    Charge.TAX: "One-Time",
}
STATUS: Final = {Charge.COMMITTED: "Used", Charge.UNUSED: "Unused"}


def price_id(place: int, line: Line) -> str:
    """The ``SkuPriceId`` of a line: tells the lines of a bill apart."""
    return f"{line.sku}.{place:03d}"


def category(line: Line) -> str:
    """The ``ChargeCategory`` of a line."""
    return _CATEGORY.get(line.charge, "Usage")


def tags(line: Line) -> dict[str, str]:
    """What an owner writes on the line's resources."""
    if not line.tagged:
        return {}
    ordinary = f"{line.team}-{line.category.split()[0].lower()}" if line.kind is Kind.NONE else ""
    application = line.workload or ordinary
    own = {"team": line.team, "environment": line.environment, "application": application} | dict(line.tags)
    return {key: own[key] for key in sorted(own) if own[key]}


def account_name(line: Line) -> str:
    """The sub-account that a line stands on."""
    return f"{line.team or SHARED_TEAM}-{'dev' if line.environment == 'development' else 'prod'}"


def account_id(line: Line) -> str:
    """The number of its sub-account: twelve digits made of the name."""
    digits = sum(ord(letter) * 7919**place for place, letter in enumerate(account_name(line)))
    return f"{digits % 10**12:012d}"


def _price_details(line: Line) -> str | None:
    machine = line.resource_type == "Instance" and category(line) == "Usage"
    return json.dumps({"InstanceType": line.meter.removeprefix("BoxUsage:")}) if machine else None


def _commitment(line: Line, *values: str) -> str | None:
    """The first value for a commitment by spend, the second for one by usage."""
    return values[not line.commitment.startswith("sp-")] if line.commitment else None


WORDS: Final[dict[str, Callable[[Line], str | None]]] = {
    "AvailabilityZone": lambda line: f"{line.region}a" if line.resource_type == "Instance" else None,
    "BillingAccountId": lambda line: line.account,
    "BillingCurrency": lambda line: line.currency,
    "CapacityReservationId": lambda line: f"cr-{line.sku.lower()}" if line.capacity else None,
    "CapacityReservationStatus": lambda line: line.capacity or None,
    "ChargeCategory": category,
    "ChargeClass": lambda line: "Correction" if line.charge is Charge.REFUND else None,
    "ChargeDescription": lambda line: line.description,
    "ChargeFrequency": lambda line: _FREQUENCY.get(line.charge, "Usage-Based"),
    "CommitmentDiscountCategory": lambda line: _commitment(line, "Spend", "Usage"),
    "CommitmentDiscountId": lambda line: f"commitment/{line.commitment}" if line.commitment else None,
    "CommitmentDiscountName": lambda line: line.commitment or None,
    "CommitmentDiscountStatus": lambda line: STATUS.get(line.charge) if line.commitment else None,
    "CommitmentDiscountType": lambda line: _commitment(line, "Savings Plan", "Reserved Instance"),
    "CommitmentDiscountUnit": lambda line: _commitment(line, line.currency, line.unit),
    "ConsumedUnit": lambda line: line.unit if uses(line) else None,
    "InvoiceIssuerName": lambda line: line.provider,
    "PricingCategory": lambda line: _PRICING.get(line.charge, "Standard"),
    "PricingCurrency": lambda line: line.currency,
    "PricingUnit": lambda line: line.unit,
    "ProviderName": lambda line: line.provider,
    "PublisherName": lambda line: line.publisher,
    "RegionId": lambda line: line.region or None,
    "RegionName": lambda line: line.region_name or None,
    "ResourceType": lambda line: line.resource_type or None,
    "ServiceCategory": lambda line: line.category,
    "ServiceName": lambda line: line.service,
    "ServiceSubcategory": lambda line: line.subcategory,
    "SkuId": lambda line: line.sku,
    "SkuMeter": lambda line: line.meter,
    "SkuPriceDetails": _price_details,
    "SubAccountId": account_id,
    "SubAccountName": account_name,
    "Tags": lambda line: json.dumps(tags(line)) if tags(line) else None,
    "x_ModelName": lambda line: line.model or None,
    "x_TokenType": lambda line: line.direction or None,
}


SAME: Final = {
    "BillingAccountName": ORGANISATION,
    "BillingAccountType": "Organization",
    "SubAccountType": "Account",
}


def uses(line: Line) -> bool:
    """Whether it consumes anything."""
    return category(line) == "Usage" and line.charge is not Charge.REFUND
