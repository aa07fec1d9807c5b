"""A questionnaire to fill in without the advisor: a sheet for the organisation, one for each workload."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.content.questionnaire_form import about
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.reporting.look import PLAIN, Look
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.carried import carry
from advisor.reporting.xlsx.lists import write_lists
from advisor.reporting.xlsx.question_sheet import QuestionSheet
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.start_sheet import write_start
from advisor.reporting.xlsx.texts import LONGEST, units


def questionnaire(
    pack: Pack, assessment: Assessment, look: Look = PLAIN, *, date: str | None = None
) -> bytes:
    """The questions of a pack with the answers so far, as .xlsx that ``advisor import`` reads back.

    The same pack, assessment and date give the same bytes; ``date`` is ISO 8601.

    Raises:
        MissingExtra: the library that writes workbooks is not installed.
        UnusableInput: a text is longer than a cell takes, so that it could not be read back.
    """
    _refuse_long(assessment)
    title = f"{assessment.organisation}: {pack.manifest.title}"
    book = Book(look, title, subject="Questionnaire", date=date)
    start = book.sheet("Start")
    names: list[tuple[Workload | None, Sheet]] = [(None, book.sheet("Organisation"))]
    names += [(each, book.sheet(each.title or each.id)) for each in assessment.workloads]
    lists = write_lists(book, pack, levels=False)
    shared: QuestionSheet | None = None
    written = []
    for workload, sheet in names:
        made = QuestionSheet(pack, assessment, workload, sheet, lists, shared)
        made.write()
        shared = shared or made
        written.append(made)
    write_start(pack, assessment, start, lists, written)
    carry(book, about(assessment, pack))
    return book.finish()


def _refuse_long(assessment: Assessment) -> None:
    problems = [
        Problem(
            assessment.id,
            None,
            None,
            f"{where} has {len(text):,} letters; a cell takes {LONGEST:,} at most",
            "shorten it, and keep the rest in a document",
            "too-long",
        )
        for where, text in _texts(assessment)
        if units(text) > LONGEST
    ]
    if problems:
        raise UnusableInput(problems)


def _texts(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Every text of an assessment, with what it is."""
    yield "the organisation's name", assessment.organisation
    yield "the title", assessment.title or ""
    yield from _remarks(assessment.answers, "the organisation")
    for workload in assessment.workloads:
        yield f"the title of “{workload.id}”", workload.title or ""
        yield from _remarks(workload.answers, f"“{workload.id}”")


def _remarks(answers: dict[str, Answer], whose: str) -> Iterator[tuple[str, str]]:
    for question, answer in answers.items():
        for name in ("text", "reason", "note", "evidence"):
            yield f"the {name} of “{question}” of {whose}", getattr(answer, name) or ""
