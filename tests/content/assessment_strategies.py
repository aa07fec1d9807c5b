"""Any assessment of a pack, odd texts included."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from advisor.model.assessment import Answer, AnswerState, Assessment, Workload
from advisor.model.pack import Pack
from advisor.model.question import Question, QuestionType, Scope

ODD = [
    "no",
    "NO",
    "on",
    "y",
    "010",
    "0x1f",
    "1_000",
    "1:30",
    "1.50",
    "1e5",
    "null",
    "~",
    "unknown",
    "=cmd|' /C calc'!A0",
    "<<",
    "*star",
    "&anchor",
    "!tag",
    "%percent",
    "@at",
    "`tick",
    "- dash",
    "? question",
    "a: b",
    "a #b",
    "#hash",
    "ends with colon:",
    "  leading spaces",
    "trailing spaces  ",
    "\ttab",
    "tab\tinside",
    "two\nlines",
    "two\nlines\n",
    "\nleading line end",
    "three\n\n\nline ends",
    "trailing ends\n\n\n",
    "two\n  indented\nlines",
    "spaces \nbefore line end",
    "---",
    "...",
    "two\n---\nlines",
    "two\n# no comment\nlines",
    '"quoted"',
    "'single'",
    "back\\slash",
    "{flow}",
    "[flow]",
    "a, b",
    "2024-01-01",
    "emoji 🚀 👩\u200d💻",
    "中文 文字。",
    "\u202eright to left",
    "\u2028separator",
    "\x85next line",
    "\ufeffmark",
    "nbsp\xa0",
    "<b>bold</b> [red]markup[/red] {{ jinja }}",
    "x" * 3000,
    "word " * 400 + "end",
]

texts = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip),
    st.text(st.sampled_from("ab:#-'\"\n \t,{}[]&*!|>%@`?\\=~"), min_size=1, max_size=20).filter(str.strip),
)


def values(question: Question) -> st.SearchStrategy[dict[str, object]]:
    """What an answered question holds."""
    if question.type is QuestionType.SINGLE:
        return st.sampled_from([option.id for option in question.options]).map(lambda each: {"choice": each})
    if question.type is QuestionType.MULTIPLE:
        alone = [(option.id,) for option in question.options if option.alone]
        together = [option.id for option in question.options if not option.alone]
        sets = st.sets(st.sampled_from(together), min_size=1).map(
            lambda chosen: tuple(each for each in together if each in chosen)
        )
        return st.one_of(sets, *(st.just(each) for each in alone)).map(lambda each: {"choices": each})
    if question.number is not None:
        form = question.number
        places = 0 if form.integer else 3
        numbers = st.decimals(form.minimum, form.maximum, places=places, allow_nan=False)
        return numbers.map(lambda each: {"number": abs(Decimal(each)) if each == 0 else Decimal(each)})
    return texts.map(lambda each: {"text": each})


@st.composite
def answers(draw: st.DrawFn, question: Question) -> Answer:
    remarks = {
        "note": draw(st.none() | texts),
        "evidence": draw(st.none() | texts),
    }
    state = draw(st.sampled_from([AnswerState.ANSWERED] * 3 + list(AnswerState)))
    if state is AnswerState.ANSWERED:
        return Answer.model_validate(draw(values(question)) | remarks)
    reason = draw(texts) if state is AnswerState.NOT_APPLICABLE else None
    return Answer.model_validate({"state": state, "reason": reason} | remarks)


@st.composite
def sheets(draw: st.DrawFn, pack: Pack, scope: Scope) -> dict[str, Answer]:
    questions = [question for question in pack.questions if question.scope is scope]
    chosen = draw(st.sets(st.sampled_from(questions).map(lambda each: each.id)))
    return {each.id: draw(answers(each)) for each in questions if each.id in chosen}


@st.composite
def assessments(
    draw: st.DrawFn, pack: Pack, ids: tuple[str, ...] = ("till", "cold-room", "no", "w4")
) -> Assessment:
    names = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
    workloads = tuple(
        Workload(
            id=name,
            kind=draw(st.sampled_from([kind.id for kind in pack.manifest.workload_kinds])),
            title=draw(st.none() | texts),
            answers=draw(sheets(pack, Scope.WORKLOAD)),
        )
        for name in names
    )
    return Assessment(
        id=draw(st.sampled_from(["corner-bistro", "on", "x"])),
        title=draw(st.none() | texts),
        pack=pack.id,
        pack_version=draw(st.none() | st.just(pack.version)),
        persona=draw(st.none() | st.sampled_from(list(pack.persona_by_id))),
        organisation=draw(texts),
        answers=draw(sheets(pack, Scope.ORGANISATION)),
        workloads=workloads,
    )
