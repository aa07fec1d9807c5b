"""Sentences that economics words follow the brand's way of writing numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.economics.growing import growing
from advisor.model.brand import NumberFormat
from advisor.model.economics import AlternativeCost
from advisor.reporting.numerals import localised, numbers_written


@pytest.mark.parametrize(
    ("form", "shown"), [(NumberFormat.DE, "(0,3; 0,8)"), (NumberFormat.EN, "(0.3, 0.8)")]
)
def test_exponents_are_written_as_the_brand_writes(form: NumberFormat, shown: str) -> None:
    cost = AlternativeCost.model_construct(lines=[_Line("0.8"), _Line("0.3")])
    with numbers_written(form):
        assert shown in growing([cost], localised)


class _Line:
    def __init__(self, exponent: str) -> None:
        self.exponent = Decimal(exponent)
