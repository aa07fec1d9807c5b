"""The app and the command line say the same about the same input."""

from __future__ import annotations

import datetime

import pytest

from advisor.cli.rendering import Wish, made
from advisor.content.locations import bundled_packs
from advisor.reporting.files import made_of
from advisor.reporting.look import PLAIN
from advisor.tui.report_files import document_for
from advisor.workflows.report import report_inputs
from advisor.workflows.session import Session

DAY = datetime.date(2026, 3, 1)
FORMATS = ("markdown", "json", "madr")


@pytest.mark.parametrize("name", ["regional-hospital", "town-council-letters"])
def test_the_app_exports_what_the_command_writes(name: str) -> None:
    (folder,) = bundled_packs().values()
    path = folder / "examples" / f"{name}.yaml"
    (asked,) = report_inputs(path, None)
    session = Session.open(path)
    document = document_for(session.pack, session.assessment, session.recommendation, asked.persona, DAY)
    assert document.robustness == asked.robustness
    assert {each.workload for each in document.robustness} == {w.id for w in session.assessment.workloads}
    ours = [(each.name, each.content) for each in made_of(document, FORMATS, PLAIN)]
    assert ours == [(each.name, each.content) for each in made([asked], Wish(FORMATS, date=DAY))]
