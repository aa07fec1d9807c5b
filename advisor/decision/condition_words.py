"""Conditions in words, for people who read what changed in the rules."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from advisor.model.condition import Condition
from advisor.model.pack import Pack


def condition_words(condition: Condition, pack: Pack) -> str:
    """A condition in the pack's own names; what it names has to be in the pack."""
    if condition.all is not None:
        return " and ".join(_part(each, pack) for each in condition.all)
    if condition.any is not None:
        return " or ".join(_part(each, pack) for each in condition.any)
    if condition.not_ is not None:
        return f"not: {_part(condition.not_, pack)}"
    return _leaf(condition, pack)


def _part(condition: Condition, pack: Pack) -> str:
    text = condition_words(condition, pack)
    return f"({text})" if len(condition.all or condition.any or ()) > 1 else text


def _leaf(leaf: Condition, pack: Pack) -> str:
    if leaf.answer is not None or leaf.number is not None or leaf.unknown is not None:
        return _about_answer(leaf, pack)
    dimensions = pack.rules.dimensions
    if leaf.condition is not None:
        return f"“{leaf.condition}” holds"
    if leaf.kind is not None:
        titles = {kind.id: kind.title for kind in pack.manifest.workload_kinds}
        return f"the workload is {_either(titles[kind] for kind in leaf.kind)}"
    if leaf.band is not None:
        return f"“{dimensions[leaf.band.dimension].title}” is {_either(band.value for band in leaf.band.is_)}"
    if leaf.at_least is not None:
        named = joined(f"“{dimensions[each].title}”" for each in leaf.at_least.dimensions)
        verb = "is" if len(leaf.at_least.dimensions) == 1 else "are"
        return f"{named} {verb} at least {leaf.at_least.band.value}"
    return _about_result(leaf, pack)


def _about_result(leaf: Condition, pack: Pack) -> str:
    """What looks at what was decided, or at how it is supported."""
    if leaf.without_evidence is not None:
        title = pack.rules.dimensions[leaf.without_evidence.dimension].title
        least = leaf.without_evidence.count
        answers = "an answer" if least == 1 else f"{least} answers"
        return f"{answers} of “{title}” at level {leaf.without_evidence.level} or more without evidence"
    asked = leaf.outcome or leaf.gap
    decision = pack.rules.decisions[asked.decision if asked else leaf.no_outcome or ""]
    if leaf.outcome is not None:
        ends = ((leaf.outcome.now, "comes to"), (leaf.outcome.target, "aims at"))
        said = [
            f"{verb} {_either(f'“{decision.labels.get(each, each)}”' for each in names)}"
            for names, verb in ends
            if names
        ]
        return f"“{decision.title}” {joined(said)}"
    if leaf.gap is not None:
        steps = "a step" if leaf.gap.at_least == 1 else f"{leaf.gap.at_least} steps"
        return f"the target of “{decision.title}” lies {steps} or more above today"
    return f"hard rules leave nothing for “{decision.title}”"


def _about_answer(leaf: Condition, pack: Pack) -> str:
    if leaf.answer is not None:
        question = pack.question_by_id[leaf.answer.question]
        labels = {option.id: option.label for option in question.options}
        if question.number is not None:
            labels = {each.id: each.label for each in question.number.bins}
        return f"“{question.short}” is {_either(f'“{labels[each]}”' for each in leaf.answer.is_)}"
    if leaf.number is not None:
        question = pack.question_by_id[leaf.number.question]
        low = [] if leaf.number.at_least is None else [f"{number_words(leaf.number.at_least)} or more"]
        high = [] if leaf.number.below is None else [f"below {number_words(leaf.number.below)}"]
        unit = question.number.unit if question.number else ""
        return f"“{question.short}”: {joined([*low, *high])} {unit}".rstrip()
    return f"nobody knows “{pack.question_by_id[leaf.unknown or ''].short}”"


def number_words(number: Decimal) -> str:
    """A number with commas between thousands, without needless zeros."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def joined(parts: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    words = list(parts)
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _either(parts: Iterable[str]) -> str:
    return joined(parts, "or")
