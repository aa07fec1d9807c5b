"""Small random packs that also have warnings about results, a framework and monotone declarations."""

from __future__ import annotations

from math import prod
from typing import Any

from hypothesis import strategies as st

from advisor.decision.sheets import domain_of
from advisor.model.condition import Condition
from advisor.model.pack import Pack
from advisor.model.rules import Cell, Direction, FrameworkRow, WarningRule
from tests.decision.random_packs import OUTCOMES, conditions, packs


def _as_question(pack: Pack, question_id: str) -> dict[str, Any]:
    question = pack.question_by_id[question_id]
    return {
        "id": question_id,
        "type": question.type.value,
        "options": [{"id": option.id} for option in question.options],
    }


@st.composite
def told_packs(draw: st.DrawFn, most: int = 600) -> Pack:
    pack = draw(packs().filter(lambda p: 2 * prod(len(domain_of(q).values) for q in p.questions) <= most))
    questions = [_as_question(pack, question.id) for question in pack.questions]
    dims = sorted(pack.rules.dimensions)

    def condition() -> Condition:
        plain = conditions(questions, dims)
        outcome = st.sampled_from(OUTCOMES).map(lambda o: {"outcome": {"decision": "size", "now": [o]}})
        both = st.tuples(plain, outcome).map(lambda pair: {"all": list(pair)})
        return Condition.model_validate(draw(st.one_of(plain, outcome, both)))

    warnings = tuple(
        WarningRule(id=f"warning{i}", when=condition(), severity="low", message="m", do="d")
        for i in range(draw(st.integers(0, 2)))
    )
    row = FrameworkRow(
        id="aspect",
        title="t",
        because="b",
        cells={
            "small": Cell(text="t"),
            "middle": Cell(text="t", when=condition()),
            "large": Cell(text="t", when=condition()),
        },
    )
    monotone = {dim: draw(st.sampled_from(list(Direction))) for dim in dims if draw(st.booleans())}
    size = pack.rules.decisions["size"]
    named: dict[str, Condition] = {}
    if draw(st.booleans()):
        *first, last = size.table
        named["shared"] = last.when
        last = last.model_copy(update={"when": Condition(condition="shared")})
        size = size.model_copy(update={"table": (*first, last)})
    size = size.model_copy(update={"warnings": warnings, "monotone": monotone})
    rules = pack.rules.model_copy(
        update={"conditions": named, "decisions": {"size": size}, "framework": (row,)}
    )
    return pack.model_copy(update={"rules": rules})
