"""Hypothesis strategies for small packs, and an oracle that enumerates every completion."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import strategies as st

from advisor.decision.sheets import domain_of
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Questionnaire
from advisor.model.rules import Rules

OUTCOMES = ("small", "middle", "large")
KINDS = ("serve", "train")
BINS = [
    {"id": "few", "label": "few", "below": 10, "level": 0},
    {"id": "some", "label": "some", "below": 100, "level": 1},
    {"id": "many", "label": "many", "level": 2},
]
PROSE = {"ask": "?", "short": "s", "why": "w", "evidence": "e", "section": "all"}


def make_pack(questions: list[dict[str, Any]], rules: dict[str, Any]) -> Pack:
    parsed = Questionnaire.model_validate(
        {"sections": [{"id": "all", "title": "All", "intro": "All"}], "questions": questions}
    )
    return Pack.model_validate(
        {
            "manifest": {
                "id": "random",
                "title": "Random",
                "version": "1.0.0",
                "summary": "Random",
                "licence": "CC0",
                "primary_decision": "size",
                "workload_kinds": [{"id": kind, "title": kind, "help": kind} for kind in KINDS],
                "interview": {"quick_minutes": 1, "full_minutes": 2},
            },
            "sections": parsed.sections,
            "questions": parsed.questions,
            "rules": Rules.model_validate(rules),
            "sha256": "0" * 64,
        }
    )


def dimension(weights: dict[str, int], medium: int = 40, high: int = 70) -> dict[str, Any]:
    return {
        "title": "D",
        "role": "capability",
        "summary": "s",
        "bands": {"medium": medium, "high": high},
        "weights": weights,
        "threshold_source": "test",
    }


def decision(table: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "title": "Size",
        "question": "?",
        "outcomes": list(OUTCOMES),
        "labels": {o: o for o in OUTCOMES},
        "table": table,
        "otherwise": {"now": "middle", "reason": "r"},
        **more,
    }


@st.composite
def atoms(draw: st.DrawFn, questions: list[dict[str, Any]], dims: list[str]) -> dict[str, Any]:
    choices = ["answer", "kind"] + (["band", "at_least"] if dims else [])
    which = draw(st.sampled_from(choices))
    if which == "kind" or (which == "answer" and not questions):
        return {"kind": draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=1))}
    if which == "band":
        bands = draw(st.sets(st.sampled_from(["low", "medium", "high"]), min_size=1, max_size=2))
        return {"band": {"dimension": draw(st.sampled_from(dims)), "is": sorted(bands)}}
    if which == "at_least":
        chosen = draw(st.sets(st.sampled_from(dims), min_size=1))
        return {"at_least": {"dimensions": sorted(chosen), "band": draw(st.sampled_from(["medium", "high"]))}}
    question = draw(st.sampled_from(questions))
    if question["type"] == "number":
        low, high = draw(st.sampled_from([(None, 10), (10, None), (10, 100), (100, None), (None, 100)]))
        bounds = {"at_least": low, "below": high}
        return {"number": {"question": question["id"], **{k: v for k, v in bounds.items() if v is not None}}}
    options = [option["id"] for option in question["options"]]
    chosen = draw(st.sets(st.sampled_from(options), min_size=1, max_size=2))
    return {"answer": {"question": question["id"], "is": sorted(chosen)}}


@st.composite
def conditions(
    draw: st.DrawFn, questions: list[dict[str, Any]], dims: list[str], depth: int = 2
) -> dict[str, Any]:
    which = draw(st.sampled_from(["atom", "atom", "all", "any", "not"] if depth else ["atom"]))
    if which == "atom":
        return draw(atoms(questions, dims))
    if which == "not":
        return {"not": draw(conditions(questions, dims, depth - 1))}
    return {which: [draw(conditions(questions, dims, depth - 1)) for _ in range(2)]}


@st.composite
def question_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = []
    for index in range(draw(st.integers(2, 5))):
        kind = draw(st.sampled_from(["single", "single", "multiple", "number"]))
        question: dict[str, Any] = {
            "id": f"q{index}",
            "type": kind,
            "scope": draw(st.sampled_from(["organisation", "workload"])),
            **PROSE,
        }
        if kind == "number":
            question["number"] = {"unit": "n", "minimum": 0, "maximum": 1000, "bins": BINS}
        else:
            size = draw(st.integers(2, 3))
            question["options"] = [
                {"id": f"o{i}", "label": f"o{i}", "level": i, "alone": kind == "multiple" and i == 0}
                for i in range(size)
            ]
        if kind == "single" and draw(st.booleans()):
            question["likelihood"] = {"o0": draw(st.integers(1, 4))}
        if questions and draw(st.booleans()):
            question["relevant_when"] = draw(conditions(questions, [], 1))
        questions.append(question)
    return questions


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    questions = draw(question_lists())
    ids = [question["id"] for question in questions]
    dims = {}
    for name in ("skill", "need")[: draw(st.integers(1, 2))]:
        chosen = draw(st.sets(st.sampled_from(ids), min_size=1))
        dims[name] = dimension({q: draw(st.integers(1, 3)) for q in sorted(chosen)})
    table = [
        {
            "id": f"row{i}",
            "when": draw(conditions(questions, sorted(dims))),
            "now": draw(st.sampled_from(OUTCOMES)),
            "target": draw(st.sampled_from(OUTCOMES)),
            "reason": "r",
        }
        for i in range(draw(st.integers(1, 3)))
    ]
    gates = [
        {
            "id": f"gate{i}",
            "when": draw(conditions(questions, sorted(dims))),
            "exclude": sorted(draw(st.sets(st.sampled_from(OUTCOMES), min_size=1, max_size=2))),
            "reason": "r",
        }
        for i in range(draw(st.integers(0, 2)))
    ]
    return make_pack(questions, {"dimensions": dims, "decisions": {"size": decision(table, gates=gates)}})


@st.composite
def answers(draw: st.DrawFn, pack: Pack) -> dict[str, Answer]:
    found = {}
    for question in pack.questions:
        how = draw(st.sampled_from(["open", "open", "unknown", "na", "value", "value", "value"]))
        if how == "unknown":
            found[question.id] = Answer(state=AnswerState.UNKNOWN)
        elif how == "na":
            found[question.id] = Answer(state=AnswerState.NOT_APPLICABLE, reason="because")
        elif how == "value":
            found[question.id] = as_answer(
                pack, question.id, draw(st.sampled_from(domain_of(question).values)).ids
            )
    return found


def as_answer(pack: Pack, question_id: str, ids: frozenset[str]) -> Answer:
    question = pack.question_by_id[question_id]
    if question.number is not None:
        below = {"few": 5, "some": 50, "many": 500}
        return Answer(number=Decimal(below[next(iter(ids))]))
    if question.type == "multiple":
        return Answer(choices=tuple(sorted(ids)))
    return Answer(choice=next(iter(ids)))


def assessment_of(pack: Pack, given: dict[str, Answer], kind: str = "serve") -> Assessment:
    own = {q: a for q, a in given.items() if pack.question_by_id[q].scope == "workload"}
    shared = {q: a for q, a in given.items() if q not in own}
    return Assessment(
        id="a",
        pack="random",
        organisation="A",
        answers=shared,
        workloads=(Workload(id="w", kind=kind, answers=own),),
    )


@dataclass
class Enumerated:
    """What the oracle found by trying every completion."""

    now: dict[str | None, int]
    target: dict[str | None, int]
    pairs: dict[tuple[str | None, str | None], int]
    rows: dict[str, int]
    scores: dict[str, list[tuple[Fraction, int]]]
    bands: dict[str, set[int]]


def enumerate_completions(pack: Pack, given: dict[str, Answer], kind: str) -> Enumerated:
    """The definition of the result, word for word, by brute force."""
    choices = []
    for question in pack.questions:
        answer = given.get(question.id)
        if answer is not None and answer.state is AnswerState.NOT_APPLICABLE:
            choices.append([(None, None, 1)])
        elif answer is None or answer.state is AnswerState.UNKNOWN:
            choices.append([(v.ids, v.level, v.likelihood) for v in domain_of(question).values])
        else:
            ids = _ids(answer)
            value = next(v for v in domain_of(question).values if v.ids == ids)
            choices.append([(value.ids, value.level, 1)])
    found = Enumerated(
        {}, {}, {}, {}, {d: [] for d in pack.rules.dimensions}, {d: set() for d in pack.rules.dimensions}
    )
    for combination in product(*choices):
        weight = 1
        for _, _, likelihood in combination:
            weight *= likelihood
        _record(
            found, pack, kind, dict(zip((q.id for q in pack.questions), combination, strict=True)), weight
        )
    return found


def _ids(answer: Answer) -> frozenset[str]:
    if answer.number is not None:
        return frozenset(["few" if answer.number < 10 else "some" if answer.number < 100 else "many"])
    return frozenset(answer.choices or ([answer.choice] if answer.choice else []))


def _record(found: Enumerated, pack: Pack, kind: str, sheet: dict[str, Any], weight: int) -> None:
    bands: dict[str, int] = {}

    def relevant(question: str) -> bool:
        condition = pack.question_by_id[question].relevant_when
        return condition is None or true(condition)

    def true(condition: Any) -> bool:
        if condition.all is not None:
            return all(true(part) for part in condition.all)
        if condition.any is not None:
            return any(true(part) for part in condition.any)
        if condition.not_ is not None:
            return not true(condition.not_)
        if condition.kind is not None:
            return kind in condition.kind
        if condition.band is not None:
            return ["low", "medium", "high"][bands[condition.band.dimension]] in condition.band.is_
        if condition.at_least is not None:
            least = ["low", "medium", "high"].index(condition.at_least.band)
            return all(bands[d] >= least for d in condition.at_least.dimensions)
        atom = condition.answer or condition.number
        ids = sheet[atom.question][0]
        if ids is None or not relevant(atom.question):
            return False
        if condition.answer is not None:
            return bool(ids & set(atom.is_))
        number = {"few": 5, "some": 50, "many": 500}[next(iter(ids))]
        return (atom.at_least is None or number >= atom.at_least) and (
            atom.below is None or number < atom.below
        )

    for name, dim in pack.rules.dimensions.items():
        reached = possible = 0
        for question, w in dim.weights.items():
            ids, level, _ = sheet[question]
            if ids is not None and relevant(question):
                reached += w * (level or 0)
                possible += w * max(v.level or 0 for v in domain_of(pack.question_by_id[question]).values)
        score = Fraction(100 * reached, possible) if possible else None
        bands[name] = 0 if score is None else (score >= dim.bands.medium) + (score >= dim.bands.high)
        found.bands[name].add(bands[name])
        if score is not None:
            found.scores[name].append((score, weight))
    rules = pack.rules.decisions["size"]
    row = next((row for row in rules.table if true(row.when)), rules.otherwise)
    out = {o for gate in rules.gates if true(gate.when) for o in gate.exclude}
    left = [o for o in rules.outcomes if o not in out]

    def settle(outcome: str) -> str | None:
        above = [o for o in left if rules.outcomes.index(o) >= rules.outcomes.index(outcome)]
        return above[0] if above else (left[-1] if left else None)

    now, target = settle(row.now), settle(row.target or row.now)
    found.now[now] = found.now.get(now, 0) + weight
    found.target[target] = found.target.get(target, 0) + weight
    found.pairs[now, target] = found.pairs.get((now, target), 0) + weight
    found.rows[row.id] = found.rows.get(row.id, 0) + weight
