"""Answers from a bill: read, measured, proposed, and accepted by whoever answers for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from advisor.content.evidence import evidence_of
from advisor.content.names import choose_from, shown
from advisor.decision.labels import answer_label
from advisor.errors import Problem, UnusableInput
from advisor.evidence.engine import opened
from advisor.evidence.matching import matched, remembered
from advisor.evidence.maturity import Forecast
from advisor.evidence.measuring import bill_of_files, bill_of_table, rules_sha256
from advisor.evidence.propose import proposals, unproposed
from advisor.evidence.source_hashes import sha256_of
from advisor.evidence.sources import found_files
from advisor.model.assessment import Assessment
from advisor.model.bill import Bill
from advisor.model.bill_answers import Evidence
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.pack import Pack
from advisor.model.units import TIME, UnitError, amount
from advisor.workflows.evidence_cache import keep_bill, kept_bill
from advisor.workflows.evidence_demo import is_demo, marked
from advisor.workflows.evidence_kpis import kpis

Told = Callable[[float, str], None]


def rules_for(pack: Pack) -> EvidenceRules:
    """The pack's rules for reading bills.

    Raises:
        UnusableInput: the pack has none.
    """
    rules = evidence_of(pack)
    if rules is None:
        message = "this pack has no rules for reading bills"
        raise UnusableInput(
            [Problem(pack.id, None, None, message, "an “evidence.yaml” holds them", "no-evidence")]
        )
    return rules


def forecast_of(text: str | None) -> Forecast | None:
    """A forecast as a person states it: ``36000``, ``36000 USD``, ``12000 USD/month``.

    Raises:
        UnusableInput: it is none.
    """
    if text is None:
        return None
    hint = "such as “36000 USD” for the time of the bill, or “12000 USD/month”"
    try:
        number, measured = amount(text)
        money = list(measured.currencies)
        others = [(name, power) for name, power in measured.dimension if name not in money]
    except UnitError as error:
        raise UnusableInput([Problem("--forecast", None, None, f"“{shown(text)}”: {error}", hint)]) from error
    if len(money) > 1 or others not in ([], [(TIME, -1)]) or number < 0:
        raise UnusableInput(
            [Problem("--forecast", None, None, f"“{shown(text)}” is no amount of money", hint)]
        )
    if not others:
        return Forecast(number, money[0] if money else "")
    return Forecast(measured.to_base(number) / 12, money[0] if money else "", monthly=True)


def read_bill(
    arguments: Sequence[str],
    rules: EvidenceRules,
    *,
    backend: str | None = None,
    forecast: Forecast | None = None,
    told: Told | None = None,
    fresh: bool = False,
) -> Bill:
    """The bill in files, folders and globs, or in a table of another engine; kept for the next time.

    Raises:
        UnusableInput: with everything that is wrong with the files.
        MissingExtra: Ibis is not installed.
        EngineFailed: another engine cannot be reached or gave up.
    """
    if backend is not None and len(arguments) == 1 and not _is_path(arguments[0]):
        with opened(backend) as engine:
            return bill_of_table(engine, arguments[0], rules, forecast=forecast, told=told)
    files = found_files(arguments)
    by_path = sha256_of(files, told)
    hashes = {each: by_path[each.path] for each in files}
    key = (*sorted((each.path.name, hashes[each]) for each in files), rules_sha256(rules), repr(forecast))
    if backend is None and not fresh:
        kept = kept_bill(key)
        if kept is not None:
            return kept
    with opened(backend) as engine:
        bill = bill_of_files(engine, files, hashes, rules, forecast=forecast, told=told)
    if backend is None:
        keep_bill(key, bill)
    return bill


def _is_path(text: str) -> bool:
    try:
        return Path(text).exists() or any(sign in text for sign in "*?/\\")
    except OSError:
        return False


def evidence(
    bill: Bill,
    pack: Pack,
    rules: EvidenceRules,
    assessment: Assessment | None,
    stated: Mapping[str, str] | None = None,
) -> Evidence:
    """What the bill says beside an assessment; without one, what it says alone.

    Raises:
        UnusableInput: ``stated`` names workloads that the bill has not.
    """
    picture = bill.main
    if assessment is None or picture is None:
        return Evidence(bill=bill, proposals=(), kpis=kpis(bill, pack, rules), unmatched=())
    known = [name for each in picture.workloads for name in (each.name, each.id)]
    problems = [
        Problem(
            "--map",
            None,
            None,
            f"the bill has no AI workload “{shown(name)}”",
            choose_from(name, list(dict.fromkeys(known))) if known else "it has none at all",
            "unknown-name",
        )
        for name in stated or {}
        if name not in known
    ]
    if problems:
        raise UnusableInput(problems)
    said = dict(stated or {})
    names = {each.id: each.name for each in picture.workloads}
    kept = remembered(assessment, picture)
    stated = {each: own for each, own in kept.items() if names[each] not in said} | said
    listed = proposals(bill, rules, pack.question_by_id, assessment, answer_label, stated)
    if listed and is_demo(bill, pack):
        listed = tuple(marked(each) for each in listed)
    return Evidence(
        bill=bill,
        proposals=listed,
        kpis=kpis(bill, pack, rules),
        unmatched=matched(assessment, picture, stated).unmatched,
        unproposed=unproposed(bill, rules, pack.question_by_id, assessment, stated),
    )
