"""A questionnaire that is filled in elsewhere: what goes into it, and what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.content.assessments import OTHER_PACK, LoadedAssessment, load_assessment
from advisor.content.questionnaire_reader import read_questionnaire
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.workflows.new import fresh_assessment


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brings into an assessment that is there already."""

    assessment: Assessment
    added: int
    """Answers to what had none."""
    changed: int
    """Answers that replace others."""
    remarked: int
    """Answers that stay, with another note or other evidence."""
    workloads: tuple[str, ...]
    """Ids of workloads that were not there."""


def answered_so_far(path: Path, *, pack: Pack | None = None) -> LoadedAssessment:
    """An assessment whose answers the questionnaire begins with.

    Raises:
        UnusableInput: it cannot be used.
    """
    loaded = load_assessment(path, pack=pack, instead=True)
    if all(each.code != OTHER_PACK for each in loaded.notices):
        return loaded
    # The questionnaire asks what this pack asks, and is read back by it.
    update = {"pack": loaded.pack.id, "pack_version": loaded.pack.version}
    return replace(loaded, assessment=loaded.assessment.model_copy(update=update))


def nothing_answered(
    pack: Pack, reference: str, organisation: str, workloads: Sequence[tuple[str, str]]
) -> Assessment:
    """An assessment without answers; ``workloads`` are title and kind.

    Raises:
        UnusableInput: a kind is none of the pack's.
    """
    return fresh_assessment(
        pack, pack_reference=reference, organisation=organisation, workloads=workloads, persona=None
    )


def filled_in(path: Path, *, pack: Pack | None = None, instead: bool = False) -> LoadedAssessment:
    """The assessment in a workbook that somebody filled in.

    ``instead``: ``pack`` stands in for whichever it names; without it, that has to be the same one.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
        MissingExtra: the library that reads workbooks is not installed.
    """
    return read_questionnaire(path, pack=pack, instead=instead)


def taken_into(old: LoadedAssessment, new: LoadedAssessment) -> Taken:
    """An assessment with the answers of a workbook.

    What the workbook leaves empty stays as it was: several people may each fill in a part.

    Raises:
        UnusableInput: a workload is of another kind in the two.
    """
    before, after = old.assessment, new.assessment
    kinds = {each.id: each.kind for each in before.workloads}
    problems = [
        Problem(
            str(new.path),
            None,
            None,
            f"the workload “{each.id}” is of the kind “{each.kind}”, and of “{kinds[each.id]}” in {old.path}",
            "give one of them another id, or the same kind",
            "other-kind",
        )
        for each in after.workloads
        if kinds.get(each.id, each.kind) != each.kind
    ]
    if problems:
        raise UnusableInput(problems)
    given = {each.id: each for each in after.workloads}
    known = {each.id for each in before.workloads}
    workloads = [_joined(each, given[each.id]) if each.id in given else each for each in before.workloads]
    workloads += [each for each in after.workloads if each.id not in known]
    joined = before.model_copy(
        update={
            "title": after.title or before.title,
            "persona": after.persona or before.persona,
            "organisation": after.organisation,
            "answers": {**before.answers, **after.answers},
            "workloads": tuple(workloads),
            "economics": before.economics or after.economics,
        }
    )
    pairs = [(before.answers, after.answers)]
    pairs += [(each.answers, given[each.id].answers) for each in before.workloads if each.id in given]
    fresh = tuple(each.id for each in after.workloads if each.id not in known)
    added = sum(len(given[each].answers) for each in fresh) + _count(pairs, known=False)
    return Taken(joined, added, _count(pairs, known=True), _remarked(pairs), fresh)


def _joined(old: Workload, new: Workload) -> Workload:
    return old.model_copy(update={"title": new.title or old.title, "answers": {**old.answers, **new.answers}})


def _count(pairs: Iterable[tuple[Mapping[str, Answer], Mapping[str, Answer]]], *, known: bool) -> int:
    """Answers that differ from those before, of questions that had one or had none."""
    return sum(
        (question in before) is known and not _same(before.get(question), answer)
        for before, after in pairs
        for question, answer in after.items()
    )


def _remarked(pairs: Iterable[tuple[Mapping[str, Answer], Mapping[str, Answer]]]) -> int:
    """Answers that stayed what they were, and got another note or other evidence."""
    return sum(
        question in before and before[question] != answer and _same(before[question], answer)
        for before, after in pairs
        for question, answer in after.items()
    )


def _same(one: Answer | None, other: Answer) -> bool:
    """Whether two answers say the same, whatever is noted beside them."""
    beside = {"note": None, "evidence": None}
    return one is not None and one.model_copy(update=beside) == other.model_copy(update=beside)
