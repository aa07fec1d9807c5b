"""``advisor --help`` lists every command once, under what one wants to do."""

from __future__ import annotations

from collections import Counter

from advisor.cli.app import COMMANDS
from advisor.cli.overview import SECTIONS


def test_every_command_stands_under_a_heading():
    named = Counter(name for told in SECTIONS.values() for name in told)
    assert named == Counter(list(COMMANDS))


def test_the_help_cuts_no_line(advisor):
    shown = advisor("--help").out
    assert "..." not in shown.partition("Begin")[2]
    assert all(heading + ":" in shown for heading in SECTIONS)
    assert "More:" not in shown
