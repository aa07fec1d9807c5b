"""Cells that people fill in: what they hold, what their drop-downs offer, and how far a line is answered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from advisor.content.questionnaire_form import NOT_APPLICABLE, UNKNOWN, YES, Filled, Line
from advisor.model.question import NumberFormat, Question, QuestionType
from advisor.reporting.xlsx.formula import Area, Expression, Ref
from advisor.reporting.xlsx.functions import if_
from advisor.reporting.xlsx.lists import Lists
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.texts import line as one_line
from advisor.reporting.xlsx.truths import YES_, Places

ANSWERED, OPEN, NOT_ASKED = "Answered", "Open", "Not asked"
GIVE_REASON = "Give the reason"
_TICK = "Choose yes where this is true, or leave it empty."
_MESSAGE = 255
"""Letters that a message beside a cell may have."""


def number_text(form: NumberFormat) -> str:
    """Which numbers are possible, in words."""
    whole = "a whole number" if form.integer else "a number"
    return one_line(f"{whole} of {form.unit}, from {_figure(form.minimum)} to {_figure(form.maximum)}", 200)


def _figure(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def places_of(question: Question, cells: Mapping[str | None, Ref], lists: Lists) -> Places:
    """Where a question is answered: ``cells`` has its own cell under None, and one for each option."""
    ticks = {option: cell for option, cell in cells.items() if option is not None}
    if question.type is QuestionType.MULTIPLE:
        return Places(question, cells[None], ticks=ticks)
    labels, levels = lists.labels.get(question.id), lists.levels.get(question.id)
    return Places(question, cells[None], labels=labels, levels=levels)


def write_input(sheet: Sheet, row: int, column: int, line: Line, given: Filled, lists: Lists) -> Ref:
    """The input cell of a line, with its drop-down and what it says when it is chosen."""
    question = line.question
    if line.option is not None:
        ticked = YES if line.option in given.ticked else None
        drop_down(sheet, row, column, [YES], _TICK)
        return write_value(sheet, row, column, ticked, "cell", "input", "centre")
    kinds: tuple[str, ...] = ("cell", "input")
    if question.type is QuestionType.SINGLE:
        drop_down(sheet, row, column, lists.areas[question.id], "Choose from the list.")
    elif question.type is QuestionType.MULTIPLE:
        drop_down(sheet, row, column, lists.states, "Choose yes below for all that is true, or choose here.")
    elif question.number is not None:
        kinds = ("cell", "input", "number")
        message = f"Type {number_text(question.number)}, or choose from the list."
        drop_down(sheet, row, column, lists.states, message, strict=False)
    else:
        drop_down(sheet, row, column, lists.states, "Type a text, or choose from the list.", strict=False)
    return write_value(sheet, row, column, given.answer, *kinds)


def write_value(sheet: Sheet, row: int, column: int, value: str | Decimal | None, *kinds: str) -> Ref:
    """A text or a number that is read back later, or an empty cell for it."""
    if value is None:
        return sheet.blank(row, column, *kinds)
    if isinstance(value, str):
        return sheet.text(row, column, value, *kinds, exact=True)
    if Decimal(f"{value:.15g}") != value:
        # More digits than a spreadsheet keeps: as a text they stay what they are.
        return sheet.text(row, column, f"{value:f}", *kinds)
    return sheet.number(row, column, value, *kinds)


def drop_down(
    sheet: Sheet, row: int, column: int, source: Area | list[str], message: str, *, strict: bool = True
) -> None:
    """Offer a list at a cell; ``strict`` refuses what is not in it."""
    sheet.raw.data_validation(
        row,
        column,
        row,
        column,
        {
            "validate": "list",
            "source": source if isinstance(source, list) else f"={source.text()}",
            "input_message": one_line(message, _MESSAGE),
            "show_error": strict,
            "error_title": "Not in the list",
            "error_message": "Choose one of the entries of the list, or empty the cell.",
        },
    )


def state(places: Places, code: Expression, reason: Ref, relevant: Expression) -> Expression:
    """How far a question is answered, in words; ``relevant`` is the truth of its being asked."""
    question, answer = places.question, places.answer
    if question.type is QuestionType.TEXT:
        rest: Expression = if_(answer.equals(""), OPEN, ANSWERED)
    elif question.type is QuestionType.MULTIPLE:
        rest = if_(code.equals(1), ANSWERED, OPEN)
    else:
        hint = f"Type {number_text(question.number)}" if question.number else "Choose from the list"
        rest = if_(answer.equals(""), OPEN, if_(code.above(0), ANSWERED, hint))
    lacking = if_(reason.equals(""), GIVE_REASON, NOT_APPLICABLE)
    known = if_(answer.equals(UNKNOWN), UNKNOWN, if_(answer.equals(NOT_APPLICABLE), lacking, rest))
    return known if relevant == YES_ else if_(relevant.equals(0), NOT_ASKED, known)
