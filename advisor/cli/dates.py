"""Days that are typed behind ``--date``."""

from __future__ import annotations

import datetime

from advisor.errors import AdvisorError


def day_of(text: str | None, otherwise: str = "") -> datetime.date:
    """The day that was typed; today without one. ``otherwise`` is what else may be typed, for the message.

    Raises:
        AdvisorError: it is no day.
    """
    try:
        return datetime.date.today() if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise AdvisorError(f"--date {text}: not a date; write it like 2026-01-31{otherwise}.") from None
