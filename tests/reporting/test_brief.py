"""The brief: what has to be known, on two printed pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.decision.next_question import next_questions
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.decision.roadmap import roadmap
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.reporting.blocks import Bullets, Table
from advisor.reporting.depth import Depth
from advisor.reporting.document import Document, build_document
from advisor.reporting.html import render
from advisor.reporting.registry import FORMATS
from advisor.workflows.score import score_file
from advisor.workflows.tco import costs_of
from tests.reporting.conftest import DATE, report

FOLDER = next(iter(bundled_packs().values()))
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def made(
    pack: Pack,
    assessment: Assessment,
    persona: str | None = None,
    *,
    depth: Depth = Depth.FULL,
    annex: bool = True,
    prepared_by: str | None = None,
) -> Document:
    recommendation = recommend(pack, assessment)
    return build_document(
        pack,
        assessment,
        recommendation,
        persona,
        date=DATE,
        practices=next_practices(pack, assessment, recommendation, persona),
        roadmap=roadmap(pack, assessment, recommendation),
        estimate=costs_of(pack, assessment, recommendation),
        depth=depth,
        annex=annex,
        prepared_by=prepared_by,
    )


def test_a_brief_says_advice_reason_risks_kpis_steps_and_how_sure(
    bundled_pack: Pack,
) -> None:
    scored = score_file(FOLDER / "examples" / "regional-hospital.yaml", whole=True)
    brief = made(bundled_pack, scored.loaded.assessment, "finance", depth=Depth.BRIEF)
    by_id = {section.id: section for section in brief.sections}
    assert list(by_id) == ["advice", "costs", "why", "framework", "warnings", "practices", "kpis", "sure"]
    assert brief.annexes == ()
    advice, framework, kpis = (by_id[name].blocks[0] for name in ("advice", "framework", "kpis"))
    assert isinstance(advice, Table) and isinstance(framework, Table) and isinstance(kpis, Table)
    assert len(advice.rows) == len(scored.recommendation.workloads)
    assert len(framework.rows) == len(bundled_pack.rules.framework)
    assert all(any(cell.lit and cell.text for cell in row) for row in framework.rows)
    assert len(kpis.rows) == 3
    for name in ("warnings", "practices"):
        found = by_id[name].blocks[0]
        assert isinstance(found, Bullets)
        assert len(found.items) == 3
        assert all(item.detail for item in found.items)


def test_a_brief_with_open_answers_begins_by_settling_the_most_telling(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    till = plain_assessment.workloads[0].model_copy(update={"answers": {}})
    blank = plain_assessment.model_copy(update={"answers": {}, "workloads": (till,)})
    first = small_pack.question_by_id[next_questions(small_pack, blank)[0].step.question.id]
    brief = made(small_pack, blank, depth=Depth.BRIEF)
    steps = next(section for section in brief.sections if section.id == "practices").blocks[0]
    assert isinstance(steps, Bullets)
    assert steps.items[0].text == f"Settle “{first.short}”: {first.ask}"
    assert steps.items[0].detail == first.evidence


def test_the_annex_can_be_left_out(small_pack: Pack, plain_assessment: Assessment) -> None:
    whole, short = made(small_pack, plain_assessment), made(small_pack, plain_assessment, annex=False)
    assert whole.annexes
    assert short.annexes == ()
    assert {one.id for one in short.sections} == {one.id for one in whole.sections}
    html = render(short).decode()
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets <= set(re.findall(r'id="([^"]+)"', html))
    assert "Annex" not in html


@pytest.mark.parametrize("name", [one.id for one in FORMATS.values() if not one.binary and one.id != "csv"])
@pytest.mark.parametrize("depth", list(Depth))
def test_who_prepared_it_stands_in_every_text(
    name: str, depth: Depth, small_pack: Pack, plain_assessment: Assessment
) -> None:
    document = made(small_pack, plain_assessment, depth=depth, prepared_by="Ada Kühn")
    assert "Ada Kühn" in FORMATS[name].render(document).decode()


def test_the_head_names_organisation_and_assessment_as_written(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    assert made(small_pack, plain_assessment).assessment_title == "The bistro at the corner"
    untitled = plain_assessment.model_copy(update={"title": None})
    assert made(small_pack, untitled).assessment_title == "corner-bistro"
    assert "Corner bistro" not in render(made(small_pack, untitled)).decode()


@pytest.mark.skipif(CHROMIUM is None, reason="no browser to print with")
def test_every_example_prints_as_a_brief_of_two_pages_of_a4(bundled_pack: Pack, tmp_path: Path) -> None:
    longest = max(
        (
            render(made(bundled_pack, assessment, persona.id, depth=Depth.BRIEF, prepared_by="A. Kühn"))
            for example in bundled_examples(FOLDER)
            for assessment in [score_file(example.path).loaded.assessment]
            for persona in bundled_pack.personas
        ),
        key=len,
    )
    page, printed = tmp_path / "brief.html", tmp_path / "brief.pdf"
    page.write_bytes(longest)
    subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}", page.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = printed.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) <= 2
    width, height = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)[0]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_a_full_report_of_nobody_is_still_a_report(bundled_pack: Pack) -> None:
    kind = bundled_pack.manifest.workload_kinds[0].id
    empty = Assessment.model_validate(
        {"id": "e", "pack": bundled_pack.id, "organisation": "E", "workloads": [{"id": "w", "kind": kind}]}
    )
    brief = made(bundled_pack, empty, depth=Depth.BRIEF)
    assert brief.headline.startswith("Too little is known yet: ")
    assert report(bundled_pack, empty).headline == brief.headline
