"""What reports say of costs: the estimate's own figures, in words that agree with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.model.assessment import Assessment
from advisor.model.brand import NumberFormat
from advisor.model.economics import CrossingKind, Estimate, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.model.stated import Economics, Given
from advisor.reporting.blocks import Block, Bullets, Callout, Chart, Paragraph, Section, Table
from advisor.reporting.charts.figures import Curves, StackedBars, Timeline
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document, build_document
from advisor.reporting.markdown import render as markdown
from advisor.reporting.numerals import numbers_written
from advisor.reporting.sections.cost_words import change, money, month, precise
from tests.reporting.conftest import DATE, report
from tests.reporting.test_document import example

(FOLDER,) = bundled_packs().values()
EXAMPLES = [one.path.stem for one in bundled_examples(FOLDER)]


def sections(document: Document) -> Iterator[Section]:
    waiting = [*document.sections, *document.annexes]
    while waiting:
        section = waiting.pop(0)
        yield section
        waiting += section.sections


def section(document: Document, name: str) -> Section:
    return next(one for one in sections(document) if one.id == name)


def blocks(document: Document) -> list[Block]:
    return [block for one in sections(document) for block in one.blocks]


def charts(document: Document) -> list[Chart]:
    return [one for one in blocks(document) if isinstance(one, Chart)]


def cells(document: Document) -> str:
    """Every text of every table."""
    tables = [one for one in blocks(document) if isinstance(one, Table)]
    return "\n".join(cell.text for one in tables for row in one.rows for cell in row)


def priced(document: Document) -> Estimate:
    assert document.estimate is not None
    return document.estimate


@pytest.fixture(scope="module")
def hospital(bundled_pack: Pack) -> Document:
    return report(bundled_pack, example(bundled_pack, "regional-hospital"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_tells_its_costs_in_sound_blocks(bundled_pack: Pack, name: str) -> None:
    document = report(bundled_pack, example(bundled_pack, name))
    ids = [one.id for one in sections(document)]
    assert {"costs", "cost-figures"} <= set(ids)
    assert len(ids) == len(set(ids))
    drawn = charts(document)
    assert len({one.id for one in drawn}) == len(drawn)
    for one in blocks(document):
        if isinstance(one, Table):
            assert all(len(row) == len(one.columns) for row in one.rows), one.caption
        if isinstance(one, Chart):
            assert re.fullmatch(r"[a-z0-9-]+", one.id)
            assert len(one.alternative) > 20
    shown = cells(document)
    told = next(
        one for one in blocks(document) if isinstance(one, Bullets) and one.title == "Sources of the figures"
    )
    sources = [item.text for item in told.items]
    assert len(set(sources)) == len(sources)
    estimate = priced(document)
    for workload in estimate.workloads:
        for cost in workload.alternatives:
            assert money(cost.total) in shown
            assert money(cost.interval.low) in shown
            assert money(cost.interval.high) in shown
            assert all(money(year) in shown for year in cost.years)
        for figure in workload.inputs:
            assert figure.title in shown
            assert any(one.startswith(figure.provenance.source) for one in sources)


def test_all_workloads_as_advised_are_the_sum_of_their_advice(hospital: Document) -> None:
    table = next(one for one in section(hospital, "costs").blocks if isinstance(one, Table))
    total = Decimal(0)
    for workload in priced(hospital).workloads:
        advised = next(one for one in workload.alternatives if one.outcome == workload.advised.now)
        total += advised.total
    assert table.rows[0][0].lit
    assert table.rows[0][1].text == money(total)
    assert len(table.rows) == 1 + len(
        [one for one in priced(hospital).totals if one.decision == "infrastructure"]
    )


def test_costs_that_rest_on_assumptions_say_so_first(bundled_pack: Pack) -> None:
    assessment = example(bundled_pack, "regional-hospital")
    own = Economics(values={"growth": Given(typical=Decimal(5), unit="%/year", source="plan")})
    said = []
    for stated in (None, own):
        document = report(bundled_pack, assessment.model_copy(update={"economics": stated}))
        first = section(document, "costs").blocks[0]
        assert isinstance(first, Paragraph)
        said.append(first.text)
    assert "No figure of your own is stated" in said[0]
    assert "order of magnitude" in said[0]
    assert "1 figure of your own" in said[1]
    assert "No figure" not in said[1]


def test_figures_of_your_own_are_counted_one_by_one_with_rate_and_horizon(bundled_pack: Pack) -> None:
    assessment = example(bundled_pack, "regional-hospital")
    first, second = (one.id for one in assessment.workloads[:2])
    own = Economics(
        currency="EUR",
        exchange_rate=Given(typical=Decimal("0.92"), unit="EUR/USD"),
        values={
            "growth": Given(typical=Decimal(5), unit="%/year"),
            "horizon": Given(typical=Decimal(30), unit="months"),
        },
        workloads={
            first: {"requests": Given(typical=Decimal(100), unit="requests/day")},
            second: {"requests": Given(typical=Decimal(200), unit="requests/day")},
        },
    )
    document = report(bundled_pack, assessment.model_copy(update={"economics": own}))
    first_block = section(document, "costs").blocks[0]
    assert isinstance(first_block, Paragraph)
    # Growth and the horizon for all, requests of two workloads, and the rate.
    assert "5 figures of your own" in first_block.text
    assert "The pack's prices are in USD; they are converted at 0.92 EUR/USD." in first_block.text
    table = next(one for one in section(document, "cost-figures").blocks if isinstance(one, Table))
    assert table.note is not None
    assert "0.92 EUR/USD" in table.note


def test_the_ways_of_sourcing_say_what_the_models_count_beside_them(hospital: Document) -> None:
    tables = [one for one in section(hospital, "costs-1").blocks if isinstance(one, Table)]
    (ways,) = (one for one in tables if "each way costs" in one.caption)
    workload = priced(hospital).workloads[0]
    sums = {
        decision: {
            category
            for one in workload.alternatives
            if one.decision == decision
            for category, amount in one.categories.items()
            if amount
        }
        for decision in ("infrastructure", "sourcing")
    }
    assert ways.note is not None
    assert "Do not set them beside the totals of the models." in ways.note
    left_out = sums["infrastructure"] - sums["sourcing"]
    assert left_out
    assert all(category.value in ways.note for category in left_out)


def test_servers_that_workloads_could_share_are_told_with_what_it_saves(hospital: Document) -> None:
    saved = [one for one in priced(hospital).totals if one.pooled is not None and one.pooled.saved]
    assert saved
    bullets = [one for one in section(hospital, "costs").blocks if isinstance(one, Bullets)]
    said = [item.text for one in bullets for item in one.items]
    assert len(said) == len(saved)
    for total, text in zip(saved, said, strict=True):
        assert total.pooled is not None
        assert text == f"All on {total.title}: {money(total.pooled.total)}, {money(total.pooled.saved)} less"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_month_in_which_growth_moves_the_advice_is_told(bundled_pack: Pack, name: str) -> None:
    document = report(bundled_pack, example(bundled_pack, name))
    text = markdown(document).decode()
    for workload in priced(document).workloads:
        for one in workload.crossings:
            pair = {one.alternative, one.against}
            if one.reached_on is not None and workload.robustness.cheapest in pair:
                assert f"in {month(one.reached_on)}" in text


def test_where_money_and_rules_disagree_stands_in_the_packs_words(hospital: Document) -> None:
    raised = {one.message: one for each in priced(hospital).workloads for one in each.warnings}
    assert raised
    told = {one.title: one for one in section(hospital, "costs").blocks if isinstance(one, Callout)}
    assert set(told) == set(raised)
    assert all(told[message].do == one.do for message, one in raised.items())
    (only,) = (each.title for each in priced(hospital).workloads if each.warnings)
    assert next(iter(told.values())).about == only


def lowest(workload: WorkloadEstimate, volume: Decimal, names: set[str]) -> str:
    point = next(one for one in workload.curve if one.volume == volume)
    return min(names, key=lambda one: point.costs[one])


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_curves_tell_who_costs_least_where(bundled_pack: Pack, name: str) -> None:
    document = report(bundled_pack, example(bundled_pack, name))
    drawn = [one for one in charts(document) if isinstance(one.figure, Curves)]
    assert len(drawn) == len(priced(document).workloads)
    for chart, workload in zip(drawn, priced(document).workloads, strict=True):
        assert isinstance(chart.figure, Curves)
        titles = {one.title: one.id for one in workload.alternatives if one.decision == "infrastructure"}
        names = set(titles.values())
        # An oracle of its own: the cheapest at each point of the estimate, and nothing between.
        runs = [lowest(workload, point.volume, names) for point in workload.curve]
        turns = [after for before, after in pairwise(runs) if before != after]
        assert len(chart.figure.marks) == len(turns)
        for mark, after in zip(chart.figure.marks, turns, strict=True):
            assert mark.label.endswith(f": {workload_title(workload, after)}")
            known = [
                float(one.at)
                for one in workload.crossings
                if one.kind is CrossingKind.VOLUME and one.at is not None and one.alternative == after
            ]
            assert any(abs(mark.x - at) <= at * 1e-9 for at in known)
        if not turns:
            assert "at every volume between" in chart.alternative
        for line in chart.figure.lines:
            for x, y in line.points:
                point = next(one for one in workload.curve if float(one.volume) == x)
                assert y == float(point.costs[titles[line.label]])
        shown = [x for x, _ in chart.figure.lines[0].points]
        assert shown[0] <= float(workload.volume) <= shown[-1]


def workload_title(workload: WorkloadEstimate, alternative: str) -> str:
    return next(one.title for one in workload.alternatives if one.id == alternative)


def test_never_within_the_horizon_is_said_plainly(hospital: Document) -> None:
    bullets = [one for one in section(hospital, "costs-1").blocks if isinstance(one, Bullets)]
    said = " ".join(item.text for one in bullets for item in one.items)
    assert "never within the 36 months" in said
    assert "never buy within the horizon" in said


@pytest.mark.parametrize("name", EXAMPLES)
def test_never_buying_names_the_best_month_and_what_ordering_now_costs(bundled_pack: Pack, name: str) -> None:
    document = report(bundled_pack, example(bundled_pack, name))
    text = markdown(document).decode()
    for workload in priced(document).workloads:
        for one in workload.timing:
            if one.best is not None or one.late or not one.starts:
                continue
            least = min(one.starts, key=lambda start: start.total)
            assert f"Ordering now costs {money(one.starts[0].total - one.never)} more than staying" in text
            if least.order:
                assert f"month {least.order}, costs {money(least.total - one.never)} more" in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_target_has_its_own_sum_beside_that_of_staying(bundled_pack: Pack, name: str) -> None:
    document = report(bundled_pack, example(bundled_pack, name))
    text = markdown(document).decode()
    for workload in priced(document).workloads:
        if workload.move is None or workload.move.total is None:
            continue
        target = next(one for one in workload.alternatives if one.id == workload.move.target)
        assert f"{target.title} is the target: {money(target.total)} from the first day on" in text
        assert f"the soonest that it can be had: {money(workload.move.total)}." in text


def test_when_to_buy_is_drawn_only_where_there_is_something_to_buy(hospital: Document) -> None:
    lanes = [one for one in charts(hospital) if isinstance(one.figure, Timeline)]
    wanted = [
        place
        for place, workload in enumerate(priced(hospital).workloads, start=1)
        if any(one.best is not None for one in workload.timing)
    ]
    assert [one.id for one in lanes] == [f"purchase-{place}" for place in wanted]
    assert wanted


def test_parts_of_a_bar_add_up_to_what_the_table_says(hospital: Document) -> None:
    workload = priced(hospital).workloads[0]
    chart = next(one for one in charts(hospital) if one.id == "cost-parts-1")
    assert isinstance(chart.figure, StackedBars)
    for bar in chart.figure.bars:
        cost = next(one for one in workload.alternatives if one.title == bar.label)
        assert sum(bar.values) == pytest.approx(float(cost.total))
        assert bar.low == float(cost.interval.low)
        assert bar.lit == (cost.outcome == workload.advised.now)


def test_values_of_kpis_stand_with_verdict_or_with_what_is_missing(bundled_pack: Pack) -> None:
    document = report(bundled_pack, example(bundled_pack, "call-transcripts"), "finance")
    table = next(one for one in section(document, "kpis").blocks if isinstance(one, Table))
    place = [column.key for column in table.columns].index("value")
    known = {one.title: one for one in priced(document).workloads[0].kpis}
    assert len(table.rows) > 3
    seen = set()
    for row in table.rows:
        value = known.get(row[0].text)
        if value is None:
            assert row[place].text == "none; it has to be measured"
        elif value.value is None:
            assert row[place].text.startswith("none yet; needs: ")
            assert value.missing[0] in row[place].text
        else:
            assert row[place].text.startswith(precise(value.value))
            assert ("target" in row[place].text) == (value.verdict is not None)
        seen.add(value is not None and value.value is not None)
    assert True in {one.value is not None for one in known.values()}
    assert seen


def test_a_brief_tells_the_costs_in_one_paragraph(bundled_pack: Pack, hospital: Document) -> None:
    brief = build_document(
        bundled_pack,
        hospital.answers,
        hospital.recommendation,
        "finance",
        date=DATE,
        practices=(),
        roadmap=(),
        robustness=hospital.robustness,
        estimate=hospital.estimate,
        depth=Depth.BRIEF,
    )
    (only,) = section(brief, "costs").blocks
    assert isinstance(only, Paragraph)
    assert len(only.text) < 420
    assert "As advised: " in only.text
    assert charts(brief) == []


def test_without_prices_nothing_is_said_of_costs(small_pack: Pack, plain_assessment: Assessment) -> None:
    document = report(small_pack, plain_assessment, priced=False)
    names = {one.id for one in sections(document)}
    assert names.isdisjoint({"costs", "cost-figures"})
    assert "value" not in {
        column.key for one in blocks(document) if isinstance(one, Table) for column in one.columns
    }


def test_another_subject_has_costs_under_its_own_names(plain_report: Document) -> None:
    estimate = priced(plain_report)
    shown = cells(plain_report)
    assert all(one.title in shown for each in estimate.workloads for one in each.alternatives)


def test_markdown_shows_each_charts_figures_or_its_words(hospital: Document) -> None:
    text = markdown(hospital).decode()
    for one in charts(hospital):
        plain = one.title.replace("|", "\\|")
        assert f"**{plain}" in text, one.title


def test_amounts_follow_the_style_of_numbers() -> None:
    with numbers_written(NumberFormat.DE):
        assert money(Decimal("1234567.4")) == "1.234.567"
        assert precise(Decimal("0.0031415")) == "0,00314"
        assert change(Decimal("-0.2425")) == "−24 %"
    assert money(Decimal("-1234.5")) == "−1,234"
    assert precise(Decimal(0)) == "0"
    assert change(Decimal("0.001")) == "±0 %"


def test_a_loss_of_the_estimate_changes_nothing_else(bundled_pack: Pack, hospital: Document) -> None:
    without = report(bundled_pack, hospital.answers, priced=False)
    kept = [one.id for one in without.sections]
    assert kept == [one.id for one in hospital.sections if one.id != "costs"]
    assert replace(without, estimate=None) == without


def test_figures_that_are_alike_share_a_row_with_the_numbers_of_all_their_sources(hospital: Document) -> None:
    table, sources = section(hospital, "cost-figures").blocks[-2:]
    assert isinstance(table, Table)
    assert isinstance(sources, Bullets)
    places = [column.key for column in table.columns]
    rows = [dict(zip(places, (cell.text for cell in row), strict=True)) for row in table.rows]
    kept = [tuple(row[key] for key in places if key not in {"holds", "source"}) for row in rows]
    models = {one.title for each in priced(hospital).workloads for one in each.alternatives}
    apart = [one for one, row in zip(kept, rows, strict=True) if row["holds"].split("; ")[0] not in models]
    assert len(apart) == len(set(apart))
    numbers = [int(one) for row in rows for one in row["source"].split(", ")]
    assert set(numbers) == set(range(1, len(sources.items) + 1))
    assert len(numbers) > len(rows), "no figure of this example rests on several sources"


@pytest.mark.parametrize("name", EXAMPLES)
def test_finance_is_told_the_first_year_and_what_half_of_the_use_costs(bundled_pack: Pack, name: str) -> None:
    document = report(bundled_pack, example(bundled_pack, name), "finance")
    chosen = [
        min((one for one in each.alternatives if one.outcome == each.advised.now), key=lambda one: one.total)
        for each in priced(document).workloads
        if each.advised.now is not None
    ]
    table = next(one for one in section(document, "questions").blocks if isinstance(one, Table))
    told = {row[0].text: row[1].text for row in table.rows}
    if not chosen:  # no model is left, so the sums of all of them are told
        assert not any("It holds no prices" in text for text in told.values())
        return
    (year,) = (text for asked, text in told.items() if "next year as running cost" in asked)
    (half,) = (text for asked, text in told.items() if "half of the plan" in asked)
    assert f"{money(sum((one.cash[1] for one in chosen), Decimal(0)))} " in year
    start = sum((one.cash[0] for one in chosen), Decimal(0))
    assert (f"{money(start)} " if start else "no investment") in year
    assert "This assessment cannot say" not in half
    total = sum((one.total for one in chosen), Decimal(0))
    halves = sum((one.at_half for one in chosen if one.at_half is not None), Decimal(0))
    assert halves <= total
    assert f"cost {money(halves)} " in half
    assert f"instead of {money(total)}:" in half


@pytest.mark.parametrize("name", EXAMPLES)
def test_nobody_is_asked_to_watch_for_a_load_that_is_far_away(bundled_pack: Pack, name: str) -> None:
    document = report(bundled_pack, example(bundled_pack, name))
    told = [text for text in document.record.revisit if "The load " in text]
    near = {
        round(float(one.at), 6)
        for each in priced(document).workloads
        for one in each.crossings
        if one.kind is CrossingKind.VOLUME
        and one.at is not None
        and (one.reached_on is not None or max(one.at, each.volume) <= 10 * min(one.at, each.volume))
    }
    assert len(told) <= len(near)
    for text in told:
        if "expected in" not in text:
            assert near, text
