"""How the ways in which open answers may turn out are weighed against each other."""

from __future__ import annotations

from enum import StrEnum

from advisor.model.pack import Pack


class Weighing(StrEnum):
    """What decides how much each possible answer of an open question counts."""

    ALIKE = "alike"
    """Every option counts the same: the pack says nothing about how likely any is."""
    LIKELIHOOD = "likelihood"
    """The pack says how likely each answer is; where it says nothing, every option counts the same."""


def weighing_of(pack: Pack) -> Weighing:
    """How a pack weighs open answers."""
    declared = any(question.likelihood for question in pack.questions)
    return Weighing.LIKELIHOOD if declared else Weighing.ALIKE


def weighing_sentence(pack: Pack) -> str:
    """The same as a sentence, to stand beside shares."""
    return _SENTENCES[weighing_of(pack)]


_SENTENCES = {
    Weighing.ALIKE: "Open answers count with every option equally likely.",
    Weighing.LIKELIHOOD: (
        "Open answers are weighed by how likely the pack holds each answer; equally where it says nothing."
    ),
}
