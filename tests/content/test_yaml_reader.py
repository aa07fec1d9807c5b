"""What counts as a number, a text or a surprise, and where things stand."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advisor.content.yaml_reader import read
from advisor.content.yaml_scalars import Surprise, is_safe_plain, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("250", 250),
        ("4.50", Decimal("4.50")),
        ("-0.1", Decimal("-0.1")),
        ("0.1", Decimal("0.1")),
        ("1.0.0", "1.0.0"),
        ("24/7", "24/7"),
        ("10 %", "10 %"),
        ("3rd", "3rd"),
        ("nobody", "nobody"),
        ("only", "only"),
        ("-", "-"),
        ("2024", 2024),
        ("in 2024-01-01", "in 2024-01-01"),
    ],
)
def test_plain_things_are_what_they_look_like(text, value):
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


SURPRISES = ["yes", "No", "ON", "off", "y", "N", "True", "FALSE", "~", "Null", "NULL", "<<", "="]
SURPRISES += ["010", "00", "0x1F", "0o17", "0b1", "1_000", "+5", ".5", "5.", "1e5", "1.5E-3"]
SURPRISES += ["1:30", "12:30:45", "-1:30", "2024-01-01", "2024-1-1", "2024-01-01T10:00:00Z"]
SURPRISES += [".inf", "-.INF", ".nan", "2024-01-01 10:00:00", "9" * 41]


@pytest.mark.parametrize("text", SURPRISES)
def test_surprises_are_refused_with_a_way_out(text):
    found = resolve(text)
    assert isinstance(found, Surprise)
    assert found.message
    assert found.hint


@given(st.text(st.sampled_from("0123456789.-+eExob_:~nyNYofalsetrue<=T Z"), max_size=8))
def test_what_is_safe_unquoted_is_text_to_an_older_yaml_too(text):
    """PyYAML follows YAML 1.1, which has most of the surprises."""
    if is_safe_plain(text) and text == text.strip() and ": " not in text and text[-1] != ":":
        try:
            value = yaml.safe_load(f"a: {text}")["a"]
        except yaml.YAMLError:
            return  # An indicator, which the writer quotes for other reasons.
        assert value == text


def test_everything_has_its_place():
    source = read(b"a:\n  - b: 1\n    c: [x, y]\n  - z\n", "f.yaml", 1000)
    assert source.value == {"a": [{"b": 1, "c": ["x", "y"]}, "z"]}
    places = {at: (mark.line, mark.column) for at, mark in source.values.items()}
    assert places["a", 0, "b"] == (2, 8)
    assert places["a", 0, "c", 1] == (3, 12)
    assert places["a", 1] == (4, 5)
    key = source.mark(("a", 0, "c"), key=True)
    assert key is not None
    assert (key.line, key.column) == (3, 5)
    absent = source.mark(("a", 0, "nothing", 3))
    assert absent is not None
    assert (absent.line, absent.column) == (2, 5)


def test_columns_count_characters_not_bytes():
    source = read("ä: {ö: no}\n".encode(), "f.yaml", 1000)
    assert [(each.line, each.column) for each in source.problems] == [(1, 8)]
