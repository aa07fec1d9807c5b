"""Figures that follow from answers: as formulas over the answers' cells."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from advisor.content.questionnaire_form import YES
from advisor.economics.formulas import Exchange
from advisor.model.pack import Pack
from advisor.model.price import Derivation, Quantity, Range
from advisor.model.question import Question, QuestionType
from advisor.model.units import Unit, unit
from advisor.reporting.xlsx.formula import Constant, Expression
from advisor.reporting.xlsx.functions import both, if_
from advisor.reporting.xlsx.quantities import from_base, to_base
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.truths import YES_
from advisor.reporting.xlsx.working import Subject

Pick = Callable[[Range], Decimal]
"""An end of a range, or its middle."""


def low(found: Range) -> Decimal:
    """The low end."""
    return found.typical if found.low is None else found.low


def typical(found: Range) -> Decimal:
    """What is typical."""
    return found.typical


def high(found: Range) -> Decimal:
    """The high end."""
    return found.typical if found.high is None else found.high


class Following:
    """Follows the answers that count for one workload."""

    def __init__(self, pack: Pack, rules: RulesSheet, subject: Subject, exchange: Exchange) -> None:
        """``exchange`` is from the currency of the book to that of the result."""
        self._pack, self._rules, self._subject, self._exchange = pack, rules, subject, exchange

    def figure(self, quantity: Quantity, shown: Unit, otherwise: Decimal, pick: Pick) -> Expression | None:
        """A figure in its own unit, or ``otherwise`` where no answer says it; None where none ever could."""
        found: Expression = Constant(Fraction(otherwise))
        followed = False
        for derivation in reversed(quantity.derive):
            question = self._pack.question_by_id.get(derivation.question)
            if (
                question is None
                or question.type is QuestionType.TEXT
                or question.id not in self._subject.places
            ):
                continue
            followed = True
            found = self._derived(question, derivation, quantity, shown, found, pick)
        return found if followed else None

    def _derived(
        self,
        question: Question,
        derivation: Derivation,
        quantity: Quantity,
        shown: Unit,
        otherwise: Expression,
        pick: Pick,
    ) -> Expression:
        code = self._rules.code(question.id, self._subject)
        places = self._subject.places[question.id]
        asked = self._rules.relevant(question.id, self._subject)
        # An answer that others leave out tells no figure; while that is open, it counts.
        counts = [] if asked == YES_ else [asked.above(0)]
        if question.number is not None:
            measured = unit(derivation.unit or question.number.unit)
            number = from_base(to_base(places.answer, measured), shown)
            least = shown.from_base(shown.to_base(quantity.minimum))
            # An answer in words counts for nothing, and no number may be asked of it.
            known = both([*counts, code.above(0)])
            return if_(known, if_(number.at_least(Fraction(least)), number, otherwise), otherwise)
        found = otherwise
        numbers = {option.id: place for place, option in enumerate(question.options, 1)}
        for option in reversed(question.options):
            if option.id not in derivation.options:
                continue
            amount = pick(derivation.options[option.id])
            amount = self._exchange.of(amount, unit(quantity.unit))
            if question.type is QuestionType.MULTIPLE:
                chosen = both([*counts, code.above(0), places.ticks[option.id].equals(YES)])
            else:
                chosen = both([*counts, code.equals(numbers[option.id])])
            found = if_(chosen, Fraction(amount), found)
        return found
