"""One workload on every alternative, as far as other workloads and the result need it.

What an estimate says of it is put together in ``workload_result``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from advisor.economics.case import Case
from advisor.economics.compiled_book import CompiledBook
from advisor.economics.costs import alternative_cost
from advisor.economics.formulas import ZeroDenominator
from advisor.economics.inputs import Inputs, gather
from advisor.economics.machines import Plan
from advisor.economics.request import CannotEstimate, Request, Subject
from advisor.economics.situation import Input, Situation, currency_of
from advisor.economics.timing import periods
from advisor.economics.uncertainty import Moves, moves
from advisor.economics.wanting import MissingInput, titles_not_zero, titles_of
from advisor.model.economics import (
    AlternativeCost,
    Figure,
)
from advisor.model.expression import Expression
from advisor.model.units import MONTHS_A_YEAR

_ZERO, _ONE = Decimal(0), Decimal(1)


class OneWorkload:
    """One workload on its way to a result; what is costly is worked out once, when it is asked for."""

    def __init__(self, request: Request, book: CompiledBook, subject: Subject) -> None:
        self.request, self.book, self.subject = request, book, subject
        self.situation = Situation(
            book=request.book,
            economics=request.economics,
            workload=subject.workload.id,
            profile=subject.profile,
            accelerator=request.economics.accelerator or subject.profile.accelerator,
            as_of=request.as_of,
            questions=request.pack.question_by_id,
            answers=subject.answers,
            quote=subject.quote or request.quote,
            overrides=request.overrides,
            assumed=book.assumed(
                subject.profile, request.as_of, currency_of(request.book, request.economics)
            ),
        )
        self.inputs, self.scale, self.shown_volume = self._gathered()
        self.notices: list[str] = []
        self.months = self._months(book.book.needs.horizon)
        self.lead = self._months(book.book.needs.lead_time)
        self.discount = self._value(book.book.needs.discount)
        self.plan = Plan(periods(self.months), request.economics.depreciation)
        self.cases = self._cases()
        self.groups: dict[str, dict[str, Case]] = {}
        for name, case in self.cases.items():
            self.groups.setdefault(case.alternative.decision, {})[name] = case

    def _gathered(self) -> tuple[Inputs, Decimal, Input | None]:
        """The inputs, how many times today's volume is tried out, and that volume; None when it is today's.

        A volume that is tried out is growth from today's, so that people and data follow it by their
        exponents, as along the curve of break-even. One that is stated in the assessment is today's.
        """
        volume = self.subject.profile.volume
        overrides = self.situation.overrides
        tried = gather(self.situation)
        if volume not in overrides or volume not in tried.shared:
            return tried, _ONE, None
        rest = {name: each for name, each in overrides.items() if name != volume}
        found = gather(replace(self.situation, overrides=rest))
        today, wanted = found.shared.get(volume), tried.shared[volume]
        if today is None or not today.typical:
            return tried, _ONE, None
        # The volume is a certain one now, whatever range today's has.
        fixed = replace(today, low=today.typical, high=today.typical)
        inputs = Inputs({**found.shared, volume: fixed}, found.by_alternative)
        return inputs, wanted.typical / today.typical, wanted

    @property
    def accelerator(self) -> str:
        """The title of the accelerator that is rented or bought."""
        return self.book.book.accelerators[self.situation.accelerator].title

    @cached_property
    def moves(self) -> dict[str, Moves]:
        """How each alternative follows its uncertain inputs."""
        return {name: moves(case, self.inputs.of(name)) for name, case in self.cases.items()}

    @cached_property
    def _computed(self) -> tuple[dict[str, AlternativeCost], dict[str, list[dict[str, Decimal]]]]:
        costs: dict[str, AlternativeCost] = {}
        values: dict[str, list[dict[str, Decimal]]] = {}
        rate = self.discount if self.request.discounted else _ZERO
        for name, case in self.cases.items():
            costs[name], values[name] = alternative_cost(
                case,
                name,
                self.subject.workload.kind,
                self.situation.currency,
                rate,
                self.moves[name].interval(),
                self.subject.profile.volume,
            )
        return costs, values

    @property
    def costs(self) -> dict[str, AlternativeCost]:
        """What each alternative costs, machines being its own."""
        return self._computed[0]

    @property
    def values(self) -> dict[str, list[dict[str, Decimal]]]:
        """What formulas may look at of each alternative, year by year."""
        return self._computed[1]

    def _value(self, expression: Expression) -> Decimal:
        values = {name: each.typical for name, each in self.inputs.shared.items()}
        try:
            return self.book.cell("", expression).formula(values)
        except KeyError as missing:
            name = str(missing.args[0])
            raise CannotEstimate(f"there is no figure for “{self._title(name)}”") from None

    def _months(self, expression: Expression) -> int:
        return max(int((self._value(expression) * MONTHS_A_YEAR).quantize(_ONE)), 0)

    def _title(self, name: str) -> str:
        quantity = self.book.book.quantities.get(name)
        return quantity.title if quantity else name

    def _cases(self) -> dict[str, Case]:
        found: dict[str, Case] = {}
        for name, alternative in self.book.book.alternatives.items():
            values = {key: each.typical for key, each in self.inputs.of(name).items()}
            try:
                found[name] = self._case(name, values)
            except MissingInput as missing:
                titles = ", ".join(f"“{each}”" for each in titles_of(self.book.book, missing.names))
                self.notices.append(f"{alternative.title} is left out: there is no figure for {titles}.")
            except ZeroDenominator as zero:
                needed = "; ".join(titles_not_zero(self.book.book, zero.divisor, values))
                self.notices.append(f"{alternative.title} is left out: it needs {needed}.")
        if not found:
            raise CannotEstimate(
                f"{self.subject.workload.id}: nothing can be computed. {' '.join(self.notices)}"
            )
        return found

    def again(self, situation: Situation, name: str) -> Case:
        """The case of an alternative in another situation, such as on another accelerator."""
        return self._case(name, {key: each.typical for key, each in gather(situation).of(name).items()})

    def _case(self, name: str, values: Mapping[str, Decimal]) -> Case:
        initiatives = len(self.request.assessment.workloads)
        kind = self.subject.workload.kind
        return Case.build(self.book, name, values, kind, self.plan, initiatives, self.scale)

    @cached_property
    def known(self) -> tuple[Input, ...]:
        """Every input that is known, also those that no cost rests on."""
        apart = (each for amounts in self.inputs.by_alternative.values() for each in amounts.values())
        return (*self.inputs.shared.values(), *apart)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The same as people see them, in the same order."""
        return tuple(each.figure() for each in self.known)
