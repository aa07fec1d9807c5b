"""Questions and answers as plain lines: no colour, no cursor, nothing that a screen reader stumbles over."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.cli.advice_text import AdviceText
from advisor.cli.advice_words import percent
from advisor.cli.asking_order import Order
from advisor.cli.plain import Style, clean, wrap
from advisor.decision.sheets import bin_of
from advisor.decision.walk import Step
from advisor.model.assessment import Answer, AnswerState
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType
from advisor.model.recommendation import Overall, Recommendation
from advisor.workflows.session import Session
from advisor.workflows.session_edits import plain
from advisor.workflows.session_resting import resting

COMMANDS = (
    ("(empty line)", "go on; the question keeps its answer, or stays open"),
    ("u, unknown", "nobody here knows (counts as every answer being possible)"),
    ("n REASON, na", "does not apply here, and why; left out of the score"),
    ("x, clear", "take the answer away"),
    ("back", "the question before this one"),
    ("undo, redo", "take the last change back, or do it again"),
    ("jump N", "go to a question: its number in the list, or its id"),
    ("list", "all questions with their answers; list open: only those left"),
    ("e TEXT, evidence", "what the answer rests on: of this question, or of the one just answered"),
    ("note TEXT", "a note, put the same way"),
    ("why", "why this is asked, and what to look for as evidence"),
    ("w, words", "hard words of this question"),
    ("?, help", "hard words of this question, and these commands"),
    ("again", "this question once more, with the answer that it has"),
    ("advice", "scores and recommendation as they are now"),
    ("find WORDS", "questions in which the words are, with their numbers"),
    ("workloads", "what is decided about; workload add, rename or remove changes it"),
    ("persona ID", "for whom reports are written; persona alone lists the readers"),
    ("quick, full", "ask fewer questions, or all; answers stay"),
    ("milestone NAME", "freeze how things stand today; changes tells what changed since"),
    ("quit", "stop; everything is saved already, and ask goes on from here"),
)
_MOST = 5
"""Questions named before it is only said how many more there are."""


def question_lines(session: Session, step: Step, place: str) -> list[str]:
    """The question at a step with its options and the answer that it has."""
    question = step.question
    title = session.workload_title(step.workload)
    whom = f"about the workload {clean(title)}" if title else "about the whole organisation"
    lines = ["", *wrap(f"Question {place}, {whom}."), *wrap(question.ask)]
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


def section_lines(session: Session, step: Step) -> list[str]:
    """What the part of the interview is about that a question opens."""
    found = next((s for s in session.pack.sections if s.id == step.question.section), None)
    return ["", *wrap(f"Part: {found.title}. {found.intro}")] if found else []


_SHORTEST_PLURAL = 3
"""Longest noun that may be an abbreviation, like "ms"."""


def prompt_for(question: Question) -> str:
    """What stands before the cursor: the shape of the answer that is expected."""
    shapes = {
        QuestionType.SINGLE: f"1 to {len(question.options)}",
        QuestionType.MULTIPLE: f"1 to {len(question.options)}, several with commas",
        QuestionType.NUMBER: "a number",
        QuestionType.TEXT: "a few words",
    }
    return f"Answer ({shapes[question.type]}, unknown, or help): "


def saved_line(question: Question, answer: Answer | None) -> str:
    """That an answer is saved; of a number also which range it counts in."""
    if answer is None or answer.number is None or question.number is None:
        return "Saved."
    counted = bin_of(question, answer.number)
    label = next(each.label for each in question.number.bins if each.id == counted)
    unit = question.number.unit
    noun, slash, per = unit.partition("/")
    # Words only: "ms" and "hours spent" stay as they are.
    if answer.number == 1 and len(noun) > _SHORTEST_PLURAL and noun.endswith("s") and " " not in noun:
        unit = noun[:-1] + slash + per
    return f"Saved: {plain(answer.number)} {unit}, which counts as “{label}”."


def why_lines(question: Question) -> list[str]:
    """Why a question is asked, and what to look for."""
    return [*wrap(f"Why: {question.why}"), *wrap(f"Evidence to look for: {question.evidence}")]


def word_lines(question: Question) -> list[str]:
    """What the hard words of a question mean."""
    lines = [line for word, meaning in question.help.items() for line in wrap(f"{word}: {meaning}")]
    return lines or ["No hard words are explained here. Type why for the reason of the question."]


def help_lines(question: Question | None) -> list[str]:
    """Hard words of the question, and all commands."""
    lines = word_lines(question) if question and question.help else []
    for command, what in COMMANDS:
        lines += wrap(what, indent=" " * 20, first=f"  {command:<18}")
    lines += wrap(
        "Costs, what-if, bills, reports, workshops and portfolios have plain commands of their own: "
        "advisor tco, whatif, evidence, report, workshop, portfolio. advisor --help lists them."
    )
    if question and question.type is QuestionType.TEXT:
        lines += wrap(
            "Here, commands with a text or of one letter begin with a colon, such as :note or :e, so that "
            "any text is an answer."
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


WITHHELD = (
    "The advice is shown when the room has voted, so that it leads nobody; the questions come in the file's"
    " order. “advice” shows your own all the same."
)


def greeting(session: Session, order: Order) -> list[str]:
    """How much there is to answer, how long it takes, and how to stop."""
    interview = session.pack.manifest.interview
    minutes = interview.quick_minutes if session.quick else interview.full_minutes
    progress = session.progress()
    kind = "quick" if session.quick else "full"
    lines = [
        clean(session.assessment.organisation),
        *wrap(
            f"The {kind} interview: {progress.answered} of {progress.total} questions are dealt with; "
            f"the whole takes about {minutes} minutes."
        ),
    ]
    if order is Order.INFORMATION:
        lines += wrap(
            "What is expected to settle most comes first, and only what can change the advice for today or "
            "the target."
        )
    return [
        *lines,
        *wrap("Each answer is saved at once. Type help for the commands, quit to stop at any time."),
    ]


def end_lines(session: Session) -> list[str]:
    """That there is nothing more to ask."""
    left = sum(session.answer_to(step) is None for step in session.steps())
    state = f"{_questions(left)} left open" if left else "All questions are dealt with"
    return ["", f"End of the interview. {state}."]


def passed_lines(passed: Sequence[Step]) -> list[str]:
    """The questions that were passed over and have no answer yet."""
    names = [clean(step.question.short) for step in passed[:_MOST]]
    more = f" and {len(passed) - _MOST} more" if len(passed) > _MOST else ""
    return wrap(f"Passed over: {', '.join(names)}{more}.")


def settled_line(overall: Overall) -> str:
    """What the open answers cannot change any more; empty while they can change today's advice."""
    if overall.settled:
        return "The rest cannot change the advice, today's or the target's."
    return "Today's advice is settled; the target can still move." if overall.decided else ""


def route_end_lines(left: int, recommendation: Recommendation, pack: Pack) -> list[str]:
    """That nothing worth asking for the advice is left, and what is."""
    overall = recommendation.overall
    said = settled_line(overall) if left or not overall.settled else "All questions are dealt with."
    if not overall.settled:
        what = "the target" if overall.decided else "the advice"
        said = f"{said} What could still change {what} is unknown or was passed over.".lstrip()
    sharpen = "it sharpens" if left == 1 else "they sharpen"
    rest = f" {_questions(left)} not answered yet; {sharpen} scores and reports." if left else ""
    rests = " ".join(("", *resting(pack, recommendation))) if overall.settled and left else ""
    return ["", *wrap(f"{said}{rest}{rests}")]


def worth_lines(session: Session, worth: Sequence[Step]) -> list[str]:
    """After the quick interview: which questions beyond it can still change the advice or the target."""
    what = "the target" if session.recommendation.overall.decided else "the advice"
    left = sum(session.answer_to(step) is None for step in session.steps())
    done = f"The quick interview settles no more; {_questions(left)} left open in it." if left else ""
    done = done or "The quick interview is done."
    lines = ["", *wrap(f"{done} These questions can still change {what}:")]
    for step in worth[:_MOST]:
        title = session.workload_title(step.workload)
        whom = f" ({clean(title)})" if title and len(session.assessment.workloads) > 1 else ""
        lines += wrap(f"{clean(step.question.short)}{whom}", indent="    ", first="  - ")
    if len(worth) > _MOST:
        lines.append(f"  and {len(worth) - _MOST} more; usually the first few are enough")
    return lines


def _questions(count: int) -> str:
    return "1 question is" if count == 1 else f"{count} questions are"


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
