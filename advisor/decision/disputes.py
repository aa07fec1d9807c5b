"""Which disagreements change the advice: the rules, run exactly over all combinations of disputed answers.

A question is disputed when people gave answers that the rules tell apart. Its open value is then narrowed
to what was voted for, each option as likely as its share of the votes; everything nobody knows stays open
with all its values. The compiled decision is walked once for all combinations together, and two futures
that differ in one disputed answer are followed side by side (``influence``), so that "this changes
nothing" is a proof and not a sample. What settling a question is worth is the doubt about the advice that
it is expected to remove (``doubt``).

"Does not apply" takes a question out of the score, which no value of it does, so that a question on which
some say so is tried both ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import lcm

from advisor.decision.doubt import joint_outcomes, measure
from advisor.decision.engine import CompiledDecision, Engine, Pair, engine_for
from advisor.decision.influence import can_matter
from advisor.decision.joint import Passage
from advisor.decision.plan import Plan
from advisor.decision.sheets import ABSENT, OPEN, Domain, Sheet, value_index
from advisor.model.answer import Answer
from advisor.model.assessment import Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.workshop import Key

MOST_TRIED = 4
"""Questions on which "does not apply" is tried against a value, in one workload: 16 runs of the rules."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question on which people differ, as the rules see it."""

    question: str
    workload: str | None
    """None for a question to the organisation."""
    changes_now: bool
    """Whether, in some combination of everything else, another of the voted answers changes the model
    advised for today, in any workload."""
    changes_target: bool
    """The same for the pair of today's model and the target; true whenever ``changes_now`` is."""
    bits: float
    """Doubt about model and target that settling it is expected to remove, over all workloads. It may be 0
    where ``changes_target`` holds: some answers tell only together."""
    workloads: tuple[str, ...]
    """Ids of the workloads whose advice it can change."""
    weighed: bool = True
    """False when "does not apply" is disputed on too many questions to try every way, and no way that was
    tried shows that it changes the advice; it then counts as changing it, to be on the safe side."""

    @property
    def key(self) -> Key:
        """What identifies it."""
        return (self.question, self.workload)

    @property
    def matters(self) -> bool:
        """Whether it can change the advice, for today or as a target."""
        return self.changes_now or self.changes_target


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the advice for one workload can still be."""

    workload: str
    pairs: tuple[Pair, ...]
    """Every pair of model and target that some combination of disputed and open answers leads to, in the
    pack's order; exactly one when the advice is settled."""


@dataclass(frozen=True, slots=True)
class Disputes:
    """Every disputed question, those that change the advice first, by what settling them is worth."""

    disputes: tuple[Dispute, ...]
    outlooks: tuple[Outlook, ...]

    @property
    def nothing_to_discuss(self) -> bool:
        """Whether no disagreement can change the advice, in no combination."""
        return not any(each.matters for each in self.disputes)

    def dispute(self, key: Key) -> Dispute | None:
        """What is known of one question; None when nobody differs on it."""
        return next((each for each in self.disputes if each.key == key), None)


Votes = Mapping[Key, Sequence[Answer]]


def disputes(pack: Pack, workloads: Iterable[Workload], votes: Votes) -> Disputes:
    """What the disagreement in these votes can change.

    Args:
        pack: the rules.
        workloads: what is decided about; their own answers are not looked at.
        votes: the answers given to each question, one a person. A question that is settled has one.
    """
    engine = engine_for(pack)
    given = {key: _values(engine, key[0], answers) for key, answers in votes.items()}
    disputed = {key for key, values in given.items() if len(values) > 1}
    found: dict[Key, _Found] = {key: _Found() for key in disputed}
    outlooks = []
    for workload in workloads:
        outlooks.append(Outlook(workload.id, _look(engine, workload, given, found)))
    order = {question.id: place for place, question in enumerate(pack.questions)}
    ranked = sorted(
        (each.dispute(key) for key, each in found.items()),
        key=lambda d: (not d.matters, -round(d.bits, 9), order[d.question], d.workload or ""),
    )
    return Disputes(tuple(ranked), tuple(outlooks))


def _values(engine: Engine, question: str, answers: Iterable[Answer]) -> Counter[int]:
    """How often each value of a question was given, ``ABSENT`` among them; "unknown" is no value."""
    domain = engine.domain_by_id[question]
    if not domain.values:
        return Counter()
    counted = Counter(value_index(domain, answer) for answer in answers)
    del counted[OPEN]
    return counted


@dataclass(slots=True)
class _Found:
    """What the workloads looked at so far say of a question."""

    now: bool = False
    pair: bool = False
    bits: float = 0.0
    workloads: tuple[str, ...] = ()
    weighed: bool = True

    def dispute(self, key: Key) -> Dispute:
        return Dispute(*key, self.now, self.pair, self.bits, self.workloads, self.weighed)


def _look(
    engine: Engine, workload: Workload, given: Mapping[Key, Counter[int]], found: dict[Key, _Found]
) -> tuple[Pair, ...]:
    """Add what one workload says of each disputed question; return what its advice can be."""
    compiled = engine.decisions[engine.pack.manifest.primary_decision]
    read = set(compiled.advised.slots)
    sheet: list[int] = []
    domains = list(engine.domains)
    keys: dict[int, Key] = {}
    either: dict[int, tuple[int, int]] = {}
    for slot, domain in enumerate(engine.domains):
        key = (domain.question.id, workload.id if domain.question.scope is Scope.WORKLOAD else None)
        values = given.get(key, Counter())
        if len(values) == 1:
            sheet.append(next(iter(values)))
            continue
        sheet.append(OPEN if domain.values else ABSENT)
        if len(values) > 1 and slot in read:
            keys[slot] = key
            domains[slot] = _narrowed(domain, values)
            if values[ABSENT]:
                either[slot] = (values[ABSENT], values.total())
    tried = dict(list(either.items())[:MOST_TRIED])
    search = _Search(compiled, workload.kind, tuple(domains), tuple(keys), tried)
    search.run(tuple(sheet))
    for slot, key in keys.items():
        entry = found[key]
        found_so = slot in search.pair
        # What was not tried might let it matter, so that nothing may be ruled out then.
        weighed = found_so or len(tried) == len(either)
        pair = found_so or not weighed
        entry.weighed &= weighed
        entry.pair |= pair
        entry.now |= slot in search.now or not weighed
        entry.bits += search.bits.get(slot, 0.0)
        if pair:
            entry.workloads = (*entry.workloads, workload.id)
    return tuple(pair for pair in compiled.pairs if pair in search.pairs)


def _narrowed(domain: Domain, values: Mapping[int, int]) -> Domain:
    """The domain with each value as likely as it has votes; without votes, never given."""
    kept = tuple(
        value if value.likelihood == values.get(index, 0) else replace(value, likelihood=values.get(index, 0))
        for index, value in enumerate(domain.values)
    )
    return replace(domain, values=kept, total=sum(value.likelihood for value in kept))


def _with_domains(plan: Plan, domains: tuple[Domain, ...]) -> Plan:
    """The same plan for other likelihoods; what it kept of its own does not hold for them."""
    return replace(plan, domains=domains, _runs={}, _points={})


@dataclass(slots=True)
class _Search:
    """One workload, all combinations."""

    compiled: CompiledDecision
    kind: str
    domains: tuple[Domain, ...]
    slots: tuple[int, ...]
    """Disputed questions that the decision reads."""
    tried: Mapping[int, tuple[int, int]]
    """Those on which some say "does not apply", with how many of how many."""
    pairs: set[Pair] = field(default_factory=set)
    pair: set[int] = field(default_factory=set)
    now: set[int] = field(default_factory=set)
    bits: dict[int, float] = field(default_factory=dict)
    _total: list[Fraction] = field(default_factory=list)
    _by_value: dict[int, dict[int, list[Fraction]]] = field(default_factory=dict)

    def run(self, sheet: Sheet) -> None:
        """Every way in which "does not apply" can be true; all values at once in each of them."""
        self._total = [Fraction(0)] * len(self.compiled.pairs)
        self._by_value = {slot: {} for slot in self.slots}
        advised = _with_domains(self.compiled.advised, self.domains)
        today = _with_domains(self.compiled.advice, self.domains)
        for way in product((False, True), repeat=len(self.tried)):
            weight = Fraction(1)
            answers = list(sheet)
            for absent, (slot, (some, all_of_them)) in zip(way, self.tried.items(), strict=True):
                weight *= Fraction(some if absent else all_of_them - some, all_of_them)
                answers[slot] = ABSENT if absent else OPEN
            if weight:
                self._walk(advised, today, tuple(answers), weight)
        self._weigh()

    def _walk(self, advised: Plan, today: Plan, sheet: Sheet, weight: Fraction) -> None:
        passage = Passage(advised, self.kind, sheet)
        found = joint_outcomes(self.compiled, passage)
        whole = sum(found.total)
        shares = [weight * Fraction(count, whole) for count in found.total]
        self._total = [a + b for a, b in zip(self._total, shares, strict=True)]
        self.pairs |= {pair for pair, count in zip(self.compiled.pairs, found.total, strict=True) if count}
        narrow: Passage | None = None
        for slot in self.slots:
            self._gather(slot, sheet, shares, weight, found.by_value.get(slot))
            if sheet[slot] != OPEN:
                continue
            absent = slot in self.tried
            if slot not in self.pair and (slot in found.by_value or can_matter(passage, slot, absent=absent)):
                self.pair.add(slot)
            if slot in self.pair and slot not in self.now:
                narrow = narrow or Passage(today, self.kind, sheet)
                if can_matter(narrow, slot, absent=absent):
                    self.now.add(slot)

    def _gather(
        self,
        slot: int,
        sheet: Sheet,
        shares: list[Fraction],
        weight: Fraction,
        by_value: list[list[int]] | None,
    ) -> None:
        """Add what follows from each value of a question in one of the ways."""
        domain = self.domains[slot]
        if sheet[slot] != OPEN:
            parts = {ABSENT: shares}
        elif by_value is None:
            parts = {
                index: [share * value.likelihood / domain.total for share in shares]
                for index, value in enumerate(domain.values)
            }
        else:
            whole = sum(map(sum, by_value))
            parts = {
                index: [weight * Fraction(count, whole) for count in counts]
                for index, counts in enumerate(by_value)
            }
        kept = self._by_value[slot]
        for index, part in parts.items():
            before = kept.get(index)
            kept[index] = part if before is None else [a + b for a, b in zip(before, part, strict=True)]

    def _weigh(self) -> None:
        """What settling each question is expected to remove of the doubt."""
        doubt = measure(self.compiled, _counts(self._total))
        for slot in self.pair:
            left = sum(
                float(sum(shares)) * measure(self.compiled, _counts(shares))
                for shares in self._by_value[slot].values()
                if any(shares)
            )
            self.bits[slot] = max(0.0, doubt - left)


def _counts(shares: Sequence[Fraction]) -> list[int]:
    """Whole numbers in the same proportion."""
    unit = lcm(*(share.denominator for share in shares))
    return [share.numerator * (unit // share.denominator) for share in shares]
