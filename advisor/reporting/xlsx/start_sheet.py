"""The first sheet of a questionnaire: what to do, for whom it is, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.content.questionnaire_form import (
    HEAD,
    ORGANISATION,
    PERSONA,
    TITLE,
    TITLES,
    UNKNOWN,
    persona_labels,
)
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.reporting.tints import mixed
from advisor.reporting.xlsx.formula import Expression, total
from advisor.reporting.xlsx.functions import if_
from advisor.reporting.xlsx.inputs import drop_down, write_value
from advisor.reporting.xlsx.lists import Lists
from advisor.reporting.xlsx.logo import place_logo
from advisor.reporting.xlsx.question_sheet import QuestionSheet
from advisor.reporting.xlsx.sheet import Sheet

_KEY, _LABEL, _ANSWER, _UNKNOWN, _LEFT, _SHARE = range(6)
_WIDTHS = (12, 38, 46, 14, 14, 16)
_WIDE = len(_WIDTHS) - 1
_STEPS = (
    "Fill in the yellow cells of each sheet. Choose from the list where there is one, and type elsewhere.",
    "Nobody has to know everything: choose “Unknown” where nobody in the room knows. It is an answer, too.",
    "Choose “Does not apply” where a question has no meaning here, and say why in the next column.",
    "Say in “Evidence” what an answer rests on: a document, a dashboard, a person. High ratings need it.",
    "Grey questions are not asked, because other answers leave them out. What stands there is kept.",
    "Hard words are explained in a comment on the question: look for the small mark in its corner.",
    "Save the file as .xlsx and send it back. The command “advisor import” reads it.",
)
_CARRIES = (
    "This file also carries what the assessment states about costs (prices, volumes, staff), on the hidden "
    "sheet “Carried”. To send it out without, make it with “advisor questionnaire --without-costs”."
)


def write_start(
    pack: Pack, assessment: Assessment, sheet: Sheet, lists: Lists, asked: Sequence[QuestionSheet]
) -> None:
    """Write the sheet."""
    look = sheet.book.look
    sheet.widths(_WIDTHS)
    place_logo(sheet, look.logo, 0, _UNKNOWN)
    sheet.title("Questionnaire", _LABEL, 48)
    client = look.brand.client or assessment.organisation
    sheet.paragraph(1, _LABEL, client, _WIDE, sum(_WIDTHS[1:]), "subtitle", "strong")
    sheet.paragraph(2, _LABEL, pack.manifest.title, _WIDE, sum(_WIDTHS[1:]), "subtitle")
    row = 3
    signed = look.signed_by(None)
    if signed or look.brand.classification:
        facts = [f"Prepared by {signed}" if signed else None, look.brand.classification]
        sheet.text(row, _LABEL, " · ".join(each for each in facts if each), "quiet")
        row += 1
    row = _steps(sheet, row + 1, carries=assessment.economics is not None)
    row = _about(pack, assessment, sheet, lists, row)
    row = _progress(sheet, asked, row)
    version = f"Pack {pack.id} {pack.version}, SHA-256 {pack.sha256}"
    sheet.paragraph(row, _LABEL, version, _WIDE, sum(_WIDTHS[1:]), "quiet")
    sheet.hide(_KEY)
    sheet.page(landscape=False, tall=1)
    sheet.protect()


def _section(sheet: Sheet, row: int, title: str) -> None:
    sheet.text(row, _LABEL, title, "section")
    for column in range(_ANSWER, _SHARE + 1):
        sheet.blank(row, column, "section")
    sheet.height(row, 22)


def _steps(sheet: Sheet, row: int, *, carries: bool) -> int:
    _section(sheet, row, "How to fill it in")
    for number, step in enumerate(_STEPS, 1):
        sheet.paragraph(row + number, _LABEL, f"{number}. {step}", _WIDE, sum(_WIDTHS[1:]))
    row += len(_STEPS) + 1
    if carries:
        sheet.paragraph(row, _LABEL, _CARRIES, _WIDE, sum(_WIDTHS[1:]), "strong")
        row += 1
    return row + 1


def _about(pack: Pack, assessment: Assessment, sheet: Sheet, lists: Lists, row: int) -> int:
    _section(sheet, row, "Whose answers these are")
    sheet.text(row + 1, _KEY, HEAD)
    sheet.head(row + 1, ("", TITLES[0]), _LABEL)
    lines: list[tuple[str, str, str | None]] = [
        (ORGANISATION, "Organisation", assessment.organisation),
        (TITLE, "Title of this assessment", assessment.title),
    ]
    if lists.personas is not None:
        reader = None
        if assessment.persona is not None:
            reader = persona_labels(pack).get(assessment.persona, assessment.persona)
        lines.append((PERSONA, "For whom the report is written", reader))
    for line, (key, label, value) in enumerate(lines, row + 2):
        sheet.text(line, _KEY, key)
        sheet.text(line, _LABEL, label, "cell")
        write_value(sheet, line, _ANSWER, value, "cell", "input")
        if key == PERSONA and lists.personas is not None:
            drop_down(sheet, line, _ANSWER, lists.personas, "Choose from the list.")
    return row + len(lines) + 3


def _progress(sheet: Sheet, asked: Sequence[QuestionSheet], row: int) -> int:
    _section(sheet, row, "How far it has come")
    titles = ("Sheet", "Done, of the questions asked", "of it unknown", "To go", "Share")
    sheet.head(row + 1, titles, _LABEL, numbers=(_UNKNOWN, _LEFT, _SHARE))
    first = row + 2
    for line, each in enumerate(asked, first):
        sheet.text(line, _LABEL, each.title, "cell", "strong")
        _counts(sheet, line, each.done(), each.of(), each.count(UNKNOWN))
    last = first + len(asked)
    sheet.text(last, _LABEL, "All", "cell", "strong")
    done, of, unknown = (total([f(each) for each in asked]) for f in _SUMS)
    _counts(sheet, last, done, of, unknown)
    bar = {
        "type": "data_bar",
        "bar_color": mixed(sheet.book.look.brand.colours.accent, "#ffffff", 0.55),
    }
    limits = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
    sheet.raw.conditional_format(first, _SHARE, last, _SHARE, {**bar, **limits})
    return last + 2


_SUMS = (QuestionSheet.done, QuestionSheet.of, lambda each: each.count(UNKNOWN))


def _counts(sheet: Sheet, row: int, done: Expression, of: Expression, unknown: Expression) -> None:
    sheet.formula(row, _ANSWER, done.joined(" of ").joined(of), "cell")
    sheet.formula(row, _UNKNOWN, unknown, "cell", "whole")
    sheet.formula(row, _LEFT, of - done, "cell", "whole")
    sheet.formula(row, _SHARE, if_(of.above(0), done / of, 0), "cell", "percent0")
