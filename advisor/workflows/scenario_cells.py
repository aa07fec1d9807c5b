"""The cells of the table of scenarios: a value as text for people, and as it is for programs."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from math import floor

from advisor.decision.stability import Stability
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.scenario import ScenarioCell

NONE = "–"
"""Where nothing can be told."""


def cell(text: str, value: Decimal | str | bool | None = None) -> ScenarioCell:
    """A cell: what people read, and what a program gets."""
    return ScenarioCell(text=text, value=value)


def outcome_cell(pack: Pack, outcome: str | None) -> ScenarioCell:
    """An outcome of the primary decision, by its label."""
    if outcome is None:
        return cell("no admissible model")
    return cell(pack.primary.labels.get(outcome, outcome), outcome)


def share_cell(share: float) -> ScenarioCell:
    """A share of 1 in whole per cent; never 0 or 100 % unless it is exactly that."""
    value = Decimal(str(share))
    if 0 < value < Decimal("0.005"):
        text = "<1 %"
    elif Decimal("0.995") <= value < 1:
        text = ">99 %"
    else:
        text = f"{(100 * value + Decimal('0.5')).to_integral_value('ROUND_FLOOR'):f} %"
    return cell(text, value)


def settled_cell(one: WorkloadRecommendation, settled: bool) -> ScenarioCell:
    """Whether no open answer can change the advice any more, or at least that for today."""
    return cell("yes" if settled else "today only" if one.decided else "no", settled)


def warnings_cell(one: WorkloadRecommendation) -> ScenarioCell:
    """How many warnings there are, and how many of them are urgent."""
    urgent = sum(each.severity.value == "high" for each in one.warnings)
    text = str(len(one.warnings)) + (f" ({urgent} high)" if urgent else "")
    return cell(text, Decimal(len(one.warnings)))


def score_cell(one: WorkloadRecommendation, name: str) -> ScenarioCell:
    """The score of a dimension with its band, or that the band is open."""
    found = next((each for each in one.dimensions if each.id == name), None)
    if found is None or found.score is None:
        return cell(NONE)
    value = Decimal(str(found.score))
    open_ = len(found.bands) > 1
    return cell(f"{value.quantize(Decimal('0.1'))} {'open' if open_ else found.band or ''}".rstrip(), value)


def firm_cell(found: Stability) -> ScenarioCell:
    """Below which change of all weights at once neither today's model nor the target flips; rounded down."""
    room = found.all_weights
    if room is None:
        return cell("any amount")
    value = Decimal(floor(room * 10**6)).scaleb(-6)
    return cell(f"±{(100 * value).quantize(Decimal('0.1'), ROUND_FLOOR)} %", value)


def amount_cell(amount: Decimal) -> ScenarioCell:
    """An amount of money, whole."""
    return cell(f"{amount:,.0f}", amount)


def figure(value: Decimal) -> str:
    """A figure for people: as many digits as anyone could mean."""
    if not value:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    text = f"{shortened(value, 4):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shortened(value: Decimal, digits: int = 9) -> Decimal:
    """As many digits as given, and no exponent."""
    if not value:
        return Decimal(0)
    return value.quantize(Decimal(1).scaleb(min(0, value.adjusted() - digits + 1)))


def next_move_cell(pack: Pack, found: Stability) -> ScenarioCell:
    """The scores that would move today's model or the target by themselves, with the threshold to pass."""
    told = [
        f"{pack.rules.dimensions[one.dimension].title} {'below' if one.below else 'from'} {one.threshold}"
        for one in found.moves
    ]
    return cell("; ".join(told) or "none alone")
