"""A reader's own questions are answered from the result, or honestly not."""

from __future__ import annotations

import pytest

from advisor.model.assessment import Answer, Assessment
from advisor.model.catalogue import ReaderQuestion, ReportPart
from advisor.model.pack import Pack
from advisor.reporting.blocks import Cell
from advisor.reporting.document import Document
from tests.reporting.conftest import report
from tests.reporting.test_document import column, example, section, sections, table


def told(pack: Pack, assessment: Assessment, *asked: ReaderQuestion) -> list[Cell]:
    """What a report answers to these questions."""
    reader = pack.personas[0].model_copy(update={"questions": asked})
    # A new pack, because a copy would keep the personas that were looked up already.
    whole = Pack.model_validate(
        {name: getattr(pack, name) for name in Pack.model_fields} | {"personas": (reader,)}
    )
    document = report(whole, assessment, reader.id)
    return column(table(document, "questions"), "answer")


def test_answers_then_parts_then_where_to_ask(plain_report: Document) -> None:
    cost, model, tickets = column(table(plain_report, "questions"), "answer")
    assert cost.text == "This assessment cannot say. Divide the bill by the tickets of the month."
    assert [link.section for link in cost.links] == ["measuring"]
    assert model.text == plain_report.headline
    assert [link.section for link in model.links] == ["advice", "role"]
    assert tickets.text.startswith(
        "By your answers: Tickets in a busy hour for “The till”: 250 tickets/hour; "
    )
    assert "House rule for “cold-room”: Only in our own building" in tickets.text
    assert tickets.text.endswith("Still open: Tickets in a busy hour.")
    assert tickets.links[-1].section == "answers"


def test_a_question_without_anything_says_that_it_cannot_tell(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    (cell,) = told(small_pack, plain_assessment, ReaderQuestion(ask="Will it rain?"))
    assert (cell.text, cell.links) == ("This assessment cannot say.", ())


def test_open_answers_give_way_to_where_to_ask_or_to_a_part(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    ask, see = "What do you dream of?", (ReportPart.KPIS,)
    where, part = told(
        small_pack,
        plain_assessment,
        ReaderQuestion(ask=ask, answers=("dream",), see=see, cannot_say="Ask the cook."),
        ReaderQuestion(ask=ask, answers=("dream", "no_such_question"), see=see),
    )
    assert where.text == "Still open: The dream. Ask the cook."
    assert part.text == "Begin with “Cost per ticket” and “Lost minutes”."


def test_an_answer_that_no_longer_counts_answers_nothing(
    small_pack: Pack, plain_assessment: Assessment
) -> None:
    second = plain_assessment.workloads[1]
    kept = {**second.answers, "line_quality": Answer(choice="weekly")}
    only = plain_assessment.model_copy(update={"workloads": (second.model_copy(update={"answers": kept}),)})
    (cell,) = told(small_pack, only, ReaderQuestion(ask="?", answers=("line_quality",), cannot_say="Ask."))
    assert cell.text == "This assessment cannot say. Ask."


@pytest.mark.parametrize("name", ["regional-hospital", "call-transcripts", "pension-fund"])
def test_every_part_answers_and_leads_to_a_section(bundled_pack: Pack, name: str) -> None:
    asked = [ReaderQuestion(ask=part.value, see=(part,)) for part in ReportPart]
    cells = told(bundled_pack, example(bundled_pack, name), *asked)
    silent = {ReportPart.MEASURING}
    if name == "pension-fund":  # no model is left, so there is none to describe and nothing to do under it
        silent |= {ReportPart.MODELS, ReportPart.ROLE, ReportPart.REASON, ReportPart.UNIT_COSTS}
        silent |= {ReportPart.HALF_USE}
    for part, cell in zip(ReportPart, cells, strict=True):
        assert (cell.text == "This assessment cannot say.") == (part in silent), part
        assert len(cell.links) == (0 if part is ReportPart.MODELS and part in silent else 1), part
        assert cell.text.rstrip("”").endswith((".", "?", "!")), part


def test_the_bundled_personas_ask_of_known_answers_only(bundled_pack: Pack) -> None:
    for persona in bundled_pack.personas:
        for asked in persona.questions:
            assert asked.see or asked.answers
            assert set(asked.answers) <= set(bundled_pack.question_by_id)
            if ReportPart.MEASURING in asked.see[:1]:
                assert asked.cannot_say


def test_what_the_annex_holds_is_not_pointed_to_without_it(bundled_pack: Pack) -> None:
    from tests.reporting.test_brief import made

    document = made(bundled_pack, example(bundled_pack, "regional-hospital"), "finance", annex=False)
    ids = {one.id for one in sections(document)}
    cells = column(table(document, "questions"), "answer")
    assert {link.section for cell in cells for link in cell.links} <= ids
    assert section(document, "questions").title == "Your questions"
