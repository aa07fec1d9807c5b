"""Results as JSON, without pydantic's serialisers: building them takes longer than scoring a file.

The same text as ``model_dump_json`` with aliases gives; a test holds the two against each other.
"""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING

from advisor.model.base import Model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from advisor.model.economics import RaisedWarning
    from advisor.model.recommendation import Recommendation
    from advisor.model.robustness import Robustness


def recommendation_json(
    recommendation: Recommendation,
    firmness: Sequence[Robustness] = (),
    money: Mapping[str, Sequence[RaisedWarning]] | None = None,
    *,
    pretty: bool,
) -> str:
    """A recommendation as JSON; with the firmness of each workload beside its advice, where given.

    ``money``: workload to warnings where its costs disagree with the rules.
    """
    document = recommendation_plain(recommendation, firmness)
    if money:
        workloads = document["workloads"]
        for workload in workloads if isinstance(workloads, list) else ():
            workload["money_warnings"] = [_plain(each) for each in money.get(workload["id"], ())]
    if pretty:
        return json.dumps(document, ensure_ascii=False, indent=2)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def recommendation_plain(
    recommendation: Recommendation, firmness: Sequence[Robustness] = ()
) -> dict[str, object]:
    """The same as what JSON is made of."""
    document = _plain(recommendation)
    if firmness:
        firm = {each.workload: _plain(each) for each in firmness}
        document["workloads"] = [
            _plain(each) | {"robustness": firm[each.id]} for each in recommendation.workloads
        ]
    return document


def _plain(model: Model) -> dict[str, object]:
    fields = type(model).model_fields
    return {
        fields[name].alias or name: _value(value) for name, value in model.__dict__.items() if name in fields
    }


def _value(value: object) -> object:
    if isinstance(value, Model):
        return _plain(value)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _value(each) for key, each in value.items()}
    return value.value if isinstance(value, Enum) else value
