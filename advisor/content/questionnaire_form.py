"""What a questionnaire in a workbook asks, and how answers stand in its cells.

Who writes a workbook and who reads it back share this. Each line carries a key in a hidden cell, so
that sorting, copying and renaming sheets lose nothing. A question with several choices has a line of
its own and one for each option.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope

FORMAT = "advisor/questionnaire/1"
"""Stands under the key ``@format`` of every workbook that can be read back."""
UNKNOWN = "Unknown"
NOT_APPLICABLE = "Does not apply"
YES = "yes"
STATES = (UNKNOWN, NOT_APPLICABLE)
HEAD = "@head"
"""The key of the line that names the columns."""
TITLES = ("Answer", "Why it does not apply", "Note", "Evidence")
"""The columns that are filled in, by their names."""
_RESERVED = frozenset(word.casefold() for word in STATES)
_LABEL = 200
"""Letters of a label in a drop-down; comparisons of spreadsheets end at 255."""
_QUOTED = re.compile(r'"(.*)"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: a question, or one option of a question with several choices."""

    key: str
    question: Question
    workload: str | None
    """The workload that is asked; None for the organisation."""
    option: str | None = None


def key_of(question: str, workload: str | None, option: str | None = None) -> str:
    """The hidden key of a line; ids have no slashes."""
    owner = "organisation" if workload is None else f"workload/{workload}"
    return "/".join(filter(None, (owner, question, option)))


def asked_of(pack: Pack, scope: Scope) -> list[Question]:
    """The questions of a scope, section by section, in file order within each."""
    order = {section.id: place for place, section in enumerate(pack.sections)}
    asked = [question for question in pack.questions if question.scope is scope]
    return sorted(asked, key=lambda question: order[question.section])


def lines(pack: Pack, workload: str | None) -> Iterator[Line]:
    """All lines of the organisation or of one workload, in order."""
    for question in asked_of(pack, Scope.ORGANISATION if workload is None else Scope.WORKLOAD):
        yield from lines_of(question, workload)


def lines_of(question: Question, workload: str | None) -> Iterator[Line]:
    """The lines of one question: its own, then one for each option that can be ticked."""
    yield Line(key_of(question.id, workload), question, workload)
    if question.type is QuestionType.MULTIPLE:
        for option in question.options:
            yield Line(key_of(question.id, workload, option.id), question, workload, option.id)


def normal(text: str) -> str:
    """A text as comparisons see it: capital letters and kinds of space make no difference."""
    return " ".join(text.split()).casefold()


def labels(question: Question) -> dict[str, str]:
    """Option id to the words in its drop-down: one line, all different, none that means something else."""
    found: dict[str, str] = {}
    taken = set(_RESERVED)
    for option in question.options:
        plain = "".join(letter if letter.isprintable() else " " for letter in option.label)
        label = " ".join(plain.split())
        label = label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
        if normal(label) in taken or not label:
            label = f"{label[: _LABEL - 90]} ({option.id})".strip()
        taken.add(normal(label))
        found[option.id] = label
    return found


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the cells of a question."""

    answer: str | Decimal | None = None
    ticked: frozenset[str] = frozenset()
    """Option ids, where several can be chosen."""
    reason: str | None = None
    note: str | None = None
    evidence: str | None = None


def filled(question: Question, answer: Answer | None) -> Filled:
    """How an answer stands in cells."""
    if answer is None:
        return Filled()
    value: str | Decimal | None
    if answer.state is AnswerState.UNKNOWN:
        value = UNKNOWN
    elif answer.state is AnswerState.NOT_APPLICABLE:
        value = NOT_APPLICABLE
    elif answer.choice is not None:
        value = labels(question).get(answer.choice, answer.choice)
    elif answer.text is not None:
        value = escaped(answer.text)
    else:
        value = answer.number
    return Filled(value, frozenset(answer.choices or ()), answer.reason, answer.note, answer.evidence)


def escaped(text: str) -> str:
    """A free text as its cell holds it: one that would mean a state stands in quotes."""
    return f'"{text}"' if _means_state(text) else text


def unescaped(text: str) -> str:
    """A free text from its cell."""
    inner = _QUOTED.fullmatch(text)
    return inner[1] if inner and _means_state(inner[1]) else text


def _means_state(text: str) -> bool:
    """Whether a text, or what its quotes hold, reads like a state."""
    while found := _QUOTED.fullmatch(text):
        text = found[1]
    return normal(text) in _RESERVED


ORGANISATION, TITLE, PERSONA = "@organisation", "@title", "@persona"
ECONOMICS = "@economics"
_PIECE = 30_000
"""Letters of what a cell carries; it takes 32,767."""


def kind_key(workload: str) -> str:
    """The key of a workload's kind."""
    return f"@workload/{workload}/kind"


def title_key(workload: str) -> str:
    """The key of a workload's title."""
    return f"@workload/{workload}/title"


def about(assessment: Assessment, pack: Pack) -> dict[str, str]:
    """What a workbook carries beside answers, by key; a person may change some of it."""
    found: dict[str, str | None] = {
        "@format": FORMAT,
        "@id": assessment.id,
        "@pack": assessment.pack,
        "@pack-id": pack.id,
        "@pack-version": assessment.pack_version,
        PERSONA: assessment.persona,
        ORGANISATION: assessment.organisation,
        TITLE: assessment.title,
    }
    for workload in assessment.workloads:
        found[kind_key(workload.id)] = workload.kind
        found[title_key(workload.id)] = workload.title
    if assessment.economics is not None:
        from advisor.content.economics_write import section_lines  # Most assessments state nothing.

        text = "\n".join(section_lines(assessment.economics))
        for place in range(0, len(text), _PIECE):
            found[f"{ECONOMICS}/{place // _PIECE}"] = text[place : place + _PIECE]
    return {key: value for key, value in found.items() if value is not None}


def kind_labels(pack: Pack) -> dict[str, str]:
    """Workload kind to its words in a drop-down."""
    return _apart((kind.id, kind.title) for kind in pack.manifest.workload_kinds)


def persona_labels(pack: Pack) -> dict[str, str]:
    """Persona to its words in a drop-down."""
    return _apart((persona.id, persona.title) for persona in pack.personas)


def _apart(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Titles that no two ids share."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for identity, title in titles:
        plain = " ".join("".join(letter if letter.isprintable() else " " for letter in title).split())
        label = plain[:_LABEL]
        if normal(label) in taken or not label:
            label = f"{plain[: _LABEL - 90]} ({identity})".strip()
        taken.add(normal(label))
        found[identity] = label
    return found
