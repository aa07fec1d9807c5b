"""Answers that a bill speaks for, beside those that are there; nothing is answered here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from advisor.evidence.matching import matched, plain_name
from advisor.evidence.notices import plain
from advisor.evidence.proposing_words import bounds_text, quoted, told
from advisor.evidence.verdicts import verdict_on
from advisor.model.assessment import Answer, Assessment
from advisor.model.bill import Bill
from advisor.model.bill_answers import Proposal, Unproposed, Verdict
from advisor.model.bill_costs import Measure
from advisor.model.bill_workloads import FoundWorkload
from advisor.model.evidence_proposing import Bound, ProposalRule
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.question import Question, Scope

SHORT_HASH = 12
Label = Callable[[Question, Answer | None], str]
"""An answer in words."""


def proposals(
    bill: Bill,
    rules: EvidenceRules,
    questions: Mapping[str, Question],
    assessment: Assessment,
    label: Label,
    stated: Mapping[str, str] | None = None,
) -> tuple[Proposal, ...]:
    """Every answer that the bill speaks for, in the order of the rules and workloads."""
    found: list[Proposal] = []
    for rule, question, about in _abouts(bill, rules, questions, assessment, stated or {}):
        found += _proposed(bill, rules, rule, question, about, label)
    return tuple(found)


def unproposed(
    bill: Bill,
    rules: EvidenceRules,
    questions: Mapping[str, Question],
    assessment: Assessment,
    stated: Mapping[str, str] | None = None,
) -> tuple[Unproposed, ...]:
    """The rules that propose nothing, each with the reason."""
    return tuple(
        Unproposed(rule=rule.id, question=question.id, workload=about.workload, why=why)
        for rule, question, about in _abouts(bill, rules, questions, assessment, stated or {})
        if (why := _why_not(rule, question, about)) is not None
    )


def _why_not(rule: ProposalRule, question: Question, about: _About) -> str | None:
    measure = about.measure(rule.measure)
    if measure is None:
        return "the bill has no such figure"
    if measure.value is None:
        return f"{measure.title}: {measure.why or 'cannot be told'}"
    if about.days < rule.needs.days:
        return f"{about.days:,} days with data, and {rule.needs.days:,} are asked for"
    if measure.rows < rule.needs.rows:
        return f"{measure.rows:,} rows, and {rule.needs.rows:,} are asked for"
    value = measure.value * rule.per
    if _answer(rule, question, value, measure, about)[0] is None:
        return f"{measure.title} is {told(value, measure.unit)}, which speaks for none of the answers"
    return None


def _abouts(
    bill: Bill,
    rules: EvidenceRules,
    questions: Mapping[str, Question],
    assessment: Assessment,
    stated: Mapping[str, str],
) -> Iterator[tuple[ProposalRule, Question, _About]]:
    """Each rule with each thing that it can speak of."""
    picture = bill.main
    if picture is None or picture.first is None or picture.last is None:
        return
    pairs = matched(assessment, picture, stated).pairs
    for rule in rules.proposals:
        question = questions.get(rule.question)
        if question is None:
            continue
        if question.scope is Scope.ORGANISATION:
            days = sum(1 for day in picture.series if day.rows)
            present = assessment.answers.get(rule.question)
            yield rule, question, _About(picture.measures, days, None, None, present)
            continue
        for workload, own in pairs:
            if rule.kinds and workload.kind not in rule.kinds:
                continue
            days = sum(1 for day in own.series if day.rows)
            titles = {plain_name(each) for each in (workload.id, workload.title or workload.id)}
            by_name = plain_name(own.name) in titles
            present = workload.answers.get(rule.question)
            yield rule, question, _About(own.measures, days, workload.id, own, present, by_name)


@dataclass(frozen=True, slots=True)
class _About:
    """Of what a proposal is."""

    measures: tuple[Measure, ...]
    days: int
    workload: str | None
    found: FoundWorkload | None
    present: Answer | None
    by_name: bool = True
    """Whether the workload of the bill bears the name of the assessment's."""

    def measure(self, name: str) -> Measure | None:
        return next((each for each in self.measures if each.id == name), None)


def _proposed(
    bill: Bill, rules: EvidenceRules, rule: ProposalRule, question: Question, about: _About, label: Label
) -> Iterable[Proposal]:
    measure, picture = about.measure(rule.measure), bill.main
    if measure is None or measure.value is None or picture is None:
        return
    if about.days < rule.needs.days or measure.rows < rule.needs.rows:
        return
    value = measure.value * rule.per
    answer, bounds = _answer(rule, question, value, measure, about)
    if answer is None or picture.first is None or picture.last is None:
        return
    series = about.found.series if about.found is not None else ()
    first = series[0].day if series else picture.first
    last = series[-1].day if series else picture.last
    verdict, clash = verdict_on(question, about.present, answer, rules, rule)
    evidence = (
        f"{_files(bill)} (SHA-256 {bill.sha256[:SHORT_HASH]}), {first} to {last}, rule {rule.id}: "
        f"{measure.title} {told(value, measure.unit)}, {measure.rows:,} rows{_of(about)}"
    )
    yield Proposal(
        id=rule.id if about.workload is None else f"{rule.id}@{about.workload}",
        rule=rule.id,
        question=question.id,
        workload=about.workload,
        found=about.found.id if about.found is not None else None,
        option=answer.choice,
        number=answer.number,
        label=label(question, answer),
        bounds=bounds,
        measure=measure,
        first=first,
        last=last,
        reason=rule.reason,
        caution=rule.caution,
        source=rule.source,
        present=label(question, about.present) if about.present is not None else None,
        verdict=verdict,
        warning=clash.message if clash is not None else None,
        do=clash.do if clash is not None else None,
        evidence=evidence,
    )


def _of(about: _About) -> str:
    """Which workload of the bill speaks, and that somebody had to say that it is this one."""
    if about.found is None or about.workload is None:
        return ""
    return f" of “{quoted(about.found)}”" + ("" if about.by_name else f", mapped to {about.workload}")


def _files(bill: Bill) -> str:
    names = [each.name for each in bill.files]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _answer(
    rule: ProposalRule, question: Question, value: Decimal, measure: Measure, about: _About
) -> tuple[Answer | None, str]:
    form = question.number
    if form is not None:
        step = Decimal(1) if form.integer or abs(value) >= 100 else Decimal("0.1")
        number = value.quantize(step)
        if not form.minimum <= number <= form.maximum:
            return None, ""
        return Answer(
            number=number
        ), f"a number from {plain(form.minimum)} to {plain(form.maximum)} {form.unit}"
    for bound in rule.options:
        if _inside(bound, value) and _beside(bound, about):
            return Answer(choice=bound.option), bounds_text(bound, measure.unit)
    return None, ""


def _inside(bound: Bound, value: Decimal) -> bool:
    return (
        (bound.from_ is None or value >= bound.from_)
        and (bound.above is None or value > bound.above)
        and (bound.below is None or value < bound.below)
        and (bound.up_to is None or value <= bound.up_to)
    )


def _beside(bound: Bound, about: _About) -> bool:
    for name, range_ in bound.also.items():
        measure = about.measure(name)
        if measure is None or measure.value is None:
            return False
        if range_.from_ is not None and measure.value < range_.from_:
            return False
        if range_.below is not None and measure.value >= range_.below:
            return False
    return True


def accepted(proposal: Proposal, present: Answer | None) -> Answer:
    """The answer that accepting a proposal gives: its note stays, and so does evidence that agrees."""
    evidence = proposal.evidence
    if present is not None and proposal.verdict is Verdict.AGREES:
        held = present.evidence or ""
        # The same bill, read again, replaces what it said before.
        kept = [each for each in held.split("; ") if each and f"rule {proposal.rule}:" not in each]
        evidence = "; ".join([*kept, evidence])
        return present.model_copy(update={"evidence": evidence})
    note = present.note if present is not None else None
    if proposal.option is not None:
        return Answer(choice=proposal.option, note=note, evidence=evidence)
    return Answer(number=proposal.number, note=note, evidence=evidence)
