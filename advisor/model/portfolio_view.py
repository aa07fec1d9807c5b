"""Rows of a portfolio, filtered by words and sorted by a column: the same for text, files and screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from advisor.model.portfolio import Portfolio, PortfolioEntry, PortfolioWorkload

NAME, NOW, TARGET, WARNINGS, COST = "name", "now", "target", "warnings", "cost"
SORTS = (NAME, NOW, TARGET, WARNINGS, COST)
"""Columns to sort by, beside the dimensions, which go by their ids."""
_SEVERE = {"high": 10_000, "medium": 100, "low": 1}


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One workload of one assessment."""

    entry: PortfolioEntry
    workload: PortfolioWorkload

    @property
    def words(self) -> str:
        """Everything that a filter may look for."""
        entry, workload = self.entry, self.workload
        parts = [entry.file, entry.name, entry.organisation, workload.title, workload.id, workload.kind]
        parts += [named.title for named in (workload.now, workload.target) if named]
        parts += [workload.stage or "", f"{entry.pack.id} {entry.pack.version}"]
        parts += [warning.message for warning in workload.warnings]
        parts += [f"{score.title} {score.band or ''}" for score in workload.scores]
        return "\n".join(parts).casefold()

    @property
    def urgent(self) -> int:
        """How many warnings are of the highest severity."""
        return sum(warning.severity == "high" for warning in self.workload.warnings)

    def score(self, dimension: str) -> Decimal | None:
        """The score in a dimension; None where there is none."""
        return next((each.score for each in self.workload.scores if each.id == dimension), None)


def portfolio_rows(portfolio: Portfolio) -> tuple[PortfolioRow, ...]:
    """A row for each workload, in the order of the files."""
    return tuple(PortfolioRow(entry, each) for entry in portfolio.entries for each in entry.workloads)


def filtered(rows: Iterable[PortfolioRow], text: str) -> tuple[PortfolioRow, ...]:
    """The rows in which every word is found somewhere."""
    words = text.casefold().split()
    if not words:
        return tuple(rows)
    return tuple(row for row in rows if all(word in found for found in (row.words,) for word in words))


def dimension_ids(portfolio: Portfolio) -> dict[str, str]:
    """The dimensions of all packs, the most used pack first: id to title."""
    found: dict[str, str] = {}
    for use in portfolio.packs:
        for each in use.dimensions:
            found.setdefault(each.id, each.title)
    return found


def sort_names(portfolio: Portfolio) -> tuple[str, ...]:
    """Everything that rows can be sorted by."""
    return (*SORTS, *dimension_ids(portfolio))


def sorted_rows(rows: Sequence[PortfolioRow], by: str, *, down: bool = False) -> tuple[PortfolioRow, ...]:
    """The rows by a column; those without a value come last either way, ties stay in their order."""
    known = [(value, row) for row in rows if (value := _value(row, by)) is not None]
    rest = [row for row in rows if _value(row, by) is None]
    known.sort(key=lambda each: each[0], reverse=down)
    return (*(row for _, row in known), *rest)


def _value(row: PortfolioRow, by: str) -> tuple[Decimal, str] | None:
    """Numbers before texts in one shape, so that columns compare alike."""
    workload = row.workload
    if by == NAME:
        return Decimal(0), row.entry.name.casefold()
    if by == NOW:
        return (Decimal(0), workload.now.title.casefold()) if workload.now else None
    if by == TARGET:
        return (Decimal(0), workload.target.title.casefold()) if workload.target else None
    if by == WARNINGS:
        return Decimal(sum(_SEVERE.get(each.severity, 0) for each in workload.warnings)), ""
    if by == COST:
        return (workload.cost.now, "") if workload.cost and workload.cost.now is not None else None
    score = row.score(by)
    return None if score is None else (score, "")


@dataclass(frozen=True, slots=True)
class Money:
    """What the advised models cost together, of those assessments that say something about money."""

    currency: str
    months: int
    now: Decimal
    workloads: int


def money(rows: Iterable[PortfolioRow]) -> tuple[Money, ...]:
    """The costs added up, by currency and horizon: unlike sums are never added."""
    found: dict[tuple[str, int], list[Decimal]] = {}
    for row in rows:
        cost = row.workload.cost
        if cost is not None and cost.now is not None:
            found.setdefault((cost.currency, cost.months), []).append(cost.now)
    return tuple(
        Money(currency, months, sum(each, Decimal(0)), len(each))
        for (currency, months), each in sorted(found.items())
    )


def advice_counts(rows: Iterable[PortfolioRow]) -> tuple[tuple[str, int], ...]:
    """How many workloads each model is advised to for certain, the most frequent first.

    Those whose advice open answers can still change are told by :func:`undecided_count`.
    """
    counts: dict[str, int] = {}
    for row in rows:
        if not row.workload.decided:
            continue
        name = row.workload.now.title if row.workload.now else "no admissible model"
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def undecided_count(rows: Iterable[PortfolioRow]) -> int:
    """How many workloads' advice open answers can still change."""
    return sum(not row.workload.decided for row in rows)
