"""What a disagreement can change equals trying every combination of the disputed answers."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decision import disputes as judged
from advisor.decision.disputes import Disputes, disputes
from advisor.decision.sheets import domain_of
from advisor.model.assessment import Answer, AnswerState, Workload
from advisor.model.pack import Pack
from tests.decision.random_packs import (
    as_answer,
    enumerate_completions,
    packs,
)

ABSENT = Answer(state=AnswerState.NOT_APPLICABLE, reason="because")
UNKNOWN = Answer(state=AnswerState.UNKNOWN)


@st.composite
def panels(draw: st.DrawFn) -> tuple[Pack, dict[str, list[Answer]]]:
    pack = draw(packs())
    votes = {}
    for question in pack.questions:
        values = [as_answer(pack, question.id, value.ids) for value in domain_of(question).values]
        ballot = st.sampled_from([*values, *values, ABSENT, UNKNOWN])
        votes[question.id] = draw(st.lists(ballot, min_size=draw(st.sampled_from([0, 1, 2])), max_size=3))
    return pack, votes


def looked_at(pack: Pack, votes: dict[str, list[Answer]]) -> Disputes:
    scopes = {question.id: question.scope for question in pack.questions}
    keyed = {(q, "w" if scopes[q] == "workload" else None): a for q, a in votes.items()}
    return disputes(pack, [Workload(id="w", kind="serve")], keyed)


def entropy(counts: Counter) -> float:
    total = sum(counts.values())
    return -sum(n / total * log2(n / total) for n in counts.values() if n)


def doubt(pairs: Counter) -> float:
    now: Counter = Counter()
    for (first, _), count in pairs.items():
        now[first] += count
    return (entropy(now) + entropy(pairs)) / 2


class Brute:
    """Every combination of the answers voted for, each as likely as its votes; what nobody knows is open."""

    def __init__(self, pack: Pack, votes: dict[str, list[Answer]]) -> None:
        self.pack = pack
        self.ballots: dict[str, Counter] = {}
        for question, answers in votes.items():
            known = Counter(a.model_dump_json() for a in answers if a.state is not AnswerState.UNKNOWN)
            if known:
                self.ballots[question] = known
        self.disputed = [question for question, ballot in self.ballots.items() if len(ballot) > 1]
        self.outcomes: list[tuple[dict[str, str], int, Counter]] = []
        names = list(self.ballots)
        for combination in product(*(self.ballots[name] for name in names)):
            chosen = dict(zip(names, combination, strict=True))
            weight = 1
            for name, one in chosen.items():
                weight *= self.ballots[name][one]
            answers = {name: Answer.model_validate_json(one) for name, one in chosen.items()}
            self.outcomes.append((chosen, weight, self.by_completion(answers)))
        self.pairs = {pair for _, _, completions in self.outcomes for _, pair in completions}

    def by_completion(self, answers: dict[str, Answer]) -> Counter:
        """Completion of what is open, to its pair: told apart, so that one answer can be compared."""
        opened = [q for q in self.pack.questions if q.id not in answers]
        found = Counter()
        for values in product(*(domain_of(q).values for q in opened)):
            weight = 1
            more = {}
            for question, value in zip(opened, values, strict=True):
                weight *= value.likelihood
                more[question.id] = as_answer(self.pack, question.id, value.ids)
            if weight:
                result = enumerate_completions(self.pack, answers | more, "serve")
                (pair,) = [p for p, n in result.pairs.items() if n]
                found[tuple(v.label for v in values), pair] += weight
        return found

    def changes(self, question: str, *, now: bool) -> bool:
        """Whether two answers to one question differ in outcome, all else, open answers too, alike."""
        seen: dict[object, set[object]] = {}
        for chosen, _, completions in self.outcomes:
            rest = tuple(sorted((k, v) for k, v in chosen.items() if k != question))
            for values, pair in completions:
                seen.setdefault((rest, values), set()).add(pair[0] if now else pair)
        return any(len(results) > 1 for results in seen.values())

    def spread(self, question: str | None = None, answer: str | None = None) -> tuple[int, Counter]:
        pairs: Counter = Counter()
        for chosen, weight, completions in self.outcomes:
            if question is None or chosen[question] == answer:
                for (_, pair), count in completions.items():
                    pairs[pair] += weight * count
        return sum(pairs.values()), pairs

    def bits(self, question: str) -> float:
        # Each way's completions are a share of the same open questions, so the totals can be compared.
        whole, pairs = self.spread()
        left = 0.0
        for answer in self.ballots[question]:
            part, given_it = self.spread(question, answer)
            left += part / whole * doubt(given_it)
        return doubt(pairs) - left


@given(panels())
def test_every_dispute_is_judged_as_by_trying_all_combinations(panel):
    pack, votes = panel
    brute = Brute(pack, votes)
    found = looked_at(pack, votes)
    assert {each.question for each in found.disputes} == set(brute.disputed)
    for each in found.disputes:
        assert each.changes_target == brute.changes(each.question, now=False)
        assert each.changes_now == brute.changes(each.question, now=True)
        assert abs(each.bits - brute.bits(each.question)) < 1e-9
        assert each.workloads == (("w",) if each.matters else ())
    (outlook,) = found.outlooks
    assert set(outlook.pairs) == brute.pairs
    assert found.nothing_to_discuss == (not any(brute.changes(q, now=False) for q in brute.disputed))


@given(panels(), st.integers(0, 1))
def test_what_is_not_tried_is_never_ruled_out(panel, tried):
    pack, votes = panel
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(judged, "MOST_TRIED", tried)
        found = looked_at(pack, votes)
    if all(each.weighed for each in found.disputes):
        return
    brute = Brute(pack, votes)
    for each in found.disputes:
        if each.weighed:
            assert each.changes_target == brute.changes(each.question, now=False)
        else:
            assert each.matters
