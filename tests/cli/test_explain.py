"""``advisor explain``: the advice and how firm it is first, then why, to the last point."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from math import floor
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from advisor.content.schemas import json_schemas

HEADS = (
    "HOW FIRM",
    "WHY",
    "SCORES, ANSWER BY ANSWER",
    "ALSO DECIDED",
    "SELECTION FRAMEWORK",
    "THE PATH TO THE TARGET",
    "WHAT WOULD CHANGE IT",
    "WHAT IS UNKNOWN, AND WHAT TO ASK NEXT",
    "WARNINGS, AND WHAT TO DO",
    "WHAT EACH SINGLE ANSWER COULD DO",
    "HOW FAR EACH WEIGHT AND THRESHOLD MAY MOVE ALONE",
)


@pytest.fixture
def hospital(bundled_pack_folder):
    """Three workloads, nearly everything known."""
    return bundled_pack_folder / "examples" / "regional-hospital.yaml"


@pytest.fixture
def open_sheet(bundled_pack_folder, tmp_path):
    """Nothing but what has to be stated: every list is long."""
    path = tmp_path / "open.yaml"
    path.write_text(
        "assessment: nothing-known\npack: crawl-walk-run\norganisation: Nobody\n"
        "workloads:\n  - {id: first, kind: training}\n  - {id: second, kind: online_inference}\n"
    )
    return path


def section(out: str, head: str) -> str:
    """The lines of the first section of this name."""
    return re.split(r"\n  [A-Z][A-Z ,]+(?:\n| \()", out.split(f"  {head}")[1])[0]


def test_the_advice_and_how_firm_it_is_come_first(advisor, hospital):
    out = advisor("explain", hospital, "-w", "triage-chat").out
    places = [out.index(f"\n  {head}") for head in HEADS]
    assert places == sorted(places)
    lead = out[: places[0]]
    assert re.search(r"^  [A-Z]+ · .*: settled\.$", lead, re.MULTILINE)
    firm = section(out, "HOW FIRM")
    assert "Settled: no open answer can change today's model or the target" in firm
    found = json.loads(advisor("explain", hospital, "-w", "triage-chat", "-f", "json").out)["workloads"][0]
    less = floor(1000 * Decimal(str(found["firm"]["all_weights"]))) / Decimal(10)
    said = " ".join(firm.split())
    assert f"ll weights may change at once by less than {less:f} %; beyond that" in said
    nearest = found["firm"]["nearest"]
    assert f"{len(nearest['changes'])} answers change" in said


def test_while_answers_are_open_it_is_they_that_move_the_advice_and_not_weights(advisor, open_sheet, kitchen):
    advisor("new", "blank.yaml", "--pack", "kitchen")
    for file, rest in ((open_sheet, ("-w", "first")), ("blank.yaml", ())):
        firm = " ".join(section(advisor("explain", file, *rest).out, "HOW FIRM").split())
        (whole, *_) = json.loads(advisor("explain", file, *rest, "-f", "json").out)["workloads"]
        found = whole["firm"]
        assert (found["settled"], found["basis"]) == (False, "expected")
        start = (found["outcome"], found["target"])
        firmly = found["all_weights"] is None and start == (
            whole["advice"]["model"],
            whole["advice"]["target"],
        )
        assert ("It is open answers, not weights, that can move the advice." in firm) is firmly
        assert ("Open answers can move the advice, whatever the weights." in firm) is not firmly
        assert "expected value" in firm


def test_what_is_not_settled_says_so_at_once(advisor, open_sheet):
    out = advisor("explain", open_sheet, "-w", "first").out
    assert re.search(r"^  [A-Z]+ · .*: not settled yet\.$", out, re.MULTILINE)
    found = json.loads(advisor("explain", open_sheet, "-w", "first", "-f", "json").out)["workloads"][0]
    for share in found["firm"]["shares"].values():
        assert f"{share:.0%}" in section(out, "HOW FIRM")
    asked = section(out, "WHAT IS UNKNOWN, AND WHAT TO ASK NEXT")
    shares = [int(value) for value in re.findall(r"^ +(\d+)%  ", asked, re.MULTILINE)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == round(100 * found["unknown"][0]["bits"] / found["firm"]["doubt"])
    assert " bit" not in out


def test_the_points_of_the_answers_add_up_to_the_score(advisor, bundled_pack_folder):
    example = bundled_pack_folder / "examples" / "parcel-network.yaml"
    found = json.loads(advisor("explain", example, "-f", "json").out)["workloads"][0]
    out = advisor("explain", example).out
    checked = 0
    for dimension in found["why"]["dimensions"]:
        score = dimension["score"]
        assert sum(part["points"] or 0 for part in dimension["answers"]) == pytest.approx(
            score["score"], abs=0.05
        )
        block = out.split(f"\n    {score['title']}")[1].split("\n\n")[0]
        points = re.findall(r"^ +(\d+\.\d)/(\d+\.\d) ", block, re.MULTILINE)
        assert sum(float(value) for value, _ in points) == pytest.approx(
            score["score"], abs=0.05 * len(points)
        )
        assert sum(float(value) for _, value in points) == pytest.approx(100, abs=0.05 * len(points))
        checked += 1
    assert checked == 4


def test_every_cut_list_says_so_and_all_shows_it(advisor, open_sheet):
    """What is shown and what is said to be missing make up the whole, list by list."""
    short = advisor("explain", open_sheet, "-w", "first").out
    whole = advisor("explain", open_sheet, "-w", "first", "--all").out
    found = json.loads(advisor("explain", open_sheet, "-w", "first", "-f", "json").out)["workloads"][0]
    primary = found["why"]["decisions"][0]
    lists = {
        "WHY": (r"^ +●? +(?:under )?\S+  row ", "row", len(primary["rows"])),
        "WHAT IS UNKNOWN, AND WHAT TO ASK NEXT": (
            r"^ +(?:under )?\d+%  ",
            "open question",
            len(found["unknown"]),
        ),
        "WARNINGS, AND WHAT TO DO": (r"^    (?:high|medium|low) ", "warning", len(found["warnings"])),
        "WHAT EACH SINGLE ANSWER COULD DO": (r"^    \S", "answer", len(found["tornado"])),
    }
    for head, (line, noun, all_of_them) in lists.items():
        part = section(short, head)
        left = re.search(rf"… and (\d+) more {noun}s?, --all shows (?:it|them)", part)
        assert left, f"{head} is cut and does not say so"
        entries = [each for each in re.findall(line, part, re.MULTILINE) if "… and" not in each]
        told = part.count("    … and") if line == r"^    \S" else 0
        assert len(entries) - told + int(left[1]) == all_of_them, head
        assert len(re.findall(line, section(whole, head), re.MULTILINE)) == all_of_them, head
    assert "--all" not in whole
    for gate in primary["gates"]:
        assert f"{gate['id']} " in whole
    for part in ("CRAWL   ", "… and", "looks at"):
        assert (part in whole) is (part != "… and")


def test_all_tells_answers_whole_with_level_and_weight(advisor, hospital):
    out = " ".join(advisor("explain", hospital, "--all").out.split())
    found = json.loads(advisor("explain", hospital, "-f", "json").out)
    told = 0
    for dimension in found["workloads"][0]["why"]["dimensions"]:
        for part in dimension["answers"]:
            if part["state"] == "answered":
                level = f"(level {part['level']} of {part['max_level']}, weight {part['weight']})"
                assert f"{' '.join(part['answer'].split())} {level}" in out
                told += 1
    assert told > 20


def test_what_was_shown_for_one_workload_is_not_told_again(advisor, hospital):
    out = advisor("explain", hospital).out
    assert out.count(" Platform operations  ") < 3 + out.count("WHAT EACH SINGLE ANSWER COULD DO")
    assert "Answer by answer as above, for" in out
    assert re.search(r"\d warnings? as above, for", out)
    alone = advisor("explain", hospital, "-w", "imaging-training").out
    assert "as above" not in alone


def test_json_fits_its_schema_holds_everything_and_is_stable(advisor, open_sheet, hospital):
    schema = json.loads(json_schemas()["explanation.schema.json"])
    for file in (open_sheet, hospital):
        done = advisor("explain", file, "--format", "json")
        found = json.loads(done.out)
        Draft202012Validator(schema).validate(found)
        assert found["schema"] == "advisor/explanation/1"
        assert advisor("explain", file, "--format", "json", "--all").out == done.out
        scored = json.loads(advisor("score", file, "-f", "json").out)
        assert found["pack"] == scored["pack"]
        assert found["overall"] == scored["overall"]
        for one, other in zip(found["workloads"], scored["workloads"], strict=True):
            firm = other["robustness"]
            assert one["advice"]["model"] == other["model"]
            assert one["firm"]["settled"] == firm["settled"]
            assert one["tornado"] == firm["tornado"]
            assert one["unknown"] == firm["next_questions"]
            assert [way["alternative"] for way in one["change"]] == firm["alternatives"]
            assert [way["alternative"] for way in one["target_change"]] == firm["target_alternatives"]
            assert one["slips"] == firm["slips"]
            assert one["weights"] == firm["firmness"]["weights"]
            assert one["warnings"] == other["warnings"]
            assert sorted(t["id"] for t in one["why"]["decisions"]) == sorted(
                t["id"] for t in other["trace"]["decisions"]
            )
            parts = [part for each in one["why"]["dimensions"] for part in each["answers"]]
            assert len(parts) == len(other["trace"]["contributions"])
        assert set(found["names"]["questions"]) >= {part["question"] for part in parts}


def test_what_would_change_the_target_is_told_apart_from_what_changes_todays_model(
    advisor, bundled_pack_folder
):
    example = bundled_pack_folder / "examples" / "call-transcripts.yaml"
    (found,) = json.loads(advisor("explain", example, "-f", "json").out)["workloads"]
    movers = {one["question"]: one for one in found["tornado"]}
    for question in ("capital_appetite", "central_service", "planning_horizon"):
        assert movers[question]["outcomes"] == ["partially_managed"]
        assert movers[question]["targets"] == ["partially_managed", "self_managed"]
    out = advisor("explain", example, "--all").out
    said = " ".join(out.split())
    assert "Appetite for capital the target WALK or RUN" in said
    assert "WALK · Partially managed as the target - Appetite for capital:" in said
    falls = [one["change"]["question"] for one in found["slips"] if one["lowers"] == "now"]
    assert "when any one of 6 answers falls" in said and len(falls) == 6
    slips = section(out, "WHAT MUST NOT SLIP, OF THE ANSWERS THAT SCORE")
    assert "if any one of these 5 answers gets worse:" in " ".join(slips.split())
    names = json.loads(advisor("explain", example, "-f", "json").out)["names"]["questions"]
    assert all(f"- {names[question]}: " in slips for question in falls)


def test_all_weights_are_bounded_for_the_target_too(advisor, bundled_pack_folder):
    """Today's model alone would hold for more than twice as much."""
    example = bundled_pack_folder / "examples" / "parcel-network.yaml"
    firm = json.loads(advisor("explain", example, "-f", "json").out)["workloads"][0]["firm"]
    assert firm["all_weights"] == pytest.approx(0.359, abs=0.001)
    assert (firm["flips_to"], firm["target_flips_to"]) == ("partially_managed", "self_managed")
    assert firm["now_weights"] == pytest.approx(0.769, abs=0.001)
    assert firm["now_flips_to"] == "fully_managed"
    said = " ".join(advisor("explain", example).out.split())
    assert "beyond that the target can become RUN" in said
    assert "Today's model holds for changes of less than 76.9 %, then it can become CRAWL" in said


def test_the_path_to_the_target_is_listed_step_by_step(advisor, bundled_pack_folder):
    example = bundled_pack_folder / "examples" / "call-transcripts.yaml"
    path = json.loads(advisor("explain", example, "-f", "json").out)["workloads"][0]["path"]
    assert path["reachable"] and len(path["steps"]) > 3
    said = " ".join(section(advisor("explain", example).out, "THE PATH TO THE TARGET").split())
    for place, step in enumerate(path["steps"], start=1):
        assert f"{place}. " in said
        assert f"{step['from']} → {step['to']}" in said


def test_a_row_that_gates_void_says_so(advisor, bundled_pack_folder):
    out = advisor("explain", bundled_pack_folder / "examples" / "pension-fund.yaml").out
    why = section(out, "WHY")
    assert "No model is admissible" in out
    assert (
        why.index("row walk_later")
        < why.index("Void: the gates below rule out everything")
        < why.index("Gates")
    )


def test_settled_says_what_it_rests_on(advisor, bundled_pack_folder, hospital):
    full = bundled_pack_folder / "examples" / "call-transcripts.yaml"
    for file, rest, complete in ((full, (), True), (hospital, ("-w", "triage-chat"), False)):
        (found,) = json.loads(advisor("explain", file, *rest, "-f", "json").out)["workloads"]
        assert (found["firm"]["settled"], found["firm"]["complete"]) == (True, complete)
        said = " ".join(section(advisor("explain", file, *rest).out, "HOW FIRM").split())
        assert ("Settled: every question that applies has its answer." in said) is complete
        assert ("none turns out not to apply" in said) is not complete


def test_one_workload(advisor, bistro):
    out = advisor("explain", bistro, "-w", "cold-room").out
    assert "cold-room" in out
    assert "The till" not in out
    found = json.loads(advisor("explain", bistro, "-w", "cold-room", "-f", "json").out)
    assert [each["id"] for each in found["workloads"]] == ["cold-room"]


def test_a_workload_that_is_not_there(advisor, bistro):
    for more in ((), ("--format", "json")):
        done = advisor("explain", bistro, "-w", "cold-rom", *more)
        assert done.code == 2
        assert done.out == ""
        assert "did you mean “cold-room”?" in done.err


def test_it_shows_gates_framework_and_what_to_do(advisor, bundled_pack_folder):
    out = advisor("explain", bundled_pack_folder / "examples" / "wafer-inspection.yaml").out
    for part in (" fires; rules out ", "row ", "SELECTION FRAMEWORK", "            → "):
        assert part in out


def test_open_answers_are_marked_and_shares_are_exact(advisor, kitchen):
    advisor("new", "open.yaml", "--pack", "kitchen")
    out = advisor("explain", "open.yaml", "--all").out
    assert re.search(r"^ +\?/\d+\.\d .*not answered yet", out, re.MULTILINE)
    assert re.search(r"\d+% = \d+/\d+", out)
    assert "Still depends on: " in out


def test_what_does_not_apply_and_what_nobody_knows_is_told(advisor, kitchen):
    advisor("new", "open.yaml", "--pack", "kitchen")
    advisor("ask", "open.yaml", stdin="unknown\nna no habits at all\nquit\n")
    out = advisor("explain", "open.yaml", "--all").out
    assert re.search(r"^ +\?/\d+\.\d .*unknown", out, re.MULTILINE)
    assert "does not apply: no habits at all" in " ".join(out.split())
    assert "1 more question not counted, --all shows it" in advisor("explain", "open.yaml").out


def test_a_hostile_title_is_only_text(advisor, bistro):
    text = bistro.read_text()
    assert "The till" in text
    bistro.write_text(text.replace("The till", "'[bold]red[/bold] {{ 7 * 7 }} <b>T</b>'", 1))
    out = advisor("explain", bistro, "--all").out
    assert "\x1b" not in out
    assert "[bold]red[/bold] {{ 7 * 7 }} <b>T</b>" in out


@pytest.mark.parametrize("more", [(), ("--all",)])
def test_everything_fits_in_eighty_columns_without_colour(advisor, bundled_pack_folder, open_sheet, more):
    for example in [*sorted((bundled_pack_folder / "examples").glob("*.yaml")), open_sheet]:
        out = advisor("explain", example, *more).out
        hints = out.splitlines()[-3:]
        assert [line for line in out.splitlines() if len(line) > 80 and line not in hints] == []
        assert "\x1b" not in out


def test_what_never_flips_the_advice_is_counted_and_one_alone_is_no_plural(advisor, tmp_path):
    base = Path(__file__).resolve().parents[1] / "packs" / "broken" / "base"
    path = tmp_path / "trip.yaml"
    for rain, said in (
        ("none", ("No move of the 4 thresholds flips", "No value of the 3 weights flips")),
        ("much", ("No move of the 3 other thresholds flips", "No value of the other weight flips")),
    ):
        path.write_text(
            f"assessment: trip\npack: {base}\norganisation: We\nanswers: {{crew: nobody, tools: cart}}\n"
            f"workloads: [{{id: walk, kind: walk, answers: {{rain: {rain}, rule: free}}}}]\n",
            "utf-8",
        )
        text = " ".join(advisor("explain", path).out.split())
        assert all(each in text for each in said)
