"""A fresh assessment."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.content.assessment_edit import edited
from advisor.content.assessment_rewrite import rewritten
from advisor.content.assessments import parse_assessment
from advisor.content.examples import Example
from advisor.content.names import choose_from
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, decode, read_bytes
from advisor.content.yaml_spans import EditError
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack
from advisor.workflows.session_edits import slug


def fresh_assessment(
    pack: Pack,
    *,
    pack_reference: str,
    organisation: str,
    workloads: Sequence[tuple[str, str]],
    persona: str | None,
) -> Assessment:
    """An assessment without answers; ``workloads`` are title and kind.

    Raises:
        UnusableInput: a kind or the persona is none of the pack's.
    """
    kinds = [kind.id for kind in pack.manifest.workload_kinds]
    problems = [_unknown("workload kind", kind, kinds) for _, kind in workloads if kind not in kinds]
    if persona is not None and persona not in pack.persona_by_id:
        problems.append(_unknown("persona", persona, list(pack.persona_by_id)))
    if problems:
        raise UnusableInput(problems)
    made: list[Workload] = []
    for title, kind in workloads:
        name = slug(title, (workload.id for workload in made))
        made.append(Workload(id=name, kind=kind, title=None if title == name else title))
    return Assessment(
        id=slug(organisation, default="assessment"),
        pack=pack_reference,
        pack_version=pack.version,
        persona=persona,
        organisation=organisation,
        workloads=tuple(made),
    )


def example_under(example: Example, pack: Pack, reference: str) -> str:
    """The text of an example, comments included, as an answer to ``pack``, which it calls ``reference``.

    Raises:
        UnusableInput: it answers another pack, which asks what this one does not take.
    """
    data = read_bytes(example.path, ASSESSMENT_LIMIT)
    name = f"example {example.id}"
    try:
        found = parse_assessment(data, name, example.path.parent, pack=pack, instead=True).assessment
    except UnusableInput as unusable:
        message = f"it does not fit the pack “{pack.id}”, so nothing was written"
        hint = "take one of the pack's own examples, or leave “--pack” out"
        raise UnusableInput(
            [Problem(name, None, None, message, hint, "other-pack"), *unusable.problems]
        ) from None
    text = decode(data, name)
    ours = found.model_copy(update={"pack": reference, "pack_version": pack.version})
    try:
        return edited(text, found, ours, pack)
    except EditError:
        return rewritten(text, ours, pack, None)


def _unknown(what: str, name: str, valid: list[str]) -> Problem:
    hint = choose_from(name, valid)
    return Problem(what, None, None, f"there is no {what} “{name}”", hint, code="unknown-id")
