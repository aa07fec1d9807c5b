"""What pages, workbooks and texts of a portfolio say alike."""

from __future__ import annotations

from decimal import Decimal

from advisor.model.portfolio import Portfolio, PortfolioScore, SharedServersOffer
from advisor.model.portfolio_view import advice_counts, money, portfolio_rows, undecided_count
from advisor.model.score_figures import whole_points

NO_MODEL = "no admissible model"
NOT_COUNTED = "not stated"


def headline(portfolio: Portfolio) -> str:
    """The folder in a sentence or two."""
    rows = portfolio_rows(portfolio)
    if not rows:
        return "No assessment here can be read."
    advised = ", ".join(f"{count} {name.lower()}" for name, count in advice_counts(rows))
    open_ = undecided_count(rows)
    told = f"{many(len(portfolio.entries), 'assessment')} with {many(len(rows), 'workload')}."
    if advised:
        told += f" Advised now: {advised}."
    if open_:
        told += f" Not decided yet: {many(open_, 'workload')}."
    if portfolio.broken:
        told += f" {many(len(portfolio.broken), 'file')} cannot be used."
    return told


def money_lines(portfolio: Portfolio) -> tuple[str, ...]:
    """What the advised models cost together, one line for each currency and horizon."""
    found = []
    for each in money(portfolio_rows(portfolio)):
        whose = f"{many(each.workloads, 'workload')} whose assessment states something about money"
        found.append(f"{whole(each.now)} {each.currency} in {each.months} months for {whose}.")
    return tuple(found)


def many(count: int, what: str) -> str:
    """A count with its noun."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def whole(amount: Decimal) -> str:
    """An amount of money without cents."""
    return f"{amount:,.0f}"


def score_words(score: PortfolioScore) -> str:
    """A score as a reader hears it."""
    if score.score is None:
        return "nothing applies"
    told = f"{whole_points(score.score)} of 100, {score.band}"
    if score.low != score.high and score.low is not None and score.high is not None:
        told += f"; open answers leave {whole_points(score.low)} to {whole_points(score.high)}"
    return told


def offer_words(offer: SharedServersOffer) -> str:
    """What sharing servers would bring, in one sentence or two."""
    teams = len({each.file for each in offer.members})
    told = f"{many(len(offer.members), 'workload')} of {many(teams, 'assessment')} could share "
    told += f"{many(offer.servers_shared, 'server')} instead of {offer.servers_alone} apart. "
    amounts = f"{whole(offer.shared)} {offer.currency} instead of {whole(offer.alone)}"
    amounts += f" in {offer.months} months"
    if offer.saved <= 0:
        return f"{told}Machines alone cost {amounts}: sharing saves nothing here."
    return f"{told}Machines alone cost {amounts}: {whole(offer.saved)} less."
