"""How numbers, shares, states and lists are said; the one place for the report's own phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from advisor.model.assessment import Answer, AnswerState
from advisor.model.condition import Band
from advisor.model.pack import Pack
from advisor.model.question import Question
from advisor.model.recommendation import DecisionTrace, DimensionScore, WorkloadRecommendation
from advisor.model.score_figures import score_figure
from advisor.reporting import numerals

figure = numerals.figure
NO_MODEL = "No admissible model"
MIXED = "Mixed"
"""Said of workloads that are advised different models; a cost alternative has a name of its own."""
NOTHING = "—"
"""What stands in a cell that has nothing to say."""


def score(points: float) -> str:
    """A score with one decimal at most; one that only nearly reaches a whole number never looks as if it did.

    Bands begin at whole numbers: 69.96 rounds to 70 and yet is not high.
    """
    return figure(score_figure(points))


def listing(parts: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def quoted(text: str) -> str:
    """A title from a file, set apart from the sentence around it."""
    return f"“{text}”"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 answer``, ``3 answers``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(share: Fraction) -> str:
    """A share in whole per cent; never ``0 %`` or ``100 %`` unless it is exactly that."""
    if share == 0:
        return "0 %"
    if share == 1:
        return "100 %"
    whole = (share * 200 + 1) // 2
    if whole == 0:
        return "under 1 %"
    return "over 99 %" if whole == 100 else f"{whole} %"


def ways(share: Fraction) -> str:
    """A share of all completions, as a count: ``in 68 of 100 ways the open answers could turn out``."""
    whole = (share * 200 + 1) // 2
    if whole == 0 and share:
        many = "fewer than 1"
    elif whole == 100 and share < 1:
        many = "more than 99"
    else:
        many = str(whole)
    return f"in {many} of 100 ways the open answers could turn out"


def exactly(share: float) -> Fraction:
    """A share that was rounded to a float, as a fraction again; 0 and 1 stay what they are."""
    return Fraction(share).limit_denominator(10**9)


def band(value: Band) -> str:
    """A band as a word in a sentence."""
    return value.value


def bands(score: DimensionScore) -> str:
    """The band of a score, or the bands that are possible while answers are open."""
    if not score.bands or score.band is None:
        return "nothing applies"
    if len(score.bands) == 1:
        return band(score.bands[0])
    return f"{band(score.bands[0])} to {band(score.bands[-1])} possible, {band(score.band)} expected"


def name_of_id(slug: str) -> str:
    """A slug that has no title of its own, as words."""
    return slug.replace("_", " ").replace("-", " ").capitalize()


def outcome(pack: Pack, decision: str, value: str | None) -> str:
    """What an outcome is called; a decision without one is said so."""
    if value is None:
        return NO_MODEL if decision == pack.manifest.primary_decision else "No admissible outcome"
    return pack.rules.decisions[decision].labels.get(value, name_of_id(value))


def model(pack: Pack, value: str | None) -> str:
    """What a model is called."""
    return outcome(pack, pack.manifest.primary_decision, value)


def model_with_stage(pack: Pack, value: str | None) -> str:
    """Stage and model: ``Walk · Partially managed``."""
    name = model(pack, value)
    profile = pack.model_by_id.get(value) if value else None
    if profile is None or profile.stage == value or name_of_id(profile.stage).casefold() in name.casefold():
        return name
    return f"{name_of_id(profile.stage)} · {name}"


def settled_outcome(pack: Pack, trace: DecisionTrace) -> str:
    """What a decision came to, with its doubt when open answers can still change it."""
    advised = outcome(pack, trace.id, trace.now)
    if trace.decided:
        return advised
    if trace.now is None:
        return f"Open; {percent(exactly(trace.without_outcome))} lead to none"
    share = Fraction(trace.exact[trace.now])
    # The middle of a scale need not be what most completions lead to.
    likeliest = all(share >= Fraction(other) for other in trace.exact.values())
    return f"Open, {'likeliest' if likeliest else 'on balance'}: {advised} ({percent(share)})"


def target_share(trace: DecisionTrace | None) -> Fraction | None:
    """The share of completions that lead to the target told; None when nothing else can come of it."""
    if trace is None or trace.target is None:
        return None
    share = exactly(trace.target_shares.get(trace.target, 0.0))
    return None if share == 1 or not any(trace.target_shares.values()) else share


def persona(pack: Pack, persona_id: str) -> str:
    """What a persona is called; an id without a persona stays readable."""
    found = pack.persona_by_id.get(persona_id)
    return found.title if found else name_of_id(persona_id)


def question(pack: Pack, question_id: str) -> str:
    """A question's short name."""
    found = pack.question_by_id.get(question_id)
    return found.short if found else name_of_id(question_id)


def workloads(
    selected: Sequence[WorkloadRecommendation],
    everything: Sequence[WorkloadRecommendation],
    *,
    apart: bool = False,
) -> str:
    """The names of some workloads, or that it is all of them; ``apart`` sets names off from a sentence."""
    if len(selected) == len(everything) and len(selected) > 3:
        return f"all {len(selected)} workloads"
    return listing(quoted(workload.title) if apart else workload.title for workload in selected)


def answer(asked: Question, given: Answer | None) -> str:
    """An answer as its reader would say it."""
    if given is None:
        return "Not answered yet"
    if given.state is AnswerState.UNKNOWN:
        return "Unknown"
    if given.state is AnswerState.NOT_APPLICABLE:
        return f"Does not apply: {given.reason}" if given.reason else "Does not apply"
    if given.number is not None:
        unit = asked.number.unit if asked.number else ""
        return f"{figure(given.number)} {unit}".strip()
    labels = {option.id: option.label for option in asked.options}
    chosen = given.choices or ((given.choice,) if given.choice else ())
    return "; ".join(labels.get(choice, choice) for choice in chosen) or given.text or NOTHING
