"""The columns of FOCUS by version, and what gives other billing exports away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from advisor.model.focus import ADDED, FIRST, FOCUS

STANDS_IN: dict[str, tuple[str, ...]] = {
    "ProviderName": ("ServiceProviderName", "ProviderName"),
    "PublisherName": ("PublisherName", "HostProviderName", "InvoiceIssuerName"),
}
"""Where a column is renamed or gone in a later version, what tells the same, the best first."""

NEEDED = ("ChargePeriodStart",)
COSTS = ("ListCost", "ContractedCost", "BilledCost", "EffectiveCost")
"""At least one of these makes a bill."""
LOOKED_FOR = (
    *COSTS,
    "BillingCurrency",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "CapacityReservationStatus",
    "ChargeCategory",
    "ChargeClass",
    "ChargeDescription",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "CommitmentDiscountId",
    "CommitmentDiscountStatus",
    "ConsumedQuantity",
    "ConsumedUnit",
    "PricingCategory",
    "PricingQuantity",
    "PricingUnit",
    "ProviderName",
    "PublisherName",
    "ServiceCategory",
    "ServiceName",
    "ServiceSubcategory",
    "SkuMeter",
    "SubAccountId",
    "SubAccountName",
    "Tags",
)
"""What the measures look at, beside the columns that the pack's rules name."""

OTHER_FORMATS: dict[str, tuple[str, ...]] = {
    "an AWS Cost and Usage Report (legacy)": (
        "lineItem/UsageStartDate",
        "lineItem/UnblendedCost",
        "lineItem/ProductCode",
        "identity/LineItemId",
        "bill/PayerAccountId",
    ),
    "an AWS Cost and Usage Report (CUR 2.0, Athena names)": (
        "line_item_usage_start_date",
        "line_item_unblended_cost",
        "line_item_product_code",
        "bill_payer_account_id",
        "line_item_line_item_type",
    ),
    "a Google Cloud billing export": (
        "billing_account_id",
        "service.description",
        "sku.description",
        "usage_start_time",
        "cost",
        "service",
        "sku",
        "usage",
        "project",
    ),
    "an Azure cost export": (
        "CostInBillingCurrency",
        "MeterCategory",
        "MeterSubCategory",
        "ConsumedService",
        "SubscriptionId",
        "ResourceGroup",
        "BillingProfileId",
        "PreTaxCost",
        "UsageDate",
    ),
    "an Oracle cost report": (
        "lineItem/intervalUsageStart",
        "cost/productSku",
        "cost/myCost",
        "product/service",
        "usage/billedQuantity",
    ),
    "an OpenAI usage export": ("n_context_tokens_total", "n_generated_tokens_total", "snapshot_id"),
}
"""Columns of other formats; the more of them, the nearer."""


def plain(name: str) -> str:
    """A column's name without what writers vary: capitals, blanks and underscores."""
    return name.strip().lower().replace("_", "").replace(" ", "")


def matched(names: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """FOCUS column to the name that a file has for it, and FOCUS columns that a file has twice."""
    by_plain: dict[str, list[str]] = {}
    for name in names:
        by_plain.setdefault(plain(name), []).append(name)
    found, twice = {}, []
    for column in sorted(FOCUS):
        given = by_plain.get(plain(column), [])
        if column in given:
            found[column] = column
        elif given:
            found[column] = given[0]
        if len(given) > 1 and given.count(column) != 1:
            twice.append(column)
    return found, tuple(twice)


def version(found: Mapping[str, str]) -> str:
    """The newest version whose own columns a file has."""
    newest = FIRST
    for name, added in ADDED.items():
        if any(column in found for column in added):
            newest = name
    if newest == "1.3" and not {"ProviderName", "PublisherName"} & found.keys():
        return "1.4"
    return newest


def nearest_format(names: Iterable[str]) -> tuple[str | None, int, int]:
    """The other format that column names resemble most, with how many of its columns are there."""
    have = {plain(name) for name in names}
    best: tuple[str | None, int, int] = (None, 0, 0)
    for title, columns in OTHER_FORMATS.items():
        count = sum(plain(column) in have for column in columns)
        if count > best[1]:
            best = (title, count, len(columns))
    return best if best[1] >= 2 else (None, 0, 0)


def nearest_column(column: str, names: Iterable[str]) -> str | None:
    """The name in a file that resembles a column most; None when none does."""
    by_plain = {plain(name): name for name in names}
    close = get_close_matches(plain(column), by_plain, n=1, cutoff=0.75)
    return by_plain[close[0]] if close else None
