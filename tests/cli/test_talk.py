"""Yes or no: anything else is asked again."""

from __future__ import annotations

import pytest

from advisor.cli.interview_talk import Talk
from advisor.cli.plain import Style


@pytest.mark.parametrize(
    ("lines", "sure"), [(["maybe", "yes"], True), (["perhaps", "n"], False), ([], False)]
)
def test_neither_yes_nor_no_is_asked_again(lines, sure, capsys):
    left = iter(lines)

    def read(_prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    assert Talk(Style(), read).confirm("Sure? ") is sure
    assert capsys.readouterr().out.count("Please answer yes or no.") == max(0, len(lines) - 1)
