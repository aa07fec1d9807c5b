"""Questions and answers as plain lines: no colour, no cursor, nothing that a screen reader stumbles over."""

from __future__ import annotations

from advisor.cli.advice_text import AdviceText, percent
from advisor.cli.plain import Style, clean, wrap
from advisor.decision.walk import Step
from advisor.model.assessment import Answer, AnswerState
from advisor.model.question import Question, QuestionType
from advisor.workflows.session import Session
from advisor.workflows.session_edits import plain

COMMANDS = (
    ("(empty line)", "go on; the question keeps its answer, or stays open"),
    ("unknown", "nobody here knows (counts as every answer being possible)"),
    ("na REASON", "does not apply here, and why; left out of the score"),
    ("clear", "take the answer away"),
    ("back", "the question before this one"),
    ("undo, redo", "take the last change back, or do it again"),
    ("jump N", "go to a question: its number in the list, or its id"),
    ("list", "all questions with their answers; list open: only those left"),
    ("note TEXT", "put a note to the answer"),
    ("evidence TEXT", "say what the answer rests on"),
    ("why", "why this is asked, and what to look for as evidence"),
    ("help", "hard words of this question, and these commands"),
    ("again", "this question once more, with the answer that it has"),
    ("advice", "scores and recommendation as they are now"),
    ("quit", "stop; everything is saved already, and ask goes on from here"),
)


def question_lines(session: Session, step: Step, place: str) -> list[str]:
    """The question at a step with its options and the answer that it has."""
    question = step.question
    title = session.workload_title(step.workload)
    whom = f"about the workload {clean(title)}" if title else "about the whole organisation"
    lines = ["", f"Question {place}, {whom}.", *wrap(question.ask)]
    for number, option in enumerate(question.options, 1):
        text = f"{option.label} - {option.detail}" if option.detail else option.label
        lines += wrap(text, indent="      ", first=f"  {number:>2}. ")
    if question.number:
        bounds = f"{plain(question.number.minimum)} to {plain(question.number.maximum)}"
        lines += wrap(f"A number of {question.number.unit}, from {bounds}.", indent="  ")
    answer = session.answer_to(step)
    if answer is not None:
        lines += wrap(f"Answer so far: {answer_text(question, answer)}")
        lines += wrap(f"Note: {answer.note}") if answer.note else []
        lines += wrap(f"Evidence: {answer.evidence}") if answer.evidence else []
    return lines


def prompt_for(question: Question) -> str:
    """What stands before the cursor: the shape of the answer that is expected."""
    shapes = {
        QuestionType.SINGLE: f"1 to {len(question.options)}",
        QuestionType.MULTIPLE: f"1 to {len(question.options)}, several with commas",
        QuestionType.NUMBER: "a number",
        QuestionType.TEXT: "a few words",
    }
    return f"Answer ({shapes[question.type]}, or {':' if question.type is QuestionType.TEXT else ''}help): "


def why_lines(question: Question) -> list[str]:
    """Why a question is asked, and what to look for."""
    return [*wrap(f"Why: {question.why}"), *wrap(f"Evidence to look for: {question.evidence}")]


def help_lines(question: Question | None) -> list[str]:
    """Hard words of the question, and all commands."""
    words = question.help if question else {}
    lines = [line for word, meaning in words.items() for line in wrap(f"{word}: {meaning}")]
    for command, what in COMMANDS:
        lines += wrap(what, indent=" " * 18, first=f"  {command:<16}")
    if question and question.type is QuestionType.TEXT:
        lines += wrap(
            "Here, commands with a text begin with a colon, such as :note, so that any text is an answer."
        )
    return lines


def answer_text(question: Question, answer: Answer | None) -> str:
    """An answer in words."""
    if answer is None:
        return "not answered yet"
    if answer.state is AnswerState.UNKNOWN:
        return "unknown"
    if answer.state is AnswerState.NOT_APPLICABLE:
        return f"does not apply: {clean(answer.reason or '')}"
    if answer.number is not None and question.number:
        return f"{plain(answer.number)} {clean(question.number.unit)}"
    if answer.text is not None:
        return clean(answer.text)
    labels = {option.id: clean(option.label) for option in question.options}
    chosen = answer.choices if answer.choices is not None else (answer.choice or "",)
    return "; ".join(labels.get(choice, choice) for choice in chosen)


def list_lines(session: Session, steps: tuple[Step, ...], only_open: bool) -> list[str]:
    """All questions of the interview, numbered as ``jump`` takes them, with their answers."""
    lines: list[str] = []
    heading = None
    sections = {section.id: clean(section.title) for section in session.pack.sections}
    for number, step in enumerate(steps, 1):
        answer = session.answer_to(step)
        if only_open and answer is not None:
            continue
        title = session.workload_title(step.workload)
        section = sections.get(step.question.section, step.question.section)
        now = f"{section}, {clean(title)}" if title else section
        if now != heading:
            lines += ["", now]
            heading = now
        text = f"{clean(step.question.short)}: {answer_text(step.question, answer)}"
        lines += wrap(text, indent=" " * 6, first=f"{number:>4}. ")
    for step in () if only_open else session.lapsed:
        text = f"{clean(step.question.short)}: {answer_text(step.question, session.answer_to(step))}"
        lines += wrap(f"Kept, but no longer counted: {text}")
    return lines or ["Nothing is left open."]


def greeting(session: Session) -> list[str]:
    """How much there is to answer, how long it takes, and how to stop."""
    interview = session.pack.manifest.interview
    minutes = interview.quick_minutes if session.quick else interview.full_minutes
    progress = session.progress()
    kind = "quick" if session.quick else "full"
    return [
        clean(session.assessment.organisation),
        *wrap(
            f"The {kind} interview: {progress.answered} of {progress.total} questions are dealt with; "
            f"the whole takes about {minutes} minutes."
        ),
        *wrap("Each answer is saved at once. Type help for the commands, quit to stop at any time."),
    ]


def advice_line(session: Session, style: Style) -> str:
    """The advice for every workload in one line."""
    view = AdviceText(session.pack, style)
    parts = []
    for workload in session.recommendation.workloads:
        advice = view.model(workload.model, workload.stage)
        if not workload.decided and workload.model is not None:
            advice += f" ({percent(workload.shares.get(workload.model, 0.0))} of what is still possible)"
        parts.append(f"{clean(workload.title)}: {advice}")
    return "; ".join(parts) + "."
