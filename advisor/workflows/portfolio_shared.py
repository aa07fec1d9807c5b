"""Servers that several teams could share: bought for the sum of what they need, not one by one.

The marginal cost argument: the first initiative on own servers pays for whole machines, the next one
fills what they have free. Only the machines are counted here; people, licences and data stay each
team's own. Peaks are added up, because nothing is known about whether they coincide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.economics.machines import Machines, Plan
from advisor.economics.machines_demand import Demand, owned_demands, together
from advisor.economics.machines_owned import owned_years
from advisor.economics.machines_total import owned_hours, owned_total
from advisor.economics.pooling import hardware
from advisor.economics.tco import OneWorkload
from advisor.model.pack import Pack
from advisor.model.portfolio import Joining, SharedServersOffer
from advisor.model.price import Compute

_OWN = (Compute.OWNED, Compute.MIXED)
_CENT = Decimal("0.01")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What one workload needs of own servers."""

    pack: str
    file: str
    workload: str
    title: str
    is_target: bool
    """Whether the model is the target only, not yet advised."""
    alternative: str
    accelerator: str
    currency: str
    months: int
    plan: Plan
    machines: Machines
    hours: tuple[Decimal, ...]
    demands: tuple[Demand, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """Workloads with the same key can stand on the same servers."""
        return (
            self.pack,
            self.alternative,
            self.accelerator,
            self.currency,
            self.plan,
            *hardware(self.machines),
        )


def parts_of(file: str, pack: Pack, ones: Sequence[OneWorkload], currency: str) -> tuple[Part, ...]:
    """The workloads to which a model with own servers is advised, now or as the target."""
    found = []
    primary = pack.manifest.primary_decision
    for one in ones:
        advised = one.subject.advised
        for case in one.cases.values():
            kind, outcome = case.alternative.compute, case.alternative.outcome
            if case.alternative.decision != primary or kind not in _OWN or outcome is None:
                continue
            if outcome in (advised.now, advised.target):
                hours = owned_hours(kind, case.machines, case.factors)
                found.append(
                    Part(
                        pack=pack.sha256,
                        file=file,
                        workload=one.subject.workload.id,
                        title=one.subject.workload.title or one.subject.workload.id,
                        is_target=outcome != advised.now,
                        alternative=case.alternative.title,
                        accelerator=one.accelerator,
                        currency=currency,
                        months=one.months,
                        plan=case.plan,
                        machines=case.machines,
                        hours=tuple(hours),
                        demands=tuple(owned_demands(kind, case.machines, case.factors)),
                    )
                )
    return tuple(found)


def offers(parts: Iterable[Part]) -> tuple[SharedServersOffer, ...]:
    """Servers that would serve workloads of two assessments or more, the largest saving first."""
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        groups.setdefault(part.key, []).append(part)
    found = [_offer(group) for group in groups.values() if len({part.file for part in group}) > 1]
    return tuple(sorted(found, key=lambda each: (-each.saved, each.alternative, each.accelerator)))


def _offer(group: Sequence[Part]) -> SharedServersOffer:
    first = group[0]
    everyone = _sum(part.hours for part in group)
    shared = owned_total(first.machines, everyone, first.plan)
    members = []
    for part in group:
        others = [whole - own for whole, own in zip(everyone, part.hours, strict=True)]
        alone = owned_total(first.machines, part.hours, first.plan)
        joining = shared - owned_total(first.machines, others, first.plan)
        members.append(
            Joining(
                file=part.file,
                workload=part.workload,
                title=part.title,
                advised="target" if part.is_target else "now",
                alone=alone.quantize(_CENT),
                joining=joining.quantize(_CENT),
            )
        )
    alone = sum((each.alone for each in members), _ZERO)
    return SharedServersOffer(
        alternative=first.alternative,
        accelerator=first.accelerator,
        currency=first.currency,
        months=first.months,
        servers_alone=sum(_servers(first, part.demands) for part in group),
        servers_shared=_servers(first, together([part.demands for part in group])),
        alone=alone,
        shared=shared.quantize(_CENT),
        saved=alone - shared.quantize(_CENT),
        members=tuple(members),
    )


def _sum(hours: Iterable[Sequence[Decimal]]) -> list[Decimal]:
    return [sum(year, _ZERO) for year in zip(*hours, strict=True)]


def _servers(first: Part, demands: Sequence[Demand]) -> int:
    years = owned_years(first.machines, demands, first.plan)
    return years[-1].servers if years else 0
