"""The section ``economics``: read strictly with places, written without touching what a person wrote."""

from __future__ import annotations

import datetime
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.content.assessment_file import AssessmentFile
from advisor.content.assessments import load_assessment, parse_assessment
from advisor.content.economics_begin import with_section
from advisor.content.packs import load_pack
from advisor.content.prices import load_prices
from advisor.errors import UnusableInput
from advisor.model.stated import Economics, Given

KITCHEN = Path(__file__).parents[1] / "packs" / "kitchen"
PACK = load_pack(KITCHEN)
BOOK = load_prices(KITCHEN)
HEAD = """\
assessment: corner
pack: kitchen
organisation: Corner
workloads:
  - {id: till, kind: orders}
"""


def loaded(section: str):
    return parse_assessment((HEAD + section).encode(), "corner.yaml", None, pack=PACK)


def said(section: str) -> list[str]:
    """What is wrong with a section, as ``line:column code``."""
    with pytest.raises(UnusableInput) as caught:
        loaded(section)
    return [f"{each.line}:{each.column} {each.code}" for each in caught.value.problems]


def first(section: str) -> str:
    with pytest.raises(UnusableInput) as caught:
        loaded(section)
    return str(caught.value.problems[0])


def test_everything_is_optional():
    assert loaded("").assessment.economics is None
    assert loaded("economics:\n").assessment.economics is None
    assert loaded("economics:\n  values:\n  workloads:\n    till:\n").assessment.economics is None


def test_amounts_in_short_and_long_form():
    found = loaded(
        """\
economics:
  currency: EUR
  as_of: "2026-03-01"
  values:
    power: 0.21 EUR/kWh
    cook_wage: {low: 40, typical: 50, high: 70, unit: EUR/year, source: payroll}
  workloads:
    till: {guests: 250 tickets/hour}
"""
    ).assessment.economics
    assert found == Economics(
        currency="EUR",
        as_of=datetime.date(2026, 3, 1),
        values={
            "power": Given(typical=Decimal("0.21"), unit="EUR/kWh"),
            "cook_wage": Given(
                low=Decimal(40), typical=Decimal(50), high=Decimal(70), unit="EUR/year", source="payroll"
            ),
        },
        workloads={"till": {"guests": Given(typical=Decimal(250), unit="tickets/hour")}},
    )


@pytest.mark.parametrize(
    ("section", "problems"),
    [
        ("economics: rich\n", ["6:12 wrong-type"]),
        ("economics: {price: 3}\n", ["6:13 unknown-key"]),
        ("economics:\n  values: {power: 0.2 EUR//kWh}\n", ["7:19 bad-amount"]),
        (
            "economics:\n  values:\n    power: 1,000 EUR/kWh\n    cook_wage: [1]\n",
            ["8:12 bad-amount", "9:16 wrong-type"],
        ),
        ("economics:\n  as_of: tomorrow\n", ["7:10 bad-day"]),
        ("economics:\n  depreciation: magic\n", ["7:17 unknown-name"]),
        ("economics:\n  exponents: 1\n", ["7:14 wrong-type"]),
        ("economics:\n  exponents: {wages: a lot}\n", ["7:22 wrong-type"]),
        ("economics:\n  values: {power: {low: 3, typical: 2, unit: EUR/kWh}}\n", ["7:19 bounds"]),
        ("economics:\n  values: {power: {high: 3, unit: EUR/kWh}}\n", ["7:19 bad-amount"]),
    ],
)
def test_what_is_not_well_formed_is_reported_at_its_place(section, problems):
    with pytest.raises(UnusableInput) as caught:
        loaded(section)
    found = [f"{each.line}:{each.column} {each.code}" for each in caught.value.problems]
    assert found == problems


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("economics:\n  values: {pover: 0.2 EUR/kWh}\n", "7:12 unknown-quantity"),
        ("economics:\n  values: {power: 0.2 EUR/day}\n", "7:19 wrong-unit"),
        ("economics:\n  values: {power: 3}\n", "7:19 wrong-unit"),
        ("economics:\n  values: {power: 0.2 USD/kWh}\n", "7:19 currency"),
        ("economics:\n  values: {power: -0.2 EUR/kWh}\n", "7:19 too-small"),
        ("economics:\n  values: {power: 2000 EUR/kWh}\n", "7:19 too-large"),
        ("economics:\n  workloads: {till: {guests: -5 tickets/hour}}\n", "7:30 too-small"),
        ("economics:\n  workloads: {tilt: {guests: 5 tickets/hour}}\n", "7:15 unknown-workload"),
        ("economics:\n  workloads: {till: {power: 0.2 EUR/kWh}}\n", "7:22 wrong-scope"),
        ("economics:\n  alternatives: {owned: {power: 0.2 EUR/kWh}}\n", "7:18 unknown-name"),
        ("economics:\n  accelerator: bigbox\n", "7:16 unknown-accelerator"),
        ("economics:\n  provider: renta\n", "7:13 unknown-provider"),
        ("economics:\n  currency: euro\n", "7:13 bad-currency"),
        ("economics:\n  currency: USD\n", "7:13 exchange-rate"),
        ("economics:\n  currency: USD\n  exchange_rate: 1.1 EUR/USD\n", "8:18 wrong-unit"),
        ("economics:\n  currency: USD\n  exchange_rate: 0 USD/EUR\n", "8:18 bounds"),
        ("economics:\n  exchange_rate: 1.1 USD/EUR\n", "7:3 no-effect"),
        ("economics:\n  currency: USD\n  exchange_rate: 1000000000 USD/EUR\n", "8:18 bounds"),
        ("economics:\n  currency: USD\n  exchange_rate: {low: 1, high: 2, unit: USD/EUR}\n", "8:18 no-range"),
        ("economics:\n  exponents: {wage: 0.5}\n", "7:15 unknown-line"),
        ("economics:\n  exponents: {wages: 3.5}\n", "7:22 bounds"),
        ("economics:\n  exponents: {wages: -1}\n", "7:22 bounds"),
        ("economics:\n  exponents: {wiring: 1}\n", "7:15 no-effect"),
        ('economics:\n  as_of: "2019-05-05"\n', "7:10 no-price-so-early"),
        ("economics:\n  token_price: {provider: opnai, model: gpt-4o}\n", "7:27 unknown-provider"),
        ("economics:\n  token_price: {provider: openai, model: gtp-4o}\n", "7:42 unknown-model"),
    ],
)
def test_what_does_not_fit_the_prices_is_reported_at_its_place(section, problem):
    assert said(section) == [problem]


def test_a_name_that_no_quantity_could_have_is_reported_at_its_place():
    assert said("economics:\n  values:\n    Foo bar <x>: 3 EUR\n") == ["8:5 unknown-quantity"]


def test_messages_name_the_nearest_and_the_unit():
    assert "did you mean “power”?" in first("economics:\n  values: {pover: 0.2 EUR/kWh}\n")
    assert "“big_box”" in first("economics:\n  accelerator: bigbox\n")
    assert "EUR/kWh, found no unit" in first("economics:\n  values: {power: 3}\n")
    assert "is in USD, everything else in EUR" in first("economics:\n  values: {power: 1 USD/kWh}\n")


def test_all_problems_are_told_at_once():
    section = "economics:\n  values: {pover: 1 EUR/kWh, power: 1 EUR, cook_wage: -1 EUR/year}\n"
    assert len(said(section)) == 3


def test_a_provider_that_rents_out_no_such_accelerator_is_told(bundled_pack_folder):
    text = HEAD.replace("kitchen", "crawl-walk-run").replace("kind: orders", "kind: training")
    text += "economics: {accelerator: gb200, provider: aws}\n"
    with pytest.raises(UnusableInput) as caught:
        parse_assessment(text.encode(), "corner.yaml", None, pack=load_pack(bundled_pack_folder))
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.code) == (6, 43, "not-offered")
    assert "NVIDIA GB200" in problem.message
    assert "azure" in str(problem.hint)


def test_amounts_are_held_against_the_prices_beside_whatever_else_is_wrong():
    text = HEAD.replace("kind: orders", "kind: order") + "economics:\n  values: {pover: 1 EUR/kWh}\n"
    with pytest.raises(UnusableInput) as caught:
        parse_assessment(text.encode(), "corner.yaml", None, pack=PACK)
    assert [each.code for each in caught.value.problems] == ["unknown-kind", "unknown-quantity"]


def test_a_horizon_that_ends_before_machines_arrive_is_told_and_computed():
    (notice,) = loaded("economics:\n  values: {delivery: 9 months, plan: 6 months}\n").notices
    assert (notice.line, notice.column, notice.code) == (7, 32, "late")
    assert "horizon of 6 months ends before" in notice.message
    assert "after 9 months" in notice.message
    assert loaded("economics:\n  values: {delivery: 9 months, plan: 1 years}\n").notices == ()


def test_without_prices_amounts_are_kept_and_said_to_play_no_part(tmp_path):
    folder = tmp_path / "kitchen"
    shutil.copytree(KITCHEN, folder, ignore=shutil.ignore_patterns("prices.yaml"))
    text = HEAD + "economics:\n  values: {whatever: 1 EUR/kWh}\n"
    found = parse_assessment(text.encode(), "corner.yaml", None, pack=load_pack(folder))
    assert found.assessment.economics is not None
    assert [each.code for each in found.notices] == ["no-prices"]


def test_a_changed_pack_brings_its_changed_prices(tmp_path):
    folder = tmp_path / "kitchen"
    shutil.copytree(KITCHEN, folder)
    before = load_prices(folder)
    prices = folder / "prices.yaml"
    text = prices.read_text(encoding="utf-8")
    prices.write_text(text.replace("title: Price of a box", "title: What a box costs"), encoding="utf-8")
    assert load_prices(folder) != before
    assert before.quantities["box"].title == "Price of a box"
    assert load_prices(folder).quantities["box"].title == "What a box costs"


# Writing -------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path) -> AssessmentFile:
    path = tmp_path / "corner.yaml"
    path.write_text(
        HEAD + "economics:\n  # from the bill\n  values:\n    power: 0.21 EUR/kWh   # of May\n",
        encoding="utf-8",
    )
    return AssessmentFile.open(path, pack=PACK)


def changed(file: AssessmentFile, economics: Economics | None) -> str:
    file.save(file.loaded.assessment.model_copy(update={"economics": economics}))
    assert file.loaded.assessment.economics == economics
    assert load_assessment(file.path, pack=PACK).assessment.economics == economics
    return file.path.read_text(encoding="utf-8")


def test_a_changed_amount_leaves_comments_alone(file):
    economics = Economics(values={"power": Given(typical=Decimal("0.3"), unit="EUR/kWh")})
    text = changed(file, economics)
    assert "  # from the bill\n" in text
    assert "power: 0.3 EUR/kWh   # of May\n" in text


def test_amounts_come_and_go(file):
    both = Economics(
        accelerator="big_box",
        values={"power": Given(typical=Decimal("0.21"), unit="EUR/kWh")},
        workloads={
            "till": {
                "guests": Given(low=Decimal(1), typical=Decimal(2), high=Decimal(3), unit="tickets/hour")
            }
        },
    )
    text = changed(file, both)
    assert "    power: 0.21 EUR/kWh   # of May\n" in text
    text = changed(file, both.model_copy(update={"workloads": {}}))
    assert "guests" not in text


def test_the_last_amount_takes_its_empty_keys_along(tmp_path):
    path = tmp_path / "corner.yaml"
    path.write_text(HEAD + "# the end\n", encoding="utf-8")
    opened = AssessmentFile.open(path, pack=PACK)
    power = Given(typical=Decimal("0.3"), unit="EUR/kWh")
    guests = Given(typical=Decimal(3), unit="tickets/hour")
    text = changed(opened, Economics(values={"power": power}, workloads={"till": {"guests": guests}}))
    assert "workloads:\n    till:\n      guests: 3 tickets/hour\n" in text
    assert "till:\n" not in changed(opened, Economics(values={"power": power}))
    assert changed(opened, None) == HEAD + "# the end\n"


def test_keys_with_a_comment_stay(file):
    text = changed(file, None)
    assert "economics:\n  # from the bill\n" in text


def test_a_saved_answer_keeps_the_section(file):
    before = file.path.read_text(encoding="utf-8")
    file.save(file.loaded.assessment.model_copy(update={"organisation": "Corner and sons"}))
    assert file.path.read_text(encoding="utf-8") == before.replace(
        "organisation: Corner", "organisation: Corner and sons"
    )


def test_a_file_written_anew_keeps_what_is_stated(tmp_path):
    path = tmp_path / "odd.yaml"
    path.write_text(
        HEAD.replace("organisation: Corner", "? organisation\n: Corner") + "economics: {currency: EUR}\n"
    )
    opened = AssessmentFile.open(path, pack=PACK)
    opened.save(opened.loaded.assessment.model_copy(update={"organisation": "Other"}))
    assert load_assessment(path, pack=PACK).assessment.economics == Economics(currency="EUR")


def test_a_new_file_holds_the_section(tmp_path, file):
    created = AssessmentFile.create(tmp_path / "copy.yaml", file.loaded.assessment, PACK)
    assert created.loaded.assessment.economics == file.loaded.assessment.economics


def amounts(*units: str) -> st.SearchStrategy[Given]:
    return st.builds(
        Given,
        typical=st.decimals(0, 1, places=3),
        low=st.none() | st.just(Decimal(0)),
        high=st.none() | st.just(Decimal(2)),
        unit=st.sampled_from(units),
        source=st.none() | st.sampled_from(["the bill", "a: b # c", "„quoted“"]),
    )


def some(strategies: dict[str, st.SearchStrategy[Given]], least: int = 0):
    """Amounts for some of these quantities."""
    chosen = st.fixed_dictionaries({}, optional=strategies)
    return chosen.filter(lambda found: len(found) >= least)


sections = st.none() | st.builds(
    Economics,
    currency=st.none() | st.just("EUR"),
    accelerator=st.none() | st.just("big_box"),
    exponents=st.dictionaries(st.just("wages"), st.decimals(0, 3, places=2), max_size=1),
    values=some({"power": amounts("EUR/kWh", "EUR/MWh"), "cook_wage": amounts("EUR/year", "EUR/month")}),
    alternatives=st.dictionaries(
        st.sampled_from(["own", "hosted"]), some({"cook_time": amounts("%")}, 1), max_size=2
    ),
    workloads=st.dictionaries(
        st.just("till"),
        some({"guests": amounts("tickets/hour", "tickets/day"), "staff": amounts("GPU-h/month")}, 1),
    ),
)


@settings(deadline=None)
@given(st.lists(sections, min_size=1, max_size=3))
def test_any_section_is_read_back(tmp_path_factory, states):
    path = tmp_path_factory.mktemp("any") / "corner.yaml"
    path.write_text(HEAD + "economics:\n  # a remark\n  values: {}\n", encoding="utf-8")
    opened = AssessmentFile.open(path, pack=PACK)
    for state in states:
        wanted = None if state == Economics() else state
        opened.save(opened.loaded.assessment.model_copy(update={"economics": wanted}))
        assert load_assessment(path, pack=PACK).assessment.economics == wanted
        assert "# a remark" in path.read_text(encoding="utf-8")


# Beginning -----------------------------------------------------------------------------------------


def test_the_commented_section_states_nothing_but_the_currency_until_it_is_filled_in():
    data = with_section(HEAD.encode(), "corner.yaml", loaded("").assessment, BOOK)
    found = parse_assessment(data, "corner.yaml", None, pack=PACK)
    assert found.assessment.economics == Economics(currency="EUR")
    text = data.decode()
    assert "# wages: 0.5" in text
    assert "# wiring:" not in text
    for name in BOOK.quantities:
        if BOOK.quantities[name].value is None:
            assert f"# {name}:" in text


def test_every_commented_line_holds_once_its_sign_is_gone():
    data = with_section(HEAD.encode(), "corner.yaml", loaded("").assessment, BOOK)
    top, _, rest = data.decode().partition("  values:\n")
    text = f"{top}  values:\n" + re.sub(r"^( +)# ([a-z_]+: [^…\n]*)$", r"\1\2", rest, flags=re.MULTILINE)
    found = parse_assessment(text.encode(), "corner.yaml", None, pack=PACK).assessment.economics
    assert found is not None
    assert found.values
    assert found.alternatives["own"]
    assert found.workloads["till"]


def test_it_is_not_begun_twice():
    data = with_section(HEAD.encode(), "corner.yaml", loaded("").assessment, BOOK)
    with pytest.raises(UnusableInput) as caught:
        with_section(data, "corner.yaml", loaded("").assessment, BOOK)
    assert caught.value.problems[0].code == "already-there"
