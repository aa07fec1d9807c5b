"""All sheets of a report's workbook, in order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from advisor.content.questionnaire_form import about
from advisor.model.question import QuestionType
from advisor.reporting.document import Document
from advisor.reporting.look import Look
from advisor.reporting.xlsx import bill_sheet
from advisor.reporting.xlsx.answers_sheet import AnswersSheet, Asked
from advisor.reporting.xlsx.book import Book
from advisor.reporting.xlsx.calculation import Calculation
from advisor.reporting.xlsx.carried import carry
from advisor.reporting.xlsx.charts import costs_chart, scores_chart
from advisor.reporting.xlsx.curves_sheet import write_curves
from advisor.reporting.xlsx.formula import Expression
from advisor.reporting.xlsx.functions import greatest
from advisor.reporting.xlsx.inputs_sheet import InputsSheet
from advisor.reporting.xlsx.kpis_sheet import write_kpis
from advisor.reporting.xlsx.lists import write_lists
from advisor.reporting.xlsx.live_costs import LiveCosts
from advisor.reporting.xlsx.live_wanted import wanted
from advisor.reporting.xlsx.outcomes import Outcomes
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.scores_sheet import ScoresSheet
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.summary_sheet import SummarySheet
from advisor.reporting.xlsx.tco_sheet import TcoSheet, write_without
from advisor.reporting.xlsx.truths import YES_, Truths
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
    estimate = document.estimate
    names = ["Summary", "Answers", "Scores", "KPIs", "TCO"]
    if estimate is not None and estimate.basis is not None:
        names += ["Break-even", "Inputs", "Calculation"]
    if document.evidence is not None:
        names.append(bill_sheet.NAME)
    sheets = {name: book.sheet(name) for name in (*names, "Rules")}
    lists = write_lists(book, working.pack, levels=True)
    answers = AnswersSheet(working, sheets["Answers"], lists)
    rules = RulesSheet(working, sheets["Rules"])
    scores = ScoresSheet(working, sheets["Scores"], rules)
    truths = {subject.workload.id: rules.truths(subject) for subject in subjects}
    rules.write(scores.write(truths), truths)
    answers.states(partial(_code, rules, subjects))
    scores_chart(working, scores, sheets["Scores"])
    outcomes = Outcomes(working, rules)
    costs, tco = _costs(working, sheets, rules, outcomes, truths)
    write_kpis(working, sheets["KPIs"], outcomes, costs)
    if document.evidence is not None:
        bill_sheet.write_bill(working, sheets[bill_sheet.NAME], document.evidence)
    SummarySheet(working, sheets["Summary"], rules, scores, tco).write()
    if costs is not None:
        costs.end()
    carry(book, about(document.answers, document.content))
    return book.finish()


def _costs(
    working: Working,
    sheets: Mapping[str, Sheet],
    rules: RulesSheet,
    outcomes: Outcomes,
    truths: Mapping[str, Truths],
) -> tuple[LiveCosts, TcoSheet] | tuple[None, None]:
    """The sheets of costs; None where there is no estimate that could be worked out again."""
    estimate = working.document.estimate
    if estimate is None or estimate.basis is None:
        write_without(sheets["TCO"])
        return None, None
    basis = estimate.basis
    inputs = InputsSheet(working, sheets["Inputs"], estimate, basis, rules)
    inputs.write(wanted(working, basis))
    calculation = Calculation(sheets["Calculation"], estimate.years)
    costs = LiveCosts(working, calculation, inputs, estimate, basis, outcomes, truths)
    tco = TcoSheet(working, sheets["TCO"], estimate, costs)
    write_curves(working, sheets["Break-even"], estimate, costs)
    costs_chart(working, tco)
    return costs, tco


def _code(rules: RulesSheet, subjects: tuple[Subject, ...], each: Asked) -> tuple[Expression, Expression]:
    """The number of an answer, and the truth of its being asked of anybody."""
    seen = (each.subject,) if each.subject else subjects
    if each.question.type is QuestionType.TEXT:
        return YES_, YES_
    asked = [rules.relevant(each.question.id, subject) for subject in seen]
    return rules.code(each.question.id, seen[0]), YES_ if YES_ in asked else greatest(asked)
