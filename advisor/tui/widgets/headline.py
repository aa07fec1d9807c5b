"""The advice for everything in one sentence, above whatever tab is open."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.model.known import differing, leaning_of_all, too_little_known
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.tui.widgets.drawing import STRONG, Drawing, Lines, one_line, wrapped
from advisor.tui.widgets.naming import full_name, short_name
from advisor.tui.widgets.settled_words import between, meanwhile, undecided

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
    """All workloads in one sentence; a mix is told workload by workload, a guess as a guess."""
    guesses = tuple(each for each in recommendation.workloads if too_little_known(each))
    if guesses:
        return _guessed(pack, recommendation, guesses)
    groups = _groups(recommendation.workloads)
    overall = recommendation.overall
    today = " Settled for today; the target can still move." if overall.decided else " Not settled yet."
    open_ = "" if overall.settled else today
    if len(groups) == 1:
        ((now, target),) = groups
        return f"{_alone(pack, now, target)}.{open_}"
    collides = any(workload.model is None for workload in recommendation.workloads)
    lead = "" if collides else f"A mix {differing(recommendation)}: "
    return f"{lead}{_told(pack, groups)}.{open_}"


_Groups = dict[tuple[str | None, str | None], list[str]]


def _groups(workloads: Sequence[WorkloadRecommendation]) -> _Groups:
    """The titles of the workloads with the same advice."""
    groups: _Groups = {}
    for workload in workloads:
        groups.setdefault((workload.model, workload.target), []).append(workload.title)
    return groups


def _told(pack: Pack, groups: _Groups) -> str:
    return "; ".join(f"{_clause(pack, *models)} for {', '.join(titles)}" for models, titles in groups.items())


def _guessed(pack: Pack, recommendation: Recommendation, guesses: tuple[WorkloadRecommendation, ...]) -> str:
    every = recommendation.workloads
    undecided_all = {(undecided(pack, one), one.model) for one in every}
    if len(undecided_all) == 1 and undecided(pack, every[0]):
        return f"{undecided(pack, every[0])}. {meanwhile(pack, every[0])}."
    lean, groups = leaning_of_all(guesses), _groups(guesses)
    known = [workload for workload in every if workload not in guesses]
    whom = f" about {', '.join(one.title for one in guesses)}" if known else ""
    told = _clause(pack, *next(iter(groups))) if len(groups) == 1 else _told(pack, groups)
    rest = f" {_told(pack, _groups(known))}." if known else ""
    open_ends = {between(pack, one) for one in guesses} - {None}
    ends = [short_name(pack, end) for end in next(iter(open_ends)) or ()] if len(open_ends) == 1 else []
    still = f", still between {ends[0]} and {ends[1]}" if ends else ""
    return f"Too little is known yet{whom}{still}: {lean} {told.rstrip(',')}.{rest}"


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
