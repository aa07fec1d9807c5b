"""The bundled pack held against readable cases: published deployments, and one small case for each idea."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.content.assessments import load_assessment, parse_assessment
from advisor.content.locations import bundled_packs
from advisor.decision.recommend import recommend
from advisor.model.assessment import Answer, Assessment
from advisor.model.pack import Pack
from advisor.model.question import Scope
from advisor.model.recommendation import Recommendation, WorkloadRecommendation

CASES = Path(__file__).parent / "cases"
PUBLISHED = sorted((CASES / "published").glob("*.yaml"))
EXAMPLES = sorted((next(iter(bundled_packs().values())) / "examples").glob("*.yaml"))
RULES = sorted((CASES / "rules").glob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """A case file; the tests own these, so plain safe loading will do."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


MISSES: dict[str, list[dict[str, str]]] = read(CASES / "misses.yaml")
"""Published cases that are not met, each with what is wrong and why it stays."""


def assessment_of(tree: dict[str, Any], name: str, pack: Pack) -> Assessment:
    """The case's answers, read as strictly as a user's file."""
    whole = {"assessment": name, "pack": pack.id, **tree}
    data = yaml.safe_dump(whole, allow_unicode=True).encode()
    return parse_assessment(data, name, None, pack=pack).assessment


def published_assessment(path: Path, pack: Pack) -> Assessment:
    return assessment_of(read(path)["assessment"], path.stem, pack)


def rule_assessment(path: Path, pack: Pack) -> Assessment:
    """The answer sheets of a small case, laid over one another, then its own answers."""
    case = read(path)
    answers: dict[str, Any] = {}
    for sheet in case.get("sheets", []):
        answers |= read(CASES / "sheets" / f"{sheet}.yaml")["answers"]
    answers |= case.get("answers", {})
    scope = {q.id: q.scope for q in pack.questions}
    # An answer to no known question goes to the top, where the reader complains of it.
    own = {q: a for q, a in answers.items() if scope.get(q) is Scope.WORKLOAD}
    shared = {q: a for q, a in answers.items() if q not in own}
    workload = {"id": "work", "kind": case["kind"], "answers": own}
    tree = {"organisation": "Case", "answers": shared, "workloads": [workload]}
    return assessment_of(tree, path.stem, pack)


def told(advice: Recommendation) -> str:
    """The advice in a few lines, for a failure that can be read without a debugger."""
    lines = [f"overall {advice.overall.stage}"]
    for one in advice.workloads:
        shares = ", ".join(f"{model} {share:.0%}" for model, share in one.shares.items())
        bands = ", ".join(f"{d.id} {d.score} {d.band and d.band.value}" for d in one.dimensions)
        rows = ", ".join(t.row or "-" for t in one.trace.decisions)
        lines += [
            f"  {one.id} ({one.kind}): {one.stage}, target {one.target_stage}; {shares}",
            f"    {bands}",
            f"    rows: {rows}; other decisions: {one.decisions}",
            f"    excluded: {sorted({e.gate for e in one.excluded})}",
            f"    warnings: {[w.id for w in one.warnings]}",
        ]
    return "\n".join(lines)


def faults(case: dict[str, Any], advice: Recommendation) -> set[str]:
    """What an expert would not accept of an advice, for the whole and for each workload."""
    stage, stages = advice.overall.stage, {one.id: one.stage for one in advice.workloads}
    found = {
        f"{name} is advised {each}, which is rejected"
        for name, each in stages.items()
        if each in case["reject"]
    }
    if stage not in case["accept"]:
        found.add(f"the advice {stage} is not accepted")
    elif advice.overall.hybrid and not set(stages.values()) & set(case["accept"]):
        found.add("no workload of the hybrid is on an accepted stage")
    return found


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_a_published_deployment_gets_sound_advice_or_is_listed_as_a_miss(
    path: Path, bundled_pack: Pack
) -> None:
    case = read(path)
    advice = recommend(bundled_pack, published_assessment(path, bundled_pack))
    listed = {miss["what"] for miss in MISSES.get(path.stem, [])}
    found = faults(case, advice)
    assert found - listed == set(), f"{case['name']}: not sound\n{told(advice)}"
    assert listed - found == set(), f"{case['name']}: listed in misses.yaml, and now sound\n{told(advice)}"


def test_the_page_about_the_cases_tells_every_miss() -> None:
    page = (CASES.parent.parent / "docs" / "cases.md").read_text(encoding="utf-8")
    stems = {path.stem for path in PUBLISHED}
    assert set(MISSES) <= stems
    for case, misses in MISSES.items():
        assert all(miss["because"].strip() for miss in misses)
        for miss in misses:
            assert f"| `{case}` | {miss['what']} |" in page


def test_a_rejected_stage_is_found_in_a_hybrid_too(bundled_pack: Pack) -> None:
    """The check itself: one that could not fail would prove nothing."""
    path = next(path for path in PUBLISHED if path.stem == "recursion-biohive")
    advice = recommend(bundled_pack, published_assessment(path, bundled_pack))
    assert advice.overall.hybrid
    case = {"accept": ["hybrid"], "reject": [advice.workloads[0].stage]}
    assert faults(case, advice) == {
        f"{advice.workloads[0].id} is advised {advice.workloads[0].stage}, which is rejected",
        "no workload of the hybrid is on an accepted stage",
    }


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_a_published_deployment_is_warned_of_what_went_or_could_go_wrong(
    path: Path, bundled_pack: Pack
) -> None:
    case = read(path)
    advice = recommend(bundled_pack, published_assessment(path, bundled_pack))
    fired = {warning.id for one in advice.workloads for warning in one.warnings}
    missing = [theme for theme, covered_by in case["must_warn"].items() if not fired & set(covered_by)]
    assert case["must_warn"], "a published case without themes proves nothing"
    assert not missing, f"{case['name']}: nothing is said about {missing}\n{told(advice)}"


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_the_page_about_the_cases_tells_the_present_advice(path: Path, bundled_pack: Pack) -> None:
    page = (CASES.parent.parent / "docs" / "cases.md").read_text(encoding="utf-8")
    for one in recommend(bundled_pack, published_assessment(path, bundled_pack)).workloads:
        shares = " / ".join(f"{share * 100:.0f}" for share in one.shares.values())
        row = f"| {one.id} | {one.stage} | {one.target_stage} | {shares} |"
        assert row in page, f"docs/cases.md should say: {row}"


def test_every_theme_names_warnings_that_exist(bundled_pack: Pack) -> None:
    known = {w.id for decision in bundled_pack.rules.decisions.values() for w in decision.warnings}
    named = {w for path in PUBLISHED for ids in read(path)["must_warn"].values() for w in ids}
    assert named <= known


def test_all_published_cases_are_there() -> None:
    assert len(PUBLISHED) == 12
    assert sum("Invented" in read(path)["source"] for path in PUBLISHED) == 1


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_one_idea_each(path: Path, bundled_pack: Pack) -> None:
    case = read(path)
    advice = recommend(bundled_pack, rule_assessment(path, bundled_pack))
    work = advice.workloads[0]
    found = compared(work, case["expect"])
    assert found == {}, f"{case['name']}\nbecause: {case['because']}\n{found}\n{told(advice)}"


def compared(work: WorkloadRecommendation, expect: dict[str, Any]) -> dict[str, str]:
    """What differs from the expectation; empty when all of it holds."""
    warned = {warning.id for warning in work.warnings}
    bands = {d.id: d.band and d.band.value for d in work.dimensions}
    actual = {
        "stage": work.stage or "none",
        "target_stage": work.target_stage or "none",
        "decided": work.decided,
        "gates": sorted({e.gate for e in work.excluded}),
    }
    differing: dict[str, str] = {}
    for key, wanted in expect.items():
        if key in {"stage", "target_stage"}:
            fine = actual[key] in (wanted if isinstance(wanted, list) else [wanted])
        elif key == "gates":
            fine = actual[key] == sorted(wanted)
        elif key == "decided":
            fine = actual[key] is wanted
        elif key == "warn":
            fine, actual[key] = set(wanted) <= warned, sorted(warned)
        elif key == "no_warn":
            fine, actual[key] = not set(wanted) & warned, sorted(warned)
        elif key == "decisions":
            fine, actual[key] = work.decisions == work.decisions | wanted, work.decisions
        elif key == "dimensions":
            fine, actual[key] = bands == bands | wanted, bands
        else:
            raise AssertionError(f"“{key}” is nothing that a case can expect")
        if not fine:
            differing[key] = f"expected {wanted}, came out as {actual[key]}"
    return differing


def test_small_cases_are_many_and_name_warnings_that_exist(bundled_pack: Pack) -> None:
    known = {w.id for decision in bundled_pack.rules.decisions.values() for w in decision.warnings}
    named = {w for path in RULES for key in ("warn", "no_warn") for w in read(path)["expect"].get(key, [])}
    assert len(RULES) >= 20
    assert named <= known


def quick_only(assessment: Assessment, pack: Pack) -> Assessment:
    """What is left of the answers when only the quick interview was held."""
    quick = {question.id for question in pack.questions if question.quick}

    def kept(answers: dict[str, Answer]) -> dict[str, Answer]:
        return {question: answer for question, answer in answers.items() if question in quick}

    workloads = tuple(w.model_copy(update={"answers": kept(w.answers)}) for w in assessment.workloads)
    return assessment.model_copy(update={"answers": kept(assessment.answers), "workloads": workloads})


def test_the_quick_interview_usually_gives_the_same_advice(bundled_pack: Pack) -> None:
    everything = {path.stem: load_assessment(path, pack=bundled_pack).assessment for path in EXAMPLES}
    everything |= {path.stem: published_assessment(path, bundled_pack) for path in PUBLISHED}
    everything |= {path.stem: rule_assessment(path, bundled_pack) for path in RULES}
    same, differing = 0, []
    for name, assessment in everything.items():
        full = recommend(bundled_pack, assessment)
        quick = recommend(bundled_pack, quick_only(assessment, bundled_pack))
        for one, short in zip(full.workloads, quick.workloads, strict=True):
            same += one.model == short.model
            if one.model != short.model:
                differing.append(
                    f"{name}/{one.id}: {one.stage} in full, {short.stage} in the quick interview"
                )
    share = same / (same + len(differing))
    report = f"the quick interview agrees in {share:.0%} of {same + len(differing)} workloads; not in\n  "
    report += "\n  ".join(differing)
    print(report)
    assert share >= 0.8, report
