"""How the questions of the plain interview follow one another; apart, so that help costs nothing."""

from __future__ import annotations

from enum import StrEnum


class Order(StrEnum):
    """How questions follow one another."""

    FILE = "file"
    INFORMATION = "information"
    """The one that is expected to settle most first, until the rest cannot change today's advice or the
    target."""
