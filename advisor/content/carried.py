"""An assessment read against another version of its pack: what that cannot take is named, not refused."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from advisor.content.answers import read_answer
from advisor.content.assessment_reader import assessment_of
from advisor.content.names import shown
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, At, Source, read
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.comparison import Lost
from advisor.model.pack import Pack
from advisor.model.question import Question, Scope

_ALIKE = 0.6
"""How alike two questions have to be to be taken for one under another id."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What is left of an assessment under another pack."""

    assessment: Assessment
    lost: tuple[Lost, ...]


def carried(data: bytes, name: str, near: Path | None, pack: Pack, old: Pack | None = None) -> Carried:
    """Read an assessment's text against ``pack``; ``old`` is the pack that it was answered against.

    With ``old``, a question that is gone is told by its name, and one that was only renamed is found.

    Raises:
        UnusableInput: the text is no assessment, or no workload of it is of a kind that the pack knows.
    """
    source = read(data, name, ASSESSMENT_LIMIT)
    if not isinstance(source.value, dict):
        raise UnusableInput(
            [Problem(name, None, None, "this is not an assessment", code="not-an-assessment")]
        )
    work = _Work(source, pack, old)
    work.prune()
    assessment, _ = assessment_of(work.source, near, pack, whole=True)
    return Carried(assessment, tuple(work.lost))


class _Work:
    """One file on its way to what the pack can take."""

    def __init__(self, source: Source, pack: Pack, old: Pack | None) -> None:
        self._given, self._pack, self._old = source, pack, old
        value = copy.deepcopy(source.value)
        self._top: dict[str, object] = value if isinstance(value, dict) else {}
        self.source = Source(source.name, source.text, source.root, self._top, list(source.problems))
        self.source.values, self.source.keys = source.values, source.keys
        self.lost: list[Lost] = []

    def prune(self) -> None:
        """Take out everything that the pack does not know."""
        top = self._top
        top["pack"] = self._pack.id
        top.pop("pack_version", None)
        if top.get("persona") not in (None, *self._pack.persona_by_id):
            self._lose("persona", "reader of the report", top.pop("persona"), "the pack has no such reader")
        self._prune_answers(("answers",), top.get("answers"), Scope.ORGANISATION, None)
        workloads = top.get("workloads")
        kinds = {kind.id for kind in self._pack.manifest.workload_kinds}
        kept = []
        for index, each in enumerate(workloads if isinstance(workloads, list) else ()):
            if isinstance(each, dict) and isinstance(each.get("kind"), str) and each["kind"] not in kinds:
                reason = f"the pack has no kind of workload “{shown(each['kind'])}”"
                self._lose(str(each.get("id")), "workload", each["kind"], reason)
                continue
            if isinstance(each, dict):
                at = ("workloads", index, "answers")
                self._prune_answers(at, each.get("answers"), Scope.WORKLOAD, str(each.get("id")))
            kept.append(each)
        if isinstance(workloads, list):
            top["workloads"] = kept
        self._prune_money()

    def _prune_answers(self, at: At, answers: object, scope: Scope, workload: str | None) -> None:
        if not isinstance(answers, dict):
            return
        for key in list(answers):
            question = self._pack.question_by_id.get(key)
            if question is None:
                renamed = self._renamed(key)
                reason = "the pack asks no such question"
                if renamed is not None:
                    reason += f"; very likely it is “{renamed.short}” now ({renamed.id})"
                self._drop(answers, key, workload, reason, renamed)
            elif question.scope is not scope:
                whom = "of each workload" if scope is Scope.ORGANISATION else "once, of the organisation"
                self._drop(answers, key, workload, f"it is asked {whom} now", None)
            else:
                trial = Source(self._given.name, value=self._given.value)
                read_answer(trial, (*at, key), question)
                if trial.problems:
                    self._drop(answers, key, workload, trial.problems[0].message, None)

    def _prune_money(self) -> None:
        if self._top.get("economics") is None:
            return
        from advisor.content.check_economics import check_stated
        from advisor.content.economics import read_economics

        trial = Source(self._given.name, value=self._given.value)
        economics = read_economics(trial, self._top["economics"])
        if economics is not None:
            workloads = self._top.get("workloads")
            found = workloads if isinstance(workloads, list) else []
            check_stated(trial, economics, self._pack, [str(w["id"]) for w in found if isinstance(w, dict)])
        if trial.problems:
            del self._top["economics"]
            self._lose("economics", "what is stated about money", None, trial.problems[0].message)

    def _drop(
        self,
        answers: dict[str, object],
        key: str,
        workload: str | None,
        reason: str,
        renamed: Question | None,
    ) -> None:
        known = (self._old and self._old.question_by_id.get(key)) or self._pack.question_by_id.get(key)
        where = f"{workload}/{key}" if workload else key
        self._lose(where, known.short if known else key, answers.pop(key), reason, renamed)

    def _lose(
        self, what: str, title: str, answer: object, reason: str, renamed: Question | None = None
    ) -> None:
        said = None if answer is None else _said(answer)
        self.lost.append(
            Lost(
                what=what,
                title=title,
                answer=said,
                reason=reason,
                renamed_to=renamed.id if renamed else None,
            )
        )

    def _renamed(self, key: str) -> Question | None:
        """The new pack's question that is the old one under another id, if one clearly is."""
        before = self._old.question_by_id.get(key) if self._old else None
        known = self._old.question_by_id if self._old else {}
        fresh = [each for each in self._pack.questions if each.id not in known]
        if before is None:
            return None
        options = {each.id for each in before.options}
        best, most = None, _ALIKE
        for each in fresh:
            if each.type is not before.type or each.scope is not before.scope:
                continue
            shared = {option.id for option in each.options}
            alike = len(options & shared) / len(options | shared) if options or shared else 0.0
            alike = max(alike, SequenceMatcher(None, before.ask, each.ask, autojunk=False).ratio())
            if alike > most:
                best, most = each, alike
        return best


def _said(answer: object) -> str:
    """A raw answer in a few words."""
    if isinstance(answer, Mapping):
        for key in ("choice", "choices", "number", "text", "not_applicable"):
            if key in answer:
                return _said(answer[key])
        return ", ".join(str(key) for key in answer)
    if isinstance(answer, list):
        return ", ".join(str(each) for each in answer)
    return str(answer)
