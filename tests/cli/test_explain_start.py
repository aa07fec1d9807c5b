"""Where expected answers lead elsewhere than the advice, what is measured from there says so."""

from __future__ import annotations

import json
import random

from advisor.cli.advice_text import AdviceText
from advisor.cli.plain import Style
from advisor.content.assessments import load_assessment
from advisor.decision.recommend import recommend
from advisor.decision.robustness import robustness
from advisor.model.question import QuestionType, Scope
from advisor.tui.widgets.firm_margins import margin_lines
from advisor.tui.widgets.naming import short_name

SHEETS = 24
DIFFERING = 4
"""Of the sheets above at least so many have to start elsewhere, or the test says nothing."""


def written(path, pack, seed):
    """A sheet whose single choices are answered at random, most of them left open."""
    draw = random.Random(seed)
    answers = {scope: {} for scope in Scope}
    for question in pack.questions:
        if question.type is QuestionType.SINGLE and draw.random() < 0.3:
            answers[question.scope][question.id] = draw.choice(question.options).id
    workload = {"id": "one", "kind": draw.choice(pack.manifest.workload_kinds).id}
    text = {
        "assessment": "random-sheet",
        "pack": pack.id,
        "organisation": "Somebody",
        "answers": answers[Scope.ORGANISATION],
        "workloads": [{**workload, "answers": answers[Scope.WORKLOAD]}],
    }
    path.write_text(json.dumps(text))
    return path


def test_the_start_is_named_where_it_is_not_the_advice(advisor, bundled_pack, tmp_path):
    view = AdviceText(bundled_pack, Style())
    differing = 0
    for seed in range(SHEETS):
        path = written(tmp_path / f"{seed}.yaml", bundled_pack, seed)
        (found,) = json.loads(advisor("explain", path, "-f", "json").out)["workloads"]
        firm, advised = found["firm"], found["advice"]["model"]
        said = " ".join(advisor("explain", path).out.split())
        differs = firm["outcome"] != advised
        assert ("Measured from" in said) is differs
        if not differs:
            continue
        differing += 1
        start = "no model" if firm["outcome"] is None else view.model(firm["outcome"])
        goal = "no model" if advised is None else view.model(advised)
        assert (
            f"With open answers at their expected value the rules come to {start}, "
            f"not to the advice, {goal}. Measured from {start}:"
        ) in said
        assert f"Measured from {start}, where expected answers lead, and not from the advice." in said
        assert "flips the advice" not in said
        assert f"then it is {goal}" not in said
        loaded = load_assessment(path)
        (robust,) = robustness(bundled_pack, loaded.assessment)
        (workload,) = recommend(bundled_pack, loaded.assessment).workloads
        lines = margin_lines(bundled_pack, robust, workload.model, 76)
        shown = " ".join(" ".join(line.plain.split()) for line in lines)
        name = short_name(bundled_pack, robust.firmness.outcome) if robust.firmness.outcome else "no model"
        assert f"Measured from {name}, where expected answers lead, not from the advice" in shown
        assert "same advice" not in shown
    assert differing >= DIFFERING
