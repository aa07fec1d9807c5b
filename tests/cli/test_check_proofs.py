"""``advisor check``: what is proved about a pack, as text and as JSON."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "packs" / "broken" / "base"


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """A tiny pack in which the strongest carry the least."""
    folder = tmp_path / "rain"
    folder.mkdir()
    for path in BASE.glob("*.yaml"):
        text = path.read_text("utf-8").replace("now: tent", "now: hat")
        (folder / path.name).write_text(text, "utf-8")
    return folder


def test_a_broken_promise_is_told_with_two_sheets_and_a_way_out(advisor, rain):
    done = advisor("check", rain)
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    # The folder's name is as long as the test's, so only the place is sure to stand in the first line.
    assert lines[0].startswith(f"{rain / 'rules.yaml'}:38:16: error:")
    at = next(i for i, line in enumerate(lines) if line.startswith("    row “growing”:"))
    told = " ".join(line.strip() for line in lines[:at])
    assert "but one level up in “crew” moves it from “umbrella” (target “tent”) to “hat”" in told
    places = [line.strip() for line in lines[at : at + 4] if "rules.yaml" in line]
    assert [place.rpartition("rules.yaml:")[2] for place in places] == ["32:9", "28:9"]
    at = lines.index("    sheet:")
    then = lines.index("    then:", at)
    shown = [line for line in lines[at + 1 : then] if line.startswith("      - ")]
    assert shown[0] == "      - The rule: Nothing"
    assert [line.split(":")[0] for line in shown[1:]] == ["      - Strength", "      - Need"]
    assert "          People: One" in lines[at:then]
    assert lines[then + 1 : then + 3] == [
        "      - People: One, now Several",
        "      - Strength: medium, now high",
    ]
    assert lines[then + 3].startswith("    mend: ")
    assert lines[-1].endswith("1 error, 4 warnings. 1 note not shown; --notes prints it.")


def test_exact_numbers_of_sheets_add_up(advisor, rain):
    out = advisor("check", rain, "--counts").out
    whole = int(re.search(r"proved over all ([\d,]+)", out)[1].replace(",", ""))
    table = out[out.index("  outcome now") :].splitlines()
    titles = [i for i, line in enumerate(table) if line.split()[-1:] == ["sheets"]]
    assert len(titles) == 3
    for begin, end in zip(titles, [*titles[1:], None], strict=True):
        counts = [
            line.split()[-1].replace(",", "") for line in table[begin + 1 : end] if line.startswith("  ")
        ]
        assert sum(map(int, counts)) == whole


def test_notes_are_printed_when_asked_for(advisor, rain):
    assert "“tent” is only ever a target" not in advisor("check", rain).out
    assert "“tent” is only ever a target" in advisor("check", rain, "--notes").out


def test_errors_come_before_warnings_and_these_before_notes(advisor, rain):
    lines = advisor("check", rain, "--notes").out.splitlines()
    told = [word for line in lines if (word := severity_of(line))]
    assert told == ["error"] + 4 * ["warning"] + ["note"]
    listed = json.loads(advisor("check", rain, "-f", "json").out)["findings"]
    assert [each["severity"] for each in listed] == told


def severity_of(line: str) -> str | None:
    found = re.match(r"[^ ].*: (error|warning|note):", line)
    return found[1] if found else None


def test_text_fits_in_eighty_columns_but_for_paths(advisor, rain, monkeypatch):
    monkeypatch.chdir(rain.parent)
    for arguments in (("--notes",), ("--notes", "--against", BASE)):
        lines = advisor("check", "rain", *arguments).out.splitlines()
        assert max(map(len, lines)) <= 80
    assert advisor("check", "rain").out.startswith("rain/rules.yaml:38:16: error: “size”")


def test_every_finding_ends_its_first_sentence_with_the_kind_that_the_guide_explains(advisor, rain):
    text = unwrapped(advisor("check", rain, "--notes").out)
    found = json.loads(advisor("check", rain, "-f", "json").out)["findings"]
    assert {"not-monotone", "no-catalogue"} <= {each["code"] for each in found}
    for each in found:
        assert f"{each['message']} [{each['code']}]" in text


def test_a_question_that_a_step_switches_on_is_told_with_its_answer(advisor, rain):
    """Only who has several people is asked for tools, and has none to show."""
    rules, questions = rain / "rules.yaml", rain / "questions.yaml"
    text = rules.read_text("utf-8").replace("now: hat\n", "now: tent\n")
    rules.write_text(text.replace("{crew: 2, tools: 1}", "{crew: 1, tools: 2}"), "utf-8")
    text = questions.read_text("utf-8").replace(
        "    short: Tools\n",
        "    short: Tools\n    relevant_when: {answer: {question: crew, is: [several]}}\n",
    )
    questions.write_text(text, "utf-8")
    done = advisor("check", rain)
    assert "up in “crew”, “tools” becomes relevant, which moves it" in unwrapped(done.out)
    then = done.out[done.out.index("    then:\n") :].splitlines()
    assert then[1:4] == [
        "      - People: One, now Several",
        "      - Tools: Hands, counts only now",
        "      - Strength: medium, now low",
    ]


def test_a_pack_with_errors_in_its_files_is_said_not_to_be_proved(advisor, rain):
    rules = rain / "rules.yaml"
    rules.write_text(rules.read_text("utf-8").replace("otherwise:", "otherwhise:"), "utf-8")
    done = advisor("check", rain)
    assert done.code == 1
    assert "Not proved: mend the errors first." in done.out.splitlines()
    found = json.loads(advisor("check", rain, "-f", "json").out)
    assert found["proved"] is False
    assert found["proofs"] == []


def test_what_is_proved_is_said_to_be(advisor, rain, bistro):
    assert json.loads(advisor("check", rain, "-f", "json").out)["proved"] is True
    assert json.loads(advisor("check", bistro, "-f", "json").out)["proved"] is None
    assert advisor("check", bistro).out == f"{bistro}: no problems.\n"


def test_two_packs_are_compared_over_all_sheets(advisor, rain):
    text = advisor("check", rain, "--against", BASE).out
    assert "the advice differs on 29.6 % of all answer" in text
    assert "48 of 162" in text
    sheet = "    sheet:\n      - The rule: Nothing\n      - Strength: high, as with\n          People: "
    assert f"    before: A tent\n    here: A hat\n{sheet}" in text
    (found,) = json.loads(advisor("check", rain, "--against", BASE, "-f", "json").out)["comparisons"]
    assert (found["comparable"], found["sheets"], found["sheets_changed"]) == (True, 162, 48)
    (size,) = found["decisions"]
    assert sum(change["sheets"] for change in size["changes"]) == size["sheets_changed"] == 48
    assert {
        (change["before"]["now"], change["after"]["now"]): change["sheets"] for change in size["changes"]
    } == {("tent", "hat"): 16, ("tent", "umbrella"): 16, ("umbrella", "hat"): 16}
    for change in size["changes"]:
        assert change["example"]["answers"].keys() == {"crew", "tools", "rain", "rule"}


def test_a_pack_is_the_same_as_itself(advisor, rain):
    assert "the advice is the same on all 162 answer sheets" in unwrapped(
        advisor("check", rain, "--against", rain).out
    )


def test_packs_that_ask_otherwise_are_said_not_to_be_comparable(advisor, rain, kitchen):
    done = advisor("check", kitchen, "--against", rain)
    assert done.code == 0
    assert "Not compared with rain 0.1.0" in done.out
    assert "the kinds of workload differ" in done.out
    (found,) = json.loads(advisor("check", kitchen, "--against", rain, "-f", "json").out)["comparisons"]
    assert found["comparable"] is False
    assert found["reasons"]


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_a_changed_copy_of_the_bundled_pack_is_warned_about(advisor, tmp_path, bundled_pack_folder):
    copy = tmp_path / "ours"
    shutil.copytree(bundled_pack_folder, copy)
    same = json.loads(advisor("check", copy, "-f", "json").out)["findings"]
    assert "changed-copy" not in {each["code"] for each in same}
    pack = copy / "pack.yaml"
    pack.write_text(pack.read_text("utf-8") + "\n# Ours.\n", "utf-8")
    done = advisor("check", copy)
    assert done.code == 1
    assert "as does the bundled pack, and holds something else" in unwrapped(done.out)
    assert done.out.count("holds something else") == 1


def test_an_assessment_is_checked_by_a_pack_that_is_named(advisor, bistro, kitchen):
    questions = kitchen / "questions.yaml"
    other = kitchen.parent / "other"
    shutil.copytree(kitchen, other)
    changed = other / "questions.yaml"
    changed.write_text(questions.read_text("utf-8").replace("patches", "patched"), "utf-8")
    assert advisor("check", bistro).code == 0
    done = advisor("check", bistro, "--pack", other)
    assert (done.code, done.err) == (1, "")
    assert "did you mean “patched”?" in done.out


@pytest.mark.parametrize("wrong", [("PACK", "--pack", "rain"), ("FILE", "--against", "rain")])
def test_what_does_not_fit_the_target_is_said_with_the_way_out(advisor, rain, bistro, wrong):
    what, option, other = wrong
    done = advisor("check", rain if what == "PACK" else bistro, option, rain.parent / other)
    assert done.code == 2
    assert done.out == ""
    assert "--against" in done.err or "name a pack's folder" in done.err


def test_the_counts_of_rows_and_outcomes_are_exact(advisor, rain):
    found = json.loads(advisor("check", rain, "--format", "json").out)
    (proof,) = found["proofs"]
    assert proof["sheets"] == 2 * 3 * 3 * 3 * 3
    (size,) = proof["decisions"]
    assert [(row["id"], row["sheets"]) for row in size["rows"]] == [
        ("able", 48),
        ("growing", 12),
        ("otherwise", 102),
    ]
    assert sum(each["sheets"] for each in size["now"]) + size["without_outcome"]["sheets"] == 162
    assert [(gate["id"], gate["sheets"]) for gate in size["gates"]] == [
        ("come_dry", 54),
        ("carry_little", 54),
    ]
    assert size["rows"][0]["example"]["answers"].keys() == {"crew", "tools", "rain", "rule"}


def test_findings_in_json_have_a_path_and_whole_sheets(advisor, rain):
    found = json.loads(advisor("check", rain, "--format", "json").out)
    error = next(each for each in found["findings"] if each["severity"] == "error")
    assert (error["code"], error["path"]) == ("not-monotone", "decisions.size.monotone.strength")
    before, after = error["examples"]
    changed = [question for question, ids in before["answers"].items() if after["answers"][question] != ids]
    assert changed == ["crew"]


def test_notes_alone_are_no_findings(advisor):
    done = advisor("check", "--format", "json")
    found = json.loads(done.out)["findings"]
    assert done.code == 0
    assert found
    assert {each["severity"] for each in found} == {"note"}
