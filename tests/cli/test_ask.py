"""``advisor ask``: the interview as plain lines."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from advisor.content.assessments import load_assessment
from advisor.decision.recommend import recommend
from advisor.model.assessment import AnswerState, Assessment

BEGIN = "Bistro\nThe till\n1\n"


@pytest.fixture
def ask(advisor, kitchen):
    def run(*lines: str, begin: bool = True, options: tuple[str, ...] = ()):
        text = (BEGIN if begin else "") + "".join(f"{line}\n" for line in lines)
        return advisor("ask", "our.yaml", "--pack", "kitchen", *options, stdin=text)

    return run


def saved() -> Assessment:
    return load_assessment(Path("our.yaml")).assessment


def test_a_new_assessment_begins_line_by_line(ask):
    done = ask("2", "1,3", "9", "a garden", "1", "250", "3", "1", "quit")
    assert (done.code, done.err) == (0, "")
    assessment = saved()
    assert assessment.organisation == "Bistro"
    assert assessment.answers["keepers"].choice == "one"
    assert assessment.answers["habits"].choices == ("copies_checked", "patches")
    assert assessment.answers["spare_hours"].number == Decimal(9)
    assert assessment.answers["dream"].text == "a garden"
    assert assessment.workloads[0].answers["tickets"].number == Decimal(250)
    assert "All questions are dealt with" in done.out


def test_each_answer_is_on_disk_before_the_next_question(ask):
    ask("2")  # The input ends: as if the connection broke.
    assert saved().answers["keepers"].choice == "one"
    assert "habits" not in saved().answers


def test_it_goes_on_where_it_stopped(ask):
    ask("2", "1", "quit")
    done = ask("quit", begin=False)
    assert "Question 3 of 8" in done.out
    assert "Question 1 of 8" not in done.out


def test_unknown_na_and_skipping_are_three_things(ask):
    ask("unknown", "", "na We do not count hours", "quit")
    answers = saved().answers
    assert answers["keepers"].state is AnswerState.UNKNOWN
    assert "habits" not in answers
    assert answers["spare_hours"].state is AnswerState.NOT_APPLICABLE
    assert answers["spare_hours"].reason == "We do not count hours"


def test_not_applicable_wants_a_reason(ask):
    done = ask("na", "", "na", "nobody cooks", "quit")
    assert "Why does it not apply? " in done.out
    assert saved().answers["keepers"].reason == "nobody cooks"


def test_back_and_amend(ask):
    ask("2", "back", "3", "quit")
    assert saved().answers["keepers"].choice == "several"


def test_undo_and_redo(ask):
    ask("2", "1", "undo", "undo", "redo", "quit")
    assert list(saved().answers) == ["keepers"]


def test_jump_by_number_and_by_id(ask):
    ask("jump 6", "250", "jump keepers", "2", "quit")
    assert saved().workloads[0].answers["tickets"].number == Decimal(250)
    assert saved().answers["keepers"].choice == "one"


def test_note_and_evidence_belong_to_an_answer(ask):
    done = ask("note too early", "2", "back", "note Sam and Lee", "evidence restore log", "quit")
    assert "Answer the question first" in done.out
    answer = saved().answers["keepers"]
    assert (answer.note, answer.evidence) == ("Sam and Lee", "restore log")


def test_a_command_word_within_a_text_is_text(ask):
    ask("jump dream", "note the garden", "jump dream", ":note from Sam", "quit")
    answer = saved().answers["dream"]
    assert (answer.text, answer.note) == ("note the garden", "from Sam")


def test_what_does_not_fit_never_traps_nor_changes_anything(ask):
    done = ask("7", "on person", "jump 99", "jump tikets", ":bak", "undo", "quit")
    for message in (
        "There is no option 7",
        "did you mean one person?",
        "type a number from 1 to 8",
        "did you mean tickets?",
        "Did you mean back?",
        "nothing to undo",
    ):
        assert message in done.out.replace("\n", " ")
    assert saved().answers == {}


def test_numbers_out_of_bounds_are_refused_with_the_bounds(ask):
    done = ask("jump spare_hours", "400", "quit")
    assert "between 0 and 80" in done.out.replace("\n", " ")
    assert saved().answers == {}


def test_quick_asks_less(ask):
    assert "Question 1 of 3" in ask("quit", options=("--quick",)).out


def test_an_answer_that_no_longer_counts_is_kept_and_told(ask):
    done = ask("2", "", "9", ":jump keepers", "1", "list", "quit")
    assert "No longer counted, but kept: Free hours." in done.out
    assert saved().answers["spare_hours"].number == Decimal(9)


def test_why_help_and_advice(ask):
    done = ask("why", "help", "advice", "list open", "quit")
    assert "Why: Without them" in done.out
    assert "Evidence to look for: The log of the last restore" in done.out
    assert "restore: Bring the data back from a copy." in done.out
    assert "Strength of the crew" in done.out
    assert "House rule: not answered yet" in done.out


def test_the_advice_is_told_when_it_changes(ask):
    assert "Advice now: The till: " in ask("1", "quit").out


def test_lines_are_plain(ask):
    done = ask("2", "advice", "list", "quit")
    assert "\x1b" not in done.out
    assert "\r" not in done.out
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_a_file_that_changed_meanwhile_is_not_overwritten(advisor, kitchen, monkeypatch):
    from advisor.cli import ask as module

    advisor("new", "our.yaml", "--pack", "kitchen", "-g", "Ours")
    lines = iter(["2", "THEIRS", "1", "quit", "no", "overwrite", "quit"])

    def read(prompt: str) -> str:
        line = next(lines)
        if line == "THEIRS":
            path = Path("our.yaml")
            path.write_text(path.read_text("utf-8") + "# theirs\n", "utf-8")
            line = next(lines)
        return line

    monkeypatch.setattr(module, "read_line", read)
    done = advisor("ask", "our.yaml")
    assert done.code == 0
    assert "Nothing was overwritten" in done.out
    assert saved().answers["habits"].choices == ("copies_checked",)


def test_the_input_may_end_before_anything_was_begun(advisor, kitchen):
    done = advisor("ask", "our.yaml", "--pack", "kitchen", stdin="Bistro\n")
    assert done.code == 2
    assert not Path("our.yaml").exists()


def test_the_keys_of_the_app_work_here_too(ask):
    ask("u", "n not counted", "back", "quit")
    assert saved().answers["keepers"].state is AnswerState.UNKNOWN
    assert saved().answers["habits"].reason == "not counted"
    done = ask("jump habits", "x", "back", "?", "w", "quit", begin=False)
    assert "habits" not in saved().answers
    assert "u, unknown" in done.out
    assert "unknown, or help)" in done.out
    assert done.out.count("restore: Bring the data back from a copy.") == 2


def test_a_key_is_a_word_where_any_text_is_an_answer(ask):
    ask("jump dream", "u", "jump dream", ":u", "quit")
    assert saved().answers["dream"].state is AnswerState.UNKNOWN


def test_evidence_goes_to_the_question_just_answered_while_the_next_one_is_open(ask):
    done = ask("2", "e restore log", "1", "note Sam and Lee", "quit")
    answers = saved().answers
    assert (answers["keepers"].evidence, answers["keepers"].note) == ("restore log", None)
    assert (answers["habits"].evidence, answers["habits"].note) == (None, "Sam and Lee")
    assert "Evidence for “" in done.out


def test_a_number_is_told_with_its_range_and_refused_with_an_example(ask):
    done = ask("jump tickets", "lots", "250", "quit")
    said = " ".join(done.out.split())
    example = re.search(r"for example (\S+), without separators", said)
    assert example
    assert "Saved: 250 " in said
    assert re.search(r"which counts as “[^”]+”", said)
    again = ask("jump tickets", example[1], "quit", begin=False)
    assert "Saved: " in again.out


def test_workloads_are_added_renamed_and_removed_by_lines(ask):
    ask("2", "workload add Cold room:stock", "workload rename cold-room Cellar", "quit")
    assert [(each.id, each.kind, each.title) for each in saved().workloads][1:] == [
        ("cold-room", "stock", "Cellar")
    ]
    done = ask("workloads", "workload remove cold-room", "undo", "quit", begin=False)
    assert "cold-room: Cellar" in done.out
    assert "undo brings them back" in done.out
    assert len(saved().workloads) == 2
    done = ask(
        "workload remove the-til", "workload add X:stok", "workload", "workload move", "quit", begin=False
    )
    said = " ".join(done.out.split())
    assert "did you mean the-till?" in said
    assert "did you mean stock?" in said
    assert "Type workload add NAME" in said
    assert len(saved().workloads) == 2


def test_a_removed_workload_takes_its_question_from_the_screen(ask):
    done = ask("workload add Cold room:stock", "jump tickets@cold-room", "workload remove cold-room", "quit")
    asked = done.out.rsplit("taken out", 1)[1]
    assert "about the workload Cold room" not in asked
    assert "Question 1 of" in asked


def test_readers_length_and_search_are_lines_too(ask):
    done = ask("persona", "persona nobody", "find restore", "find no such words", "quick", "full", "quit")
    said = " ".join(done.out.split())
    assert "Reports are written for:" in said
    assert "There is no reader “nobody”" in said
    assert re.search(r"1\. ", said)
    assert "No question has “no such words” in it." in said
    assert re.search(r"Full interview: \d+ questions. Answers stay.", said)


def test_a_milestone_and_what_changed_since_by_lines(ask):
    done = ask("2", "changes", "milestone Start", "milestone Start", "jump keepers", "3", "changes", "quit")
    said = " ".join(done.out.split())
    assert "Frozen in " in said
    assert list(Path("our.milestones").iterdir())
    before, _, after = said.partition("Frozen in ")
    assert "milestone" in before
    assert "Start" in after and "Answers: 1" in after


TODAY = "Today's advice is settled; the target can still move."
REST = "The rest cannot change the advice, today's or the target's."


def words_of(text: str) -> str:
    """Without line breaks."""
    return " ".join(text.split())


def first_options(count: int) -> list[str]:
    return ["1"] * count


def test_by_information_asks_only_what_can_still_change_the_advice(ask, small_pack):
    done = ask(*first_options(20), options=("--order", "information"))
    assert REST in words_of(done.out)
    scored = recommend(small_pack, saved())
    assert scored.overall.settled
    asked = done.out.count("can still change the advice), about")
    assert 0 < asked < 8
    assert len(saved().answers) + len(saved().workloads[0].answers) == asked


def test_by_information_goes_on_with_the_rest_when_wanted(ask):
    # Which question comes when is not the point here: unknown fits all of them.
    done = ask(*["unknown"] * 8, "yes", "quit", options=("--order", "information"))
    assert "unknown or was passed over" in done.out
    done = ask("yes", *["unknown"] * 8, "quit", begin=False, options=("--order", "information"))
    assert done.code == 0


def test_by_information_goes_back_the_way_it_came(ask):
    done = ask("unknown", "unknown", "back", "back", "back", "quit", options=("--order", "information"))
    shown = re.findall(r"^Question (\d+) of", done.out, re.MULTILINE)
    assert shown[0] == shown[4]
    assert shown[1] == shown[3]
    assert "This is the first question." in done.out


def test_a_quick_interview_offers_what_still_matters(ask):
    done = ask(*["unknown"] * 3, "yes", "unknown", "quit", options=("--quick",))
    assert "The quick interview is done. These questions can still change the advice:" in done.out
    assert len(saved().answers) + len(saved().workloads[0].answers) == 4


def test_a_quick_interview_by_information_offers_what_lies_beyond_it_too(ask):
    done = ask(*["unknown"] * 3, "yes", "quit", options=("--quick", "--order", "information"))
    said = words_of(done.out)
    assert "The quick interview is done. These questions can still change the advice:" in said
    assert "was passed over" not in said
    assert len(saved().answers) + len(saved().workloads[0].answers) == 3


def test_settled_is_said_in_file_order_too_and_only_once(ask):
    done = ask(*["1"] * 8, "quit")
    assert words_of(done.out).count(f"{REST} It still sharpens scores and reports.") == 1


def test_settled_for_today_is_not_settled_while_the_target_can_still_move(ask, small_pack):
    """Nobody keeps the machines and no rule binds the data: what hangs on the rest is the target alone."""
    done = ask("jump keepers", "nobody", "jump house_rule", "anywhere", "quit")
    said = words_of(done.out)
    assert said.count(TODAY) == 1
    assert REST not in said
    scored = recommend(small_pack, saved()).overall
    assert (scored.decided, scored.settled) == (True, False)
    done = ask("unknown", "unknown", "no", begin=False, options=("--order", "information"))
    said = words_of(done.out)
    assert "(2 can still change the target)" in said
    assert f"{TODAY} What could still change the target is unknown or was passed over." in said
    done = ask("jump tickets", "1", "jump line_quality", "1", "quit", begin=False)
    assert words_of(done.out).count(REST) == 1
    assert recommend(small_pack, saved()).overall.settled


def test_the_way_back_has_the_options_and_names_what_was_passed_over(ask):
    done = ask("", "quit", options=("--quick", "--order", "information"))
    assert "Go on with: advisor ask --quick --order information our.yaml" in done.out
    assert "Passed over: " in done.out
    again = ask("quit", begin=False)
    assert "Go on with: advisor ask our.yaml" in again.out
    assert "Passed over" not in again.out


@pytest.mark.parametrize("question", ["spare_hours", "tickets", "dream", "habits", "keepers"])
def test_nobody_knowing_is_an_answer_that_an_empty_line_leaves_alone(ask, question):
    ask(f"jump {question}", "unknown", f"jump {question}", "", "back", "", "quit")
    answers = {**saved().answers, **saved().workloads[0].answers}
    assert answers[question].state is AnswerState.UNKNOWN
    ask(f"jump {question}", ":na we have none", f"jump {question}", "", "quit", begin=False)
    answers = {**saved().answers, **saved().workloads[0].answers}
    assert (answers[question].state, answers[question].reason) == (AnswerState.NOT_APPLICABLE, "we have none")


def test_not_applicable_is_understood_as_people_write_it(ask):
    ask("n/a nobody cooks", "N/A", "no habits", "quit")
    assert saved().answers["keepers"].reason == "nobody cooks"
    assert saved().answers["habits"].reason == "no habits"


def test_undo_says_what_it_took_back(ask):
    done = ask("jump tickets", "250", "undo", "redo", "quit")
    said = words_of(done.out)
    assert "Undone and saved: Tickets in a busy hour: 250 " in said
    assert "→ not answered." in said or "-> not answered." in said
    assert "Done again and saved: Tickets in a busy hour: not answered" in said


def test_by_information_questions_are_numbered_as_they_come(ask):
    done = ask(*["unknown"] * 3, "back", "quit", options=("--order", "information"))
    shown = re.findall(r"^Question (\d+) of at most (\d+) \((\d+) can", done.out, re.MULTILINE)
    assert [number for number, _, _ in shown] == ["1", "2", "3", "4", "3"]
    for number, most, mattering in shown[:4]:
        assert int(number) - 1 + int(mattering) == int(most)


def test_one_question_left_is_spoken_of_as_one(ask):
    done = ask(*["1"] * 2, "", *["1"] * 5, "quit")
    assert "they sharpen" not in done.out
    done = ask("no", begin=False, options=("--order", "information"))
    assert "1 question is not answered yet; it sharpens scores and reports." in words_of(done.out)


def test_settled_says_what_it_rests_on_and_which_other_decision_is_open(ask):
    said = words_of(ask("jump house_rule", "own_building", "quit").out)
    assert f"{REST} It still sharpens scores and reports. As long as every open question gets one" in said
    assert "none turns out not to apply. Kind of database is still open." in said
    said = words_of(ask("no", begin=False, options=("--order", "information")).out)
    assert "none turns out not to apply. Kind of database is still open." in said
