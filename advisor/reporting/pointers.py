"""Where a report speaks to a question that a reader would ask.

A persona's questions are free text. What a question is about is told by its words, against a short
list of words for each section; where it also shares a telling word with the title of a row, such as
a KPI's, the pointer names that row. A question without any such word points to the advice itself.
"""

from __future__ import annotations

import re
from collections import Counter

from advisor.reporting.blocks import Link, Section, Table

_WORD = re.compile(r"\w+")
_STEM = 5
_MOST = 2

_TOPICS = {
    "kpis": "cost costly price spend spending budget money bill invoice saving value return unit measure"
    " forecast utilisation idle waste figure kpi amount expensive afford pay capex opex investment",
    "firm": "robust robustness firm stable stability sensitive flip different judgement",
    "unknown": "sure certain uncertain know known unknown missing evidence open settle confident",
    "assumptions": "measured assumed assumption estimate threshold sample",
    "warnings": "risk lose loss wrong fail failure lock leave leaving exit depend dependence danger worst"
    " audit incident breach compliance regulator",
    "models": "performance security operate provider scale scaling latency control hardware service services"
    " commitment contract capacity gpu accelerator speed fast",
    "role": "who whom responsible answers owner owns team role people skill staff job hire",
    "practices": "first start begin tomorrow improve step tag tagging allocate share reduce efficient",
    "path": "when grow move migrate ready become before criteria later target horizon outgrow",
    "decisions": "buy build partner vendor market llm family language sourcing differentiate train tune",
    "why": "why reason decide decides score excluded exclude rule gate instead",
    "framework": "stage stand maturity mature crawl walk run",
}
"""Section id to words of English questions that it speaks to."""
_FALLBACK = "advice"
_TELLING = 0.5
"""A word tells a row when at most two rows have it, or several words together do."""


class Finder:
    """Looks up the places of a report that speak to a question."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        """Learn the sections of one report and the titles of their rows."""
        self._sections = {section.id: section for section in sections}
        self._rows = {section.id: _row_titles(section) for section in sections}
        self._common = Counter(
            stem for titles in self._rows.values() for stems in titles.values() for stem in stems
        )

    def find(self, question: str) -> tuple[Link, ...]:
        """Up to two places, the one with the most of the question's words first."""
        asked = _stems(question)
        hits = {
            section: len(asked & _stems(words))
            for section, words in _TOPICS.items()
            if section in self._sections
        }
        best = sorted((section for section, count in hits.items() if count), key=lambda one: -hits[one])
        chosen = best[:_MOST] or [section for section in (_FALLBACK,) if section in self._sections]
        return tuple(Link(section, self._label(section, asked)) for section in chosen)

    def _label(self, section: str, asked: frozenset[str]) -> str:
        title = self._sections[section].title
        rows = self._rows[section]
        telling = {
            row: sum(1 / self._common[stem] for stem in asked & stems if len(stem) == _STEM)
            for row, stems in rows.items()
        }
        row = max(telling, key=telling.__getitem__, default=None)
        return f"{title}: {row}" if row is not None and telling[row] >= _TELLING else title


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


def _row_titles(section: Section) -> dict[str, frozenset[str]]:
    """The titles of a section's rows, where its tables list things by name."""
    if section.id not in {"kpis", "practices"}:
        return {}
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return {row[0].text: _stems(row[0].text) for table in tables for row in table.rows}
