"""Edits of an assessment as pure functions: each returns a new assessment and leaves the old one be."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from advisor.content.numbers import twofold
from advisor.errors import AdvisorError
from advisor.model.assessment import Answer, AnswerState, Workload
from advisor.model.question import QuestionType
from advisor.workflows.session_amounts import worth_keeping

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.model.assessment import Assessment
    from advisor.model.question import Question

SLUG_LENGTH = 80
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([, _'])\d{3}(\1\d{3})*(\.\d+)?", re.ASCII)


class InvalidEntry(AdvisorError):
    """What a person typed cannot be taken as an answer; the text says why, and what would do."""


class TwofoldEntry(InvalidEntry):
    """A number was typed that can be read in two ways; the text says both."""


def with_answer(
    assessment: Assessment, question: str, workload: str | None, answer: Answer | None
) -> Assessment:
    """The assessment with this answer in place of the old one; None takes the answer away."""
    if workload is None:
        return assessment.model_copy(update={"answers": _put(assessment.answers, question, answer)})
    return assessment.model_copy(
        update={
            "workloads": tuple(
                w.model_copy(update={"answers": _put(w.answers, question, answer)}) if w.id == workload else w
                for w in assessment.workloads
            )
        }
    )


def _put(answers: dict[str, Answer], question: str, answer: Answer | None) -> dict[str, Answer]:
    kept = dict(answers)
    if answer is None:
        kept.pop(question, None)
    else:
        kept[question] = answer
    return kept


def chosen(question: Question, options: Iterable[str], earlier: Answer | None) -> Answer:
    """An answer that chooses these options; note and evidence of the earlier answer stay.

    Raises:
        InvalidEntry: for an option that the question does not have, none at all, several for a
            single choice, or another beside one that stands alone.
    """
    wanted = set(options)
    known = [option.id for option in question.options]
    if strange := sorted(wanted.difference(known)):
        raise InvalidEntry(f"“{strange[0]}” is not an option of “{question.short}”.")
    ordered = tuple(option for option in known if option in wanted)
    if not ordered:
        raise InvalidEntry("Choose at least one option, or mark the question as unknown.")
    if question.type is QuestionType.SINGLE:
        if len(ordered) > 1:
            raise InvalidEntry("Only one of the options can be chosen.")
        return _keeping(earlier, Answer(choice=ordered[0]))
    if len(ordered) > 1:
        for option in question.options:
            if option.alone and option.id in wanted:
                raise InvalidEntry(f"“{option.label}” cannot be combined with other options.")
    return _keeping(earlier, Answer(choices=ordered))


def numbered(question: Question, typed: str, earlier: Answer | None) -> Answer:
    """An answer from a number as a person types it: ``3000``, ``3,000``, ``3 000``, ``0.5``.

    Raises:
        TwofoldEntry: when it is written as other people write another number: ``50.000``.
        InvalidEntry: when it is no number, has a fraction where none makes sense, or is out of bounds.
    """
    form = question.number
    if form is None:
        raise InvalidEntry(f"“{question.short}” is not answered with a number.")
    text = typed.strip()
    if earlier is not None and earlier.number is not None and text == plain(earlier.number):
        return earlier  # The field shows it so, and nobody touched it.
    if "." in text and (found := twofold(text, whole=form.integer)):
        message, hint = found
        raise TwofoldEntry(f"{message}; {hint}.")
    text = re.sub(r"(?<=\d)[, _'](?=\d{3}(\D|$))", "", text) if _THOUSANDS.fullmatch(text) else text
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise InvalidEntry(f"Type a number of {form.unit}, for example {plain(form.minimum)}.") from None
    if not value.is_finite():
        raise InvalidEntry(f"Type a number of {form.unit}.")
    if form.integer and value != value.to_integral_value():
        raise InvalidEntry(f"Type a whole number of {form.unit}.")
    if not form.minimum <= value <= form.maximum:
        bounds = f"{plain(form.minimum)} and {plain(form.maximum)}"
        raise InvalidEntry(f"Type a number between {bounds} {form.unit}.")
    return _keeping(earlier, Answer(number=value))


def plain(number: Decimal) -> str:
    """A number for people: thousands apart, no exponent, no idle zeros."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(text: str, earlier: Answer | None) -> Answer:
    """An answer in words.

    Raises:
        InvalidEntry: when there are none.
    """
    if not text.strip():
        raise InvalidEntry("Write a few words, or mark the question as unknown.")
    return _keeping(earlier, Answer(text=text.strip()))


def unknown(earlier: Answer | None) -> Answer:
    """The answer that nobody knows."""
    return _keeping(earlier, Answer(state=AnswerState.UNKNOWN))


def not_applicable(reason: str, earlier: Answer | None) -> Answer:
    """The answer that the question does not apply here.

    Raises:
        InvalidEntry: without a reason.
    """
    if not reason.strip():
        raise InvalidEntry("Say in a few words why the question does not apply.")
    return _keeping(earlier, Answer(state=AnswerState.NOT_APPLICABLE, reason=reason.strip()))


def annotated(answer: Answer, note: str, evidence: str) -> Answer:
    """The answer with this note and evidence; empty text takes them away."""
    return answer.model_copy(update={"note": note.strip() or None, "evidence": evidence.strip() or None})


def _keeping(earlier: Answer | None, answer: Answer) -> Answer:
    if earlier is None or (earlier.note is None and earlier.evidence is None):
        return answer
    return answer.model_copy(update={"note": earlier.note, "evidence": earlier.evidence})


def slug(title: str, taken: Iterable[str] = (), default: str = "workload") -> str:
    """An id made from a title, different from those that are taken."""
    text = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-").lstrip("0123456789-")
    base = text[: SLUG_LENGTH - 5].rstrip("-") or default
    used = set(taken)
    candidate, number = base, 2
    while candidate in used:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def with_workload(assessment: Assessment, title: str, kind: str) -> tuple[Assessment, str]:
    """The assessment with one more workload, and the id that it got."""
    new = slug(title, (w.id for w in assessment.workloads))
    workload = Workload(id=new, kind=kind, title=title.strip() or None)
    return assessment.model_copy(update={"workloads": (*assessment.workloads, workload)}), new


def renamed_workload(assessment: Assessment, workload: str, title: str) -> Assessment:
    """The assessment with another title for a workload; its id, which files refer to, stays."""
    if not title.strip():
        raise InvalidEntry("Give the workload a name.")
    return assessment.model_copy(
        update={
            "workloads": tuple(
                w.model_copy(update={"title": title.strip()}) if w.id == workload else w
                for w in assessment.workloads
            )
        }
    )


def without_workload(assessment: Assessment, workload: str) -> Assessment:
    """The assessment without a workload, its answers and its amounts.

    Raises:
        InvalidEntry: when it is the only one.
    """
    left = tuple(w for w in assessment.workloads if w.id != workload)
    if not left:
        raise InvalidEntry("An assessment needs at least one workload; add another one first.")
    changed: dict[str, object] = {"workloads": left}
    stated = assessment.economics
    if stated is not None and workload in stated.workloads:
        amounts = {name: each for name, each in stated.workloads.items() if name != workload}
        changed["economics"] = worth_keeping(stated.model_copy(update={"workloads": amounts}))
    return assessment.model_copy(update=changed)
