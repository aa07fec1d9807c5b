"""Where the room differed: the section of a report about what a workshop gave."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.content.assessments import load_assessment
from advisor.model.answer import Answer, AnswerState
from advisor.model.provenance import Dissent, Said, SettledBy, TeamAnswer, TeamProvenance
from advisor.model.rules import Agreement
from advisor.reporting.blocks import Bullets, Callout, Paragraph, Section, Table
from advisor.reporting.registry import FORMATS
from advisor.reporting.sections.disagreement import alpha_words
from tests.conftest import SMALL_PACK
from tests.reporting.conftest import PAYLOAD, report

UNKNOWN = Answer(state=AnswerState.UNKNOWN)


def section(small_pack, *answers: TeamAnswer, **more: object) -> tuple[Section | None, object]:
    team = load_assessment(SMALL_PACK / "examples" / "corner-bistro.yaml", pack=small_pack).assessment
    provenance = TeamProvenance(
        workshop="Spring", participants=("Anna", "Ben", "Carla"), answers=answers, **more
    )
    document = report(small_pack, team.model_copy(update={"provenance": provenance}))
    return next((each for each in document.sections if each.id == "disagreement"), None), document


def keepers(basis: SettledBy, answer: str | None, **more: object) -> TeamAnswer:
    said = (
        Said(answer=Answer(choice="several"), count=2, by=("Anna", "Ben")),
        Said(answer=Answer(choice="nobody"), count=1, by=("Carla",)),
    )
    given = Answer(choice=answer) if answer else UNKNOWN
    return TeamAnswer(question="keepers", basis=basis, answer=given, said=said, **more)


def test_an_assessment_that_no_workshop_gave_says_nothing_of_one(plain_report):
    assert all(each.id != "disagreement" for each in plain_report.sections)


def test_what_could_have_changed_the_advice_is_told_with_reason_and_dissent(small_pack):
    agreed = keepers(
        SettledBy.AGREED,
        "one",
        matters=True,
        rounds=2,
        consensus=Decimal("0.31"),
        rationale="One did it twice",
        dissent=(Dissent(who="Carla", why="Nobody could"),),
    )
    idle = TeamAnswer(
        question="tickets",
        workload="till",
        basis=SettledBy.CLOSE,
        answer=Answer(number=Decimal(250)),
        said=(
            Said(answer=Answer(number=Decimal(250)), count=1),
            Said(answer=Answer(number=Decimal(9)), count=1),
        ),
    )
    found, _ = section(small_pack, agreed, idle, alpha=Decimal("0.7"), date="2026-04-01", facilitator="Fay")
    assert found is not None
    lead, panel, table, dissent, rest, thresholds = found.blocks
    assert isinstance(lead, Paragraph)
    assert lead.text.startswith("3 people answered in the workshop “Spring” on 2026-04-01, led by Fay.")
    assert "differed on 2 of 2 questions; on 1 of them" in lead.text
    assert isinstance(panel, Paragraph) and "0.7 (" in panel.text and "tentative" in panel.text
    assert isinstance(table, Table)
    ((_, said, answer, how),) = table.rows
    assert said.text == "Two or more: 2 (Anna and Ben); Nobody: 1 (Carla)"
    assert answer.text == "One person"
    assert how.text == "Agreed in the room, after 2 votes; consensus at first 0.31 of 1. One did it twice"
    assert isinstance(dissent, Bullets)
    assert [(each.text.split(",")[0], each.detail) for each in dissent.items] == [("Carla", "Nobody could")]
    assert isinstance(rest, Paragraph) and "the advice stays the same" in rest.text
    assert isinstance(thresholds, Paragraph)
    assert "from 0.8 of 1" in thresholds.text and "The advisor's own defaults" in thresholds.text


def test_what_was_left_open_is_told(small_pack):
    found, _ = section(small_pack, keepers(SettledBy.APART, None, matters=True))
    assert found is not None
    callout = next(each for each in found.blocks if isinstance(each, Callout))
    assert callout.label == "Left open"
    assert "1 question" in callout.title
    # The example itself has "one": the team has answered since.
    last = found.blocks[-2]
    assert isinstance(last, Paragraph) and last.text.startswith("Answered anew since the workshop")


def test_a_room_that_agreed_is_told_so(small_pack):
    one = TeamAnswer(
        question="keepers",
        basis=SettledBy.UNANIMOUS,
        answer=Answer(choice="one"),
        said=(Said(answer=Answer(choice="one"), count=3),),
    )
    found, _ = section(small_pack, one)
    assert found is not None
    lead, _ = found.blocks
    assert isinstance(lead, Paragraph) and lead.text.endswith("They differed on nothing.")


@pytest.mark.parametrize(
    ("alpha", "part"), [("0.8", "relied on"), ("0.67", "tentative"), ("0.3", "differently"), ("0", "chance")]
)
def test_alpha_is_told_in_words(alpha, part):
    assert part in alpha_words(Decimal(alpha), Agreement())
    lax = Agreement(alpha_tentative=0, alpha_reliable=0)
    assert "relied on" in alpha_words(Decimal(alpha), lax)


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_hostile_words_of_a_workshop_stay_words(small_pack, name):
    text = " ".join(PAYLOAD.split())
    agreed = keepers(
        SettledBy.AGREED, "one", matters=True, rationale=text, dissent=(Dissent(who=text, why=text),)
    )
    _, document = section(small_pack, agreed, facilitator=text)
    content = FORMATS[name].render(document).decode()
    assert "<script>alert" not in content
    assert "<img" not in content.replace('<img src="data:', "")
    assert ('href="javascript:' if name == "html" else "[x](javascript:") not in content
