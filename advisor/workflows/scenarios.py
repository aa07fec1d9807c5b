"""Scenarios of an assessment in a file: supposed from a command line or kept, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from advisor.content.check_economics import check_economics
from advisor.content.economics import read_amount
from advisor.content.names import choose_from, did_you_mean, shown
from advisor.content.prices import prices_of
from advisor.content.scenario_file import load_scenarios
from advisor.content.scenario_reader import LoadedScenarios
from advisor.content.yaml_reader import Source
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.price import PriceBook
from advisor.model.question import Scope
from advisor.model.scenario import UNSTATED, Scenario, ScenarioTable
from advisor.model.scenario_weights import Weights, reweighted, weight_problem, without_effect
from advisor.workflows.scenario import Supposed, suppose
from advisor.workflows.scenario_counting import Side, counted
from advisor.workflows.scenario_table import scenario_table
from advisor.workflows.score import Scored
from advisor.workflows.session_amounts import Place, with_amounts
from advisor.workflows.whatif import what_if

PRESENT = "Present"
"""What the first column is called."""
_AMOUNT_HINT = "a name, = and an amount with its unit, such as 0.21 USD/kWh"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command line supposes, as typed."""

    answers: Sequence[str] = ()
    """``question=answer``."""
    weights: Sequence[str] = ()
    """``question=weight`` or ``dimension/question=weight``."""
    costs: Sequence[str] = ()
    """``quantity=amount``, ``workload/quantity=amount`` or ``alternative/quantity=amount``."""

    @property
    def any(self) -> bool:
        """Whether anything is supposed."""
        return bool(self.answers or self.weights or self.costs)


def supposed_by(scored: Scored, wishes: Wishes) -> Supposed:
    """What a command line supposes.

    Raises:
        UnusableInput: with everything that names nothing, or cannot be supposed.
    """
    problems: list[Problem] = []
    assessment = scored.loaded.assessment
    try:
        assessment = what_if(scored, wishes.answers)
    except UnusableInput as error:
        problems += error.problems
    weights = _weights(scored.pack, wishes.weights, problems)
    assessment = _costs(scored.pack, assessment, wishes.costs, problems)
    if problems:
        raise UnusableInput(problems)
    return Supposed(assessment, reweighted(scored.pack, weights))


def kept_scenario(loaded: LoadedScenarios, scored: Scored, scenario: Scenario) -> Supposed:
    """What a kept scenario supposes of an assessment."""
    return suppose(scored.pack, scored.loaded.assessment, scenario, loaded.places(scenario))


def chosen(loaded: LoadedScenarios, names: Sequence[str]) -> list[Scenario]:
    """The kept scenarios of these names, in this order.

    Raises:
        UnusableInput: with every name that none has.
    """
    found: list[Scenario] = []
    problems: list[Problem] = []
    for name in names:
        try:
            scenario = loaded.called(name)
        except UnusableInput as error:
            problems += error.problems
        else:
            if scenario not in found:
                found.append(scenario)
    if problems:
        raise UnusableInput(problems)
    return found


def side_of(scenario: Scenario, supposed: Supposed) -> Side:
    """A scenario as a column."""
    notices = tuple(
        (f"line {each.line}: " if each.line else "") + each.message + (f" ({each.hint})" if each.hint else "")
        for each in supposed.left_out
    )
    return Side(scenario.name, supposed.pack, supposed.assessment, scenario.note, notices)


def table_of(pack: Pack, assessment: Assessment, sides: Sequence[Side]) -> ScenarioTable:
    """The present beside scenarios; some tenths of a second for each."""
    present = counted(Side(PRESENT, pack, assessment))
    return scenario_table(present, [counted(each) for each in sides])


def kept_beside(path: Path) -> LoadedScenarios:
    """The scenarios that are kept beside an assessment.

    Raises:
        UnusableInput: their file cannot be used.
    """
    return load_scenarios(path)


# From a command line ---------------------------------------------------------------------------------


def _weights(pack: Pack, texts: Sequence[str], problems: list[Problem]) -> Weights:
    found: Weights = {}
    dimensions = pack.rules.dimensions
    for text in texts:
        name, equals, value = text.partition("=")
        dimension, slash, question = name.strip().rpartition("/")
        if not equals or not value.strip().isascii() or not value.strip().isdigit():
            hint = "a whole number: --weight QUESTION=5"
            problems.append(_problem("--weight", text, "expected question=weight", hint))
            continue
        if slash and dimension not in dimensions:
            near = choose_from(dimension, dimensions)
            problems.append(_problem("--weight", text, f"there is no dimension “{shown(dimension)}”", near))
            continue
        holding = [n for n in ([dimension] if slash else dimensions) if question in dimensions[n].weights]
        if not holding:
            scored = [each for d in dimensions.values() for each in d.weights]
            where = f" in “{dimension}”" if slash else ""
            message = f"no question “{shown(question)}” counts{where}"
            problems.append(_problem("--weight", text, message, choose_from(question, scored)))
        for each in holding:
            number = int(value)
            if (why := weight_problem(pack, each, question, number)) is not None:
                problems.append(_problem("--weight", text, why, None))
            else:
                found.setdefault(each, {})[question] = number
    if (empty := without_effect(pack, found)) is not None:
        problems.append(_problem("--weight", "", f"in “{empty}” nothing would count any more", None))
    return found


def _costs(pack: Pack, assessment: Assessment, texts: Sequence[str], problems: list[Problem]) -> Assessment:
    if not texts:
        return assessment
    book = prices_of(pack)
    if book is None:
        problems.append(
            _problem("--cost", texts[0], "this pack has no prices, so amounts play no part", None)
        )
        return assessment
    for text in texts:
        name, equals, value = text.partition("=")
        owner, slash, quantity = name.strip().rpartition("/")
        if not equals or not value.strip():
            problems.append(_problem("--cost", text, "expected quantity=amount", _AMOUNT_HINT))
            continue
        place = _place(book, assessment, quantity, owner if slash else None, text, problems)
        if place is None:
            continue
        assessment = _stated(assessment, place, value.strip(), text, book, problems)
    return assessment


def _place(
    book: PriceBook,
    assessment: Assessment,
    quantity: str,
    owner: str | None,
    text: str,
    problems: list[Problem],
) -> Place | None:
    known = book.quantities.get(quantity)
    if known is None:
        hint = did_you_mean(quantity, book.quantities) or "“advisor tco FILE --inputs” lists them all"
        problems.append(_problem("--cost", text, f"there is no quantity “{shown(quantity)}”", hint))
        return None
    workloads = [each.id for each in assessment.workloads]
    if owner is None:
        # One workload, and a quantity of workloads: then there is no doubt whose it is.
        alone = len(workloads) == 1 and known.scope is Scope.WORKLOAD
        return Place(quantity, workload=workloads[0] if alone else None)
    if owner in workloads:
        return Place(quantity, workload=owner)
    if owner in book.alternatives:
        return Place(quantity, alternative=owner)
    near = choose_from(owner, [*workloads, *book.alternatives])
    problems.append(_problem("--cost", text, f"there is no workload or model “{shown(owner)}”", near))
    return None


def _stated(
    assessment: Assessment, place: Place, value: str, text: str, book: PriceBook, problems: list[Problem]
) -> Assessment:
    if value == UNSTATED:
        return with_amounts(assessment, {place: None})
    source = Source(f"--cost {text}")
    try:
        plain: object = Decimal(value) if value.replace(".", "", 1).isdigit() else value
        given = read_amount(source, (place.quantity,), plain)
    finally:
        problems += source.problems
    if given is None:
        return assessment
    stated = with_amounts(assessment, {place: given})
    if stated.economics is not None:
        before = Source(source.name)
        if assessment.economics is not None:
            check_economics(before, assessment.economics, book, [each.id for each in assessment.workloads])
        check_economics(source, stated.economics, book, [each.id for each in assessment.workloads])
        new = [each for each in source.problems if each not in before.problems]
        problems += new
        if new:
            return assessment
    return stated


def _problem(option: str, text: str, message: str, hint: str | None) -> Problem:
    return Problem(f"{option} {text}".rstrip(), None, None, message, hint, code="what-if")
