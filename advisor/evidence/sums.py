"""Which sums of a bill are asked for: each over some of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.evidence.facts import COST_NAMES

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value


_OTHERS = ("list", "contracted", "billed")
"""The costs beside the effective one, of which spending is told."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over some of the rows."""

    name: str
    title: str
    column: str
    where: Value | None = None


def sums_of(t: Table, required: str) -> list[Sum]:
    """Every sum that measures look at.

    Taxes are in the four costs, and in no other sum; a share never has one of the four above or below
    its line, so that taxes are in none.

    ``required`` is how rows without any of the required tags are marked.
    """
    ai = t.kind != ""
    taxed = t.charge == "tax"
    usage = t.charge == "usage"
    machines = usage & t.compute
    used, unused = t.commitment == "used", t.commitment == "unused"
    accelerators = usage & t.accelerator
    bare = t.missing == required if required else ~t.tagged
    found = [Sum(name, f"{name.capitalize()} cost", name) for name in COST_NAMES]
    found += [Sum(f"ai_{name}", f"{name.capitalize()} cost of AI", name, ai) for name in COST_NAMES]
    found += [
        Sum(f"ai_{kind}_effective", f"AI cost that is {kind}", "effective", ~taxed & (t.kind == kind))
        for kind in ("known", "tagged", "discovered")
    ]
    found += [
        Sum(f"ai_{phase}_effective", f"AI cost of {phase}", "effective", ai & ~taxed & (t.phase == phase))
        for phase in ("learning", "serving")
    ]
    found += [
        Sum("spend", "Spending without taxes", "effective", ~taxed),
        *(Sum(f"spend_{name}", f"{name.capitalize()} cost without taxes", name, ~taxed) for name in _OTHERS),
        *(
            Sum(f"ai_spend_{name}", f"{name.capitalize()} cost of AI without taxes", name, ai & ~taxed)
            for name in _OTHERS
        ),
        Sum("usage_list", "Usage at list prices", "list", usage),
        Sum("usage_effective", "Usage at effective cost", "effective", usage),
        Sum("ai_usage_list", "AI usage at list prices", "list", usage & ai),
        Sum("ai_usage_effective", "AI usage at effective cost", "effective", usage & ai),
        Sum("compute_effective", "Used machines", "effective", machines & ~unused),
        Sum("commitment_used", "Machines used under commitments", "effective", machines & used),
        Sum("commitment_unused", "Commitments not used", "effective", machines & unused),
        Sum("spot_effective", "Spot machines", "effective", machines & t.spot),
        Sum("accelerator_effective", "Accelerators", "effective", accelerators),
        Sum("accelerator_idle", "Accelerators paid for and not used", "effective", accelerators & t.idle),
        Sum("accelerator_spot", "Accelerators on spot", "effective", accelerators & t.spot),
        Sum("tag_effective", "Attributed by tag", "effective", ~taxed & (t.team_by == "tag")),
        Sum("account_effective", "Attributed by account", "effective", ~taxed & (t.team_by == "account")),
        Sum("split_effective", "Shared, and divided by rule", "effective", ~taxed & (t.team_by == "split")),
        Sum("untagged_effective", "Without any tag", "effective", ~taxed & ~t.tagged),
        Sum("nobody_effective", "Attributed to nobody", "effective", ~taxed & (t.team_by == "")),
        Sum("ai_spend", "AI spending without taxes", "effective", ai & ~taxed),
        Sum(
            "ai_allocated_effective",
            "AI attributed to somebody",
            "effective",
            ai & ~taxed & (t.team_by != ""),
        ),
        Sum("ai_untagged_effective", "AI without any required tag", "effective", ai & ~taxed & bare),
        Sum("ai_compute_effective", "Used machines of AI", "effective", ai & machines & ~unused),
        Sum("ai_commitment_used", "AI machines used under commitments", "effective", ai & machines & used),
        Sum("ai_commitment_unused", "Commitments of AI not used", "effective", ai & machines & unused),
        Sum("tagged_effective", "With any tag, at effective cost", "effective", ~taxed & t.tagged),
        Sum("tagged_billed", "With any tag, as billed", "billed", ~taxed & t.tagged),
        Sum("compliant_effective", "With every required tag", "effective", ~taxed & (t.missing == "")),
        Sum("credit_effective", "Credits", "effective", t.charge == "credit"),
        Sum("adjustment_effective", "Adjustments", "effective", t.charge == "adjustment"),
        Sum("purchase_effective", "Purchases", "effective", t.charge == "purchase"),
        Sum("tax_effective", "Taxes", "effective", taxed),
        Sum(
            "correction_effective",
            "Corrections of earlier bills",
            "effective",
            t.charge_class == "correction",
        ),
        Sum("negative_effective", "Negative rows", "negative"),
        Sum("ai_negative", "Negative rows of AI", "negative", ai),
        Sum("late_effective", "Use that ended before its billing period", "effective", ~taxed & t.late),
        Sum("long_effective", "Charges for longer than a day", "effective", t.length == "longer"),
        Sum("undated_effective", "Rows without a time that can be read", "effective", ~t.dated),
        Sum("american_effective", "Dates with the month first", "effective", t.american),
        Sum("bad_tags_effective", "Tags that cannot be read", "effective", t.bad_tags),
    ]
    return found
