"""All sheets of a report's workbook, in order."""

from __future__ import annotations

from functools import partial

from advisor.content.questionnaire_form import about
from advisor.model.question import QuestionType
from advisor.reporting.document import Document
from advisor.reporting.look import Look
from advisor.reporting.xlsx.answers_sheet import AnswersSheet, Asked
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.carried import carry
from advisor.reporting.xlsx.charts import costs_chart, scores_chart
from advisor.reporting.xlsx.curves_sheet import write_curves
from advisor.reporting.xlsx.formula import Expression
from advisor.reporting.xlsx.functions import greatest
from advisor.reporting.xlsx.inputs_sheet import write_inputs
from advisor.reporting.xlsx.kpis_sheet import write_kpis
from advisor.reporting.xlsx.lists import write_lists
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.scores_sheet import ScoresSheet
from advisor.reporting.xlsx.summary_sheet import SummarySheet
from advisor.reporting.xlsx.tco_sheet import TcoSheet, write_without
from advisor.reporting.xlsx.truths import YES_
from advisor.reporting.xlsx.working import Subject, Working


def workbook(document: Document, look: Look) -> bytes:
    """The bytes of the workbook.

    Raises:
        MissingExtra: the library that writes workbooks is not installed.
    """
    book = Book(look, document.title, subject=document.subject, date=document.date)
    by_id = {workload.id: workload for workload in document.answers.workloads}
    subjects = tuple(Subject(by_id[each.id], each) for each in document.recommendation.workloads)
    working = Working(document, book, subjects)
    summary_at, answers_at, scores_at = (book.sheet(name) for name in ("Summary", "Answers", "Scores"))
    kpis_at, tco_at = (book.sheet(name) for name in ("KPIs", "TCO"))
    if document.estimate is not None:
        costs = TcoSheet(working, tco_at, document.estimate)
        write_curves(working, book.sheet("Break-even"), document.estimate)
        write_inputs(book.sheet("Inputs"), document.estimate)
        costs_chart(working, costs)
    else:
        write_without(tco_at)
    rules_at = book.sheet("Rules")
    lists = write_lists(book, working.pack, levels=True)
    answers = AnswersSheet(working, answers_at, lists)
    rules = RulesSheet(working, rules_at)
    scores = ScoresSheet(working, scores_at, rules)
    truths = {subject.workload.id: rules.truths(subject) for subject in subjects}
    rules.write(scores.write(truths), truths)
    answers.states(partial(_code, rules, subjects))
    scores_chart(working, scores, scores_at)
    write_kpis(working, kpis_at)
    SummarySheet(working, summary_at, rules, scores).write()
    carry(book, about(document.answers, document.content))
    return book.finish()


def _code(rules: RulesSheet, subjects: tuple[Subject, ...], each: Asked) -> tuple[Expression, Expression]:
    """The number of an answer, and the truth of its being asked of anybody."""
    seen = (each.subject,) if each.subject else subjects
    if each.question.type is QuestionType.TEXT:
        return YES_, YES_
    asked = [rules.relevant(each.question.id, subject) for subject in seen]
    return rules.code(each.question.id, seen[0]), YES_ if YES_ in asked else greatest(asked)
