from __future__ import annotations

from pathlib import Path

import pytest

from advisor.content.evidence import load_evidence
from advisor.model.bill import Bill
from advisor.model.evidence_rules import EvidenceRules

SAMPLE = Path(__file__).parents[1] / "data" / "focus" / "focus_sample_1.0.csv"


@pytest.fixture(scope="session")
def bill_rules(bundled_pack_folder) -> EvidenceRules:
    return load_evidence(bundled_pack_folder)


@pytest.fixture(scope="session")
def sample_bill(bill_rules, tmp_path_factory) -> Bill:
    pytest.importorskip("ibis", reason="bills are read with Ibis")
    from advisor.workflows.evidence import read_bill

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADVISOR_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        return read_bill([str(SAMPLE)], bill_rules)


@pytest.fixture(autouse=True)
def own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("ADVISOR_STATE_DIR", str(tmp_path / "advisor-state"))
