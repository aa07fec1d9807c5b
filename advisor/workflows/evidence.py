"""Answers from a bill: read, measured, proposed, and accepted by whoever answers for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from advisor.content.assessment_file import AssessmentFile
from advisor.content.evidence import evidence_of
from advisor.content.names import choose_from, shown
from advisor.content.packs import folder_of, load_pack
from advisor.content.prices import prices_of
from advisor.decision.labels import answer_label
from advisor.economics.formulas import ZeroDenominator, compiled
from advisor.errors import AdvisorError, Problem, UnusableInput
from advisor.evidence.engine import opened
from advisor.evidence.maturity import Forecast
from advisor.evidence.measuring import bill_of_files, bill_of_table, rules_sha256
from advisor.evidence.propose import accepted, matched, proposals, remembered, unproposed
from advisor.evidence.sources import found_files, sha256_of
from advisor.model.assessment import Assessment
from advisor.model.bill import Bill, Picture
from advisor.model.bill_answers import Evidence, KpiFromBill, Proposal
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.formulas import key_of, references
from advisor.model.pack import Pack
from advisor.model.price import RESULTS, PriceBook
from advisor.model.units import TIME, UnitError, amount, unit
from advisor.workflows.evidence_cache import keep_bill, kept_bill
from advisor.workflows.evidence_demo import is_demo, marked
from advisor.workflows.session_edits import with_answer

Told = Callable[[float, str], None]
_YEAR = Decimal(365)


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


# Accepting ---------------------------------------------------------------------------------------


def chosen(found: Evidence, wanted: str) -> tuple[Proposal, ...]:
    """The proposals that ``--accept`` names: ``all``, or ids with commas.

    Raises:
        UnusableInput: with every name that is none.
    """
    if wanted.strip().lower() == "all":
        return found.proposals
    by_id = {each.id: each for each in found.proposals}
    names = [each.strip() for each in wanted.split(",") if each.strip()]
    problems = [
        Problem(
            "--accept",
            None,
            None,
            f"there is no proposal “{shown(name)}”",
            choose_from(name, list(by_id)) if by_id else "there are no proposals",
            "unknown-name",
        )
        for name in names
        if name not in by_id
    ]
    if problems:
        raise UnusableInput(problems)
    return tuple(by_id[name] for name in dict.fromkeys(names))


def with_accepted(assessment: Assessment, taken: Iterable[Proposal]) -> Assessment:
    """The assessment with these proposals as answers; all others stay as they are."""
    for each in taken:
        present = assessment.answer(each.question, each.workload)
        assessment = with_answer(assessment, each.question, each.workload, accepted(each, present))
    return assessment


def accept_into(file: AssessmentFile, taken: Sequence[Proposal]) -> None:
    """Write accepted proposals into a file, which keeps its comments and order.

    Raises:
        FileChanged: somebody else changed the file since it was read.
        CannotWrite: the system does not let us.
    """
    if taken:
        file.save(with_accepted(file.loaded.assessment, taken))


def stated_pairs(pairs: Iterable[str], assessment: Assessment | None) -> dict[str, str]:
    """What ``--map`` says: the name in the bill to the workload of the assessment.

    Raises:
        UnusableInput: with everything that is wrong with it.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    known = [each.id for each in assessment.workloads] if assessment is not None else []
    for pair in pairs:
        name, equals, workload = pair.rpartition("=")
        if not equals or not name.strip():
            hint = "write NAME-IN-BILL=WORKLOAD"
            problems.append(Problem("--map", None, None, f"“{shown(pair)}” is no pair", hint))
        elif workload.strip() not in known:
            message = f"the assessment has no workload “{shown(workload)}”"
            problems.append(Problem("--map", None, None, message, choose_from(workload.strip(), known)))
        else:
            found[name.strip()] = workload.strip()
    if problems:
        raise UnusableInput(problems)
    return found


# KPIs --------------------------------------------------------------------------------------------


def kpis(bill: Bill, pack: Pack, rules: EvidenceRules) -> tuple[KpiFromBill, ...]:
    """The KPIs whose formulas look only at what the bill can give, by the pack's own formulas."""
    book, picture = _book(pack), bill.main
    if book is None or picture is None or not picture.days:
        return ()
    values = _values(picture, rules, book)
    folder = folder_of(pack)
    catalogue = pack.kpis or (load_pack(folder).kpis if folder is not None else ())
    found = []
    for kpi in catalogue:
        if kpi.value is None:
            continue
        names = list(dict.fromkeys(key_of(each) for each in references(kpi.value.formula)))
        if not names or any(name not in rules.quantities for name in names):
            continue
        shown_unit = unit(kpi.value.unit.replace(book.currency, _currency(picture, book)))
        value, why = None, None
        lacking = [name for name in names if values.get(name) is None]
        if lacking:
            why = "; ".join(_why(picture, rules, name) for name in lacking)
        else:
            have = {name: amount_ for name, amount_ in values.items() if amount_ is not None}
            try:
                value = shown_unit.from_base(compiled(kpi.value.formula)(have))
            except ZeroDenominator:
                why = "one of the figures to divide by is zero"
        used = tuple(dict.fromkeys(rules.quantities[name] for name in names))
        measures = [each for name in used if (each := picture.measure(name)) is not None]
        found.append(
            KpiFromBill(
                kpi=kpi.id,
                title=kpi.title,
                unit=shown_unit.text,
                value=value,
                currency=picture.currency,
                quantities={name: amount_ for name in names if (amount_ := values.get(name)) is not None},
                measures=used,
                queries=tuple(dict.fromkeys(each.query for each in measures if each.query)),
                why=why,
            )
        )
    return tuple(found)


def _book(pack: Pack) -> PriceBook | None:
    try:
        return prices_of(pack)
    except AdvisorError:
        return None


def _currency(picture: Picture, book: PriceBook) -> str:
    code = picture.currency
    return code if len(code) == 3 and code.isascii() and code.isalpha() else book.currency


def _values(picture: Picture, rules: EvidenceRules, book: PriceBook) -> dict[str, Decimal | None]:
    """Quantities of the price book in base units; what is paid in a time becomes what is paid a year."""
    found: dict[str, Decimal | None] = {}
    for name, measure in rules.quantities.items():
        given = picture.measure(measure)
        if given is None or given.value is None:
            found[name] = None
            continue
        text = book.quantities[name].unit if name in book.quantities else RESULTS.get(name, "1")
        each_year = (TIME, -1) in unit(text).dimension
        found[name] = given.value * _YEAR / picture.days if each_year else given.value
    return found


def _why(picture: Picture, rules: EvidenceRules, name: str) -> str:
    measure = picture.measure(rules.quantities[name])
    return f"{measure.title}: {measure.why}" if measure is not None and measure.why else f"no {name}"
