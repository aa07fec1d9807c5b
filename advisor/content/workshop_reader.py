"""The plain data of a workshop's file, strictly checked against its pack.

Answers are written as in an assessment and read by the same code. What surrounds them is validated as a
model; answers that were read already stand in the data as they are, so that every problem of the file
is reported at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from advisor.content.answers import read_answer
from advisor.content.locations import pack_folder
from advisor.content.names import choose_from, described, did_you_mean, shown
from advisor.content.packs import load_pack
from advisor.content.validation import validated
from advisor.content.workshop_yaml import PROVENANCE
from advisor.content.yaml_reader import At, Source
from advisor.errors import UnusableInput
from advisor.model.answer import Answer
from advisor.model.pack import Pack
from advisor.model.provenance import TeamProvenance
from advisor.model.question import Question, Scope
from advisor.model.workshop import WORKSHOP_FORMAT, Workshop

_FILLER = Answer()
"""Stands where an answer is wrong, which is reported already."""


def workshop_of(source: Source, near: Path, pack: Pack | None) -> tuple[Workshop, Pack]:
    """The workshop in a file's data, and the pack that it was read against.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
    """
    top = source.value
    if not isinstance(top, dict) or "workshop" not in top:
        hint = "one begins with the line “workshop: its title”; “advisor workshop new” writes one"
        source.report((), "this is not the file of a workshop", hint, "not-a-workshop")
        raise UnusableInput(source.problems)
    newest = top.get("format", WORKSHOP_FORMAT)
    if isinstance(newest, int) and not isinstance(newest, bool) and newest > WORKSHOP_FORMAT:
        message = f"this file is in format {newest}; this version reads up to {WORKSHOP_FORMAT}"
        raise UnusableInput([source.problem(("format",), message, "update the advisor", "newer-format")])
    pack = pack or _pack(source, top, near)
    if pack is not None:
        known = _workloads(source, top, pack)
        _discussions(source, top.get("discussions"), pack, known)
        _persona(source, top, pack)
    workshop = validated(Workshop, source)
    if source.problems or workshop is None or pack is None:
        found = dict.fromkeys(source.problems)
        raise UnusableInput(sorted(found, key=lambda each: (each.line or 0, each.column or 0)))
    return workshop, pack


def read_provenance(source: Source, pack: Pack) -> TeamProvenance | None:
    """The section ``provenance`` of an assessment; None, reported in ``source``, when it cannot be used."""
    part = _part(source, PROVENANCE)
    listed = part.value.get("answers") if isinstance(part.value, dict) else None
    for index, each in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(each, dict):
            continue
        at: At = ("answers", index)
        question = _question(part, at, each, pack)
        if "answer" in each:
            _read(part, (*at, "answer"), each, "answer", question)
        said = each.get("said")
        for place, one in enumerate(said if isinstance(said, list) else []):
            if isinstance(one, dict) and "answer" in one:
                _read(part, (*at, "said", place, "answer"), one, "answer", question)
    found = validated(TeamProvenance, part)
    source.problems.extend(part.problems)
    return found if not part.problems else None


def _part(source: Source, key: str) -> Source:
    """One section of a file as a source of its own, with the places that it has in the whole."""
    value = source.value[key] if isinstance(source.value, dict) else None
    return Source(
        name=source.name,
        value=value,
        values={at[1:]: mark for at, mark in source.values.items() if at[:1] == (key,)},
        keys={at[1:]: mark for at, mark in source.keys.items() if at[:1] == (key,)},
    )


def _pack(source: Source, top: Mapping[str, object], near: Path) -> Pack | None:
    reference = top.get("pack")
    if not isinstance(reference, str):
        return None  # Validating reports it.
    try:
        folder = pack_folder(reference, near)
    except UnusableInput as unusable:
        first = unusable.problems[0]
        source.report(("pack",), first.message, first.hint, first.code)
        return None
    return load_pack(folder)


def _persona(source: Source, top: Mapping[str, object], pack: Pack) -> None:
    persona = top.get("persona")
    if isinstance(persona, str) and pack.personas and persona not in pack.persona_by_id:
        hint = choose_from(persona, pack.persona_by_id)
        source.report(("persona",), f"there is no persona “{shown(persona)}”", hint, "unknown-persona")


def _workloads(source: Source, top: Mapping[str, object], pack: Pack) -> list[str]:
    """The ids of the workloads, with their kinds checked."""
    kinds = [each.id for each in pack.manifest.workload_kinds]
    listed = top.get("workloads")
    found: list[str] = []
    for index, each in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(each, dict):
            continue
        name, kind = each.get("id"), each.get("kind")
        if isinstance(kind, str) and kind not in kinds:
            message = f"there is no kind of workload “{shown(kind)}”"
            source.report(("workloads", index, "kind"), message, choose_from(kind, kinds), "unknown-kind")
        if isinstance(name, str):
            if name in found:
                message = f"the workload “{shown(name)}” stands here a second time"
                source.report(
                    ("workloads", index, "id"), message, "give each its own id", "duplicate-workload"
                )
            found.append(name)
    return found


def _discussions(source: Source, listed: object, pack: Pack, workloads: list[str]) -> None:
    seen: set[tuple[object, object]] = set()
    for index, each in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(each, dict):
            continue
        at: At = ("discussions", index)
        question = _question(source, at, each, pack)
        workload = each.get("workload")
        if isinstance(workload, str) and workload not in workloads:
            message = f"the workshop has no workload “{shown(workload)}”"
            source.report((*at, "workload"), message, choose_from(workload, workloads), "unknown-workload")
        if question is not None and (question.id, workload) in seen:
            message = f"“{question.id}” stands here a second time"
            source.report((*at, "question"), message, "keep one of them", "duplicate-question")
        seen.add((question.id if question else None, workload))
        rounds = each.get("rounds")
        for number, one in enumerate(rounds if isinstance(rounds, list) else []):
            votes = one.get("votes") if isinstance(one, dict) else None
            for who in votes if isinstance(votes, dict) else {}:
                _read(source, (*at, "rounds", number, "votes", who), votes, who, question)
        agreed = each.get("agreed")
        if isinstance(agreed, dict) and "answer" in agreed:
            _read(source, (*at, "agreed", "answer"), agreed, "answer", question)


def _question(source: Source, at: At, value: Mapping[str, object], pack: Pack) -> Question | None:
    """The question that an entry is about, with its workload named where it has to be."""
    name = value.get("question")
    if not isinstance(name, str):
        return None  # Validating reports it.
    question = pack.question_by_id.get(name)
    if question is None:
        hint = did_you_mean(name, pack.question_by_id)
        source.report((*at, "question"), f"there is no question “{shown(name)}”", hint, "unknown-question")
        return None
    own = question.scope is Scope.WORKLOAD
    if own and value.get("workload") is None:
        source.problems.append(
            source.problem(
                at, f"“{name}” is asked of each workload", "add “workload: …”: its id", "missing-key"
            )
        )
    elif not own and value.get("workload") is not None:
        message = f"“{name}” is asked of the organisation, not of a workload"
        source.report((*at, "workload"), message, "delete the line", "wrong-scope", key=True)
    return question


def _read(source: Source, at: At, holder: object, key: str, question: Question | None) -> None:
    """Put the answer that stands at a place into the data instead of what was written."""
    if not isinstance(holder, dict):
        return
    answer: Answer | None = None
    if question is not None:
        if holder[key] is None:
            source.report(at, f"expected an answer, found {described(None)}", None, "no-answer")
        else:
            answer = read_answer(source, at, question)
    holder[key] = answer or _FILLER
