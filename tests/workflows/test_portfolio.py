"""A folder of assessments: nothing fatal, nothing counted twice, the same on one core and on several."""

from __future__ import annotations

import datetime
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import advisor.workflows.portfolio as module
from advisor.content.assessment_rewrite import whole_text
from advisor.content.assessments import load_assessment
from advisor.content.locations import bundled_packs
from advisor.errors import UnusableInput
from advisor.model.portfolio_view import filtered, money, portfolio_rows, sort_names, sorted_rows
from advisor.workflows.milestone import freeze
from advisor.workflows.portfolio import portfolio, portfolio_files
from advisor.workflows.tco import Options, tco_file
from tests.workflows.over_time import copied_pack, newer, team


@pytest.fixture
def pack(small_pack_folder: Path, tmp_path: Path) -> Path:
    return copied_pack(small_pack_folder, tmp_path)


@pytest.fixture
def folder(pack: Path, tmp_path: Path) -> Path:
    """Four that can be used, two that cannot, and what is no assessment at all."""
    teams = tmp_path / "teams"
    for name, keepers, tickets in (("ann", "nobody", 6000), ("bob", "one", 6000), ("cat", "several", 9000)):
        team(teams, name, keepers=keepers, tickets=tickets)
    team(teams / "deep", "dan", keepers="one", tickets=5).write_text(
        (teams / "deep" / "dan.yaml").read_text("utf-8").replace("../kitchen", "../../kitchen"), "utf-8"
    )
    (teams / "typo.yaml").write_text(
        (teams / "ann.yaml").read_text("utf-8").replace("keepers", "kepers"), "utf-8"
    )
    (teams / "torn.yml").write_text('assessment: "torn\n', "utf-8")
    (teams / "compose.yaml").write_text("services: {}\n", "utf-8")
    (teams / "notes.txt").write_text("assessment: none", "utf-8")
    (teams / ".advisor").mkdir()
    shutil.copy(teams / "ann.yaml", teams / ".advisor" / "kept.yaml")
    freeze(teams / "ann.yaml", "One", date=datetime.date(2026, 9, 1))
    shutil.copytree(pack, teams / "own-pack")
    return teams


def test_every_assessment_is_read_and_what_is_broken_is_listed(folder: Path) -> None:
    found = portfolio(folder)
    assert [entry.file for entry in found.entries] == ["ann.yaml", "bob.yaml", "cat.yaml", "deep/dan.yaml"]
    assert {each.file for each in found.broken} == {"torn.yml", "typo.yaml"}
    typo = next(each for each in found.broken if each.file == "typo.yaml")
    assert typo.problems[0].line == 6
    assert "keepers" in (typo.problems[0].hint or "")
    assert found.others == ("compose.yaml",)
    titles = [entry.workloads[0].now and entry.workloads[0].now.title for entry in found.entries]
    assert titles == ["Hosted for you", "A rented cluster", "A machine of your own", "Hosted for you"]


def test_several_processes_give_the_very_same_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = portfolio(folder).model_dump_json()
    monkeypatch.setattr(module, "_WORTH_A_PROCESS", 2)
    told: list[tuple[int, int]] = []
    assert portfolio(folder, jobs=2, tell=lambda done, of: told.append((done, of))).model_dump_json() == alone
    assert told == [(number, 7) for number in range(1, 8)]


def test_packs_of_several_versions_stand_beside_each_other(folder: Path, pack: Path, tmp_path: Path) -> None:
    newer(pack, tmp_path, ("rules.yaml", "bands: {medium: 35, high: 75}", "bands: {medium: 70, high: 75}"))
    path = folder / "bob.yaml"
    path.write_text(path.read_text("utf-8").replace("../kitchen", "../kitchen-0.4.0"), "utf-8")
    found = portfolio(folder)
    assert [(use.pack.version, use.files) for use in found.packs] == [("0.3.1", 3), ("0.4.0", 1)]
    bob = next(entry for entry in found.entries if entry.assessment == "bob")
    assert bob.now == "Hosted for you"


def test_a_broken_pack_is_the_problem_of_those_that_name_it(folder: Path, pack: Path) -> None:
    (pack / "rules.yaml").write_text("dimensions: {}\n", "utf-8")
    found = portfolio(folder)
    assert not found.entries
    assert {"ann.yaml", "bob.yaml", "cat.yaml"} <= {each.file for each in found.broken}


def test_what_recurs_is_counted_once_an_assessment(folder: Path) -> None:
    found = portfolio(folder)
    gaps = {gap.question: gap for gap in found.gaps}
    assert gaps["keepers"].low == ("ann.yaml", "bob.yaml", "deep/dan.yaml")
    assert gaps["keepers"].of == 4
    for risk in found.risks:
        assert len(set(risk.files)) == len(risk.files)
    ranks = {"high": 0, "medium": 1, "low": 2}
    assert [ranks[risk.severity] for risk in found.risks] == sorted(
        ranks[risk.severity] for risk in found.risks
    )


def test_a_workshop_counts_by_what_the_team_agreed_on(folder: Path) -> None:
    workshop = folder / "workshop"
    (workshop / "participants").mkdir(parents=True)
    text = (folder / "ann.yaml").read_text("utf-8").replace("../kitchen", "../../kitchen")
    (workshop / "workshop.yaml").write_text("workshop: Us\n", "utf-8")
    (workshop / "team.yaml").write_text(text, "utf-8")
    (workshop / "participants" / "ann.yaml").write_text(text, "utf-8")
    inside = [path for path in portfolio_files(folder) if workshop in path.parents]
    assert inside == [workshop / "team.yaml"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="no such folder"):
        portfolio(tmp_path / "none")
    assert portfolio(tmp_path).entries == ()


def test_filter_and_order(folder: Path) -> None:
    found = portfolio(folder)
    rows = portfolio_rows(found)
    assert [row.entry.assessment for row in filtered(rows, "HARBOUR ann")] == ["ann"]
    assert filtered(rows, "harbour nowhere") == ()
    assert filtered(rows, "  ") == rows
    for name in sort_names(found):
        up, down = sorted_rows(rows, name), sorted_rows(rows, name, down=True)
        assert set(map(id, up)) == set(map(id, rows)) == set(map(id, down))
    scores = [row.score("crew_strength") for row in sorted_rows(rows, "crew_strength")]
    assert scores == sorted(scores, key=lambda score: score or Decimal(0))


def test_costs_are_those_of_the_estimate_and_unlike_sums_are_not_added(tmp_path: Path) -> None:
    examples = next(iter(bundled_packs().values())) / "examples"
    stated = next(
        path for path in sorted(examples.glob("*.yaml")) if "\neconomics:" in path.read_text("utf-8")
    )
    shutil.copy(stated, tmp_path / "one.yaml")
    found = portfolio(tmp_path)
    estimate = tco_file(tmp_path / "one.yaml", Options()).estimate
    for workload in found.entries[0].workloads:
        costs = next(each for each in estimate.workloads if each.workload == workload.id)
        by_outcome = {each.outcome: each.total for each in costs.alternatives if each.outcome}
        assert workload.now is not None
        assert workload.cost is not None
        assert workload.cost.now is not None
        assert abs(workload.cost.now - by_outcome[workload.now.id]) < Decimal(1)
    (sum_,) = money(portfolio_rows(found))
    assert sum_.now == sum(w.cost.now for w in found.entries[0].workloads if w.cost and w.cost.now)


def test_shared_servers_cost_what_one_assessment_with_all_of_them_pools(tmp_path: Path) -> None:
    """Two teams apart, and one assessment with both workloads, whose pool is counted by the economics."""
    examples = next(iter(bundled_packs().values())) / "examples"
    text = (examples / "sea-ice-institute.yaml").read_text("utf-8")
    money_ = "\neconomics:\n  values:\n    utilisation: 55 %\n"
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(text + money_, "utf-8")
    found = portfolio(tmp_path)
    assert found.shared
    for offer in found.shared:
        assert len({member.file for member in offer.members}) == 2
        assert offer.saved == offer.alone - offer.shared >= 0
        assert offer.servers_shared <= offer.servers_alone
        for member in offer.members:
            assert member.joining <= member.alone
    loaded = load_assessment(tmp_path / "one.yaml")
    again = tuple(each.model_copy(update={"id": f"{each.id}-2"}) for each in loaded.assessment.workloads)
    together = loaded.assessment.model_copy(update={"workloads": (*loaded.assessment.workloads, *again)})
    (tmp_path / "all.yaml").write_text(whole_text(together, loaded.pack, None), "utf-8")
    totals = tco_file(tmp_path / "all.yaml", Options()).estimate.totals
    (own,) = (each for each in totals if each.title == found.shared[0].alternative)
    assert own.pooled is not None
    assert abs(own.pooled.saved - sum(offer.saved for offer in found.shared)) < 1
    assert own.pooled.saved > 0
