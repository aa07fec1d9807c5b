"""``advisor tco``: costs side by side, as text and as JSON, with the ways to get it wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from advisor.content.schemas import json_schemas

ROOT = Path(__file__).parents[2]


def money(advisor, bistro, *options) -> dict:
    done = advisor("tco", bistro, "--format", "json", *options)
    assert done.code == 0, done.err
    return json.loads(done.out)


def state(bistro, section: str):
    bistro.write_text(bistro.read_text(encoding="utf-8") + section, encoding="utf-8")
    return bistro


def test_the_text_fits_80_columns_and_names_everything_from_the_pack(advisor, bistro):
    done = advisor("tco", bistro)
    assert done.code == 0
    assert done.err == ""
    assert all(len(line) <= 80 for line in done.out.splitlines())
    for text in (
        "The till",
        "Hosted     Cluster         Own        Both",
        "Computing",
        "People",
        "Total",
        "Year 3",
        "Break-even",
        "When to buy",
        "A ticket",
        "resting on utilisation of",
        "Cost a month (EUR) by tickets/hour: H Hosted, C Cluster, O Own, B Both",
        "What moves the cost",
        "answer to “Tickets in a busy hour”: 250 tickets/hour",
        "A meeting. Meet.",
    ):
        assert text in done.out


def test_the_totals_are_the_sums_of_the_workloads(advisor, bistro):
    found = money(advisor, bistro)
    for total in found["totals"]:
        own = [
            Decimal(cost["total"])
            for workload in found["workloads"]
            for cost in workload["alternatives"]
            if cost["id"] == total["alternative"]
        ]
        assert Decimal(total["total"]) == sum(own)


def test_the_json_is_as_its_schema_says(advisor, bistro):
    schema = json.loads(json_schemas()["tco.schema.json"])
    found = money(advisor, bistro)
    jsonschema.validate(found, schema)
    assert found["schema"] == "advisor/tco/1"
    assert (found["currency"], found["as_of"], found["horizon_months"]) == ("EUR", "2026-02-01", 36)
    figure = next(each for each in found["workloads"][0]["inputs"] if each["id"] == "guests")
    assert figure["provenance"] == {
        "origin": "derived",
        "source": "answer to “Tickets in a busy hour”: 250 tickets/hour",
        "as_of": None,
        "question": "tickets",
    }


def test_prices_of_an_older_day(advisor, bistro):
    def rent(*options):
        inputs = money(advisor, bistro, *options)["workloads"][0]["inputs"]
        found = next(each for each in inputs if each["id"] == "rent")
        return Decimal(found["low"]), found["provenance"]["as_of"]

    assert rent() == (Decimal("0.4"), "2026-02-01")
    assert rent("--as-of", "2026-01-15") == (Decimal("0.5"), "2026-01-01")


def test_a_day_before_all_prices_is_refused(advisor, bistro):
    done = advisor("tco", bistro, "--as-of", "1999-01-01")
    assert done.code == 2
    assert "1999-01-01" in done.err
    assert "2025-01-01" in done.err
    assert advisor("tco", bistro, "--as-of", "soon").code == 2


def test_options_come_before_everything_else(advisor, bistro):
    found = money(advisor, bistro, "--horizon", "2 years", "--utilisation", "80 %", "--discount", "6 %/year")
    assert (found["horizon_months"], found["years"]) == (24, 2)
    assert Decimal(found["discount"]) == Decimal("0.06")
    busy = next(each for each in found["workloads"][0]["inputs"] if each["id"] == "busy")
    assert (busy["typical"], busy["provenance"]["origin"]) == ("80", "given")
    assert busy["provenance"]["source"] == "option --utilisation"


@pytest.mark.parametrize(
    ("option", "value", "word"),
    [
        ("--horizon", "-3 months", "at least 1"),
        ("--horizon", "5 EUR", "months"),
        ("--utilisation", "0 %", "at least 1 %"),
        ("--utilisation", "300 %", "at most 100 %"),
        ("--discount", "much", "number and its unit"),
    ],
)
def test_an_option_that_cannot_be_is_refused(advisor, bistro, option, value, word):
    done = advisor("tco", bistro, f"{option}={value}")
    assert done.code == 2
    assert done.out == ""
    assert f"{option}: error:" in done.err
    assert word in done.err


def test_a_number_without_a_unit_is_in_the_unit_of_the_option(advisor, bistro):
    assert money(advisor, bistro, "--horizon", "24")["horizon_months"] == 24


def test_what_is_stated_counts_and_says_so(advisor, bistro):
    state(
        bistro, "economics:\n  values:\n    power: {typical: 0.5, unit: EUR/kWh, source: the bill of May}\n"
    )
    found = next(each for each in money(advisor, bistro)["workloads"][0]["inputs"] if each["id"] == "power")
    assert found["typical"] == found["low"] == found["high"] == "0.5"
    assert found["provenance"]["origin"] == "given"
    assert found["provenance"]["source"] == "the bill of May"


def test_mistakes_are_told_with_their_place(advisor, bistro):
    line = len(bistro.read_text(encoding="utf-8").splitlines())
    state(
        bistro, "economics:\n  accelerator: bigbox\n  values:\n    power: 3 USD/kWh\n    pover: 1 EUR/kWh\n"
    )
    done = advisor("tco", bistro)
    assert done.code == 2
    for number, word in ((line + 2, "big_box"), (line + 4, "not mixed"), (line + 5, "did you mean “power”")):
        assert re.search(rf":{number}:\d+: error: .*{word}", done.err), done.err
    assert "3 problems" in done.err


def test_scoring_is_not_moved_by_amounts(advisor, bistro):
    before = advisor("score", bistro, "--format", "json").out
    state(bistro, "economics: {values: {power: 0.4 EUR/kWh}}\n")
    assert advisor("score", bistro, "--format", "json").out == before
    after = json.loads(advisor("score", bistro, "--costs", "--format", "json").out)
    for workload in after["workloads"]:
        workload.pop("money_warnings", None)
    assert after == json.loads(before)
    assert "money_warnings" not in before
    bistro.write_text(bistro.read_text(encoding="utf-8").replace("0.4 EUR/kWh", "[1]"), encoding="utf-8")
    assert advisor("score", bistro).code == 2


def test_scoring_tells_where_the_money_disagrees(advisor, bundled_pack_folder):
    file = bundled_pack_folder / "examples" / "regional-hospital.yaml"
    told = {each["workload"]: each["warnings"] for each in money(advisor, file)["workloads"]}
    assert any(told.values())
    assert "Where money and rules disagree" not in advisor("score", file).out
    shown = " ".join(advisor("score", file, "--costs").out.split())
    assert "Where money and rules disagree" in shown
    scored = json.loads(advisor("score", file, "--costs", "--format", "json").out)
    assert {each["id"]: each["money_warnings"] for each in scored["workloads"]} == told
    for each in (warning for warnings in told.values() for warning in warnings):
        assert each["message"].partition(". ")[0] in shown
    jsonschema.validate(scored, json.loads(json_schemas()["recommendation.schema.json"]))


def test_scoring_without_amounts_loads_nothing_about_money(bistro):
    code = (
        "import sys; from advisor.cli.main import main; main(sys.argv[1:]);"
        "sys.exit(any(name.startswith(('advisor.economics', 'advisor.content.prices', 'genai_prices'))"
        " for name in sys.modules))"
    )
    for options in ((), ("--format", "json")):
        done = subprocess.run(
            [sys.executable, "-c", code, "score", str(bistro), *options],
            capture_output=True,
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_a_section_is_begun_filled_in_and_not_begun_twice(advisor, bistro):
    before = bistro.read_text(encoding="utf-8")
    done = advisor("tco", bistro, "--init")
    assert done.code == 0
    text = bistro.read_text(encoding="utf-8")
    assert text.startswith(before.rstrip())
    assert "# power: 0.3 EUR/kWh" in text
    assert advisor("tco", bistro, "--format", "json").out
    bistro.write_text(text.replace("# power: 0.3 EUR/kWh", "power: 0.9 EUR/kWh"), encoding="utf-8")
    inputs = money(advisor, bistro)["workloads"][0]["inputs"]
    assert next(each for each in inputs if each["id"] == "power")["typical"] == "0.9"
    again = advisor("tco", bistro, "--init")
    assert again.code == 2
    assert "already" in again.err


def test_every_line_on_request(advisor, bundled_pack_folder):
    file = bundled_pack_folder / "examples" / "regional-hospital.yaml"
    assert "Line by line" not in advisor("tco", file).out
    done = advisor("tco", file, "--lines")
    assert all(len(line) <= 80 for line in done.out.splitlines())
    for workload in money(advisor, file)["workloads"]:
        for cost in workload["alternatives"]:
            if cost["decision"] == "infrastructure":
                for line in cost["lines"]:
                    assert f"{line['title']}, " in " ".join(done.out.split())
                    assert f"{Decimal(line['total']):,.0f}" in done.out
    for words in ("fixed", "slower than the volume: to the power of 0.8", "once, at the start"):
        assert words in done.out


def test_one_workload_only(advisor, bistro):
    found = money(advisor, bistro, "--workload", "cold-room")
    assert [each["workload"] for each in found["workloads"]] == ["cold-room"]
    done = advisor("tco", bistro, "--workload", "tilt")
    assert done.code == 2
    assert "did you mean “till”" in done.err


def test_every_figure_on_request(advisor, bistro):
    few, all_ = advisor("tco", bistro).out, advisor("tco", bistro, "--inputs").out
    assert "Electricity: 0.3 (0.2 to 0.4) EUR/kWh" in all_
    assert "this year's bill" in all_
    assert len(all_) > len(few)
    assert "--inputs" not in all_


def test_a_pack_without_prices_says_so(advisor, bistro, kitchen):
    (kitchen / "prices.yaml").unlink()
    done = advisor("tco", bistro)
    assert done.code == 2
    assert "no prices" in done.err


def test_machines_that_come_after_the_horizon(advisor, bistro):
    state(bistro, "economics: {values: {delivery: 8 months, plan: 6 months}}\n")
    done = advisor("tco", bistro)
    assert done.code == 0
    assert "would arrive after 8 months" in " ".join(done.out.split())
    assert "arrives after the horizon" in " ".join(done.out.split())


def test_ascii_terminals(bistro):
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "advisor.cli", "tco", str(bistro)],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert b"+-----" in done.stdout


def test_every_bundled_example_can_be_computed(advisor, bundled_pack_folder):
    from advisor.content.examples import bundled_examples

    for example in bundled_examples(bundled_pack_folder):
        done = advisor("tco", example.path)
        assert done.code == 0, done.err
        assert all(len(line) <= 80 for line in done.out.splitlines()), example.id
        assert done.out == advisor("tco", example.path).out


def test_columns_stay_apart_at_large_amounts(advisor, bistro):
    """Amounts that are too long for a column are abbreviated, so that two never run together."""
    state(bistro, "economics: {values: {box: 90000000 EUR}}\n")
    lines = advisor("tco", bistro).out.splitlines()
    total = next(line for line in lines if line.startswith("  Total "))
    assert "M" in total
    assert len(re.split(r"\s{2,}", total.strip())) == len(total.split()), total
    assert max(map(len, lines)) <= 80


def test_break_even_is_told_in_digits_that_mean_something(advisor, bundled_pack_folder):
    path = bundled_pack_folder / "examples" / "fashion-marketplace.yaml"
    text = " ".join(advisor("tco", path).out.split())
    volumes = re.findall(r"from ([\d,.]+) requests/day on", text)
    assert volumes
    for each in volumes:
        assert len(each.replace(",", "").replace(".", "").strip("0")) <= 3, each
    assert "is counted with 1 server of 8 NVIDIA H100" in text
    assert "other accelerators are not tried" in text or "One figure alone" in text
    assert "tokens at the price of OpenAI gpt-5-mini" in text
    assert "Do not set them beside the totals of the models." in text
