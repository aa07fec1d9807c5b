"""Prices: what they name exists, formulas have one kind and fitting units, dates only grow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from advisor.content.check_conditions import ConditionChecker, Place
from advisor.content.check_price_formulas import QUANTITIES, FormulaChecker
from advisor.content.names import choose_from
from advisor.content.pack_files import KPIS, PRICES, PackFiles
from advisor.content.pack_names import Names
from advisor.content.yaml_reader import At
from advisor.model.catalogue import Kpis
from advisor.model.price import RESULTS, Needs, PriceBook, Sample
from advisor.model.units import in_words, unit


def check_prices(files: PackFiles, names: Names, checker: ConditionChecker | None = None) -> None:
    """Report what dangles or contradicts in the prices, and in the formulas of KPIs."""
    book = files.get(PRICES, PriceBook)
    if book is None:
        return
    _Check(files, names, book).run()
    if checker is not None:
        for index, profile in enumerate(book.profiles):
            checker.check(PRICES, ("profiles", index, "when"), profile.when, Place.REPORT)
        for index, model in enumerate(book.token_prices.models if book.token_prices else ()):
            checker.check(PRICES, ("token_prices", "models", index, "when"), model.when, Place.REPORT)


class _Check:
    """The checks of one price book."""

    def __init__(self, files: PackFiles, names: Names, book: PriceBook) -> None:
        self.files, self.names, self.book = files, names, book
        self.formulas = FormulaChecker(files, book)
        self.units = self.formulas.units

    def run(self) -> None:
        self._quantities()
        self.formulas.circles()
        self._alternatives()
        self._accelerators()
        self._profiles()
        self._needs()
        self._lines()
        self._units_and_kpis()
        self._warnings()

    # Places ----------------------------------------------------------------------------------

    def _report(self, at: At, message: str, hint: str | None, code: str, *, key: bool = False) -> None:
        self.files.report(PRICES, at, message, hint, code, key=key)

    def _known(
        self, at: At, what: str, name: str, valid: Collection[str] | None, *, key: bool = False
    ) -> bool:
        if valid is None or name in valid:
            return True
        self._report(
            at, f"there is no {what} “{name}”", choose_from(name, sorted(valid)), "dangling", key=key
        )
        return False

    # Parts -----------------------------------------------------------------------------------

    def _quantities(self) -> None:
        for name, quantity in self.book.quantities.items():
            at: At = (*QUANTITIES, name)
            if name in self.formulas.results:
                self._report(
                    at, f"“{name}” is the name of a result already", "rename it", "name-taken", key=True
                )
            if quantity.maximum is not None and quantity.maximum < quantity.minimum:
                self._report((*at, "maximum"), "the maximum lies below the minimum", None, "bounds")
            self._samples((*at, "values"), quantity.values)
            for index in range(len(quantity.derive)):
                self._derivation((*at, "derive", index), name, index)
            if quantity.value is not None:
                self.formulas.check(
                    PRICES, (*at, "value"), quantity.value, self.units.get(name), results=False
                )

    def _derivation(self, at: At, name: str, index: int) -> None:
        derivation = self.book.quantities[name].derive[index]
        questions = self.names.questions
        if (
            not self._known((*at, "question"), "question", derivation.question, questions)
            or questions is None
        ):
            return
        question = questions[derivation.question]
        if question.number is not None:
            given = self.formulas.unit((*at, "unit"), derivation.unit or question.number.unit)
            own = self.units.get(name)
            if given is not None and own is not None and given != own:
                message = f"the answer is in “{in_words(given)}”, the quantity in “{in_words(own)}”"
                self._report(at, message, "name the “unit” that the answer counts in", "unit-mismatch")
        for option, found in derivation.options.items():
            self._known(
                (*at, "options", option), "option", option, [each.id for each in question.options], key=True
            )
            self._range((*at, "options", option), found.low, found.typical, found.high)

    def _samples(self, at: At, samples: Sequence[Sample]) -> None:
        for index, sample in enumerate(samples):
            here: At = (*at, index)
            if index and sample.as_of < samples[index - 1].as_of:
                message = "an older figure stands after a newer one"
                self._report((*here, "as_of"), message, "append: the oldest first", "date-order")
            if sample.typical is None and not sample.by:
                self._report(here, "there is no figure here: neither “typical” nor “by”", None, "no-figure")
            self._range(here, sample.low, sample.typical, sample.high)
            for name, found in sample.by.items():
                self._known((*here, "by", name), "alternative", name, self.book.alternatives, key=True)
                self._range((*here, "by", name), found.low, found.typical, found.high)

    def _range(self, at: At, *amounts: Decimal | None) -> None:
        """Low, typical and high, as far as they are stated."""
        found = [each for each in amounts if each is not None]
        if found != sorted(found):
            message = f"expected low, typical, high in this order, found {', '.join(map(str, found))}"
            self._report(at, message, None, "bounds")

    def _alternatives(self) -> None:
        decisions = self.names.decisions
        for name, alternative in self.book.alternatives.items():
            at: At = ("alternatives", name)
            if not self._known((*at, "decision"), "decision", alternative.decision, decisions):
                continue
            if alternative.outcome is not None and decisions is not None:
                outcomes = decisions[alternative.decision].outcomes
                what = f"outcome of “{alternative.decision}”"
                self._known((*at, "outcome"), what, alternative.outcome, outcomes)

    def _accelerators(self) -> None:
        for name, accelerator in self.book.accelerators.items():
            at: At = ("accelerators", name)
            for index, rental in enumerate(accelerator.rentals):
                self._known((*at, "rentals", index, "source"), "source", rental.source, self.book.sources)
            for index, server in enumerate(accelerator.servers):
                here: At = (*at, "servers", index)
                self._range(here, server.low, server.typical, server.high)
                self._range(here, server.power_low, server.power_typical, server.power_high)
            self._samples((*at, "throughput"), accelerator.throughput)

    def _profiles(self) -> None:
        for index, profile in enumerate(self.book.profiles):
            at: At = ("profiles", index)
            self._known((*at, "accelerator"), "accelerator", profile.accelerator, self.book.accelerators)
            self._known((*at, "volume"), "quantity", profile.volume, self.book.quantities)
            for name, samples in profile.values.items():
                self._known((*at, "values", name), "quantity", name, self.book.quantities, key=True)
                self._samples((*at, "values", name), samples)
            last = index == len(self.book.profiles) - 1
            if (profile.when is None) is not last:
                message = "the last profile has no condition, all others have one"
                self._report((*at, "when"), message, None, "profile-order", key=True)
        prices = self.book.token_prices
        for key in ("read", "written") if prices else ():
            self._known(("token_prices", key), "quantity", getattr(prices, key), self.book.quantities)

    def _needs(self) -> None:
        for name in Needs.model_fields:
            value = getattr(self.book.needs, name)
            several = isinstance(value, tuple)
            for index, each in enumerate(value if several else (value,)):
                at: At = ("needs", name, index) if several else ("needs", name)
                self.formulas.check(PRICES, at, each, self.formulas.in_book(_NEEDS[name]), results=False)

    def _lines(self) -> None:
        seen: set[str] = set()
        for index, line in enumerate(self.book.lines):
            at: At = ("lines", index)
            if line.id in seen or line.id in RESULTS or line.id in self.book.quantities:
                self._report((*at, "id"), f"the name “{line.id}” is taken", "give each its own", "name-taken")
            seen.add(line.id)
            for place, name in enumerate(line.alternatives):
                self._known((*at, "alternatives", place), "alternative", name, self.book.alternatives)
            self._kinds((*at, "kinds"), line.kinds)
            text = self.book.currency if line.once else f"{self.book.currency}/year"
            self.formulas.check(PRICES, (*at, "amount"), line.amount, unit(text).dimension, results=False)

    def _units_and_kpis(self) -> None:
        for index, each in enumerate(self.book.unit_costs):
            at: At = ("unit_costs", index)
            self._kinds((*at, "kinds"), each.kinds)
            wanted = self.formulas.unit((*at, "unit"), each.unit)
            self.formulas.check(PRICES, (*at, "value"), each.value, wanted, results=True)
        kpis = self.files.get(KPIS, Kpis)
        for index, kpi in enumerate(kpis.kpis if kpis else ()):
            if kpi.value is None:
                continue
            at = ("kpis", index, "value")
            wanted = self.formulas.unit((*at, "unit"), kpi.value.unit, KPIS)
            self.formulas.check(KPIS, (*at, "formula"), kpi.value.formula, wanted, results=True)

    def _kinds(self, at: At, kinds: Iterable[str]) -> None:
        for place, name in enumerate(kinds):
            self._known((*at, place), "kind of workload", name, self.names.kinds)

    def _warnings(self) -> None:
        decision = (
            self.names.decisions.get(self.names.primary)
            if self.names.decisions and self.names.primary
            else None
        )
        for index, each in enumerate(self.book.warnings):
            at: At = ("warnings", index, "when")
            for key in ("advised", "target"):
                for place, name in enumerate(getattr(each.when, key)):
                    self._known((*at, key, place), "outcome", name, decision.outcomes if decision else None)
            for place, name in enumerate(each.when.cheapest):
                self._known((*at, "cheapest", place), "alternative", name, self.book.alternatives)
            for key in ("overtakes", "never"):
                name = getattr(each.when, key)
                if name is not None:
                    self._known((*at, key), "alternative", name, self.book.alternatives)


_NEEDS: dict[str, str] = {
    "growth": "%/year",
    "serving": "GPU-h/year",
    "learning": "GPU-h/year",
    "development": "GPU-h/year",
    "standby": "GPU",
    "utilisation": "%",
    "base_share": "%",
    "base_utilisation": "%",
    "api_serving": "USD/year",
    "api_learning": "USD/year",
    "api_development": "USD/year",
    "rental_rate": "USD/GPU-h",
    "server_price": "USD",
    "server_size": "GPU",
    "server_power": "kW",
    "pue": "1",
    "power_price": "USD/kWh",
    "hosting_price": "USD/kW/year",
    "support": "%/year",
    "price_decline": "%/year",
    "life": "years",
    "resale": "%",
    "capital_cost": "%/year",
    "lead_time": "months",
    "horizon": "months",
    "discount": "%/year",
}
