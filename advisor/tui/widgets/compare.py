"""What is so beside what is supposed: model, target, shares and scores of one workload."""

from __future__ import annotations

from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import DimensionScore, WorkloadAdvice, WorkloadRecommendation
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, one_line, percent, points, said
from advisor.tui.widgets.naming import short_name

_ARROW = " → "
_WITH_BANDS = 46
"""From this width on a score names its band."""


def compared_lines(pack: Pack, present: WorkloadAdvice, supposed: WorkloadAdvice, width: int) -> Lines:
    """A line for each thing, now and what if; what differs stands out in bold and with an arrow."""
    bands = width >= _WITH_BANDS
    column = 10 if bands else 7
    name = max(6, width - 2 * column - len(_ARROW))
    rows = [("Model", _model(pack, present.model), _model(pack, supposed.model))]
    rows.append(("Target", _model(pack, present.target), _model(pack, supposed.target)))
    for model in pack.primary.outcomes:
        was, will = (percent(each.shares.get(model, 0.0)) for each in (present, supposed))
        rows.append((f"{short_name(pack, model)} share", was, will))
    before = {score.id: score for score in present.dimensions}
    for score in supposed.dimensions:
        rows.append((score.title, _score(before.get(score.id), bands), _score(score, bands)))
    if isinstance(present, WorkloadRecommendation) and isinstance(supposed, WorkloadRecommendation):
        rows.append(("Warnings", str(len(present.warnings)), str(len(supposed.warnings))))
    head = said(" " * name + "now".rjust(column) + "   " + "what if".rjust(column), MUTED)
    return [head, *(_row(row, name, column) for row in rows)]


def compared_line(pack: Pack, present: WorkloadAdvice, supposed: WorkloadAdvice, width: int) -> Content:
    """The models in one line, for a small terminal."""
    now, then = _model(pack, present.model), _model(pack, supposed.model)
    text = f"{now} stays {then}" if now == then else f"{now}{_ARROW}{then}"
    shares = " · ".join(
        f"{short_name(pack, model)} {percent(present.shares.get(model, 0.0))}{_ARROW}"
        f"{percent(supposed.shares.get(model, 0.0))}"
        for model in pack.primary.outcomes
        if present.shares.get(model, 0.0) != supposed.shares.get(model, 0.0)
    )
    return one_line(f"{text}   {shares}" if shares else text, width, STRONG)


def _row(row: tuple[str, str, str], name: int, column: int) -> Content:
    title, now, then = row
    same = now == then
    return Content.assemble(
        one_line(title, name, MUTED if same else "").truncate(name, pad=True),
        said(one_line(now, column).plain.rjust(column), MUTED),
        said("   " if same else _ARROW, "$text-primary"),
        said(one_line(then, column).plain.rjust(column), MUTED if same else STRONG),
    )


def _model(pack: Pack, model: str | None) -> str:
    return short_name(pack, model) if model is not None else "none"


def _score(score: DimensionScore | None, bands: bool) -> str:
    if score is None or score.score is None:
        return "–"
    if len(score.bands) > 1 or score.band is None:
        return f"{points(score.score)} open"
    return f"{points(score.score)} {score.band}" if bands else points(score.score)
