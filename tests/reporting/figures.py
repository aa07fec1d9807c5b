"""A drawing of every kind, with one text in every place that holds text."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.reporting.blocks import Chart, ScoreBar, Scores, Share, Shares
from advisor.reporting.charts.figures import (
    Climb,
    Columns,
    Curves,
    Figure,
    Grid,
    GridRow,
    Ladders,
    Lane,
    Line,
    Mark,
    Notch,
    Span,
    Stack,
    StackedBar,
    StackedBars,
    Stretch,
    Swings,
    Timeline,
)
from advisor.reporting.charts.specs import Drawable


def figures(text: str = "") -> Mapping[str, Figure]:
    """One of each kind."""

    def t(name: str) -> str:
        return text or name

    found: tuple[Figure, ...] = (
        StackedBars(
            t("USD over 36 months"),
            (t("Computing"), t("People")),
            (
                StackedBar(t("Rented"), (300.0, 100.0), 200.0, 600.0),
                StackedBar(t("Owned"), (100.0, 100.0), 150.0, 5000.0, lit=True, mark=t("Advised")),
            ),
        ),
        Curves(
            t("requests a day"),
            t("USD a month"),
            (
                Line(t("Rented"), ((10.0, 10.0), (100.0, 100.0), (1000.0, 1000.0))),
                Line(t("Owned"), ((10.0, 50.0), (100.0, 100.0), (1000.0, 600.0)), lit=True),
            ),
            (Mark(100.0, 100.0, t("from 100: Owned")),),
            now=20.0,
            now_label=t("today: 20"),
        ),
        Swings(
            t("score"),
            (
                Span(t("Price"), 20.0, 80.0, t("20"), t("80"), lit=True, now=40.0, marks=(40.0, 70.0)),
                Span(t("Volume"), 60.0, 30.0, t("60"), t("30")),
            ),
            base=50.0,
            base_label=t("typical: 50"),
        ),
        Grid(
            (t("Fully"), t("Partially")),
            (GridRow(t("Skills"), (t("You are here"), None)), GridRow(t("Costs"), (None, t("1, 2")))),
            (True, False),
            (t("1 Chat"),),
        ),
        Ladders(
            (Climb(t("Team"), 4, 1, 3), Climb(t("Alerts"), 3, None, 2, t("Chat")), Climb(t("Tags"), 2, 0, 1)),
            t("today"),
            t("needed"),
        ),
        Columns(
            t("USD a day"),
            (t("AI"), t("Other")),
            (Stack(t("1 March"), (10.0, 20.0)), Stack(t("2 March"), (15.0, -5.0))),
        ),
        Timeline(
            t("months from now"),
            36.0,
            (
                Lane(t("Owned"), (Stretch(0, 14, t("Rented")), Stretch(14, 36, t("Own machines"), lit=True))),
                Lane(t("Both"), (Stretch(0, 36, t("Rented")),), (Notch(8, t("order in month 8")),)),
            ),
        ),
    )
    return {one.kind: one for one in found}


def drawings(text: str = "") -> Mapping[str, Drawable]:
    """A block of every kind that can be drawn."""
    name = text or "Words"
    charts = {
        kind: Chart(kind.replace("_", "-"), text or kind, f"{name} about {kind}", figure)
        for kind, figure in figures(text).items()
    }
    scores = Scores(
        name,
        (
            ScoreBar(text or "Skills", 62.5, 55.0, 70.0, 40, 70, text or "62.5", text or "medium", name),
            ScoreBar(text or "Needs", None, None, None, 40, 70, text or "none", text or "nothing", name),
        ),
    )
    shares = Shares(
        name,
        (
            Share(text or "Rented", 0.25, text or "25 %", "1/4", lit=False),
            Share(text or "Owned", 0.75, text or "75 %", "3/4", lit=True),
        ),
        name,
    )
    return {**charts, scores.kind: scores, shares.kind: shares}
