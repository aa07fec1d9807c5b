"""Costs of a workbook after a change, recomputed by another program, and the engine's on the same change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from advisor.content.locations import bundled_packs
from advisor.decision.recommend import recommend
from advisor.economics.tco import estimate
from advisor.model.assessment import Answer, Assessment
from advisor.model.economics import Estimate
from advisor.model.pack import Pack
from advisor.model.price import PriceBook
from advisor.model.question import QuestionType, Scope
from advisor.model.stated import Economics, Given
from advisor.reporting.kpi_rows import kpi_rows
from advisor.reporting.sections.cost_words import CATEGORIES, advised
from advisor.reporting.xlsx import render
from advisor.reporting.xlsx.curves_sheet import NOT_RECOMPUTED
from advisor.reporting.xlsx.live_guards import AS_REPORTED
from advisor.reporting.xlsx.tco_rows import STAYING
from advisor.reporting.xlsx.tco_sheet import OTHER_VOLUME
from advisor.workflows.tco import Options, request_for, tco_file
from tests.reporting.office import convert, needs_office
from tests.reporting.sheets import fill, opened, report

PRICES = {
    "engineer_cost": "1.25",
    "power_price": "2",
    "server_price": "0.7",
    "rental_rate": "1.4",
    "price_written": "3",
    "platform_fee": "1.5",
    "operators": "0.5",
}
LOAD = {
    "requests": "9",
    "work_hours": "30",
    "growth": "3",
    "utilisation": "0.5",
    "tokens_written": "2",
    "standby": "3",
    "data_volume": "4",
    "sessions": "2",
    "storage_price": "3",
}
LIFE = {"life": "0.5", "price_decline": "2", "capital_cost": "1.5", "resale_2": "0.5", "base_share": "0.6"}
"""Times what is typical, by quantity."""
TYPED = (
    ("regional-hospital", PRICES | LOAD | LIFE),
    ("rural-teaching-network", LOAD | PRICES),
)
ANSWERS = {"load_shape": "unpredictable", "load_outlook": "same"}
"""Answers that figures follow, and no choice of assumptions."""
KEPT = Answer(number=Decimal(9000000))
"""An answer to ``daily_requests`` where it is not asked: kept, and no figure follows it."""


@dataclass
class Case:
    name: str
    pack: Pack
    book: PriceBook
    assessment: Assessment
    before: Estimate
    data: bytes

    def after(self, economics: Economics, assessment: Assessment) -> Estimate:
        """What the engine makes of a change."""
        advice = recommend(self.pack, assessment)
        return estimate(request_for(self.pack, self.book, assessment, advice, economics, Options())[0])


def example(name: str) -> Case:
    (folder,) = bundled_packs().values()
    costed = tco_file(folder / "examples" / f"{name}.yaml", Options())
    pack, assessment = costed.scored.pack, costed.scored.loaded.assessment
    data = render(report(pack, assessment, costed.estimate))
    return Case(name, pack, costed.book, assessment, costed.estimate, data)


def stated(case: Case, factors: Mapping[str, str]) -> Economics:
    """The figures of an assessment, some times what they were."""
    economics = case.assessment.economics or Economics()
    workloads = {name: dict(each) for name, each in economics.workloads.items()}
    values, alternatives = dict(economics.values), {k: dict(v) for k, v in economics.alternatives.items()}
    for workload in case.before.workloads:
        for figure in workload.inputs:
            if figure.id not in factors:
                continue
            given = Given(typical=changed(figure.typical, factors[figure.id]), unit=figure.unit)
            if figure.alternative is not None:
                alternatives.setdefault(figure.alternative, {})[figure.id] = given
            elif case.book.quantities[figure.id].scope is Scope.WORKLOAD:
                workloads.setdefault(workload.workload, {})[figure.id] = given
            else:
                values[figure.id] = given
    new = {"values": values, "workloads": workloads, "alternatives": alternatives}
    return economics.model_copy(update=new)


def changed(typical: Decimal, factor: str) -> Decimal:
    return round(typical * Decimal(factor), 6)


def type_in(book: Any, case: Case, factors: Mapping[str, str]) -> int:
    """Type the same figures into the yellow cells; how many there were."""
    sheet = book["Inputs"]
    titles = {cell.value: cell.column for cell in sheet[5]}
    rows = {
        (sheet.cell(row, 1).value, sheet.cell(row, 2).value, sheet.cell(row, 3).value or ""): row
        for row in range(6, sheet.max_row + 1)
    }
    typed = 0
    for workload in case.before.workloads:
        for figure in workload.inputs:
            if figure.id not in factors:
                continue
            only = case.book.alternatives[figure.alternative].short if figure.alternative else ""
            keys = [(whose, figure.title, only) for whose in (workload.title, "All workloads")]
            row = next(rows[key] for key in keys if key in rows)
            sheet.cell(row, titles["Your figure"]).value = float(changed(figure.typical, factors[figure.id]))
            typed += 1
    return typed


def answered(case: Case) -> Assessment:
    """The assessment with other answers, and with one where its question is not asked."""

    def other(answers: Mapping[str, Answer], scope: Scope) -> dict[str, Answer]:
        found = dict(answers)
        for question in case.pack.questions:
            if question.scope is not scope or question.id not in found:
                continue
            if question.id in ANSWERS:
                found[question.id] = Answer(choice=ANSWERS[question.id])
            elif question.type is QuestionType.NUMBER and question.id in ("daily_requests", "gpu_hours"):
                number = found[question.id].number
                if number is not None:
                    found[question.id] = Answer(number=number * 7 + 3)
        return found

    workloads = tuple(
        each.model_copy(update={"answers": {"daily_requests": KEPT} | other(each.answers, Scope.WORKLOAD)})
        for each in case.assessment.workloads
    )
    shared = other(case.assessment.answers, Scope.ORGANISATION)
    return case.assessment.model_copy(update={"workloads": workloads, "answers": shared})


@pytest.fixture(scope="module")
def recomputed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Case, Estimate]]:
    folder = tmp_path_factory.mktemp("costs")
    examples = {name: example(name) for name in dict.fromkeys(name for name, _ in TYPED)}
    wanted: dict[str, tuple[Case, Estimate, Assessment]] = {}
    for number, (name, factors) in enumerate(TYPED):
        case = examples[name]
        book = opened(case.data, values=False)
        assert type_in(book, case, factors) >= len(case.before.workloads) * 3
        book.save(folder / f"{number}.xlsx")
        wanted[f"{number}"] = (case, case.after(stated(case, factors), case.assessment), case.assessment)
    for name in ("regional-hospital",):
        case = examples[name]
        new = answered(case)
        assert new != case.assessment
        book = opened(case.data, values=False)
        fill(book, case.pack, new)
        book.save(folder / f"{name}.xlsx")
        economics = case.assessment.economics or Economics()
        wanted[name] = (case, case.after(economics, new), new)
    out = convert(sorted(folder.glob("*.xlsx")), "xlsx", folder)
    return {name: (out / f"{name}.xlsx", case, after) for name, (case, after, _) in wanted.items()}


@needs_office
def test_another_program_comes_to_the_engines_costs_after_a_change(recomputed):
    for path, case, after in recomputed.values():
        table = tables(path, "TCO")
        assert after.workloads != case.before.workloads
        for workload in after.workloads:
            top = next(at for at, row in enumerate(table) if row[0] == workload.title)
            for cost, row in zip(workload.alternatives, table[top + 2 :], strict=False):
                found = dict(zip(table[top + 1], row, strict=True))
                assert found["Alternative"] == cost.title
                years = [found[f"Year {year}"] for year in range(1, after.years + 1)]
                assert years == pytest.approx([float(each) for each in cost.years], abs=0.006)
                assert found["Total"] == pytest.approx(float(cost.total), abs=0.006)
                assert found["Present value"] == pytest.approx(float(cost.present_value), abs=0.02)
            lines(table[top:], workload)
            units(table[top:], workload)


def lines(table: list[list[Any]], workload: Any) -> None:
    """Hold every line against the engine's; lines that it leaves out come to nothing."""
    head = next(at for at, row in enumerate(table) if row[2] == "Cost")
    told: dict[tuple[str, str, str], list[float]] = {}
    for row in table[head + 1 :]:
        if row[0] is None:
            break
        found = dict(zip(table[head], row, strict=True))
        key = (found["Alternative"], found["Kind of cost"], found["Cost"])
        told[key] = [value for title, value in found.items() if str(title).startswith("Year")]
    for cost in workload.alternatives:
        for line in cost.lines:
            mine = told.pop((cost.title, CATEGORIES[line.category], line.title))
            assert mine == pytest.approx([float(each) for each in line.years], abs=0.006), (cost.id, line.id)
    assert all(not any(rest) for rest in told.values()), told


def units(table: list[list[Any]], workload: Any) -> None:
    head = next(at for at, row in enumerate(table) if row[2] == "Unit cost")
    told = {}
    for row in table[head + 1 :]:
        if row[0] is None:
            break
        told[row[0], row[2]] = [each for each in row[4:] if isinstance(each, int | float)]
    for cost in workload.alternatives:
        for unit_cost in cost.unit_costs:
            if unit_cost.years is not None:
                mine = told[cost.title, unit_cost.title]
                assert mine == pytest.approx([float(each) for each in unit_cost.years], rel=1e-9)


def tables(path: Path, name: str) -> list[list[Any]]:
    return tables_of(openpyxl.load_workbook(path, data_only=True)[name])


def tables_of(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@needs_office
def test_the_curves_of_break_even_follow_to_the_cent(recomputed):
    compared = 0
    for path, _, after in recomputed.values():
        table = tables(path, "Break-even")
        for workload in after.workloads:
            top = next(at for at, row in enumerate(table) if row[0] == workload.title)
            head = table[top + 3]
            for point, row in zip(workload.curve, table[top + 4 :], strict=False):
                assert row[0] == pytest.approx(float(point.volume), rel=1e-9)
                found = dict(zip(head, row, strict=True))
                for cost in workload.alternatives:
                    if cost.title in found:
                        assert found[cost.title] == pytest.approx(float(point.costs[cost.id]), abs=0.006)
                        compared += 1
    assert compared > 100


@needs_office
def test_the_first_sheet_has_the_money_of_staying_and_of_the_cheapest(recomputed):
    compared = 0
    for path, case, after in recomputed.values():
        primary = case.pack.manifest.primary_decision
        table, costs = tables(path, "Summary"), tables(path, "TCO")
        head = next(at for at, row in enumerate(table) if row[2] == "Staying on it")
        stays, leasts = [], []
        for workload, row in zip(after.workloads, table[head + 1 :], strict=False):
            mine = [each for each in workload.alternatives if each.decision == primary]
            least = min(mine, key=lambda each: each.total)
            stay = advised(case.pack, workload)
            assert stay is not None
            assert (row[0], row[1], row[5]) == (workload.title, stay.title, least.title)
            assert row[2] == pytest.approx(float(stay.total), abs=0.006)
            assert row[3] == pytest.approx(float(least.total), abs=0.006)
            assert row[6] == pytest.approx(float(stay.total - least.total), abs=0.01)
            stays.append(stay)
            leasts.append(least.total)
            compared += 1
        everything = table[head + 1 + len(stays)]
        total = sum(each.total for each in stays)
        assert everything[2:4] == pytest.approx([float(total), float(sum(leasts))], abs=0.05)
        (first, second) = (at for at, row in enumerate(costs) if row[2] == "What it means")
        together = dict(zip(costs[first], costs[first + 1], strict=True))
        assert together["Alternative"] == STAYING
        assert together["Total"] == pytest.approx(float(total), abs=0.05)
        assert together["Present value"] == pytest.approx(
            float(sum(each.present_value for each in stays)), abs=0.1
        )
        models = [row for row in costs[first + 2 : second] if row[0]]
        assert [row[0] for row in models] == [e.title for e in after.totals if e.decision == primary]
        least_of_all = min(row[costs[first].index("Total")] for row in [costs[first + 1], *models])
        for row in (costs[first + 1], *models):
            found = dict(zip(costs[first], row, strict=True))
            assert found["More than cheapest"] == pytest.approx(found["Total"] - least_of_all, abs=0.01)
            assert found["Of cheapest"] == pytest.approx(found["Total"] / least_of_all, rel=1e-6)
    assert compared > 5


@needs_office
def test_what_stands_still_says_so_beside_it(recomputed):
    for path, case, _ in recomputed.values():
        if path.stem == case.name:
            before = opened(case.data)
            assert not told(tables_of(before["Break-even"]), NOT_RECOMPUTED)
            assert not any(told(tables_of(before[name]), OTHER_VOLUME) for name in ("TCO", "Summary"))
        after = openpyxl.load_workbook(path, data_only=True)
        assert told(tables_of(after["Break-even"]), NOT_RECOMPUTED)
        for name in ("TCO", "Summary"):
            # Volumes were typed over there; where answers changed, the volume follows them.
            assert told(tables_of(after[name]), OTHER_VOLUME) == path.stem.isdigit()


def told(table: list[list[Any]], begin: str) -> bool:
    return any(str(cell).startswith(begin) for row in table for cell in row)


def test_sheets_of_costs_print_one_page_wide_without_the_steps_behind_them():
    book = opened(example("regional-hospital").data)
    for name, last, way in (("Break-even", "F", "portrait"), ("TCO", "M", "landscape")):
        sheet = book[name]
        assert (sheet.page_setup.orientation or "portrait") == way
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_area.split(":")[1].startswith(f"${last}$")


@needs_office
def test_kpis_follow_figures_answers_and_the_outcome(recomputed):
    compared = 0
    for name, (path, case, after) in recomputed.items():
        assessment = answered(case) if not name.isdigit() else case.assessment
        document = report(case.pack, assessment, after)
        table = tables(path, "KPIs")
        for row, found in zip(kpi_rows(document), table[4:], strict=False):
            assert found[0] == row.kpi.title
            if row.value is not None and row.workload.decided:
                assert found[4] == pytest.approx(float(row.value), rel=1e-9), (
                    name,
                    row.kpi.id,
                    row.workload.id,
                )
                compared += 1
    assert compared > 10


@needs_office
def test_the_workbook_says_when_its_figures_are_not_those_of_the_report(recomputed):
    for path, case, _ in recomputed.values():
        assert AS_REPORTED in [cell.value for cell in opened(case.data)["TCO"][4]]
        said = tables(path, "TCO")[3]
        assert AS_REPORTED not in said
        assert any(str(cell).startswith(("Not as in", "Requests are")) for cell in said), said


def test_every_line_follows_also_where_an_assessment_states_how_it_grows():
    case = example("regional-hospital")
    line = next(each for each in case.book.lines if each.volume and not each.once)
    economics = case.assessment.economics or Economics()
    other = economics.model_copy(update={"exponents": {line.id: Decimal("1.3")}})
    after = case.after(other, case.assessment)
    data = render(report(case.pack, case.assessment, after))
    values, formulas = opened(data)["TCO"], opened(data, values=False)["TCO"]
    compared = 0
    titles: list[Any] = []
    for shown, row in zip(values.iter_rows(), formulas.iter_rows(), strict=True):
        if shown[0].value is None or shown[2].value == "Cost":
            titles = [cell.value for cell in shown] if shown[2].value == "Cost" else []
        if titles and shown[3].value in (0, 1) and shown[2].value:
            for title, cell in zip(titles, row, strict=True):
                if str(title).startswith("Year"):
                    # A line that the workbook could not work out would stand there as a number.
                    assert str(cell.value).startswith("=ROUND("), (shown[2].value, cell.value)
                    compared += 1
    assert compared > 500


def test_an_answer_that_others_leave_out_tells_the_workbook_no_figure():
    case = example("regional-hospital")
    workloads = tuple(
        each.model_copy(update={"answers": {"daily_requests": KEPT} | dict(each.answers)})
        for each in case.assessment.workloads
    )
    kept = case.assessment.model_copy(update={"workloads": workloads})
    assert kept != case.assessment
    after = case.after(case.assessment.economics or Economics(), kept)
    books = [opened(data) for data in (case.data, render(report(case.pack, kept, after)))]
    for name in ("Inputs", "TCO", "KPIs", "Break-even"):
        first, second = (tables_of(book[name]) for book in books)
        assert first == second, name
