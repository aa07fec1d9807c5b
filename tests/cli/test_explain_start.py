"""Where expected answers lead elsewhere than the advice, what is measured from there says so."""

from __future__ import annotations

import json
import random

from advisor.cli.advice_text import AdviceText
from advisor.cli.plain import Style
from advisor.model.question import QuestionType, Scope

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
        target = found["advice"]["target"]
        said = " ".join(advisor("explain", path).out.split())
        differs = (firm["outcome"], firm["target"]) != (advised, target)
        assert ("Measured from" in said) is differs
        if not differs:
            continue
        differing += 1
        start = pair(view, firm["outcome"], firm["target"])
        goal = pair(view, advised, target)
        assert (
            f"With open answers at their expected value the rules come to {start}, "
            f"not to the advice, {goal}. From there:"
        ) in said
        assert f"Measured from {start}, where expected answers lead, and not from the advice." in said
        assert "flips the advice" not in said
    assert differing >= DIFFERING


def pair(view, now, target):
    """Today's model and the target, as ``explain`` names them together."""
    if now is None:
        return "no model"
    if now == target:
        return f"{view.model(now)}, now and as the target"
    return f"{view.model(now)} now, {view.model(target)} as the target"
