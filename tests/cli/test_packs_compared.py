"""Two packs beside one another: what was changed, what each change does, and which findings are new."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.content.packs import load_pack
from advisor.decision.proof import Comparison, compare
from advisor.decision.proof.finding_words import Share

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "packs" / "broken" / "base"
Edit = Callable[..., Path]


@pytest.fixture
def ours(tmp_path: Path) -> Edit:
    """A copy of the tiny pack under an id of its own, with edits of its rules."""

    def made(*edits: tuple[str, str], name: str = "ours") -> Path:
        folder = tmp_path / name
        shutil.copytree(BASE, folder)
        manifest, rules = folder / "pack.yaml", folder / "rules.yaml"
        text = re.sub(r"(?m)^id: .*$", f"id: {name}", manifest.read_text("utf-8"))
        manifest.write_text(re.sub(r"(?m)^version: .*$", "version: 2.0.0", text), "utf-8")
        text = rules.read_text("utf-8")
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        rules.write_text(text, "utf-8")
        return folder

    return made


def one(advisor, pack: Path, *more: object) -> dict:
    (found,) = json.loads(advisor("check", pack, "--against", BASE, "-f", "json", *more).out)["comparisons"]
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


HIGHER = ("bands: {medium: 40, high: 65}", "bands: {medium: 40, high: 70}")
WEAKER = ("weights: {crew: 2, tools: 1}", "weights: {crew: 3, tools: 1}")
DRIER = (
    "wet: {at_least: {dimensions: [need], band: medium}}",
    "wet: {at_least: {dimensions: [need], band: high}}",
)


def test_every_change_is_listed_with_what_it_does_alone_and_what_is_left_without_it(advisor, ours) -> None:
    """Each figure is that of two packs on the disk, compared by themselves."""
    pack = ours(HIGHER, WEAKER, DRIER)
    found = one(advisor, pack)
    assert found["against"]["id"] == "rain"
    told = {(each["part"], each["id"]): each for each in found["changes"]}
    assert set(told) == {("threshold", "high"), ("weight", "crew"), ("condition", "wet")}
    old = load_pack(BASE)
    for name, edit in (
        (("threshold", "high"), HIGHER),
        (("weight", "crew"), WEAKER),
        (("condition", "wet"), DRIER),
    ):
        alone = compare(load_pack(ours(edit, name=f"only-{name[1]}")), old)
        others = [each for each in (HIGHER, WEAKER, DRIER) if each != edit]
        without = compare(load_pack(ours(*others, name=f"not-{name[1]}")), old)
        assert isinstance(alone, Comparison)
        assert isinstance(without, Comparison)
        assert (told[name]["alone"], told[name]["without"]) == (alone.sheets_changed, without.sheets_changed)
        assert told[name]["decides"] is True


def test_the_text_names_both_packs_and_every_change(advisor, ours, tmp_path, monkeypatch) -> None:
    pack = ours(HIGHER, DRIER)
    monkeypatch.chdir(tmp_path)
    text = advisor("check", "ours", "--against", BASE).out
    assert re.search(
        r"ours 2\.0\.0 \([0-9a-f]{12}\), compared with rain 0\.1\.0 \([0-9a-f]{12}\):", flat(text)
    )
    assert "Changes that can move advice: 2 changed" in text
    assert "“Strength”: high begins at 70 points, before at 65." in text
    assert (
        "The condition “wet” holds if “Need” is at least high; before if “Need” is at least medium."
    ) in flat(text)
    for each in one(advisor, pack)["changes"]:
        alone, without = (Share(each[name], 162) for name in ("alone", "without"))
        assert f"alone: {alone}; all but this: {without}" in text
    assert "Other changes: none" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_sheet_has_an_answer_a_line_and_a_band_in_both_packs(advisor, ours) -> None:
    """The answers told bring the band of either pack, by its own weights and thresholds."""
    text = advisor("check", ours(HIGHER, WEAKER), "--against", BASE).out
    sheets = [part.splitlines() for part in text.split("    sheet:\n")[1:]]
    assert sheets
    bands = [line for sheet in sheets for line in sheet if line.startswith("      - Strength: ")]
    assert len(bands) == len(sheets)
    assert "Strength before" not in text
    labels = {"Nobody": 0, "One": 1, "Several": 2, "Hands": 0, "A bag": 1, "A cart": 2}
    for sheet, told in zip(sheets, bands, strict=True):
        answers = {
            key: labels.get(label, 0)
            for line in sheet
            if line.startswith("          ")
            for key, _, label in [line.strip().partition(": ")]
        }
        crew, tools = answers.get("People", 0), answers.get("Tools", 0)
        here = band(100 * (3 * crew + tools), 8, high=70)
        there = band(100 * (2 * crew + tools), 6, high=65)
        assert told.startswith(f"      - Strength: {here} (before: {there})")


def band(points: int, most: int, *, high: int) -> str:
    """By the words of the tiny pack: medium begins at 40 of 100."""
    return "high" if points >= high * most else "medium" if points >= 40 * most else "low"


def test_rules_that_are_new_gone_or_reworded_are_told_apart(advisor, ours) -> None:
    pack = ours(
        ("reason: Come dry.}", "reason: The host wants you dry.}"),
        (
            "carry_little, when: {answer: {question: rule, is: [light]}}, exclude: [tent], reason: Little ro",
            "no_cart, when: {answer: {question: tools, is: [cart]}}, exclude: [tent], reason: No ro",
        ),
        ("severity: high", "severity: low"),
    )
    changes = one(advisor, pack)["changes"]
    assert changes[0]["alone"] >= changes[1]["alone"]
    changes = [*sorted(changes[:2], key=lambda each: each["id"], reverse=True), *changes[2:]]
    assert [(each["part"], each["happened"], each["id"], each["decides"]) for each in changes] == [
        ("gate", "new", "no_cart", True),
        ("gate", "gone", "carry_little", True),
        ("gate", "reworded", "come_dry", False),
        ("warning", "changed", "stretched", False),
    ]
    assert changes[0]["text"] == "New hard rule “no_cart”, which leaves out “A tent”: No room."
    text = advisor("check", pack, "--against", BASE).out
    assert "Other changes: 1 changed, 1 worded otherwise" in text
    assert "  1 is in the wording only; --notes lists it\n" in text
    assert "The host wants you dry" not in text
    assert "The host wants you dry" in advisor("check", pack, "--against", BASE, "--notes").out


def test_what_only_one_pack_asks_is_said_in_good_english(advisor, ours) -> None:
    questions = "".join(
        f"""
  - id: {name}
    section: all
    scope: workload
    type: single
    ask: Is there {name}?
    short: Some {name}
    why: It counts.
    evidence: Look.
    options: [{{id: no_, label: Not any, level: 0}}, {{id: yes_, label: There is, level: 1}}]
"""
        for name in ("hail", "fog")
    )
    pack = ours(("weights: {rain: 1}", "weights: {rain: 4, hail: 1, fog: 1}"))
    path = pack / "questions.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + questions, "utf-8")
    text = flat(advisor("check", pack, "--against", BASE).out)
    assert "Only here: “hail” and “fog”; the other pack ignores them." in text
    assert "New question “Some hail” (counts 1 towards “Need”): Is there hail?" in text


def test_findings_that_the_other_pack_lacks_are_marked_and_can_be_shown_alone(advisor, ours) -> None:
    old = ours(("now: tent\n", "now: hat\n"), name="old")
    new = ours(("now: tent\n", "now: hat\n"), ("severity: high", "severity: high"), name="new")
    manifest = new / "questions.yaml"
    manifest.write_text(
        manifest.read_text("utf-8").replace(
            "label: Nothing}", "label: Nothing}\n      - {id: any, label: Anything}"
        ),
        "utf-8",
    )
    both = json.loads(advisor("check", new, "--against", old, "-f", "json").out)["findings"]
    assert {each["new"] for each in both} == {True, False, None}
    assert all((each["new"] is None) == (each["code"] == "not-comparable") for each in both)
    text = advisor("check", new, "--against", old).out
    assert text.count("    new: the pack compared with does not have this") == sum(
        each["new"] is True and each["severity"] != "note" for each in both
    )
    only = advisor("check", new, "--against", old, "--new", "-f", "json")
    assert [each["code"] for each in json.loads(only.out)["findings"]] == [
        each["code"] for each in both if each["new"] is not False
    ]
    again = advisor("check", old, "--against", old, "--new")
    assert again.code == 0
    assert advisor("check", old, "--against", old).code == 1
    assert "no problems" in again.out


def test_new_needs_a_pack_to_compare_with(advisor, ours) -> None:
    done = advisor("check", ours(), "--new")
    assert (done.code, done.out) == (2, "")
    assert "add --against" in done.err


ANSWERS = """\
assessment: trip
pack: ./{pack}
organisation: We
answers: {{crew: one, tools: cart}}
workloads: [{{id: walk, kind: walk, answers: {{rain: much, rule: free}}}}]
"""


def compared(advisor, tmp_path: Path, old: Path, new: Path) -> tuple[dict, str]:
    path = tmp_path / "trip.yaml"
    path.write_text(ANSWERS.format(pack=old.name), "utf-8")
    found = json.loads(advisor("compare", path, "--pack", new, "-f", "json").out)
    (workload,) = found["pack"]["workloads"]
    return workload, flat(advisor("compare", path, "--pack", new).out)


def test_changes_that_needed_one_another_are_each_named(advisor, ours, tmp_path) -> None:
    """With tools counting double, a strength of 75 falls below 70 only when tools count less as well."""
    double = ("weights: {crew: 2, tools: 1}", "weights: {crew: 2, tools: 2}")
    idle = (
        "bands: {medium: 40, high: 70}\n    weights: {rain",
        "bands: {medium: 41, high: 70}\n    weights: {rain",
    )
    old = ours(double, name="old")
    new = ours(HIGHER, idle, name="new")
    found, text = compared(advisor, tmp_path, old, new)
    assert [each["id"] for each in found["causes"]] == ["high", "tools"]
    assert (found["undoing"], found["smallest"]) == ("any", True)
    assert [(each["within"], each["id"]) for each in found["idle"]] == [("need", "medium")]
    assert "Each of these changes was needed; without any one of them, the advice is that of before:" in text
    assert "Changed, but without part in this: - “Need”: medium begins at 41 points, before at 40." in text
    assert "The pack: old 2.0.0 → new 2.0.0" in text or "The pack: old 2.0.0 -> new 2.0.0" in text


def test_changes_each_of_which_would_do_are_named_together(advisor, ours, tmp_path) -> None:
    row = ("        now: tent\n", "        now: umbrella\n        target: tent\n")
    found, text = compared(advisor, tmp_path, ours(name="old"), ours(HIGHER, row, name="new"))
    assert [each["id"] for each in found["causes"]] == ["high", "able"]
    assert (found["undoing"], found["smallest"], found["idle"]) == ("all", True, [])
    assert "Only without all of these changes is the advice that of before (no fewer would do):" in text


def test_a_change_that_works_against_the_flip_is_no_cause_of_it(
    advisor, tmp_path, bundled_pack_folder
) -> None:
    """A question that raises the score, and a threshold that is not near: only the other threshold did it."""
    pack = tmp_path / "bank-pack"
    shutil.copytree(bundled_pack_folder, pack, ignore=shutil.ignore_patterns("examples"))
    rules, questions, manifest = (pack / name for name in ("rules.yaml", "questions.yaml", "pack.yaml"))
    manifest.write_text(manifest.read_text("utf-8").replace("id: crawl-walk-run", "id: bank-pack"), "utf-8")
    text = rules.read_text("utf-8").replace(
        "bands: {medium: 45, high: 70}", "bands: {medium: 50, high: 75}", 1
    )
    rules.write_text(
        text.replace("      platform_operations: 4", "      exit_tested: 1\n      platform_operations: 4", 1),
        "utf-8",
    )
    text = questions.read_text("utf-8")
    section = re.findall(r"    section: (\w+)", text)[0]
    new = f"""\
  - id: exit_tested
    section: {section}
    scope: organisation
    type: single
    ask: When was leaving the provider last rehearsed?
    short: Exit rehearsal
    why: A plan that was never tried is a hope.
    evidence: The minutes of the rehearsal.
    options: [{{id: never, label: Never, level: 0}}, {{id: yearly, label: Every year, level: 2}}]
"""
    first = text.index("  - id: platform_operations")
    questions.write_text(text[:first] + new + text[first:], "utf-8")
    example = (bundled_pack_folder / "examples" / "parcel-network.yaml").read_text("utf-8")
    for old, weaker in (
        ("choice: platform_team", "choice: general_it"),
        ("choice: rota_and_review", "choice: best_effort"),
        ("choice: as_code", "choice: scripts"),
        ("gpu_experience: single_gpu", "gpu_experience: shared_gpus"),
    ):
        assert old in example
        example = example.replace(old, weaker)
    path = tmp_path / "parcel.yaml"
    path.write_text(example, "utf-8")
    found = json.loads(advisor("compare", path, "--pack", pack, "-f", "json").out)
    (workload,) = found["pack"]["workloads"]
    assert [each["text"] for each in workload["causes"]] == [
        "“Technical readiness”: medium begins at 50 points, before at 45."
    ]
    assert workload["undoing"] == "one"
    assert [each["id"] for each in workload["idle"]] == ["exit_tested", "high"]
    assert "“Technical readiness” is low now, before medium." in workload["how"]


def test_a_page_about_two_packs_has_every_figure_of_the_text(advisor, ours) -> None:
    pack = ours(HIGHER, DRIER, ("reason: Come dry.}", "reason: Come | dry *now*.}"))
    page = advisor("check", pack, "--against", BASE, "--format", "markdown").out
    found = one(advisor, pack)
    assert page.startswith("# What to carry: what changed\n")
    assert "| This pack | ours | 2.0.0 |" in page
    assert f"the advice differs on **{Share(found['sheets_changed'], found['sheets'])}**" in page
    for each in found["changes"][:2]:
        shares = " | ".join(str(Share(each[name], found["sheets"])) for name in ("alone", "without"))
        assert f"{each['text']} | {shares} |" in page
    # What the pack says stays text.
    assert "Come \\| dry \\*now\\*." in page
    rows = [line for line in page.splitlines() if line.startswith(("| A ", "| An "))]
    assert len(rows) == sum(len(each["changes"]) for each in found["decisions"])


def test_a_page_about_two_packs_has_every_finding_of_the_text_and_marks_new_ones(advisor, ours) -> None:
    pack, old = ours(("now: tent\n", "now: hat\n")), ours(("severity: high", "severity: low"), name="old")
    questions = pack / "questions.yaml"
    labelled = questions.read_text("utf-8").replace("label: Several", "label: '<b>| *All* [of](us)'")
    questions.write_text(labelled, "utf-8")
    done = advisor("check", pack, "--against", old, "-f", "markdown")
    page = done.out
    listed = json.loads(advisor("check", pack, "--against", old, "-f", "json").out)["findings"]
    told = [each for each in listed if each["severity"] != "note"]
    assert done.code == 1
    section = page[page.index("## Findings\n") : page.index("## Size: ")]
    heads = [line for line in section.splitlines() if line.startswith("- ")]
    assert [re.match(r"- \*\*(\w+)(, new)?:\*\*", head).groups() for head in heads] == [
        (each["severity"].capitalize(), ", new" if each["new"] else None) for each in told
    ]
    assert {each["new"] for each in told} == {True, False}
    for each, head in zip(told, heads, strict=True):
        assert head.endswith(f" (`{each['code']}`)")
        place = ":".join(str(each[key]) for key in ("line", "column") if each[key] is not None)
        file = Path(each["file"]).name
        assert f"  - Where: {file}:{place}\n" in section or f"  - Where: {file}\n" in section
        assert f"  - To mend it: {each['hint']}\n" in section or each["hint"] is None
    error = next(each for each in told if each["code"] == "not-monotone")
    for each in error["named"]:
        assert f"  - Names row “{each['name']}”: rules.yaml:{each['line']}:{each['column']}\n" in section
    assert "  - A sheet that shows it:\n    - The rule: Nothing\n" in section
    # What the pack says stays text.
    assert "  - Then:\n    - People: One, now &lt;b&gt;\\| \\*All\\* \\[of\\](us)\n" in section
    assert "Problems to mend: 1 error (1 new), " in section
    notes = sum(each["severity"] == "note" for each in listed)
    assert f" {notes} note" in section
    only = advisor("check", pack, "--against", old, "--new", "-f", "markdown").out
    assert only.count("\n- **") == only.count(", new:**") == sum(each["new"] for each in told)
    assert "New problems to mend: 1 error (1 new)" in only


def test_a_page_says_that_nothing_was_found(advisor, kitchen, ours) -> None:
    """Also where the two cannot be compared sheet by sheet."""
    done = advisor("check", kitchen, "--against", ours(), "-f", "markdown")
    assert done.code == 0
    assert "cannot be compared answer sheet by answer sheet" in done.out
    assert "## Findings\n\nProblems to mend: none." in done.out


def test_a_page_about_one_assessment_says_what_turned_its_advice(advisor, ours, tmp_path) -> None:
    old, new = ours(name="old"), ours(HIGHER, DRIER, name="new")
    compared(advisor, tmp_path, old, new)
    page = advisor("compare", tmp_path / "trip.yaml", "--pack", new, "--format", "markdown").out
    assert "- Today: A tent → **An umbrella**" in page
    assert (
        "This change turned it; without it, the advice is that of before:\n\n"
        "- “Strength”: high begins at 70 points, before at 65.\n" in page
    )


@pytest.mark.parametrize("words", [("compare", "trip.yaml"), ("check", "ours")])
def test_a_page_needs_two_packs(advisor, ours, tmp_path, monkeypatch, words) -> None:
    ours()
    monkeypatch.chdir(tmp_path)
    done = advisor(*words, "--format", "markdown")
    assert (done.code, done.out) == (2, "")
    assert "--format markdown is a page about" in done.err


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{gap: {decision: size}}", "the target of “Size” lies a step or more above today"),
        ("{outcome: {decision: size, now: [hat, tent]}}", "“Size” comes to “A hat” or “A tent”"),
        ("{outcome: {decision: size, target: [tent]}}", "“Size” aims at “A tent”"),
        ("{no_outcome: size}", "hard rules leave nothing for “Size”"),
        ("{unknown: rain}", "nobody knows “Rain”"),
        (
            "{without_evidence: {dimension: strength, level: 2, count: 2}}",
            "2 answers of “Strength” at level 2 or more without evidence",
        ),
        ("{not: {kind: [trip]}}", "not: the workload is A trip"),
        (
            "{any: [{answer: {question: rule, is: [light]}}, {condition: wet}]}",
            "“The rule” is “To carry little” or “wet” holds",
        ),
    ],
)
def test_conditions_are_told_in_the_words_of_the_pack(advisor, ours, when, said) -> None:
    before = "{all: [{band: {dimension: strength, is: [low]}}, {band: {dimension: need, is: [high]}}]}"
    (change,) = one(advisor, ours((f"when: {before}\n        severity", f"when: {when}\n        severity")))[
        "changes"
    ]
    assert change["text"] == (
        f"The warning “stretched” is given if {said}; before if “Strength” is low and “Need” is high."
    )
