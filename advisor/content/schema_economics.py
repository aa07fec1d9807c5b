"""The JSON Schema of the section ``economics``: amounts with units, in their short and long forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from advisor.model.price import PriceBook, Quantity
from advisor.model.question import Scope
from advisor.model.stated import Depreciation

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string", "minLength": 1}
_AMOUNT: Schema = {
    "description": "An amount with its unit, such as “0.21 USD/kWh”, or a range of them.",
    "anyOf": [
        {"type": "string", "pattern": "^\\s*[-+]?\\d+(\\.\\d+)?[kM]?(\\s*\\S.*)?$"},
        {"type": "number"},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "low": {"type": "number"},
                "typical": {"type": "number"},
                "high": {"type": "number"},
                "unit": _TEXT | {"description": "Such as USD/kWh, requests/day or %."},
                "source": _TEXT | {"description": "What it rests on."},
            },
            "anyOf": [{"required": ["typical"]}, {"required": ["low", "high"]}],
        },
        {"type": "null"},
    ],
}


def economics_schema(book: PriceBook | None = None) -> Schema:
    """What may be stated about money; everything is optional. With a price book, by the names that it has."""
    values = _amounts(book, None)
    of_workload = _amounts(book, Scope.WORKLOAD)
    providers = sorted(
        {each.provider for one in book.accelerators.values() for each in one.rentals} if book else ()
    )
    return {
        "type": ["object", "null"],
        "description": "What is stated about money. “advisor tco --init” writes it to be filled in.",
        "additionalProperties": False,
        "properties": {
            "currency": {
                "type": "string",
                "pattern": "^[A-Z]{3}$",
                "description": "Of all amounts and results.",
            },
            "as_of": _TEXT | {"description": "Compute with the prices of this day, “2026-10-01”."},
            "accelerator": _choice(book.accelerators if book else ())
            | {"description": "An accelerator of the price table."},
            "provider": _choice(providers) | {"description": "Rent from this provider only."},
            "token_price": {
                "type": "object",
                "additionalProperties": False,
                "required": ["provider", "model"],
                "properties": {"provider": _TEXT, "model": _TEXT},
                "description": "The hosted model whose list price counts.",
            },
            "depreciation": {"enum": [each.value for each in Depreciation]},
            "exchange_rate": _REFERENCE
            | {"description": "Units of the currency for one of the price table."},
            "exponents": _exponents(book)
            | {
                "description": "How cost lines follow the volume: 0 fixed, below 1 sub-linear, 1 linear, "
                "above 1 super-linear."
            },
            "values": values | {"description": "Quantities, for the organisation and all workloads."},
            "alternatives": {
                "type": ["object", "null"],
                "description": "Quantities that hold for one alternative only.",
                **({"propertyNames": {"enum": list(book.alternatives)}} if book else {}),
                "additionalProperties": values,
            },
            "workloads": {
                "type": ["object", "null"],
                "description": "Quantities of one workload.",
                "additionalProperties": of_workload,
            },
        },
    }


DEFINITIONS: dict[str, Schema] = {"amount": _AMOUNT}
"""What the section refers to, under the schema's ``$defs``."""
_REFERENCE: Schema = {"$ref": "#/$defs/amount"}


def _amounts(book: PriceBook | None, scope: Scope | None) -> Schema:
    """Amounts under the names of quantities, of one scope or of all."""
    if book is None:
        return {"type": ["object", "null"], "additionalProperties": _REFERENCE}
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            name: _REFERENCE | {"description": _about(quantity)}
            for name, quantity in book.quantities.items()
            if scope in (None, quantity.scope)
        },
    }


def _exponents(book: PriceBook | None) -> Schema:
    """Exponents under the names of cost lines that are paid each year."""
    number: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 3}
    if book is None:
        return {"type": ["object", "null"], "additionalProperties": number}
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {
            line.id: number | {"description": f"{line.title}; the pack's is {line.volume:f}."}
            for line in book.lines
            if not line.once
        },
    }


def _about(quantity: Quantity) -> str:
    unit = "" if quantity.unit == "1" else f", in {quantity.unit}"
    return f"{quantity.title}{unit}."


def _choice(names: Iterable[str]) -> Schema:
    known = list(names)
    return {"enum": known} if known else dict(_TEXT)
