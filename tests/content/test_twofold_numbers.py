"""Numbers that two people read differently are refused at every door, with both readings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.cli.main import main
from advisor.content.numbers import two_readings, unambiguous, ungrouped, without_padding
from advisor.workflows.session_edits import InvalidEntry, TwofoldEntry, numbered

SHEET = """\
assessment: ours
pack: crawl-walk-run
organisation: Ours
answers: {{}}
workloads:
  - {{id: chat, kind: online_inference, answers: {{daily_requests: {number}}}}}
"""


@pytest.fixture
def run(capfd):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def volume(bundled_pack):
    return bundled_pack.question_by_id["daily_requests"]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("50.000", ("50000", "50")),
        ("-50.000", ("-50000", "-50")),
        ("+1.500", ("1500", "1.5")),
        ("12.125", ("12125", "12.1250")),
        ("12,500", ("12500", "12.5")),
    ],
)
def test_a_point_before_three_digits_has_two_readings(text, readings):
    assert two_readings(text) == readings
    assert all(two_readings(each) is None for each in readings)


@pytest.mark.parametrize(
    "text", ["12.5", "0.125", "3000", "3000.000", "12.1250", "1.234.567", "012.500", "50.00", "", "."]
)
def test_other_numbers_have_one(text):
    assert two_readings(text) is None


@pytest.mark.parametrize(
    ("text", "plainly"),
    [
        ("1.234.567", "1234567"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("3'000", "3000"),
        ("3\u00a0000", "3000"),
        ("0,125", None),
        ("1.234.5", None),
        ("3000", None),
    ],
)
def test_signs_between_thousands_are_told_from_that_of_a_fraction(text, plainly):
    assert ungrouped(text) == plainly


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-5000, max_value=5000))
def test_every_number_has_digits_that_are_clear(number):
    clear = unambiguous(number)
    assert clear == number
    assert two_readings(str(clear)) is None
    assert without_padding(clear) == number


@pytest.mark.parametrize("written", ["50.000", '"50.000"', "{number: 50.000}", "{number: 50.000, note: x}"])
def test_an_assessment_does_not_get_away_with_it(written, run, tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text(SHEET.format(number=written))
    code, out, err = run("score", file)
    assert (code, out) == (2, "")
    assert (
        "“50.000” can be read in two ways, as 50000 and as 50 (write 50000 or 50, whichever is meant)" in err
    )
    assert ":6:" in err


@pytest.mark.parametrize("written", ["12.5", "0.125", "12.1250", "50000", "3000.250"])
def test_clear_numbers_are_taken(written, run, tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text(SHEET.format(number=written))
    assert run("score", file)[0] == 0


def test_what_if_refuses_it_and_what_is_no_number(run, tmp_path):
    file = tmp_path / "ours.yaml"
    file.write_text(SHEET.format(number=3000))
    for value, words in (
        ("50.000", "as 50000 and as 50"),
        ("NaN", "not a number"),
        ("Infinity", "not a number"),
    ):
        code, _, err = run("whatif", file, "--set", f"daily_requests={value}")
        assert code == 2, value
        assert words in err


@pytest.mark.parametrize(
    ("typed", "number"), [("3,000", 3000), ("3 000", 3000), ("1,234,567.5", "1234567.5"), ("12.5", "12.5")]
)
def test_typed_numbers_may_have_signs_between_thousands(typed, number, volume):
    assert numbered(volume, typed, None).number == Decimal(number)


def test_a_typed_number_with_two_readings_is_asked_for_again(volume):
    with pytest.raises(TwofoldEntry, match="as 50000 and as 50; write 50000 or 50"):
        numbered(volume, "50.000", None)
    for typed in ("0,500", "1.234,567", "1,5"):
        with pytest.raises(InvalidEntry):
            numbered(volume, typed, None)


def test_what_a_field_shows_may_be_entered_again(volume):
    earlier = numbered(volume, "12.1250", None)
    assert numbered(volume, "12.125", earlier) == earlier


def test_a_saved_number_is_read_again(run, bundled_pack, tmp_path):
    from advisor.content.answers import read_answer
    from advisor.content.assessment_yaml import answer_entry
    from advisor.content.yaml_reader import read
    from advisor.model.assessment import Answer

    question = bundled_pack.question_by_id["daily_requests"]
    for number in ("12.125", "50.000", "0.125", "3000"):
        answer = Answer(number=Decimal(number))
        source = read("\n".join(answer_entry(question.id, answer, 0)).encode(), "x", 1000)
        assert read_answer(source, (question.id,), question) == answer
        assert source.problems == []
