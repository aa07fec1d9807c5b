"""KPIs of the catalogue that a bill has figures for."""

from __future__ import annotations

from decimal import Decimal

from advisor.content.packs import folder_of, load_pack
from advisor.content.prices import prices_of
from advisor.economics.formulas import ZeroDenominator, compiled
from advisor.errors import AdvisorError
from advisor.model.bill import Bill, Picture
from advisor.model.bill_answers import KpiFromBill
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.formulas import key_of, references
from advisor.model.pack import Pack
from advisor.model.price import RESULTS, PriceBook
from advisor.model.units import TIME, unit

_YEAR = Decimal(365)


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
