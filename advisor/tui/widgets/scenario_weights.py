"""Weights as a list with − and +, and what they do to one workload."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from textual.content import Content
from textual.style import Style

from advisor.model.pack import Pack
from advisor.model.scenario_weights import Weights, bounds
from advisor.model.score_figures import score_figure
from advisor.tui.widgets.drawing import (
    MUTED,
    STRONG,
    Drawing,
    Lines,
    heading,
    one_line,
    said,
    wrapped,
)
from advisor.tui.widgets.naming import short_name
from advisor.workflows.scenario_weights import Weighed, range_words

Place = tuple[str, str]
"""Dimension and question."""
_STEPPER = 9
_NAME = 30


class WeightList(Drawing):
    """Every weight; the cursor's line stands out."""

    auto_links = False
    DEFAULT_CSS = """
    WeightList { padding: 0 2; pointer: pointer; max-width: 110; }
    """

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        """With its own weights."""
        self.places: list[Place] = [
            (name, question)
            for name, dimension in pack.rules.dimensions.items()
            for question in dimension.weights
        ]
        self._weights: Weights = {}
        self._at = 0
        self._told: Weighed | None = None
        self.lines_of: dict[int, int] = {}
        """Where each place stands, in lines from the top."""

    def show(self, weights: Weights, at: int, told: Weighed | None) -> None:
        """These weights, the cursor at one of them, and what is known of how far each may go."""
        self._weights, self._at, self._told = weights, at, told
        self.redraw()

    def weight(self, place: Place) -> int:
        """The weight as it is supposed."""
        return _supposed(self._weights, self._pack, place)

    def draw(self, width: int) -> Lines:
        """Dimension by dimension."""
        lines: Lines = []
        before = ""
        for number, place in enumerate(self.places):
            dimension, question = place
            if dimension != before:
                if before:
                    lines.append(Content(""))
                lines.append(heading(self._pack.rules.dimensions[dimension].title))
                before = dimension
            self.lines_of[number] = len(lines)
            lines.append(self._line(number, place, question, width))
        return lines

    def _line(self, number: int, place: Place, question: str, width: int) -> Content:
        own = self._pack.rules.dimensions[place[0]].weights[question]
        weight = self.weight(place)
        least, most = bounds(own)
        name = one_line(self._pack.question_by_id[question].short, min(_NAME, width // 2 - 4))
        mark = "▸ " if number == self._at else "  "
        name = name.truncate(min(_NAME, width // 2 - 4), pad=True)
        if number == self._at:
            name = name.stylize("bold reverse $primary")
        name = name.stylize(Style.from_meta({"@click": f"screen.to({number})"}))
        less = said(" − ", FADED if weight <= least else "bold $text-primary")
        more = said(" + ", FADED if weight >= most else "bold $text-primary")
        stepper = (
            less.stylize(Style.from_meta({"@click": f"screen.step_at({number}, -1)"}))
            + said(f"{weight:>3}", STRONG if weight != own else "")
            + more.stylize(Style.from_meta({"@click": f"screen.step_at({number}, 1)"}))
        )
        told = [f"was {own}"] if weight != own else []
        if self._told is not None:
            told.append(range_words(self._told.interval(*place), weight))
        line = said(mark, "$primary") + name + stepper + said("  " + " · ".join(told), MUTED)
        return line.truncate(width, ellipsis=True)


FADED = "$foreground 35%"


def _supposed(weights: Mapping[str, Mapping[str, int]], pack: Pack, place: Place) -> int:
    dimension, question = place
    return weights.get(dimension, {}).get(question, pack.rules.dimensions[dimension].weights[question])


class WeightResult(Drawing):
    """What the weights do to one workload, beside the present."""

    DEFAULT_CSS = """
    WeightResult { padding: 0 2; border-top: solid $primary 30%; height: auto; }
    """

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self._told: Weighed | None = None
        self._many = False

    def show(self, told: Weighed | None, *, many: bool) -> None:
        """This workload; None while it is counted."""
        self._told, self._many = told, many
        self.redraw()

    def draw(self, width: int) -> Lines:
        """Advice, target, firmness and the scores that move."""
        one = self._told
        if one is None:
            return [said("Counting …", MUTED)]
        title = f"{one.title}{' · w turns' if self._many else ''}"
        lines: Lines = [one_line(title, width, "bold")]
        parts = [
            _moved("Advice", self._model(one.present.model), self._model(one.supposed.model)),
            _moved("Target", self._model(one.present.target), self._model(one.supposed.target)),
            _moved(
                "All weights may be off by", _off(one.present_firm.all_weights), _off(one.firm.all_weights)
            ),
        ]
        scores = [
            _moved(was.title, _score(was.score, was.band), _score(will.score, will.band))
            for was, will in zip(one.present.dimensions, one.supposed.dimensions, strict=True)
            if was.score != will.score
        ]
        lines += wrapped(Content("   ").join(parts), width)
        lines += wrapped(Content("   ").join(scores), width) if scores else [said("No score moves.", MUTED)]
        return lines

    def _model(self, model: str | None) -> str:
        return short_name(self._pack, model) if model is not None else "none"


def _moved(title: str, was: str, will: str) -> Content:
    text = said(f"{title}: ", MUTED)
    return text + (said(was) if was == will else said(was, MUTED) + said(f" → {will}", STRONG))


def _off(share: Fraction | None) -> str:
    return "any amount" if share is None else f"±{float(share):.1%}".replace("%", " %")


def _score(score: float | None, band: str | None) -> str:
    return "–" if score is None else f"{score_figure(score)} {band or ''}".rstrip()
