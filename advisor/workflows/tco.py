"""From an assessment to what it costs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessments import load_assessment
from advisor.content.atomic import write_atomically
from advisor.content.check_economics import option_amount, stated_problems
from advisor.content.economics import read_day
from advisor.content.economics_begin import with_section
from advisor.content.locations import pack_folder
from advisor.content.names import choose_from, shown
from advisor.content.packs import load_pack
from advisor.content.prices import load_prices, prices_of
from advisor.content.token_prices import quoter
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read_bytes
from advisor.decision.engine import engine_for
from advisor.decision.reported import Outcome, Reported, holds, relevant
from advisor.decision.trace import answers_for
from advisor.economics.tco import Request, Subject, estimate, newest_day, quantity_behind
from advisor.errors import AdvisorError, Problem, UnusableInput
from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.economics import Advised, Estimate
from advisor.model.pack import Pack
from advisor.model.price import PriceBook, Profile
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.model.stated import Economics, Given
from advisor.workflows.score import Scored, score_file


@dataclass(frozen=True, slots=True)
class Options:
    """What a command line states beside the assessment; texts are amounts such as ``5 years``."""

    as_of: datetime.date | None = None
    horizon: str | None = None
    utilisation: str | None = None
    discount: str | None = None


@dataclass(frozen=True, slots=True)
class Costed:
    """An assessment, what is recommended, what it costs, and by which prices."""

    scored: Scored
    book: PriceBook
    estimate: Estimate
    hint: str | None
    """One line about what an extra would add; None when nothing is missing."""


def tco_file(path: Path, options: Options, *, pack: str | None = None) -> Costed:
    """What the workloads of an assessment cost.

    Raises:
        UnusableInput: with every problem of the assessment, its pack or its prices.
        AdvisorError: there is nothing to compute with.
    """
    folder = None if pack is None else pack_folder(pack, Path())
    scored = score_file(path, pack=None if folder is None else load_pack(folder), whole=True)
    assessment = scored.loaded.assessment
    book = load_prices(folder or pack_folder(assessment.pack, path.parent))
    economics = assessment.economics or Economics()
    request, hint = request_for(scored.pack, book, assessment, scored.recommendation, economics, options)
    return Costed(scored, book, estimate(request), hint)


def costs_of(pack: Pack, assessment: Assessment, recommendation: Recommendation) -> Estimate | None:
    """What the workloads cost by what the assessment states, or None where the pack has no prices.

    Raises:
        UnusableInput: what it states cannot be used.
        AdvisorError: there is nothing to compute with.
    """
    book = prices_of(pack)
    if book is None:
        return None
    economics = assessment.economics or Economics()
    request, _ = request_for(pack, book, assessment, recommendation, economics)
    return estimate(request)


def costs_or_reason(
    pack: Pack, assessment: Assessment, recommendation: Recommendation
) -> tuple[Estimate | None, str | None]:
    """What the workloads cost, or None with the reason why that cannot be told, in words.

    Both are None where the pack has no prices. For whoever tells costs beside something that stands
    without them, such as a report.
    """
    try:
        return costs_of(pack, assessment, recommendation), None
    except UnusableInput as error:
        told = (each.message + (f" ({each.hint})" if each.hint else "") for each in error.problems)
        return None, "; ".join(told)
    except AdvisorError as error:
        return None, str(error)


def request_for(
    pack: Pack,
    book: PriceBook,
    assessment: Assessment,
    recommendation: Recommendation,
    economics: Economics,
    options: Options = Options(),
    overrides: Mapping[str, Given] | None = None,
) -> tuple[Request, str | None]:
    """What an estimate is made from, and a hint about what an extra would add.

    Raises:
        UnusableInput: an option cannot be used, or what is stated contradicts itself or the prices.
    """
    problems = stated_problems(economics, book, (each.id for each in assessment.workloads))
    if problems:
        raise UnusableInput(problems)
    currency = economics.currency or book.currency
    needs = book.needs
    stated: dict[str, Given] = dict(overrides or {})
    for option, expression, text in (
        ("--horizon", needs.horizon, options.horizon),
        ("--utilisation", needs.utilisation, options.utilisation),
        ("--discount", needs.discount, options.discount),
    ):
        if text is not None:
            name = quantity_behind(expression)
            given = option_amount(option, name, text, book, currency)
            stated[name or option] = given
    as_of = options.as_of or economics.as_of or newest_day(book)
    discount = quantity_behind(needs.discount)
    quote, hint = quoter(
        economics.token_price or (book.token_prices.default if book.token_prices else None), as_of
    )
    own = economics.token_price is None
    subjects = tuple(
        _subject(pack, book, assessment, advice, as_of if own else None)
        for advice in recommendation.workloads
    )
    request = Request(
        pack=pack,
        book=book,
        assessment=assessment,
        economics=economics,
        subjects=subjects,
        as_of=as_of,
        discounted=discount in stated or discount in economics.values,
        quote=quote,
        overrides=stated,
    )
    return request, hint


def _subject(
    pack: Pack,
    book: PriceBook,
    assessment: Assessment,
    advice: WorkloadRecommendation,
    day: datetime.date | None,
) -> Subject:
    """A workload; ``day`` is that of the prices of the hosted model which stands for it, None without one."""
    workload = next(each for each in assessment.workloads if each.id == advice.id)
    engine = engine_for(pack)
    answers = answers_for(pack, assessment, workload)
    state = Reported(
        pack=pack,
        domains=engine.domain_by_id,
        slots=engine.slots,
        kind=workload.kind,
        sheet=engine.sheet(assessment, workload),
        answers=answers,
        bands={score.id: score.band for score in advice.dimensions},
        outcomes={trace.id: Outcome(trace.now, trace.target) for trace in advice.trace.decisions},
    )
    models = book.token_prices.models if book.token_prices is not None and day is not None else ()
    model = next((each for each in models if holds(each.when, state)), None)
    quote = quoter(model, day)[0] if model is not None and day is not None else None
    # An answer that relevance leaves out is kept, and tells costs as little as it tells scores.
    counting = {name: answer for name, answer in answers.items() if relevant(name, state) is not False}
    return Subject(workload, _profile(book, state), counting, _advised(advice, counting), quote)


def _advised(advice: WorkloadRecommendation, answers: Mapping[str, Answer]) -> Advised:
    if not any(answer.state is AnswerState.ANSWERED for answer in answers.values()):
        return Advised(now=None, target=None, answered=False, decided=False)
    return Advised(now=advice.model, target=advice.target, decided=advice.decided)


def _profile(book: PriceBook, state: Reported) -> Profile:
    for profile in book.profiles[:-1]:
        if profile.when is not None and holds(profile.when, state):
            return profile
    return book.profiles[-1]


def day_of(text: str | None) -> datetime.date | None:
    """The day that an option names.

    Raises:
        UnusableInput: it names none.
    """
    if text is None:
        return None
    day = read_day(text)
    if day is None:
        message = f"“{shown(text)}” is not a day"
        raise UnusableInput([Problem("--as-of", None, None, message, "such as 2026-10-01", "bad-day")])
    return day


def only(estimate_: Estimate, workload: str, file: str) -> Estimate:
    """The estimate with one of its workloads.

    Raises:
        UnusableInput: there is no such workload.
    """
    found = tuple(each for each in estimate_.workloads if each.workload == workload)
    if not found:
        hint = choose_from(workload, [each.workload for each in estimate_.workloads])
        message = f"there is no workload “{shown(workload)}”"
        raise UnusableInput([Problem(file, None, None, message, hint, "unknown-workload")])
    return estimate_.model_copy(update={"workloads": found})


def begin_economics(path: Path, *, pack: str | None = None) -> None:
    """Write a commented section into an assessment that has none.

    Raises:
        UnusableInput: the assessment cannot be used, or has such a section already.
        CannotWrite: the system refused.
    """
    folder = None if pack is None else pack_folder(pack, Path())
    loaded = load_assessment(path, pack=None if folder is None else load_pack(folder), instead=True)
    book = load_prices(folder or pack_folder(loaded.assessment.pack, path.parent))
    write_atomically(
        path, with_section(read_bytes(path, ASSESSMENT_LIMIT), str(path), loaded.assessment, book)
    )
