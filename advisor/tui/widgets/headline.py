"""The advice for everything in one sentence, above whatever tab is open."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation
from advisor.tui.widgets.drawing import STRONG, Drawing, Lines, one_line, wrapped
from advisor.tui.widgets.naming import full_name, short_name

_ROWS = 2


class Headline(Drawing):
    """At most two lines."""

    DEFAULT_CSS = """
    Headline { padding: 0 2; }
    """

    def __init__(self, pack: Pack, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pack = pack
        self._text = ""

    def show(self, recommendation: Recommendation) -> None:
        """Says the advice of a recommendation."""
        text = sentence(self._pack, recommendation)
        if text != self._text:
            self._text = text
            self.redraw()

    def draw(self, width: int) -> Lines:
        """The sentence, cut where two lines do not hold it."""
        lines = wrapped(self._text, width, STRONG)
        if len(lines) <= _ROWS:
            return lines
        rest = " ".join(line.plain for line in lines[_ROWS - 1 :])
        return [*lines[: _ROWS - 1], one_line(rest, width, STRONG)]


def sentence(pack: Pack, recommendation: Recommendation) -> str:
    """All workloads in one sentence; a hybrid is told workload by workload."""
    groups: dict[tuple[str | None, str | None], list[str]] = {}
    for workload in recommendation.workloads:
        groups.setdefault((workload.model, workload.target), []).append(workload.title)
    overall = recommendation.overall
    today = " Settled for today; the target can still move." if overall.decided else " Not settled yet."
    open_ = "" if overall.settled else today
    if len(groups) == 1:
        ((now, target),) = groups
        return f"{_alone(pack, now, target)}.{open_}"
    parts = [f"{_clause(pack, *models)} for {', '.join(titles)}" for models, titles in groups.items()]
    lead = "A hybrid: " if recommendation.overall.hybrid else ""
    return f"{lead}{'; '.join(parts)}.{open_}"


def _alone(pack: Pack, now: str | None, target: str | None) -> str:
    if now is None:
        return "No model is admissible: the gates collide"
    if target and target != now:
        return f"{full_name(pack, now)} now, growing towards {full_name(pack, target)}"
    return f"{full_name(pack, now)}, now and as the target"


def _clause(pack: Pack, now: str | None, target: str | None) -> str:
    if now is None:
        return "no admissible model"
    grow = f", later {short_name(pack, target)}," if target and target != now else ""
    return f"{short_name(pack, now)}{grow}"
