"""What is wrong with prices and formulas is told at its place before anybody computes with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.content.pack_lint import lint_pack
from advisor.content.prices import load_prices
from advisor.errors import Severity, UnusableInput

KITCHEN = Path(__file__).parents[1] / "packs" / "kitchen"


@pytest.fixture
def folder(tmp_path) -> Path:
    copy = tmp_path / "kitchen"
    shutil.copytree(KITCHEN, copy)
    return copy


def errors(folder: Path) -> list[str]:
    return [
        f"{Path(each.file).name} {each.code}: {each.message}"
        for each in lint_pack(folder)
        if each.severity is Severity.ERROR
    ]


CASES = {
    "a formula with parts of other units": (
        "amount: {multiply: [{quantity: cook_wage}, {quantity: cook_time}]}",
        "amount: {add: [{quantity: cook_wage}, {quantity: cook_time}]}",
        ["unit-mismatch: the parts of this formula differ: “EUR/year” and “1” do not belong together"],
    ),
    "a formula that comes to something else": (
        "amount: {number: 500, unit: EUR}",
        "amount: {number: 500, unit: EUR/year}",
        ["unit-mismatch: this comes to “EUR/year”, not to “EUR”"],
    ),
    "a need in a wrong unit": (
        "growth: {quantity: rise}",
        "growth: {quantity: busy}",
        ["unit-mismatch: this comes to “1”, not to “1/year”"],
    ),
    "a quantity that nobody defines": (
        "serving: {quantity: work}",
        "serving: {quantity: wrok}",
        ["dangling: there is no quantity “wrok”"],
    ),
    "two kinds in one formula": (
        "serving: {quantity: work}",
        "serving: {quantity: work, number: 1}",
        ["formula-kind: a formula states one kind, found “quantity” and “number”"],
    ),
    "no kind in a formula": (
        "serving: {quantity: work}",
        "serving: {multiply: [{quantity: work}, {}]}",
        ["formula-kind: a formula states one kind, found none"],
    ),
    "a result before there is one": (
        "serving: {quantity: work}",
        "serving: {quantity: held_hours}",
        ["dangling: “held_hours” is known only after the cost is"],
    ),
    "a circle": (
        "value: {multiply: [{quantity: guests}, {quantity: fee}]}",
        "value: {multiply: [{quantity: guests}, {divide: [{quantity: charge}, {quantity: guests}]}]}",
        ["circle: this formula rests on itself: charge → charge"],
    ),
    "a question that nobody asks": (
        "derive: [{question: tickets, unit: tickets/hour}]",
        "derive: [{question: tickest, unit: tickets/hour}]",
        ["dangling: there is no question “tickest”"],
    ),
    "an answer in another unit": (
        "derive: [{question: tickets, unit: tickets/hour}]",
        "derive: [{question: tickets, unit: guests/hour}]",
        ["unit-mismatch: the answer is in “guest/year”, the quantity in “ticket/year”"],
    ),
    "an option that there is not": (
        "several: {low: 30",
        "many: {low: 30",
        ["dangling: there is no option “many”"],
    ),
    "a range upside down": (
        "low: 0.2, typical: 0.3, high: 0.4, source: this",
        "low: 0.5, typical: 0.3, high: 0.4, source: this",
        ["bounds: expected low, typical, high in this order, found 0.5, 0.3, 0.4"],
    ),
    "an old price after a new one": (
        'as_of: "2026-01-01", low: 0.2, typical: 0.3',
        'as_of: "2024-01-01", low: 0.2, typical: 0.3',
        ["date-order: an older figure stands after a newer one"],
    ),
    "an outcome that there is not": (
        "outcome: cluster, compute",
        "outcome: clutter, compute",
        ["dangling: there is no outcome of “hosting” “clutter”"],
    ),
    "a source that there is not": (
        'per_hour: 2, as_of: "2026-01-01", source: flyer',
        'per_hour: 2, as_of: "2026-01-01", source: poster',
        ["dangling: there is no source “poster”"],
    ),
    "a unit that is none": (
        "unit: EUR/ticket, values",
        "unit: EUR per ticket, values",
        ["bad-unit: “EUR per ticket” is not a unit"],
    ),
    "a line with a name that is taken": (
        "id: wiring",
        "id: wages",
        ["name-taken: the name “wages” is taken"],
    ),
    "a warning about an alternative that there is not": (
        "never: hosted",
        "never: hostel",
        ["dangling: there is no alternative “hostel”"],
    ),
    "a day that is none": (
        'as_of: "2026-02-01", source: flyer',
        'as_of: "2026-02-31", source: flyer',
        ["invalid-value: "],
    ),
    "a price below nothing": (
        "per_hour: 2,",
        "per_hour: -2,",
        ["invalid-value: expected more than 0"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_told(folder, name):
    before, after, expected = CASES[name]
    path = folder / "prices.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    found = errors(folder)
    for each in expected:
        assert any(line.startswith(f"prices.yaml {each}") for line in found), found
    with pytest.raises(UnusableInput):
        load_prices(folder)


def test_a_formula_of_a_kpi_is_checked_like_any_other(folder):
    path = folder / "kpis.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("unit: EUR/ticket\n      formula", "unit: EUR/guest\n      formula"), encoding="utf-8"
    )
    (found,) = errors(folder)
    assert found.startswith("kpis.yaml unit-mismatch: this comes to “EUR/ticket”, not to “EUR/guest”")


def test_the_bundled_prices_have_nothing_wrong(bundled_pack_folder):
    assert errors(bundled_pack_folder) == []


def test_every_bundled_figure_has_a_day_and_a_source(bundled_pack_folder):
    book = load_prices(bundled_pack_folder)
    for name, quantity in book.quantities.items():
        for sample in quantity.values:
            assert sample.source, name
    assert {rental.source for one in book.accelerators.values() for rental in one.rentals} == set(
        book.sources
    )
