"""``advisor workshop`` as a facilitator and five participants use it."""

from __future__ import annotations

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from advisor.content.assessments import load_assessment
from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.model.assessment import Answer
from advisor.workflows.workshop import open_room
from tests.workshops import PEOPLE, answer, five_people, kitchen_workshop


@pytest.fixture
def room(kitchen, tmp_path):
    return five_people(tmp_path / "spring", kitchen)


def test_a_workshop_from_its_first_vote_to_the_report(advisor, room, tmp_path):
    status = advisor("workshop", "status", room)
    assert status.code == 0
    assert "Participants (5)" in status.out
    before, _, nothing = status.out.partition("Nothing to discuss")
    assert "[keepers]" in before and "[till/house_rule]" in before
    assert "[cold-room/tickets]" in nothing

    revealed = advisor("workshop", "reveal", room, "keepers")
    assert "Lowest: Anna. Highest: Carla, Dmitri, Edda." in revealed.out
    told = " ".join(revealed.out.split())
    assert "Median: " in told and "; middle half: from “" in told
    assert "On a scale" not in told

    advisor("workshop", "vote-again", room, "keepers")
    answer(room, "Anna", {"keepers": "several"})
    hidden = advisor("workshop", "show", room, "keepers")
    assert hidden.out.count("Vote ") == 1

    agreed = advisor(
        "workshop", "agree", room, "keepers", "several", "-b", "Two did it", "-d", "ben: only one did"
    )
    assert "Vote 2" in agreed.out
    assert "Dissent: Ben: only one did" in agreed.out

    merged = advisor("workshop", "merge", room)
    assert merged.code == 0
    assert merged.out.strip().endswith("team.yaml")
    team = load_assessment(room / "team.yaml").assessment
    assert team.answers["keepers"].choice == "several"
    assert "Two did it" in (team.answers["keepers"].note or "")
    assert team.answers["spare_hours"].number == 14
    assert advisor("score", room / "team.yaml").code == 0
    report = advisor("report", room / "team.yaml", "--date", "none").out
    assert "## Where the room differed" in report
    assert "5 people answered in the workshop “Spring”, led by Fay." in report
    assert "**Ben, on “" in report or "Ben, on “" in report


ALIKE = {
    "dream": "unknown",
    "till/tickets": 6000,
    "till/line_quality": "weekly",
    "till/wish": "unknown",
    "cold-room/house_rule": "anywhere",
    "cold-room/tickets": 200,
    "cold-room/line_quality": "never",
    "cold-room/wish": ["reports"],
}
"""What everybody says, so that nobody's own answers leave them with more to do."""


def outputs(advisor, room) -> list[str]:
    texts = [advisor("workshop", "status", room).out, advisor("workshop", "status", room, "-f", "json").out]
    keys = ("keepers", "habits", "spare_hours", "till/house_rule", "cold-room/tickets")
    return texts + [advisor("workshop", "show", room, key).out for key in keys]


def test_nothing_shows_who_voted_what_before_it_is_revealed(advisor, kitchen, tmp_path):
    room = kitchen_workshop(tmp_path / "spring", kitchen, *PEOPLE)
    votes = [
        ALIKE | {"keepers": choice, "habits": habits, "spare_hours": hours, "till/house_rule": rule}
        for choice, habits, hours, rule in zip(
            ["nobody", "one", "several", "one", "one"],
            [["patches"], ["bills_read"], ["patches"], ["none_of_these"], ["patches"]],
            [1, 20, 3, 4, 5],
            ["anywhere", "own_building", "anywhere", "anywhere", "nowhere_else"],
            strict=True,
        )
    ]
    for who, given in zip(PEOPLE, votes, strict=True):
        answer(room, who, given)
    first = outputs(advisor, room)
    assert "12 of 12" in first[0]
    for who, given in zip(PEOPLE, votes[1:] + votes[:1], strict=True):
        answer(room, who, given)
    assert outputs(advisor, room) == first
    # The door is not shut: revealing tells the one order from the other.
    assert "Edda" in advisor("workshop", "reveal", room, "keepers").out.partition("Lowest:")[2]


def test_the_second_vote_is_hidden_until_it_is_revealed(advisor, room):
    advisor("workshop", "reveal", room, "keepers")
    advisor("workshop", "vote-again", room, "keepers")
    first = outputs(advisor, room)
    answer(room, "Anna", {"keepers": "several"})
    answer(room, "Edda", {"keepers": "nobody"})
    assert outputs(advisor, room) == first


def test_where_nobody_can_change_the_advice_there_is_nothing_to_discuss(advisor, kitchen, tmp_path):
    room = kitchen_workshop(tmp_path / "spring", kitchen, "Anna", "Ben")
    for who, keepers in (("Anna", "nobody"), ("Ben", "one")):
        rules = {"till/house_rule": "own_building", "cold-room/house_rule": "nowhere_else"}
        answer(room, who, rules | {"keepers": keepers, "habits": ["patches"]})
    status = advisor("workshop", "status", room).out
    assert "Nothing to discuss: the advice is the same in every combination of your answers." in status
    shown = advisor("workshop", "show", room, "keepers").out
    assert "the advice does not hang on this" in shown
    found = json.loads(advisor("workshop", "status", room, "--format", "json").out)
    assert found["schema"] == "advisor/workshop/1"
    assert found["nothing_to_discuss"] and found["settled"]


def test_what_cannot_change_the_advice_may_be_settled_by_the_middle_vote(advisor, kitchen, tmp_path):
    room = kitchen_workshop(tmp_path / "spring", kitchen, "Anna", "Ben", "Cleo")
    for who, keepers in (("Anna", "nobody"), ("Ben", "several"), ("Cleo", "several")):
        rules = {"till/house_rule": "own_building", "cold-room/house_rule": "nowhere_else"}
        answer(room, who, rules | {"keepers": keepers, "habits": ["patches"]})
    plain = advisor("workshop", "merge", room)
    assert "cannot change the advice" in " ".join(plain.err.split()) and "--settle median" in plain.err
    assert load_assessment(room / "team.yaml").assessment.answers["keepers"].state == "unknown"
    report = advisor("report", room / "team.yaml", "--date", "none").out
    assert "On 1 question that cannot change the advice" in report
    assert "that can change the advice" not in report

    settled = advisor("workshop", "merge", room, "--settle", "median")
    assert settled.code == 0 and "--settle" not in settled.err
    team = load_assessment(room / "team.yaml").assessment
    assert team.answers["keepers"].choice == "several"
    origin = team.provenance.origin("keepers", None) if team.provenance else None
    assert origin is not None and origin.basis == "middle" and not origin.matters


def test_an_empty_room_is_told_plainly(advisor, kitchen, tmp_path):
    room = kitchen_workshop(tmp_path / "spring", kitchen)
    told = " ".join(advisor("workshop", "status", room).out.split())
    assert "On 0" not in told
    assert "fewer than two people have answered so far" in told


def test_people_join_in_their_own_file_and_keep_it(advisor, kitchen, tmp_path):
    made = advisor("workshop", "new", "w", "--pack", kitchen, "-w", "Till:orders", "-p", "Anna Müller")
    assert made.code == 0
    assert made.out == "w\n"
    assert "advisor workshop join w --name 'Anna Müller'" in made.err
    path = tmp_path / "w" / "participants" / "anna-muller.yaml"
    assert load_assessment(path).assessment.title == "Anna Müller"
    answer(tmp_path / "w", "Anna Müller", {"keepers": "one"})
    again = advisor("workshop", "join", "w", "--name", "anna müller", "--no-open")
    assert again.out.strip() == "w/participants/anna-muller.yaml"
    assert load_assessment(path).assessment.answers["keepers"].choice == "one"
    other = advisor("workshop", "join", "w", "--name", "Anna Muller", "--no-open")
    assert other.code == 2
    assert "belongs to “Anna Müller”" in other.err
    assert advisor("workshop", "join", "w", "--name", "李雷", "--no-open").code == 0
    assert "李雷" in advisor("workshop", "status", "w").out


def test_new_takes_workloads_and_costs_from_an_assessment_but_no_answers(advisor, bistro, tmp_path):
    made = advisor("workshop", "new", "w", "--from", bistro, "-t", "Spring", "--date", "2026-04-01")
    assert made.code == 0
    room = open_room(tmp_path / "w")
    assert [each.id for each in room.workloads] == ["till", "cold-room"]
    assert room.workshop.date == "2026-04-01"
    team = load_assessment(tmp_path / "w" / "team.yaml").assessment
    assert not team.answers and not any(each.answers for each in team.workloads)


def test_a_filled_questionnaire_becomes_votes(advisor, room, tmp_path):
    path = room / "participants" / "anna.yaml"
    assert advisor("questionnaire", path, "-o", "anna.xlsx").code == 0
    done = advisor("workshop", "import", room, "anna.xlsx", "--name", "Gus")
    assert done.code == 0
    gus, anna = (load_assessment(room / "participants" / f"{n}.yaml").assessment for n in ("gus", "anna"))
    assert gus.answers == anna.answers and gus.workloads == anna.workloads
    assert (gus.id, gus.title) == ("gus", "Gus")


def test_a_questionnaire_of_a_workshop_names_the_way_back_into_it(advisor, room):
    team = advisor("questionnaire", room / "team.yaml", "-o", "team.xlsx")
    assert f"advisor workshop import {room} team.xlsx --name NAME" in team.err
    ben = advisor("questionnaire", room / "participants" / "ben.yaml", "-o", "ben.xlsx")
    assert f"advisor workshop import {room} ben.xlsx --name Ben" in ben.err


def test_a_sheet_that_cannot_be_used_changes_nothing_and_says_so(advisor, room, tmp_path):
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    before = (room / "participants" / "anna.yaml").read_bytes()
    refused(
        advisor("workshop", "import", room, "bad.xlsx", "--name", "Anna"), "Nothing was read in from bad.xlsx"
    )
    assert (room / "participants" / "anna.yaml").read_bytes() == before


def refused(done, *parts: str) -> None:
    assert done.code == 2
    assert done.out == ""
    assert "Traceback" not in done.err
    for part in parts:
        assert part in done.err


def test_what_cannot_be_done_is_said_with_the_way_out(advisor, room, tmp_path):
    refused(advisor("workshop", "status", "nowhere"), "no such folder", "advisor workshop new nowhere")
    refused(advisor("workshop", "status", tmp_path / "kitchen"), "no workshop.yaml")
    refused(advisor("workshop", "new", room), "is not empty")
    refused(advisor("workshop", "new", "x", "-p", "Ann", "-p", "ann"), "the same file, ann.yaml")
    refused(advisor("workshop", "new", "y", "--date", "soon"), "not a date")
    refused(advisor("workshop", "reveal", room, "keeper"), "did you mean “keepers”?")
    refused(advisor("workshop", "reveal", room, "tickets"), "till/tickets, cold-room/tickets")
    refused(advisor("workshop", "reveal", room, "cold-room/line_quality"), "nobody has answered")
    refused(advisor("workshop", "vote-again", room, "keepers"), "reveal it first")
    refused(advisor("workshop", "agree", room, "keepers", "severl"), "did you mean “several”?")
    refused(advisor("workshop", "agree", room, "keepers", "n/a"), "needs its reason")
    refused(advisor("workshop", "join", room, "--name", " "), "empty")
    refused(
        advisor("workshop", "agree", room, "keepers", "one", "-d", "Carl: no"),
        "nobody called “Carl” takes part",
        "did you mean “Carla”?",
    )
    refused(advisor("workshop", "agree", room, "keepers", "one", "-d", "Zoe: no"), "one of: Anna, Ben")
    assert open_room(room).discussion(("keepers", None)).agreed is None
    assert not (tmp_path / "x").exists() and not (tmp_path / "y").exists()


def test_an_agreement_is_replaced_only_when_that_is_said(advisor, room):
    first = ("workshop", "agree", room, "keepers", "several", "-b", "Two did it", "-d", "Ben: only one did")
    assert advisor(*first).code == 0
    before = (room / "workshop.yaml").read_bytes()
    again = ("workshop", "agree", room, "keepers", "one")
    refused(advisor(*again), "is agreed already", "Two did it", "Ben: only one did", "--replace")
    assert (room / "workshop.yaml").read_bytes() == before
    assert advisor(*again, "--replace").code == 0
    agreed = open_room(room).discussion(("keepers", None)).agreed
    assert agreed is not None and (agreed.answer.choice, agreed.rationale) == ("one", None)


def test_a_slip_in_a_name_makes_nobody_new(advisor, room, tmp_path):
    assert advisor("questionnaire", room / "participants" / "anna.yaml", "-o", "a.xlsx").code == 0
    for name, meant in (("Ana", "Anna"), ("Benjamin", "Ben"), ("Dmitry", "Dmitri")):
        refused(
            advisor("workshop", "join", room, "--name", name, "--no-open"), f"did you mean “{meant}”? --new"
        )
        refused(
            advisor("workshop", "import", room, "a.xlsx", "--name", name), f"did you mean “{meant}”? --new"
        )
    assert len(open_room(room).participants) == 5
    assert advisor("workshop", "join", room, "--name", "Ana", "--no-open", "--new").code == 0
    assert advisor("workshop", "join", room, "--name", "Gus", "--no-open").code == 0
    assert advisor("workshop", "join", room, "--name", "ana", "--no-open").code == 0
    assert len(open_room(room).participants) == 7


def test_people_leave_and_are_renamed_and_nothing_is_lost(advisor, room):
    advisor("workshop", "agree", room, "keepers", "several", "-d", "Ben: only one did")
    given = open_room(room).votes(("keepers", None))
    refused(advisor("workshop", "rename", room, "--name", "Ben", "--to", "Anna"), "already")
    refused(advisor("workshop", "rename", room, "--name", "Bem", "--to", "Gus"), "did you mean “Ben”?")
    done = advisor("workshop", "rename", room, "--name", "Ben", "--to", "Gus Ünal")
    assert done.code == 0 and done.out.strip().endswith("gus-unal.yaml")
    after = open_room(room)
    assert after.names["gus-unal"] == "Gus Ünal" and "ben" not in after.names
    assert after.votes(("keepers", None))["gus-unal"] == given["ben"]
    assert "Dissent: Gus Ünal" in advisor("workshop", "show", room, "keepers").out
    text = (room / "participants" / "anna.yaml").read_bytes()
    gone = advisor("workshop", "remove", room, "--name", "Anna")
    assert gone.code == 0
    assert (room / "participants" / "removed" / "anna.yaml").read_bytes() == text
    left = open_room(room)
    assert "anna" not in {each.id for each in left.participants} and not left.problems
    advisor("workshop", "join", room, "--name", "Anna", "--no-open")
    assert advisor("workshop", "remove", room, "--name", "anna").out.strip().endswith("anna-2.yaml")
    assert (room / "participants" / "removed" / "anna.yaml").read_bytes() == text


def test_minutes_tell_counts_and_agreements_and_nothing_hidden(advisor, room, tmp_path):
    assert "Nothing was revealed or agreed." in advisor("workshop", "minutes", room).out
    advisor("workshop", "reveal", room, "keepers")
    advisor("workshop", "vote-again", room, "keepers")
    advisor("workshop", "agree", room, "keepers", "several", "-b", "*Two* did it", "-d", "Ben: <b>one</b>")
    advisor("workshop", "reveal", room, "till/house_rule")
    text = advisor("workshop", "minutes", room).out
    first, _, second = text.partition("### 2.")
    assert "Vote 1:" in first and "Vote 2:" in first and ": 3\n" in first
    assert "Because: \\*Two\\* did it" in first
    assert "- Ben: \\<b\\>one\\</b\\>" in first
    assert "Not agreed." in second and "2 discussed, 1 agreed, 1 left open." in second
    votes = first.partition("## Discussed")[2].partition("**Agreed")[0]
    assert not any(name in votes for name in PEOPLE)
    done = advisor("workshop", "minutes", room, "-o", "minutes.md")
    assert done.out == "minutes.md\n" and (tmp_path / "minutes.md").read_text("utf-8") == text


def test_files_that_cannot_count_are_named_and_stop_nobody(advisor, room):
    people = room / "participants"
    text = (people / "anna.yaml").read_text()
    (people / "anna (1).yaml").write_text(text)
    (people / "anna.yml").write_text(text)
    (people / "zoe.yaml").write_text(text)
    (people / "broken.yaml").write_text("assessment: [")
    (people / "other.yaml").write_text(text.replace("../../kitchen", "crawl-walk-run"))
    (people / "late.yaml").write_text(
        text.replace("assessment: anna", "assessment: late").replace("0.3.1", "0.2.0")
    )
    done = advisor("workshop", "status", room)
    assert done.code == 0
    assert "Participants (6)" in done.out
    for name in ("anna (1).yaml", "anna.yml", "zoe.yaml", "broken.yaml", "other.yaml", "late.yaml"):
        assert name in done.err
    assert "answered against version 0.2.0" in done.err
    assert "the answers of “anna”, who has an own file" in done.err


def test_an_empty_workshop_can_be_looked_at_and_merged(advisor, kitchen, tmp_path):
    room = kitchen_workshop(tmp_path / "w", kitchen)
    done = advisor("workshop", "status", room)
    assert (done.code, done.err) == (0, "")
    assert "Nobody has joined yet." in done.out
    assert advisor("workshop", "merge", room).code == 0
    assert advisor("report", room / "team.yaml").code == 0


def test_merging_again_keeps_what_the_team_answered_since(advisor, room):
    assert advisor("workshop", "merge", room).code == 0
    assert advisor("workshop", "merge", room).code == 0
    path = room / "team.yaml"
    answered = path.read_text().replace("choice: anywhere", "choice: own_building", 1)
    assert answered != path.read_text()
    path.write_text(answered)
    refused(advisor("workshop", "merge", room), "till/house_rule", "--force")
    assert path.read_text() == answered
    assert "Answered anew since the workshop" in advisor("report", path).out
    assert advisor("workshop", "merge", room, "--force").code == 0
    assert path.read_text() != answered


def test_names_can_be_left_out(advisor, room, tmp_path):
    advisor("workshop", "reveal", room, "keepers")
    advisor("workshop", "agree", room, "till/house_rule", "anywhere", "-d", "Carla: the rule says so")
    assert advisor("workshop", "merge", room, "-o", "out/team.yaml", "--anonymous").code == 2
    (tmp_path / "out").mkdir()
    assert advisor("workshop", "merge", room, "-o", "out/team.yaml", "--anonymous").code == 0
    text = (tmp_path / "out" / "team.yaml").read_text()
    for name in PEOPLE:
        assert name not in text.replace(f"Wish of {name}", "")
    found = load_assessment(tmp_path / "out" / "team.yaml").assessment
    assert found.provenance is not None
    assert set(found.provenance.participants) == set("ABCDE")
    with_names = advisor("workshop", "merge", room, "-o", "out/named.yaml")
    assert with_names.code == 0
    assert "Carla" in (tmp_path / "out" / "named.yaml").read_text()


def test_an_evidence_of_who_said_so_comes_along(advisor, room):
    answer(room, "Ben", {"till/line_quality": Answer(choice="weekly", evidence="Log of May")})
    advisor("workshop", "merge", room)
    team = load_assessment(room / "team.yaml").assessment
    assert team.workloads[0].answers["line_quality"].evidence == "Log of May"


def test_the_status_of_one_voter_gives_nothing_away(advisor, kitchen, tmp_path):
    room = kitchen_workshop(tmp_path / "spring", kitchen, "Ben")

    def found() -> dict[str, object]:
        return json.loads(advisor("workshop", "status", room, "-f", "json").out)

    answer(room, "Anna", {"keepers": "one"})
    one = found()
    answer(room, "Anna", {"keepers": "several"})
    other = found()
    assert one == other
    assert (one["voters"], one["settled"], one["nothing_to_discuss"]) == (1, False, False)
    assert {each["possible"] for each in one["workloads"]} == {None}
    answer(room, "Ben", {"keepers": "several"})
    assert all(each["possible"] for each in found()["workloads"])


def test_a_merge_says_what_the_file_tells_of_hidden_votes(advisor, room):
    before = advisor("workshop", "merge", room)
    assert "were never revealed" in before.err
    team = load_assessment(room / "team.yaml").assessment
    hidden = len(team.provenance.answers)
    assert f"{hidden} were never revealed" in before.err
    advisor("workshop", "reveal", room, "keepers")
    assert f"{hidden - 1} were never revealed" in advisor("workshop", "merge", room).err


def test_a_rehearsal_has_made_up_people_who_differ(advisor, tmp_path):
    folder = tmp_path / "rehearsal"
    example = sorted(each.id for each in bundled_examples(next(iter(bundled_packs().values()))))[0]
    done = advisor("workshop", "new", folder, "--example", example, "--date", "2026-01-31")
    assert done.code == 0
    status = json.loads(advisor("workshop", "status", folder, "-f", "json").out)
    assert len(status["participants"]) == status["voters"] == 5
    assert any(each["worth"] in ("discuss", "nothing") for each in status["agenda"])
    assert any(each["waiting"] for each in status["agenda"])
    again = tmp_path / "again"
    advisor("workshop", "new", again, "--example", example, "--date", "2026-01-31")
    for each in (folder / "participants").iterdir():
        assert each.read_bytes() == (again / "participants" / each.name).read_bytes()


def test_a_rehearsal_brings_its_workloads(advisor, tmp_path):
    example = sorted(each.id for each in bundled_examples(next(iter(bundled_packs().values()))))[0]
    done = advisor("workshop", "new", tmp_path / "x", "--example", example, "-w", "Chat")
    assert done.code == 2 and "leave out the options" in done.err
    done = advisor("workshop", "new", tmp_path / "x", "--example", example[:-2])
    assert done.code == 2 and example in done.err
    assert not (tmp_path / "x").exists()


def test_the_file_and_the_status_are_as_their_schemas_say(advisor, room):
    advisor("schema", room / "schemas")
    own, printed = (
        Draft202012Validator(json.loads((room / "schemas" / f"{name}.schema.json").read_text("utf-8")))
        for name in ("workshop", "workshop-status")
    )

    def hold() -> None:
        own.validate(yaml.load((room / "workshop.yaml").read_text("utf-8"), yaml.CSafeLoader))
        printed.validate(json.loads(advisor("workshop", "status", room, "-f", "json").out))

    for step in (
        ("reveal", "keepers"),
        ("reveal", "habits"),
        ("vote-again", "keepers"),
        ("agree", "keepers", "several", "-b", "Two did it", "-d", "Ben: only one did"),
        ("agree", "spare_hours", "n/a: nobody counts"),
        ("agree", "habits", "unknown"),
    ):
        assert advisor("workshop", step[0], room, *step[1:]).code == 0
        hold()
    first = (room / "workshop.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schemas/workshop.schema.json"
    assert list(own.iter_errors({"workshop": "x", "agenda": "sideways"}))
