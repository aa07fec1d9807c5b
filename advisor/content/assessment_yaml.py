"""An assessment as tidy YAML text, and the scalars and answers that edits put into existing text."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.content.answers import NOT_APPLICABLE, UNKNOWN
from advisor.content.numbers import unambiguous
from advisor.content.schema_line import schema_line
from advisor.content.yaml_scalars import is_safe_plain
from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope

STEP = 2
"""Spaces of one level of indentation."""

Value = str | Decimal | bool | tuple[str, ...]
"""What can stand behind a key of an answer."""

# Characters that YAML folds, hides or refuses, and those that turn the reading direction around.
_ESCAPED = re.compile(
    '[\\\\"\x00-\x1f\x7f-\xa0\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]'
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """A text without control characters, which a file may not hold; line ends become line feeds."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def tidied(assessment: Assessment, pack: Pack) -> Assessment:
    """The assessment as it will be read back: texts cleaned, empty remarks gone, choices in order."""

    def tidy(question: str, answer: Answer) -> Answer:
        texts: dict[str, object] = {
            key: cleaned(value) if value and cleaned(value).strip() else None
            for key, value in (("note", answer.note), ("evidence", answer.evidence))
        }
        texts |= {
            key: cleaned(value) for key, value in (("text", answer.text), ("reason", answer.reason)) if value
        }
        known = pack.question_by_id.get(question)
        if answer.choices and known is not None:
            texts["choices"] = tuple(each.id for each in known.options if each.id in answer.choices)
        return answer.model_copy(update=texts)

    def all_tidy(answers: dict[str, Answer]) -> dict[str, Answer]:
        return {question: tidy(question, answer) for question, answer in answers.items()}

    top = top_fields(assessment)
    workloads = tuple(
        each.model_copy(
            update={"title": cleaned(each.title) if each.title else None, "answers": all_tidy(each.answers)}
        )
        for each in assessment.workloads
    )
    kept = {key: top.get(key) for key in ("title", "pack_version", "persona", "organisation")}
    return assessment.model_copy(
        update=kept | {"answers": all_tidy(assessment.answers), "workloads": workloads}
    )


def inline(value: Value, *, flow: bool = False) -> str:
    """A value on one line; with ``flow``, fit to stand inside brackets or braces."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return "[" + ", ".join(inline(each, flow=True) for each in value) + "]"
    return value if _is_plain(value, flow) else _quoted(value)


def rendered(value: Value, indent: int) -> list[str]:
    """The lines of a value behind its key: the first without, the others with indentation."""
    if isinstance(value, str) and _suits_block(value):
        lines = value.removesuffix("\n").split("\n")
        header = "|" if value.endswith("\n") else "|-"
        return [header, *(" " * indent + line if line else "" for line in lines)]
    return [inline(value)]


def entry(key: str, value: Value, indent: int) -> list[str]:
    """The lines of a key with its value, at an indentation."""
    first, *rest = rendered(value, indent + STEP)
    return [f"{' ' * indent}{inline(key)}: {first}", *rest]


def fields(answer: Answer) -> dict[str, Value]:
    """The keys and values of an answer's long form, in order."""
    stated: dict[str, Value | None]
    if answer.state is AnswerState.UNKNOWN:
        stated = {UNKNOWN: True}
    elif answer.state is AnswerState.NOT_APPLICABLE:
        stated = {NOT_APPLICABLE: answer.reason}
    else:
        stated = {
            "choice": answer.choice,
            "choices": answer.choices,
            "number": None if answer.number is None else unambiguous(answer.number),
            "text": answer.text,
        }
    stated |= {key: value for key, value in (("note", answer.note), ("evidence", answer.evidence)) if value}
    result: dict[str, Value] = {}
    for key, value in stated.items():
        if isinstance(value, str) and not isinstance(value, Decimal):
            text = cleaned(value)
            if text.strip() or key not in ("note", "evidence"):
                result[key] = text
        elif value is not None:
            result[key] = value
    return result


def short(answer: Answer) -> str | Decimal | tuple[str, ...] | None:
    """The short form of an answer; None when only the long form can say it."""
    own = fields(answer)
    if list(own) == [UNKNOWN]:
        return UNKNOWN
    if len(own) > 1 or NOT_APPLICABLE in own:
        return None
    value = next(iter(own.values()), None)
    return None if isinstance(value, bool) or value == UNKNOWN else value


def answer_entry(question: str, answer: Answer, indent: int) -> list[str]:
    """The lines of a question with its answer, at an indentation."""
    brief = short(answer)
    if brief is not None:
        return entry(question, brief, indent)
    lines = [f"{' ' * indent}{inline(question)}:"]
    for key, value in fields(answer).items():
        lines += entry(key, value, indent + STEP)
    return lines


def answer_inline(answer: Answer, *, brief: bool = True) -> str:
    """An answer on one line, fit to stand inside braces; in the short form where that does, if ``brief``."""
    value = short(answer) if brief else None
    if value is not None:
        return inline(value, flow=True)
    parts = (f"{key}: {inline(value, flow=True)}" for key, value in fields(answer).items())
    return "{" + ", ".join(parts) + "}"


def in_order(answers: dict[str, Answer], pack: Pack, scope: Scope) -> list[str]:
    """Question ids of answers in the pack's order, those that it does not know last."""
    known = [question.id for question in pack.questions if question.scope is scope and question.id in answers]
    return [*known, *(each for each in answers if each not in known)]


def workload_lines(workload: Workload, pack: Pack, indent: int) -> list[str]:
    """The lines of a workload as an entry of a list, its dash at an indentation."""
    inner = indent + STEP
    lines = [*entry("id", workload.id, inner), *entry("kind", workload.kind, inner)]
    if workload.title:
        lines += entry("title", cleaned(workload.title), inner)
    if workload.answers:
        lines.append(f"{' ' * inner}answers:")
        for question in in_order(workload.answers, pack, Scope.WORKLOAD):
            lines += answer_entry(question, workload.answers[question], inner + STEP)
    lines[0] = " " * indent + "- " + lines[0].lstrip()
    return lines


def workload_inline(workload: Workload, pack: Pack) -> str:
    """A workload on one line, fit to stand inside brackets."""
    parts = [f"id: {inline(workload.id, flow=True)}", f"kind: {inline(workload.kind, flow=True)}"]
    if workload.title:
        parts.append(f"title: {inline(cleaned(workload.title), flow=True)}")
    if workload.answers:
        names = in_order(workload.answers, pack, Scope.WORKLOAD)
        pairs = (f"{inline(name, flow=True)}: {answer_inline(workload.answers[name])}" for name in names)
        parts.append("answers: {" + ", ".join(pairs) + "}")
    return "{" + ", ".join(parts) + "}"


def top_fields(assessment: Assessment) -> dict[str, str]:
    """The single-valued keys at the top of the file, in order."""
    values = {
        "assessment": assessment.id,
        "title": assessment.title,
        "pack": assessment.pack,
        "pack_version": assessment.pack_version,
        "persona": assessment.persona,
        "organisation": assessment.organisation,
    }
    return {key: cleaned(value) for key, value in values.items() if value}


def whole_file(assessment: Assessment, pack: Pack, schema: str | None) -> str:
    """The text of a new file; ``schema`` is where an editor finds the JSON Schema, if anywhere."""
    lines = [schema_line(schema), ""] if schema else []
    for key, value in top_fields(assessment).items():
        lines += entry(key, value, 0)
    if assessment.answers:
        lines.append("answers:")
        for question in in_order(assessment.answers, pack, Scope.ORGANISATION):
            lines += answer_entry(question, assessment.answers[question], STEP)
    lines.append("workloads:")
    for workload in assessment.workloads:
        lines += workload_lines(workload, pack, STEP)
    return "\n".join(lines) + "\n"


def _is_plain(text: str, flow: bool) -> bool:
    """Whether every YAML reader takes the text, without quotes, for just this text."""
    return (
        is_safe_plain(text)
        and (text[0].isalpha() or _VERSION.fullmatch(text) is not None)
        and text.isprintable()
        and not _ESCAPED.search(text)
        and ": " not in text
        and " #" not in text
        and text[-1] not in ": "
        and not (flow and re.search(r"[,\[\]{}:?]", text))
    )


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return _ESCAPES.get(char) or (f"\\x{ord(char):02x}" if char < "\u0100" else f"\\u{ord(char):04x}")


def _suits_block(text: str) -> bool:
    """Whether a text of several lines keeps every character as an indented block."""
    body = text.removesuffix("\n")
    return (
        "\n" in body
        and not body.startswith((" ", "\t", "\n"))
        and not body.endswith((" ", "\n", "\t"))
        and not _ESCAPED.search(re.sub(r'[\\"\n\t]', "", body))
    )
