"""How many examples Hypothesis draws: as many as a run of every day affords, or five times as many.

``ADVISOR_TESTS=thorough pytest …`` asks for the many. A test names its usual count through
:func:`examples`, so that one switch lifts them all.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

SWITCH = "ADVISOR_TESTS"
"""The environment variable that chooses; ``usual`` where it is not set."""
_FACTORS = {"usual": 1, "thorough": 5}
_UNCOUNTED = 100
"""Hypothesis's own default, for tests that name no count."""


def factor() -> int:
    """By how much the usual counts are multiplied.

    Raises:
        UsageError: the variable holds neither of the two words; a slip must not pass for a thorough run.
    """
    asked = os.environ.get(SWITCH) or "usual"
    if asked not in _FACTORS:
        raise pytest.UsageError(f"{SWITCH}={asked}: expected one of {', '.join(_FACTORS)}")
    return _FACTORS[asked]


def examples(usual: int) -> int:
    """The number of examples of a test that usually draws so many."""
    return usual * factor()


def choose_profile() -> None:
    """Lift the count of tests that name none; leaves other choices of a profile alone in a usual run."""
    for name, times in _FACTORS.items():
        settings.register_profile(name, max_examples=_UNCOUNTED * times)
    if factor() > 1:
        settings.load_profile("thorough")
