"""Prices of hosted language models from ``genai-prices``: offline, and only when it is installed."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from advisor.content.names import choose_from, shown
from advisor.errors import Problem, UnusableInput
from advisor.model.stated import TokenModel, TokenQuote

if TYPE_CHECKING:
    from genai_prices.types import PriceCalculation

INSTALL = "pip install 'crawl-walk-run-advisor[economics]'"
_CURRENCY = "USD"


def quoter(
    wanted: TokenModel | None, day: datetime.date
) -> tuple[Callable[[Decimal, Decimal], TokenQuote | None] | None, str | None]:
    """A function that prices requests of a size, and what to tell when there is none.

    Raises:
        UnusableInput: the list has no such provider or model.
    """
    if wanted is None:
        return None, None
    if not has_list():
        return None, f"Token prices are the pack's own range; {INSTALL} brings list prices."

    def quote(read: Decimal, written: Decimal) -> TokenQuote | None:
        return _quote(wanted.provider, wanted.model, int(read), int(written), day)

    quote(Decimal(1000), Decimal(100))
    return quote, None


def model_problem(wanted: TokenModel) -> tuple[str, str, str | None, str] | None:
    """What is wrong with a choice: key, message, hint, code; None when nothing is, or there is no list."""
    if not has_list():
        return None
    known = providers()
    if wanted.provider not in known:
        message = f"the list of token prices has no provider “{shown(wanted.provider)}”"
        return "provider", message, choose_from(wanted.provider, known), "unknown-provider"
    if not _has(wanted):
        message = f"the list of token prices has no model “{shown(wanted.model)}” of {wanted.provider}"
        return "model", message, choose_from(wanted.model, models_of(wanted.provider)), "unknown-model"
    return None


def has_list() -> bool:
    """Whether a list of token prices is installed."""
    return find_spec("genai_prices") is not None


def providers() -> dict[str, str]:
    """Every provider of the list with its name; none when no list is installed."""
    if not has_list():
        return {}
    from genai_prices.data_snapshot import get_snapshot

    return {each.id: each.name for each in get_snapshot().providers}


def models_of(provider: str) -> dict[str, str]:
    """The models of a provider in the list, with their names."""
    if not has_list():
        return {}
    from genai_prices.data_snapshot import get_snapshot

    found = (each for each in get_snapshot().providers if each.id == provider)
    return {model.id: model.name or model.id for each in found for model in each.models}


def _has(wanted: TokenModel) -> bool:
    """Whether the list prices a model; it knows other spellings than its own ids, too."""
    from genai_prices.data_snapshot import get_snapshot

    try:
        get_snapshot().find_provider_model(wanted.model, None, wanted.provider, None)
    except LookupError:
        return False
    return True


@lru_cache(maxsize=256)
def _quote(provider: str, model: str, read: int, written: int, day: datetime.date) -> TokenQuote | None:
    import genai_prices
    from genai_prices.data_snapshot import get_snapshot

    providers = {each.id: each for each in get_snapshot().providers}
    if provider not in providers:
        message = f"the list of token prices has no provider “{shown(provider)}”"
        raise _unusable(message, choose_from(provider, providers), "unknown-provider")
    moment = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    usage = genai_prices.Usage(input_tokens=max(read, 1), output_tokens=max(written, 1))
    try:
        price = genai_prices.calc_price(usage, model, provider_id=provider, genai_request_timestamp=moment)
    except LookupError:
        names = [each.id for each in providers[provider].models]
        message = f"the list of token prices has no model “{shown(model)}” of {provider}"
        raise _unusable(message, choose_from(model, names), "unknown-model") from None
    since = _since(price)
    dated = "" if since is not None else " (since when is not told)"
    return TokenQuote(
        read=price.input_price / max(read, 1),
        written=price.output_price / max(written, 1),
        currency=_CURRENCY,
        model=f"{price.provider.name} {price.model.id}",
        source=f"genai-prices {genai_prices.__version__}, price in force on {day.isoformat()}{dated}, "
        f"a request of {read} and {written} tokens",
        as_of=since,
    )


def _since(price: PriceCalculation) -> datetime.date | None:
    """From which day on a price holds; None where the list has no day for it."""
    prices = price.model.prices
    if not isinstance(prices, list):
        return None
    starts = (each.constraint for each in prices if each.prices is price.model_price)
    return next((day for each in starts if (day := getattr(each, "start_date", None)) is not None), None)


def _unusable(message: str, hint: str | None, code: str) -> UnusableInput:
    return UnusableInput([Problem("token_price", None, None, message, hint, code)])
