"""What a report looks like, beside what it says: brand, paper, and templates of somebody's own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from advisor.model.brand import Brand, DateFormat, Logo

__all__ = ["PLAIN", "Logo", "Look", "Paper", "written_day"]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Paper(StrEnum):
    """The size of a page."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a report's appearance that its reader's firm may choose."""

    brand: Brand = field(default_factory=Brand)
    logo: Logo | None = None
    paper: Paper = Paper.A4
    templates: Path | None = None
    """A folder whose files stand in for the built-in templates of the same relative path."""
    word_template: bytes | None = None
    """A .docx file whose styles and page set-up replace the built-in ones."""
    fonts: Path | None = None
    """A folder of font files that the brand names."""

    def day(self, date: str | None) -> str | None:
        """A document's date as the brand writes days."""
        return None if date is None else written_day(date, self.brand.dates)

    def signed_by(self, prepared_by: str | None) -> str | None:
        """Who answers for a report: the person, with the firm where one is named."""
        names = [name for name in (prepared_by, self.brand.firm) if name]
        return ", ".join(names) or None


PLAIN = Look()
"""No brand, A4."""


def written_day(date: str, form: DateFormat) -> str:
    """An ISO 8601 day in another form; months are English, like the report's own words."""
    day = datetime.date.fromisoformat(date)
    month = _MONTHS[day.month - 1]
    return {
        DateFormat.ISO: date,
        DateFormat.LONG: f"{day.day} {month} {day.year}",
        DateFormat.MONTH_FIRST: f"{month} {day.day}, {day.year}",
        DateFormat.DOTTED: f"{day.day:02}.{day.month:02}.{day.year}",
        DateFormat.SLASHED: f"{day.day:02}/{day.month:02}/{day.year}",
    }[form]
