"""The names of FOCUS, the open format for billing data, by version."""

from __future__ import annotations

FIRST = "1.0"
_NAMES = {
    FIRST: """
        AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd
        BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargeFrequency ChargePeriodEnd
        ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName
        CommitmentDiscountStatus CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost
        ContractedUnitPrice EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory
        PricingQuantity PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName
        ResourceType ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags""",
    "1.1": """
        CapacityReservationId CapacityReservationStatus CommitmentDiscountQuantity CommitmentDiscountUnit
        ServiceSubcategory SkuMeter SkuPriceDetails""",
    "1.2": """
        BillingAccountType InvoiceId PricingCurrency PricingCurrencyContractedUnitPrice
        PricingCurrencyEffectiveCost PricingCurrencyListUnitPrice SubAccountType""",
    "1.3": """
        AllocatedMethodDetails AllocatedMethodId AllocatedResourceId AllocatedResourceName AllocatedTags
        ContractApplied HostProviderName ServiceProviderName""",
}
ADDED: dict[str, tuple[str, ...]] = {name: tuple(text.split()) for name, text in _NAMES.items()}
"""Version to the columns that it added. 1.4 removed ``ProviderName`` and ``PublisherName``."""
FOCUS: frozenset[str] = frozenset(name for names in ADDED.values() for name in names)
