"""The plain data of an assessment file into an ``Assessment``, checked key by key against the pack."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from advisor.content.answers import read_answer, read_text
from advisor.content.locations import MANIFEST, pack_folder
from advisor.content.names import choose_from, described, did_you_mean, shown
from advisor.content.packs import same_pack
from advisor.content.yaml_reader import PACK_FILE_LIMIT, At, Source, read, read_bytes
from advisor.errors import UnusableInput
from advisor.model.assessment import ASSESSMENT_FORMAT, Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Scope

TOP_KEYS = (
    "assessment",
    "title",
    "format",
    "pack",
    "pack_version",
    "persona",
    "organisation",
    "answers",
    "workloads",
    "economics",
    "provenance",
)
WORKLOAD_KEYS = ("id", "kind", "title", "answers")
_SLUG = re.compile(r"[a-z][a-z0-9_-]{0,79}")
_SLUG_HINT = "lower-case letters, digits, _ and -, with a letter first"


def assessment_of(
    source: Source, near: Path | None, pack: Pack | None, *, whole: bool, instead: bool = False
) -> tuple[Assessment, Pack]:
    """The assessment in a file's data, and the pack that it was read against.

    ``instead``: ``pack`` stands in for whichever the file names; without it, that has to be the same one.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
    """
    top = _top(source)
    pack = _pack(source, top, near, pack, whole=whole, instead=instead)
    values: dict[str, object] = {"id": _slug(source, top, ("assessment",))}
    for key in ("organisation", "title", "pack_version", "pack"):
        value = top.get(key)
        if value is not None:
            values[key] = read_text(source, (key,), value)
    if top.get("persona") is not None:
        values["persona"] = _persona(source, top["persona"], pack)
    values["answers"] = _answers(source, ("answers",), top.get("answers"), pack, Scope.ORGANISATION)
    values["workloads"] = tuple(_workloads(source, top, pack))
    if top.get("economics") is not None:
        # Most assessments have none, and nothing is loaded for it then.
        from advisor.content.check_economics import check_stated
        from advisor.content.economics import read_economics

        values["economics"] = economics = read_economics(source, top["economics"])
        if economics is not None and pack is not None:
            check_stated(source, economics, pack, _workload_ids(top))
    if top.get("provenance") is not None and pack is not None:
        from advisor.content.workshop_reader import read_provenance  # Only what a workshop gave has it.

        values["provenance"] = read_provenance(source, pack)
    if source.problems or pack is None:
        found = dict.fromkeys(source.problems)
        raise UnusableInput(sorted(found, key=lambda each: (each.line or 0, each.column or 0)))
    # Every value has been checked; validating again would only cost time.
    make: Callable[..., Assessment] = Assessment.model_construct
    assessment = make(**values)
    return assessment, pack


def _top(source: Source) -> Mapping[str, object]:
    """The top of the file, with its own keys checked; a file of another kind ends here."""
    top = source.value
    if not isinstance(top, dict) or not {"assessment", "workloads", "answers"} & top.keys():
        hint = "one begins with the line “assessment: its-id”; “advisor new” writes one"
        source.report((), "this is not an assessment", hint, "not-an-assessment")
        raise UnusableInput(source.problems)
    newest = top.get("format", ASSESSMENT_FORMAT)
    if isinstance(newest, bool) or not isinstance(newest, int) or newest < 1:
        message = f"expected a whole number from 1, found {described(newest)}"
        source.report(("format",), message, code="wrong-type")
    elif newest > ASSESSMENT_FORMAT:
        message = f"this file is in format {newest}; this version reads up to {ASSESSMENT_FORMAT}"
        # Nothing else can be judged by yesterday's rules.
        raise UnusableInput([source.problem(("format",), message, "update the advisor", "newer-format")])
    _refuse_unknown_keys(source, (), top, TOP_KEYS)
    for key, about in (
        ("assessment", "the id of the assessment"),
        ("pack", "the id of the pack that it answers"),
        ("organisation", "whose assessment it is"),
    ):
        if top.get(key) is None:
            source.problems.append(source.problem((), f"“{key}” is missing", about, "missing-key"))
    return top


def _refuse_unknown_keys(source: Source, at: At, value: Mapping[str, object], known: tuple[str, ...]) -> None:
    for key in value:
        if key not in known:
            message = f"unknown key “{shown(key)}”"
            source.report((*at, key), message, choose_from(key, known), "unknown-key", key=True)


def _pack(
    source: Source,
    top: Mapping[str, object],
    near: Path | None,
    pack: Pack | None,
    *,
    whole: bool,
    instead: bool,
) -> Pack | None:
    """The pack to read against; None, reported, when there is none."""
    reference = top.get("pack")
    if reference is None:
        return pack
    if not isinstance(reference, str):
        message = f"expected the id of a pack, found {described(reference)}"
        source.report(("pack",), message, code="wrong-type")
        return pack
    if pack is not None:
        if not instead and names_another(reference, near, pack):
            message = f"this assessment answers the pack “{shown(reference)}”, not “{pack.id}”"
            hint = "change this line if the file is to follow that pack"
            source.report(("pack",), message, hint, "other-pack")
        return pack
    try:
        folder = pack_folder(reference, near)
    except UnusableInput as unusable:
        first = unusable.problems[0]
        source.report(("pack",), first.message, first.hint, first.code)
        return None
    return same_pack(folder, whole=whole)


def names_another(reference: str, near: Path | None, pack: Pack) -> bool:
    """Whether a file's name of its pack means a pack of another id than this one."""
    return reference != pack.id and _id_of(reference, near) != pack.id


def _id_of(reference: str, near: Path | None) -> object:
    """The id in the manifest of a pack that is named by a path; None when there is none to see."""
    try:
        manifest = pack_folder(reference, near) / MANIFEST
        value = read(read_bytes(manifest, PACK_FILE_LIMIT), str(manifest), PACK_FILE_LIMIT).value
    except UnusableInput:
        return None
    return value.get("id") if isinstance(value, dict) else None


def _slug(source: Source, value: Mapping[str, object], at: At) -> str | None:
    """The id at a path whose last key lies in ``value``; None, reported, when it is none."""
    found = value.get(str(at[-1]))
    if found is None:
        return None
    if not isinstance(found, str):
        source.report(at, f"expected an id, found {described(found)}", _SLUG_HINT, "wrong-type")
        return None
    if not _SLUG.fullmatch(found):
        source.report(at, f"“{shown(found)}” is not an id", _SLUG_HINT, "bad-id")
        return None
    return found


def _persona(source: Source, value: object, pack: Pack | None) -> str | None:
    persona = read_text(source, ("persona",), value)
    if persona and pack and pack.personas and persona not in pack.persona_by_id:
        hint = choose_from(persona, pack.persona_by_id)
        source.report(("persona",), f"there is no persona “{shown(persona)}”", hint, "unknown-persona")
    return persona


def _answers(source: Source, at: At, value: object, pack: Pack | None, scope: Scope) -> dict[str, Answer]:
    if value is None or pack is None:
        return {}
    if not isinstance(value, dict):
        message = f"expected questions with their answers, found {described(value)}"
        source.report(at, message, "one line each: “question: answer”", "wrong-type")
        return {}
    answers = {}
    for key in value:
        question = pack.question_by_id.get(key)
        here = (*at, key)
        if question is None:
            own = [each.id for each in pack.questions if each.scope is scope]
            hint = did_you_mean(key, own) or did_you_mean(key, pack.question_by_id)
            source.report(here, f"there is no question “{shown(key)}”", hint, "unknown-question", key=True)
        elif question.scope is not scope:
            _wrong_scope(source, here, key, scope)
        elif (answer := read_answer(source, here, question)) is not None:
            answers[key] = answer
    return answers


def _wrong_scope(source: Source, at: At, key: str, scope: Scope) -> None:
    if scope is Scope.ORGANISATION:
        message = f"“{key}” is asked of each workload"
        hint = "move it under the “answers” of a workload"
    else:
        message = f"“{key}” is asked of the organisation, once for all workloads"
        hint = "move it to the “answers” at the top of the file"
    source.report(at, message, hint, "wrong-scope", key=True)


def _workloads(source: Source, top: Mapping[str, object], pack: Pack | None) -> list[Workload]:
    value = top.get("workloads")
    if value is None or value == []:
        message = "there is no workload, and the decision is made for each"
        hint = "add one: “workloads: [{id: …, kind: …}]”"
        source.report(("workloads",), message, hint, "no-workloads", key=True)
        return []
    if not isinstance(value, list):
        message = f"expected a list of workloads, found {described(value)}"
        source.report(("workloads",), message, "begin each workload with a dash", "wrong-type")
        return []
    workloads: list[Workload] = []
    lines: dict[str, int] = {}
    for index, each in enumerate(value):
        at: At = ("workloads", index)
        if not isinstance(each, dict):
            source.report(at, f"expected a workload, found {described(each)}", "- id: …", "wrong-type")
            continue
        identity = _slug(source, each, (*at, "id"))
        mark = source.mark((*at, "id"))
        if identity in lines:
            message = f"the workload “{identity}” stands here a second time, first in line {lines[identity]}"
            source.report((*at, "id"), message, "give each its own id", "duplicate-workload")
        elif identity and mark:
            lines[identity] = mark.line
        workload = _workload(source, at, each, pack, identity)
        if workload is not None:
            workloads.append(workload)
    return workloads


def _workload_ids(top: Mapping[str, object]) -> list[str]:
    """The ids of workloads, whatever else may be wrong with them."""
    value = top.get("workloads")
    found = [each.get("id") for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    return [each for each in found if isinstance(each, str)]


def _workload(
    source: Source, at: At, value: Mapping[str, object], pack: Pack | None, identity: str | None
) -> Workload | None:
    _refuse_unknown_keys(source, at, value, WORKLOAD_KEYS)
    for key, about in (("id", "what the workload is called here"), ("kind", "what kind of work it is")):
        if value.get(key) is None:
            source.problems.append(
                source.problem(at, f"“{key}” is missing here", f"add “{key}: …”: {about}", "missing-key")
            )
    kind = _slug(source, value, (*at, "kind"))
    kinds = [each.id for each in pack.manifest.workload_kinds] if pack else []
    if kind and pack and kind not in kinds:
        message = f"there is no kind of workload “{kind}”"
        source.report((*at, "kind"), message, choose_from(kind, kinds), "unknown-kind")
    title = value.get("title")
    read_title = None if title is None else read_text(source, (*at, "title"), title)
    answers = _answers(source, (*at, "answers"), value.get("answers"), pack, Scope.WORKLOAD)
    if source.problems or identity is None or kind is None:
        return None
    return Workload.model_construct(id=identity, kind=kind, title=read_title, answers=answers)
