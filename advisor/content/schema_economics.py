"""The JSON Schema of the section ``economics``: amounts with units, in their short and long forms."""

from __future__ import annotations

from typing import Any

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


def economics_schema() -> Schema:
    """What may be stated about money; everything is optional."""
    amounts: Schema = {"type": ["object", "null"], "additionalProperties": _AMOUNT}
    grouped: Schema = {"type": ["object", "null"], "additionalProperties": amounts}
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
            "accelerator": _TEXT | {"description": "An accelerator of the price table."},
            "provider": _TEXT | {"description": "Rent from this provider only."},
            "token_price": {
                "type": "object",
                "additionalProperties": False,
                "required": ["provider", "model"],
                "properties": {"provider": _TEXT, "model": _TEXT},
                "description": "The hosted model whose list price counts.",
            },
            "depreciation": {"enum": [each.value for each in Depreciation]},
            "exchange_rate": _AMOUNT,
            "values": amounts | {"description": "Quantities, for the organisation and all workloads."},
            "alternatives": grouped | {"description": "Quantities that hold for one alternative only."},
            "workloads": grouped | {"description": "Quantities of one workload."},
        },
    }
