"""The reader's own questions, each with an answer from the result, or with where to ask instead."""

from __future__ import annotations

from advisor.model.assessment import AnswerState
from advisor.model.catalogue import ReaderQuestion, ReportPart
from advisor.model.question import Scope
from advisor.reporting import words
from advisor.reporting.blocks import Cell, Column, Link, Section, Table
from advisor.reporting.context import Context
from advisor.reporting.sections import replies

_SECTIONS = {
    ReportPart.REASON: "why",
    ReportPart.SCORES: "why",
    ReportPart.HARD_RULES: "why",
    ReportPart.FIRST_YEAR: "costs",
    ReportPart.HALF_USE: "costs",
    ReportPart.UNIT_COSTS: "costs",
    ReportPart.BREAK_EVEN: "costs",
    ReportPart.PAYBACK: "costs",
    ReportPart.COST_FIGURES: "cost-figures",
}
"""Parts that stand in a section of another name."""
_CANNOT_SAY = "This assessment cannot say."


def questions(context: Context, sections: tuple[Section, ...]) -> Section:
    """The persona's own questions; ``sections`` are those that the report has, for the pointers."""
    titles = {section.id: section.title for section in sections}
    rows = tuple(
        (Cell(asked.ask), Cell(reply(context, asked), links=_links(asked, titles)))
        for asked in context.persona.questions
    )
    columns = (Column("question", "Your question"), Column("answer", "What this report can say"))
    return Section("questions", "Your questions", (Table("Questions that you would ask", columns, rows),))


def reply(context: Context, asked: ReaderQuestion) -> str:
    """What answers a question, in a sentence: given answers, else its first part, else where to ask."""
    known, still_open = _given(context, asked)
    if known or (still_open and asked.cannot_say):
        said = [f"By your answers: {'; '.join(known)}."] if known else []
        if still_open:
            said += [f"Still open: {words.listing(still_open)}.", asked.cannot_say or ""]
        return " ".join(part for part in said if part)
    found = replies.REPLIES[asked.see[0]](context) if asked.see else None
    return found or " ".join(part for part in (_CANNOT_SAY, asked.cannot_say) if part)


def _links(asked: ReaderQuestion, titles: dict[str, str]) -> tuple[Link, ...]:
    wanted = [_SECTIONS.get(part, part.value) for part in asked.see]
    if asked.answers:
        wanted.append("answers")
    return tuple(Link(name, titles[name]) for name in dict.fromkeys(wanted) if name in titles)


def _given(context: Context, asked: ReaderQuestion) -> tuple[list[str], list[str]]:
    """The given answers that tell it, and the names of those that are still open."""
    known: list[str] = []
    still_open: list[str] = []
    for name in asked.answers:
        question = context.pack.question_by_id.get(name)
        if question is None:
            continue
        own = question.scope is Scope.WORKLOAD
        said: dict[str, list[str]] = {}
        for workload in context.workloads if own else context.workloads[:1]:
            if not context.asked(name, workload if own else None):
                continue
            given = context.assessment.answer(name, workload.id if own else None)
            if given is None or given.state is AnswerState.UNKNOWN:
                still_open.append(question.short)
            elif given.state is AnswerState.ANSWERED:
                said.setdefault(words.answer(question, given), []).append(words.quoted(workload.title))
        for text, whom in said.items():
            about = f" for {words.listing(whom)}" if own and context.several else ""
            known.append(f"{question.short}{about}: {text.rstrip('.')}")
    return known, list(dict.fromkeys(still_open))
