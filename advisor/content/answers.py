"""One answer as a person wrote it, short or long, into an ``Answer`` of its question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from advisor.content.names import choose_from, described, did_you_mean, shown
from advisor.content.numbers import odd_number, twofold, without_padding
from advisor.content.yaml_reader import At, Source
from advisor.model.assessment import Answer, AnswerState
from advisor.model.question import NumberFormat, Question, QuestionType

UNKNOWN = "unknown"
"""The word that stands for an answer which nobody has."""
NOT_APPLICABLE = "not_applicable"
_NOT_APPLICABLE_WORDS = (NOT_APPLICABLE, "notapplicable", "n/a", "na", "n.a.")
LONGEST_TEXT = 20_000

VALUE_KEYS: dict[QuestionType, str] = {
    QuestionType.SINGLE: "choice",
    QuestionType.MULTIPLE: "choices",
    QuestionType.NUMBER: "number",
    QuestionType.TEXT: "text",
}
"""The key of the long form that holds the answer, by the type of the question."""
_REMARKS = ("note", "evidence")
_KEYS = (*VALUE_KEYS.values(), UNKNOWN, NOT_APPLICABLE, *_REMARKS)


def read_answer(source: Source, at: At, question: Question) -> Answer | None:
    """The answer at a path; None when there is none yet, or when what stands there is reported."""
    value = _at(source, at)
    if value is None:
        return None
    if isinstance(value, str) and says_not_applicable(value, question):
        message = "“not applicable” needs its reason"
        hint = f"write it as “{question.id}: {{{NOT_APPLICABLE}: why it does not apply}}”"
        source.report(at, message, hint, "no-reason")
        return None
    if isinstance(value, dict):
        return _long(source, at, value, question)
    if value == UNKNOWN:
        return Answer.model_construct(state=AnswerState.UNKNOWN)
    given = _value(source, at, value, question)
    return _answer(given) if given else None


def read_text(source: Source, at: At, value: object) -> str | None:
    """A text that a person wrote, or None, reported, when it is none."""
    if not isinstance(value, str):
        hint = "put it in quotes" if isinstance(value, bool | int | Decimal) else None
        source.report(at, f"expected a text, found {described(value)}", hint, "wrong-type")
        return None
    if not value.strip():
        source.report(at, "this text is empty", "write it, or delete the key", "empty-text")
        return None
    if len(value) > LONGEST_TEXT:
        source.report(at, f"longer than {LONGEST_TEXT} characters", "put it into a document", "too-long")
        return None
    return value


def says_not_applicable(value: str, question: Question) -> bool:
    """Whether a short form says "not applicable", which only the long form has room to explain."""
    if question.type is QuestionType.TEXT:
        return value == NOT_APPLICABLE
    plain = value.strip().casefold().replace("-", "_").replace(" ", "_")
    return plain in _NOT_APPLICABLE_WORDS and value not in [option.id for option in question.options]


def _answer(values: dict[str, object]) -> Answer:
    """An answer of values that were checked one by one; validating again would only cost time."""
    make: Callable[..., Answer] = Answer.model_construct
    return make(**values)


def _at(source: Source, at: At) -> object:
    value = source.value
    for key in at:
        if isinstance(value, dict):
            value = value[key]
        elif isinstance(value, list):
            value = value[int(key)]
    return value


def _long(source: Source, at: At, value: Mapping[str, object], question: Question) -> Answer | None:
    own = VALUE_KEYS[question.type]
    before = len(source.problems)
    remarks: dict[str, object] = {}
    stated: list[str] = []
    for key, each in value.items():
        here = (*at, key)
        if key not in _KEYS:
            known = [name for name in _KEYS if name == own or name not in VALUE_KEYS.values()]
            hint = choose_from(key, known)
            source.report(here, f"unknown key “{shown(key)}”", hint, "unknown-key", key=True)
        elif each is None and key != NOT_APPLICABLE:
            continue  # A key that still waits for its value.
        elif key in _REMARKS:
            remarks[key] = read_text(source, here, each)
        else:
            stated.append(key)
    if len(stated) > 1:
        message = f"“{stated[0]}” and “{stated[1]}” contradict each other"
        source.report((*at, stated[1]), message, "keep one of them", "contradiction", key=True)
        return None
    if not stated:
        if len(source.problems) == before:
            message = "there is no answer here" + (", only remarks" if remarks else "")
            hint = f"write “{own}: …”, “unknown: true” or “not_applicable: the reason”"
            source.report(at, message, hint, "no-answer")
        return None
    given = _stated(source, (*at, stated[0]), stated[0], value[stated[0]], question)
    return _answer(given | remarks) if given and len(source.problems) == before else None


def _stated(source: Source, at: At, key: str, value: object, question: Question) -> dict[str, object] | None:
    """What the answering key of a long form says."""
    own = VALUE_KEYS[question.type]
    if key == UNKNOWN:
        if value is True:
            return {"state": AnswerState.UNKNOWN}
        message = f"expected true, found {described(value)}"
        source.report(at, message, "delete the key unless the answer is unknown", "wrong-type")
        return None
    if key == NOT_APPLICABLE:
        if value is None or isinstance(value, bool) or (isinstance(value, str) and not value.strip()):
            message = "“not applicable” needs its reason"
            source.report(at, message, "not_applicable: why it does not apply", "no-reason", key=True)
            return None
        reason = read_text(source, at, value)
        return {"state": AnswerState.NOT_APPLICABLE, "reason": reason} if reason else None
    if key != own:
        message = f"this question is answered with “{own}”, not with “{key}”"
        source.report(at, message, _kind_of(question), "wrong-answer-kind", key=True)
        return None
    return _value(source, at, value, question)


def _value(source: Source, at: At, value: object, question: Question) -> dict[str, object] | None:
    if question.type is QuestionType.SINGLE:
        choice = _choice(source, at, value, question)
        return {"choice": choice} if choice else None
    if question.type is QuestionType.MULTIPLE:
        choices = _choices(source, at, value, question)
        return {"choices": choices} if choices else None
    if question.type is QuestionType.NUMBER and question.number is not None:
        number = _number(source, at, value, question.number)
        return None if number is None else {"number": number}
    text = read_text(source, at, value)
    return {"text": text} if text else None


def _kind_of(question: Question) -> str:
    if question.type is QuestionType.NUMBER and question.number is not None:
        return f"a number of {question.number.unit}"
    if question.type is QuestionType.TEXT:
        return "a text in quotes"
    ids = [option.id for option in question.options]
    several = "one or more of: " if question.type is QuestionType.MULTIPLE else "one of: "
    return several + ", ".join(ids)


def _choice(source: Source, at: At, value: object, question: Question) -> str | None:
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], str):
            message = "this question takes one answer, not a list"
            source.report(at, message, "leave the brackets out", "several-answers")
        else:
            message = f"{len(value)} answers to a question that takes one"
            source.report(at, message, "keep one; “note” has room for the rest", "several-answers")
        return None
    ids = [option.id for option in question.options]
    if not isinstance(value, str):
        message = f"expected the id of an option, found {described(value)}"
        source.report(at, message, _kind_of(question), "wrong-type")
        return None
    if value not in ids:
        message = f"“{question.id}” has no option “{shown(value)}”"
        source.report(at, message, _option_hint(value, question), "unknown-option")
        return None
    return value


def _option_hint(value: str, question: Question) -> str | None:
    """The nearest option, also when somebody wrote its label instead of its id."""
    for option in question.options:
        if option.label.casefold() == value.strip().casefold():
            return f"did you mean “{option.id}”?"
    near = did_you_mean(value, [option.id for option in question.options])
    return near or _kind_of(question)


def _choices(source: Source, at: At, value: object, question: Question) -> tuple[str, ...] | None:
    entries = value if isinstance(value, list) else [value]
    if not entries:
        source.report(at, "an empty list is no answer", "unknown, or delete the line", "no-answer")
        return None
    chosen: list[str] = []
    for index, each in enumerate(entries):
        here = (*at, index) if isinstance(value, list) else at
        option = _choice(source, here, each, question)
        if option in chosen:
            source.report(here, f"“{option}” stands here twice", "keep one", "twice")
        elif option:
            chosen.append(option)
    if len(chosen) < len(entries):
        return None
    for known in question.options:
        if known.alone and known.id in chosen and len(chosen) > 1:
            others = ", ".join(each for each in chosen if each != known.id)
            message = f"“{known.id}” excludes every other option, and {others} stands beside it"
            source.report(at, message, "keep the one or the others", "alone")
            return None
    return tuple(each.id for each in question.options if each.id in chosen)


def _number(source: Source, at: At, value: object, form: NumberFormat) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        hint = f"a number of {form.unit}, digits and a point only"
        message = f"expected a number, found {described(value)}"
        if isinstance(value, str):
            message, hint = odd_number(value.strip(), whole=form.integer) or (message, hint)
        source.report(at, message, hint, "wrong-type")
        return None
    number = Decimal(value)
    if not number.is_finite():
        source.report(
            at, f"{number} is not a number that can be used", f"a number of {form.unit}", "wrong-type"
        )
        return None
    # Digits survive in a Decimal, so what a person wrote can still be seen: 50.000 is not 50 here.
    if found := twofold(str(value), whole=form.integer):
        source.report(at, *found, "two-readings")
        return None
    number = without_padding(number)
    if form.integer and number != number.to_integral_value():
        source.report(at, f"expected a whole number of {form.unit}, found {number}", code="not-whole")
        return None
    if not form.minimum <= number <= form.maximum:
        message = f"{number} is outside {form.minimum} to {form.maximum} {form.unit}"
        source.report(at, message, f"is it counted in {form.unit}?", "out-of-bounds")
        return None
    return number
