"""Weights as a list with − and +, and what they do to one workload."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rich.cells import cell_len
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
    """The weights that can flip the advice, and those that were changed; the others folded into a line."""

    auto_links = False
    DEFAULT_CSS = """
    WeightList { padding: 0 2; pointer: pointer; max-width: 110; }
    """

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        """With its own weights."""
        self.every: list[Place] = [
            (name, question)
            for name, dimension in pack.rules.dimensions.items()
            for question in dimension.weights
        ]
        names = [pack.question_by_id[question].short for _, question in self.every]
        self._names = min(_NAME, max(map(cell_len, names), default=_NAME))
        self.places: list[Place] = self.every
        """The weights that are listed, in this order."""
        self._weights: Weights = {}
        self._at: Place = self.every[0]
        self._told: Weighed | None = None
        self._matter: tuple[str, set[Place]] = ("", set())
        """The workload, and its weights that could flip at any time since: a row never goes by itself."""
        self.unfolded = False
        self.lines_of: dict[int, int] = {}
        """Where each place stands, in lines from the top."""

    def show(self, weights: Weights, at: Place, told: Weighed | None) -> None:
        """These weights, the cursor at one of them, and what is known of how far each may go."""
        self._weights, self._at, self._told = weights, at, told
        self._list()
        self.redraw()

    def _list(self) -> None:
        """What is listed: what can flip comes first, dimension by dimension."""
        if self._told is not None:
            workload, matter = self._matter
            kept = matter if workload == self._told.workload else set()
            self._matter = (self._told.workload, kept | _flipping(self._told))
        matter = self._matter[1] | {(name, one) for name, own in self._weights.items() for one in own}
        first = [place for place in self.every if place in matter]
        rest = [place for place in self.every if place not in matter]
        self.folds = bool(first and rest)
        self.places = [*first, *(rest if self.unfolded or not first else ())]
        self._first = len(first)

    folds: bool = False
    """Whether some weights matter and others do not."""
    _first: int = 0

    def weight(self, place: Place) -> int:
        """The weight as it is supposed."""
        return _supposed(self._weights, self._pack, place)

    def draw(self, width: int) -> Lines:
        """Those that matter, then the others or how many they are."""
        lines: Lines = []
        if self._told is not None and not self._first:
            text = "No single weight can change the advice: other answers or a gate decide."
            lines += [*wrapped(text, width, MUTED), Content("")]
        before = ""
        self.lines_of = {}
        for number, place in enumerate(self.places):
            if number == self._first and self.folds:
                lines += [Content(""), said(_OTHERS, MUTED)]
                before = ""
            dimension, question = place
            if dimension != before:
                if lines and lines[-1].plain and before:
                    lines.append(Content(""))
                lines.append(heading(self._pack.rules.dimensions[dimension].title))
                before = dimension
            self.lines_of[number] = len(lines)
            lines.append(self._line(number, place, question, width))
        if self.folds and not self.unfolded:
            count = len(self.every) - self._first
            text = f"{count} other weights, by themselves, change nothing · a lists them"
            click = Style.from_meta({"@click": "screen.all_weights"})
            lines += [Content(""), *(line.stylize(click) for line in wrapped(text, width, MUTED))]
        return lines

    def _line(self, number: int, place: Place, question: str, width: int) -> Content:
        own = self._pack.rules.dimensions[place[0]].weights[question]
        weight = self.weight(place)
        least, most = bounds(own)
        name = one_line(self._pack.question_by_id[question].short, min(self._names, width // 2 - 4))
        here = place == self._at
        mark = "▸ " if here else "  "
        name = name.truncate(min(self._names, width // 2 - 4), pad=True)
        if here:
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
            told.append(self._range(self._told, place, weight))
        line = said(mark, "$primary") + name + stepper + said("  " + " · ".join(told), MUTED)
        return line.truncate(width, ellipsis=True)

    def _range(self, told: Weighed, place: Place, weight: int) -> str:
        """How far it may go, with the name of the advice that stays so far."""
        interval = told.interval(*place)
        if interval is not None and interval.low is None and interval.high is None:
            return "any weight"
        firm = told.firm
        name = short_name(self._pack, firm.outcome) if firm.outcome is not None else "no model"
        if firm.target is not None and firm.target != firm.outcome:
            name += f"→{short_name(self._pack, firm.target)}"
        return range_words(interval, weight, name)


FADED = "$foreground 35%"
_OTHERS = "By themselves these change nothing: other answers or a gate decide"


def _flipping(told: Weighed) -> set[Place]:
    """The weights that have a limit beyond which the advice, or what they lead to, is another."""
    return {
        (one.dimension, one.question)
        for firm in (told.present_firm, told.firm)
        for one in firm.weights
        if one.interval.low is not None or one.interval.high is not None
    }


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
        lines += _packed(parts, width)
        return lines + (_packed(scores, width) if scores else [said("No score moves.", MUTED)])

    def _model(self, model: str | None) -> str:
        return short_name(self._pack, model) if model is not None else "none"


def _packed(parts: list[Content], width: int) -> Lines:
    """As many parts in a line as fit; a part is broken only when it alone is wider."""
    lines: Lines = []
    for part in parts:
        if lines and lines[-1].cell_length + 3 + part.cell_length <= width:
            lines[-1] += said("   ") + part
        else:
            lines += wrapped(part, width)
    return lines


def _moved(title: str, was: str, will: str) -> Content:
    text = said(f"{title}: ", MUTED)
    return text + (said(was) if was == will else said(was, MUTED) + said(f" → {will}", STRONG))


def _off(share: Fraction | None) -> str:
    # Rounded down, so that what is said still holds.
    return "any amount" if share is None else f"±{share * 1000 // 1 / 10:.1f} %"


def _score(score: float | None, band: str | None) -> str:
    return "–" if score is None else f"{score_figure(score)} {band or ''}".rstrip()
