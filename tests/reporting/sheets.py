"""Reports for workbooks to be tested with, and what stands in the workbooks."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from advisor.content.locations import bundled_packs
from advisor.content.questionnaire_form import filled, key_of
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.model.assessment import Answer, Assessment
from advisor.model.catalogue import Persona
from advisor.model.economics import Estimate
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation, WorkloadRecommendation
from advisor.reporting.document import Document, build_document
from advisor.workflows.tco import Options, tco_file

DATE = datetime.date(2026, 3, 1)


def report(pack: Pack, assessment: Assessment, estimate: Estimate | None = None) -> Document:
    """A whole report."""
    recommendation = recommend(pack, assessment)
    return build_document(
        pack,
        assessment,
        recommendation,
        None,
        date=DATE,
        practices=next_practices(pack, assessment, recommendation, None),
        roadmap=roadmap(pack, assessment, recommendation),
        estimate=estimate,
    )


@cache
def costed_report() -> Document:
    """A bundled example with three workloads and its costs."""
    (folder,) = bundled_packs().values()
    costed = tco_file(folder / "examples" / "regional-hospital.yaml", Options())
    return report(costed.scored.pack, costed.scored.loaded.assessment, costed.estimate)


def with_reader(pack: Pack) -> Pack:
    """A pack that somebody can be written for, its dimensions called by their ids."""
    dimensions = {
        name: dimension.model_copy(update={"title": name})
        for name, dimension in pack.rules.dimensions.items()
    }
    rules = pack.rules.model_copy(update={"dimensions": dimensions})
    reader = Persona.model_validate(
        {"id": "p", "title": "P", "use_case": "u", "roles": {}, "kpis": ["k"], "questions": [{"ask": "?"}]}
    )
    return Pack.model_construct(**{**dict(pack), "personas": (reader,), "rules": rules})


def opened(data: bytes, *, values: bool = True) -> Workbook:
    """A workbook as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def rows(sheet: Worksheet, head: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The rows below the heading that begins with these titles, up to the first empty one."""
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(at for at, row in enumerate(table) if tuple(row[: len(head)]) == head)
    titles = table[start]
    for row in table[start + 1 :]:
        if row[0] is None:
            return
        yield {str(title): value for title, value in zip(titles, row, strict=True) if title is not None}


@dataclass
class Live:
    """What the formulas of a workbook come to for one workload."""

    scores: dict[str, dict[str, Any]]
    """Title of a dimension to its line."""
    possible: dict[str, set[str]]
    """Title of a decision to the outcomes that are possible today, by label."""
    target: dict[str, set[str]]


def live(book: Workbook, title: str) -> Live:
    """The live part of a report's workbook, for the workload with a title."""
    lines = rows(book["Scores"], ("Workload", "Dimension", "What a high score means"))
    scores = {row["Dimension"]: row for row in lines if row["Workload"] == title}
    sheet = book["Rules"]
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    column = table[0].index(title)
    today: dict[str, set[str]] = {}
    target: dict[str, set[str]] = {}
    decision = ""
    for row, after in zip(table, [*table[1:], [None] * 9], strict=True):
        if after[0] == "Outcome today":
            decision = row[0]
        for found, question in ((today, "Possible today?"), (target, "Possible as the target?")):
            if row[1] == question and row[column] == 1:
                found.setdefault(decision, set()).add(row[0])
    return Live(scores, today, target)


def check(book: Workbook, pack: Pack, result: Recommendation, *, complete: bool) -> None:
    """Hold a workbook against the engine: scores exactly, outcomes as far as they are certain."""
    for workload in result.workloads:
        found = live(book, workload.title)
        for dimension in workload.dimensions:
            line = found.scores[dimension.title]
            told = (line["Score"], line["From"], line["To"])
            wanted = (dimension.score, dimension.low, dimension.high)
            for mine, theirs in zip(told, wanted, strict=True):
                if theirs is None:
                    assert mine in (None, "", "—"), (dimension.id, mine)
                else:
                    assert abs(mine - theirs) < 0.00501, (dimension.id, told, wanted)
            if dimension.band is not None:
                assert line["Band"] == dimension.band.value
        _check_outcomes(found, pack, workload, complete=complete)


def _check_outcomes(found: Live, pack: Pack, workload: WorkloadRecommendation, *, complete: bool) -> None:
    for trace in workload.trace.decisions:
        labels = pack.rules.decisions[trace.id].labels
        told = (found.possible[trace.title], trace.shares), (found.target[trace.title], trace.target_shares)
        for possible, shares in told:
            reached = {labels[outcome] for outcome, share in shares.items() if share}
            none = possible - set(labels.values())
            assert reached <= possible, (trace.id, reached, possible)
            assert bool(none) or not trace.without_outcome
            if complete:
                assert len(possible) == 1, (trace.id, possible)
            if len(possible) == 1:
                assert possible == reached or (none and trace.without_outcome == 1.0)


def fill(book: Workbook, pack: Pack, assessment: Assessment) -> None:
    """Type the answers of an assessment into a workbook, as a person would."""
    given: list[tuple[str | None, Mapping[str, Answer]]] = [(None, assessment.answers)]
    given += [(workload.id, workload.answers) for workload in assessment.workloads]
    wanted: dict[str, tuple[Any, Any]] = {}
    for workload, answers in given:
        for name, answer in answers.items():
            cells = filled(pack.question_by_id[name], answer)
            number = cells.answer if isinstance(cells.answer, str | None) else float(cells.answer)
            wanted[key_of(name, workload)] = (number, cells.reason)
            for option in cells.ticked:
                wanted[key_of(name, workload, option)] = ("yes", None)
    sheet = book["Answers"]
    titles = [cell.value for cell in sheet[4]]
    answer, reason = titles.index("Answer") + 1, titles.index("Why it does not apply") + 1
    for row in range(5, sheet.max_row + 1):
        first, second = wanted.get(sheet.cell(row, 1).value, (None, None))
        sheet.cell(row, answer).value = first
        sheet.cell(row, reason).value = second
