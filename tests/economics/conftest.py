"""Estimates of the small pack, with any amounts."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from advisor.content.prices import load_prices
from advisor.economics.tco import Request, Subject, estimate
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.economics import Advised, AlternativeCost, Estimate, WorkloadEstimate
from advisor.model.stated import Economics, Given
from advisor.model.units import amount
from tests.conftest import SMALL_PACK

BOOK = load_prices(SMALL_PACK)
DAY = datetime.date(2026, 6, 1)


def given(text: str) -> Given:
    """An amount as a person writes it, in short."""
    number, unit = amount(text)
    return Given(typical=number, unit=unit.text)


@pytest.fixture(scope="session")
def costed(small_pack):
    """Estimates a till of the small pack: amounts by name, and what else an estimate depends on."""

    def make(
        values: dict[str, str | Given] | None = None,
        *,
        economics: Economics | None = None,
        answers: dict[str, Answer] | None = None,
        workloads: int = 1,
        day: datetime.date = DAY,
        discounted: bool = False,
        advised: str | None = None,
        target: str | None = None,
        book=BOOK,
        overrides: dict[str, Given] | None = None,
    ) -> Estimate:
        stated = {
            name: given(each) if isinstance(each, str) else each for name, each in (values or {}).items()
        }
        tills = tuple(Workload(id=f"till{number}", kind="orders") for number in range(workloads))
        economics = economics or Economics()
        return estimate(
            Request(
                pack=small_pack,
                book=book,
                assessment=Assessment(id="t", pack="kitchen", organisation="T", workloads=tills),
                economics=economics.model_copy(update={"values": {**economics.values, **stated}}),
                subjects=tuple(
                    Subject(
                        till, book.profiles[0], answers or {}, Advised(now=advised, target=target or advised)
                    )
                    for till in tills
                ),
                as_of=day,
                discounted=discounted,
                overrides=overrides or {},
            )
        )

    return make


def only(found: Estimate) -> WorkloadEstimate:
    (workload,) = found.workloads
    return workload


def costs(found: Estimate) -> dict[str, AlternativeCost]:
    return {each.id: each for each in only(found).alternatives}


def flat() -> dict[str, str]:
    """Amounts that make every figure easy to follow by hand: no growth, no falling prices, no interest."""
    return {
        "guests": "0 tickets/hour",
        "staff": "0 GPU-h/month",
        "rise": "0 %/year",
        "cheaper": "0 %/year",
        "interest": "0 %/year",
        "busy": "50 %",
        "fee": "0.01 EUR/ticket",
        "rent": "1 EUR/GPU-h",
        "box": "8000 EUR",
        "box_size": "2 GPU",
        "box_power": "1 kW",
        "overhead": "1.5",
        "power": "0.2 EUR/kWh",
        "room": "100 EUR/kW/month",
        "upkeep_share": "10 %/year",
        "lasts": "4 years",
        "second_hand": "50 %",
        "later": "25 %",
        "plan": "24 months",
        "cook_wage": "0 EUR/year",
    }


CENT = Decimal("0.01")
