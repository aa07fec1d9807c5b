"""Proposed answers, one by one: yes, no, another answer, or enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

from advisor.cli.evidence_proposals_text import proposal_lines
from advisor.cli.plain import Style, clean, emit
from advisor.content.assessment_file import AssessmentFile
from advisor.evidence.propose import accepted
from advisor.model.assessment import Answer
from advisor.model.bill_answers import Proposal
from advisor.model.question import Question
from advisor.workflows.session_edits import InvalidEntry, chosen, numbered, with_answer


def ask(
    file: AssessmentFile, proposals: Sequence[Proposal], questions: Mapping[str, Question], style: Style
) -> None:
    """Ask about each proposal; every yes is on the disk before the next question."""
    written = 0
    for number, each in enumerate(proposals, start=1):
        emit(proposal_lines(each, style), style)
        answer = _decided(each, questions[each.question], f"  {number} of {len(proposals)}", file)
        if answer == "quit":
            break
        if isinstance(answer, Answer):
            held = file.loaded.assessment
            file.save(with_answer(held, each.question, each.workload, answer))
            written += 1
    typer.echo(f"{written} of {len(proposals)} written into {file.path}.")


def _decided(each: Proposal, question: Question, place: str, file: AssessmentFile) -> Answer | str | None:
    present = file.loaded.assessment.answer(each.question, each.workload)
    while True:
        typed = _typed(f"{place}: accept? [y]es, [n]o, [e]dit, [q]uit: ").lower()
        if typed in ("y", "yes"):
            return accepted(each, present)
        if typed in ("", "n", "no"):
            return None
        if typed in ("q", "quit"):
            return "quit"
        if typed in ("e", "edit"):
            edited = _edited(each, question, present)
            if edited is not None:
                return edited


def _edited(each: Proposal, question: Question, present: Answer | None) -> Answer | None:
    """Another answer with the bill beside it; None to think again."""
    if question.number is None:
        for index, option in enumerate(question.options, start=1):
            typer.echo(f"    {index}  {clean(option.label)}")
        typed = _typed("    Number of the answer (nothing to go back): ")
        if not typed.isdecimal() or not 1 <= int(typed) <= len(question.options):
            return None
        answer = chosen(question, [question.options[int(typed) - 1].id], present)
    else:
        typed = _typed(f"    A number of {question.number.unit} (nothing to go back): ")
        if not typed:
            return None
        try:
            answer = numbered(question, typed, present)
        except InvalidEntry as error:
            typer.echo(f"    {error}")
            return None
    return answer.model_copy(update={"evidence": f"{each.evidence}; answered otherwise by hand"})


def _typed(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        return "q"
