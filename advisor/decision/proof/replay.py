"""One sheet decided by the words of the rules, to say of a counterexample what happens on it.

Relevance can be held as it was on another sheet, which shows whether a change of relevance is to blame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.decision.engine import OTHERWISE, End, end_of
from advisor.decision.plan import BANDS, band_index
from advisor.decision.proof.example import Example
from advisor.decision.reported import Reported, holds, relevant
from advisor.decision.sheets import Domain
from advisor.model.assessment import Answer
from advisor.model.condition import Band
from advisor.model.pack import Pack
from advisor.model.question import NumberFormat
from advisor.model.rules import Decision


@dataclass(frozen=True, slots=True)
class Replay:
    """What happens on a sheet."""

    end: End
    gates: frozenset[int]
    """Indexes of those that fire."""
    relevance: dict[str, bool]
    """Whether each question is relevant."""


def replay(
    pack: Pack, domains: tuple[Domain, ...], decision: Decision, example: Example, held: Mapping[str, bool]
) -> Replay:
    """Decide a complete sheet; ``held`` says of some questions whether they are relevant, come what may."""
    slots = {domain.question.id: slot for slot, domain in enumerate(domains)}
    bands: dict[str, Band | None] = {}
    by_id = {domain.question.id: domain for domain in domains}
    numbers = {
        domain.question.id: Answer.model_construct(number=_lowest(domain.question.number, value))
        for domain, value in zip(domains, example.sheet, strict=True)
        if domain.question.number is not None
    }
    state = Reported(pack, by_id, slots, example.kind, example.sheet, numbers, bands, {}, dict(held))
    relevance = {question: relevant(question, state) is True for question in slots}
    for name, dimension in pack.rules.dimensions.items():
        counted = {question: weight for question, weight in dimension.weights.items() if relevance[question]}
        reached = sum(
            weight * (by_id[question].values[example.sheet[slots[question]]].level or 0)
            for question, weight in counted.items()
        )
        possible = sum(weight * by_id[question].max_level for question, weight in counted.items())
        bands[name] = BANDS[band_index((reached, possible), dimension.bands)]
    state.named.clear()
    row = next((i for i, each in enumerate(decision.table) if holds(each.when, state) is True), OTHERWISE)
    gates = frozenset(index for index, gate in enumerate(decision.gates) if holds(gate.when, state) is True)
    out = {outcome for index in gates for outcome in decision.gates[index].exclude}
    left = tuple(outcome for outcome in decision.outcomes if outcome not in out)
    return Replay(end_of(decision, row, left), gates, relevance)


def _lowest(form: NumberFormat, bin_: int) -> Decimal:
    """The lowest number of a range, which stands for all of it: conditions ask at its bounds only."""
    below = form.bins[bin_ - 1].below if bin_ else None
    return form.minimum if below is None else below
