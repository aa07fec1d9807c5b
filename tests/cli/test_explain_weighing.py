"""What shares of open answers count: every option alike, or as likely as the pack says."""

from __future__ import annotations

import json

import pytest

from advisor.model.question import QuestionType
from advisor.model.weighing import Weighing, weighing_of, weighing_sentence


@pytest.mark.parametrize("declared", [True, False])
def test_how_open_answers_are_weighed_follows_the_pack(bundled_pack, declared):
    first = next(q for q in bundled_pack.questions if q.type is QuestionType.SINGLE)
    likelihood = {option.id: place for place, option in enumerate(first.options, start=1)} if declared else {}
    questions = tuple(
        question.model_copy(update={"likelihood": likelihood if question is first else {}})
        for question in bundled_pack.questions
    )
    pack = bundled_pack.model_copy(update={"questions": questions})
    assert weighing_of(pack) is (Weighing.LIKELIHOOD if declared else Weighing.ALIKE)
    assert ("equally likely" in weighing_sentence(pack)) is not declared


def test_it_stands_beside_the_shares(advisor, bundled_pack, bundled_pack_folder, tmp_path):
    path = tmp_path / "open.yaml"
    path.write_text(
        "assessment: open\npack: crawl-walk-run\norganisation: Nobody\n"
        "workloads:\n  - {id: one, kind: training}\n"
    )
    said = " ".join(advisor("explain", path).out.split())
    assert weighing_sentence(bundled_pack) in said
    assert json.loads(advisor("explain", path, "-f", "json").out)["weighing"] == weighing_of(bundled_pack)
    settled = bundled_pack_folder / "examples" / "regional-hospital.yaml"
    said = " ".join(advisor("explain", settled, "-w", "triage-chat").out.split())
    assert "as long as every open question gets one of its answers" in said
    assert weighing_sentence(bundled_pack) not in said
