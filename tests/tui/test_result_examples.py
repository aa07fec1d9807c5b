"""Every bundled example, in every drawing and every reader's report: whole, and never wider than the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.content.assessments import LoadedAssessment, load_assessment
from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.reporting.document import build_document
from advisor.tui.widgets.advice_card import AdviceCard
from advisor.tui.widgets.framework_table import FrameworkTable
from advisor.tui.widgets.headline import sentence
from advisor.tui.widgets.path_view import PathView
from advisor.tui.widgets.report_blocks import section_lines
from advisor.tui.widgets.trace_view import TraceView
from advisor.tui.widgets.warning_list import WarningList

EXAMPLES = [example.path for folder in bundled_packs().values() for example in bundled_examples(folder)]


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def loaded(request: pytest.FixtureRequest) -> LoadedAssessment:
    path = request.param
    assert isinstance(path, Path)
    return load_assessment(path)


def test_there_are_examples() -> None:
    assert EXAMPLES


def test_every_drawing_holds_its_width(loaded: LoadedAssessment) -> None:
    result = recommend(loaded.pack, loaded.assessment)
    assert sentence(loaded.pack, result)
    paths = {path.workload: path for path in roadmap(loaded.pack, loaded.assessment, result)}
    for workload in result.workloads:
        view = PathView(loaded.pack)
        view.show_path(workload, paths[workload.id])
        kinds = (AdviceCard, FrameworkTable, TraceView, WarningList)
        for drawing in (view, *(kind(loaded.pack) for kind in kinds)):
            for width in (56, 76, 116):
                lines = drawing.lines(workload, width)
                assert lines
                assert max(line.cell_length for line in lines) <= width


def test_every_report_holds_its_width_and_keeps_each_title(loaded: LoadedAssessment) -> None:
    pack, assessment = loaded.pack, loaded.assessment
    result = recommend(pack, assessment)
    steps = roadmap(pack, assessment, result)
    persona = assessment.persona or pack.personas[0].id
    practices = next_practices(pack, assessment, result, persona)
    document = build_document(
        pack, assessment, result, persona, date=None, practices=practices, roadmap=steps
    )
    for section in (*document.sections, *document.annexes):
        for width in (56, 76, 92):
            lines = section_lines(section, width)
            assert section.title[:40] in lines[0].plain
            assert max(line.cell_length for line in lines) <= width
