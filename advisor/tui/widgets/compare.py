"""What is so beside what is supposed: one workload in full, and what changes for all others."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from advisor.model.pack import Pack
from advisor.model.recommendation import DimensionScore, Overall, WorkloadAdvice, WorkloadRecommendation
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, one_line, percent, points, said, wrapped
from advisor.tui.widgets.naming import short_name

_ARROW = " → "
_WITH_BANDS = 46
"""From this width on a score names its band."""


Pair = tuple[WorkloadAdvice, WorkloadAdvice]
"""The advice for a workload as it is, and as it would be."""
SAME = "Nothing that is told here would change."


def pairs(present: Sequence[WorkloadAdvice], supposed: Sequence[WorkloadAdvice]) -> dict[str, Pair]:
    """The workloads that both sides have, by their ids."""
    before = {each.id: each for each in present}
    return {each.id: (before[each.id], each) for each in supposed if each.id in before}


def moves(pair: Pair) -> bool:
    """Whether the model or the target would be another."""
    now, then = pair
    return (now.model, now.target) != (then.model, then.target)


def overall_words(pack: Pack, overall: Overall) -> str:
    """The advice for all workloads taken together, in a few words."""

    def one(stage: str | None, model: str | None) -> str:
        if model is not None:
            return short_name(pack, model)
        return "none" if stage is None else "a mix"

    now = one(overall.stage, overall.model)
    target = one(overall.target_stage, overall.target)
    return now if now == target else f"{now}, later {target}"


def overall_line(pack: Pack, present: Overall, supposed: Overall, width: int) -> Content:
    """All workloads taken together, now and what if."""
    now, then = overall_words(pack, present), overall_words(pack, supposed)
    same = (present.models, now) == (supposed.models, then)
    if now != then:
        text = f"Overall: {now}{_ARROW}{then}"
    else:
        text = f"Overall: {now}, as now" if same else f"Overall: still {now}, but another"
    return one_line(text, width, MUTED if same else STRONG)


def others_lines(pack: Pack, others: Sequence[Pair], width: int) -> Lines:
    """A line for each other workload whose model or target would be another, and how many stay."""
    changing = [pair for pair in others if moves(pair)]
    lines: Lines = []
    for now, then in changing:
        movement = _movement(pack, (now, then))
        whole = one_line(f"{then.title}: {movement}", width, STRONG)
        if whole.plain.endswith(movement):
            lines.append(whole)
        else:
            lines += [one_line(then.title, width, STRONG), one_line(f"  {movement}", width, STRONG)]
    if staying := len(others) - len(changing):
        what = "workload stays" if staying == 1 else "workloads stay"
        lines.append(one_line(f"{staying} other {what} as now", width, MUTED))
    return lines


def compared_lines(
    pack: Pack,
    present: WorkloadAdvice,
    supposed: WorkloadAdvice,
    width: int,
    *,
    whole: bool = True,
    money: tuple[int, int] | None = (0, 0),
) -> Lines:
    """A line for each thing, now and what if; what differs stands out in bold and with an arrow.

    Where nothing differs, one sentence says so instead of a table of equal values. Without ``whole``
    only model, target and what differs are told. ``money`` is how many warnings of the costs there are on
    either side, to be counted with the others; None while that is not known, and then none are counted.
    """
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
    both = isinstance(present, WorkloadRecommendation) and isinstance(supposed, WorkloadRecommendation)
    if both and money is not None:
        was, will = (
            str(len(each.warnings) + more)
            for each, more in zip((present, supposed), money, strict=True)
            if isinstance(each, WorkloadRecommendation)
        )
        rows.append(("Warnings", was, will))
    if all(now == then for _, now, then in rows):
        return wrapped(f"{SAME} Model: {rows[0][1]}, target: {rows[1][1]}.", width, MUTED)
    head = said(" " * name + "now".rjust(column) + "   " + "what if".rjust(column), MUTED)
    told = rows if whole else [*rows[:2], *(row for row in rows[2:] if row[1] != row[2])]
    rest = [said(f"{len(rows) - len(told)} more stay as now", MUTED)] if len(told) < len(rows) else []
    return [head, *(_row(row, name, column) for row in told), *rest]


def compared_line(pack: Pack, pair: Pair, width: int, others: Sequence[Pair] = ()) -> Content:
    """Model and target in one line, then how many other workloads change, then shares where there is room."""
    present, supposed = pair
    changing = sum(moves(other) for other in others)
    text = _movement(pack, pair)
    if changing:
        text += f", and {changing} other workload{' changes' if changing == 1 else 's change'}"
    elif others and moves(pair):
        text += f", {len(others)} other{' stays' if len(others) == 1 else 's stay'}"
    shares = [
        f"{short_name(pack, model)} {percent(present.shares.get(model, 0.0))}{_ARROW}"
        f"{percent(supposed.shares.get(model, 0.0))}"
        for model in pack.primary.outcomes
        if present.shares.get(model, 0.0) != supposed.shares.get(model, 0.0)
    ]
    whole = f"{text}   {' · '.join(shares)}"
    return one_line(whole if shares and len(whole) <= width else text, width, STRONG)


def _movement(pack: Pack, pair: Pair) -> str:
    """What becomes of model and target: the model alone only where the target goes with it."""
    present, supposed = pair
    now, then = _model(pack, present.model), _model(pack, supposed.model)
    was, will = _model(pack, present.target), _model(pack, supposed.target)
    model = f"{now} stays" if now == then else f"{now}{_ARROW}{then}"
    if (was, will) == (now, then):
        return model
    if was != will:
        return f"{model}; target {was}{_ARROW}{will}"
    return f"{model}; target {was} stays"


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
