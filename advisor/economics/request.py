"""What an estimate depends on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from advisor.economics.situation import Quoter
from advisor.errors import AdvisorError
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.economics import Advised
from advisor.model.expression import Expression
from advisor.model.pack import Pack
from advisor.model.price import PriceBook, Profile
from advisor.model.stated import Economics, Given


class CannotEstimate(AdvisorError):
    """Nothing can be computed for a workload; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A workload, with what the rest of the advisor knows about it."""

    workload: Workload
    profile: Profile
    answers: Mapping[str, Answer]
    """Answers that count for it, the organisation's among them."""
    advised: Advised = field(default_factory=lambda: Advised(now=None, target=None))
    quote: Quoter | None = None
    """Prices of the hosted model that stands for this workload; None where the request's holds."""


@dataclass(frozen=True, slots=True)
class Request:
    """All that an estimate depends on."""

    pack: Pack
    book: PriceBook
    assessment: Assessment
    economics: Economics
    subjects: tuple[Subject, ...]
    as_of: datetime.date
    discounted: bool = False
    quote: Quoter | None = None
    overrides: Mapping[str, Given] = field(default_factory=dict)
    """Amounts that come before those of the assessment: options of a command, sliders of a screen."""


def quantity_behind(expression: Expression) -> str | None:
    """The quantity that a formula is nothing but."""
    return expression.quantity if expression.in_ is None else None
