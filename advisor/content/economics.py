"""The section ``economics`` of an assessment: amounts with units, read strictly.

Shape and units are read without the pack's prices; ``check_economics`` then holds names, units and
bounds against them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

from advisor.content.names import choose_from, described, shown
from advisor.content.yaml_reader import At, Source
from advisor.model.stated import Depreciation, Economics, Given, TokenModel
from advisor.model.units import UnitError, amount, unit

SECTION = "economics"
_AMOUNT_HINT = "a number and its unit, such as “0.21 USD/kWh”"
EXPONENT_HINT = "0 stays the same, 0.5 grows with the root, 1 in step, more than 1 faster than the volume"
_KEYS = (
    "currency",
    "as_of",
    "accelerator",
    "provider",
    "token_price",
    "depreciation",
    "exchange_rate",
    "exponents",
    "values",
    "alternatives",
    "workloads",
)
_RANGE = ("low", "typical", "high", "unit", "source")


def read_economics(source: Source, value: object) -> Economics | None:
    """The section, or None when it states nothing; what is wrong is reported to the source."""
    at: At = (SECTION,)
    if value is None:
        return None
    if not isinstance(value, dict):
        source.report(at, f"expected amounts under their names, found {described(value)}", code="wrong-type")
        return None
    _refuse_unknown(source, at, value, _KEYS)
    values: dict[str, object] = {}
    for key in ("currency", "accelerator", "provider"):
        if (text := _text(source, (*at, key), value.get(key))) is not None:
            values[key] = text
    if (day := _day(source, (*at, "as_of"), value.get("as_of"))) is not None:
        values["as_of"] = day
    if (method := _text(source, (*at, "depreciation"), value.get("depreciation"))) is not None:
        known = [each.value for each in Depreciation]
        if method in known:
            values["depreciation"] = Depreciation(method)
        else:
            message = f"there is no depreciation “{shown(method)}”"
            source.report((*at, "depreciation"), message, choose_from(method, known), "unknown-name")
    if (model := _token_model(source, (*at, "token_price"), value.get("token_price"))) is not None:
        values["token_price"] = model
    if (rate := read_amount(source, (*at, "exchange_rate"), value.get("exchange_rate"))) is not None:
        values["exchange_rate"] = rate
    values["exponents"] = _exponents(source, (*at, "exponents"), value.get("exponents"))
    values["values"] = _amounts(source, (*at, "values"), value.get("values"))
    for key in ("alternatives", "workloads"):
        values[key] = _grouped(source, (*at, key), value.get(key))
    # Everything is checked by now; to build pydantic's validators would take longer than to score a file.
    make: Callable[..., Economics] = Economics.model_construct
    found = make(**values)
    return found if found != Economics.model_construct() else None


def read_amount(source: Source, at: At, value: object) -> Given | None:
    """An amount at a path; None when there is none, or when it is reported."""
    if value is None:
        return None
    if isinstance(value, dict):
        return _range(source, at, value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Given.model_construct(typical=Decimal(value), unit="")
    if not isinstance(value, str):
        source.report(at, f"expected an amount, found {described(value)}", _AMOUNT_HINT, "wrong-type")
        return None
    try:
        number, measured = amount(value)
    except UnitError as error:
        source.report(at, f"“{shown(value)}”: {error}", _AMOUNT_HINT, "bad-amount")
        return None
    return Given.model_construct(typical=number, unit=measured.text)


def _range(source: Source, at: At, value: Mapping[str, object]) -> Given | None:
    before = len(source.problems)
    _refuse_unknown(source, at, value, _RANGE)
    numbers: dict[str, Decimal] = {}
    for key in ("low", "typical", "high"):
        found = value.get(key)
        if found is None:
            continue
        if isinstance(found, bool) or not isinstance(found, int | Decimal):
            hint = "the unit stands beside it: “unit: USD/kWh”" if isinstance(found, str) else None
            source.report((*at, key), f"expected a number, found {described(found)}", hint, "wrong-type")
        else:
            numbers[key] = Decimal(found)
    measured = _text(source, (*at, "unit"), value.get("unit")) or ""
    try:
        unit(measured)
    except UnitError as error:
        source.report((*at, "unit"), str(error), "such as USD/kWh, requests/day or %", "bad-amount")
    remark = _text(source, (*at, "source"), value.get("source"))
    if len(source.problems) > before:
        return None
    if "typical" not in numbers:
        if not {"low", "high"} <= numbers.keys():
            message = "expected “typical”, or both “low” and “high”"
            source.report(at, message, _AMOUNT_HINT, "bad-amount")
            return None
        numbers["typical"] = (numbers["low"] + numbers["high"]) / 2
    low, high = numbers.get("low", numbers["typical"]), numbers.get("high", numbers["typical"])
    if not low <= numbers["typical"] <= high:
        message = f"expected low, typical, high in this order, found {low}, {numbers['typical']}, {high}"
        source.report(at, message, None, "bounds")
        return None
    return Given.model_construct(
        low=numbers.get("low"),
        typical=numbers["typical"],
        high=numbers.get("high"),
        unit=measured,
        source=remark,
    )


def _exponents(source: Source, at: At, value: object) -> dict[str, Decimal]:
    """How cost lines follow the volume: plain numbers under their names."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        message = f"expected exponents under the names of cost lines, found {described(value)}"
        source.report(at, message, code="wrong-type")
        return {}
    found = {}
    for name, each in value.items():
        if each is None:
            continue
        if isinstance(each, bool) or not isinstance(each, int | Decimal):
            message = f"expected a plain number, found {described(each)}"
            source.report((*at, name), message, EXPONENT_HINT, "wrong-type")
        else:
            found[name] = Decimal(each)
    return found


def _amounts(source: Source, at: At, value: object) -> dict[str, Given]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        source.report(at, f"expected amounts under their names, found {described(value)}", code="wrong-type")
        return {}
    found = {}
    for name, each in value.items():
        given = read_amount(source, (*at, name), each)
        if given is not None:
            found[name] = given
    return found


def _grouped(source: Source, at: At, value: object) -> dict[str, dict[str, Given]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        source.report(at, f"expected ids with their amounts, found {described(value)}", code="wrong-type")
        return {}
    found = {name: _amounts(source, (*at, name), each) for name, each in value.items()}
    return {name: amounts for name, amounts in found.items() if amounts}


def _token_model(source: Source, at: At, value: object) -> TokenModel | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        hint = "token_price: {provider: …, model: …}"
        source.report(at, f"expected a provider and a model, found {described(value)}", hint, "wrong-type")
        return None
    _refuse_unknown(source, at, value, ("provider", "model"))
    provider = _text(source, (*at, "provider"), value.get("provider"))
    model = _text(source, (*at, "model"), value.get("model"))
    if provider is None or model is None:
        source.report(at, "a token price needs “provider” and “model”", None, "missing-key")
        return None
    return TokenModel.model_construct(provider=provider, model=model)


def read_day(text: str) -> datetime.date | None:
    """A day as ``2026-10-01``; None when it is none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _day(source: Source, at: At, value: object) -> datetime.date | None:
    text = _text(source, at, value)
    if text is None:
        return None
    day = read_day(text)
    if day is None:
        source.report(at, f"“{shown(text)}” is not a day", "write it as “2026-10-01”, in quotes", "bad-day")
    return day


def _text(source: Source, at: At, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        source.report(at, f"expected a text, found {described(value)}", None, "wrong-type")
        return None
    return value.strip()


def _refuse_unknown(source: Source, at: At, value: Mapping[str, object], known: tuple[str, ...]) -> None:
    for key in value:
        if key not in known:
            message = f"unknown key “{shown(key)}”"
            source.report((*at, key), message, choose_from(key, known), "unknown-key", key=True)
