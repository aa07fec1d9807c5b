"""A filled questionnaire back into an assessment, without loss; what is wrong is named by sheet and cell."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from advisor.content.assessment_rewrite import whole_text
from advisor.content.assessments import LoadedAssessment, pack_notice, parse_assessment
from advisor.content.economics import SECTION, read_economics
from advisor.content.locations import pack_folder
from advisor.content.names import choose_from, shown
from advisor.content.packs import load_pack
from advisor.content.questionnaire_answers import ANSWER, LineReader, same
from advisor.content.questionnaire_archive import WORKBOOK_LIMIT
from advisor.content.questionnaire_cells import Filled, Row, read_cells
from advisor.content.questionnaire_form import (
    ECONOMICS,
    ORGANISATION,
    PERSONA,
    TITLE,
    asked_of,
    kind_key,
    kind_labels,
    lines_of,
    normal,
    persona_labels,
    title_key,
)
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read, read_bytes
from advisor.errors import Problem, UnusableInput
from advisor.model.assessment import Answer, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, Scope
from advisor.model.stated import Economics


def read_questionnaire(path: Path, *, pack: Pack | None = None, instead: bool = False) -> LoadedAssessment:
    """The assessment in a workbook, against ``pack``, or else against the pack that it names.

    ``instead``: ``pack`` stands in for whichever it names; without it, that has to be the same one.

    Raises:
        UnusableInput: it cannot be used; the problems are all there are.
        MissingExtra: the library that reads workbooks is not installed.
    """
    data = read_bytes(path, WORKBOOK_LIMIT)
    found = read_cells(data, str(path))
    chosen = pack or _pack(found, path)
    own = found.carried.get("@pack-id", chosen.id)
    notices: tuple[Problem, ...] = ()
    if own != chosen.id and instead:
        notices = (pack_notice(own, chosen, Problem(str(path), None, None, "")),)
    elif own != chosen.id:
        message = f"it answers the pack “{shown(own)}”, not “{chosen.id}”"
        raise UnusableInput([Problem(str(path), None, None, message, None, "other-pack")])
    assessment = _Reader(found, chosen).assessment()
    # Whatever an assessment's file may not hold, it shall not get from here either.
    update = {"pack": chosen.id} | ({"pack_version": chosen.version} if notices else {})
    text = whole_text(assessment.model_copy(update=update), chosen, None).encode()
    try:
        checked = parse_assessment(text, str(path), path.parent, pack=chosen)
    except UnusableInput as unusable:
        # Lines of a text that nobody sees help nobody.
        raise UnusableInput([replace(each, line=None, column=None) for each in unusable.problems]) from None
    kept = checked.assessment.model_copy(update={"pack": assessment.pack})
    return LoadedAssessment(
        kept, chosen, path, hashlib.sha256(data).hexdigest(), (*notices, *checked.notices)
    )


def _pack(found: Filled, path: Path) -> Pack:
    """The pack that a workbook names: bundled, beside it, or where the command runs."""
    reference = found.carried.get("@pack", "")
    for near in (path.parent, Path()):
        with contextlib.suppress(UnusableInput):
            return load_pack(pack_folder(reference, near))
    try:
        return load_pack(pack_folder(reference, path.parent))
    except UnusableInput as unusable:
        first = unusable.problems[0]
        hint = first.hint or "name the pack's folder with --pack"
        raise UnusableInput([Problem(str(path), None, None, first.message, hint, first.code)]) from None


class _Reader:
    """One workbook against one pack."""

    def __init__(self, found: Filled, pack: Pack) -> None:
        self._found = found
        self._pack = pack
        self._lines = LineReader(found.name)
        self._read: set[str] = set()

    def assessment(self) -> Assessment:
        """Everything that the workbook says.

        Raises:
            UnusableInput: something in it cannot be used; the problems are all there are.
        """
        self._refuse_copies()
        carried = self._found.carried
        answers = self._answers(None)
        workloads = tuple(self._workload(each) for each in self._workload_ids())
        if not workloads or not {"@id", "@pack"} <= carried.keys():
            self._missing("its hidden sheet is incomplete")
        economics = self._economics()
        organisation = self._said(ORGANISATION)
        if organisation is None:
            self._missing("the organisation's name is missing", ORGANISATION)
        persona = self._persona()
        title = self._said(TITLE)
        self._refuse_unknown()
        if self._lines.problems:
            raise UnusableInput(list(dict.fromkeys(self._lines.problems)))
        # Every value has been checked, or will be when it is written.
        return Assessment.model_construct(
            id=carried["@id"],
            title=title,
            pack=carried["@pack"],
            pack_version=carried.get("@pack-version"),
            persona=persona,
            organisation=organisation or "",
            answers=answers,
            workloads=workloads,
            economics=economics,
        )

    # What it carries ---------------------------------------------------------------------------

    def _said(self, key: str) -> str | None:
        """What a person may change: as the sheets have it, else as it was written."""
        row = self._row(key)
        if row is not None:
            return self._lines.text(row.cells.get(ANSWER))
        return self._found.carried.get(key)

    def _row(self, key: str) -> Row | None:
        self._read.add(key)
        rows = self._found.rows.get(key)
        return rows[0] if rows else None

    def _place(self, key: str) -> str:
        row = self._row(key)
        return row.place(ANSWER) if row else key

    def _missing(self, message: str, key: str | None = None) -> None:
        if key is None:
            self._lines.problems.append(
                Problem(self._found.name, None, None, message, "make a new questionnaire", "missing")
            )
        else:
            self._lines.report(self._place(key), message, "type it here", "missing")

    def _persona(self) -> str | None:
        said = self._said(PERSONA)
        known = {normal(each.id): each.id for each in self._pack.personas}
        known |= {normal(label): each for each, label in persona_labels(self._pack).items()}
        if said is None or not known:
            return said
        if normal(said) not in known:
            hint = choose_from(said, persona_labels(self._pack).values())
            self._lines.report(
                self._place(PERSONA), f"there is no persona “{shown(said)}”", hint, "unknown-persona"
            )
            return None
        return known[normal(said)]

    def _economics(self) -> Economics | None:
        pieces = [text for key, text in self._found.carried.items() if key.startswith(f"{ECONOMICS}/")]
        if not pieces:
            return None
        source = read("".join(pieces).encode(), f"{self._found.name}: {ECONOMICS}", ASSESSMENT_LIMIT)
        value = source.value.get(SECTION) if isinstance(source.value, dict) else None
        economics = read_economics(source, value)
        self._lines.problems += source.problems
        return economics

    # Workloads ---------------------------------------------------------------------------------

    def _workload_ids(self) -> list[str]:
        keys = (*self._found.carried, *self._found.rows)
        parts = (key.split("/") for key in keys if key.startswith("@workload/") and key.endswith("/kind"))
        return list(dict.fromkeys(part[1] for part in parts if len(part) == 3))

    def _workload(self, identity: str) -> Workload:
        key = kind_key(identity)
        said = self._said(key) or ""
        known = {normal(label): kind for kind, label in kind_labels(self._pack).items()}
        known |= {kind: kind for kind in kind_labels(self._pack)}
        kind = known.get(normal(said))
        if kind is None:
            hint = choose_from(said, kind_labels(self._pack).values())
            message = (
                f"there is no kind of workload “{shown(said)}”" if said else "the kind of work is missing"
            )
            self._lines.report(self._place(key), message, hint, "unknown-kind")
        title = self._said(title_key(identity))
        answers = self._answers(identity)
        return Workload.model_construct(id=identity, kind=kind or "", title=title, answers=answers)

    # Answers -----------------------------------------------------------------------------------

    def _answers(self, workload: str | None) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for question in asked_of(self._pack, Scope.ORGANISATION if workload is None else Scope.WORKLOAD):
            answer = self._answer(question, workload)
            if answer is not None:
                found[question.id] = answer
        return found

    def _answer(self, question: Question, workload: str | None) -> Answer | None:
        rows = {line.option: self._row(line.key) for line in lines_of(question, workload)}
        ticks = {option: row for option, row in rows.items() if option is not None and row is not None}
        own = rows[None]
        if own is None:
            if not ticks:
                return None
            first = next(iter(ticks.values()))
            own = Row(first.sheet, first.row, {}, first.columns)
        return self._lines.answer(question, own, ticks)

    def _refuse_copies(self) -> None:
        for rows in self._found.rows.values():
            for other in rows[1:]:
                if not same(rows[0], other):
                    message = f"this line stands in {rows[0].place(ANSWER)} as well, with other answers"
                    self._lines.report(other.place(ANSWER), message, "delete one of the two", "twice")

    def _refuse_unknown(self) -> None:
        """Report answers to what the pack does not ask; lines without any are no harm."""
        for key, row in self._unread():
            if row.cells:
                message = f"the pack does not ask this any more ({shown(key)})"
                hint = "empty the line, or import it with the pack that it was made from: --pack"
                self._lines.report(row.place(ANSWER), message, hint, "unknown-question")

    def _unread(self) -> Iterator[tuple[str, Row]]:
        for key, rows in self._found.rows.items():
            if key not in self._read:
                yield key, rows[0]
