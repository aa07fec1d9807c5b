"""A pack's rules for bills are read as strictly as its other files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.content.evidence import evidence_of, load_evidence
from advisor.content.pack_lint import lint_pack
from advisor.content.packs import load_pack
from advisor.errors import Severity, UnusableInput


@pytest.fixture
def folder(tmp_path, bundled_pack_folder) -> Path:
    copy = tmp_path / "pack"
    copy.mkdir()
    for path in bundled_pack_folder.glob("*.yaml"):
        shutil.copy(path, copy)
    return copy


CASES = {
    "an unknown column": (
        'where: {ServiceName: ["*SageMaker*"]}',
        'where: {ServiceNames: ["*SageMaker*"]}',
        "FOCUS has no column “ServiceNames”",
        "ServiceName",
    ),
    "a key that is none": (
        "  - id: aws_sagemaker\n",
        "  - id: aws_sagemaker\n    titel: x\n",
        "titel",
        "title",
    ),
    "a pattern that keeps too much": (
        '"AI_{workload}_*", ',
        '"AI_{workload}_{who}", ',
        "“{who}” cannot be kept here",
        "",
    ),
    "a question that is none": (
        "question: cost_allocation",
        "question: cost_alocation",
        "cost_alocation",
        "cost_allocation",
    ),
    "an option that is none": ("option: from_50,", "option: from50,", "from50", "from_50"),
    "a measure that is none": ("measure: load_peak", "measure: load_peek", "load_peek", "load_peak"),
    "a measure of a bill for a workload": (
        "measure: requests_day\n    kinds: [online",
        "measure: ai_share\n    kinds: [online",
        "no measure of a workload “ai_share”",
        "",
    ),
    "a range upside down": (
        "from: 0.5, below: 0.8",
        "from: 0.8, below: 0.5",
        "from 0.8 to 0.5",
        "smaller end",
    ),
    "a quantity that is none": ("spend: ai_spend", "spent: ai_spend", "no quantity “spent”", "spend"),
    "a proposal that is none": ("proposal: shape", "proposal: shapes", "shapes", "shape"),
    "two rules of one name": ("  - id: aws_bedrock_models", "  - id: aws_bedrock", "already", "own"),
    "shares that miss some": (
        "    method: proportional\n    measure: effective_cost",
        "    method: fixed\n    shares: {blue: 70, red: 20}",
        "found 90",
        "",
    ),
    "a kind that is none": (
        "kinds: [batch_inference]",
        "kinds: [batch_inferenz]",
        "batch_inferenz",
        "batch_inference",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_told_at_its_place(folder, case):
    before, after, message, hint = CASES[case]
    path = folder / "evidence.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    found = [each for each in lint_pack(folder) if each.severity is Severity.ERROR]
    assert found and {Path(each.file).name for each in found} == {"evidence.yaml"}
    told = next((each for each in found if message in each.message), None)
    assert told is not None, found
    assert hint in (told.hint or "")
    lines = text.replace(before, after, 1).splitlines()
    assert told.line is not None and abs(told.line - 1 - _line(lines, after)) <= 6


def _line(lines: list[str], after: str) -> int:
    first = after.strip("\n").splitlines()[0]
    return next(index for index, line in enumerate(lines) if first in line)


def test_a_pack_may_do_without(folder, small_pack):
    (folder / "evidence.yaml").unlink()
    pack = load_pack(folder)
    assert evidence_of(pack) is None
    with pytest.raises(UnusableInput, match="no rules for reading bills"):
        load_evidence(folder)
    assert evidence_of(small_pack) is None


def test_the_bundled_rules_are_kept_ready(bundled_pack_folder, bill_rules):
    assert load_evidence(bundled_pack_folder) == bill_rules
