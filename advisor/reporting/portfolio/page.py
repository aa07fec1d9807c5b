"""A portfolio as one self-contained page: no script, no network, light and dark, made for printing, too."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby

from advisor.model.portfolio import BrokenProblem, Portfolio, PortfolioScore
from advisor.model.portfolio_view import PortfolioRow, dimension_ids
from advisor.model.score_figures import whole_points
from advisor.reporting.plain import visible
from advisor.reporting.portfolio.words import (
    NO_MODEL,
    NOT_COUNTED,
    headline,
    many,
    money_lines,
    offer_words,
    whole,
)
from advisor.reporting.templating import environment

_STYLE = "portfolio.css"
_BAR = 160
"""Width of a bar in the template."""
_TITLE = "Portfolio of AI workloads"

Shown = dict[str, object]


def render(portfolio: Portfolio, rows: Sequence[PortfolioRow]) -> bytes:
    """The page as UTF-8 HTML; the same portfolio gives the same bytes."""
    templates = environment("portfolio")
    style = templates.get_template(_STYLE).render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    dimensions = dimension_ids(portfolio)
    costs = any(row.workload.cost for row in rows)
    practices = [each for each in portfolio.practices if len(each.files) > 1]
    parts = (
        ("heat", "Advice and scores", True),
        ("risks", "Open risks", portfolio.risks),
        ("gaps", "Answers that hold several back", portfolio.gaps),
        ("practices", "Practices that come next", practices),
        ("shared", "Servers worth sharing", portfolio.shared),
        ("broken", "Cannot be used", portfolio.broken),
    )
    page = templates.get_template("portfolio.html.jinja").render(
        style_sheet=_STYLE,
        style_hash=f"sha256-{digest}",
        title=_TITLE,
        headline=visible(headline(portfolio)),
        money=[visible(line) for line in money_lines(portfolio)],
        contents=[(name, text) for name, text, there in parts if there],
        dimensions=[visible(title) for title in dimensions.values()],
        columns=4 + len(dimensions) + costs,
        costs=costs,
        rows=list(_groups(rows, tuple(dimensions))),
        risks=[
            {
                "severity": each.severity,
                "message": visible(each.message),
                "do": visible(each.do),
                "count": f"{many(each.workloads, 'workload')} in {many(len(each.files), 'assessment')}",
                "files": _listed(each.files),
            }
            for each in portfolio.risks
        ],
        gaps=[
            {
                "title": visible(each.title),
                "dimension": visible(each.dimension),
                "low": len(each.low),
                "open": len(each.open),
                "of": each.of,
                "width": _BAR * len(each.low) // max(each.of, 1),
            }
            for each in portfolio.gaps
        ],
        practices=[
            {
                "title": visible(each.title),
                "first_step": visible(each.first_step),
                "effort": str(each.effort),
                "count": many(len(each.files), "assessment"),
                "files": _listed(each.files),
            }
            for each in practices
        ],
        shared=[
            {
                "title": visible(f"{each.alternative}, {each.accelerator}"),
                "words": visible(offer_words(each)),
                "members": [
                    {
                        "title": visible(one.title),
                        "file": visible(one.file),
                        "advised": "now" if one.advised == "now" else "as the target",
                        "alone": f"{whole(one.alone)} {visible(each.currency)}",
                        "joining": f"{whole(one.joining)} {visible(each.currency)}",
                    }
                    for one in each.members
                ],
            }
            for each in portfolio.shared
        ],
        broken=[
            {"file": visible(each.file), "problems": [_problem(one) for one in each.problems]}
            for each in portfolio.broken
        ],
        packs=[
            visible(f"{use.title} ({use.pack.id} {use.pack.version}, {use.pack.sha256[:12]}): ")
            + many(use.files, "assessment")
            for use in portfolio.packs
        ],
        others=_listed(portfolio.others),
    )
    return page.encode()


def _groups(rows: Sequence[PortfolioRow], dimensions: Sequence[str]) -> Iterable[Shown]:
    """Rows under their assessment; one whose workloads were sorted apart comes several times."""
    for _, group in groupby(rows, key=lambda row: row.entry.file):
        found = list(group)
        entry = found[0].entry
        yield {
            "name": visible(entry.name),
            "file": visible(entry.file),
            "pack": visible(f"{entry.pack.id} {entry.pack.version}"),
            "rows": [_row(row, dimensions) for row in found],
        }


def _row(row: PortfolioRow, dimensions: Sequence[str]) -> Shown:
    workload = row.workload
    scores = {each.id: each for each in workload.scores}
    cost = workload.cost
    told = NOT_COUNTED
    if cost is not None and cost.now is not None:
        told = f"{whole(cost.now)} {visible(cost.currency)}"
    return {
        "title": visible(workload.title),
        "now": visible(workload.now.title) if workload.now else NO_MODEL,
        "target": visible(workload.target.title) if workload.target else NO_MODEL,
        "decided": workload.decided,
        "cells": [_cell(scores.get(name)) for name in dimensions],
        "urgent": row.urgent,
        "warnings": len(workload.warnings),
        "cost": told,
    }


def _cell(score: PortfolioScore | None) -> Shown:
    if score is None or score.score is None or score.band is None:
        return {"band": "", "score": "", "range": ""}
    reach = ""
    if score.low is not None and score.high is not None and score.low != score.high:
        reach = f"{whole_points(score.low)} to {whole_points(score.high)}"
    return {"band": str(score.band), "score": str(whole_points(score.score)), "range": reach}


def _listed(files: Sequence[str]) -> str:
    return visible(", ".join(files))


def _problem(problem: BrokenProblem) -> str:
    place = f"line {problem.line}, column {problem.column}: " if problem.line else ""
    hint = f" ({problem.hint})" if problem.hint else ""
    return visible(f"{place}{problem.message}{hint}")
