"""What one line of a made-up bill is: a kind of charge that repeats over the period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a charge shows that it is for AI."""

    KNOWN = "known"
    """The vendor sells the service as AI."""
    TAGGED = "tagged"
    """Only the owner's tags say so."""
    DISCOVERED = "discovered"
    """Machine type, unit or product betrays it."""
    NONE = "none"
    """It is not for AI."""


class Charge(StrEnum):
    """How an amount comes about; decides which of the four costs a row carries."""

    ON_DEMAND = "on_demand"
    SPOT = "spot"
    COMMITTED = "committed"
    """Usage that a commitment pays for: nothing is billed, the effective cost is its share of the fee."""
    UNUSED = "unused"
    """The part of a commitment that nobody used."""
    FEE = "fee"
    """The commitment's own fee: billed, and no effective cost."""
    RECURRING = "recurring"
    """A subscription by the month."""
    CREDIT = "credit"
    REFUND = "refund"
    """A negative correction of earlier usage."""
    TAX = "tax"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of charge. Prices and quantities are in thousandths, so a cost is exact in millionths."""

    provider: str
    """Who sells, and sends the invoice."""
    account: str
    """The billing account's id."""
    currency: str
    region: str
    """Empty where the charge belongs to no region."""
    region_name: str
    service: str
    category: str
    subcategory: str
    sku: str
    """The start of the price's id; its place in the list completes it."""
    meter: str
    unit: str
    price: int
    """List price of a unit, in thousandths of the currency."""
    usage: int
    """Units in a row, in thousandths, before pattern and noise."""
    share: int
    """Rows of this line in a round of all lines."""
    description: str
    shape: str
    """Which pattern over days and hours it follows."""
    charge: Charge
    rate: int
    """What is paid of the list price, in thousandths: negotiated, on spot, or under a commitment."""
    publisher: str
    resource: str
    """What its resources are called; empty where the charge names none."""
    resource_type: str
    resources: int
    team: str
    """Empty: nobody's, or everybody's."""
    workload: str
    environment: str
    tagged: bool
    """Whether its rows carry their owner's tags."""
    tags: tuple[tuple[str, str], ...]
    """Further tags."""
    kind: Kind
    family: str
    """What betrays AI; or ``decoy`` for what only looks like it."""
    activity: str
    """``training`` or ``inference``, of AI."""
    commitment: str
    """The commitment it belongs to; those by spend start with ``sp-``."""
    capacity: str
    """``Used`` or ``Unused``, of a reservation of capacity."""
    model: str
    direction: str
    """``input`` or ``output``, of tokens."""
    daily: bool
    """Billed by the day rather than by the hour."""
    starts: int
    """Tenths of the period that pass before its first row."""
