"""The drawings of the result, each to a width, as the words that a reader sees."""

from __future__ import annotations

import pytest

from advisor.decision.practices import PracticeAdvice
from advisor.decision.roadmap import ExitCriterion, WorkloadPath
from advisor.model.catalogue import Practice
from advisor.model.economics_findings import RaisedWarning
from advisor.tui.widgets.advice_card import AdviceCard
from advisor.tui.widgets.drawing import Lines, beside, said, wrapped
from advisor.tui.widgets.framework_table import FrameworkTable
from advisor.tui.widgets.headline import sentence
from advisor.tui.widgets.path_view import PathView
from advisor.tui.widgets.trace_view import TraceView
from advisor.tui.widgets.warning_list import WarningList, tally
from advisor.tui.widgets.workload_drawing import WorkloadDrawing
from tests.tui.fixtures_result import Told, decided_run, decided_walk, no_model, recommendation, small_pack

PACK = small_pack()


def text(lines: Lines) -> str:
    return "\n".join(line.plain.rstrip() for line in lines)


def drawn(kind: type[WorkloadDrawing], told: Told, width: int) -> str:
    return text(kind(PACK).lines(recommendation(told).workloads[0], width))


def flowing(words: str) -> str:
    """Without line breaks and columns of blanks."""
    return " ".join(words.split())


@pytest.mark.parametrize("kind", [AdviceCard, FrameworkTable, TraceView, WarningList])
@pytest.mark.parametrize("width", [40, 56, 76, 116, 200])
@pytest.mark.parametrize("told", [Told(), decided_walk(), decided_run(), no_model()], ids=lambda t: t.model)
def test_no_line_is_wider_than_the_terminal(kind: type[WorkloadDrawing], width: int, told: Told) -> None:
    lines = kind(PACK).lines(recommendation(told).workloads[0], width)
    assert lines
    assert max(line.cell_length for line in lines) <= width


# Headline ------------------------------------------------------------------------------------


def test_one_advice_for_all_is_one_sentence() -> None:
    same = Told(id="other", title="Other")
    told = sentence(PACK, recommendation(Told(), same))
    assert told == "Walk · Partially managed now, growing towards Run · Self-managed. Not settled yet."


def test_a_hybrid_is_told_workload_by_workload() -> None:
    told = sentence(PACK, recommendation(decided_walk(), decided_run()))
    assert told == "A mix now and as the target: Walk for Triage chat; Run for Nightly training."


def test_no_admissible_model_is_said_plainly() -> None:
    assert "No model is admissible" in sentence(PACK, recommendation(no_model()))


def test_between_two_models_nothing_is_advised_but_what_to_plan_with() -> None:
    torn = Told(shares=(0.45, 0.08, 0.47), excluded=())
    plan = "Plan with Walk meanwhile, the middle of all ways: a better answer never lowers it."
    told = sentence(PACK, recommendation(torn))
    assert told == f"Not decided yet: between Crawl and Run. {plan}"
    card = flowing(drawn(AdviceCard, torn, 76))
    assert f"Not decided yet: between Crawl and Run {plan}" in card
    assert "[WALK]" in card
    both = sentence(PACK, recommendation(torn, decided_run()))
    assert both.startswith(
        "Too little is known yet about Triage chat, still between Crawl and Run: on balance"
    )


def test_the_likeliest_model_is_not_called_a_middle() -> None:
    told = sentence(PACK, recommendation(Told(shares=(0.3, 0.45, 0.25), excluded=())))
    assert "Not decided" not in told
    assert "likeliest Walk" in told


# Advice --------------------------------------------------------------------------------------


def test_the_card_has_now_target_reason_certainty_and_the_other_decisions() -> None:
    card = drawn(AdviceCard, Told(), 76)
    assert "[WALK] Partially managed so far" in card
    assert "[RUN] Self-managed so far" in card
    assert "The team can run this" in card
    assert "still open" in card
    assert "61 %" in card
    assert "Model family  Large language model" in card
    assert "1. GPU experience" in card
    assert "Tag everything from the first day" in card


def test_the_card_names_the_urgent_warnings_only() -> None:
    card = drawn(AdviceCard, Told(), 76)
    assert "2 warnings: 1 high, 1 medium" in card
    assert "▲ The work calls for more" in card
    assert "too small to fill" not in card


def test_what_would_settle_it_comes_in_the_order_of_the_trace() -> None:
    card = drawn(AdviceCard, Told(open_questions=("volume", "gpu_experience")), 76)
    assert "still open" in card
    assert card.index("1. Requests a day") < card.index("2. GPU experience")
    assert card.index("What would settle most") < card.index("1. Requests a day")


def test_what_hangs_on_the_target_alone_leaves_today_settled() -> None:
    card = flowing(drawn(AdviceCard, Told(shares=(0.0, 1.0, 0.0), target_only=True), 76))
    assert "settled for today, as long as every open question gets one of its answers" in card
    assert "none turns out not to apply; the target can still move" in card
    assert "WALK Partially managed Rent" in card
    assert "What would settle the target" in card
    assert "Not settled yet" not in sentence(PACK, recommendation(Told(target_only=True)))
    assert "the target can still move" in sentence(PACK, recommendation(Told(target_only=True)))


def test_answers_that_no_longer_count_are_named() -> None:
    assert "no longer counted: Incident practice" in drawn(AdviceCard, Told(), 76)


def test_without_a_model_the_card_names_each_gate() -> None:
    card = drawn(AdviceCard, no_model(), 76)
    assert "the gates collide" in card
    assert card.count("⊘") == 3
    assert "First weeks" not in card


# Framework -----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 76, 116])
def test_every_row_has_exactly_one_full_dot(width: int) -> None:
    words = drawn(FrameworkTable, Told(), width)
    body = words[words.index("Stage") :]
    assert body.count("●") == 8


def test_a_narrow_table_says_the_own_cell_in_full_and_the_others_not_at_all() -> None:
    words = flowing(drawn(FrameworkTable, Told(), 76))
    assert "Beginning, first adoption" in words
    assert "Enterprise-wide AI" not in words
    assert "Crawl Walk Run" in words


def test_a_wide_table_says_all_cells() -> None:
    words = drawn(FrameworkTable, Told(), 116)
    assert "Beginning, first adoption" in words
    assert "Enterprise-wide AI" in words
    assert "◐ SO FAR" in words
    assert "↗ target" in words


def test_the_lit_cell_is_bold_and_has_a_bar_so_that_colour_is_not_needed() -> None:
    lines = FrameworkTable(PACK).lines(recommendation().workloads[0], 116)
    lit = next(line for line in lines if "Beginning, first adoption" in line.plain)
    assert "▌● Beginning" in lit.plain
    bold = [span for span in lit.spans if "bold" in str(span.style)]
    start = lit.plain.index("Beginning")
    assert any(span.start <= start < span.end for span in bold)
    other = lit.plain.index("Scaling")
    assert not any(span.start <= other < span.end for span in bold)


# Warnings ------------------------------------------------------------------------------------


def test_warnings_come_by_urgency_with_what_to_do() -> None:
    words = drawn(WarningList, Told(), 76)
    assert words.index("HIGH") < words.index("MEDIUM")
    assert "→  Follow the path below" in words


def test_no_warnings_is_said() -> None:
    assert "No warnings" in drawn(WarningList, decided_walk(), 76)


def test_the_tally_counts_by_severity() -> None:
    one = ({"id": "a", "decision": "infrastructure", "severity": "low", "message": "m", "do": "d"},)
    workload = recommendation(Told(warnings=one)).workloads[0]
    assert tally(workload) == "1 warning: 1 low"
    money = (RaisedWarning(id="b", severity="high", message="m", do="d"),)
    assert tally(workload, money) == "2 warnings: 1 high, 1 low"


# Why -----------------------------------------------------------------------------------------


def test_why_names_row_gate_its_questions_and_the_rows_that_could_still_decide() -> None:
    words = drawn(TraceView, Told(), 76)
    assert "Infrastructure model  Partially managed → Self-managed" in words
    assert "Gate excludes Fully managed" in words
    assert "rests on: Limits on processing" in words
    assert "39 % Self-managed" in words
    assert "Still depends on: GPU experience, Requests a day" in flowing(words)
    assert "Model family  Large language model" in words


def test_why_names_the_bands_that_the_deciding_row_rests_on() -> None:
    words = flowing(drawn(TraceView, Told(), 116))
    assert "rests on: Technical readiness medium, maybe high, Workload stability medium" in words
    assert "Shape of the load" in words


def test_a_gate_that_stays_shut_is_only_counted() -> None:
    words = drawn(TraceView, decided_walk(), 76)
    assert "1 gate stays shut" in words
    assert "⊘" not in words


def test_why_says_what_places_the_framework_rows() -> None:
    assert "Placed by what you said about this: finops maturity" in flowing(drawn(TraceView, Told(), 76))


# Path ----------------------------------------------------------------------------------------

STEP = ExitCriterion("gpu_experience", None, "Nobody yet", "A team of its own", "technical_readiness")


def path_words(told: Told, path: WorkloadPath | None, practices: tuple[PracticeAdvice, ...] = ()) -> str:
    view = PathView(PACK)
    workload = recommendation(told).workloads[0]
    view.show_path(workload, path, practices)
    return text(view.lines(workload, 76))


def test_the_path_names_the_answers_that_must_change_and_to_what() -> None:
    path = WorkloadPath("triage-chat", "partially_managed", "self_managed", (STEP,), True, "One step.")
    words = path_words(Told(), path)
    assert "Walk · Partially managed → Run · Self-managed" in words
    assert "1. GPU experience  Technical readiness" in words
    assert "from  Nobody yet" in words
    assert "→ A team of its own" in words


def test_the_path_counts_answers_and_steps_apart() -> None:
    again = ExitCriterion("gpu_experience", None, "A team of its own", "Two teams", "technical_readiness")
    first = ExitCriterion("volume", "triage-chat", "Unknown", "Many", None, presumed=True)
    path = WorkloadPath(
        "triage-chat", "partially_managed", "self_managed", (first, STEP, again), True, "Why."
    )
    words = path_words(Told(), path)
    assert "1 open answer to settle first, then 1 answer that must change, in 2 steps" in words
    assert "for example → Many" in words


def test_a_target_that_is_here_already_is_said() -> None:
    path = WorkloadPath("triage-chat", "partially_managed", "partially_managed", (), True, "The same.")
    assert "✓ Walk · Partially managed, now and as the target" in path_words(decided_walk(), path)


def test_a_path_that_does_not_lead_there_is_said() -> None:
    path = WorkloadPath("triage-chat", "partially_managed", "self_managed", (), False, "Blocked.")
    assert "no way there" in path_words(Told(), path)


def test_without_a_model_there_is_no_path() -> None:
    assert "no path" in path_words(no_model(), None)


def test_practices_follow_the_path_with_their_first_step() -> None:
    practice = Practice.model_validate(
        {
            "id": "tags",
            "title": "Tag everything",
            "area": "allocation",
            "what": "Tags.",
            "first_step": "Write the tags down.",
            "effort": "days",
            "owner": "finance",
            "from_stage": "crawl",
            "source": "Own",
        }
    )
    path = WorkloadPath("triage-chat", "partially_managed", "partially_managed", (), True, "The same.")
    words = path_words(decided_walk(), path, (PracticeAdvice(practice, "Because.", (), ()),) * 7)
    assert "1. Tag everything  days" in words
    assert "Write the tags down." in words
    assert "2 more are in the report" in words


# Drawing -------------------------------------------------------------------------------------


def test_wide_letters_keep_columns_in_line() -> None:
    rows = beside([([said("日本語テキスト")], 8), ([said("next")], 6)], gap=1)
    assert rows[0].cell_length == 15
    assert rows[0].plain.endswith("next  ")


def test_a_hanging_indent_carries_its_mark_on_the_first_line_only() -> None:
    lines = wrapped("one two three four", 10, indent=3, first="1.")
    assert lines[0].plain.startswith("1. one")
    assert all(line.plain.startswith("   ") for line in lines[1:])
    assert len(lines) > 1
