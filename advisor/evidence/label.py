"""All that the pack's rules can say about a row of a bill."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """What is known about rows that say the same. Texts are empty, never None."""

    currency: str
    provider: str
    service: str
    category: str
    account: str
    charge: str
    """``ChargeCategory``."""
    charge_class: str
    pricing: str
    """``PricingCategory``."""
    commitment: str
    """``used``, ``unused`` or nothing."""
    kind: str
    rule: str
    also: str
    """Further rules that fit, with blanks between."""
    suspicion: str
    description: str
    """Of what looks like AI and is not claimed."""
    workload: str
    team: str
    team_by: str
    """``split``, ``tag``, ``account`` or nothing."""
    split: str
    environment: str
    model: str
    direction: str
    phase: str
    accelerator: bool
    accelerators: int
    compute: bool
    spot: bool
    idle: bool
    tagged: bool
    bad_tags: bool
    missing: str
    """Required keys that are not there, with line ends between."""
    tokens_of: str
    """``consumed`` or ``priced``: which quantity counts tokens."""
    factor: int
    """What one of that quantity is in tokens."""
    requests: bool
    """Whether what is consumed are requests."""
    hours: bool
    """Whether what is consumed are hours."""
