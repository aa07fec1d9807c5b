"""What would change the advice: every other model today and every other target, and what must not slip."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from advisor.decision.facts import only_by_facts, target_only_by_facts
from advisor.decision.ways import (
    Fall,
    Part,
    Places,
    Way,
    become_said,
    fall_said,
    falls,
    joint_falls,
    places_said,
    planned,
    together_said,
    ways,
)
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.model.robustness import Alternative, AnswerChange, Robustness
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, heading, joined, said, wrapped
from advisor.tui.widgets.naming import full_name, question_name, short_name

_FEW = 5
_HINT = "The least that has to change, of answers that are yours to change:"
_NOTHING = "No change of answers that are yours to change leads to another model."
_Missing = tuple[tuple[Part, Mapping[str, tuple[str, ...]]], ...]


def change_lines(pack: Pack, workload: WorkloadRecommendation, firm: Robustness, width: int) -> Lines:
    """Every outcome that is not advised, today and as target: by which changes or facts, or not at all."""
    every = ways(firm.alternatives, firm.target_alternatives)
    wished = planned(pack, every)
    lines = [heading("What would change it")]
    if any(way.alternative.changes for way in wished):
        lines += wrapped(_HINT, width, MUTED)
    elif not wished:
        lines += wrapped(_NOTHING, width)
    blocks = [lines, *(_way(pack, way, width) for way in wished), _by_facts(pack, workload, firm, width)]
    return joined([joined(blocks, blank=False), _slips(pack, every, firm, width)])


def _way(pack: Pack, way: Way, width: int) -> Lines:
    count = len(way.alternative.changes)
    where = places_said(way.places, lambda outcome: _named(pack, outcome))
    if not count:
        # Which of the open answers lead there would only be one way of many.
        text = Content.assemble(said(where, STRONG), said(": the open answers alone can lead there"))
        return wrapped(text, width, indent=2, first="?")
    return [
        *wrapped(f"{_answers(count)} → {where}", width, STRONG, 2),
        *_changes(pack, way.alternative, width),
    ]


def _changes(pack: Pack, one: Alternative, width: int) -> Lines:
    """The answers of a way, and what they presume of open ones."""
    lines = [line for change in one.changes[:_FEW] for line in _change(pack, change, width)]
    if len(one.changes) > _FEW:
        lines.append(said(f"    and {len(one.changes) - _FEW} more", MUTED))
    if one.presumes:
        names = ", ".join(question_name(pack, change.question) for change in one.presumes[:_FEW])
        rest = len(one.presumes) - _FEW
        names += f" and {rest} more" if rest > 0 else ""
        text = f"for example, if these turn out for it: {names}"
        lines += wrapped(text, width, MUTED, indent=6, first="    ?")
    return lines


def _change(pack: Pack, change: AnswerChange, width: int) -> Lines:
    text = Content.assemble(said(question_name(pack, change.question)), said(f" → {change.after}", MUTED))
    return wrapped(text, width, indent=6, first="    ·")


def _by_facts(pack: Pack, workload: WorkloadRecommendation, firm: Robustness, width: int) -> Lines:
    """What no change leads to; today and the target told once where they are alike."""
    missing: _Missing = (
        ("now", only_by_facts(pack, workload.model, firm)),
        ("target", target_only_by_facts(pack, workload.target, firm)),
    )
    places: dict[tuple[str, tuple[str, ...]], Places] = {}
    for part, found in missing:
        for outcome, facts in found.items():
            places[outcome, facts] = (*places.get((outcome, facts), ()), (part, outcome))
    lines: Lines = []
    for (_, facts), where in places.items():
        named = said(places_said(where, lambda outcome: _named(pack, outcome)), STRONG)
        lines += wrapped(Content.assemble(named, said(f": {_why(pack, facts)}")), width, indent=2, first="⊘")
    return lines


def _why(pack: Pack, facts: tuple[str, ...]) -> str:
    if not facts:
        return "no change of answers that are yours to change leads there."
    *most, last = [f"“{question_name(pack, fact)}”" for fact in facts[:_FEW]]
    listed = f"{', '.join(most)} or {last}" if most else last
    alone = ", each by itself" if most else ""
    return f"only if a fact were otherwise, such as {listed}{alone}."


def _slips(pack: Pack, every: tuple[Way, ...], firm: Robustness, width: int) -> Lines:
    """What lowers the advice: falls any one of which is enough, then those that it takes together."""
    lost, together = falls(firm.slips), joint_falls(pack, every, firm.slips)
    if not lost and not together:
        return []
    lines = [heading("What must not slip, of the answers that score")]
    for fall in lost:
        lines += _fall(pack, fall, width)
    for way in together:
        lines += wrapped(f"{_becomes(pack, way.places)} {together_said(way)}:", width, STRONG, 2)
        lines += _changes(pack, way.alternative, width)
    return lines


def _fall(pack: Pack, fall: Fall, width: int) -> Lines:
    lines = wrapped(f"{_becomes(pack, fall.places)} {fall_said(fall)}:", width, STRONG, 2)
    return [*lines, *(line for change in fall.changes for line in _change(pack, change, width))]


def _becomes(pack: Pack, places: Places) -> str:
    text = become_said(places, lambda outcome: short_name(pack, outcome))
    return f"{text[:1].upper()}{text[1:]}"


def _named(pack: Pack, outcome: str | None) -> str:
    return full_name(pack, outcome) if outcome is not None else "no model at all"


def _answers(count: int) -> str:
    return f"{count} {'answer' if count == 1 else 'answers'}"
